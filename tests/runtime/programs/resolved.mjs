// import.meta.resolve knows where its module is.
import path from "node:path";

function shown(url) {
  return url.startsWith("file:") ? path.relative(import.meta.dirname, new URL(url).pathname) : url;
}

const others = ["https://example.org/a", "data:text/plain,x"];
for (const id of ["fs", "node:path", "./parts/a b.js", "../missing.mjs", ...others]) {
  console.log(typeof import.meta.resolve, shown(import.meta.resolve(id)));
}
try {
  import.meta.resolve("no-such-package");
} catch (error) {
  console.log(error.code);
}
