// Free names: what a program uses and does not declare, as Babel sees it.
import { parse } from "@babel/parser";
import traverseModule from "@babel/traverse";

const traverse = traverseModule.default ?? traverseModule;
const SOURCE_TYPES = { script: "script", module: "module", commonjs: "script" };
const OWN = ["exports", "require", "module", "__filename", "__dirname", "undefined", "arguments"];

// Gives { names, imports }: the globals, and the names imported from each specifier. Names that
// begin with `undeclared` are left out: nobody has them. Of what Babel can't read, nothing is known.
export function freeNames(source, goal) {
  const result = { names: [], imports: {} };
  const options = { sourceType: SOURCE_TYPES[goal], errorRecovery: true };
  options.allowReturnOutsideFunction = options.allowNewTargetOutsideFunction = goal === "commonjs";
  try {
    traverse(parse(source, options), {
      Program: ({ scope }) => void (result.names = Object.keys(scope.globals).filter(isFree)),
      ImportDeclaration: ({ node }) => addImports(result.imports, node),
      ExportNamedDeclaration: ({ node }) => addImports(result.imports, node),
      ExportAllDeclaration: ({ node }) => addImports(result.imports, node),
    });
  } catch {
    // nothing is known
  }
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
