// v8.serialize writes what V8 writes, and v8.deserialize reads it.
const v8 = require("v8");
const shared = { name: "shared" };
const values = [
  undefined, null, true, false, 0, -0, 1, -1, 2 ** 30, -(2 ** 31), 2 ** 31, 1.5, NaN, -Infinity, 0n, 5n, -(2n ** 70n),
  "", "text", "é", "日本 wide", "x".repeat(300), [], [1, "two", [3]], Object.assign([], { 0: 1, 2: 3 }),
  Object.assign([1], { more: 2 }), {},
  { a: 1, b: { c: [] }, 7: "seven", é: 1 }, new Date(0), new Date(NaN), /a+b/giu, new Map([[1, { a: "b" }], ["k", []]]),
  new Set([1, "x", shared]), [shared, shared], Object(true), Object(false), Object(3), Object("boxed"), Object(9n),
  new Uint8Array([1, 2, 3]), new Float64Array([1.5]), Buffer.from("bytes"), new Uint16Array([1, 2, 3]).subarray(1),
  new ArrayBuffer(4), new (class Point { x = 1; })(), [["日本"], "é", "日"],
  new BigInt64Array([-1n]),
];
for (const value of values) {
  const bytes = v8.serialize(value);
  console.log(bytes.toString("hex"), v8.deserialize(bytes));
}
console.log(v8.deserialize(v8.serialize(new DataView(new ArrayBuffer(3), 1))).byteLength);
const circle = { list: [] };
circle.list.push(circle, circle.list);
console.log(v8.deserialize(v8.serialize(circle)));
const failure = v8.deserialize(v8.serialize(new RangeError("far", { cause: 1 })));
console.log(failure instanceof RangeError, failure.message, failure.stack.split("\n")[0]);
for (const wrong of [
  () => v8.serialize(() => {}), () => v8.serialize(Symbol("s")), () => v8.serialize([Promise.resolve()]),
  () => v8.deserialize(Buffer.from("text")), () => v8.deserialize(v8.serialize("text").subarray(0, 4)),
  () => v8.deserialize("text")]) {
  try {
    console.log(wrong());
  } catch ({ name, message }) {
    console.log(name, message);
  }
}
const writer = new v8.Serializer();
writer.writeHeader();
writer.writeUint32(300);
writer.writeUint64(1, 2);
writer.writeDouble(0.5);
writer.writeRawBytes(Buffer.from("raw"));
writer.writeValue({ bytes: new Uint8Array([7, 8]), again: 1 });
const reader = new v8.Deserializer(writer.releaseBuffer());
console.log(reader.readHeader(), reader.getWireFormatVersion(), reader.readUint32(), reader.readUint64());
console.log(reader.readDouble(), `${reader.readRawBytes(3)}`, reader.readValue());
