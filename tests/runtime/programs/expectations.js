// A request that expects 100-continue sends its head at once; what an async listener throws is a 500; connections that
// are too many are dropped, paused ones wait; attempts to connect are told.
const http = require("http"), net = require("net"), events = require("events");
events.captureRejections = true;
const listen = async (server) => {
  await events.once(server.listen(0, "127.0.0.1"), "listening");
  return server.address().port;
};

async function continued() {
  const server = http.createServer();
  server.on("checkContinue", (request, response) => {
    console.log("asked");
    response.writeContinue();
    request.pipe(response);
  });
  const port = await listen(server);
  const request = http.request({ port, host: "127.0.0.1", method: "POST", headers: { Expect: "100-continue" } });
  request.on("continue", () => { request.end("body"); });
  const [response] = await events.once(request, "response");
  for await (const piece of response) console.log(`${piece}`);
  server.close();
}

async function failed() {
  const server = http.createServer(async () => { throw new Error("in the listener"); });
  const port = await listen(server);
  http.get({ port, host: "127.0.0.1" }, (response) => {
    console.log(response.statusCode);
    response.resume().on("end", () => { server.close(); });
  });
  await events.once(server, "close");
}

async function dropped() {
  const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    console.log("paused", socket.isPaused());
    socket.on("data", (data) => { console.log(`${data}`); });
    setTimeout(() => { socket.resume(); }, 20);
  });
  server.maxConnections = 1;
  server.on("drop", (ends) => { console.log(Object.keys(ends).sort().join()); });
  const port = await listen(server);
  const first = net.connect(port, "127.0.0.1");
  await events.once(first, "connect");
  const second = net.connect(port, "127.0.0.1").resume();
  second.on("error", () => {});
  await events.once(second, "close");
  first.end("waiting");
  await events.once(first.resume(), "close");
  server.close();
  const refused = net.connect(1, "127.0.0.1");
  refused.on("connectionAttempt", (...told) => { console.log("attempt", ...told); });
  refused.on("connectionAttemptFailed", (address, to, family, { code }) => { console.log(address, to, family, code); });
  await events.once(refused, "error").catch(({ code }) => { console.log(code); });
}

continued().then(failed).then(dropped);
