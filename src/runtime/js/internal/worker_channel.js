// What a thread and one that it has started say to each other: frames, each of which is its length in four bytes, and
// its kind, the number of a port and a value as v8.serialize writes them. A port within a value goes over by a number,
// and is forwarded from then on; port 0 is the one that each side has from the beginning.
"use strict";
const types = require("util/types");
const { Serializer, kWrites } = require("internal/serializer");
const { Deserializer } = require("internal/deserializer");
const { MessagePort, connect, hold, release } = require("internal/message_channel");
const { cannotClone, fixed, move, kMove } = require("internal/structured_clone");
const broadcast = require("internal/broadcast_channel");
const { make } = require("internal/errors");

/** What frames are about. The value: of MESSAGE and BROADCAST what was posted, of OUTPUT and INPUT bytes or null. */
const kinds = { START: 0, ONLINE: 1, MESSAGE: 2, CLOSE: 3, BROADCAST: 4, OUTPUT: 5, INPUT: 6, ERROR: 7 };
const LENGTH_BYTES = 4;
const NOT_SHARED = "A SharedArrayBuffer can't be handed to a worker here: it is a process of its own";

/** Of the objects that the format leaves to its host there are only ports. */
class FrameSerializer extends Serializer {
  constructor(channel, list) {
    super();
    this.channel = channel;
    this.list = list;
  }
  [kWrites](value) { return value[kMove] !== undefined; }
  _writeHostObject(value) {
    if (!(value instanceof MessagePort) || !this.list.includes(value)) {
      throw make("ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST");
    }
    return this.writeUint32(this.channel.sendPort(value));
  }
}
FrameSerializer.prototype._getDataCloneError = function (message) {
  return cannotClone(message.startsWith("#<SharedArrayBuffer>") ? NOT_SHARED : message);
};

class FrameDeserializer extends Deserializer {
  constructor(bytes, channel) {
    super(bytes);
    this.channel = channel;
    this.ports = [];
  }
  _readHostObject() {
    const port = this.channel.open(this.readUint32());
    this.ports.push(port);
    return port;
  }
}

class Channel {
  #rest = [];
  #size = 0; // of the rest
  #ends = new Map(); // number → the end that the other side's messages are posted at
  #next;

  /** `write(bytes)` sends; `parity`, 0 or 1, tells the numbers of ports of one side from those of the other. */
  constructor(write, parity) {
    this.write = write;
    this.#next = 2 + parity;
    this.isOver = false;
    this.link = { post: (name, value) => this.send(kinds.BROADCAST, 0, [name, value]) };
    broadcast.links.add(this.link);
  }

  // --- What goes out
  send(kind, port, value, list = []) {
    if (this.isOver) return;
    const serializer = new FrameSerializer(this, list);
    serializer.writeHeader();
    serializer.writeUint32(kind);
    serializer.writeUint32(port);
    serializer.writeValue(value);
    for (const item of list) if (types.isArrayBuffer(item) && !fixed.has(item)) move(item);
    const bytes = serializer.releaseBuffer(), length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(bytes.length);
    this.write(Buffer.concat([length, bytes]));
  }
  /** A port of this thread for the end that the other side has of `number`. */
  open(number) {
    const [own, other] = connect();
    this.#bridge(number, other);
    return hold(own);
  }
  #bridge(number, end) {
    this.#ends.set(number, end);
    end.forwardTo((value, list) => this.send(kinds.MESSAGE, number, value, list), () => {
      if (this.#ends.delete(number)) this.send(kinds.CLOSE, number);
    });
  }
  sendPort(port) {
    const number = this.#next;
    this.#next += 2;
    const end = release(port);
    // What has come to it goes behind the message that it is in.
    queueMicrotask(() => this.#bridge(number, end));
    return number;
  }

  // --- What comes in
  /** The frames that have come to their end: [kind, number of a port, value, ports in it]. */
  read(bytes) {
    const frames = [];
    this.#rest.push(bytes);
    this.#size += bytes.length;
    for (;;) {
      if (this.#size < LENGTH_BYTES) break;
      const head = this.#peek(LENGTH_BYTES);
      const whole = LENGTH_BYTES + head.readUInt32BE(0);
      if (this.#size < whole) break;
      const all = this.#peek(whole);
      this.#rest[0] = all.subarray(whole);
      this.#size -= whole;
      frames.push(this.#parse(all.subarray(LENGTH_BYTES, whole)));
    }
    return frames;
  }
  /** The first piece of the rest, with at least `count` bytes. */
  #peek(count) {
    if (this.#rest[0].length < count) this.#rest = [Buffer.concat(this.#rest)];
    return this.#rest[0];
  }
  #parse(bytes) {
    const deserializer = new FrameDeserializer(bytes, this);
    deserializer.readHeader();
    const kind = deserializer.readUint32(), port = deserializer.readUint32();
    return [kind, port, deserializer.readValue(), deserializer.ports];
  }
  /** Deals with a frame about ports and channels; false: it is none. */
  take([kind, number, value, ports]) {
    const end = this.#ends.get(number);
    if (kind === kinds.MESSAGE) end?.other.receive({ data: value, ports });
    else if (kind === kinds.CLOSE) {
      this.#ends.delete(number);
      end?.close();
    } else if (kind === kinds.BROADCAST) broadcast.spread(...value, { from: this.link });
    else return false;
    return true;
  }
  end() {
    if (this.isOver) return;
    this.isOver = true;
    broadcast.links.delete(this.link);
    for (const end of this.#ends.values()) end.close();
    this.#ends.clear();
  }
}

module.exports = { Channel, kinds };
