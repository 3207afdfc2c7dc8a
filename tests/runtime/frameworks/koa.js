// Koa: middleware around middleware, a body parser, static files.
const Koa = require("koa");
const bodyParser = require("koa-bodyparser");
const serve = require("koa-static");
const path = require("path");
const { PassThrough } = require("stream");

const app = new Koa();
app.silent = true;
app.use(async (context, next) => {
  await next();
  context.set("X-Seen", `${context.method} ${context.status}`);
});
app.use(bodyParser({ jsonLimit: "1kb" }));
app.use(serve(path.join(__dirname, "public"), { maxage: 3_600_000 }));
app.use(async (context) => {
  const { path: at } = context;
  if (at === "/") context.body = "Hello, World!";
  else if (at === "/json") context.body = { protocol: context.protocol, secure: context.secure };
  else if (at.startsWith("/users/")) context.body = { id: at.slice(7), query: context.query };
  else if (at === "/cookie") {
    context.cookies.set("name", "value", { maxAge: 1000 * 3600, expires: new Date(0) });
    context.redirect("/json");
  } else if (at === "/stream") {
    const stream = new PassThrough();
    setTimeout(() => { stream.write("one, "); }, 2);
    setTimeout(() => { stream.end("two"); }, 6);
    context.type = "text/plain";
    context.body = stream;
  } else if (at === "/empty") context.status = 204;
  else if (at === "/throws") context.throw(418, "a teapot", { headers: { "X-Pot": "tea" } });
  else if (at === "/breaks") throw new Error("wrong on purpose");
  else if (at === "/echo") context.body = { type: context.get("content-type"), body: context.request.body };
});

const server = app.listen(0, "127.0.0.1", () => { console.log(`listening ${server.address().port}`); });
