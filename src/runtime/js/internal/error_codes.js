// The codes of Node's errors, with the class and the message that Node gives with each.
"use strict";

const inspect = (value, options) => require("internal/inspect").inspect(value, options);

const typeNames = ["string", "function", "number", "object", "Function", "Object", "boolean", "bigint", "symbol"];

/** "a", "a or b", "a, b, or c". */
function oneOf(words, joint = "or") {
  if (words.length < 3) return words.join(` ${joint} `);
  return `${words.slice(0, -1).join(", ")}, ${joint} ${words.at(-1)}`;
}

/** What a value is, as the end of "Received …". */
function described(value) {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "function") return value.name ? `function ${value.name}` : "function ";
  if (typeof value === "object") {
    const name = value.constructor && value.constructor.name;
    return name ? `an instance of ${name}` : inspect(value, { depth: -1 });
  }
  let text = inspect(value, { colors: false });
  if (text.length > 28) text = `${text.slice(0, 25)}...`;
  return `type ${typeof value} (${text})`;
}

function expectation(expected) {
  const types = [], instances = [], others = [];
  for (const word of Array.isArray(expected) ? expected : [expected]) {
    if (typeNames.includes(word)) types.push(word.toLowerCase());
    else if (/^[A-Z][a-zA-Z0-9]*$/.test(word)) instances.push(word);
    else others.push(word);
  }
  if (instances.length > 0 && types.includes("object")) {
    types.splice(types.indexOf("object"), 1);
    instances.push("Object");
  }
  const parts = [];
  if (types.length > 0) parts.push(`${types.length > 1 ? "one of type" : "of type"} ${oneOf(types)}`);
  if (instances.length > 0) parts.push(`an instance of ${oneOf(instances)}`);
  if (others.length > 1) parts.push(`one of ${oneOf(others)}`);
  else if (others.length === 1) parts.push(others[0].toLowerCase() === others[0] ? others[0] : `an ${others[0]}`);
  return parts.join(" or ");
}

function subject(name) {
  if (name.endsWith(" argument")) return `The ${name}`;
  return `The "${name}" ${name.includes(".") ? "property" : "argument"}`;
}

function wrongType(name, expected, actual) {
  return `${subject(name)} must be ${expectation(expected)}. Received ${described(actual)}`;
}

function wrongValue(name, value, reason = "is invalid") {
  let text = inspect(value);
  if (text.length > 128) text = `${text.slice(0, 128)}...`;
  return `The ${name.includes(".") ? "property" : "argument"} '${name}' ${reason}. Received ${text}`;
}

function unknownOption(option, allowPositionals) {
  const advice = ". To specify a positional argument starting with a '-', " +
    "place it at the end of the command after '--', ";
  return `Unknown option '${option}'${allowPositionals ? `${advice}as in '-- ${JSON.stringify(option)}` : ""}`;
}

const grouped = (digits) => digits.replace(/\B(?=(\d{3})+$)/g, "_");

function outOfRange(name, range, input) {
  let received;
  if (Number.isInteger(input) && Math.abs(input) > 2 ** 32) received = grouped(String(input));
  else if (typeof input === "bigint") {
    received = input > 2n ** 32n || input < -(2n ** 32n) ? grouped(String(input)) : String(input);
    received += "n";
  } else received = inspect(input);
  return `The value of "${name}" is out of range. It must be ${range}. Received ${received}`;
}

function missingArgs(...names) {
  const shown = names.map((name) => Array.isArray(name) ? name.map((one) => `"${one}"`).join(" or ") : `"${name}"`);
  return `The ${oneOf(shown, "and")} argument${names.length > 1 ? "s" : ""} must be specified`;
}

function invalidReturn(expected, name, value) {
  return `Expected ${expected} to be returned from the "${name}" function but got ${described(value)}.`;
}

function socketBadPort(name, port, allowZero = true) {
  return `${name} should be ${allowZero ? ">=" : ">"} 0 and < 65536. Received ${described(port)}.`;
}

// code → [class of the error, message]: a text whose %s stand for the arguments, or a function of them.
module.exports = {
  ERR_AMBIGUOUS_ARGUMENT: [TypeError, "The \"%s\" argument is ambiguous. %s"],
  ERR_ARG_NOT_ITERABLE: [TypeError, "%s must be iterable"],
  ERR_ASSERTION: [Error, "%s"],
  ERR_BROTLI_INVALID_PARAM: [RangeError, "%s is not a valid Brotli parameter"],
  ERR_BUFFER_OUT_OF_BOUNDS: [RangeError,
    (name) => name ? `"${name}" is outside of buffer bounds` : "Attempt to access memory outside buffer bounds"],
  ERR_BUFFER_TOO_LARGE: [RangeError, "Cannot create a Buffer larger than %s bytes"],
  ERR_CHILD_PROCESS_IPC_REQUIRED: [Error, "Forked processes must have an IPC channel, missing value 'ipc' in %s"],
  ERR_CHILD_PROCESS_STDIO_MAXBUFFER: [RangeError, "%s maxBuffer length exceeded"],
  ERR_CONSOLE_WRITABLE_STREAM: [TypeError, "Console expects a writable stream instance for %s"],
  ERR_CONSTRUCT_CALL_INVALID: [TypeError, "Constructor cannot be called"],
  ERR_DIR_CLOSED: [Error, "Directory handle was closed"],
  ERR_ENCODING_INVALID_ENCODED_DATA: [TypeError, "The encoded data was not valid for encoding %s"],
  ERR_ENCODING_NOT_SUPPORTED: [RangeError, "The \"%s\" encoding is not supported"],
  ERR_EVENT_RECURSION: [Error, "The event \"%s\" is already being dispatched"],
  ERR_FALSY_VALUE_REJECTION: [Error, "Promise was rejected with falsy value"],
  ERR_FEATURE_UNAVAILABLE_ON_PLATFORM: [TypeError,
    "The feature %s is unavailable on the current platform, which is being used to run Node.js"],
  ERR_FS_CP_DIR_TO_NON_DIR: [Error, "Cannot overwrite non-directory with directory: %s"],
  ERR_FS_CP_EEXIST: [Error, "Target already exists: %s"],
  ERR_FS_CP_EINVAL: [Error, "Invalid src or dest: %s"],
  ERR_FS_CP_FIFO_PIPE: [Error, "Cannot copy a FIFO pipe: %s"],
  ERR_FS_CP_NON_DIR_TO_DIR: [Error, "Cannot overwrite directory with non-directory: %s"],
  ERR_FS_CP_SOCKET: [Error, "Cannot copy a socket file: %s"],
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: [Error, "Cannot overwrite symlink in subdirectory of self: %s"],
  ERR_FS_EISDIR: [Error, "Path is a directory: %s"],
  ERR_FS_INVALID_SYMLINK_TYPE: [Error,
    "Symlink type must be one of \"dir\", \"file\", or \"junction\". Received \"%s\""],
  ERR_HTTP_HEADERS_SENT: [Error, "Cannot %s headers after they are sent to the client"],
  ERR_HTTP_INVALID_HEADER_VALUE: [TypeError, "Invalid value \"%s\" for header \"%s\""],
  ERR_HTTP_INVALID_STATUS_CODE: [RangeError, "Invalid status code: %s"],
  ERR_HTTP_SOCKET_ASSIGNED: [Error, "ServerResponse has an already assigned socket"],
  ERR_ILLEGAL_CONSTRUCTOR: [TypeError, "Illegal constructor"],
  ERR_INCOMPATIBLE_OPTION_PAIR: [TypeError, "Option \"%s\" cannot be used in combination with option \"%s\""],
  ERR_INVALID_ADDRESS: [Error, "Invalid address: %s"],
  ERR_INVALID_ARG_TYPE: [TypeError, wrongType],
  ERR_INVALID_ARG_VALUE: [TypeError, wrongValue],
  ERR_INVALID_BUFFER_SIZE: [RangeError, "Buffer size must be a multiple of %s"],
  ERR_INVALID_CHAR: [TypeError,
    (name, field) => `Invalid character in ${name}${field === undefined ? "" : ` ["${field}"]`}`],
  ERR_INVALID_CURSOR_POS: [TypeError, "Cannot set cursor row without setting its column"],
  ERR_INVALID_FILE_URL_HOST: [TypeError, "File URL host must be \"localhost\" or empty on %s"],
  ERR_INVALID_FILE_URL_PATH: [TypeError, "File URL path %s"],
  ERR_INVALID_HTTP_TOKEN: [TypeError, "%s must be a valid HTTP token [\"%s\"]"],
  ERR_INVALID_IP_ADDRESS: [TypeError, "Invalid IP address: %s"],
  ERR_INVALID_MIME_SYNTAX: [TypeError, "The MIME syntax for a %s in \"%s\" is invalid"],
  ERR_INVALID_OBJECT_DEFINE_PROPERTY: [TypeError, "'process.env' %s"],
  ERR_INVALID_PROTOCOL: [TypeError, "Protocol \"%s\" not supported. Expected \"%s\""],
  ERR_INVALID_RETURN_VALUE: [TypeError, invalidReturn],
  ERR_INVALID_STATE: [Error, "Invalid state: %s"],
  ERR_INVALID_THIS: [TypeError, "Value of \"this\" must be of type %s"],
  ERR_INVALID_TUPLE: [TypeError, "%s must be an iterable %s tuple"],
  ERR_INVALID_URI: [URIError, "URI malformed"],
  ERR_INVALID_URL: [TypeError, "Invalid URL"],
  ERR_INVALID_URL_SCHEME: [TypeError,
    (expected) => `The URL must be ${Array.isArray(expected) ? `one of scheme ${expected.join(" or ")}`
      : `of scheme ${expected}`}`],
  ERR_IPC_CHANNEL_CLOSED: [Error, "Channel closed"],
  ERR_IPC_DISCONNECTED: [Error, "IPC channel is already disconnected"],
  ERR_IPC_HANDLE_NOT_SUPPORTED: [Error, "Sockets and servers can't be sent to another process here"],
  ERR_IPC_ONE_PIPE: [Error, "Child process can have only one IPC pipe"],
  ERR_IPC_SYNC_FORK: [Error, "IPC cannot be used with synchronous forks"],
  ERR_METHOD_NOT_IMPLEMENTED: [Error, "The %s method is not implemented"],
  ERR_MISSING_ARGS: [TypeError, missingArgs],
  ERR_MISSING_OPTION: [TypeError, "%s is required"],
  ERR_MULTIPLE_CALLBACK: [Error, "Callback called multiple times"],
  ERR_OUT_OF_RANGE: [RangeError, outOfRange],
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: [TypeError, "%s"],
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: [TypeError,
    "Unexpected argument '%s'. This command does not take positional arguments"],
  ERR_PARSE_ARGS_UNKNOWN_OPTION: [TypeError, unknownOption],
  ERR_SERVER_ALREADY_LISTEN: [Error, "Listen method has been called more than once without closing."],
  ERR_SERVER_NOT_RUNNING: [Error, "Server is not running."],
  ERR_SOCKET_BAD_PORT: [RangeError, socketBadPort],
  ERR_SOCKET_CLOSED: [Error, "Socket is closed"],
  ERR_SOCKET_CLOSED_BEFORE_CONNECTION: [Error, "Socket closed before the connection was established"],
  ERR_SOCKET_ALREADY_BOUND: [Error, "Socket is already bound"],
  ERR_SOCKET_BAD_TYPE: [TypeError, "Bad socket type specified. Valid types are: udp4, udp6"],
  ERR_SOCKET_DGRAM_IS_CONNECTED: [Error, "Already connected"],
  ERR_SOCKET_DGRAM_NOT_CONNECTED: [Error, "Not connected"],
  ERR_SOCKET_DGRAM_NOT_RUNNING: [Error, "Not running"],
  ERR_STREAM_ALREADY_FINISHED: [Error, "Cannot call %s after a stream was finished"],
  ERR_STREAM_CANNOT_PIPE: [Error, "Cannot pipe, not readable"],
  ERR_STREAM_DESTROYED: [Error, "Cannot call %s after a stream was destroyed"],
  ERR_STREAM_NULL_VALUES: [TypeError, "May not write null values to stream"],
  ERR_STREAM_PREMATURE_CLOSE: [Error, "Premature close"],
  ERR_STREAM_PUSH_AFTER_EOF: [Error, "stream.push() after EOF"],
  ERR_STREAM_UNSHIFT_AFTER_END_EVENT: [Error, "stream.unshift() after end event"],
  ERR_STREAM_WRITE_AFTER_END: [Error, "write after end"],
  ERR_TLS_CERT_ALTNAME_INVALID: [Error, "Hostname/IP does not match certificate's altnames: %s"],
  ERR_TLS_HANDSHAKE_TIMEOUT: [Error, "TLS handshake timeout"],
  ERR_TLS_INVALID_PROTOCOL_METHOD: [TypeError, "%s"],
  ERR_TLS_INVALID_PROTOCOL_VERSION: [TypeError,
    (version, which) => `${JSON.stringify(version)} is not a valid ${which} TLS protocol version`],
  ERR_TLS_NOT_AVAILABLE: [Error, "Encrypted connections need %s, which is not installed here"],
  ERR_TLS_OPTION_NOT_SUPPORTED: [Error, "The TLS option \"%s\" is not supported here: %s"],
  ERR_TLS_PROTOCOL_VERSION_CONFLICT: [TypeError, "TLS protocol version \"%s\" conflicts with secureProtocol \"%s\""],
  ERR_TLS_REQUIRED_SERVER_NAME: [Error, "\"servername\" is required parameter for Server.addContext"],
  ERR_TLS_SNI_FROM_SERVER: [Error, "Cannot issue SNI from a TLS server-side socket"],
  ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET: [Error,
    "`process.setupUncaughtExceptionCapture()` was called while a capture callback was already active"],
  ERR_UNHANDLED_ERROR: [Error,
    (value) => value === undefined ? "Unhandled error." : `Unhandled error. (${value})`],
  ERR_UNHANDLED_REJECTION: [Error, "This error originated either by throwing inside of an async function without a " +
    "catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the " +
    "reason \"%s\"."],
  ERR_UNKNOWN_BUILTIN_MODULE: [Error, "No such built-in module: %s"],
  ERR_UNKNOWN_ENCODING: [TypeError, "Unknown encoding: %s"],
  ERR_UNKNOWN_SIGNAL: [TypeError, "Unknown signal: %s"],
  ERR_UNKNOWN_CREDENTIAL: [Error, "%s identifier does not exist: %s"],
  ERR_REQUIRE_ASYNC_MODULE: [Error, "require() cannot be used on an ESM graph with top-level await. Use " +
    "import() instead. To see where the top-level await comes from, use --experimental-print-required-tla."],
  ERR_DLOPEN_FAILED: [Error, "Native addons cannot run here, as they are compiled for the engine of Node: %s"],
  ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST: [TypeError,
    "Object that needs transfer was found in message but not listed in transferList"],
  ERR_WORKER_INIT_FAILED: [Error, "Worker initialization failure: %s"],
  ERR_WORKER_PATH: [TypeError, (filename) => `The worker script or module filename must be an absolute path or a `
    + `relative path starting with './' or '../'.${/^(file|data):/.test(filename)
      ? ` Wrap ${/^file/.test(filename) ? "file://" : "data:"} URLs with \`new URL\`.` : ""} Received "${filename}"`],
  ERR_WORKER_UNSUPPORTED_OPERATION: [TypeError, "%s is not supported in workers"],
  ERR_UNSUPPORTED_MODULE: [Error, "The module \"%s\" is not supported here: %s"],
  ERR_USE_AFTER_CLOSE: [Error, "%s was closed"],
  ERR_ZLIB_INITIALIZATION_FAILED: [Error, "Initialization failed"],
};
