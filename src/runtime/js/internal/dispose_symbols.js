// Symbol.dispose and Symbol.asyncDispose, as long as the engine has none: made before what has members of these names.
"use strict";

for (const name of ["dispose", "asyncDispose"]) {
  if (Symbol[name] !== undefined) continue;
  Object.defineProperty(Symbol, name, { value: Symbol(`nodejs.${name}`) });
}
