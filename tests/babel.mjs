// Babel as an oracle: for what acorn does not read, such as decorators, and JSX if it is asked for.
//
//   parseBabel(source, "module")                   → a tree in ESTree's form, or an exception
//   parseBabel(source, "script", { jsx: true })
//
// It takes ">" and "}" in the text of JSX, as of old: those are refused here, as in JSX's grammar.
import { parse } from "@babel/parser";

const PLUGINS = [
  ["estree", { classFeatures: true }],
  ...["importAttributes", "decoratorAutoAccessors", "explicitResourceManagement"],
  ...["deferredImportEvaluation", "sourcePhaseImports", "regexpUnicodeSets"],
  "deprecatedImportAssert",
  ["decorators", { allowCallParenthesized: false }],
];

export function parseBabel(source, goal, { jsx = false } = {}) {
  const tree = parse(source, {
    sourceType: goal,
    createParenthesizedExpressions: true,
    createImportExpressions: true,
    attachComment: false,
    plugins: jsx ? [...PLUGINS, "jsx"] : PLUGINS,
    tokens: jsx,
  });
  const isOdd = ({ type, start, end }) =>
    type.label === "jsxText" && /[>}]/.test(source.slice(start, end));
  if (tree.tokens?.some(isOdd)) throw new SyntaxError('">" or "}" in the text of JSX');
  return tree;
}
