// func-name-matching: the name of a function and the name of what it is assigned to.
#include "base/utf8.h"
#include "rules/rule.h"
#include "rules/static_names.h"
#include "syntax/name.h"

enum { MATCH_PROPERTY, MATCH_VARIABLE, NOT_MATCH_PROPERTY, NOT_MATCH_VARIABLE };

static const RuleMessage messages[] = {
    [MATCH_PROPERTY] = {"matchProperty", "Function name `{0}` should match property name `{1}`."},
    [MATCH_VARIABLE] = {"matchVariable", "Function name `{0}` should match variable name `{1}`."},
    [NOT_MATCH_PROPERTY] = {"notMatchProperty",
                            "Function name `{0}` should not match property name `{1}`."},
    [NOT_MATCH_VARIABLE] = {"notMatchVariable",
                            "Function name `{0}` should not match variable name `{1}`."},
};

static bool is_never(RuleContext *context) {
  return option_is(context, 0, "never");
}

// The options stand first where there is no word before them.
static bool is_on(RuleContext *context, const char *key) {
  uint32_t index = json_is(option(context, 0), JSON_OBJECT) ? 0 : 1;
  return option_flag(context, index, key);
}

// The name of a function expression, or an empty text.
static Text function_name(const Tree *tree, NodeId value) {
  NodeKind kind = tree_kind(tree, value);
  if (kind != NODE_FUNCTION_EXPRESSION && kind != NODE_GENERATOR_FUNCTION) return TEXT("");
  NodeId name = tree_child(tree, value, FIELD_NAME);
  return name ? tree_text(tree, name) : TEXT("");
}

static void compare(RuleContext *context, NodeId node, Text function, Text name, bool is_property) {
  bool is_same = text_is(function, name), never = is_never(context);
  if (is_same != never) return;
  int message = is_property ? (never ? NOT_MATCH_PROPERTY : MATCH_PROPERTY)
                            : (never ? NOT_MATCH_VARIABLE : MATCH_VARIABLE);
  report(context, node, message, function, name);
}

// Letters that names may begin with, or go on with, only since ES2015: they are none of Unicode's
// categories of letters, or beyond 16 bits.
static bool is_new_in_names(uint32_t code) {
  switch (code) {
  case 0xB7:
  case 0x387:
  case 0x1885:
  case 0x1886:
  case 0x19DA:
  case 0x2118:
  case 0x212E:
  case 0x309B:
  case 0x309C: return true;
  default: return (code >= 0x1369 && code <= 0x1371) || code > 0xFFFF;
  }
}

// Whether a text could be the name of a function.
static bool is_name(RuleContext *context, Text text) {
  bool is_old = context->code->language.ecma_version < 2015;
  uint32_t length;
  for (uint32_t i = 0; i < text.size; i += length) {
    uint32_t code = utf8_decode(text, i, &length);
    bool is_letter = i ? name_can_contain(code) : name_can_start(code);
    if (!is_letter || (is_old && is_new_in_names(code))) return false;
  }
  Word word = name_word(text);
  return text.size > 0 && word != WORD_RESERVED && (is_old || word != WORD_YIELD);
}

// ---- Variables

static void check_declarator(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Text function = function_name(tree, estree_child(tree, node, FIELD_VALUE));
  NodeId name = tree_child(tree, node, FIELD_NAME);
  if (function.size && is_identifier(tree, name, NULL))
    compare(context, node, function, tree_text(tree, name), false);
}

static void check_assignment(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Text function = function_name(tree, estree_child(tree, node, FIELD_RIGHT)), name;
  if (function.size == 0) return;
  NodeId left = estree_child(tree, node, FIELD_LEFT);
  if (is_identifier(tree, left, NULL)) {
    compare(context, node, function, tree_text(tree, left), false);
    return;
  }
  if (!is_on(context, "includeCommonJSModuleExports") &&
      is_member_of(context->code, left, "module", "exports"))
    return;
  NodeId index = estree_child(tree, left, FIELD_INDEX);
  if (index && tree_kind(tree, index) != NODE_STRING) return;
  if (!static_member_name(context->code, left, &name)) return;
  if (is_name(context, name)) compare(context, node, function, name, true);
}

// ---- Properties

static bool is_call_of(RuleContext *context, NodeId arguments, const char *object,
                       const char *method) {
  const Tree *tree = context->tree;
  if (tree_kind(tree, arguments) != NODE_ARGUMENTS) return false;
  NodeId called = called_function(tree, tree_node(tree, arguments)->parent);
  return called && is_member_of(context->code, called, object, method);
}

// A descriptor's `value`: the function's name is that of the property which is described. False:
// it is no descriptor.
static bool check_descriptor(RuleContext *context, NodeId node, Text function) {
  const Tree *tree = context->tree;
  NodeId around = estree_parent(tree, tree_node(tree, node)->parent);
  if (is_call_of(context, around, "Object", "defineProperty") ||
      is_call_of(context, around, "Reflect", "defineProperty")) {
    NodeId first = tree_first_named(tree, around);
    NodeId second = tree_inside_parentheses(tree, tree_next_named(tree, first));
    Text name;
    if (tree_kind(tree, second) == NODE_STRING && static_string(context->code, second, &name))
      compare(context, node, function, name, true);
    return true;
  }
  if (tree_kind(tree, around) != NODE_PAIR) return false;
  NodeId list = estree_parent(tree, tree_node(tree, around)->parent);
  if (!is_call_of(context, list, "Object", "defineProperties") &&
      !is_call_of(context, list, "Object", "create"))
    return false;
  NodeId key = tree_child(tree, around, FIELD_KEY);
  bool is_computed = tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME;
  NodeId inside = is_computed ? tree_inside_parentheses(tree, tree_first_named(tree, key)) : key;
  Text name;
  if ((!is_computed || tree_kind(tree, inside) == NODE_STRING) &&
      static_key_name(context->code, key, &name))
    compare(context, node, function, name, true);
  return true;
}

static void check_key(RuleContext *context, NodeId node, NodeId key, NodeId value) {
  const Tree *tree = context->tree;
  Text function = function_name(tree, tree_inside_parentheses(tree, value)), name;
  if (function.size == 0) return;
  if (tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER) {
    name = tree_text(tree, key);
    bool is_value = text_is(name, TEXT("value")) && is_on(context, "considerPropertyDescriptor");
    if (!is_value || !check_descriptor(context, node, function))
      compare(context, node, function, name, true);
    return;
  }
  bool is_computed = tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME;
  NodeId text = is_computed ? tree_inside_parentheses(tree, tree_first_named(tree, key)) : key;
  if (tree_kind(tree, text) == NODE_STRING && static_string(context->code, text, &name) &&
      is_name(context, name))
    compare(context, node, function, name, true);
}

static void check_pair(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  check_key(context, node, tree_child(tree, node, FIELD_KEY), tree_child(tree, node, FIELD_VALUE));
}

static void check_field(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = tree_child(tree, node, FIELD_VALUE);
  if (value) check_key(context, node, tree_child(tree, node, FIELD_PROPERTY), value);
}

const Rule rule_func_name_matching = {
    .name = "func-name-matching",
    .type = RULE_SUGGESTION,
    .summary = "Require functions to have the name that they are assigned to",
    .why = "A function that has another name than its variable shows up in stack traces under a "
           "name that nobody calls.",
    .options = "('always' | 'never') | { considerPropertyDescriptor: boolean = false, "
               "includeCommonJSModuleExports: boolean = false }, { considerPropertyDescriptor: "
               "boolean = false, includeCommonJSModuleExports: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const load = function read() {};"},
                    {"const load = function load() {};", "[\"never\"]"}),
    .good = EXAMPLES({"const load = function load() {};"}, {"const load = function () {};"}),
    .visits = VISITS({NODE_VARIABLE_DECLARATOR, check_declarator},
                     {NODE_ASSIGNMENT_EXPRESSION, check_assignment},
                     {NODE_AUGMENTED_ASSIGNMENT_EXPRESSION, check_assignment},
                     {NODE_PAIR, check_pair}, {NODE_FIELD_DEFINITION, check_field}),
};
