// util.parseArgs: options of a command line.
"use strict";
const { make, withCode } = require("internal/errors");

function check(test, name, expected, value) {
  if (!test) throw make("ERR_INVALID_ARG_TYPE", name, expected, value);
}

function checkOption(name, option) {
  const path = `options.${name}`;
  check(option !== null && typeof option === "object", path, "Object", option);
  if (option.type !== "string" && option.type !== "boolean") {
    throw make("ERR_INVALID_ARG_TYPE", `${path}.type`, "('string|boolean')", option.type);
  }
  if (Object.hasOwn(option, "short")) {
    check(typeof option.short === "string", `${path}.short`, "string", option.short);
    if (option.short.length !== 1) {
      throw make("ERR_INVALID_ARG_VALUE", `${path}.short`, option.short, "must be a single character");
    }
  }
  if (Object.hasOwn(option, "multiple")) {
    check(typeof option.multiple === "boolean", `${path}.multiple`, "boolean", option.multiple);
  }
  if (option.default === undefined) return;
  const isList = option.multiple === true;
  check(!isList || Array.isArray(option.default), `${path}.default`, "Array", option.default);
  for (const one of isList ? option.default : [option.default]) {
    check(typeof one === option.type, `${path}.default`, option.type, one);
  }
}

function longOf(short, options) {
  for (const [name, option] of Object.entries(options)) if (option.short === short) return name;
  return short;
}

const typeOf = (name, options) => Object.hasOwn(options, name) ? options[name].type : undefined;

// Splits arguments into tokens: { kind: "option" | "positional" | "option-terminator", index, … }.
function tokensOf(args, options) {
  const tokens = [];
  const rest = [...args];
  let index = -1, expanded = 0;
  while (rest.length > 0) {
    const arg = rest.shift();
    const next = rest[0];
    if (expanded > 0) expanded--;
    else index++;
    if (arg === "--") {
      tokens.push({ kind: "option-terminator", index });
      for (const value of rest) tokens.push({ kind: "positional", index: ++index, value });
      break;
    }
    if (/^-[^-]$/.test(arg)) {
      const name = longOf(arg[1], options);
      const takes = typeOf(name, options) === "string" && next !== undefined;
      tokens.push({
        kind: "option", name, rawName: arg, index, value: takes ? next : undefined, inlineValue: takes ? false
          : undefined,
      });
      if (takes) {
        rest.shift();
        if (expanded > 0) expanded--;
        else index++;
      }
    } else if (/^-[^-]./.test(arg)) {
      const first = longOf(arg[1], options);
      if (typeOf(first, options) === "string") {
        tokens.push({ kind: "option", name: first, rawName: arg.slice(0, 2), index, value: arg.slice(2),
          inlineValue: true });
      } else {
        const group = groupOf(arg, options);
        rest.unshift(...group);
        expanded = group.length;
        index--;
        if (expanded > 0) index++;
      }
    } else if (/^--[^=]+=/.test(arg)) {
      const equals = arg.indexOf("=");
      tokens.push({
        kind: "option", name: arg.slice(2, equals), rawName: arg.slice(0, equals), index, value: arg.slice(equals + 1),
        inlineValue: true,
      });
    } else if (arg.startsWith("--") && arg.length > 2) {
      const name = arg.slice(2);
      const takes = typeOf(name, options) === "string" && next !== undefined;
      tokens.push({
        kind: "option", name, rawName: arg, index, value: takes ? next : undefined, inlineValue: takes ? false
          : undefined,
      });
      if (takes) {
        rest.shift();
        index++;
      }
    } else {
      tokens.push({ kind: "positional", index, value: arg });
    }
  }
  return tokens;
}


// "-abc" as "-a -b -c", or as "-a -b c" if b takes a value.
function groupOf(arg, options) {
  const group = [];
  for (let i = 1; i < arg.length; i++) {
    const name = longOf(arg[i], options);
    if (typeOf(name, options) !== "string" || i === arg.length - 1) {
      group.push(`-${arg[i]}`);
    } else {
      group.push(`-${arg.slice(i)}`);
      break;
    }
  }
  return group;
}

function shownOption(token, options) {
  const option = options[token.name];
  return option?.short ? `-${option.short}, --${token.name}` : `--${token.name}`;
}

function checkToken(token, options, config) {
  if (!Object.hasOwn(options, token.name)) {
    if (token.name.startsWith("no-") && config.allowNegative && Object.hasOwn(options, token.name.slice(3))) return;
    throw make("ERR_PARSE_ARGS_UNKNOWN_OPTION", token.rawName, config.allowPositionals);
  }
  const shown = shownOption(token, options);
  const { type } = options[token.name];
  if (type === "string" && typeof token.value !== "string") {
    throw withCode(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown} <value>' argument missing`);
  }
  if (type === "boolean" && token.value !== undefined) {
    throw withCode(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown}' does not take an argument`);
  }
  if (type === "string" && token.inlineValue === false && token.value.length > 1 && token.value.startsWith("-")) {
    const example = token.rawName.startsWith("--") ? `'${token.rawName}=-XYZ'`
      : `'--${token.name}=-XYZ' or '${token.rawName}-XYZ'`;
    throw withCode(TypeError, "ERR_PARSE_ARGS_INVALID_OPTION_VALUE",
      `Option '${token.rawName}' argument is ambiguous.\n` +
      `Did you forget to specify the option argument for '${token.rawName}'?\n` +
      `To specify an option argument starting with a dash use ${example}.`);
  }
}

function store(token, options, values, config) {
  let { name } = token;
  if (name === "__proto__") return;
  let value = token.value ?? true;
  if (config.allowNegative && name.startsWith("no-") && token.value === undefined) {
    token.name = name = name.slice(3);
    value = false;
  }
  if (options[name]?.multiple) (values[name] ??= []).push(value);
  else values[name] = value;
}

function defaultArgs() {
  return process.argv.slice(2);
}

/** The options and positional arguments of `config.args`. */
function parseArgs(config = {}) {
  check(config !== null && typeof config === "object", "config", "Object", config);
  const args = config.args ?? defaultArgs();
  check(Array.isArray(args), "args", "Array", args);
  const options = config.options ?? {};
  check(options !== null && typeof options === "object", "options", "Object", options);
  const strict = config.strict ?? true;
  const settings = { allowPositionals: config.allowPositionals ?? !strict,
    allowNegative: config.allowNegative ?? false };
  for (const [name, option] of Object.entries(options)) checkOption(name, option);
  const tokens = tokensOf(args, options);
  const result = { values: { __proto__: null }, positionals: [] };
  if (config.tokens) result.tokens = tokens;
  for (const token of tokens) {
    if (token.kind === "option") {
      if (strict) checkToken(token, options, settings);
      store(token, options, result.values, settings);
    } else if (token.kind === "positional") {
      if (!settings.allowPositionals) throw make("ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL", token.value);
      result.positionals.push(token.value);
    }
  }
  for (const [name, option] of Object.entries(options)) {
    if (option.default !== undefined && result.values[name] === undefined) result.values[name] = option.default;
  }
  return result;
}

module.exports = { parseArgs };
