// DOMException: the error class of the web's interfaces, with its names and their old numbers.
"use strict";
const { tag } = require("internal/web_class");
const { framesOf, setStack } = require("internal/error_stack");

const names = ["IndexSizeError", "DOMStringSizeError", "HierarchyRequestError", "WrongDocumentError",
  "InvalidCharacterError",
  "NoDataAllowedError", "NoModificationAllowedError", "NotFoundError", "NotSupportedError", "InUseAttributeError",
  "InvalidStateError", "SyntaxError", "InvalidModificationError", "NamespaceError", "InvalidAccessError",
  "ValidationError",
  "TypeMismatchError", "SecurityError", "NetworkError", "AbortError", "URLMismatchError", "QuotaExceededError",
  "TimeoutError", "InvalidNodeTypeError", "DataCloneError"];
const constants = ["INDEX_SIZE_ERR", "DOMSTRING_SIZE_ERR", "HIERARCHY_REQUEST_ERR", "WRONG_DOCUMENT_ERR",
  "INVALID_CHARACTER_ERR", "NO_DATA_ALLOWED_ERR", "NO_MODIFICATION_ALLOWED_ERR", "NOT_FOUND_ERR", "NOT_SUPPORTED_ERR",
  "INUSE_ATTRIBUTE_ERR", "INVALID_STATE_ERR", "SYNTAX_ERR", "INVALID_MODIFICATION_ERR", "NAMESPACE_ERR",
  "INVALID_ACCESS_ERR", "VALIDATION_ERR", "TYPE_MISMATCH_ERR", "SECURITY_ERR", "NETWORK_ERR", "ABORT_ERR",
  "URL_MISMATCH_ERR", "QUOTA_EXCEEDED_ERR", "TIMEOUT_ERR", "INVALID_NODE_TYPE_ERR", "DATA_CLONE_ERR"];
const codes = new Map(names.map((name, index) => [name, index + 1]));
// These names never had a number.
for (const name of ["DOMStringSizeError", "NoDataAllowedError", "ValidationError"]) codes.delete(name);

class DOMException {
  #message; #name;
  constructor(message = "", options = "Error") {
    this.#message = String(message);
    if (options !== null && typeof options === "object") {
      this.#name = options.name === undefined ? "Error" : String(options.name);
      if ("cause" in options) {
        Object.defineProperty(this, "cause",
          { value: options.cause, writable: true, configurable: true, enumerable: false });
      }
    } else {
      this.#name = String(options);
    }
    const shown = this.#message === "" ? this.#name : `${this.#name}: ${this.#message}`;
    setStack(this, shown + framesOf(new Error("here")));
  }
  get name() { return this.#name; }
  get message() { return this.#message; }
  get code() { return codes.get(this.#name) || 0; }
}

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
tag(DOMException, "name", "message", "code");
constants.forEach((name, index) => {
  const constant = { value: index + 1, enumerable: true };
  Object.defineProperty(DOMException, name, constant);
  Object.defineProperty(DOMException.prototype, name, constant);
});

module.exports = { DOMException };
