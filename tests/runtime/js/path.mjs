// path: random paths are taken apart and put together as Node does.
import nodePath from "node:path";
import { ours, random, Report } from "../js_compare.mjs";
const own = ours()("path");
const { rnd, pick } = random(1);
const bits = ["/", "/", "\\", "a", "b.js", ".", "..", ".x", "x.", "c:", "\
D:", "//", "\\\\", "srv", "a.b.c", "...", "é", ":", " "];
const gen = () => Array.from({ length: rnd(8) }, () => pick(bits)).join(
rnd(2) ? "" : pick([
  "/",
  "\\"
]));
function answer(kind, name, args) {
  try {
    return JSON.stringify(kind[name](...args));
  } catch (error) {
    return error.message;
  }
}
var stdin_default = () => {
  const report = new Report("path");
  for (let i = 0; i < 1e4; i++) {
    const a = gen(), b = gen(), c = gen();
    const suffix = pick([".js", "s", "."]);
    const asks = [["normalize", [a]], ["join", [a, b, c]], ["resolve", [
    a, b]], [
      "relative",
      [a, b]
    ], ["dirname", [a]], ["basename", [a]], ["basename", [`${a}x`, suffix]],
    [
      "extname",
      [a]
    ], ["isAbsolute", [a]], ["format", [nodePath.posix.parse(a)]], ["toN\
amespacedPath", [
      a
    ]]];
    if (!/^\/+\.\.\/*$/.test(a)) asks.push(["parse", [a]]);
    for (const [name, args] of asks) report.compare(`posix ${name}`, answer(
      nodePath.posix,
      name,
      args
    ), answer(own.posix, name, args), JSON.stringify(args));
  }
  const drive = [
    "C:\\a\\b",
    "C:/a/../b",
    "\\\\srv\\share\\x",
    "a\\b",
    "D:x",
    "/a",
    "..\\c",
    "C:\\",
    "a/b.c.d",
    ""
  ];
  for (const a of drive) for (const b of drive) for (const [name, args] of [
    ["normalize", [a]],
    ["join", [a, b]],
    ["resolve", ["C:\\base", a, b]],
    ["relative", [a, b]],
    ["dirname", [a]],
    ["basename", [a]],
    ["extname", [a]],
    ["isAbsolute", [a]],
    ["parse", [a]]
  ]) report.compare(
    `win32 ${name}`,
    answer(nodePath.win32, name, args),
    answer(own.win32, name, args),
    JSON.stringify(
      args
    )
  );
  return report.end();
};
export {
  stdin_default as default
};
