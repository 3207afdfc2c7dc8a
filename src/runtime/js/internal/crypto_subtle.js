// crypto.subtle: what the web's pages and packages for any platform use.
"use strict";
/* global internalBinding */
const hashes = internalBinding("crypto");

const digestName = (algorithm) => String(algorithm && algorithm.name || algorithm).replace("-", "").toLowerCase();

class SubtleCrypto {
  async digest(algorithm, data) {
    const digest = hashes.hash(digestName(algorithm));
    if (digest === undefined) throw new DOMException("Unrecognized algorithm name", "NotSupportedError");
    hashes.update(digest, data);
    return hashes.digest(digest, 0).slice().buffer;
  }
}

module.exports = { SubtleCrypto, subtle: new SubtleCrypto() };
