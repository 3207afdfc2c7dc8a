// How messages between a process and its child stand in the bytes of their channel, as in Node: "json", a line for
// each; "advanced", the length of each in four bytes, and the value as v8.serialize writes it.
"use strict";
const { make } = require("internal/errors");

class Lines {
  #decoder = new (require("string_decoder").StringDecoder)("utf8");
  #rest = "";
  encode(message) { return Buffer.from(`${JSON.stringify(message)}\n`); }
  /** The messages that have come to their end. */
  decode(bytes) {
    const lines = (this.#rest + this.#decoder.write(bytes)).split("\n");
    this.#rest = lines.pop();
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
  }
}

const VIEW = 0, OTHER = 1; // what a value is that the format leaves to its host

function makeClasses() {
  const { DefaultSerializer } = require("internal/serializer");
  const { DefaultDeserializer } = require("internal/deserializer");
  class MessageSerializer extends DefaultSerializer {
    _writeHostObject(value) {
      this.writeUint32(VIEW);
      super._writeHostObject(value);
    }
  }
  class MessageDeserializer extends DefaultDeserializer {
    _readHostObject() { return this.readUint32() === OTHER ? this.readValue() : super._readHostObject(); }
  }
  return { MessageSerializer, MessageDeserializer };
}

class Values {
  #classes = makeClasses();
  #rest = Buffer.alloc(0);
  encode(message) {
    const serializer = new this.#classes.MessageSerializer();
    serializer.writeHeader();
    serializer.writeValue(message);
    const bytes = serializer.releaseBuffer(), length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  }
  decode(bytes) {
    const messages = [];
    let rest = Buffer.concat([this.#rest, bytes]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32BE(0)) {
      const end = 4 + rest.readUInt32BE(0);
      const deserializer = new this.#classes.MessageDeserializer(rest.subarray(4, end));
      deserializer.readHeader();
      messages.push(deserializer.readValue());
      rest = rest.subarray(end);
    }
    this.#rest = rest;
    return messages;
  }
}

/** The name of a codec, as `spawn` takes it. */
function checkMode(mode) {
  if (mode === "json" || mode === "advanced") return;
  throw make("ERR_INVALID_ARG_VALUE", "options.serialization", mode, "must be one of: undefined, 'json', 'advanced'");
}

const codecOf = (mode) => mode === "advanced" ? new Values() : new Lines();

module.exports = { checkMode, codecOf };
