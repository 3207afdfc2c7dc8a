// A page of Markdown as a list of test cases: reading it, and writing expectations into it.
//
// fixtures.mjs says what the blocks mean to whoever writes a page; here is how they are found.
/* eslint no-control-regex: "off" -- what can't be seen is written as an escape */

const ENTRY_WORDS = ["js", "mjs", "cjs", "jsx", "ts", "tsx"];

// The blocks that are known by their info string, and what may follow the word there.
const BLOCKS = {
  sh: /^exit=\d+$/,
  flags: /^$/,
  stdout: /^(escaped|formats=[a-z,]+)$/,
  dump: /^escaped$/,
  diagnostics: /^escaped$/,
  text: /./,
};

// Reads a page: { path, lines, cases, problems }. A problem is { line, text }: something that a
// case would silently ignore. A case is
//   { title, line, end, inputs, links, becomes, sh, flags, stdout, dump, diagnostics }
// where `inputs` and `becomes` map paths to blocks, `links` paths to targets, and a block is
//   { line, end, words, text }: the lines of its fences (from 0), its info string, its content.
// Pages with other blocks bring their own `file`(page, case, block, label), which puts a block into
// its case.
export function readPage(path, text, file = fileBlock) {
  const page = { path, lines: text.split("\n"), cases: [], problems: [] };
  let current = null; // the case that we are in
  let label = null; // the last path line, until something other than blank lines follows
  const useLabel = () => {
    const used = label;
    label = null;
    return used;
  };
  for (let at = 0; at < page.lines.length; at++) {
    const line = page.lines[at];
    const fence = /^(`{3,}|~{3,})(.*)$/.exec(line);
    if (fence) {
      const block = readBlock(page, at, fence);
      if (current) file(page, current, block, useLabel());
      at = block.end;
    } else if (/^##\s/.test(line)) {
      dropLabel(page, useLabel());
      current = startCase(page, line.slice(2).trim(), at);
    } else if (readLabel(line)) {
      dropLabel(page, useLabel());
      label = { ...readLabel(line), line: at };
      if (label.kind === "link") fileLink(page, current, useLabel());
    } else if (line.trim() !== "") dropLabel(page, useLabel());
    if (current) current.end = at + 1;
  }
  dropLabel(page, label);
  if (page.cases.length === 0)
    page.problems.push({ line: 0, text: "this page has no case (## heading)" });
  return page;
}

function startCase(page, title, line) {
  if (page.cases.some((other) => other.title === title)) {
    page.problems.push({ line, text: `two cases are called "${title}"` });
  }
  const current = {
    title,
    line,
    end: line + 1,
    inputs: new Map(),
    links: new Map(),
    becomes: new Map(),
  };
  page.cases.push(current);
  return current;
}

function readBlock(page, at, [, marks, info]) {
  const close = new RegExp(`^\\${marks[0]}{${marks.length},}\\s*$`);
  let end = at + 1;
  while (end < page.lines.length && !close.test(page.lines[end])) end++;
  if (end === page.lines.length)
    page.problems.push({ line: at, text: "this block is never closed" });
  const content = page.lines.slice(at + 1, end);
  const text = content.length ? content.join("\n") + "\n" : "";
  return { line: at, end, words: info.trim().split(/\s+/), text };
}

// `path`:   `path` becomes:   `path` -> `target`
function readLabel(line) {
  const match = /^`([^`]+)`(:| becomes:| -> `([^`]+)`:?)\s*$/.exec(line);
  if (!match) return null;
  const kind = match[3] ? "link" : match[2] === ":" ? "input" : "becomes";
  return { kind, path: match[1], target: match[3] };
}

function dropLabel(page, label) {
  if (label) page.problems.push({ line: label.line, text: "no block follows this path" });
}

function fileLink(page, current, { path, target, line }) {
  if (!current) page.problems.push({ line, text: "this link belongs to no case" });
  else current.links.set(path, target);
}

// Puts a block where its label or its info string says.
function fileBlock(page, current, block, label) {
  const [word] = block.words;
  const once = (holder, key) => {
    const taken = holder instanceof Map ? holder.has(key) : holder[key];
    if (taken) page.problems.push({ line: block.line, text: `a second "${key}" in one case` });
    else if (holder instanceof Map) holder.set(key, block);
    else holder[key] = block;
  };
  const isFile = label || ENTRY_WORDS.includes(word);
  const options = isFile ? /^escaped$/ : (BLOCKS[word] ?? /./);
  const odd = block.words.slice(1).find((option) => !options.test(option));
  if (odd) page.problems.push({ line: block.line, text: `"${odd}" means nothing here` });
  if (label) once(label.kind === "input" ? current.inputs : current.becomes, label.path);
  else if (isFile) once(current.inputs, `entry.${word}`);
  else if (!Object.hasOwn(BLOCKS, word)) {
    const text = `a block "${word}" without a path line before it (prose takes "text")`;
    page.problems.push({ line: block.line, text });
  } else if (word !== "text") once(current, word);
}

// The bytes of an input block. With the word `escaped`, the escapes of JavaScript strings stand for
// what they mean there; \xff is the byte ff, whatever the encoding, and a backslash before a line's
// end joins lines.
export function blockBytes(block) {
  if (!block.words.includes("escaped")) return Buffer.from(block.text);
  const pattern = /\\(?:x([0-9a-f]{2})|u\{([0-9a-f]+)\}|u([0-9a-f]{4})|([^]))|[^\\]+/gi;
  const named = { 0: "\0", n: "\n", r: "\r", t: "\t", b: "\b", v: "\v", f: "\f", "\n": "" };
  const parts = Array.from(block.text.matchAll(pattern), ([whole, byte, long, short, other]) => {
    if (byte) return Buffer.from([parseInt(byte, 16)]);
    if (long || short) return Buffer.from(encodeCodePoint(parseInt(long ?? short, 16)));
    return Buffer.from(other === undefined ? whole : (named[other] ?? other));
  });
  return Buffer.concat(parts);
}

// As UTF-8 does, but for lone surrogates too, which Buffer would replace.
function encodeCodePoint(code) {
  if (code < 0xd800 || code > 0xdfff) return Buffer.from(String.fromCodePoint(code));
  return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
}

// The text that an expectation block would hold for these bytes: it ends with a line's end, and
// with the word `escaped`, bytes that can't be seen are escapes.
export function expectationText(bytes, block) {
  let text = bytes.toString("utf8");
  if (block?.words.includes("escaped")) {
    const isText = Buffer.from(text).equals(bytes);
    if (!isText) text = bytes.toString("latin1");
    const hidden = isText
      ? /[\0-\x08\v-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]/g
      : /[\0-\x08\v-\x1f\x7f-\xff]/g;
    text = text
      .replaceAll("\\", "\\\\")
      .replace(hidden, (c) => escapeCode(c.charCodeAt(0), isText));
  }
  return text === "" || text.endsWith("\n") ? text : text + "\n";
}

function escapeCode(code, isText) {
  const digits = code.toString(16);
  return isText && code > 0x7f ? `\\u${digits.padStart(4, "0")}` : `\\x${digits.padStart(2, "0")}`;
}

// Returns the page's text with `edits` made: { block, text } gives a block new content, { block,
// info } a new info string, { after, word, text } adds a block at the end of the case `after`.
export function rewritePage(page, edits) {
  const lines = [...page.lines];
  const placed = edits.map((edit) => ({
    ...edit,
    at: edit.block?.line ?? endOfText(page, edit.after),
  }));
  // From the bottom up, so that the line numbers above stay true.
  for (const edit of placed.reverse().sort((a, b) => b.at - a.at)) {
    if (edit.block) rewriteBlock(lines, edit);
    else addBlock(lines, edit);
  }
  return lines.join("\n");
}

// The line after the last one of a case that is not blank.
function endOfText(page, { end }) {
  while (page.lines[end - 1].trim() === "") end--;
  return end;
}

function rewriteBlock(lines, { block, text, info }) {
  const [, marks, oldInfo] = /^(`+|~+)(.*)$/.exec(lines[block.line]);
  const content = text ?? block.text;
  const fence = longerFence(marks, content);
  const body = content === "" ? [] : content.replace(/\n$/, "").split("\n");
  const head = fence + (info ?? oldInfo);
  lines.splice(block.line, block.end - block.line + 1, head, ...body, fence);
}

function addBlock(lines, { at, word, text }) {
  const fence = longerFence("```", text);
  const body = text === "" ? [] : text.replace(/\n$/, "").split("\n");
  lines.splice(at, 0, "", fence + word, ...body, fence);
}

// A fence that nothing in `text` closes.
function longerFence(marks, text) {
  const runs = text.match(marks[0] === "`" ? /^`+/gm : /^~+/gm) ?? [];
  const longest = Math.max(marks.length - 1, ...runs.map((run) => run.length));
  return marks[0].repeat(Math.max(marks.length, longest + 1));
}
