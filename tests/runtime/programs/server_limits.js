// Limits of http.Server: time of connections and requests, how many requests and headers.
const http = require("http"), net = require("net");
const { once } = require("events");

const started = (server) => new Promise((resolve) => { server.listen(0, "127.0.0.1", () => resolve(server)); });
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** What a server says to these texts, sent one after the other, until it hangs up. */
async function talk(server, ...texts) {
  const socket = net.connect(server.address().port, "127.0.0.1");
  let all = "";
  socket.on("data", (bytes) => { all += bytes; });
  socket.on("error", (error) => { all += `[${error.code}]`; });
  const closed = once(socket, "close");
  for (const [text, wait] of texts.map((one) => [one].flat())) {
    socket.write(text);
    await pause(wait ?? 30);
  }
  setTimeout(() => socket.end(), 1500).unref();
  await closed;
  return all.replaceAll(/Date: .*\r\n/g, "").replaceAll("\r\n", "|");
}

const get = (path, more = "") => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;

async function wrong() {
  for (const options of [{ headersTimeout: 2, requestTimeout: 1 }, { headersTimeout: -1 }, { requestTimeout: "x" },
    { keepAliveTimeout: 1.5 }]) {
    try {
      http.createServer(options);
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
  const server = http.createServer({ requestTimeout: 0 });
  console.log(server.timeout, server.headersTimeout, server.requestTimeout, server.keepAliveTimeout,
    server.maxHeadersCount, server.maxRequestsPerSocket);
  console.log(server.setTimeout(5) === server, server.timeout, server.listenerCount("timeout"));
}

// A connection on which nothing happens; one on which something does.
async function times() {
  const server = http.createServer((request, response) => {
    if (request.url === "/never") return;
    response.write("a");
    let left = 5;
    const timer = setInterval(() => {
      response.write(".");
      if (--left > 0) return;
      clearInterval(timer);
      response.end("z");
    }, 30);
  });
  server.setTimeout(700);
  await started(server);
  console.log("quiet", await talk(server, get("/never")));
  console.log("talks", await talk(server, get("/slow", "Connection: close\r\n")));
  server.once("timeout", (socket) => {
    console.log("server is told", socket instanceof net.Socket, socket.destroyed);
    socket.end("HTTP/1.1 418 Tea\r\n\r\n");
  });
  console.log("told", await talk(server, get("/never")));
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    request.on("timeout", () => console.log("request is told", request.complete));
    response.on("timeout", () => {
      console.log("response is told");
      response.end("late");
    });
    request.socket.on("timeout", () => console.log("socket is told"));
  });
  console.log("response", await talk(server, get("/", "Connection: close\r\n")));
  console.log("request", await talk(server, get("/", "Connection: close\r\nContent-Length: 9\r\n")));
  server.timeout = 0;
  server.removeAllListeners("request");
  server.on("request", (request, response) => {
    if (request.url === "/two") return void setTimeout(() => response.end("two"), 120);
    response.setTimeout(50, () => response.end("one"));
  });
  console.log("of one answer", await talk(server, [get("/one"), 100], get("/two", "Connection: close\r\n")));
  server.close();
}

async function slow() {
  const server = http.createServer({ headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 10 },
    (request, response) => {
      request.on("error", (error) => console.log("request:", error.message));
      request.resume().on("end", () => response.end("got it"));
    });
  server.keepAliveTimeout = 200;
  server.on("connection", (socket) => {
    socket.on("timeout", () => console.log("idle"));
  });
  await started(server);
  console.log("head", await talk(server, "GET / HTTP/1.1\r\n"));
  console.log("body", await talk(server, get("/", "Content-Length: 5\r\n"), "ab"));
  console.log("idle", await talk(server, get("/")));
  server.once("clientError", (error, socket) => {
    console.log(error.code, error.message);
    socket.end("HTTP/1.1 400 Slow\r\n\r\n");
  });
  console.log("own", await talk(server, "GET /"));
  server.close();
}

async function counts() {
  const server = http.createServer((request, response) => {
    response.end(`${request.url} ${Object.keys(request.headers)}`);
  });
  server.maxRequestsPerSocket = 2;
  server.on("dropRequest", (request, socket) => console.log("dropped", request.url, socket instanceof net.Socket));
  await started(server);
  console.log(await talk(server, get("/1"), get("/2"), get("/3"), get("/4", "Connection: close\r\n")));
  server.maxRequestsPerSocket = 0;
  server.maxHeadersCount = 2;
  console.log(await talk(server, get("/5", "A: 1\r\nB: 2\r\nConnection: close\r\n")));
  server.maxHeadersCount = 0;
  const many = Array.from({ length: 1500 }, (_, at) => `h${at}:\r\n`).join("");
  console.log((await talk(server, get("/6", `${many}Connection: close\r\n`))).slice(0, 200));
  server.maxHeadersCount = null;
  console.log((await talk(server, get("/7", `Connection: close\r\n${many}`))).slice(0, 200));
  server.close();
}

wrong().then(times).then(slow).then(counts);
