// Tests what `cbundle serve` answers to who means harm, over raw sockets, byte for byte as they are
// written here. The numbers are those of the list of cases that dev servers have failed in.
//
//   node tests/serve/attacks.mjs [--cbundle=PATH] [--static] [--https] [WORDS…]
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cbundlePath, makeFolder } from "../programs.mjs";
import { Program, Raw, ask, encrypt, runTests, sleep } from "./raw.mjs";

const { values: flags, positionals: words } = parseArgs({
  options: {
    cbundle: { type: "string" },
    static: { type: "boolean" },
    https: { type: "boolean" },
  },
  allowPositionals: true,
});
const cbundle = cbundlePath(flags.cbundle);
const mode = []; // programs and pages are made, too
if (flags.static) mode.push("--static");
if (flags.https) {
  encrypt();
  mode.push("--https");
}
const scheme = flags.https ? "https" : "http";
const SECRET = "the secret that nobody may read";

const folder = makeFolder("serve-attacks");
const root = join(folder, "www");
const write = (path, text) => {
  fs.mkdirSync(join(folder, path, ".."), { recursive: true });
  fs.writeFileSync(join(folder, path), text);
};
for (const path of ["x", "www-secret/x", "www/.env", "www/.git/config", "www/server.pem",
  "www/a.KEY", "www/.npmrc", "www/.ssh/id", "www/id_rsa",
  "www/node_modules/p/index.js", "www/a/.hidden",
  "www/node_modules/.cache/x", "www/.ENV.local", "etc/passwd"]) write(path, SECRET);
write("www/index.html", "<h1>index</h1>");
write("www/a.js", "let a;\n");
write("www/a/b.txt", "b");
write("www/.well-known/security.txt", "public");
write("www/é x.txt", "utf8");
write("www/#hash.txt", "hash");
write("www/100%.txt", "percent");
write("www/many/page", "page");
write("www/script.js", "x".repeat(5000));
fs.symlinkSync(join(folder, "x"), join(root, "link-file"));
fs.symlinkSync(folder, join(root, "link-folder"));
fs.symlinkSync(join(root, ".env"), join(root, "link-env.txt"));
fs.symlinkSync("a.js", join(root, "link-inside.js"));
fs.symlinkSync("../www-secret", join(root, "link-sibling"));
fs.symlinkSync("loop", join(root, "loop"));

async function start(args = [], served = root) {
  const program = new Program(cbundle, ["serve", served, "--port=0", ...mode, ...args]);
  return { program, port: await program.port() };
}

// A server with flags of its own, for one test.
async function withFlags(args, test, served) {
  const { program, port: own } = await start(args, served);
  try {
    await test(own);
  } finally {
    assert.equal(await program.stop("SIGTERM"), 0, program.said);
  }
}

const { program: main, port } = await start();

const request = (...lines) => `${lines.join("\r\n")}\r\n\r\n`;
const get = (path, ...lines) =>
  request(`GET ${path} HTTP/1.1`, `Host: localhost:${port}`, ...lines);

// The answer, which must not hold the secret, whatever it is.
async function probe(text, own = port) {
  const answer = await ask(own, text);
  const all = JSON.stringify(answer ?? "");
  assert.ok(!all.includes(SECRET), `leaked to ${JSON.stringify(text)}: ${all}`);
  return answer;
}

async function refuses(paths, statuses) {
  for (const path of paths) {
    const answer = await probe(get(path));
    assert.ok(statuses.includes(answer?.status), `${path}: ${answer?.status}`);
    assert.ok(!("location" in answer.headers), `${path}: ${answer.headers.location}`);
  }
}

async function status(text, wanted, own = port) {
  const answer = await probe(text, own);
  assert.equal(answer?.status, wanted, JSON.stringify(text));
  return answer;
}

async function isAlive() {
  await status(get("/a.js"), 200);
}

const path = {
  "1-3 .. in the path": () =>
    refuses(["/../x", "/%2e%2e/x", "/..%2fx", "/.%2e/x", "/%2E%2E%2Fx", "/..", "/a/.."], [400]),
  "4 .. with a backslash": () =>
    refuses(["/..%5cx", "/..\\x", "/a\\..\\..\\x", "/%5c%5chost%5cx", "\\x"], [400]),
  "5 decoded once only": () =>
    refuses(["/%252e%252e/x", "/%252e%252e%252fx", "/%25%32%65%25%32%65/x"], [404]),
  "6 slashes before ..": () => refuses(["//../x", "///../../x"], [400]),
  "7 down and up again": () => refuses(["/a/../../x", "/a/b/../../../x", "/./../x"], [400]),
  "8 absolute paths": () =>
    refuses(["//etc/passwd", "/etc/passwd", `/${folder}/x`, `/${folder.slice(1)}/x`], [404]),
  "9 NUL": () => refuses(["/%00", "/a.css%00.html", "/a.js%00", "/%00/../x"], [400]),
  "10 escapes that are none": () =>
    refuses(["/%zz", "/%f", "/%", "/%ff", "/a%2", "/%e9x.txt", "/%u002e"], [400]),
  "11 overlong UTF-8": () =>
    refuses(["/%c0%ae%c0%ae/x", "/%c0%af", "/%e0%80%ae/x", "/%ed%a0%80"], [400]),
  "12 a hash in the target": () =>
    refuses(["/a#/../../x", "/a.js#x", "/#", "/#/../.env"], [400]),
  "13 absolute form": async () => {
    await status(get("http://evil.com/a.js"), 403);
    await status(get("http://evil.com:80/.env"), 403);
    await status(get(`${scheme}://localhost:${port}/a.js`), 200);
    await status(get(`HTTP://LOCALHOST:${port}/../x`), 400);
    await status(get(`${scheme}://localhost:${port}`), 200);
    await status(get(`http://evil.com@localhost:${port}/`), 400);
    const [proper, evil] = [`GET http://localhost/ HTTP/1.1`, "Host: evil.com"];
    await status(request(proper, evil), 403);
  },
  "14 hidden files": () => {
    const names = ["/.env", "/.git/config", "/server.pem", "/.npmrc", "/.ssh/id", "/.ssh", "/.git/",
      "/node_modules/.cache/x", "/node_modules/p/index.js", "/.ENV.local", "/a.KEY", "/a.key",
      "/id_rsa", "/a/.hidden", "/.Env", "/SERVER.PEM", "/Node_Modules/p/index.js", "/%2eenv",
      "/.%65nv", "//.env", "/./.env", "/a//.hidden"];
    const endings = ["", "?raw", "??raw", "?import&raw", "?.svg?.wasm?init", "/.", "/", "/?raw",
      "::$DATA", "::$data?raw", ":x", "%20", "%2e", "/%2e", "?x=.png", ";.png"];
    const all = names.flatMap((name) => endings.map((ending) => name + ending));
    return refuses(all, [403, 404]);
  },
  "14 8.3 names": () => refuses(["/ENV~1", "/SERVER~1.PEM", "/GIT~1/config"], [403, 404]),
  "14 what is meant to be found": () => status(get("/.well-known/security.txt"), 200),
  "15 links out of the folder": async () => {
    const links = ["/link-file", "/link-folder/x", "/link-folder", "/link-folder/", "/link-file/",
      "/link-folder/www-secret/x", "/link-folder/not-there", "/link-sibling/x", "/link-env.txt"];
    await refuses(links, [403]);
    await refuses(["/loop"], [404]);
    assert.equal((await status(get("/link-inside.js"), 200)).body, "let a;\n");
  },
  "15 the folder public, whose name URLs leave out": async () => {
    const served = join(folder, "site");
    const found = (text) => (flags.static ? [404] : [200, text]);
    write("site/index.html", "index");
    write("site/both.txt", "root's");
    for (const path of ["site/public/.env", "site/public/server.pem", "site/public/.git/config",
      "site/public/node_modules/p/index.js"]) write(path, SECRET);
    for (const name of ["a.txt", "both.txt", "sub/b.txt", "about.html"])
      write(`site/public/${name}`, name);
    fs.symlinkSync(join(folder, "x"), join(served, "public/link.txt"));
    fs.symlinkSync(folder, join(served, "public/link-folder"));
    fs.symlinkSync("../.env", join(served, "public/link-env.txt"));
    write("site/.env", SECRET);
    const ask = async (own, wanted) => {
      for (const [path, code, text] of wanted) {
        const answer = await probe(get(path), own);
        assert.equal(answer.status, code, path);
        if (text) assert.ok(answer.body.includes(text), path);
      }
    };
    const refused = ["/.env", "/server.pem", "/.git/config", "/node_modules/p/index.js"];
    await withFlags([], async (own) => {
      await ask(own, [["/a.txt", ...found("a.txt")], ["/sub/b.txt", ...found("sub/b.txt")],
        ["/public/a.txt", 200, "a.txt"], ["/both.txt", 200, "root's"], ["/", 200, "index"],
        ["/about.html", ...found("about.html")], ["/sub", 404], ["/sub/", 404], ["/a.txt/", 404],
        ["/none.txt", 404], ["/a.txt?raw", ...found("a.txt")]]);
      const inside = refused.map((name) => `/public${name}`);
      await ask(own, [...refused, ...inside].map((name) => [name, 403]));
      const links = ["/link.txt", "/link-folder/x", "/link-folder/www-secret/x", "/link-env.txt"];
      await ask(own, links.map((name) => [name, flags.static ? 404 : 403]));
      await ask(own, links.map((name) => [`/public${name}`, 403]));
      await ask(own, ["/../x", "/%2e%2e/x", "/..%2fx", "/a/../../x"].map((name) => [name, 400]));
    }, served);
    fs.rmSync(join(served, "index.html")); // a folder of that name in a folder of files
    await withFlags([], (own) => ask(own, [["/a.txt", 404], ["/public/a.txt", 200]]), served);
  },
  "15 links out of the folder, allowed": () => withFlags(["--follow-links"], async (own) => {
    assert.equal((await ask(own, get("/link-file"))).body, SECRET);
    await status(get("/link-env.txt"), 403, own);
    await status(get("/.env"), 403, own);
  }),
  "16 a sibling whose name begins the same": () =>
    refuses(["/../www-secret/x", "/..%2fwww-secret/x", "/link-sibling", "/-secret/x"],
      [400, 403, 404]),
  "17 what is no file": async () => {
    execFileSync("mkfifo", [join(root, "pipe")]);
    fs.symlinkSync("/dev/zero", join(root, "zero"));
    const socket = createServer().listen(join(root, "socket"));
    await refuses(["/pipe", "/socket"], [404]);
    await refuses(["/zero"], [403]);
    socket.close();
    write("www/locked/x", "x");
    fs.chmodSync(join(root, "locked/x"), 0);
    const isRoot = process.getuid?.() === 0; // who may read everything
    if (!isRoot) await refuses(["/locked/x"], [403]);
    await isAlive();
  },
  "17 a file that shrinks or is replaced while it is sent": async () => {
    const size = 30_000_000;
    for (const change of [
      (name) => fs.truncateSync(name, 100),
      (name) => fs.rmSync(name),
      (name) => fs.renameSync(join(root, "a/b.txt"), name),
      (name) => fs.appendFileSync(name, "more"),
    ]) {
      write("www/a/b.txt", "b");
      write("www/large.bin", Buffer.alloc(size, "z"));
      const raw = new Raw(port).write(get("/large.bin", "Connection: close"));
      await raw.until(() => raw.data.length > 1000);
      raw.socket.pause();
      await sleep(30);
      change(join(root, "large.bin"));
      raw.socket.resume();
      const data = await raw.all();
      const body = data.slice(data.indexOf("\r\n\r\n") + 4);
      // What the system has taken of a page that is then cut off, it sends as zeros.
      assert.ok(body.length <= size && /^[z\0]*$/.test(body), String(body.length));
      await isAlive();
    }
  },
  "18 deep folders and long names": async () => {
    const deep = "d/".repeat(200);
    write(`www/deep/${deep}x.txt`, "deep");
    assert.equal((await status(get(`/deep/${deep}x.txt`), 200)).body, "deep");
    const long = `${"n".repeat(251)}.txt`;
    write(`www/${long}`, "long");
    assert.equal((await status(get(`/${long}`), 200)).body, "long");
    await refuses([`/${"n".repeat(256)}`, `/${"n/".repeat(3000)}`], [404]);
  },
  "18 strange names in a listing": async () => {
    const names = ["<img src=x onerror=alert(1)>", "a\nb", "it's \"quoted\"", "\u202etxt.exe",
      "a&b;", "javascript:alert(1)", "%2e%2e", "?q", "#h", "a:b"];
    for (const name of names) write(`www/names/${name}`, name);
    const page = (await status(get("/names/", "Accept: text/html"), 200)).body;
    assert.ok(!page.includes("<img") && !page.includes("\"javascript:"));
    const links = [...page.matchAll(/<a class="file" href="([^"]*)"/g)].map(([, href]) => href);
    assert.equal(links.length, names.length);
    const unescape = (text) => text.replaceAll("&amp;", "&").replaceAll("&#39;", "'");
    const bodies = new Set();
    for (const link of links) {
      const url = new URL(unescape(link), `${scheme}://localhost:${port}/names/`);
      assert.equal(url.origin, `${scheme}://localhost:${port}`);
      const { body } = await status(get(url.pathname), 200);
      bodies.add(Buffer.from(body, "latin1").toString());
    }
    assert.deepEqual(bodies, new Set(names));
    const all = (await status(get("/?", "Accept: text/html"), 200)).body;
    assert.match(all, /<h1>index<\/h1>$/);
  },
  "18 a listing shows nothing hidden": () => withFlags([], async (own) => {
    const { body } = await status(get("/www/a/"), 200, own);
    assert.ok(body.includes("b.txt") && !body.includes("hidden"));
    const links = (await status(get("/"), 200, own)).body;
    assert.ok(links.includes("www-secret") && !links.includes(".pem"));
  }, folder),
};

const own = (line) => request("GET /a.js HTTP/1.1", ...[].concat(line));

const headers = {
  "19 no Host": async () => {
    await status(own([]), 400);
    await status("GET /a.js HTTP/1.0\r\n\r\n", 200);
  },
  "20 two Hosts": async () => {
    await status(own(["Host: localhost", "Host: localhost"]), 400);
    await status(own(["Host: localhost", "Host: evil.com"]), 400);
    await status(own(["Host: evil.com", "host: localhost"]), 400);
  },
  "21 malformed Hosts": async () => {
    for (const host of ["[::1", "a b", "localhost:99999", "localhost:", "localhost:x", "[::1]x", "",
      "[]", "a/b", "user@localhost", "localhost:80:80", "..", "a,b", "%00", "\"", "[::1]:-1"]) {
      await status(own(`Host: ${host}`), 400);
    }
    await isAlive();
  },
  "22 a foreign Host": async () => {
    const answer = await status(own("Host: evil.com"), 403);
    assert.match(answer.body, /"evil\.com".*--allowed-hosts=evil\.com/);
    for (const host of ["evil.com:80", "localhost.evil.com", "127.0.0.1.evil.com", "1.2.3.4",
      "[::2]", "notlocalhost", "0x7f.1", "2130706433", "example.localhost.com"]) {
      await status(own(`Host: ${host}`), 403);
    }
  },
  "23 our own Hosts": async () => {
    for (const host of ["localhost", `localhost:${port}`, "127.0.0.1", "[::1]", "foo.localhost:1",
      "LOCALHOST", "localhost.", "a.b.localhost", "127.9.9.9", `[::1]:${port}`]) {
      await status(own(`Host: ${host}`), 200);
    }
    await withFlags(["--allowed-hosts=my.dev,.tunnel.example"], async (other) => {
      for (const host of ["my.dev", "MY.DEV:1", "a.tunnel.example", "tunnel.example"])
        await status(own(`Host: ${host}`), 200, other);
      for (const host of ["a.my.dev", "my.dev.evil.com", "xtunnel.example"])
        await status(own(`Host: ${host}`), 403, other);
    });
    await withFlags(["--allowed-hosts=*"], (other) => status(own("Host: evil.com"), 200, other));
  },
  "24 a foreign Origin": async () => {
    for (const origin of ["http://evil.com", "null", "http://localhost:1", "x", ""]) {
      const lines = [`Host: localhost:${port}`, `Origin: ${origin}`];
      for (const first of ["GET /a.js HTTP/1.1", "OPTIONS /a.js HTTP/1.1", "HEAD /a.js HTTP/1.1"]) {
        const more = ["Access-Control-Request-Method: GET", "Access-Control-Request-Headers: x"];
        const answer = await probe(request(first, ...lines, ...more));
        const names = Object.keys(answer.headers);
        assert.ok(!names.some((name) => name.startsWith("access-control")), names);
      }
    }
  },
  "24 an Origin that may read": async () => {
    await withFlags(["--cors"], async (other) => {
      const text = own(["Host: localhost", "Origin: http://evil.com"]);
      const { headers: got } = await ask(other, text);
      assert.equal(got["access-control-allow-origin"], "*");
      assert.equal(got["access-control-allow-credentials"], undefined);
    });
    await withFlags(["--cors=http://a.example,http://b.example:1"], async (other) => {
      for (const [origin, allowed] of [["http://a.example", true], ["http://b.example:1", true],
        ["http://b.example", false], ["http://a.example.evil.com", false], ["null", false]]) {
        const { headers: got } = await ask(other, own(["Host: localhost", `Origin: ${origin}`]));
        assert.equal(got["access-control-allow-origin"], allowed ? origin : undefined);
        assert.match(got.vary, /Origin/);
      }
    });
  },
  "25 scripts for foreign pages": async () => {
    const from = (...lines) => own([`Host: localhost:${port}`, ...lines]);
    await status(from("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"), 403);
    await status(from("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors"), 403);
    await status(from("Sec-Fetch-Site: cross-site"), 403);
    await status(from("Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate"), 200);
    await status(from("Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: no-cors"), 200);
    await status(from("Sec-Fetch-Site: none", "Sec-Fetch-Mode: navigate"), 200);
    await status(from("Referer: http://evil.com/page"), 403);
    await status(from("Referer: http://evil.com/page", "Accept: text/html,*/*"), 200);
    await status(from(`Referer: ${scheme}://localhost:${port}/page`), 200);
    const answer = await status(from(), 200);
    assert.equal(answer.headers["cross-origin-resource-policy"], "same-origin");
    const missing = await status(get("/not-there"), 404);
    assert.equal(missing.headers["cross-origin-resource-policy"], "same-origin");
  },
  "27 ranges": async () => {
    const range = async (value, wanted, ...more) => {
      const answer = await status(get("/script.js", `Range: ${value}`, ...more), wanted);
      return answer;
    };
    assert.equal((await range("bytes=0-9", 206)).headers["content-range"], "bytes 0-9/5000");
    assert.equal((await range("bytes=-1", 206)).headers["content-range"], "bytes 4999-4999/5000");
    for (const value of ["bytes=5000-", "bytes=-0", "bytes=9223372036854775808-",
      "bytes=18446744073709551616-18446744073709551617"]) {
      assert.equal((await range(value, 416)).headers["content-range"], "bytes */5000");
    }
    for (const value of ["bytes=5-2", "bytes=a", "bytes=", "x=1-2", "bytes=0-4999,0-4999",
      `bytes=${"0-0,".repeat(1000)}0-0`]) {
      assert.equal((await range(value, 200)).body.length, 5000);
    }
    const parts = await range("bytes=0-0,10-11", 206);
    assert.match(parts.headers["content-type"], /^multipart\/byteranges; boundary=/);
    assert.equal(parts.body.match(/Content-Range: bytes/g).length, 2);
    const packed = await range("bytes=0-9", 206, "Accept-Encoding: gzip, br");
    assert.equal(packed.headers["content-encoding"], undefined);
    const { etag, "last-modified": date } = (await status(get("/script.js"), 200)).headers;
    await range("bytes=0-9", 206, `If-Range: ${etag}`);
    await range("bytes=0-9", 206, `If-Range: ${date}`);
    await range("bytes=0-9", 200, "If-Range: \"other\"");
    await range("bytes=0-9", 200, `If-Range: W/${etag}`);
    await range("bytes=0-9", 200, "If-Range: nonsense");
  },
  "28 conditions": async () => {
    const { etag, "last-modified": date } = (await status(get("/script.js"), 200)).headers;
    assert.match(etag, /^"[^"]+"$/);
    for (const value of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
      const answer = await status(get("/script.js", `If-None-Match: ${value}`), 304);
      assert.equal(answer.body, "");
      assert.equal(answer.headers.etag, etag);
    }
    await status(get("/script.js", "If-None-Match: \"x\"", `If-Modified-Since: ${date}`), 200);
    await status(get("/script.js", `If-Modified-Since: ${date}`), 304);
    for (const bad of ["yesterday", "Thu, 99 Jan 1970 00:00:00 GMT", "", "0"])
      await status(get("/script.js", `If-Modified-Since: ${bad}`), 200);
    await status(get("/script.js", "If-Match: \"x\""), 412);
    await status(get("/script.js", "If-Unmodified-Since: Thu, 01 Jan 1970 00:00:00 GMT"), 412);
  },
  "29 encodings": async () => {
    const encoding = async (accepted) => {
      const answer = await status(get("/script.js", `Accept-Encoding: ${accepted}`), 200);
      return answer.headers["content-encoding"];
    };
    assert.equal(await encoding("gzip"), "gzip");
    assert.equal(await encoding("br, gzip"), "br");
    assert.equal(await encoding("br;q=0.1, gzip"), "gzip");
    assert.equal(await encoding("gzip;q=0, br;q=0"), undefined);
    assert.equal(await encoding("*"), "br");
    assert.equal(await encoding("*;q=0"), undefined);
    assert.equal(await encoding("identity;q=0, gzip"), "gzip");
    assert.equal(await encoding("deflate, nonsense;;q=x"), undefined);
    assert.equal(await encoding(""), undefined);
  },
  "30 expectations": async () => {
    await status(get("/a.js", "Expect: 100-continue"), 200);
    await status(get("/a.js", "Expect: the-unexpected"), 417);
    const post = request("POST /a.js HTTP/1.1", "Host: localhost", "Content-Length: 5",
      "Expect: 100-continue");
    await status(post, 405);
  },
};

const smuggle = (...lines) =>
  `${request("POST /a.js HTTP/1.1", "Host: localhost", ...lines)}0\r\n\r\n`;

async function closes400(text) {
  const data = await new Raw(port).write(text).all();
  assert.match(data, /^HTTP\/1\.1 400 [^]*\r\n\r\n$/, JSON.stringify(text));
}

const protocol = {
  "31 bodies of two lengths": async () => {
    const chunked = "Transfer-Encoding: chunked";
    const length = "Content-Length: ";
    await closes400(smuggle(`${length}5`, chunked));
    await closes400(smuggle(chunked, `${length}5`));
    await closes400(smuggle("Transfer-Encoding: chunked, identity"));
    await closes400(smuggle("Transfer-Encoding: identity, chunked, identity"));
    await closes400(smuggle("Transfer-Encoding: xchunked"));
    await closes400(smuggle(`${length}5`, `${length}5`));
    await closes400(smuggle(`${length}5`, `${length}6`));
    for (const value of ["+5", "5,5", "0x5", "-5", "18446744073709551616", "5 5", "a", "1e1", "5;"])
      await closes400(smuggle(`${length}${value}`));
    // The head alone has been answered when the body turns out to be wrong.
    for (const chunk of ["-1", "xyz", "0x1", "ffffffffffffffffff", "1 ", "1;\0"]) {
      const text = `${request("POST / HTTP/1.1", "Host: localhost", chunked)}${chunk}\r\nx\r\n`;
      const data = await new Raw(port).write(text + get("/a.js")).all();
      assert.match(data, /^HTTP\/1\.1 405 /);
      assert.equal(data.match(/HTTP\/1\.1 /g).length, 1, chunk);
    }
  },
  "32 bad line ends and fields": async () => {
    await closes400("GET /a.js HTTP/1.1\nHost: localhost\n\n");
    await closes400(get("/a.js", "A : b"));
    await closes400(get("/a.js", "A: b\0c"));
    await closes400(get("/a.js", "A\0: b"));
    await closes400(get("/a.js", ": b"));
    await closes400(get("/a.js", "no colon"));
    await closes400(get("/a.js", "A: b\rc: d"));
  },
  "32 folded fields": async () => {
    const answer = await probe(get("/a.js", "A: b", " c: d"));
    assert.ok(answer.status === 400 || answer.status === 200);
  },
  "33 heads without measure": async () => {
    await status(get(`/${"x".repeat(65_536)}`), 414);
    await status(get(`/${"x".repeat(20_000)}`), 414);
    await status(get("/a.js", `A: ${"x".repeat(65_536)}`), 431);
    await status(get("/a.js", ...new Array(100).fill(`A: ${"x".repeat(1000)}`)), 431);
    await status(get("/a.js", ...new Array(10_000).fill("A: b")), 431);
    await status(get("/a.js", `Cookie: ${"x".repeat(30_000)}`), 200);
    await isAlive();
  },
  "33 half-closed": async () => {
    assert.match(await new Raw(port).write(get("/a.js")).end().all(), /let a;\n$/);
    const data = await new Raw(port).write(get("/script.js", "Accept-Encoding: br")).end().all();
    assert.match(data, /Content-Encoding: br/);
    assert.match(await new Raw(port).write("GET /a.js HT").end().all(), /^HTTP\/1\.1 400 /);
    assert.equal(await new Raw(port).end().all(), "");
  },
  "34 pipelining": async () => {
    const raw = new Raw(port);
    const files = ["/a.js", "/script.js", "/a/b.txt", "/not-there", "/a.js"];
    write("www/a/b.txt", "b");
    raw.write(files.map((file) => get(file, "Accept-Encoding: br, gzip")).join(""));
    const got = [];
    while (got.length < files.length) got.push((await raw.answer()).status);
    assert.deepEqual(got, [200, 200, 200, 404, 200]);
    raw.close();
  },
  "34 other protocols": async () => {
    await closes400("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03");
    await closes400("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    await closes400("GET /a.js\r\n\r\n");
    await closes400("HELO localhost\r\n\r\n");
    const data = await new Raw(port).write("GET /a.js HTTP/1.0\r\nHost: localhost\r\n\r\n").all();
    assert.match(data, /^HTTP\/1\.1 200 OK[^]*Connection: close[^]*let a;\n$/);
    const keep = request("GET /a.js HTTP/1.0", "Host: localhost", "Connection: keep-alive");
    const raw = new Raw(port).write(keep + keep);
    assert.equal((await raw.answer()).status, 200);
    assert.equal((await raw.answer()).status, 200);
    raw.close();
  },
  "35 methods": async () => {
    for (const file of ["/a.js", "/", "/not-there", "/script.js", "/.env"]) {
      const text = request(`HEAD ${file} HTTP/1.1`, "Host: localhost", "Connection: close");
      assert.match(await new Raw(port).write(text).all(), /^HTTP[^]*\r\n\r\n$/);
    }
    for (const method of ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "CONNECT"]) {
      const target = method === "CONNECT" ? "localhost:80" : "/a.js";
      const text = request(`${method} ${target} HTTP/1.1`, "Host: localhost", "Content-Length: 0");
      const answer = await status(text, 405);
      assert.equal(answer.headers.allow, "GET, HEAD, OPTIONS");
    }
    await closes400(request("FOO /a.js HTTP/1.1", "Host: localhost"));
    await closes400(request("get /a.js HTTP/1.1", "Host: localhost"));
    const body = request("POST /a.js HTTP/1.1", "Host: localhost", "Content-Length: 3");
    const raw = new Raw(port).write(`${body}abc${get("/a.js")}`);
    assert.equal((await raw.answer()).status, 405);
    assert.equal((await raw.answer()).status, 200);
    raw.close();
  },
  "36 many connections, and rude ones": async () => {
    const idle = Array.from({ length: 400 }, () => new Raw(port));
    await Promise.all(idle.map((raw) => raw.until(() => raw.socket.readyState === "open")));
    await isAlive();
    for (const raw of idle) raw.close();
    for (let i = 0; i < 50; i++) {
      const raw = new Raw(port).write(get("/large.bin"));
      await raw.until(() => raw.data.length > 0);
      raw.reset();
    }
    await isAlive();
  },
};

const pages = {
  "37 redirects stay here": async () => {
    write("www/evil.com/sub/x", "x");
    for (const path of ["//evil.com/sub", "/evil.com/sub", "/.//evil.com/sub", "/%2fevil.com/sub",
      "//evil.com//sub", "/%2f%2fevil.com%2fsub"]) {
      const answer = await status(get(path), 302);
      assert.equal(answer.headers.location, "/evil.com/sub/", path);
    }
    await refuses(["//evil.com/..%2fsub", "/\\evil.com/sub", "/%5cevil.com", "/\\\\evil.com/sub",
      "//evil.com/%2e%2e"], [400]);
    const answer = await status(get("/evil.com/sub?a=//b&c"), 302);
    assert.equal(answer.headers.location, "/evil.com/sub/?a=//b&c");
    write("www/a\r\nSet-Cookie: x/y", "y");
    const split = await status(get("/a%0d%0aSet-Cookie:%20x"), 302);
    assert.equal(split.headers.location, "/a%0D%0ASet-Cookie:%20x/");
    assert.equal(split.headers["set-cookie"], undefined);
  },
  "38 pages about nothing": async () => {
    const lines = ["Accept: text/html"];
    for (const path of ["/<script>alert(1)</script>", "/%3Cscript%3Ealert(1)%3C/script%3E"]) {
      const answer = await probe(get(path, ...lines));
      assert.ok(!answer.body.includes("<script>alert"));
    }
    const missing = await status(get("/not-there.js", ...lines), 404);
    assert.match(missing.headers["content-type"], /^text\/plain/);
    const page = await status(get("/not-there", ...lines), 404);
    assert.match(page.headers["content-type"], /^text\/html/);
    assert.equal(page.headers["x-content-type-options"], "nosniff");
    const file = await status(get("/a.js"), 200);
    assert.equal(file.headers["x-content-type-options"], "nosniff");
    const hostile = await status(own("Host: <script>"), 400);
    assert.ok(!hostile.body.includes("<script>"));
  },
  "38 a page for what is missing, and for what a router knows": async () => {
    write("www/404.html", "<h1>own 404</h1>");
    const missing = await status(get("/not-there", "Accept: text/html"), 404);
    assert.match(missing.body, /<h1>own 404<\/h1>$/);
    await withFlags(["--spa"], async (other) => {
      const known = await status(get("/some/route", "Accept: text/html"), 200, other);
      assert.match(known.body, /<h1>index<\/h1>$/);
      const script = await status(get("/nope.js", "Accept: text/html"), 404, other);
      assert.match(script.headers["content-type"], /^text\/plain/);
      await status(get("/.env", "Accept: text/html"), 403, other);
      await status(get("/link-folder/x", "Accept: text/html"), 403, other);
    });
  },
};

const processes = {
  "41 stops at once": async () => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      const { program, port: other } = await start();
      const idle = new Raw(other).write(get("/a.js"));
      await idle.answer();
      const busy = new Raw(other).write("GET /a.js HT");
      await sleep(20);
      const began = Date.now();
      assert.equal(await program.stop(signal), 0, program.said);
      assert.ok(Date.now() - began < 3000);
      idle.close();
      busy.close();
    }
  },
  "41 a taken port": async () => {
    const { program, port: taken } = await start();
    const next = new Program(cbundle, ["serve", root, `--port=${taken}`]);
    const [, other] = await next.find(/http:\/\/localhost:(\d+)/);
    assert.ok(Number(other) > taken && next.said.includes(`Port ${taken} is taken`), next.said);
    assert.equal(await next.stop("SIGINT"), 0);
    const strict = new Program(cbundle, ["serve", root, `--port=${taken}`, "--strict-port"]);
    assert.equal(await strict.end(), 1);
    assert.match(strict.said, /Port \d+ is taken/);
    await program.stop("SIGTERM");
  },
  "41 wrong commands": async () => {
    for (const [args, code, said] of [
      [["not-there"], 1, /There is no folder "not-there" to serve/],
      [[join(root, "a/b.txt")], 1, /is no folder, no page/],
      [[join(root, "a.js"), "--static"], 1, /is no folder, no page/],
      [[root, root], 2, /One folder or page/],
      [[root, "--port=99999"], 2, /Invalid value "99999"/],
      [[root, "--header=nonsense"], 1, /is no header/],
      [[root, "--header=A: b\r\nC: d"], 1, /is no header/],
      [[root, "--base=/a/../b"], 1, /is no path/],
      [[root, "--cors=evil"], 2, /is no origin/],
      [[root, "--host=no.such.host.invalid"], 1, /There is no address/],
      [[root, "--strictPort"], 2, /Did you mean "--strict-port"/],
    ]) {
      const program = new Program(cbundle, ["serve", ...args]);
      assert.equal(await program.end(), code, args.join(" "));
      assert.match(program.said, said);
    }
  },
  "41 a root that goes away and comes back": async () => {
    const gone = join(folder, "gone");
    write("gone/x.txt", "one");
    await withFlags([], async (other) => {
      await status(get("/x.txt"), 200, other);
      fs.rmSync(gone, { recursive: true });
      await status(get("/x.txt"), 404, other);
      await status(get("/"), 404, other);
      write("gone/x.txt", "two");
      assert.equal((await status(get("/x.txt"), 200, other)).body, "two");
    }, gone);
  },
  "41 a file that is saved again and again": async () => {
    for (let i = 0; i < 50; i++) {
      write("www/saved.txt", String(i % 10));
      assert.equal((await status(get("/saved.txt"), 200)).body, String(i % 10));
      if (i % 2) continue;
      write("www/saved.tmp", String(i % 7));
      fs.renameSync(join(root, "saved.tmp"), join(root, "saved.txt"));
      assert.equal((await status(get("/saved.txt"), 200)).body, String(i % 7));
    }
  },
  "41 a base": () => withFlags(["--base=/app/"], async (other) => {
    assert.equal((await status(get("/"), 302, other)).headers.location, "/app/");
    assert.equal((await status(get("/app"), 302, other)).headers.location, "/app/");
    assert.match((await status(get("/app/"), 200, other)).body, /<h1>index<\/h1>$/);
    assert.equal((await status(get("/app/many"), 302, other)).headers.location, "/app/many/");
    await status(get("/a.js"), 404, other);
    await status(get("/application/a.js"), 404, other);
    await status(get("/app/.env"), 403, other);
    await status(get("/app/../x"), 400, other);
  }),
  "41 headers of one's own": () =>
    withFlags(["--header=A: b", "--header=Cache-Control: max-age=9"], async (other) => {
      const { headers: got } = await status(get("/a.js"), 200, other);
      assert.equal(got.a, "b");
      assert.equal(got["cache-control"], "max-age=9");
    }),
  "41 bound to this machine alone": async () => {
    const addresses = execFileSync("hostname", ["-I"], { encoding: "utf8" }).trim().split(/\s+/);
    for (const address of addresses.filter((text) => /^\d+\./.test(text))) {
      const raw = new Raw(port, address);
      await raw.until(() => raw.closed);
      assert.equal(raw.error?.code, "ECONNREFUSED");
    }
  },
};

const all = { ...path, ...headers, ...protocol, ...pages, ...processes };
await runTests(Object.entries(all), words);
assert.equal(await main.stop("SIGINT"), 0, main.said);
fs.rmSync(folder, { recursive: true });
