// Servers hand the connection over: WebSockets and CONNECT, with bytes that came behind the head.
const http = require("http");
const net = require("net");
const server = http.createServer((request, response) => response.end("plain"));
server.on("upgrade", (request, socket, head) => {
  console.log("upgrade", request.url, request.headers.upgrade, `${head}`, socket.readyState);
  if (request.url === "/refused") return void socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
  if (request.url === "/destroyed") return void socket.destroy();
  socket.on("close", (hadError) => console.log("close", request.url, hadError));
  socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n");
  socket.unshift(head);
  socket.pipe(socket);
});
server.on("connect", (request, socket, head) => {
  console.log("connect", request.url, `${head}`);
  const target = net.connect(server.address().port, () => {
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    socket.pipe(target).pipe(socket);
  });
});
const ask = (path, method, before) => new Promise((resolve) => {
  const headers = method === "CONNECT" ? {} : { Connection: "Upgrade", Upgrade: "echo" };
  const request = http.request({ port: server.address().port, path, method, headers });
  const read = (response, socket, head) => {
    console.log(path, response.statusCode, response.headers.upgrade, `${head}`);
    socket.setEncoding("utf8");
    let text = "";
    socket.on("data", (chunk) => { text += chunk; });
    socket.on("end", () => console.log(text.replace(/Date: .*\r\n/, "")));
    socket.on("close", resolve);
    for (const one of before) socket.write(one);
    if (method !== "CONNECT") setTimeout(() => socket.end("last"), 20);
  };
  request.on("upgrade", read).on("connect", read);
  request.on("response", (response) => {
    console.log(path, response.statusCode);
    response.resume().on("close", resolve);
  });
  request.on("error", (error) => {
    console.log(path, error.code, error.message);
    resolve();
  });
  request.end();
});
server.listen(0, async () => {
  await ask("/echo", "GET", ["one ", "two ", "x".repeat(100)]);
  await ask("/refused", "GET", []);
  await ask("/destroyed", "GET", []);
  await ask("a.example:80", "CONNECT", ["GET /through HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"]);
  const raw = net.connect(server.address().port);
  raw.end("GET /early HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\nearly bytes");
  raw.on("data", (chunk) => console.log(`${chunk}`));
  raw.on("close", () => server.close(() => console.log("closed")));
});
