// When a request is complete and when it is aborted: read, destroyed, or left by its client.
const http = require("http");
const server = http.createServer((request, response) => {
  const log = [], { url } = request;
  const say = (what) => {
    log.push(`${what} ${request.complete ? "complete" : ""} ${request.aborted ? "aborted" : ""} ${
      request.destroyed ? "destroyed" : ""}`.replace(/ +/g, " ").trim());
  };
  say("start");
  process.nextTick(() => say("tick"));
  setImmediate(() => say("immediate"));
  if (!url.includes("quiet")) for (const name of ["aborted", "close", "end"]) request.on(name, () => say(name));
  if (url.includes("error")) request.on("error", (error) => say(`${error.code} ${error.message}`));
  response.on("close", () => {
    say("answer closed");
    setTimeout(() => console.log(url, request.method, log.join("; ")), 30);
  });
  if (url.includes("read")) request.resume();
  if (url.includes("now")) request.destroy();
  if (url.includes("iterated")) {
    (async () => {
      for await (const chunk of request) say(`chunk ${chunk}`);
      say("iterated");
    })().catch((error) => say(error.code));
  }
  setTimeout(() => {
    say("later");
    if (url.includes("destroyed")) request.destroy();
    else if (!url.includes("left")) response.end("x");
    if (url.includes("after")) request.resume();
  }, 150);
});
const ask = (method, path) => new Promise((resolve) => {
  const isPost = method === "POST", isLeft = path.includes("left");
  const length = isLeft ? 10 : 4;
  const request = http.request({ port: server.address().port, agent: false, method, path,
    headers: isPost ? { "Content-Length": length } : {} });
  request.on("response", (response) => response.resume().on("close", () => setTimeout(resolve, 60)));
  request.on("error", (error) => {
    console.log(error.message);
    setTimeout(resolve, 100);
  });
  if (isLeft) setTimeout(() => request.destroy(), 50);
  if (isPost) request.write("body");
  if (!isPost || !isLeft) request.end();
});
server.listen(0, async () => {
  for (const method of ["GET", "POST"]) {
    for (const path of ["/plain", "/quiet", "/read", "/iterated", "/after", "/now", "/destroyed",
      "/left", "/left/read", "/left/error", "/left/quiet", "/left/iterated"]) {
      if (method === "GET" || path !== "/now") await ask(method, path);
    }
  }
  server.close();
});
