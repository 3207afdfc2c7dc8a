// Programs of https/ that use TLS, run with Node and with `cbundle run`: what they print must be
// the same. A client and a server also meet across the two. Certificates are made by openssl.
//
//   node tests/runtime/https.mjs [--cbundle=PATH] [WORDS…]
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";

const { values: flags, positionals: words } = parseArgs({
  options: { cbundle: { type: "string" } },
  allowPositionals: true,
});
const here = path.join(import.meta.dirname, "https");
const own = flags.cbundle ?? path.resolve(import.meta.dirname, "../../build/dev/cbundle");
const certificates = mkdtempSync(path.join(os.tmpdir(), "certificates-"));
// The engine's threads are too much for the sanitizer that looks for leaks.
const env = { ...process.env, NO_COLOR: "1", ASAN_OPTIONS: "detect_leaks=0", CERTS: certificates };
for (const name of ["NODE_EXTRA_CA_CERTS", "NODE_TLS_REJECT_UNAUTHORIZED"]) delete env[name];
const commands = { node: [process.execPath, [], []], cbundle: [own, ["run"], ["--"]] };

// --- Certificates

function openssl(...args) {
  execFileSync("openssl", args, { cwd: certificates, stdio: ["ignore", "ignore", "pipe"] });
}

const rsa = ["-newkey", "rsa:2048", "-nodes"];

function selfSigned(name, subject, key, ...more) {
  openssl("req", "-x509", ...key, "-keyout", `${name}.key`, "-out", `${name}.pem`, "-days", "30",
    "-subj", subject, ...more);
}

/** One that the authority has signed. */
function signed(name, names, days = "20") {
  const request = [...rsa, "-keyout", `${name}.key`, "-out", "request.pem"];
  openssl("req", ...request, "-utf8", "-subj", `/C=DE/O=Müller/OU=a/OU=b/CN=${name}`);
  writeFileSync(path.join(certificates, "extensions"), [
    `subjectAltName=${names}`, "extendedKeyUsage=serverAuth,clientAuth",
    "authorityInfoAccess=OCSP;URI:http://ocsp.example/,caIssuers;URI:http://ca.example/ca.cer",
  ].join("\n"));
  openssl("x509", "-req", "-in", "request.pem", "-CA", "ca.pem", "-CAkey", "ca.key",
    "-CAcreateserial", "-days", days, "-out", `${name}.pem`, "-extfile", "extensions");
}

function makeCertificates() {
  selfSigned("ca", "/CN=Test CA/O=Tests", rsa);
  signed("good", ["DNS:localhost", "DNS:*.example.test", "IP:127.0.0.1", "IP:::1", "email:a@b.c",
    "URI:https://x.y"].join(","));
  signed("other", "DNS:other.test");
  signed("wild", "DNS:*.other.test");
  signed("client", "DNS:client.test");
  signed("expired", "DNS:localhost", "-1");
  selfSigned("self", "/CN=localhost", rsa, "-addext", "subjectAltName=DNS:localhost");
  const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  selfSigned("elliptic", "/CN=localhost", curve);
  writeFileSync(path.join(certificates, "odd.conf"), `[req]
distinguished_name = nothing
x509_extensions = all
[nothing]
[all]
basicConstraints = CA:true, pathlen:2
subjectAltName = @names
[names]
DNS.1 = a.com, DNS:b.com
DNS.2 = it's
URI.1 = http://x/?a,b \\"c
RID.1 = 1.2.3.4
otherName.1 = 1.2.3.5;UTF8:x
dirName.1 = folder
[folder]
O = an organisation, large
CN = inner
`);
  selfSigned("odd", "/CN=a, b/emailAddress=a@b.c/ST=x\"y/1.2.3.4.5=own",
    ["-newkey", "ed25519", "-nodes"], "-config", "odd.conf");
}

// --- Programs

function start(kind, program, args = [], more = {}) {
  const [command, before, between] = commands[kind];
  const child = spawn(command, [...before, path.join(here, program), ...between, ...args],
    { env: { ...env, ...more }, stdio: ["ignore", "pipe", "pipe"], timeout: 100_000 });
  const run = { child, output: "" };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (text) => { run.output += text; });
  }
  run.ended = new Promise((resolve) => { child.on("close", resolve); });
  return run;
}

async function outputOf(kind, program, args, more) {
  const run = start(kind, program, args, more);
  const code = await run.ended;
  return `${run.output.replaceAll(/\(node:\d+\)/g, "(node:0)")}\nended with ${code}`;
}

/** The port of a server, when it listens. */
async function listening(run) {
  for (let i = 0; i < 400; i++) {
    const found = /listening (\d+)/.exec(run.output);
    if (found) return found[1];
    await new Promise((resolve) => { setTimeout(resolve, 25); });
  }
  throw new Error(`the server does not listen:\n${run.output}`);
}

/** What a client says of a server. */
async function meeting([client, server], ofClient, ofServer) {
  const run = start(server, ofServer);
  try {
    return await outputOf(client, ofClient, [await listening(run)]);
  } finally {
    run.child.kill();
    await run.ended;
  }
}

// --- Comparing

let passed = 0, failed = 0;

function compare(name, wanted, found) {
  const lines = [wanted.split("\n"), found.split("\n")];
  const at = lines[0].findIndex((line, i) => line !== lines[1][i]);
  if (at < 0 && lines[0].length === lines[1].length) {
    passed++;
    return;
  }
  failed++;
  const from = at < 0 ? lines[0].length : at;
  const part = (all) => all.slice(from, from + 12).join("\n");
  console.log(`${name}, from line ${from + 1}:\n--- node\n${part(lines[0])}`);
  console.log(`--- cbundle\n${part(lines[1])}`);
}

const isWanted = (name) => words.length === 0 || words.some((word) => name.includes(word));

makeCertificates();
for (const program of ["names.js", "contexts.js", "refused.js", "streams.js", "frameworks.js"]) {
  if (!isWanted(program)) continue;
  compare(program, await outputOf("node", program), await outputOf("cbundle", program));
}
for (const more of [
  {}, { NODE_EXTRA_CA_CERTS: path.join(certificates, "ca.pem") },
  { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
]) {
  if (!isWanted("fetch.js")) continue;
  const wanted = await outputOf("node", "fetch.js", [], more);
  const found = await outputOf("cbundle", "fetch.js", [], more);
  compare(`fetch.js, ${Object.keys(more)}`, wanted, found);
}
if (isWanted("absent.js") && process.platform === "linux") {
  const nothing = path.join(certificates, "nothing");
  mkdirSync(nothing);
  for (const name of ["libssl.so.3", "libssl.so.1.1"]) writeFileSync(path.join(nothing, name), "");
  const why = "ERR_TLS_NOT_AVAILABLE: Encrypted connections need OpenSSL 3 (the package libssl3 " +
    "on Debian and Ubuntu), which is not installed here";
  const asking = ["https.createServer", "tls.createServer", "tls.connect", "https.get", "fetch"];
  const lines = [...asking.map((name) => `${name} ${why}`), "plain", "", "ended with 0"];
  const wanted = lines.join("\n");
  const found = await outputOf("cbundle", "absent.js", [], { LD_LIBRARY_PATH: nothing });
  compare("absent.js", wanted, found);
}
if (isWanted("client.js")) {
  const programs = ["client.js", "server.js"];
  const wanted = await meeting(["node", "node"], ...programs);
  for (const pair of [["cbundle", "node"], ["node", "cbundle"], ["cbundle", "cbundle"]]) {
    compare(`client and server: ${pair.join(", ")}`, wanted, await meeting(pair, ...programs));
  }
}
if (isWanted("sessions.js")) {
  const programs = ["sessions.js", "sessions.js"];
  const wanted = await meeting(["node", "node"], ...programs);
  compare("sessions.js", wanted, await meeting(["node", "cbundle"], ...programs));
}
rmSync(certificates, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
