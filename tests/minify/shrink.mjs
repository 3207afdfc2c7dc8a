// Shrink: makes a program that fails smaller, as long as it still fails.
//
// A step removes or replaces a piece of the text: a list's item, a statement, an expression by a
// part of it. Pieces are tried from the largest down; what helps is kept, and all begins anew.
import { parse } from "acorn";
import { isProgram } from "./programs/generate.mjs";

const MOST_TRIES = 3000;
const TIME_LIMIT_MS = 60_000;
const LISTS = ["body", "declarations", "elements", "properties", "params", "arguments", "cases"];
const SHORTER = ["0", "1", "{}", "[]"];

// `fails(source)` resolves to whether it does. Gives the smallest source that was found.
export async function shrink(source, goal, fails) {
  const end = Date.now() + TIME_LIMIT_MS;
  let best = source;
  let tries = 0;
  // After a piece that could go, those that are larger are left for the next round.
  for (let most = Infinity, hasShrunk = false; ;) {
    const all = candidates(best, goal).filter((text) => best.length - text.length <= most);
    let smaller = null;
    for (const candidate of all) {
      if (++tries > MOST_TRIES || Date.now() > end) return best;
      if (!isProgram(candidate, goal) || !(await fails(candidate))) continue;
      smaller = candidate;
      break;
    }
    if (smaller !== null) {
      most = best.length - smaller.length;
      hasShrunk = true;
      best = smaller;
    } else if (hasShrunk) {
      most = Infinity;
      hasShrunk = false;
    } else return best;
  }
}

// Texts that are shorter than `source`, those that lose most first.
function candidates(source, goal) {
  const options = { ecmaVersion: "latest", sourceType: goal === "module" ? "module" : "script" };
  const tree = parse(source, { ...options, allowReturnOutsideFunction: goal === "commonjs" });
  const edits = [];
  collect(tree, source, edits);
  return edits
    .filter(({ start, end, text }) => text.length < end - start)
    .sort((a, b) => b.end - b.start - b.text.length - (a.end - a.start - a.text.length))
    .map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));
}

function collect(node, source, edits) {
  const children = childrenOf(node);
  for (const key of LISTS) if (Array.isArray(node[key])) shortenList(node[key], edits);
  for (const part of partsOf(node)) {
    const text = source.slice(part.start, part.end);
    const isExpression = /Expression|Literal|Identifier|Element/.test(node.type);
    edits.push({ start: node.start, end: node.end, text: isExpression ? `(${text})` : text });
    edits.push({ start: node.start, end: node.end, text });
  }
  if (/Expression$|Literal$/.test(node.type))
    for (const text of SHORTER) edits.push({ start: node.start, end: node.end, text });
  if (node.alternate && node.type === "IfStatement")
    edits.push({ start: node.consequent.end, end: node.alternate.end, text: "" });
  if (node.finalizer && node.handler)
    edits.push({ start: node.handler.end, end: node.finalizer.end, text: "" });
  if (node.type === "VariableDeclarator" && node.init)
    edits.push({ start: node.id.end, end: node.init.end, text: "" });
  for (const child of children) collect(child, source, edits);
}

// Runs of items, and single ones.
function shortenList(items, edits) {
  const present = items.filter(Boolean);
  for (let size = present.length; size >= 1; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let i = 0; i + size <= present.length; i += size) {
      const next = present[i + size];
      const start = next || i === 0 ? present[i].start : present[i - 1].end;
      edits.push({ start, end: next ? next.start : present[i + size - 1].end, text: "" });
    }
  }
}

// What may stand in place of a node: the insides of blocks, bodies of loops, operands.
function partsOf(node) {
  if (node.type === "BlockStatement" && node.body.length > 0)
    return [{ start: node.body[0].start, end: node.body.at(-1).end }];
  if (node.type === "Property" || node.type === "TemplateElement") return [];
  return childrenOf(node).filter(({ type }) => type !== "TemplateElement");
}

function childrenOf(node) {
  return Object.values(node)
    .flat()
    .filter((value) => typeof value?.type === "string" && value.type !== "Super");
}
