// What WebAssembly gives promises for.
const bytes = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 127, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 6, 1,
  4, 0, 65, 42, 11,
]);
const { compile, instantiate } = WebAssembly;
console.log(compile.length, instantiate.length, compile.name, instantiate.name);
const { module, instance } = await instantiate(bytes);
console.log(instance.exports.f(), module instanceof WebAssembly.Module);
const compiled = await compile(bytes.buffer);
for (const imports of [undefined, {}])
  console.log((await instantiate(compiled, imports)).exports.f());
const wrong = [() => compile(new Uint8Array([1, 2])), () => instantiate(5), () => compile()];
for (const ask of wrong) await ask().catch((error) => console.log(error.name));
await instantiate(bytes, 5).catch((error) => console.log(error.name));
