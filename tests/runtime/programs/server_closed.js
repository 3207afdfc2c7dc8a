// Closing a server again says that it doesn't run; so much at once is followed by "drain".
const http = require("node:http");
const { once } = require("node:events");

(async () => {
  const server = http.createServer(async (request, response) => {
    if (request.url === "/large") {
      console.log(response.write(Buffer.alloc(300_000, "x")));
      await once(response, "drain");
      console.log(response.write("small"));
    } else {
      for (const link of ["wrong", "</a>; rel=preload"]) {
        try {
          response.writeEarlyHints({ link });
        } catch (error) {
          console.log(error.code, error.message);
        }
      }
    }
    response.on("finish", () => response.write("late", (error) => console.log(error.code)));
    response.on("error", (error) => console.log("error", error.code));
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  for (const path of ["/large", "/hints"]) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    console.log(response.status, (await response.text()).length);
  }
  for (const headers of [{ "x-a": undefined }, { "x y": 1 }]) {
    try {
      http.get({ port, headers });
    } catch (error) {
      console.log(error.code, error.message);
    }
  }
  server.closeAllConnections();
  const close = () => new Promise((resolve) => { server.close(resolve); });
  for (let i = 0; i < 3; i++) console.log((await close())?.code);
})();
