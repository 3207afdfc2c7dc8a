// JSON.parse: what is wrong with random texts is said in V8's words.
import { ours, random } from "../js_compare.mjs";
const { reasonOf } = ours()("internal/json_errors");
const { rnd, pick } = random(5);
const bits = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  '"a"',
  "1",
  "-",
  "1.",
  "2e",
  "true",
  "nul",
  "null",
  " ",
  '"x',
  '"\\q"',
  '"\\u12"',
  '"\n"',
  "x",
  "é",
  "😀",
  "'",
  '"key":',
  "0",
  "01",
  ".5",
  "\\",
  "[1,",
  '{"a":1',
  "undefined",
  "NaN"
];
function theirs(text) {
  try {
    JSON.parse(text);
    return void 0;
  } catch (error) {
    return error.message;
  }
}
var stdin_default = () => {
  let asked = 0, different = 0;
  for (let i = 0; i < 1e5; i++) {
    const text = Array.from({ length: rnd(9) }, () => pick(bits)).join("");
    const message = theirs(text);
    if (message === void 0) continue;
    asked++;
    if (reasonOf(text) !== message) different++;
  }
  console.log(`JSON messages: ${asked} compared, ${different} different \
(1 in 100 is allowed)`);
  return different * 100 > asked ? different : 0;
};
export {
  stdin_default as default
};
