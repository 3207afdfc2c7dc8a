// no-empty-function: functions with nothing in them.
#include "rules/functions.h"
#include "rules/rule.h"

enum { UNEXPECTED, SUGGEST_COMMENT };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unexpected empty {0}."},
    [SUGGEST_COMMENT] = {"suggestComment", "Add comment inside empty {0}."},
};

// What the option calls it.
static const char *kind_of(const Tree *tree, NodeId node) {
  bool is_async = function_is_async(tree, node), is_generator = function_is_generator(tree, node);
  if (tree_kind(tree, node) == NODE_ARROW_FUNCTION) return "arrowFunctions";
  NodeId member = tree_kind(tree, node) == NODE_METHOD_DEFINITION ? node : NO_NODE;
  if (!member)
    return is_generator ? "generatorFunctions" : is_async ? "asyncFunctions" : "functions";
  if (tree_child_of_kind(tree, node, TOKEN_GET_WORD)) return "getters";
  if (tree_child_of_kind(tree, node, TOKEN_SET_WORD)) return "setters";
  if (function_is_constructor(tree, node)) return "constructors";
  return is_generator ? "generatorMethods" : is_async ? "asyncMethods" : "methods";
}

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId body = tree_child(tree, node, FIELD_BODY);
  if (tree_kind(tree, body) != NODE_STATEMENT_BLOCK || tree_first_named(tree, body)) return;
  const Node *block = tree_node(tree, body);
  if (tokens_have_comment(source_tokens(context->code), block->start, block->end)) return;
  const Json *allow = option_field(context, 0, "allow");
  if (allow && json_list_has(allow, text_of(kind_of(tree, node)))) return;
  Text title = function_title(context->code, node);
  RuleReport *made = report(context, body, UNEXPECTED, title);
  RuleSuggestion *comment = suggest(context, made, SUGGEST_COMMENT, title);
  edits_replace(&comment->edits, context->arena, (Span){block->start + 1, block->end - 1},
                TEXT(" /* empty */ "));
}

const Rule rule_no_empty_function = {
    .name = "no-empty-function",
    .type = RULE_SUGGESTION,
    .flags = RULE_SUGGESTS,
    .summary = "Disallow functions with nothing in them",
    .why = "An empty function may be unfinished. A comment in it tells that it is meant.",
    .options = "{ allow: ('functions' | 'arrowFunctions' | 'generatorFunctions' | 'methods' | "
               "'generatorMethods' | 'getters' | 'setters' | 'constructors' | 'asyncFunctions' | "
               "'asyncMethods' | 'privateConstructors' | 'protectedConstructors' | "
               "'decoratedFunctions' | 'overrideMethods')[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"function done() {}"}),
    .good = EXAMPLES({"function done() { /* nothing to close */ }"},
                     {"list.forEach(() => {});", "[{\"allow\": [\"arrowFunctions\"]}]"}),
    .visits = VISITS(
        {NODE_ARROW_FUNCTION, check_function}, {NODE_FUNCTION_DECLARATION, check_function},
        {NODE_FUNCTION_EXPRESSION, check_function}, {NODE_GENERATOR_FUNCTION, check_function},
        {NODE_GENERATOR_FUNCTION_DECLARATION, check_function},
        {NODE_METHOD_DEFINITION, check_function}),
};
