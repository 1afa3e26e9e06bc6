"""One of several clients on one table: `python peer.py URL NAME NUMBER`. Writes a row of its own, waits
until it sees the rows of all, and prints how its release shows them as one line of JSON.
"""

import json
import os
import sys
import threading

OUT = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import perspective  # noqa: E402

from connection import connect  # noqa: E402

url, name, number = sys.argv[1:]
client = connect(url)
table = client.open_table("shared")
if hasattr(perspective.Table, "describe"):
    table.describe()
view = table.view(group_by=["who"], columns=["nothing"])
changed = threading.Event()
view.on_update(lambda port, *rows: changed.set())
table.update([{"who": name}])
while view.num_rows() <= int(number):
    changed.wait(1)
    changed.clear()
cells = view.to_columns()
seen = {
    "who": [path[0] for path in cells["__ROW_PATH__"][1:]],
    "nothing": [cell if cell is None else int(cell) for cell in cells["nothing"]],
}
print(json.dumps({**seen, "csv": view.to_csv().split("\n")[0]}), file=OUT, flush=True)
