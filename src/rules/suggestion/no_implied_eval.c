// no-implied-eval: strings given to `setTimeout`, `setInterval` and `execScript`.
#include "rules/constants.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { IMPLIED, EXEC_SCRIPT };
enum {
  STRING_DEPTH_LIMIT = 200,  // of expressions that are looked into
  STRING_STEP_LIMIT = 10000, // for one call: constants that name each other twice would double it
};

typedef struct Search {
  SourceCode *code;
  uint32_t step_count;
} Search;

static const RuleMessage messages[] = {
    [IMPLIED] = {"impliedEval", "Implied eval. Consider passing a function instead of a string."},
    [EXEC_SCRIPT] = {"execScript", "Implied eval. Do not use execScript()."},
};

static bool is_evaluator(Text name) {
  return text_is(name, TEXT("setTimeout")) || text_is(name, TEXT("setInterval")) ||
         text_is(name, TEXT("execScript"));
}

// The value of a variable that is written to only by its declaration, or NO_NODE.
static NodeId constant_value(SourceCode *code, NodeId name) {
  const VariableTable *table = source_variables(code);
  VariableId id = variable_at(table, name);
  DefinitionId first = table->variables[id].first_definition;
  const Definition *definition = &table->definitions[first];
  if (!first || definition->next_of_variable || definition->kind != DEFINITION_VARIABLE)
    return NO_NODE;
  variable_each_reference(table, id, each) {
    unsigned flags = table->references[each].flags;
    if ((flags & REFERENCE_WRITE) && !(flags & REFERENCE_INIT)) return NO_NODE;
  }
  bool is_plain = tree_kind(code->tree, definition->node) == NODE_VARIABLE_DECLARATOR &&
                  tree_child(code->tree, definition->node, FIELD_NAME) == definition->name;
  return is_plain ? estree_child(code->tree, definition->node, FIELD_VALUE) : NO_NODE;
}

static bool is_string(Search *search, NodeId node, uint32_t depth);

static bool is_string_of_two(Search *search, NodeId node, uint32_t depth) {
  const Tree *tree = search->code->tree;
  bool left = is_string(search, tree_child(tree, node, FIELD_LEFT), depth + 1);
  switch ((int)estree_operator(tree, node)) {
  case TOKEN_PLUS: return left || is_string(search, tree_child(tree, node, FIELD_RIGHT), depth + 1);
  case TOKEN_LOGICAL_OR:
  case TOKEN_NULLISH: return left;
  case TOKEN_LOGICAL_AND:
    return left && is_string(search, tree_child(tree, node, FIELD_RIGHT), depth + 1);
  default: return false;
  }
}

static bool is_string(Search *search, NodeId node, uint32_t depth) {
  SourceCode *code = search->code;
  const Tree *tree = code->tree;
  if (!node || depth > STRING_DEPTH_LIMIT || ++search->step_count > STRING_STEP_LIMIT) return false;
  node = tree_inside_parentheses(tree, node);
  switch ((int)tree_kind(tree, node)) {
  case NODE_STRING:
  case NODE_TEMPLATE_STRING: return true;
  case NODE_IDENTIFIER: return is_string(search, constant_value(code, node), depth + 1);
  case NODE_SEQUENCE_EXPRESSION: return is_string(search, tree_last_child(tree, node), depth + 1);
  case NODE_ASSIGNMENT_EXPRESSION:
    return is_string(search, tree_child(tree, node, FIELD_RIGHT), depth + 1);
  case NODE_BINARY_EXPRESSION: return is_string_of_two(search, node, depth);
  case NODE_CALL_EXPRESSION:
    return is_global_call(code, node, "String") &&
           is_constant(code, argument_at(tree, node, 0), false);
  default: return false;
  }
}

static void check_arguments(RuleContext *context, NodeId call, Text name) {
  NodeId first = argument_at(context->tree, call, 0);
  Search search = {.code = context->code};
  if (!first || !is_string(&search, first, 0)) return;
  report(context, call, text_is(name, TEXT("execScript")) ? EXEC_SCRIPT : IMPLIED);
}

// Whether it is the global object, or a chain of members that leads to it: `window.window`.
static bool is_global_object(RuleContext *context, NodeId node) {
  static const char *const objects[] = {"global", "window", "globalThis", "self"};
  const Tree *tree = context->tree;
  for (size_t i = 0; i < sizeof objects / sizeof *objects; i++) {
    NodeId at = node;
    while (is_member_of(context->code, at, NULL, objects[i]))
      at = estree_child(tree, at, FIELD_OBJECT);
    if (is_global(context->code, at, objects[i])) return true;
  }
  return false;
}

static void check_call(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  Text name;
  if (!callee) return;
  if (tree_kind(tree, callee) == NODE_IDENTIFIER) {
    name = tree_text(tree, callee);
    if (!is_evaluator(name)) return;
    if (is_global(context->code, callee, NULL)) check_arguments(context, node, name);
    return;
  }
  if (!static_member_name(context->code, callee, &name) || !is_evaluator(name)) return;
  if (is_global_object(context, estree_child(tree, callee, FIELD_OBJECT)))
    check_arguments(context, node, name);
}

const Rule rule_no_implied_eval = {
    .name = "no-implied-eval",
    .type = RULE_SUGGESTION,
    .summary = "Disallow code in strings for `setTimeout` and its like",
    .why = "Such a string is run as by `eval`, in the global scope.",
    .messages = messages,
    .bad = EXAMPLES({"/* global setTimeout */\nsetTimeout(\"draw()\", 100);"},
                    {"/* global window */\nwindow.setInterval(\"count += 1\", 10);"}),
    .good = EXAMPLES({"setTimeout(draw, 100);"}, {"setTimeout(() => draw(), 100);"}),
    .visits = VISITS({NODE_CALL_EXPRESSION, check_call}),
};
