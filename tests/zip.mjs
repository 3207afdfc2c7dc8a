// Writes a zip file, as Yarn does or as somebody would who means harm. For fixtures: the command
// `zip` in a case.
//
//   zip OUT.zip FOLDER [OPTION…]
//
// The folder's files and symbolic links become the archive's, packed with deflate. Options:
//
//   --store            not packed
//   --folders          entries for folders, too, as Yarn makes them
//   --zip64            with an end record as large archives have it
//   --comment=TEXT     at the end of the archive
//   --cut=BYTES        without so many bytes at the end
//   --with=NAME        one more file of that name; its text is `console.log("NAME");`
//   --lie=FIELD:VALUE  all entries say so of themselves: flags, method, checksum, packed, size,
//                      offset (the list), or count (the end record)
//   --flip             bytes of the packed files are others than they were
import { mkdirSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { crc32, deflateRawSync } from "node:zlib";

const text = { type: "string" };
const flag = { type: "boolean" };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    store: flag,
    folders: flag,
    zip64: flag,
    flip: flag,
    comment: text,
    cut: text,
    with: { ...text, multiple: true },
    lie: { ...text, multiple: true },
  },
});
const [out, folder] = positionals;
const lies = Object.fromEntries((values.lie ?? []).map((lie) => lie.split(":")));
const FILE_MODE = 0o100644;
const LINK_MODE = 0o120777;
const FOLDER_MODE = 0o040755;
const MADE_ON_UNIX = (3 << 8) | 20;

// { name, bytes, mode } of all that is below a folder.
function entriesOf(folder, prefix = "") {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const name = prefix + entry.name;
    if (entry.isSymbolicLink())
      return [{ name, bytes: Buffer.from(readlinkSync(path)), mode: LINK_MODE }];
    if (!entry.isDirectory()) return [{ name, bytes: readFileSync(path), mode: FILE_MODE }];
    const own = { name: `${name}/`, bytes: Buffer.alloc(0), mode: FOLDER_MODE };
    return [...(values.folders ? [own] : []), ...entriesOf(path, `${name}/`)];
  });
}

// The fields that a file's header and its entry in the list share.
function sharedFields({ name, bytes }, packed, told) {
  const fields = Buffer.alloc(26);
  const isPacked = packed.length !== bytes.length || !packed.equals(bytes);
  fields.writeUInt16LE(20, 0); // the version that is needed
  fields.writeUInt16LE(Number(told.flags ?? 0), 2);
  fields.writeUInt16LE(Number(told.method ?? (isPacked ? 8 : 0)), 4);
  fields.writeUInt32LE(0x21 << 16, 6); // 1980-01-01
  fields.writeUInt32LE(Number(told.checksum ?? crc32(bytes)), 10);
  fields.writeUInt32LE(Number(told.packed ?? packed.length), 14);
  fields.writeUInt32LE(Number(told.size ?? bytes.length), 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

function pack({ bytes }) {
  if (values.store || bytes.length === 0) return bytes;
  const packed = deflateRawSync(bytes);
  if (values.flip) packed.fill(0xff, 0, 4);
  return packed;
}

function headerOf(entry, packed) {
  const sign = Buffer.from("PK\x03\x04", "latin1");
  return Buffer.concat([sign, sharedFields(entry, packed, {}), Buffer.from(entry.name), packed]);
}

function listed(entry, packed, offset) {
  const start = Buffer.from("PK\x01\x02\0\0", "latin1");
  start.writeUInt16LE(MADE_ON_UNIX, 4);
  const end = Buffer.alloc(14);
  end.writeUInt32LE((entry.mode << 16) >>> 0, 6);
  end.writeUInt32LE(Number(lies.offset ?? offset), 10);
  const name = Buffer.from(entry.name);
  return Buffer.concat([start, sharedFields(entry, packed, lies), end, name]);
}

function endOf(count, size, offset) {
  const comment = Buffer.from(values.comment ?? "");
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  const told = values.zip64 ? 0xffff : Number(lies.count ?? count);
  end.writeUInt16LE(told, 8);
  end.writeUInt16LE(told, 10);
  end.writeUInt32LE(values.zip64 ? 0xffffffff : size, 12);
  end.writeUInt32LE(values.zip64 ? 0xffffffff : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...(values.zip64 ? [endOf64(count, size, offset)] : []), end, comment]);
}

function endOf64(count, size, offset) {
  const record = Buffer.alloc(56 + 20);
  record.write("PK\x06\x06", "latin1");
  record.writeBigUInt64LE(44n, 4); // bytes that follow
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  record.write("PK\x06\x07", 56, "latin1");
  record.writeBigUInt64LE(BigInt(offset + size), 64);
  record.writeUInt32LE(1, 72); // files that the archive is in
  return record;
}

const added = (values.with ?? []).map((name) => ({
  name,
  bytes: Buffer.from(`console.log(${JSON.stringify(name)});\n`),
  mode: FILE_MODE,
}));
const files = [];
const list = [];
let offset = 0;
for (const entry of [...entriesOf(folder), ...added]) {
  const packed = pack(entry);
  const header = headerOf(entry, packed);
  list.push(listed(entry, packed, offset));
  files.push(header);
  offset += header.length;
}
const directory = Buffer.concat(list);
const bytes = Buffer.concat([...files, directory, endOf(list.length, directory.length, offset)]);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, bytes.subarray(0, bytes.length - Number(values.cut ?? 0)));
