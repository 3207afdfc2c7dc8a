// process.binding(): what old packages look at while they load. What it would take to use it is Node's own insides.
"use strict";
/* global internalBinding */
const { make } = require("internal/errors");

function HTTPParser() {
  throw make("ERR_UNSUPPORTED_MODULE", "process.binding(\"http_parser\")", "http has its own parser");
}
Object.assign(HTTPParser, { REQUEST: 1, RESPONSE: 2, kOnMessageBegin: 0, kOnHeaders: 1, kOnHeadersComplete: 2,
  kOnBody: 3, kOnMessageComplete: 4, kOnExecute: 5, kOnTimeout: 6 });

const makers = {
  __proto__: null,
  constants() {
    const [os, fs, crypto, zlib] = [require("os"), require("fs"), require("crypto"), require("zlib")];
    return { os: os.constants, fs: fs.constants, crypto: crypto.constants, zlib: zlib.constants };
  },
  http_parser: () => ({ methods: require("http").METHODS, HTTPParser }),
  natives: () => ({}),
  stream_wrap: () => ({ kReadBytesOrError: 0, kArrayBufferOffset: 1, kLastWriteWasAsync: 3,
    streamBaseState: new Int32Array(5) }),
  uv() {
    const uv = { errname: require("util").getSystemErrorName };
    for (const [name, number] of Object.entries(internalBinding("process").errorNumbers())) uv[`UV_${name}`] = number;
    return uv;
  },
  util: () => require("util").types,
};

function bindingOf(name) {
  const maker = makers[name];
  if (maker !== undefined) return maker();
  throw new Error(`No such module: ${name}`);
}

module.exports = { bindingOf };
