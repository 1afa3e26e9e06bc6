// Everything a page needs, in one module:
//
//   <script type="module" src="/perspective/perspective4j.js"></script>
//   <perspective-viewer data-table="trades"></perspective-viewer>
//
// It defines <perspective-viewer> with the data grid, adds the default theme unless the page brings
// one, connects once per WebSocket path, and binds every viewer that names a table:
//
//   data-table      hosted table to show
//   data-config     viewer configuration as JSON, for example '{"group_by":["sector"]}'
//   data-binding    "server" (default): the server computes the views and sends what is on the screen;
//                   "replica": the page keeps a copy of the table, fed by the server, in a worker of its
//                   own, and computes the views there
//   data-websocket  path or URL of the endpoint, default "/websocket"
//
// A page that wants to drive viewers itself leaves data-table away and imports `connect`, `replicate`
// or `bind`.

import "./viewer/dist/cdn/perspective-viewer.js";
import "./viewer-datagrid/dist/cdn/perspective-viewer-datagrid.js";
import perspective from "./client/dist/cdn/perspective.js";

const THEME = new URL("./viewer/dist/css/pro.css", import.meta.url).href;
const clients = new Map();
const replicas = new Map();
let worker;

/** Adds a value to a map on first use. */
function once(map, key, make) {
  if (!map.has(key)) {
    map.set(key, make());
  }
  return map.get(key);
}

/** The client of an endpoint; one connection per endpoint, shared by all viewers of the page. */
export function connect(endpoint = "/websocket") {
  const url = new URL(endpoint, location.href);
  url.protocol = url.protocol.replace(/^http/, "ws");
  return once(clients, url.href, () => perspective.websocket(url.href));
}

/**
 * The client of this page's own engine, with a copy of a hosted table in it that follows the
 * original. One copy per table, shared by all viewers of the page.
 */
export function replicate(table, endpoint = undefined) {
  return once(replicas, `${endpoint}\n${table}`, async () => {
    worker ??= perspective.worker();
    const original = await (await connect(endpoint)).open_table(table);
    const index = await original.get_index();
    await (await worker).table(await original.view(), { name: table, ...(index && { index }) });
    return worker;
  });
}

/** Shows a hosted table in a viewer element, computed by the server or in a replica. */
export async function bind(viewer, table, config = {}, { binding = "server", endpoint } = {}) {
  await viewer.load(await (binding === "replica" ? replicate(table, endpoint) : connect(endpoint)));
  await viewer.restore({ title: table, ...config, table });
}

if (!document.querySelector('link[rel="stylesheet"][href*="/viewer/dist/css/"]')) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = THEME;
  document.head.append(link);
}

for (const viewer of document.querySelectorAll("perspective-viewer[data-table]")) {
  const { table, config, binding, websocket } = viewer.dataset;
  bind(viewer, table, config ? JSON.parse(config) : {}, { binding, endpoint: websocket }).catch(
    (error) => console.error(`cannot show table "${table}":`, error),
  );
}

export { perspective };
