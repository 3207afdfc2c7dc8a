// no-mixed-requires: `require` calls and other variables in one declaration.
#include "rules/rule.h"
#include "rules/static_names.h"

enum { MIXED, MIXED_MODULES };

static const RuleMessage messages[] = {
    [MIXED] = {"noMixRequire", "Do not mix 'require' and other declarations."},
    [MIXED_MODULES] = {"noMixCoreModuleFileComputed",
                       "Do not mix core, module, file and computed requires."},
};

// Node's modules as the rule has known them since its beginning.
static const char *const core_modules[] = {
    "assert",      "buffer",   "child_process", "cluster", "crypto", "dgram", "dns",    "domain",
    "events",      "fs",       "http",          "https",   "net",    "os",    "path",   "punycode",
    "querystring", "readline", "repl",          "smalloc", "stream", "tls",   "string_decoder",
    "tty",         "url",      "util",          "v8",      "vm",     "zlib"};

typedef enum From {
  FROM_NOTHING,
  FROM_REQUIRE,
  FROM_OTHER,
} From;

typedef enum ModuleKind {
  MODULE_COMPUTED,
  MODULE_CORE,
  MODULE_FILE,
  MODULE_PACKAGE,
} ModuleKind;

// The option's flag; the option may be a boolean alone, which is `grouping`.
static bool is_set(RuleContext *context, const char *key) {
  const Json *given = option(context, 0);
  if (json_is(given, JSON_OBJECT)) return json_is(json_get(given, text_of(key)), JSON_TRUE);
  return json_is(given, JSON_TRUE) && strcmp(key, "grouping") == 0;
}

static From from_of(RuleContext *context, NodeId declarator) {
  const Tree *tree = context->tree;
  NodeId at = estree_child(tree, declarator, FIELD_VALUE);
  if (!at) return FROM_NOTHING;
  for (;;) {
    if (tree_child(tree, at, FIELD_OPTIONAL_CHAIN)) return FROM_OTHER;
    NodeKind kind = tree_kind(tree, at);
    if (estree_is_member(kind)) {
      at = estree_child(tree, at, FIELD_OBJECT);
      continue;
    }
    NodeId callee = called_function(tree, at);
    if (!callee) return FROM_OTHER;
    if (is_identifier(tree, callee, "require")) return FROM_REQUIRE;
    if (tree_kind(tree, callee) != NODE_CALL_EXPRESSION || !is_set(context, "allowCall"))
      return FROM_OTHER;
    at = callee;
  }
}

static ModuleKind kind_of_name(Text name) {
  for (size_t i = 0; i < sizeof core_modules / sizeof *core_modules; i++) {
    if (text_is(name, text_of(core_modules[i]))) return MODULE_CORE;
  }
  uint32_t dots = 0;
  while (dots < 2 && dots < name.size && name.at[dots] == '.') ++dots;
  return dots < name.size && name.at[dots] == '/' ? MODULE_FILE : MODULE_PACKAGE;
}

static ModuleKind module_of(RuleContext *context, NodeId declarator) {
  const Tree *tree = context->tree;
  NodeId at = estree_child(tree, declarator, FIELD_VALUE);
  while (tree_kind(tree, at) != NODE_CALL_EXPRESSION) at = estree_child(tree, at, FIELD_OBJECT);
  NodeId first = tree_first_named(tree, tree_child(tree, at, FIELD_ARGUMENTS));
  Text name;
  NodeId inside = first ? tree_inside_parentheses(tree, first) : NO_NODE;
  if (tree_kind(tree, inside) != NODE_STRING || !static_string(context->code, inside, &name))
    return MODULE_COMPUTED;
  return kind_of_name(name);
}

static void check_declaration(RuleContext *context, NodeId node) {
  unsigned froms = 0, kinds = 0;
  tree_each_named(context->tree, node, each) {
    From from = from_of(context, each);
    froms |= 1U << from;
    if (from == FROM_REQUIRE) kinds |= 1U << module_of(context, each);
  }
  if (!(froms & 1U << FROM_REQUIRE)) return;
  if (froms != 1U << FROM_REQUIRE)
    report(context, node, MIXED);
  else if (is_set(context, "grouping") && (kinds & (kinds - 1)))
    report(context, node, MIXED_MODULES);
}

const Rule rule_no_mixed_requires = {
    .name = "no-mixed-requires",
    .type = RULE_SUGGESTION,
    .flags = RULE_DEPRECATED,
    .summary = "Disallow declarations that mix `require` calls with other variables",
    .why = "What a module needs is easier to see where it stands by itself.",
    .options = "(boolean | { grouping: boolean, allowCall: boolean })",
    .messages = messages,
    .bad = EXAMPLES({"var fs = require(\"fs\"), i = 0;"},
                    {"var fs = require(\"fs\"), app = require(\"./app\");", "[true]"}),
    .good = EXAMPLES({"var fs = require(\"fs\"), app = require(\"./app\");"}, {"var i = 0, j;"}),
    .visits = VISITS({NODE_VARIABLE_DECLARATION, check_declaration},
                     {NODE_LEXICAL_DECLARATION, check_declaration},
                     {NODE_USING_DECLARATION, check_declaration}),
};
