// A rename by parse, traverse and generate, and a round trip through acorn.
const { parse } = require("@babel/parser");
const { default: traverse } = require("@babel/traverse");
const { default: generate } = require("@babel/generator");
const acorn = require("acorn");

const source = `
  // doubles
  const twice = (value) => value * 2;
  export class Box { #inside = twice(21); get it() { return this.#inside ?? \`\${twice}\`; } }
`;
const tree = parse(source, { sourceType: "module" });
const visited = [];
traverse(tree, {
  enter: (path) => void visited.push(path.type),
  Program: (path) => path.scope.rename("twice", "double"),
});
const { code } = generate(tree);
console.log(code);
console.log(visited.length, visited.slice(0, 6).join(" "));

const again = acorn.parse(code, { ecmaVersion: 2024, sourceType: "module" });
console.log(again.body.map((node) => `${node.type} ${node.start}-${node.end}`).join("\n"));
try {
  acorn.parse("let let = 1", { ecmaVersion: 2024 });
} catch (error) {
  console.log(error.name, error.message);
}
