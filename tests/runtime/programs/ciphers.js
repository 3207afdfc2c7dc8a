// Ciphers: each one that there is, in pieces, with and without padding; what they refuse.
const crypto = require("crypto");
const { pipeline } = require("stream");

/** Bytes that are the same in each run. */
const bytes = (size, seed) => crypto.createHash("shake256", { outputLength: size }).update(`${seed}`).digest();

const told = (name, run) => {
  let result;
  try {
    result = run();
    if (Buffer.isBuffer(result)) result = result.toString("hex");
  } catch (error) {
    const { name: kind, code, message, library, reason, opensslErrorStack } = error;
    result = [kind, code, message, library, reason, opensslErrorStack];
  }
  console.log(name, result);
};

function sealed(name, info, text, pieces, pads) {
  const ends = ["ccm", "ocb"].includes(info.mode) ? { authTagLength: 12 } : undefined;
  const iv = info.ivLength ? bytes(info.mode === "ccm" ? 11 : info.ivLength, name) : null;
  const key = bytes(info.keyLength, `${name} key`);
  const isAead = ["gcm", "ccm", "ocb"].includes(info.mode) || name === "chacha20-poly1305";
  const start = (make) => {
    const cipher = make(name, key, iv, ends);
    if (isAead) cipher.setAAD(Buffer.from("not secret"), { plaintextLength: text.length });
    if (!pads) cipher.setAutoPadding(false);
    return cipher;
  };
  const cipher = start(crypto.createCipheriv), parts = [];
  for (let at = 0; at < text.length; at += pieces) parts.push(cipher.update(text.subarray(at, at + pieces)));
  parts.push(cipher.final());
  const out = Buffer.concat(parts), tag = isAead ? cipher.getAuthTag() : undefined;
  const decipher = start(crypto.createDecipheriv);
  if (isAead) decipher.setAuthTag(tag);
  const back = Buffer.concat([decipher.update(out), decipher.final()]);
  if (!back.equals(text)) console.log("NOT THE SAME", back);
  const isRandom = /3-?deswrap|des3-?wrap/i.test(name); // it makes an IV of its own
  return `${isRandom ? out.length : out.toString("hex")} ${tag ? tag.toString("base64") : ""}`;
}

const names = crypto.getCiphers();
console.log(names.join());
for (const name of names) {
  const info = crypto.getCipherInfo(name);
  console.log(name, info);
  for (const size of [16, 48, 33]) {
    const isWhole = info.mode === "ccm" || info.mode === "xts" || info.mode === "wrap" || /cbc-hmac/.test(name);
    told(`${name} ${size}`, () => sealed(name, info, bytes(size, size), isWhole ? size : 7, true));
    if (info.mode === "cbc") told(`${name} ${size} bare`, () => sealed(name, info, bytes(size, size), 16, false));
  }
}

const key = bytes(16, "key"), iv = bytes(16, "iv");
const encrypt = (name = "aes-128-cbc", options = undefined) => crypto.createCipheriv(name, key, iv, options);
const decrypt = (name = "aes-128-cbc", options = undefined) => crypto.createDecipheriv(name, key, iv, options);
for (const name of ["none", "aes-128-cbc", "AES-128-GCM", "aes-128-ccm", "aes-128-ocb", "chacha20-poly1305", "rc4",
  5, ""]) {
  for (const size of [0, 1, 12, 16, 17, 32]) {
    told(`${name} key ${size}`, () => crypto.createCipheriv(name, bytes(size, 1), iv).constructor.name);
    told(`${name} iv ${size}`, () => crypto.createCipheriv(name, key, bytes(size, 1)).constructor.name);
  }
  told(`${name} without`, () => crypto.createDecipheriv(name, key, null).constructor.name);
  for (const authTagLength of [0, 3, 4, 16, 17, -1, "4", null]) {
    told(`${name} tag ${authTagLength}`, () =>
      crypto.createCipheriv(name, key, bytes(12, 1), { authTagLength }).constructor.name);
    told(`${name} tag back ${authTagLength}`, () => {
      const one = crypto.createDecipheriv(name, key, bytes(12, 1), { authTagLength });
      return one.setAuthTag(Buffer.alloc(8)).constructor.name;
    });
  }
}
for (const wrong of [undefined, null, 5, {}, [], true, Symbol.iterator]) {
  told("key", () => crypto.createCipheriv("aes-128-cbc", wrong, iv));
  told("iv", () => crypto.createCipheriv("aes-128-cbc", key, wrong).final());
  told("data", () => encrypt().update(wrong));
  told("tag", () => decrypt("aes-128-gcm").setAuthTag(wrong));
  told("aad", () => encrypt("aes-128-gcm").setAAD(wrong));
  told("info", () => crypto.getCipherInfo(wrong));
}
told("hex", () => encrypt().update("abc", "hex"));
told("wrong size", () => { const one = decrypt(); one.update(bytes(5, 1)); one.final(); });
told("wrong key", () => { const one = decrypt(); one.update(bytes(16, 1)); one.final(); });
told("no tag", () => { const one = decrypt("aes-128-gcm"); one.update(bytes(16, 1)); one.final(); });
told("wrong tag", () => { const one = decrypt("aes-128-gcm"); one.setAuthTag(bytes(16, 1)); one.final(); });
told("no tag of chacha", () => crypto.createDecipheriv("chacha20-poly1305", bytes(32, 1), bytes(12, 1)).final());
told("twice", () => { const one = encrypt(); one.final(); one.final(); });
told("more after the end", () => { const one = encrypt(); one.final(); one.update("a"); });
told("padding after the end", () => { const one = encrypt(); one.final(); one.setAutoPadding(); });
told("aad of cbc", () => encrypt().setAAD(iv));
told("tag of cbc", () => { const one = encrypt(); one.final(); one.getAuthTag(); });
told("tag before the end", () => encrypt("aes-128-gcm").getAuthTag());
told("tag", () => { const one = encrypt("aes-128-gcm"); one.update("text"); one.final(); return one.getAuthTag(); });
told("tag twice", () => { const one = decrypt("aes-128-gcm"); one.setAuthTag(iv); one.setAuthTag(iv); });
told("tag as text", () => { const one = decrypt("aes-128-gcm"); one.setAuthTag("00".repeat(16),
  "hex"); one.final(); });
told("encodings", () => encrypt().update("ä", "latin1", "hex") + encrypt().final("base64"));
told("two encodings", () => { const one = encrypt(); one.update("a", "utf8", "hex"); one.final("base64"); });
told("letters of pieces", () => {
  const one = encrypt("aes-128-ctr");
  return one.update("a", "utf8", "base64") + one.update("bc", "utf8", "base64") + one.final("base64");
});
const ccm = { authTagLength: 16 };
told("aad of ccm", () => crypto.createCipheriv("aes-128-ccm", key, bytes(12, 1), ccm).setAAD(iv));
told("long ccm", () => crypto.createCipheriv("aes-128-ccm", key, bytes(13, 1), ccm).update(Buffer.alloc(70000)));
told("longest ccm", () => crypto.createCipheriv("aes-128-ccm", key, bytes(13, 1),
  ccm).update(Buffer.alloc(65535)).length);
told("wrong ccm", () => {
  const one = crypto.createDecipheriv("aes-128-ccm", key, bytes(12, 1), ccm);
  one.setAuthTag(iv);
  console.log(one.update(bytes(5, 1)).length);
  one.final();
});
told("keys", () => crypto.createCipheriv("aes-128-cbc", crypto.createSecretKey(key), iv).final());
told("key as text", () => crypto.createCipheriv("aes-128-cbc", "sixteen letters!", "another sixteen.").final());
told("views", () => encrypt().update(new Uint16Array([1, 2,
  3])).length + encrypt().update(new DataView(new ArrayBuffer(16))).length);
for (const options of [{ keyLength: 16 }, { keyLength: 12 }, { ivLength: 12 }, { ivLength: 7 }, { ivLength: 14 },
  {}, 5,
  { keyLength: "a" }, { ivLength: 1.5 }, null]) {
  for (const name of ["aes-128-gcm", "aes-128-ccm", "aes-128-cbc", "aes-128-ocb", "chacha20-poly1305", 419, 1.5,
    1e9]) {
    told(`info ${name} ${JSON.stringify(options)}`, () => crypto.getCipherInfo(name, options));
  }
}

const stream = encrypt(), pieces = [];
stream.on("data", (piece) => pieces.push(piece)).on("end", () => {
  console.log(Buffer.concat(pieces).toString("hex"));
  const back = decrypt();
  back.setEncoding("utf8");
  back.on("data", (text) => console.log("text", text));
  back.end(Buffer.concat(pieces));
});
stream.write("a stream ");
stream.end("of two pieces");
const wrong = decrypt();
pipeline([Buffer.alloc(5)], wrong, (error) => console.log("pipeline", error.name)).resume();
