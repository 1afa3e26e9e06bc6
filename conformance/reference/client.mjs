// A session of the unmodified JavaScript client against the server at the given URL; prints what the
// client saw as one line of JSON. Notifications are counted, since their grouping is the server's
// choice.
import perspective from "@perspective-dev/client";

const client = await perspective.websocket(process.argv[2]);
const seen = {};
const rows = [
  { k: 1, g: "a", s: "x", v: 1.5, d: "2020-01-02" },
  { k: 2, g: "b", s: "y", v: -2, d: null },
  { k: 3, g: "a", s: "y", v: 4, d: "1969-12-31" },
];
await client.table(rows, { name: "t", index: "k" });
const table = await client.open_table("t");
seen.columns = await table.columns();
seen.schema = Object.entries(await table.schema()).sort();
seen.index = await table.get_index();
const config = {
  group_by: ["g"],
  split_by: ["s"],
  columns: ["v", "w"],
  aggregates: { v: "avg" },
  filter: [["k", ">", 0]],
  sort: [["v", "desc"]],
  expressions: { w: '"v" * 2' },
};
const pivot = await table.view(config);
const flat = await table.view();
let updates = 0;
let rowDeltas = 0;
await pivot.on_update(() => updates++);
await flat.on_update((event) => (rowDeltas += event.delta ? 1 : 0), { mode: "row" });

async function read(name, view) {
  seen[name] = {
    columns: await view.to_columns(),
    json: await view.to_json(),
    csv: await view.to_csv(),
    paths: await view.column_paths(),
    schema: Object.entries(await view.schema()).sort(),
    dimensions: await view.dimensions(),
    arrow: (await view.to_arrow()).byteLength > 0,
  };
}

await read("pivot", pivot);
await read("flat", flat);
await table.update([{ k: 2, v: 10 }, { k: 4, g: "c", s: "x", v: 7, d: "2021-05-06" }]);
await read("pivot after update", pivot);
await table.remove([1]);
await read("flat after remove", flat);

const copy = await client.table(await flat.to_arrow({ compression: "lz4" }), { name: "copy" });
seen.copy = await (await copy.view()).to_columns();
const verdict = await table.validate_expressions({ good: 'upper("s")', bad: '"nope" + 1' });
seen.validated = Object.entries(verdict).map(([part, map]) => [part, Object.entries(map).sort()]);
seen.validated.sort();
try {
  await table.view({ columns: ["nope"] });
} catch (error) {
  seen.error = String(error.message ?? error);
}
await pivot.delete();
await flat.delete();
await table.delete();
seen.left = await client.get_hosted_table_names();
seen.notified = [updates, rowDeltas];
process.stdout.write(JSON.stringify(seen) + "\n");
process.exit(0);
