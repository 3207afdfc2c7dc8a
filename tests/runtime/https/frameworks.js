// Frameworks whose servers are encrypted know that they are.
const https = require("node:https");
const { readFileSync } = require("node:fs");
const path = require("node:path");
const express = require("express");
const Fastify = require("fastify");
const { Hono } = require("hono");
const { serve } = require("@hono/node-server");
const Koa = require("koa");

const file = (name) => readFileSync(path.join(process.env.CERTS, name));
const options = { key: file("good.key"), cert: file("good.pem") };

async function listening(server) {
  await new Promise((resolve) => { server.listen(0, resolve); });
  return server;
}

async function ofExpress() {
  const app = express();
  app.get("/", (request, response) => {
    response.cookie("a", "b", { secure: true });
    response.json({ secure: request.secure, protocol: request.protocol });
  });
  return listening(https.createServer(options, app));
}

async function ofKoa() {
  const app = new Koa();
  app.use((context) => {
    context.cookies.set("a", "b", { secure: true });
    const { secure, protocol } = context;
    context.body = { secure, protocol };
  });
  return listening(https.createServer(options, app.callback()));
}

async function ofFastify() {
  const app = Fastify({ https: options });
  app.get("/", ({ protocol, raw }) => ({ protocol, encrypted: raw.socket.encrypted }));
  await app.listen({ port: 0 });
  return app.server;
}

async function ofHono() {
  const app = new Hono();
  app.get("/", (context) => context.json({ protocol: new URL(context.req.url).protocol }));
  return new Promise((resolve) => {
    const settings = { createServer: https.createServer, serverOptions: options, port: 0 };
    const server = serve({ fetch: app.fetch, ...settings }, () => { resolve(server); });
  });
}

function ask(port) {
  return new Promise((resolve) => {
    https.get({ port, ca: file("ca.pem"), agent: false }, (response) => {
      let text = "";
      response.on("data", (chunk) => { text += chunk; });
      const { statusCode, headers } = response;
      response.on("end", () => { resolve([statusCode, headers["set-cookie"], text]); });
    });
  });
}

async function main() {
  for (const [name, make] of Object.entries({ ofExpress, ofKoa, ofFastify, ofHono })) {
    const server = await make();
    console.log(name, ...await ask(server.address().port));
    server.close();
  }
  setTimeout(() => { process.exit(); }, 100);
}
main();
