// A session of an unmodified JavaScript client against a server: `node session.mjs PACKAGE URL`.
// Calls everything the client offers and prints what it saw as one line of JSON, step by step.
// A step that fails shows its error. What this release of the client does not have is left out.
import { readFile } from "node:fs/promises";
import * as arrow from "apache-arrow";

const [, , name, url, ranges = "ranges"] = process.argv;
console.log = () => {};
const perspective = (await import(name)).default;
const client = await perspective.websocket(url);
const seen = {};

async function step(title, work) {
  try {
    seen[title] = plain(await work());
  } catch (error) {
    seen[title] = { error: String(error?.message ?? error) };
  }
}

/** What JSON can carry, with the members of objects that come from maps in order of name. */
function plain(value) {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof Uint8Array || value instanceof ArrayBuffer) return table(value);
  if (value instanceof Date) return value.getTime();
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return Array.from(value, plain);
  if (value instanceof Map) return plain(Object.fromEntries(value));
  if (value && typeof value === "object") {
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
        .map(([key, item]) => [key, plain(item)]),
    );
  }
  return value === undefined ? null : value;
}

/** Names, types and cells of an Arrow stream. */
function table(bytes) {
  const read = arrow.tableFromIPC(new Uint8Array(bytes));
  return read.schema.fields.map((field, i) => {
    const type = arrow.DataType.isDictionary(field.type) ? field.type.dictionary : field.type;
    const cells = read.numRows ? Array.from(read.getChildAt(i) ?? [], cell) : [];
    return [field.name, String(type), cells];
  });
}

function cell(value) {
  return value instanceof Date ? value.getTime() : plain(value);
}

async function until(ready) {
  for (let i = 0; i < 200 && !ready(); i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const cases = JSON.parse(await readFile(new URL("cases.json", import.meta.url), "utf8"));
const ROWS = cases.rows;

// ------------------------------------------------------------------------------------- tables

const made = await client.table(cases.schema, { name: "t", index: "k" });
await made.update(ROWS);
const source = await client.open_table("t");
await step("columns", () => source.columns());
await step("schema", () => source.schema());
await step("size", () => source.size());
await step("index", () => source.get_index());
await step("limit", () => source.get_limit());
await step("name", () => source.get_name());
await step("hosted", () => client.get_hosted_table_names());
await step("system info", async () => Object.keys(await client.system_info()));
await step("valid expressions", () =>
  source.validate_expressions({
    good: 'upper("s")',
    number: '"i" * 2 + "f"',
    date: 'bucket("t", \'D\')',
    bad: '"nope" + 1',
  }),
);
await step("open missing table", () => client.open_table("missing"));
await step("table twice", () => client.table({ a: [1] }, { name: "t" }));
for (const [title, data, options] of [
  ["rows", [{ a: 1, b: "x" }, { a: null, b: "y" }], {}],
  ["columns", { a: [1.5, 2], b: [true, null] }, {}],
  ["csv", "a,b,c\n1,x,2020-01-02\n2,,2021-03-04\n", {}],
  ["ndjson", '{"a":1,"b":"x"}\n{"a":2,"b":null}', { format: "ndjson" }],
  ["schema", { a: "integer", b: "datetime" }, {}],
  ["limit", { a: [1, 2, 3, 4, 5] }, { limit: 3 }],
  ["indexed", { a: ["q", "p", "q"], b: [1, 2, 3] }, { index: "a" }],
  ["wrong index", { a: [1] }, { index: "zz" }],
]) {
  await step("table of " + title, async () => {
    const other = await client.table(data, { name: "of " + title, ...options });
    const view = await other.view();
    const result = [await other.schema(), await other.size(), await view.to_columns()];
    await view.delete();
    await other.delete();
    return result;
  });
}

// -------------------------------------------------------------------------------------- views

const CONFIGS = { ...cases.views };
if (!name.includes("3.8.0")) Object.assign(CONFIGS, cases["views since 4.3"]);
if (client.join) Object.assign(CONFIGS, cases["views since 5.5"]);
for (const [title, config] of Object.entries(CONFIGS)) {
  let view;
  await step(title, async () => {
    view = await source.view(config);
  });
  if (!view) continue;
  const read = (what, work) => step(title + ": " + what, work);
  await read("to_columns", () => view.to_columns());
  await read("to_json", () => view.to_json());
  await read("to_ndjson", () => view.to_ndjson());
  await read("to_csv", () => view.to_csv());
  await read("to_arrow", () => view.to_arrow());
  await read("window", () => view.to_json({ start_row: 1, end_row: 3, start_col: 0, end_col: 2 }));
  await read("keys", () => view.to_columns({ id: true, index: true }));
  await read("formatted", () => view.to_columns({ formatted: true }));
  await read("texts", async () => [await view.to_columns_string(), await view.to_json_string()]);
  await read("paths", () => view.column_paths());
  await read("schema", () => view.schema());
  await read("expression schema", () => view.expression_schema());
  await read("config", () => view.get_config());
  await read("dimensions", () => view.dimensions());
  await read("counts", async () => [await view.num_rows(), await view.num_columns()]);
  if (view.with_typed_arrays) {
    await read("typed arrays", () => {
      let copy;
      return view
        .with_typed_arrays({}, (names, values, valid, lists) => {
          copy = [[...names], values.map((v) => v && [...v]), lists.map((l) => l && [...l])];
        })
        .then(() => copy);
    });
  }
  await view.delete();
}
await step("leaves only", async () => {
  const view = await source.view({ group_by: ["g", "b"], columns: ["i"] });
  const leaves = await view.to_columns({ leaves_only: true });
  await view.delete();
  return leaves;
});
for (const compression of ["lz4", "zstd"]) {
  await step("compressed " + compression, async () => {
    const view = await source.view();
    const other = await client.table(await view.to_arrow({ compression }), { name: compression });
    const copy = await other.view();
    const result = await copy.to_columns();
    await copy.delete();
    await other.delete();
    await view.delete();
    return result;
  });
}
await step("tree", async () => {
  const view = await source.view({ group_by: ["g", "b"], columns: ["i"] });
  const result = [await view.set_depth(0), await view.to_columns()];
  result.push(await view.expand(1), await view.to_columns());
  result.push(await view.collapse(1), await view.num_rows());
  await view.delete();
  return result;
});
for (const [title, config] of Object.entries(cases["invalid views"])) {
  await step(title, async () => (await source.view(config)).delete());
}

// ------------------------------------------------------------------------------- aggregates

for (const [column, aggregates] of [
  ["i", cases["aggregates of numbers"]],
  ["f", cases["aggregates of numbers"]],
  ["g", cases["aggregates of texts"]],
]) {
  for (const aggregate of aggregates) {
    await step(`${aggregate} of ${column}`, async () => {
      const config = { group_by: ["g"], columns: [column], aggregates: { [column]: aggregate } };
      const view = await source.view(config);
      const result = [await view.to_columns(), await view.schema()];
      const echo = await view.get_config();
      await step(`${aggregate} of ${column}: config`, () => echo);
      await view.delete();
      return result;
    });
  }
}
await step("and, or", async () => {
  const view = await source.view({
    group_by: ["g"],
    columns: ["b", "both"],
    expressions: { both: '"b"' },
    filter: [["b", "is not null"]],
    aggregates: { b: "and", both: "or" },
  });
  const result = await view.to_columns();
  await view.delete();
  return result;
});

// ------------------------------------------------------------------------------------ ranges

const view = await source.view();
for (const column of ["k", "g", "s", "i", "f", "d", "t"]) {
  if (ranges === "ranges") await step("range of " + column, () => view.get_min_max(column));
}

// ------------------------------------------------------------------------------------- live

const flat = await source.view();
const grouped = await source.view({ group_by: ["g"], columns: ["i"] });
const sorted = await source.view({ columns: ["k", "f"], sort: [["f", "desc"]] });
const events = [];
const bare = await flat.on_update((event) => events.push(["flat", event.port_id]));
const followed = { "flat rows": flat, "grouped rows": grouped, "sorted rows": sorted };
for (const [title, of] of Object.entries(followed)) {
  await of.on_update((event) => events.push([title, event.port_id, plain(event.delta)]), {
    mode: "row",
  });
}
if (flat.on_remove) {
  await flat.on_remove((event) => events.push(["removed", plain(event.indices)]));
}

/** What listeners heard of one change: `expected` notifications, in any order over views. */
async function change(title, expected, work) {
  events.length = 0;
  await step(title, async () => {
    await work();
    await until(() => events.length >= expected);
    const texts = events.map((event) => JSON.stringify(event)).sort();
    const told = texts.map((text) => JSON.parse(text));
    return [told, await flat.to_columns(), await grouped.to_json()];
  });
}

const port = await source.make_port();
seen.port = port;
const CHANGED = [{ k: 2, i: 21 }, { k: 7, g: "d", i: 70, f: 7 }];
await change("update rows", 4, () => source.update(CHANGED));
await change("update columns", 4, () => source.update({ k: [3, 8], s: ["z", "w"], i: [31, 80] }));
await change("update text", 4, () => source.update("k,i\n1,11\n9,90\n"));
await change("update lines", 4, () =>
  source.update('{"k":9,"g":"c"}\n{"k":10,"g":"a","i":1}', { format: "ndjson" }),
);
await change("update through a port", 4, () => source.update([{ k: 1, i: 12 }], { port_id: port }));
const four = arrow.tableFromArrays({ k: Int32Array.of(4), f: Float64Array.of(0.5) });
await change("update arrow", 4, () => source.update(arrow.tableToIPC(four).slice().buffer));
await change("update nothing new", 4, () => source.update([{ k: 1, i: 12 }]));
await change("wrong update", 0, () => source.update([{ k: 1, i: "text" }]));
await change("remove", flat.on_remove ? 5 : 4, () => source.remove([3, 99]));
await flat.remove_update(bare);
await change("replace", flat.on_remove ? 4 : 3, () =>
  source.replace([{ k: 1, g: "n", i: 1, f: 1 }, { k: 2, g: "m", i: 2, f: 2 }]),
);
if (client.join) {
  await change("clear", 4, () => source.clear());
}
await source.replace(ROWS);

// ------------------------------------------------------------- derived tables, joins, endings

await step("replica", async () => {
  // The client keeps the view it is given, and with it the table.
  const base = await client.table(ROWS, { name: "base", index: "k" });
  const follow = await base.view({ columns: ["k", "i", "g"] });
  const replica = await client.table(follow, { name: "replica" });
  const look = await replica.view();
  const before = [await replica.get_index(), await look.to_columns()];
  let told = 0;
  await look.on_update(() => told++);
  await base.update([{ k: 2, i: 99 }]);
  await until(() => told > 0);
  const after = await look.to_columns();
  await look.delete();
  await replica.delete();
  return client.join ? [before, after] : before[1];
});
if (client.join) {
  await step("join", async () => {
    const right = await client.table({ k: [1, 2, 9], w: ["p", "q", "r"] }, { name: "right" });
    const results = [];
    for (const join_type of ["inner", "left", "outer"]) {
      const joined = await client.join("t", "right", "k", { join_type, name: join_type });
      const look = await joined.view({ columns: ["k", "i", "w"] });
      results.push(await joined.schema(), await look.to_columns());
      await right.update([{ k: 3, w: "s" }]);
      results.push(await look.num_rows());
      await look.delete();
      await joined.delete();
    }
    await right.delete();
    return results;
  });
}
const told = [];
await client.on_hosted_tables_update(() => told.push("hosted"));
await step("endings", async () => {
  const other = await client.table({ a: [1] }, { name: "short lived" });
  const look = await other.view();
  await other.on_delete(() => told.push("table"));
  await look.on_delete(() => told.push("view"));
  const again = await client.open_table("short lived");
  const refusal = await again.delete().catch((error) => error.message);
  const lazy = other.delete({ lazy: true });
  await until(() => told.length >= 2);
  const names = (await client.get_hosted_table_names()).sort();
  await look.delete();
  await lazy;
  await until(() => told.length >= 5);
  return [refusal, names, told.sort()];
});
for (const each of [view, flat, grouped, sorted]) await each.delete();
await step("delete", async () => {
  await source.delete();
  return client.get_hosted_table_names();
});
process.stdout.write(JSON.stringify(seen) + "\n", () => process.exit(0));
