// Programs of frameworks, unchanged from npm, with body parsers and static files: what they answer
// under `cbundle run` is what they answer under Node, byte for byte, but for the date.
//
//   node tests/runtime/frameworks.mjs [--cbundle=PATH] [NAME…]
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import http from "node:http";
import { parseArgs } from "node:util";

const { values: flags, positionals: words } = parseArgs({
  options: { cbundle: { type: "string" } },
  allowPositionals: true,
});
const here = new URL("frameworks/", import.meta.url);
const cbundle = flags.cbundle ?? new URL("../../build/dev/cbundle", import.meta.url).pathname;
// The engine's threads are too much for the sanitizer that looks for leaks.
const env = { ...process.env, NODE_ENV: "production", ASAN_OPTIONS: "detect_leaks=0" };

/** A program that runs: { port, stop() }. */
function start(command, args) {
  const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const gone = new Promise((resolve) => { child.on("close", resolve); });
  let output = "";
  return new Promise((resolve, reject) => {
    const onText = (text) => {
      output += text;
      const found = /listening (\d+)/.exec(output);
      if (!found) return;
      const stop = () => (child.kill("SIGKILL"), gone);
      resolve({ port: Number(found[1]), stop, output: () => output });
    };
    child.stdout.on("data", onText);
    child.stderr.on("data", onText);
    gone.then(() => { reject(new Error(`it ended:\n${output}`)); });
  });
}

/** What is answered, without what depends on the time. */
function ask(port, { method = "GET", path, headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, method, path, agent: false };
    options.headers = { Host: "localhost", ...headers };
    const request = http.request(options, (response) => {
      const chunks = [];
      response.on("data", (chunk) => { chunks.push(chunk); });
      response.on("error", reject);
      response.on("end", () => {
        const fields = [];
        const { rawHeaders } = response;
        for (let i = 0; i < rawHeaders.length; i += 2) {
          const isTime = rawHeaders[i].toLowerCase() === "date";
          fields.push(`${rawHeaders[i]}: ${isTime ? "now" : rawHeaders[i + 1]}`);
        }
        const text = Buffer.concat(chunks).toString("latin1");
        const status = `${response.statusCode} ${response.statusMessage}`;
        resolve([status, ...fields, "", text].join("\n"));
      });
    });
    request.on("error", reject);
    request.setTimeout(20_000, () => { request.destroy(new Error("no answer")); });
    request.end(body);
  });
}

const post = (type, body, more = {}) => ({
  method: "POST", path: "/echo", headers: { "Content-Type": type, ...more }, body,
});
const json = (value) => post("application/json", JSON.stringify(value));

const questions = [
  ...["/", "/json", "/users/7?a=1&b[]=2&b[]=x%20y", "/users/none", "/cookie", "/throws", "/nowhere",
    "/late", "/stream", "/empty", "/breaks", "/file", "/download", "/%e4%f6", "//", "/public/",
    "/public", "/public/../express.js", "/public/..%2fexpress.js", "/public/nothing.txt",
    "/data.json", "/nothing.json"].map((path) => ({ path })),
  ...["/public/page.html", "/page.html"].flatMap((path) => [
    { path },
    { path, method: "HEAD" },
    { path, headers: { Range: "bytes=3-12" } },
    { path, headers: { Range: "bytes=9000-" } },
    { path, headers: { "If-Modified-Since": new Date(Date.now() + 1000).toUTCString() } },
    { path, headers: { "If-None-Match": "\"other\"" } },
    { path, method: "POST" },
  ]),
  { path: "/accepts", headers: { Accept: "application/json" } },
  { path: "/accepts", headers: { Accept: "image/png" } },
  { path: "/", method: "HEAD" },
  { path: "/", method: "DELETE" },
  { path: "/json", method: "OPTIONS", headers: { Origin: "http://a.example",
    "Access-Control-Request-Method": "PUT" } },
  { path: "/cookie", headers: { Cookie: "before=was; other=1" } },
  json({ name: "Grüße", list: [1, 2.5, null, { deep: true }] }),
  json([]),
  post("application/json", "{ \"open\": "),
  post("application/json", ""),
  json({ long: "x".repeat(2000) }),
  { ...json({}), path: "/checked" },
  { ...json({ name: "ok", more: 1 }), path: "/checked" },
  post("application/x-www-form-urlencoded", "a=1&b=two%20words"),
  post("application/xml", "<xml/>"),
  post("application/json; charset=utf-8", "null", { "Transfer-Encoding": "chunked" }),
];

let passed = 0, failed = 0;

function tell(name, question, theirs, ours) {
  failed++;
  console.log(`${name}, ${JSON.stringify(question)}:\n--- node\n${theirs}\n--- cbundle\n${ours}\n`);
}

for (const name of readdirSync(here).filter((one) => /\.m?js$/.test(one)).sort()) {
  if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
  const path = new URL(name, here).pathname;
  const starts = [start(process.execPath, [path]), start(cbundle, ["run", path])];
  const servers = await Promise.allSettled(starts);
  const [node, own] = servers.map(({ value }) => value);
  if (!node || !own) {
    failed++;
    const reasons = servers.map(({ reason }) => reason?.message ?? "");
    console.log(`${name} did not start: ${reasons.join("")}`);
  } else {
    for (const question of questions) {
      const answers = [node, own].map(({ port }) => ask(port, question).catch(String));
      const [theirs, ours] = await Promise.all(answers);
      if (theirs === ours) passed++;
      else tell(name, question, theirs, ours);
    }
  }
  for (const server of [node, own]) await server?.stop();
  const said = own?.output().replace(/^listening .*\n/, "");
  if (said) tell(name, "what it said", node.output(), said);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
