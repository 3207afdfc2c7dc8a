// net: a server and a client in one program, and connections that fail.
const net = require("net");
const server = net.createServer((socket) => {
  socket.setEncoding("utf8");
  socket.on("data", (text) => socket.write(text.toUpperCase()));
  socket.on("end", () => console.log("server: end"));
}).listen(0, "127.0.0.1", () => {
  const { port, family, address } = server.address();
  console.log(family, address);
  const client = net.connect(port, "127.0.0.1", () => {
    console.log(client.remoteAddress, client.remotePort === port, client.readyState);
    client.write("one ");
    client.end("two");
  });
  let all = "";
  client.on("data", (bytes) => { all += bytes; });
  client.on("close", (hadError) => {
    console.log(all, hadError, client.bytesRead, client.bytesWritten);
    server.close(() => refused(port));
  });
});
function refused(port) {
  net.connect(port, "127.0.0.1").on("error", (error) => console.log(error.code, error.syscall, error.port === port));
  const taken = net.createServer().listen(0, () => {
    net.createServer().on("error", (error) => {
      console.log(error.code, error.message.replace(/\d+$/, "PORT"));
      taken.close();
    }).listen(taken.address().port);
  });
}
console.log(net.isIP("::1"), net.isIP("1.2.3.4"), net.isIP("x"));
try {
  net.createServer().listen(70_000);
} catch (error) {
  console.log(error.code, error.message);
}

// Where a connection comes from; what is empty counts as nothing said.
const origins = net.createServer((socket) => {
  socket.end(`${socket.remoteAddress} ${socket.remoteFamily}`);
}).listen(0, "127.0.0.1", async () => {
  const { port } = origins.address();
  for (const from of [{ localAddress: null }, { localAddress: "", localPort: 0 }, { localAddress: "127.0.0.2" }]) {
    await new Promise((resolve) => {
      const client = net.connect({ port, host: "127.0.0.1", ...from });
      client.on("data", (bytes) => console.log("from", `${bytes}`)).on("close", resolve);
    });
  }
  origins.close();
});
