// Babel as an oracle: for what acorn does not read, such as decorators, and JSX if it is asked for.
//
//   parseBabel(source, "module")                   → a tree in ESTree's form, or an exception
//   parseBabel(source, "script", { jsx: true })
import { parse } from "@babel/parser";

const PLUGINS = [
  ["estree", { classFeatures: true }],
  ...["importAttributes", "decoratorAutoAccessors", "explicitResourceManagement"],
  ...["deferredImportEvaluation", "sourcePhaseImports", "regexpUnicodeSets"],
  ["decorators", { allowCallParenthesized: false }],
];

export function parseBabel(source, goal, { jsx = false } = {}) {
  return parse(source, {
    sourceType: goal,
    createParenthesizedExpressions: true,
    createImportExpressions: true,
    plugins: jsx ? [...PLUGINS, "jsx"] : PLUGINS,
  });
}
