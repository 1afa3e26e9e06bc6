"""A session of an unmodified Python client against a server: `python session.py URL`, or `local` for
the server that comes with the client. Calls everything the client offers and prints what it saw as
one line of JSON, step by step. A step that fails shows its error. What this release of the client
does not have is left out.
"""

import datetime
import json
import os
import pathlib
import sys
import time

# The engine writes to the standard output; what is printed here must be alone there.
OUT = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import perspective  # noqa: E402
from connection import connect  # noqa: E402

URL = sys.argv[1]
CASES = json.loads(pathlib.Path(__file__).with_name("cases.json").read_text("utf-8"))
ROWS = CASES["rows"]
RECENT = hasattr(perspective.Table, "describe")
seen = {}


local = perspective.Server() if URL == "local" else None
client = local.new_local_client() if local else connect(URL)
# Decodes Arrow, with the engine of the client's own release.
reader = perspective.Server().new_local_client()


def arrow(stream):
    table = reader.table(bytes(stream))
    view = table.view()
    cells = plain([[table.schema()[name] for name in table.columns()], view.to_columns()])
    view.delete()
    table.delete()
    return cells


def plain(value):
    """What JSON can carry, with the members of dictionaries in order of name."""
    if isinstance(value, dict):
        return {str(key): plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, (bytes, bytearray)):
        return arrow(value)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    return value


def step(title, work):
    try:
        seen[title] = plain(work())
    except BaseException as error:  # a panic in the client is not an Exception
        seen[title] = {"error": str(error)}


def until(ready):
    for _ in range(200):
        if ready():
            return
        time.sleep(0.01)


# ------------------------------------------------------------------------------------- tables

made = client.table(CASES["schema"], name="t", index="k")
made.update(ROWS)
source = client.open_table("t")
step("columns", source.columns)
step("schema", source.schema)
step("size", source.size)
step("index", source.get_index)
step("limit", source.get_limit)
step("name", source.get_name)
step("hosted", client.get_hosted_table_names)
step("system info", lambda: sorted(client.system_info()))
EXPRESSIONS = {
    "good": 'upper("s")',
    "number": '"i" * 2 + "f"',
    "date": "bucket(\"t\", 'D')",
    "bad": '"nope" + 1',
}
step("valid expressions", lambda: source.validate_expressions(EXPRESSIONS))
if RECENT:
    step("describe", lambda: source.describe(group_by=["g"], columns=["i", "g"]))
    step("describe expressions", lambda: source.describe(expressions=EXPRESSIONS))
    step("describe mistake", lambda: source.describe(columns=["zz"]))
    step("describe repeated", lambda: source.describe(group_by=["g", "g"]))
step("open missing table", lambda: client.open_table("missing"))
step("table twice", lambda: client.table({"a": [1]}, name="t"))


def table_of(title, data, options):
    table = client.table(data, name="of " + title, **options)
    view = table.view()
    result = [table.schema(), table.size(), view.to_columns(), view.to_records()]
    view.delete()
    table.delete()
    return result


for title, data, options in [
    ("rows", [{"a": 1, "b": "x"}, {"a": None, "b": "y"}], {}),
    ("columns", {"a": [1.5, 2], "b": [True, None]}, {}),
    ("csv", "a,b,c\n1,x,2020-01-02\n2,,2021-03-04\n", {}),
    ("ndjson", '{"a":1,"b":"x"}\n{"a":2,"b":null}', {"format": "ndjson"}),
    ("schema", {"a": "integer", "b": "datetime"}, {}),
    ("limit", {"a": [1, 2, 3, 4, 5]}, {"limit": 3}),
    ("indexed", {"a": ["q", "p", "q"], "b": [1, 2, 3]}, {"index": "a"}),
    ("wrong index", {"a": [1]}, {"index": "zz"}),
]:
    step("table of " + title, lambda: table_of(title, data, options))

# -------------------------------------------------------------------------------------- views

views = {**CASES["views"], **CASES["views since 4.3"], **CASES["views since 5.5"]}
for title, config in views.items():
    opened = []
    step(title, lambda: opened.append(source.view(**config)))
    if not opened:
        continue
    view = opened[0]
    step(title + ": to_columns", view.to_columns)
    step(title + ": to_json", view.to_json)
    step(title + ": to_records", view.to_records)
    step(title + ": to_ndjson", view.to_ndjson)
    step(title + ": to_csv", view.to_csv)
    step(title + ": to_arrow", view.to_arrow)
    window = {"start_row": 1, "end_row": 3, "start_col": 0, "end_col": 2}
    step(title + ": window", lambda: view.to_json(**window))
    step(title + ": keys", lambda: view.to_columns(id=True, index=True))
    step(title + ": formatted", lambda: view.to_columns(formatted=True))
    step(title + ": texts", lambda: [view.to_columns_string(), view.to_json_string()])
    step(title + ": paths", view.column_paths)
    step(title + ": schema", view.schema)
    step(title + ": expression schema", view.expression_schema)
    step(title + ": config", view.get_config)
    step(title + ": dimensions", view.dimensions)
    step(title + ": counts", lambda: [view.num_rows(), view.num_columns()])
    view.delete()


def compressed(compression):
    view = source.view()
    table = client.table(view.to_arrow(compression=compression), name=compression)
    copy = table.view()
    result = copy.to_columns()
    copy.delete()
    table.delete()
    view.delete()
    return result


for compression in ["lz4", "zstd"]:
    step("compressed " + compression, lambda: compressed(compression))


def tree():
    view = source.view(group_by=["g", "b"], columns=["i"], group_by_depth=0)
    result = [view.to_columns(), view.expand(1), view.to_columns(), view.collapse(1)]
    result.append(view.num_rows())
    view.delete()
    return result


step("tree", tree)
for title, config in CASES["invalid views"].items():
    step(title, lambda: source.view(**config).delete())

# ------------------------------------------------------------------------------- aggregates


def aggregated(column, aggregate):
    view = source.view(group_by=["g"], columns=[column], aggregates={column: aggregate})
    result = [view.to_columns(), view.schema()]
    step(f"{aggregate} of {column}: config", view.get_config)
    view.delete()
    return result


for column, kind in [("i", "numbers"), ("f", "numbers"), ("g", "texts")]:
    for aggregate in CASES["aggregates of " + kind]:
        step(f"{aggregate} of {column}", lambda: aggregated(column, aggregate))
if RECENT:
    step("sum or zero of i", lambda: aggregated("i", "sum or zero"))

# ------------------------------------------------------------------------------------ ranges

view = source.view()
for column in ["k", "g", "s", "i", "f", "d", "t"]:
    step("range of " + column, lambda: view.get_min_max(column))

# -------------------------------------------------------------------------------------- live

flat = source.view()
grouped = source.view(group_by=["g"], columns=["i"])
by_float = source.view(columns=["k", "f"], sort=[["f", "desc"]])
events = []
bare = flat.on_update(lambda port, *rows: events.append(["flat", port]))
for title, of in [("flat rows", flat), ("grouped rows", grouped), ("sorted rows", by_float)]:
    of.on_update(lambda port, delta, title=title: events.append([title, port, delta]), mode="row")
flat.on_remove(lambda port, indices: events.append(["removed", port, indices]))


def change(title, expected, work):
    """What listeners heard of one change: `expected` notifications, in any order over views."""
    events.clear()

    def changed():
        work()
        until(lambda: len(events) >= expected)
        told = sorted((plain(event) for event in list(events)), key=json.dumps)
        return [told, flat.to_columns(), grouped.to_json()]

    step(title, changed)


port = source.make_port()
seen["port"] = port
change("update rows", 4, lambda: source.update([{"k": 2, "i": 21}, {"k": 7, "g": "d", "i": 70}]))
change("update columns", 4, lambda: source.update({"k": [3, 8], "s": ["z", "w"], "i": [31, 80]}))
change("update text", 4, lambda: source.update("k,i\n1,11\n9,90\n"))
LINES = '{"k":9,"g":"c"}\n{"k":10,"g":"a","i":1}'
change("update lines", 4, lambda: source.update(LINES, format="ndjson"))
change("update through a port", 4, lambda: source.update([{"k": 1, "i": 12}], port_id=port))
change("update nothing new", 4, lambda: source.update([{"k": 1, "i": 12}]))
change("wrong update", 0, lambda: source.update([{"k": 1, "i": "text"}]))
change("remove", 5, lambda: source.remove([3, 99]))
flat.remove_update(bare)
TWO = [{"k": 1, "g": "n", "i": 1, "f": 1}, {"k": 2, "g": "m", "i": 2, "f": 2}]
change("replace", 4, lambda: source.replace(TWO))
change("clear", 4, source.clear)
source.replace(ROWS)

# --------------------------------------------------------------- derived tables, joins, endings


def replica():
    base = client.table(ROWS, name="base", index="k")
    follow = base.view(columns=["k", "i", "g"])
    table = client.table(follow, name="replica")
    look = table.view()
    told = []
    look.on_update(lambda port: told.append(port))
    result = [table.get_index(), look.to_columns()]
    base.update([{"k": 2, "i": 99}])
    until(lambda: told)
    result.append(look.to_columns())
    base.remove([1])
    until(lambda: len(told) > 1)
    result.append(look.to_columns())
    look.delete()
    table.delete()
    return result


step("replica", replica)


def derived():
    base = client.open_table("base")
    totals = base.view(group_by=["g"], columns=["i", "g"])
    table = client.table(totals, name="totals")
    look = table.view()
    result = [table.schema(), look.to_columns()]
    base.update([{"k": 20, "g": "new", "i": 1}])
    result.append(look.to_columns())
    step("write to a derived table", lambda: table.update([{"i": 1}]))
    step("delete the source of a derived table", totals.delete)
    look.delete()
    table.delete()
    return result


if RECENT:
    step("derived", derived)


def join():
    right = client.table({"k": [1, 2, 9], "w": ["p", "q", "r"]}, name="right", index="k")
    results = []
    for kind in ["inner", "left", "outer"]:
        joined = client.join(source, right, "k", kind, name=kind)
        look = joined.view(columns=["k", "i", "w"])
        results += [joined.schema(), look.to_columns()]
        right.update([{"k": 3, "w": "s"}])
        results.append(look.num_rows())
        look.delete()
        joined.delete()
    right.delete()
    return results


step("join", join)
told = []
client.on_hosted_tables_update(lambda: told.append("hosted"))


def endings():
    table = client.table({"a": [1]}, name="short lived")
    look = table.view()
    table.on_delete(lambda: told.append("table"))
    look.on_delete(lambda: told.append("view"))
    refusal = None
    try:
        table.delete()
    except BaseException as error:
        refusal = str(error)
    names = sorted(client.get_hosted_table_names())
    look.delete()
    table.delete()
    until(lambda: len(told) >= 5)
    return [refusal, names, sorted(told)]


step("endings", endings)
for each in [view, flat, grouped, by_float]:
    each.delete()


def delete():
    source.delete()
    return client.get_hosted_table_names()


step("delete", delete)
print(json.dumps(seen), file=OUT, flush=True)
