// TypeScript compiles a module, and finds a mistake in another.
const ts = require("typescript");

const source = `
enum Color { Red, Green = "g", Blue = 2 }
namespace Shapes { export const sides = 4; export function area(n: number) { return n * sides; } }
abstract class Base<T> { constructor(private readonly value: T, public name?: string) {} get it(): T { return this.value; } }
class Derived extends Base<number> { #hidden = 1; static count = 0; async *each() { yield this.#hidden; } }
export const list = [1, 2, 3].map((n) => n ** 2) as readonly number[];
export type Some = typeof list[number] | keyof Derived;
export default function main({ a = 1, ...rest }: { a?: number; b: string }) { return rest.b ?? a?.toFixed(2); }
`;
for (const target of [ts.ScriptTarget.ES5, ts.ScriptTarget.ES2022]) {
  const compilerOptions = { target, module: ts.ModuleKind.CommonJS, sourceMap: true };
  const { outputText, sourceMapText } = ts.transpileModule(source, { compilerOptions });
  console.log(outputText, sourceMapText.length);
}

const files = {
  "a.ts": "import { b } from './b';\nconst n: string = b(1);\nlet unused = n.lenght;\n",
  "b.ts": "export function b(x: number): number { return x + y; }\n",
};
const host = {
  getSourceFile: (name, target) =>
    files[name] === undefined ? undefined : ts.createSourceFile(name, files[name], target),
  getDefaultLibFileName: () => "lib.d.ts",
  writeFile: () => {},
  getCurrentDirectory: () => "",
  getCanonicalFileName: (name) => name,
  useCaseSensitiveFileNames: () => true,
  getNewLine: () => "\n",
  fileExists: (name) => name in files,
  readFile: (name) => files[name],
};
const program = ts.createProgram(["a.ts"], { noLib: true, noUnusedLocals: true, strict: true }, host);
for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program))
  console.log(file?.fileName, start, ts.flattenDiagnosticMessageText(messageText, "\n"));
