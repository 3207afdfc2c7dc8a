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
const memories = require.later("internal/shared_memory");

/** What frames are about. The value: of MESSAGE and BROADCAST what was posted, of OUTPUT and INPUT bytes or null, of
 *  OPENED how many buffers the other side has opened and need not be held for it any more. */
const kinds = { START: 0, ONLINE: 1, MESSAGE: 2, CLOSE: 3, BROADCAST: 4, OUTPUT: 5, INPUT: 6, ERROR: 7, OPENED: 8 };
const PORT = 0, MEMORY = 1; // objects that the format leaves to its host
const LENGTH_BYTES = 4, PIECE = 64 * 1024;
const noLength = Buffer.alloc(LENGTH_BYTES);
const NOT_SHARED = "This SharedArrayBuffer can't be handed to a worker, which is a process of its own here: it can "
  + "grow, is WebAssembly's, or the system can't share it";

class FrameSerializer extends Serializer {
  constructor(channel, list) {
    super();
    this.channel = channel;
    this.list = list;
  }
  [kWrites](value) {
    return types.isSharedArrayBuffer(value) ? memories().placeOf(value) !== undefined : value[kMove] !== undefined;
  }
  _writeHostObject(value) {
    if (types.isSharedArrayBuffer(value)) {
      this.channel.heldBuffers.push(value);
      return [MEMORY, ...memories().placeOf(value)].forEach((number) => this.writeUint32(number));
    }
    if (!(value instanceof MessagePort) || !this.list.includes(value)) {
      throw make("ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST");
    }
    return [PORT, this.channel.sendPort(value)].forEach((number) => this.writeUint32(number));
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
    this.opened = 0;
  }
  _readHostObject() {
    if (this.readUint32() === MEMORY) return this.#memory();
    const port = this.channel.open(this.readUint32());
    this.ports.push(port);
    return port;
  }
  #memory() {
    this.opened++;
    return memories().open([this.readUint32(), this.readUint32(), this.readUint32()]);
  }
}

const open = new Set(); // channels

/** Takes what has come to the channels of this thread, for who can't wait until the loop does. */
function receiveAll() {
  const piece = Buffer.allocUnsafe(PIECE);
  for (const channel of open) {
    for (let count; (count = readNow(channel.descriptor, piece)) > 0;) {
      channel.receive(piece.subarray(0, count));
    }
  }
}

function readNow(descriptor, piece) {
  if (descriptor === undefined) return 0;
  try {
    return require("fs").readSync(descriptor, piece, 0, PIECE, null);
  } catch {
    return 0; // there is nothing yet, or never will be: the loop sees to that
  }
}

class Channel {
  #rest = [];
  #size = 0; // of the rest
  #moving = []; // ports of the message that is being written: [number, end]
  #ends = new Map(); // number → the end that the other side's messages are posted at
  #next;

  /** `write(bytes)` sends; `parity`, 0 or 1, tells the numbers of ports of one side from those of the other;
   *  `onFrame(kind, value)` gets what is not about ports and memory. */
  constructor(write, parity, onFrame) {
    this.write = write;
    this.onFrame = onFrame;
    this.#next = 2 + parity;
    this.isOver = false;
    this.heldBuffers = []; // that the other side has not opened yet
    this.link = { post: (name, value) => this.send(kinds.BROADCAST, 0, [name, value]) };
    broadcast.links.add(this.link);
    open.add(this);
  }

  // --- What goes out
  send(kind, port, value, list = []) {
    if (this.isOver) return;
    const serializer = new FrameSerializer(this, list);
    serializer.writeRawBytes(noLength);
    serializer.writeHeader();
    serializer.writeUint32(kind);
    serializer.writeUint32(port);
    serializer.writeValue(value);
    for (const item of list) if (types.isArrayBuffer(item) && !fixed.has(item)) move(item);
    const bytes = serializer.releaseBuffer();
    bytes.writeUInt32BE(bytes.length - LENGTH_BYTES);
    this.write(bytes);
    // What has come to ports in it goes behind it.
    for (const [number, end] of this.#moving.splice(0)) this.#bridge(number, end);
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
    this.#moving.push([number, release(port)]);
    return number;
  }

  // --- What comes in
  /** Takes bytes, which the caller may use again; gives how many frames have come to their end. */
  receive(given) {
    const bytes = Buffer.from(given);
    let count = 0;
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
      this.#take(...this.#parse(all.subarray(LENGTH_BYTES, whole)));
      count++;
    }
    return count;
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
    const value = deserializer.readValue();
    if (deserializer.opened > 0) this.send(kinds.OPENED, 0, deserializer.opened);
    return [kind, port, value, deserializer.ports];
  }
  #take(kind, number, value, ports) {
    const end = this.#ends.get(number);
    if (kind === kinds.MESSAGE) end?.other.receive({ data: value, ports });
    else if (kind === kinds.CLOSE) {
      this.#ends.delete(number);
      end?.close();
    } else if (kind === kinds.OPENED) this.heldBuffers.splice(0, value);
    else if (kind === kinds.BROADCAST) broadcast.spread(...value, { from: this.link });
    else this.onFrame(kind, value);
  }
  end() {
    if (this.isOver) return;
    this.isOver = true;
    open.delete(this);
    broadcast.links.delete(this.link);
    for (const end of this.#ends.values()) end.close();
    this.#ends.clear();
  }
}

module.exports = { Channel, kinds, receiveAll, PIECE };
