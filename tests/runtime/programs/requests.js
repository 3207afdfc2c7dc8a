// http: a server and clients of it in one program.
const http = require("http");
const server = http.createServer((request, response) => {
  const { method, url, headers } = request;
  if (url === "/hangs up") return request.socket.destroy();
  if (url === "/echo") {
    response.writeHead(200, { "Content-Type": headers["content-type"] || "none", "X-Method": method });
    request.pipe(response);
  } else if (url === "/pieces") {
    response.write("one ");
    setTimeout(() => response.end("two"), 5);
  } else if (url === "/early") {
    response.writeEarlyHints({ link: "</a.css>; rel=preload" }, () => response.end("late"));
  } else {
    response.setHeader("Set-Cookie", ["a=1", "b=2"]);
    response.statusCode = 404;
    response.end(`${method} ${url}`);
  }
});
function ask(options, body) {
  return new Promise((resolve) => {
    const request = http.request({ port: server.address().port, ...options }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (piece) => { text += piece; }).on("end", () => {
        const { date, ...headers } = response.headers;
        console.log(response.statusCode, response.statusMessage, headers, typeof date, text);
        resolve();
      });
    });
    request.on("information", ({ statusCode, headers }) => console.log(statusCode, headers));
    request.on("error", (error) => resolve(console.log(error.code, error.message)));
    request.end(body);
  });
}
server.listen(0, async () => {
  const agent = new http.Agent({ keepAlive: true });
  await ask({ path: "/none" });
  await ask({ path: "/none", method: "HEAD", agent });
  await ask({ path: "/echo", method: "POST", headers: { "Content-Type": "text/plain" }, agent }, "a body");
  await ask({ path: "/echo", method: "PUT", headers: { "Transfer-Encoding": "chunked" } }, "x".repeat(20));
  await ask({ path: "/pieces", agent });
  await ask({ path: "/early" });
  await ask({ path: "/hangs%20up" });
  await ask({ path: "/", headers: { Expect: "100-continue" }, method: "POST" }, "b");
  agent.destroy();
  server.close(() => console.log("closed"));
});
for (const wrong of [() => http.request({ path: "/a b" }), () => http.request("ftp://a/"),
  () => http.request({ method: "A B" })]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
}
