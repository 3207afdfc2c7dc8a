// What zlib refuses, and what follows a compressed member.
const zlib = require("zlib");
const { gzipSync, gunzipSync, inflateSync, deflateSync, constants } = zlib;
for (const ask of [() => zlib.createGzip({ windowBits: 8 }), () => zlib.createDeflate({ windowBits: 8 }),
  () => zlib.createBrotliCompress({ params: { 999: 1 } }), () => zlib.createDeflate({ dictionary: 5 }),
  () => zlib.createGzip().params(99, 0, () => {}), () => zlib.createGzip().params(1, 9, () => {}),
  () => gunzipSync(Buffer.concat([gzipSync("a"), gzipSync("b")])),
  () => gunzipSync(Buffer.concat([gzipSync("a"), Buffer.from([0, 0, 0])])),
  () => gunzipSync(Buffer.concat([gzipSync("a"), Buffer.from("zz")])),
  () => inflateSync(Buffer.concat([deflateSync("a"), Buffer.from("zz")]))]) {
  try {
    const value = ask();
    console.log(Buffer.isBuffer(value) ? `${value}` : typeof value);
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}
const { buffer, engine } = gzipSync("text", { info: true });
console.log(`${gunzipSync(buffer)}`, engine.constructor.name);
zlib.gzip("text", { info: true }, (error, told) => { console.log(error, Object.keys(told)); });
zlib.brotliDecompress(Buffer.from("zzzzzz"), ({ code, message }) => { console.log(code, message); });
console.log(constants.BROTLI_PARAM_QUALITY);
