// stderr: an "error" event that nobody listens to tells who emitted it.
const net = require("net");
const server = net.createServer().listen(0, "127.0.0.1", () => {
  const { port } = server.address();
  server.close(() => { net.connect(0, "127.0.0.1"); });
  console.log(port > 0);
});
