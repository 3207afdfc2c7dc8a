// Hono on Node: requests and responses of the web, static files.
import { serve } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { getCookie, setCookie } from "hono/cookie";
import { cors } from "hono/cors";
import { stream } from "hono/streaming";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const app = new Hono();
app.use("*", async (context, next) => {
  await next();
  context.header("X-After", context.req.method);
});
app.use("/json", cors());
app.use("/public/*", serveStatic({ root: path.relative(process.cwd(), here) || "." }));
app.get("/", (context) => context.text("Hello, World!"));
app.get("/json", (context) => context.json({ url: new URL(context.req.url).pathname }));
app.get("/users/:id", (context) => {
  const { req: request } = context;
  return context.json({ id: request.param("id"), query: request.query() }, 201);
});
app.get("/cookie", (context) => {
  const before = getCookie(context, "before") ?? "none";
  setCookie(context, "name", before, { path: "/cookie", secure: true });
  return context.redirect("/json");
});
app.get("/stream", (context) => stream(context, async (out) => {
  await out.write("one, ");
  await out.sleep(3);
  await out.write("two");
}));
app.get("/throws", () => { throw new Error("wrong on purpose"); });
app.onError((error, context) => {
  return context.json({ message: error.message }, error.status ?? 500);
});
app.post("/echo", bodyLimit({ maxSize: 1024 }), async (context) => {
  const type = context.req.header("content-type");
  const { req: request } = context;
  const isJson = type === "application/json";
  const body = isJson ? await request.json() : await request.parseBody();
  return context.json({ type, body });
});

serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
  console.log(`listening ${port}`);
});
