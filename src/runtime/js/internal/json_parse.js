// JSON.parse with V8's messages.
"use strict";
const { setStack, framesOf } = require("internal/error_stack");
const errors = require.later("internal/json_errors");

/** Gives `scope` a JSON.parse whose errors are V8's. */
function installJson(scope) {
  const { parse } = scope.JSON;
  Object.defineProperty(scope.JSON, "parse", {
    value: {
      parse(text, reviver) {
        try {
          return reviver === undefined ? parse(text) : parse(text, reviver);
        } catch (error) {
          if (!(error instanceof SyntaxError) || !/^JSON Parse error/.test(error.message)) throw error;
          const better = new SyntaxError(errors().reasonOf(`${text}`));
          setStack(better, `SyntaxError: ${better.message}\n    at JSON.parse (<anonymous>)${
            framesOf(better).replace(/^\n {4}at parse[^\n]*/, "")}`);
          throw better;
        }
      },
    }.parse,
    writable: true, configurable: true, enumerable: false,
  });
}

module.exports = { installJson };
