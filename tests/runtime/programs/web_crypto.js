// crypto.subtle: keys in and out of each form, what is done with them, and what is refused.
const { keys } = require("./parts/keys.js");
const { toldLater } = require("./parts/told.js");
const node = require("crypto");
const { subtle } = crypto;
const text = Buffer.from("text"), data = Buffer.alloc(40, 7), iv = Buffer.alloc(16, 3);
const hash = "SHA-256";

const shown = (key) => key instanceof CryptoKey ? key : { ...key };
const der = (name, type) => type === "spki" ? node.createPublicKey(keys[name]).export({ type, format: "der" })
  : node.createPrivateKey(keys[name]).export({ type: "pkcs8", format: "der" });
const jwkOf = (name, isPublic) => (isPublic ? node.createPublicKey : node.createPrivateKey)(keys[name])
  .export({ format: "jwk" });

const pairs = [
  ["rsa", { name: "RSASSA-PKCS1-v1_5", hash: "SHA-512" }, {}], ["rsa", { name: "RSA-PSS", hash }, { saltLength: 32 }],
  ["rsa", { name: "rsa-oaep", hash }, {}], ["P-256", { name: "ECDSA", namedCurve: "P-256" }, { hash }],
  ["P-384", { name: "ECDSA", namedCurve: "P-384" }, { hash: "SHA-384" }],
  ["P-521", { name: "ECDSA", namedCurve: "P-521" }, { hash: { name: "sha-512" } }],
  ["P-256", { name: "ECDH", namedCurve: "P-256" }, {}], ["ed25519", { name: "Ed25519" }, {}],
  ["x25519", "X25519", {}], ["P-256", { name: "ECDSA", namedCurve: "P-384" }, { hash }], ["ed25519",
    { name: "X25519" }, {}],
  ["rsa", { name: "ECDSA", namedCurve: "P-256" }, { hash }], ["P-256", { name: "RSA-PSS", hash: "SHA-1" }, {}],
];
const uses = { RSASSA: ["sign", "verify"], "RSA-PS": ["sign", "verify"], "rsa-oa": ["decrypt", "encrypt"],
  ECDSA: ["sign", "verify"], ECDH: ["deriveBits", ""], Ed2551: ["sign", "verify"], X25519: ["deriveBits", ""] };

async function pairwise() {
  for (const [name, algorithm, options] of pairs) {
    const title = algorithm.name || algorithm;
    const [forPrivate, forPublic] = uses[title.slice(0, 6)].map((use) => use ? [use] : []);
    let own, open;
    await toldLater(`${title} pkcs8`, async () => {
      own = await subtle.importKey("pkcs8", der(name), algorithm, true, forPrivate);
      return own;
    });
    await toldLater(`${title} spki`, async () => {
      open = await subtle.importKey("spki", der(name, "spki"), algorithm, true, forPublic);
      return open;
    });
    await toldLater("jwk", () => subtle.importKey("jwk", jwkOf(name, false), algorithm, true, forPrivate));
    await toldLater("jwk", () => subtle.importKey("jwk", jwkOf(name, true), algorithm, false, forPublic));
    await toldLater("no use", () => subtle.importKey("pkcs8", der(name), algorithm, true, []));
    await toldLater("wrong use", () => subtle.importKey("pkcs8", der(name), algorithm, true, ["verify",
      "unwrapKey"]));
    await toldLater("wrong use", () => subtle.importKey("spki", der(name, "spki"), algorithm, true, ["sign"]));
    for (const kty of ["RSA", "EC", "OKP", "oct", undefined]) {
      await toldLater(`kty ${kty}`, () => subtle.importKey("jwk", { ...jwkOf(name, true), kty }, algorithm, true,
        forPublic));
    }
    for (const change of [{ use: "sig" }, { use: "enc" }, { alg: "RS256" }, { alg: "PS256" },
      { alg: "RSA-OAEP-256" }, { ext: false },
      { key_ops: ["sign"] }, { key_ops: ["verify", "verify"] }, { key_ops: ["verify", "encrypt"] },
        { crv: "P-384" }]) {
      await toldLater(JSON.stringify(change), () =>
        subtle.importKey("jwk", { ...jwkOf(name, true), ...change }, algorithm, true, forPublic));
    }
    if (!own || !open) continue;
    for (const format of ["pkcs8", "spki", "raw", "jwk"]) {
      await toldLater(`${title} out ${format}`, () => subtle.exportKey(format, own));
      await toldLater(`${title} out ${format}`, () => subtle.exportKey(format, open));
    }
    await toldLater("raw", async () => subtle.importKey("raw", await subtle.exportKey("raw", open), algorithm,
      true, forPublic));
    const way = { name: title, ...options };
    await toldLater("sign", async () => {
      const signature = await subtle.sign(way, own, text);
      return [signature.byteLength, await subtle.verify(way, open, signature, text),
        await subtle.verify(way, open, signature, data), await subtle.verify(way, open, new Uint8Array(5), text)];
    });
    await toldLater("box", async () => {
      const box = await subtle.encrypt({ ...way, label: iv }, open, text);
      return [box.byteLength, Buffer.from(await subtle.decrypt({ ...way, label: iv }, own, box)).toString(),
        await subtle.decrypt(way, own, box)];
    });
    for (const length of [8, 12, 128, 256, 264, null, 0]) {
      await toldLater(`shared ${length}`, () => subtle.deriveBits({ name: title, public: open }, own, length));
    }
    await toldLater("shared", () => subtle.deriveBits({ name: title, public: own }, own, 8));
    await toldLater("shared", () => subtle.deriveBits({ name: title, public: 5 }, own, 8));
  }
}

async function secrets() {
  for (const size of [0, 5, 16, 24, 32]) {
    for (const algorithm of ["AES-GCM", "AES-CBC", "aes-ctr", "AES-KW", { name: "HMAC", hash }, "PBKDF2", "HKDF",
      { name: "HMAC", hash: "none" }, { name: "HMAC" }, "none", 5, null, {}, { name: "HMAC", hash, length: 40 }]) {
      for (const some of [["encrypt", "decrypt"], ["sign", "verify"], ["wrapKey"], ["deriveBits", "deriveKey"], []]) {
        const title = `${JSON.stringify(algorithm)} ${size} ${some}`;
        await toldLater(title, () => subtle.importKey("raw", Buffer.alloc(size, 1), algorithm, false, some));
        await toldLater(`${title} jwk`, async () => {
          const jwk = { kty: "oct", k: Buffer.alloc(size, 1).toString("base64url") };
          const key = await subtle.importKey("jwk", jwk, algorithm, true, some);
          console.log(await subtle.exportKey("jwk", key), await subtle.exportKey("raw", key));
          return key;
        });
      }
    }
  }
  const raw = Buffer.alloc(16, 1);
  const take = (algorithm, ...some) => subtle.importKey("raw", raw, algorithm, true, some);
  const gcm = await take("AES-GCM", "encrypt", "decrypt", "wrapKey", "unwrapKey"), mac = await take({ name: "HMAC",
    hash }, "sign", "verify");
  const cbc = await take("AES-CBC", "encrypt", "decrypt"), ctr = await take("AES-CTR", "encrypt", "decrypt");
  const kw = await take("AES-KW", "wrapKey", "unwrapKey");
  for (const [key, ways] of [
    [gcm, [{ iv }, { iv, tagLength: 96 }, { iv, tagLength: 5 }, { iv, additionalData: text }, {}, { iv: 5 },
      { iv: new Uint8Array(0) }]],
    [cbc, [{ iv }, { iv: iv.subarray(1) }, {}]],
    [ctr, [{ counter: iv, length: 64 }, { counter: iv, length: 0 }, { counter: iv, length: 129 }, { counter: iv },
      { length: 8 },
      { counter: Buffer.alloc(16, 255), length: 8 }, { counter: Buffer.alloc(16, 255), length: 1 }, { counter: iv,
        length: 1 },
      { counter: Buffer.alloc(16, 255), length: 128 }, { counter: text, length: 8 }]]]) {
    for (const way of ways) {
      const named = { name: key.algorithm.name, ...way };
      await toldLater(JSON.stringify(named), () => subtle.encrypt(named, key, data));
      await toldLater("back", async () => Buffer.from(await subtle.decrypt(named, key, await subtle.encrypt(named,
        key, data))));
      await toldLater("wrong", () => subtle.decrypt(named, key, Buffer.alloc(33)));
      await toldLater("short", () => subtle.decrypt(named, key, Buffer.alloc(3)));
      await toldLater("other key", () => subtle.encrypt(named, mac, text));
    }
  }
  await toldLater("mac", () => subtle.sign("HMAC", mac, text));
  await toldLater("mac", async () => [await subtle.verify("HMAC", mac, await subtle.sign("hmac", mac, text), text),
    await subtle.verify("HMAC", mac, new Uint8Array(5), text)]);
  await toldLater("other key", () => subtle.sign("HMAC", gcm, text));
  for (const format of ["raw", "jwk", "pkcs8", "spki", "x"]) {
    await toldLater(`wrap ${format}`, () => subtle.wrapKey(format, mac, gcm, { name: "AES-GCM", iv }));
    await toldLater(`wrap ${format}`, () => subtle.wrapKey(format, mac, kw, "AES-KW"));
    await toldLater(`unwrap ${format}`, async () => subtle.unwrapKey(format, await subtle.wrapKey(format, mac, gcm,
      { name: "AES-GCM", iv }), gcm, { name: "AES-GCM", iv }, { name: "HMAC", hash }, true, ["sign"]));
    await toldLater(`unwrap ${format}`, async () => subtle.unwrapKey(format, await subtle.wrapKey(format, mac, kw,
      "AES-KW"),
      kw, "AES-KW", "AES-CBC", true, ["encrypt"]));
    await toldLater(`export ${format}`, () => subtle.exportKey(format, gcm));
  }
}

async function derivations() {
  const password = await subtle.importKey("raw", text, "PBKDF2", false, ["deriveBits", "deriveKey"]);
  const secret = await subtle.importKey("raw", text, "HKDF", false, ["deriveBits", "deriveKey"]);
  const bare = await subtle.importKey("raw", text, "HKDF", false, ["deriveBits"]);
  for (const [key, way] of [[password, { name: "PBKDF2", hash, salt: iv, iterations: 3 }], [password,
    { name: "PBKDF2", hash, salt: iv }],
    [password, { name: "PBKDF2", hash, salt: iv, iterations: 0 }], [secret, { name: "HKDF", hash: "SHA-1",
      salt: iv, info: text }],
    [secret, { name: "HKDF", hash, salt: iv }], [bare, { name: "HKDF", hash, salt: new Uint8Array(0),
      info: new ArrayBuffer(8) }],
    [bare, { name: "PBKDF2", hash, salt: iv, iterations: 3 }]]) {
    for (const length of [128, 0, 12, null, undefined, 80000]) {
      await toldLater(`${way.name} ${length}`, () => subtle.deriveBits(way, key, length));
    }
    for (const wanted of [{ name: "AES-GCM", length: 256 }, { name: "AES-GCM", length: 5 }, { name: "AES-GCM" },
      "HKDF",
      { name: "HMAC", hash }, { name: "HMAC", hash, length: 64 }]) {
      const some = wanted.name === "HMAC" ? ["sign"] : ["encrypt"];
      await toldLater(`${way.name} key`, async () => {
        const made = await subtle.deriveKey(way, key, wanted, true, some);
        return [made, await subtle.exportKey("jwk", made)];
      });
    }
  }
}

async function made() {
  for (const wish of [{ name: "AES-GCM", length: 128 }, { name: "AES-GCM", length: 5 }, { name: "AES-KW",
    length: 256 }, "AES-GCM",
    { name: "HMAC", hash }, { name: "HMAC", hash, length: 64 }, { name: "HMAC", hash: "SHA-512" }, { name: "ECDSA",
      namedCurve: "P-256" },
    { name: "ECDH", namedCurve: "P-521" }, { name: "ECDH", namedCurve: "x" }, "Ed25519", "X25519", "ed448", "PBKDF2",
    { name: "RSA-OAEP", hash, modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]) },
    { name: "RSASSA-PKCS1-v1_5", hash, modulusLength: 1024, publicExponent: new Uint8Array([3]) },
    { name: "RSA-PSS", hash, modulusLength: 1024 }, { name: "RSA-PSS", hash, modulusLength: 10,
      publicExponent: new Uint8Array([3]) }]) {
    for (const some of [["sign", "verify"], ["encrypt", "decrypt"], ["deriveBits"], ["verify"], ["wrapKey",
      "unwrapKey"], []]) {
      await toldLater(`new ${JSON.stringify(wish)} ${some}`, async () => shown(await subtle.generateKey(wish, true,
        some)));
    }
  }
}

async function refused() {
  const key = await subtle.importKey("raw", iv, "AES-GCM", false, ["encrypt"]);
  for (const name of ["digest", "importKey", "exportKey", "encrypt", "decrypt", "sign", "verify", "generateKey",
    "deriveBits", "deriveKey",
    "wrapKey", "unwrapKey"]) {
    await toldLater(name, () => subtle[name]());
    await toldLater(name, () => subtle[name]("x", "y", "z", "a", "b", "c", "d"));
    await toldLater(name, () => subtle[name]("SHA-1", key, 5, 5, 5, 5, 5));
    await toldLater(name, () => subtle[name]("raw", key, key, "AES-GCM", "AES-GCM", 5, ["x"]));
  }
  for (const name of ["SHA-1", "sha-256", "SHA-384", { name: "SHA-512" }, "sha1", "MD5", "SHA-3"]) {
    await toldLater(`digest ${name}`, () => subtle.digest(name, text));
    await toldLater(`digest ${name}`, () => subtle.digest(name, new Uint16Array([1, 2]).buffer));
  }
  await toldLater("export", () => subtle.exportKey("raw", key));
  await toldLater("new", () => new CryptoKey());
  await toldLater("new", () => new SubtleCrypto());
  await toldLater("object", async () => node.KeyObject.from(key).export());
  await toldLater("hmac", async () => node.createHmac("sha256",
    await subtle.importKey("raw", iv, { name: "HMAC", hash }, true, ["sign"])).update("a").digest("hex"));
  console.log(Object.prototype.toString.call(subtle), Object.prototype.toString.call(key), typeof Crypto,
    node.webcrypto === crypto,
    node.subtle === subtle, JSON.stringify(key));
}

(async () => {
  for (const part of [pairwise, secrets, derivations, made, refused]) await part();
})();
