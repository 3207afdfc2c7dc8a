// jQuery without a page: its factory is given a window that has what it asks for at first.
import { jQueryFactory } from "jquery/factory";

const element = (name) => ({
  nodeName: name.toUpperCase(),
  nodeType: 1,
  style: {},
  childNodes: [],
  setAttribute() {},
  getAttribute: () => null,
  appendChild(child) {
    this.childNodes.push(child);
    return child;
  },
  removeChild() {},
  cloneNode: () => element(name),
  getElementsByTagName: () => [],
  querySelectorAll: () => [],
  addEventListener() {},
});
const document = {
  ...element("#document"),
  nodeType: 9,
  readyState: "complete",
  implementation: { createHTMLDocument: () => ({ body: element("body") }) },
  documentElement: element("html"),
  createElement: element,
  createDocumentFragment: () => element("fragment"),
};
document.documentElement.ownerDocument = document.documentElement.matches = document;
const window = { document, setTimeout, clearTimeout, location: { href: "http://a/b" } };
window.window = window;
document.defaultView = window;
let $;
try {
  $ = jQueryFactory(window);
} catch (error) {
  console.log("no window that will do:", error.constructor.name);
}
if ($) {
  console.log($.fn.jquery.split(".")[0], Object.keys($).length, Object.keys($.fn).length);
  console.log($.param({ a: [1, 2], b: { c: "d e" } }), $.param({ a: [1] }, true));
  console.log($.extend(true, { a: { b: 1 } }, { a: { c: [2] } }));
  console.log($.map([1, 2, 3], (n) => (n > 1 ? [n, n] : null)), $.grep([1, 2, 3], (n) => n & 1));
  console.log($.isPlainObject({}), $.isEmptyObject({ a: 1 }), $.makeArray("ab"), $.merge([1], [2]));
  console.log($.escapeSelector("0a b"), $.inArray(2, [1, 2]));
  const calls = $.Callbacks("once memory");
  calls.add((n) => console.log("first", n)).fire(1);
  calls.add((n) => console.log("second", n));
  const later = $.Deferred();
  later.then((n) => n + 1).done((n) => console.log("done", n)).always(() => console.log("always"));
  later.resolve(1);
  $.when(later, 3).done((...all) => console.log(all));
}
