"""A client of the installed release that talks to a server over a WebSocket."""

import threading

import perspective
import websocket


def connect(url):
    socket = websocket.create_connection(url)
    client = perspective.Client(socket.send_binary, socket.close)

    def receive():
        while True:
            message = socket.recv()
            if not message:
                return
            # A replica writes while it handles a change, and waits for an answer that comes here.
            handling = threading.Thread(target=client.handle_response, args=[message], daemon=True)
            handling.start()
            handling.join(0.1)

    threading.Thread(target=receive, daemon=True).start()
    return client
