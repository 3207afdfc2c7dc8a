// Random changes of a document: in the end, the server must say what `cbundle lint --stdin` says of
// the text.
import { spawnSync } from "node:child_process";
import { cleanEnvironment } from "./programs.mjs";
import { expect, ABLE, Session, at, lines, config, cbundle } from "./lsp_session.mjs";

const EDITS = 300;

function randomness(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  "var a = 1;\n",
  "if (a == b) { c() }\n",
  "/* ä𝒳 */ debugger\n",
  'const s = "𝒳é" == t;\n',
  "`a\n${b}\n`;\r\n",
  "// eslint-disable-next-line eqeqeq\na == b;\n",
  "function f(x) { return x\n}\n",
  "(",
  ")",
  "{",
  "}",
  "\n",
  "\r\n",
  "a",
  "=",
  " ",
  '"',
  "`",
  "𝒳",
  "ä",
  ";",
  "/",
  "\u2028",
];

// A random change of a text: [the LSP change, the text behind it].
function randomChange(text, random) {
  const isPlace = (offset) =>
    !(text.charCodeAt(offset) >= 0xdc00 && text.charCodeAt(offset) < 0xe000) &&
    !(text[offset - 1] === "\r" && text[offset] === "\n");
  const place = (from, span) => {
    let offset = Math.min(text.length, from + random(span));
    while (!isPlace(offset)) offset--;
    return offset;
  };
  const start = place(0, text.length + 1);
  const end = random(3) ? Math.max(start, place(start, 12)) : start;
  const piece = random(4) ? PIECES[random(PIECES.length)] : "";
  return { start, end, piece, after: text.slice(0, start) + piece + text.slice(end) };
}

// A column in other units than UTF-16's.
function inUnits(text, position, encoding) {
  if (encoding === "utf-16") return position;
  const start = lines(text).starts[position.line];
  const before = text.slice(start, start + position.character);
  const character = encoding === "utf-8" ? Buffer.byteLength(before) : [...before].length;
  return { line: position.line, character };
}

// What `cbundle lint --stdin` says of a text, as diagnostics.
function lintText(session, path, text, encoding) {
  const args = ["lint", "--stdin", `--stdin-filename=${path}`, "--format=json"];
  const options = { cwd: session.folder, input: text, encoding: "utf8", env: cleanEnvironment() };
  const { stdout } = spawnSync(cbundle, args, options);
  const [{ messages }] = JSON.parse(stdout);
  return messages.map(({ line, column, ruleId, message, severity }) => ({
    // A report counts U+2028 as the end of a line; the protocol does not.
    place: inUnits(text, protocolPlace(text, line, column), encoding),
    code: ruleId ?? undefined,
    severity: severity === 2 ? 1 : 2,
    message,
  }));
}

function protocolPlace(text, line, column) {
  const ends = /\r\n|[\n\r\u2028\u2029]/g;
  let start = 0;
  for (let i = 1; i < line; i++) {
    ends.exec(text);
    start = ends.lastIndex;
  }
  return lines(text).position(start + column - 1);
}

export async function editAtRandom(encoding, seed) {
  const session = new Session({ "cbundle.json": config({ extends: ["recommended", "style"] }) });
  const capabilities = { ...ABLE, general: { positionEncodings: [encoding] } };
  await session.start({ capabilities });
  expect(session.initialized.capabilities.positionEncoding, encoding);
  const random = randomness(seed);
  let text = PIECES.slice(0, 7).join("").repeat(3);
  const uri = session.open("a.js", text);
  for (let version = 2; version <= EDITS + 1;) {
    const changes = [];
    for (let i = random(3); i >= 0; i--) {
      const { start, end, piece, after } = randomChange(text, random);
      const places = lines(text);
      const range = {
        start: inUnits(text, places.position(start), encoding),
        end: inUnits(text, places.position(end), encoding),
      };
      changes.push(random(40) ? { range, text: piece } : { text: after });
      text = after;
    }
    session.change(uri, version, ...changes);
    if (random(10) === 0) await session.published(uri, version);
    version++;
    if (version % 60) continue;
    text = PIECES.slice(0, 7).join("").repeat(2); // most of what is random does not parse
    session.change(uri, version, { text });
    version++;
  }
  const last = EDITS + 100;
  session.change(uri, last, { range: at(0, 0), text: "" });
  const diagnostics = await session.published(uri, last);
  const told = diagnostics.map(({ range, code, severity, message }) => ({
    place: range.start,
    code,
    severity,
    message,
  }));
  expect(told, lintText(session, "a.js", text, encoding), `diagnostics of ${JSON.stringify(text)}`);
  await session.end();
  return told.length;
}
