// Signatures, encryption with RSA and shared secrets, with the keys that there are.
const crypto = require("crypto");
const { keys, signatures, boxes } = require("./parts/keys.js");
const { told } = require("./parts/told.js");
const { createPrivateKey, createPublicKey, createSecretKey } = crypto;
const text = Buffer.from("text");
const { constants } = crypto;
const isRandom = (name, options) =>
  !/^(rsa|small|ed)/.test(name) || options.padding === constants.RSA_PKCS1_PSS_PADDING;

const ways = [{}, { padding: 1 }, { padding: 6 }, { padding: 6, saltLength: 0 }, { padding: 6, saltLength: -1 },
  { padding: 6, saltLength: -2 }, { padding: 6, saltLength: 20 }, { padding: 6, saltLength: 500 }, { padding: 3 },
    { padding: 99 },
  { padding: "a" }, { saltLength: "a" }, { dsaEncoding: "der" }, { dsaEncoding: "ieee-p1363" }, { dsaEncoding: "x" }];
for (const [name, pem] of Object.entries(keys)) {
  const open = createPublicKey(pem);
  for (const options of ways) {
    for (const digest of ["sha256", "sha1", "sha512", "RSA-SHA256", "sha3-256", null, undefined, "none", 5]) {
      const title = `${name} ${digest} ${JSON.stringify(options)}`;
      const shown = (bytes) => !isRandom(name, options) ? bytes.toString("base64")
        : options.dsaEncoding === "ieee-p1363" || name === "rsa" ? bytes.length : "made";
      told(`${title} at once`, () => {
        const signature = crypto.sign(digest, text, { key: pem, ...options });
        const other = Buffer.from(signature);
        other[other.length - 1] ^= 1;
        return [shown(signature), crypto.verify(digest, text, { key: open, ...options }, signature),
          crypto.verify(digest, text, { key: pem, ...options }, other),
          crypto.verify(digest, text, { key: open, ...options }, signature.subarray(20))];
      });
      if (digest === null || digest === undefined) continue;
      told(`${title} in pieces`, () => {
        const signature = crypto.createSign(digest).update("te").update(text.subarray(2)).sign({ key: pem,
          ...options });
        return [shown(signature),
          crypto.createVerify(digest).update("text").verify({ key: open, ...options }, signature),
          crypto.createVerify(digest).update("tex").verify({ key: open, ...options }, signature),
          crypto.verify(digest, text, { key: open, ...options }, signature)];
      });
    }
  }
}
for (const [name, signature] of Object.entries(signatures)) {
  const [key] = name.split(" ");
  const options = name.includes("pair") ? { dsaEncoding: "ieee-p1363" } : key === "pss" ? { padding: 6,
    saltLength: 32 } : {};
  const pem = key === "pss" ? keys.rsa : key === "restricted" ? keys.pss : keys[key];
  for (const word of ["text", "test"]) {
    console.log(name, crypto.verify("sha256", Buffer.from(word), { key: pem, ...options }, Buffer.from(signature,
      "base64")),
      crypto.createVerify("sha256").update(word).verify({ key: pem, ...options }, signature, "base64"));
  }
}

// What they refuse.
const rsa = createPrivateKey(keys.rsa), secret = createSecretKey("a");
for (const wrong of [5, "", "x", {}, secret, createPublicKey(rsa), [], true]) {
  told("sign", () => crypto.sign("sha256", text, wrong));
  told("verify", () => crypto.verify("sha256", text, wrong, text));
  told("stream", () => crypto.createSign("sha256").sign(wrong).length);
  told("stream", () => crypto.createVerify("sha256").verify(wrong, "a"));
  told("data", () => crypto.sign("sha256", wrong, rsa));
  told("data", () => crypto.createSign("sha256").update(wrong).constructor.name);
  told("signature", () => crypto.verify("sha256", text, rsa, wrong));
  told("signature", () => crypto.createVerify("sha256").verify(rsa, wrong));
  told("algorithm", () => crypto.createSign(wrong).constructor.name);
  told("box", () => crypto.publicEncrypt(wrong, text).length);
  told("unbox", () => crypto.privateDecrypt(wrong, text).length);
  told("boxed", () => crypto.publicEncrypt(rsa, wrong).length);
  told("secret", () => crypto.diffieHellman(wrong));
  told("secret", () => crypto.diffieHellman({ privateKey: wrong, publicKey: rsa }));
}
told("twice", () => { const one = crypto.createSign("sha256"); one.sign(rsa); one.sign(rsa); });
told("more", () => { const one = crypto.createSign("sha256"); one.sign(rsa); one.update("a"); });
told("callback", () => crypto.sign("sha256", text, rsa, 5));
told("encoding", () => crypto.createSign("sha256").update("6161", "hex").sign(rsa, "base64url"));

// Encryption.
for (const [name, pem] of Object.entries(keys)) {
  for (const padding of [undefined, 1, 3, 4, 5, 6, "a"]) {
    for (const oaepHash of [undefined, "sha256", "none", 5]) {
      told(`${name} box ${padding} ${oaepHash}`, () => {
        const sealed = crypto.publicEncrypt({ key: pem, padding, oaepHash }, Buffer.alloc(padding === 3 ? 256 : 20,
          "a"));
        return [sealed.length, crypto.privateDecrypt({ key: pem, padding, oaepHash }, sealed).toString()];
      });
    }
    told(`${name} reverse ${padding}`, () => {
      const sealed = crypto.privateEncrypt({ key: pem, padding }, Buffer.alloc(padding === 3 ? 256 : 20, "a"));
      return [sealed.toString("base64"), crypto.publicDecrypt({ key: createPublicKey(pem), padding },
        sealed).toString()];
    });
  }
}
const box = Buffer.from(boxes.oaep, "base64"), box256 = Buffer.from(boxes.oaep256, "base64");
told("box", () => crypto.privateDecrypt(keys.rsa, box).toString());
told("box", () => crypto.privateDecrypt({ key: keys.rsa, oaepHash: "sha256", oaepLabel: "label" },
  box256).toString());
told("box", () => crypto.privateDecrypt({ key: keys.rsa, oaepHash: "sha256", oaepLabel: "other" }, box256));
told("box", () => crypto.privateDecrypt(keys.rsa, box256));
told("box", () => crypto.privateDecrypt(keys.rsa, Buffer.alloc(5)));
told("box", () => crypto.publicEncrypt(keys.rsa, Buffer.alloc(500)));
told("box", () => crypto.publicEncrypt({ key: keys.rsa, oaepLabel: 5 }, text));

// Secrets that two share.
for (const [name, pem] of Object.entries(keys)) {
  for (const [other, otherPem] of Object.entries(keys)) {
    if (name !== other && other !== "rsa" && other !== "x448") continue;
    told(`${name} and ${other}`, () =>
      crypto.diffieHellman({ privateKey: createPrivateKey(pem), publicKey: createPublicKey(otherPem) }));
  }
}
const wait = (run) => new Promise((resolve) => { run((...given) => { console.log(given); resolve(); }); });
(async () => {
  await wait((done) => crypto.sign("sha256", text, keys.rsa, done));
  await wait((done) => crypto.sign(null, text, keys.ed25519, done));
  await wait((done) => crypto.verify(null, text, keys.ed25519, crypto.sign(null, text, keys.ed25519), done));
  await wait((done) => crypto.verify("sha1", text, keys.rsa, text, done));
  const stream = crypto.createSign("sha256");
  stream.end("a stream", () => console.log(stream.sign(keys.small, "base64")));
})();
