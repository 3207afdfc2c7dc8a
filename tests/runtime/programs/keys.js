// Keys: read and written in each form, looked at, compared, made; what they refuse.
const crypto = require("crypto");
const { promisify } = require("util");
const { keys, locked } = require("./parts/keys.js");
const { told } = require("./parts/told.js");
const { KeyObject, createPrivateKey, createPublicKey, createSecretKey } = crypto;

const values = [undefined, 5, "", "text", Buffer.alloc(0), Buffer.alloc(3), {}, [], { key: "x" }, { key: 5 },
  { key: Buffer.alloc(3), format: "der" }, { key: "x", format: "zip" }, { key: {}, format: "jwk" }, { key: 5,
    format: "jwk" }];
const forms = ["pkcs1", "pkcs8", "sec1", "spki", "other", undefined];

for (const [name, pem] of Object.entries(keys)) {
  const one = createPrivateKey(pem), other = createPublicKey(pem);
  console.log(name, one.type, other.type, one.asymmetricKeyType, one.asymmetricKeyDetails, other.asymmetricKeyDetails,
    one.symmetricKeySize, Object.prototype.toString.call(one), one.constructor.name, other.constructor.name);
  console.log(one, other);
  for (const key of [one, other]) {
    const back = key.type === "private" ? createPrivateKey : createPublicKey;
    for (const type of forms) {
      for (const format of ["pem", "der"]) {
        told(`${name} ${key.type} ${type} ${format}`, () => key.export({ type, format }));
        told("back", () => back({ key: key.export({ type, format }), type, format }).equals(key));
      }
      told(`${name} ${key.type} ${type} as another`, () => createPublicKey({ key: one.export({ type,
        format: "der" }), type,
        format: "der" }).equals(other));
    }
    told(`${name} ${key.type} jwk`, () => key.export({ format: "jwk" }));
    told("back", () => back({ key: key.export({ format: "jwk" }), format: "jwk" }).equals(key));
  }
  told("public of public", () => createPublicKey(other));
  told("private of private", () => createPrivateKey(one));
  told("private of public", () => createPrivateKey(other.export({ type: "spki", format: "pem" })));
  told("equal", () => [one.equals(other), one.equals(one), other.equals(createPublicKey(one))]);
  for (const cipher of ["aes-256-cbc", "none"]) {
    for (const passphrase of ["open", Buffer.from("open"), undefined, 5]) {
      for (const type of ["pkcs8", "pkcs1", "sec1"]) {
        for (const format of ["pem", "der"]) {
          told(`${name} ${cipher} ${passphrase} ${type} ${format}`, () => {
            const text = one.export({ type, format, cipher, passphrase });
            return createPrivateKey({ key: text, type, format, passphrase }).equals(one);
          });
        }
      }
    }
  }
}

// Keys that are locked.
for (const passphrase of [undefined, "open", "wrong", Buffer.from("open"), 5, null]) {
  for (const make of [createPrivateKey, createPublicKey]) {
    told(`pkcs8 ${passphrase}`, () => make({ key: locked.pkcs8, passphrase }).type);
    told(`pkcs1 ${passphrase}`, () => make({ key: locked.pkcs1, passphrase }).type);
    told(`der ${passphrase}`, () => make({ key: Buffer.from(locked.der, "base64"), format: "der", type: "pkcs8",
      passphrase }).type);
  }
}

// What is no key.
for (const value of values) {
  told("private", () => createPrivateKey(value));
  told("public", () => createPublicKey(value));
  told("secret", () => createSecretKey(value));
  told("object", () => new KeyObject(value));
  told("from", () => KeyObject.from(value));
  told("equals", () => createSecretKey("a").equals(value));
  told("export", () => createSecretKey("a").export(value));
  told("export", () => createPublicKey(keys.rsa).export(value));
}
for (const type of ["spki", "pkcs1", "pkcs8", "sec1", "x"]) {
  for (const key of [Buffer.alloc(0), Buffer.alloc(4), Buffer.from("30030201", "hex"), Buffer.from("3003020101",
    "hex")]) {
    told(`der ${type}`, () => createPublicKey({ key, type, format: "der" }));
    told(`der ${type}`, () => createPrivateKey({ key, type, format: "der" }));
  }
}
const jwks = [{ kty: "x" }, { kty: "RSA" }, { kty: "RSA", n: "AQAB", e: 5 }, { kty: "RSA", n: "AQAB", e: "AQAB" },
  { kty: "EC" }, { kty: "EC", crv: "P-256", x: "AA", y: "AA" }, { kty: "EC", crv: "P-256", x: "AA" },
  { kty: "OKP", crv: "Ed25519", x: "AA" }, { kty: "OKP", crv: "P-256", x: "AA" }, { kty: "OKP", crv: "X25519" },
  { kty: "EC", crv: "P-256", x: "AA", y: "AA", d: 5 }, { kty: "oct", k: "AA" }];
for (const key of jwks) {
  told(JSON.stringify(key), () => createPublicKey({ key, format: "jwk" }));
  told(JSON.stringify(key), () => createPrivateKey({ key, format: "jwk" }));
}
const secret = createSecretKey("6162", "hex");
console.log(secret, secret.export(), secret.export({ format: "jwk" }), secret.symmetricKeySize,
  secret.asymmetricKeyType,
  secret.equals(createSecretKey(Buffer.from("ab"))), secret.equals(createSecretKey("abc")),
    createSecretKey("").export());
told("secret", () => createPublicKey(secret));

// New ones.
const encodings = { publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8",
  format: "der" } };
const wishes = [["rsa"], ["rsa", {}], ["rsa", { modulusLength: "a" }], ["rsa", { modulusLength: 10 }],
  ["rsa", { modulusLength: 1024 }], ["rsa", { modulusLength: 1024, publicExponent: 3 }],
  ["rsa", { modulusLength: 1024, ...encodings }], ["ec", { namedCurve: "P-256", ...encodings }], ["ec", {}],
  ["ec", { namedCurve: "none" }], ["ec", { namedCurve: "secp521r1" }], ["ec", { namedCurve: 5 }],
  ["ec", { namedCurve: "P-256", paramEncoding: "x" }], ["ed25519"], ["ed448", {}], ["x25519", encodings], ["x448"],
  ["ed25519", { publicKeyEncoding: { type: "pkcs1", format: "pem" } }], ["ed25519", { publicKeyEncoding: {} }],
  ["ed25519", { privateKeyEncoding: 5 }], ["ed25519", { privateKeyEncoding: { format: "jwk" } }],
  ["ed25519", { privateKeyEncoding: { type: "spki", format: "pem" } }], ["none"], [5], [],
  ["rsa-pss", { modulusLength: 1024 }], ["rsa-pss", { modulusLength: 1024, hashAlgorithm: "sha256", saltLength: 10 }],
  ["rsa-pss", { modulusLength: 1024, hashAlgorithm: "sha512" }],
  ["rsa-pss", { modulusLength: 1024, hashAlgorithm: "sha256", mgf1HashAlgorithm: "sha1" }],
  ["rsa-pss", { modulusLength: 1024, hashAlgorithm: "none" }], ["rsa-pss", { modulusLength: 1024, saltLength: -1 }]];
const kindOf = (key) => key instanceof KeyObject ? [key.type, key.asymmetricKeyType, key.asymmetricKeyDetails]
  : typeof key === "string" ? key.split("\n")[0] : Buffer.isBuffer(key) ? "bytes" : Object.keys(key);
for (const wish of wishes) {
  told(`new ${JSON.stringify(wish)}`, () => {
    const { publicKey, privateKey } = crypto.generateKeyPairSync(...wish);
    return [kindOf(publicKey), kindOf(privateKey)];
  });
}
for (const wish of [["hmac", { length: 9 }], ["aes", { length: 128 }], ["aes", { length: 12 }], ["hmac",
  { length: 4 }], ["x", {}],
  ["aes"], [5], ["hmac", {}]]) {
  told(`new ${JSON.stringify(wish)}`, () => crypto.generateKeySync(...wish).symmetricKeySize);
}
told("no callback", () => crypto.generateKeyPair("ed25519"));
told("no callback", () => crypto.generateKey("aes", { length: 128 }));
(async () => {
  const pair = await promisify(crypto.generateKeyPair)("rsa", { modulusLength: 1024 });
  console.log(Object.keys(pair), kindOf(pair.publicKey));
  crypto.generateKeyPair("ec", { namedCurve: "P-384", ...encodings }, (...given) => {
    console.log(given.length, given[0], kindOf(given[1]), kindOf(given[2]));
    crypto.generateKeyPair("rsa", { modulusLength: 1024, publicExponent: 4 }, (...wrong) => {
      console.log(wrong.length, wrong[0].message);
      crypto.generateKey("hmac", { length: 64 }, (error, key) => console.log(error, key.export().length));
    });
  });
})();
