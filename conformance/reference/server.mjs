// The reference server of a package on a free port of the loopback interface; prints "port N" when it
// listens: `node server.mjs [PACKAGE]`. Ends when its standard input closes, so that it never outlives
// the run that started it.
import http from "node:http";

const listen = http.Server.prototype.listen;
http.Server.prototype.listen = function (port, ready) {
  return listen.call(this, port, "127.0.0.1", ready);
};
console.log = () => {};
const perspective = (await import(process.argv[2] ?? "@perspective-dev/client")).default;
const server = new perspective.WebSocketServer({ port: 0 });
server._server.on("listening", () => {
  process.stdout.write(`port ${server._server.address().port}\n`);
});
process.stdin.on("end", () => process.exit(0));
process.stdin.resume();
