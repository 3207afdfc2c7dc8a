// What fetch() writes to a connection, and what it says when that breaks off.
const net = require("node:net");

const part = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok";
const ways = {
  "/none": (socket) => socket.destroy(),
  "/bad": (socket) => socket.end("garbage\r\n\r\n"),
  "/reset": (socket) => socket.resetAndDestroy(),
  "/half": (socket) => { socket.write(part); setTimeout(() => socket.end(), 30); },
  "/halfReset": (socket) => { socket.write(part); setTimeout(() => socket.resetAndDestroy(), 30); },
};

function told(socket, text) {
  const [head, body] = text.replaceAll(/(?:localhost|127\.0\.0\.1):\d+/g, "HOST").split("\r\n\r\n");
  console.log(head.split("\r\n"), JSON.stringify(body));
  socket.end("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
}

const server = net.createServer((socket) => {
  let text = "";
  socket.on("error", () => {});
  socket.on("data", (bytes) => {
    text += bytes;
    if (!text.includes("\r\n\r\n")) return;
    const way = ways[text.split(" ")[1]];
    if (way) way(socket);
    else setTimeout(() => told(socket, text), 50);
  });
});

const requests = [
  {},
  { headers: { "X-A": "1", Accept: "a/b", Cookie: "c=d" } },
  { headers: [["x-b", "1"], ["X-B", "2"]] },
  { method: "POST", body: "abc" },
  { method: "POST", body: new URLSearchParams({ a: "1" }) },
  { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } },
  { method: "POST", body: new Blob(["abc"]).stream(), duplex: "half" },
  { method: "POST" }, { method: "PUT", body: "" }, { method: "DELETE" }, { method: "HEAD" },
  { cache: "no-store" }, { cache: "no-cache" }, { mode: "no-cors" },
];

async function tell(url, shown) {
  try {
    const response = await fetch(url);
    console.log(shown, response.status, await response.text());
  } catch (error) {
    const { cause } = error;
    console.log(shown, error.name, error.message, cause.name, cause.code, cause.message);
  }
}

server.listen(0, async () => {
  const base = `http://localhost:${server.address().port}`;
  for (const one of requests) await (await fetch(`${base}/path?query`, one)).text();
  for (const way of Object.keys(ways)) await tell(base + way, way);
  for (const url of ["http://127.0.0.1:1/", "http://127.0.0.1:6667/", "http://127.0.0.1:2/",
    "data:none", "blob:none", "about:blank", "file:///etc/passwd", "ftp://none/"]) await tell(url, url);
  server.close();
});
