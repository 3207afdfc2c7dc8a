// Node's own server, answering as http_probe does: what the room `http` is compared with. It prints
// its port, and ends when standard input does.
import { createServer } from "node:http";

const server = createServer((request, response) => {
  response.setHeader("Content-Type", "text/plain");
  if (request.url.startsWith("/echo")) request.pipe(response);
  else response.end("Hello");
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit(0)).resume();
