// A plugin that changes declarations, and a syntax error with its place.
import postcss, { decl } from "postcss";

const double = {
  postcssPlugin: "double",
  Once(root) {
    root.walkDecls("width", (node) => (node.value = node.value.replace(/\d+/, (n) => n * 2)));
  },
  RuleExit(rule) {
    if (!rule.some((node) => node.prop === "color"))
      rule.append(decl({ prop: "color", value: "red" }));
  },
};
const css = "a { width: 10px } /* note */ @media print { b { color: blue; width: 1em } }";

postcss([double])
  .process(css, { from: undefined, map: false })
  .then((result) => console.log(result.css, result.messages.length))
  .then(() => postcss.parse("a { b: c", { from: undefined }))
  .catch((error) => console.log(error.name, error.reason, error.line, error.column));
