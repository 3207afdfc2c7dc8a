// What is shown of fetch's classes, what they refuse, and streams of bytes into a reader's memory.
const form = new FormData();
form.append("a", "b");
form.append("a", "c");
form.append("n", "1");
console.log(form);
const headers = new Headers({ "Content-Type": "a", B: "2" });
headers.append("b", "3");
headers.append("Set-Cookie", "x");
console.log(headers, [...headers.keys()], new Response("x").headers);
console.log(new TextDecoder("utf-8", { fatal: true }), new TransformStream());
console.log(URL.parse("none"), URL.parse("/path", "http://host").href);
for (const wrong of [
  () => headers.append("a b", "x"), () => headers.set("x", "é€"), () => new Headers(5),
  () => new Request(), () => new Request("http://a", { method: "TRACE" }),
  () => new Request("http://a", { mode: "navigate" }),
  () => new Request("http://a", { redirect: "any" }),
  () => form.append("a", "b", "c"), () => new FormData(5), () => structuredClone(),
  () => new CompressionStream("x"),
]) {
  try {
    wrong();
  } catch ({ name, message }) {
    console.log(name, message);
  }
}
const bytes = new ReadableStream({
  type: "bytes",
  pull(controller) {
    controller.enqueue(new Uint8Array([1, 2, 3]));
    controller.close();
  },
});
const reader = bytes.getReader({ mode: "byob" });
for (let i = 0; i < 3; i++) console.log(await reader.read(new Uint8Array(4).subarray(1, 3)));

import { createServer } from "node:http";
const server = createServer((request, response) => {
  const turn = Number(request.url.slice(1));
  if (turn < 15) response.writeHead(302, { location: `/${turn + 1}` });
  response.end("there");
});
await new Promise((resolve) => { server.listen(0, resolve); });
process.on("warning", ({ name }) => { console.log(name); });
const { signal } = new AbortController();
const answer = await fetch(`http://localhost:${server.address().port}/0`, { signal });
console.log(await answer.text());
server.closeAllConnections();
server.close();
