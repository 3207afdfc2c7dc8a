// FormData, and multipart/form-data to and from bytes.
"use strict";
const { tag, iterateEntries, needArguments } = require("internal/web_class");
const { encodeUtf8, decodeUtf8 } = require("internal/encodings");
const { Blob, File, blobBytes } = require("internal/blob");

const text = (value) => `${value}`.toWellFormed();

function entryOf(name, value, filename) {
  if (!(value instanceof Blob)) return { name: text(name), value: text(value) };
  let file = value;
  if (!(file instanceof File)) file = new File([file], "blob", { type: file.type });
  if (filename !== undefined) {
    file = new File([file], text(filename), { type: file.type, lastModified: file.lastModified });
  }
  return { name: text(name), value: file };
}

const customInspect = Symbol.for("nodejs.util.inspect.custom");

class FormData {
  #list = [];

  [customInspect](depth, options, inspect) {
    const shown = {};
    for (const { name, value } of this.#list) {
      if (!Object.hasOwn(shown, name)) shown[name] = value;
      else if (Array.isArray(shown[name])) shown[name].push(value);
      else shown[name] = [shown[name], value];
    }
    return `FormData ${inspect(shown, { ...options, depth: options.depth ?? depth })}`;
  }

  constructor(form = undefined) {
    if (form !== undefined) {
      throw new TypeError("FormData constructor: Argument 1 could not be converted to: undefined.");
    }
  }

  append(name, value, filename = undefined) {
    needArguments("FormData.append", arguments.length, 2);
    if (arguments.length > 2 && !(value instanceof Blob)) {
      throw new TypeError("Failed to execute 'append' on 'FormData': parameter 2 is not of type 'Blob'");
    }
    this.#list.push(entryOf(name, value, filename));
  }
  delete(name) {
    needArguments("FormData.delete", arguments.length, 1);
    const key = text(name);
    this.#list = this.#list.filter((entry) => entry.name !== key);
  }
  get(name) {
    needArguments("FormData.get", arguments.length, 1);
    const key = text(name);
    const found = this.#list.find((entry) => entry.name === key);
    return found === undefined ? null : found.value;
  }
  getAll(name) {
    needArguments("FormData.getAll", arguments.length, 1);
    const key = text(name);
    return this.#list.filter((entry) => entry.name === key).map((entry) => entry.value);
  }
  has(name) {
    needArguments("FormData.has", arguments.length, 1);
    const key = text(name);
    return this.#list.some((entry) => entry.name === key);
  }
  set(name, value, filename = undefined) {
    needArguments("FormData.set", arguments.length, 2);
    if (arguments.length > 2 && !(value instanceof Blob)) {
      throw new TypeError("Failed to execute 'set' on 'FormData': parameter 2 is not of type 'Blob'");
    }
    const entry = entryOf(name, value, filename);
    const place = this.#list.findIndex((one) => one.name === entry.name);
    if (place < 0) {
      this.#list.push(entry);
      return;
    }
    this.#list = this.#list.filter((one, i) => i <= place || one.name !== entry.name);
    this.#list[place] = entry;
  }
  * entries() { for (const { name, value } of this.#list) yield [name, value]; }
  * keys() { for (const { name } of this.#list) yield name; }
  * values() { for (const { value } of this.#list) yield value; }
  forEach(callback, self = undefined) {
    if (typeof callback !== "function") throw new TypeError("FormData.forEach: parameter 1 is not of type 'Function'.");
    for (const [name, value] of this) callback.call(self, value, name, this);
  }
}
tag(FormData, "append", "delete", "get", "getAll", "has", "set", "entries", "keys", "values", "forEach");
iterateEntries(FormData);

// ---- multipart ----

const escaped = (value) => value.replace(/\n/g, "%0A").replace(/\r/g, "%0D").replace(/"/g, "%22");
const lines = (value) => value.replace(/\r?\n|\r/g, "\r\n");

/** { bytes, type }: a form as the body of a request. */
function encodeForm(form) {
  const boundary = `----formdata-${Array.from({ length: 12 }, () => Math.floor(Math.random() * 10)).join("")}`;
  const parts = [];
  for (const [name, value] of form) {
    let head = `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(lines(name))}"`;
    if (typeof value === "string") {
      parts.push(encodeUtf8(`${head}\r\n\r\n${lines(value)}\r\n`));
    } else {
      const type = value.type || "application/octet-stream";
      head += `; filename="${escaped(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`;
      parts.push(encodeUtf8(head), blobBytes(value), encodeUtf8("\r\n"));
    }
  }
  parts.push(encodeUtf8(`--${boundary}--\r\n`));
  return { bytes: blobBytes(new Blob(parts)), type: `multipart/form-data; boundary=${boundary}` };
}

function find(bytes, part, from) {
  const last = bytes.length - part.length;
  for (let i = bytes.indexOf(part[0], from); i >= 0 && i <= last; i = bytes.indexOf(part[0], i + 1)) {
    let k = 1;
    while (k < part.length && bytes[i + k] === part[k]) k++;
    if (k === part.length) return i;
  }
  return -1;
}

const bad = () => new TypeError("Failed to parse body as FormData.");
const unescaped = (value) => value.replace(/%0A/gi, "\n").replace(/%0D/gi, "\r").replace(/%22/g, "\"");

function readHead(head) {
  const result = { name: undefined, filename: undefined, type: "text/plain" };
  for (const line of head.split("\r\n")) {
    const colon = line.indexOf(":");
    const field = line.slice(0, colon).trim().toLowerCase(), value = line.slice(colon + 1).trim();
    if (field === "content-type") result.type = value;
    if (field !== "content-disposition") continue;
    if (!/^form-data/i.test(value)) throw bad();
    const name = /;\s*name="([^"]*)"|;\s*name=([^;\s]+)/i.exec(value);
    const filename = /;\s*filename="([^"]*)"|;\s*filename=([^;\s]+)/i.exec(value);
    if (name !== null) result.name = unescaped(name[1] ?? name[2]);
    if (filename !== null) result.filename = unescaped(filename[1] ?? filename[2]);
  }
  return result;
}

/** The form that the bytes of a multipart body hold. */
function decodeForm(bytes, contentType) {
  const found = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  if (found === null) throw bad();
  const delimiter = encodeUtf8(`--${found[1] ?? found[2]}`), blank = encodeUtf8("\r\n\r\n");
  const form = new FormData();
  let at = find(bytes, delimiter, 0);
  if (at < 0) throw bad();
  while (true) {
    at += delimiter.length;
    if (bytes[at] === 45 && bytes[at + 1] === 45) return form;
    if (bytes[at] !== 13 || bytes[at + 1] !== 10) throw bad();
    const body = find(bytes, blank, at);
    const end = body < 0 ? -1 : find(bytes, delimiter, body);
    if (end < 0) throw bad();
    const head = readHead(decodeUtf8(bytes, at + 2, body));
    if (head.name === undefined) throw bad();
    const content = bytes.slice(body + 4, end - 2);
    if (head.filename === undefined) form.append(head.name, decodeUtf8(content));
    else form.append(head.name, new File([content], head.filename, { type: head.type }));
    at = end;
  }
}

module.exports = { FormData, encodeForm, decodeForm };
