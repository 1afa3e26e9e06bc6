"""The reference server of the installed release on a free port of the loopback interface; prints "port N"
when it listens. Ends when its standard input closes, so that it never outlives the run that started it.
"""

import os
import sys
import threading

OUT = os.fdopen(os.dup(1), "w", encoding="utf-8")
os.dup2(2, 1)

import perspective  # noqa: E402
import tornado.ioloop  # noqa: E402
import tornado.web  # noqa: E402
from perspective.handlers.tornado import PerspectiveTornadoHandler  # noqa: E402


def end_with_input():
    sys.stdin.read()
    os._exit(0)


threading.Thread(target=end_with_input, daemon=True).start()
options = {"perspective_server": perspective.Server()}
application = tornado.web.Application([(r"/.*", PerspectiveTornadoHandler, options)])
server = application.listen(0, "127.0.0.1")
port = next(iter(server._sockets.values())).getsockname()[1]
print(f"port {port}", file=OUT, flush=True)
tornado.ioloop.IOLoop.current().start()
