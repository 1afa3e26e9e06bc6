// Ordinary use of a table up to a range, which releases before 4.4 and later ones read differently:
// `node range.mjs PACKAGE URL`.
const [, , release, url] = process.argv;
console.log = () => {};
// A range in the other encoding is an error that the caller never sees.
process.on("uncaughtException", () => {});
process.on("unhandledRejection", () => {});
const perspective = (await import(release)).default;
const client = await perspective.websocket(url);
const table = await client.open_table("shared");
await table.schema();
await table.columns();
await table.size();
await client.get_hosted_table_names();
const rows = await table.view();
const groups = await table.view({
  group_by: ["who"],
  columns: ["number"],
  aggregates: { number: "sum" },
  filter: [["number", ">", 0]],
  sort: [["number", "desc"]],
  expressions: { twice: '"number" * 2' },
});
for (const view of [rows, groups]) {
  await view.schema();
  await view.expression_schema();
  await view.column_paths();
  await view.get_config();
  await view.dimensions();
  await view.on_update(() => {}, { mode: "row" });
  await view.to_columns({ start_row: 0, end_row: 50, start_col: 0, end_col: 5, formatted: true });
  await view.to_json();
  await view.to_csv();
  await view.to_arrow();
}
await groups.set_depth(0);
await groups.expand(0);
await groups.collapse(0);
await table.update([{ who: "me", number: 1 }]);
groups.get_min_max("number");
await rows.num_rows();
process.stdout.write("[]\n", () => process.exit(0));
