// Free names: what a program uses and does not declare, as Babel sees it.
import { parse } from "@babel/parser";
import traverseModule from "@babel/traverse";

const traverse = traverseModule.default ?? traverseModule;
const SOURCE_TYPES = { script: "script", module: "module", commonjs: "script" };
const OWN = ["exports", "require", "module", "__filename", "__dirname", "undefined", "arguments"];

// Gives { names, plain, imports }: the globals, those of them that are never called and whose
// properties are not used, and the names imported from each specifier. Names that begin with
// `undeclared` are left out: nobody has them. Of what Babel can't read, nothing is known.
export function freeNames(source, goal) {
  const result = { names: [], plain: [], imports: {} };
  const used = new Set();
  const options = { sourceType: SOURCE_TYPES[goal], errorRecovery: true };
  options.allowReturnOutsideFunction = options.allowNewTargetOutsideFunction = goal === "commonjs";
  try {
    traverse(parse(source, options), {
      Program: ({ scope }) => void (result.names = Object.keys(scope.globals).filter(isFree)),
      ImportDeclaration: ({ node }) => addImports(result.imports, node),
      ExportNamedDeclaration: ({ node }) => addImports(result.imports, node),
      ExportAllDeclaration: ({ node }) => addImports(result.imports, node),
      "CallExpression|NewExpression": ({ node }) => void used.add(node.callee.name),
      OptionalCallExpression: ({ node }) => void used.add(node.callee.name),
      "MemberExpression|OptionalMemberExpression": ({ node }) => void used.add(node.object.name),
      TaggedTemplateExpression: ({ node }) => void used.add(node.tag.name),
      "SpreadElement|YieldExpression": ({ node }) => void used.add(node.argument?.name),
      ForOfStatement: ({ node }) => void used.add(node.right.name),
      Class: ({ node }) => void used.add(node.superClass?.name),
    });
  } catch {
    // nothing is known
  }
  result.plain = result.names.filter((name) => !used.has(name));
  return result;
}

const isFree = (name) => !OWN.includes(name) && !name.startsWith("undeclared");

function addImports(imports, { source, specifiers = [] }) {
  if (!source) return;
  const names = (imports[source.value] ??= []);
  for (const { type, imported, local } of specifiers) {
    const one = imported ?? (type === "ImportDefaultSpecifier" ? { name: "default" } : local);
    if (type !== "ImportNamespaceSpecifier") names.push(one.name ?? one.value);
  }
}
