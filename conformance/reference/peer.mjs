// One of several clients on one table: `node peer.mjs PACKAGE URL NAME NUMBER`. Writes a row of its
// own, waits until it sees the rows of all, and prints how its release shows them as one line of JSON.
const [, , release, url, name, number] = process.argv;
console.log = () => {};
const perspective = (await import(release)).default;
const client = await perspective.websocket(url);
const table = await client.open_table("shared");
const view = await table.view({ group_by: ["who"], columns: ["nothing"] });
let changed = () => {};
await view.on_update(() => changed());
let change = new Promise((resolve) => (changed = resolve));
await table.update([{ who: name }]);
while ((await view.num_rows()) <= Number(number)) {
  await Promise.race([change, new Promise((resolve) => setTimeout(resolve, 1000))]);
  change = new Promise((resolve) => (changed = resolve));
}
const cells = await view.to_columns();
const seen = {
  who: cells.__ROW_PATH__.slice(1).map((path) => path[0]),
  nothing: cells.nothing,
  csv: (await view.to_csv()).split("\n")[0],
};
process.stdout.write(JSON.stringify(seen) + "\n", () => process.exit(0));
