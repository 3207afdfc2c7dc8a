// no-unused-expressions: an expression that does nothing, as a statement.
#include "rules/prologue.h"
#include "rules/rule.h"
#include "rules/static_names.h"

enum { UNUSED };

static const RuleMessage messages[] = {
    [UNUSED] = {"unusedExpression",
                "Expected an assignment or function call and instead saw an expression."},
};

enum { WAITING_LIMIT = 64 }; // branches that are looked at; with more, something may happen

typedef enum Verdict { DOES_NOTHING, DOES_SOMETHING, ASK_LEFT_AND_RIGHT, ASK_RIGHT } Verdict;

static Verdict judge_binary(RuleContext *context, NodeId node) {
  switch ((int)estree_operator(context->tree, node)) {
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_OR:
  case TOKEN_NULLISH:
    return option_flag(context, 0, "allowShortCircuit") ? ASK_RIGHT : DOES_NOTHING;
  default: return DOES_NOTHING;
  }
}

static Verdict judge(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  switch ((int)tree_kind(tree, node)) {
  case NODE_ARRAY:
  case NODE_ARROW_FUNCTION:
  case NODE_CLASS:
  case NODE_FALSE:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_IDENTIFIER:
  case NODE_MEMBER_EXPRESSION:
  case NODE_META_PROPERTY:
  case NODE_NULL:
  case NODE_NUMBER:
  case NODE_OBJECT:
  case NODE_REGEX:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_STRING:
  case NODE_SUBSCRIPT_EXPRESSION:
  case NODE_TEMPLATE_STRING:
  case NODE_THIS:
  case NODE_TRUE:
  case NODE_UNDEFINED: return DOES_NOTHING;
  case NODE_BINARY_EXPRESSION: return judge_binary(context, node);
  case NODE_CALL_EXPRESSION: {
    bool is_tagged =
        tree_kind(tree, tree_child(tree, node, FIELD_ARGUMENTS)) == NODE_TEMPLATE_STRING;
    return is_tagged && !option_flag(context, 0, "allowTaggedTemplates") ? DOES_NOTHING
                                                                         : DOES_SOMETHING;
  }
  case NODE_JSX_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT:
    return option_flag(context, 0, "enforceForJSX") ? DOES_NOTHING : DOES_SOMETHING;
  case NODE_TERNARY_EXPRESSION:
    return option_flag(context, 0, "allowTernary") ? ASK_LEFT_AND_RIGHT : DOES_NOTHING;
  case NODE_UNARY_EXPRESSION: {
    NodeKind sign = estree_operator(tree, node);
    return sign == TOKEN_DELETE_WORD || sign == TOKEN_VOID_WORD ? DOES_SOMETHING : DOES_NOTHING;
  }
  default: return DOES_SOMETHING;
  }
}

static bool does_nothing(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId waiting[WAITING_LIMIT];
  uint32_t count = 0;
  waiting[count++] = node;
  while (count && count + 2 < WAITING_LIMIT) {
    NodeId at = tree_inside_parentheses(tree, waiting[--count]);
    switch (judge(context, at)) {
    case DOES_NOTHING: return true;
    case DOES_SOMETHING: break;
    case ASK_RIGHT: waiting[count++] = tree_child(tree, at, FIELD_RIGHT); break;
    case ASK_LEFT_AND_RIGHT:
      waiting[count++] = tree_child(tree, at, FIELD_ALTERNATIVE);
      waiting[count++] = tree_child(tree, at, FIELD_CONSEQUENCE);
      break;
    }
  }
  return false;
}

static void check_statement(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = tree_first_named(tree, node);
  bool is_in_head = tree_kind(tree, tree_node(tree, node)->parent) == NODE_FOR_STATEMENT &&
                    tree_node(tree, node)->field != FIELD_BODY;
  if (is_in_head) return;
  if (!does_nothing(context, value)) return;
  bool has_directives =
      context->code->language.ecma_version > 3 || option_flag(context, 0, "ignoreDirectives");
  if (has_directives && is_directive(context->code, node)) return;
  report(context, node, UNUSED);
}

const Rule rule_no_unused_expressions = {
    .name = "no-unused-expressions",
    .type = RULE_SUGGESTION,
    .summary = "Disallow expressions that do nothing",
    .why = "`a === 1;` does nothing: a call or an assignment was meant, or it was left behind.",
    .options = "{ allowShortCircuit: boolean = false, allowTernary: boolean = false, "
               "allowTaggedTemplates: boolean = false, enforceForJSX: boolean = false, "
               "ignoreDirectives: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"count + 1;"}, {"done && close;"}, {"for (;;) count;"}),
    .good = EXAMPLES({"count += 1;"}, {"done && close();", "[{\"allowShortCircuit\": true}]"}),
    .visits = VISITS({NODE_EXPRESSION_STATEMENT, check_statement}),
};
