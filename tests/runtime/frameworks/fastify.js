// Fastify: schemas, hooks, its own body parser, static files.
const fastify = require("fastify")({ bodyLimit: 1024 });
const path = require("path");

fastify.register(require("@fastify/static"), {
  root: path.join(__dirname, "public"), prefix: "/public/", maxAge: "1h",
});
fastify.addHook("onRequest", async (request, reply) => { reply.header("x-hook", "onRequest"); });
fastify.get("/", async () => "Hello, World!");
fastify.get("/json", async (request) => ({ protocol: request.protocol, method: request.method }));
fastify.get("/users/:id", {
  schema: {
    params: { type: "object", properties: { id: { type: "integer" } } },
    response: { 200: { type: "object", properties: { id: { type: "integer" }, query: { type: "object",
      additionalProperties: true } } } },
  },
}, async (request) => ({ id: request.params.id, query: request.query, hidden: "not in the schema" }));
fastify.get("/late", (request, reply) => { setTimeout(() => { reply.code(202).send({ is: "late" }); }, 5); });
fastify.get("/cookie", (request, reply) => reply.header("set-cookie", ["a=1", "b=2"]).redirect("/json"));
fastify.get("/throws", async () => { throw new Error("wrong on purpose"); });
fastify.post("/echo", async (request) => ({ type: request.headers["content-type"], body: request.body }));
fastify.post("/checked", {
  schema: { body: { type: "object", required: ["name"], properties: { name: { type: "string", minLength: 2 } } } },
}, async (request) => request.body);

fastify.listen({ port: 0, host: "127.0.0.1" }, (error) => {
  if (error) throw error;
  console.log(`listening ${fastify.server.address().port}`);
});
