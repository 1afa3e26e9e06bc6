// Everything a page needs, in one module:
//
//   <script type="module" src="/perspective/perspective4j.js"></script>
//   <perspective-viewer data-table="trades"></perspective-viewer>
//
// It defines <perspective-viewer> with the data grid, adds the default theme unless the page brings
// one, connects once per WebSocket path, and binds every viewer that names a table:
//
//   data-table      hosted table to show (the viewer waits for it if it does not exist yet)
//   data-websocket  path or URL of the endpoint, default "/websocket"
//   data-config     viewer configuration as JSON, for example '{"group_by":["sector"]}'
//
// A page that wants to drive viewers itself imports `connect` and leaves data-table away.

import "./viewer/dist/cdn/perspective-viewer.js";
import "./viewer-datagrid/dist/cdn/perspective-viewer-datagrid.js";
import perspective from "./client/dist/cdn/perspective.js";

const THEME = new URL("./viewer/dist/css/pro.css", import.meta.url).href;
const clients = new Map();

/** The client of an endpoint; one connection per endpoint, shared by all viewers of the page. */
export function connect(endpoint = "/websocket") {
  const url = new URL(endpoint, location.href);
  url.protocol = url.protocol.replace(/^http/, "ws");
  if (!clients.has(url.href)) {
    clients.set(url.href, perspective.websocket(url.href));
  }
  return clients.get(url.href);
}

/** Shows a hosted table in a viewer element. */
export async function bind(viewer, table, config = {}, endpoint = undefined) {
  await viewer.load(await connect(endpoint));
  await viewer.restore({ ...config, table });
}

if (!document.querySelector('link[rel="stylesheet"][href*="/viewer/dist/css/"]')) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = THEME;
  document.head.append(link);
}

for (const viewer of document.querySelectorAll("perspective-viewer[data-table]")) {
  const { table, websocket, config } = viewer.dataset;
  bind(viewer, table, config ? JSON.parse(config) : {}, websocket).catch((error) =>
    console.error(`cannot show table "${table}":`, error),
  );
}

export { perspective };
