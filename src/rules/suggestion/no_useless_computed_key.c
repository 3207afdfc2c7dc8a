// no-useless-computed-key: `{ ["a"]: 1 }` where `{ a: 1 }` does.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "rules/touching.h"

enum { COMPUTED };

static const RuleMessage messages[] = {
    [COMPUTED] = {"unnecessarilyComputedProperty", "Unnecessarily computed property [{0}] found."},
};

static bool is_in_class(const Tree *tree, NodeId property) {
  return tree_kind(tree, tree_node(tree, property)->parent) == NODE_CLASS_BODY;
}

// Names that mean something else where they are not computed.
static bool is_special(const Tree *tree, NodeId property, Text name) {
  NodeKind kind = tree_kind(tree, property);
  if (kind == NODE_PAIR_PATTERN) return false;
  if (!is_in_class(tree, property)) return kind == NODE_PAIR && text_is(name, TEXT("__proto__"));
  bool is_static = tree_is_static(tree, property);
  bool is_constructor = text_is(name, TEXT("constructor"));
  if (kind == NODE_FIELD_DEFINITION)
    return is_constructor || (is_static && text_is(name, TEXT("prototype")));
  return is_static ? text_is(name, TEXT("prototype")) : is_constructor;
}

static void fix(RuleContext *context, RuleReport *made, NodeId computed, NodeId value) {
  const TokenTable *tokens = source_tokens(context->code);
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, computed);
  if (tokens_have_comment(tokens, at->start, at->end)) return;
  Text text = tree_text(tree, value);
  fix_replace(made, context->arena, (Span){at->start, at->end},
              touching_text(context->code, at->start, at->end, text));
}

static void check_key(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId property = tree_node(tree, node)->parent;
  NodeId value = tree_inside_parentheses(tree, tree_first_named(tree, node));
  NodeKind kind = tree_kind(tree, value);
  if (kind != NODE_STRING && kind != NODE_NUMBER) return;
  if (is_in_class(tree, property) && !option_flag(context, 0, "enforceForClassMembers")) return;
  Text name, text = tree_text(tree, value);
  if (kind == NODE_NUMBER && text.at[text.size - 1] == 'n')
    return; // older parsers take no such key
  if (!static_string(context->code, value, &name) || is_special(tree, property, name)) return;
  fix(context, report(context, property, COMPUTED, tree_text(tree, value)), node, value);
}

const Rule rule_no_useless_computed_key = {
    .name = "no-useless-computed-key",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Disallow computed keys that are strings or numbers",
    .why = "Brackets say that a name is found out by running code. Around a string nothing is "
           "found out.",
    .options = "{ enforceForClassMembers: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"const size = { [\"width\"]: 1 };"}),
    .good = EXAMPLES({"const size = { width: 1, [name]: 2 };"}),
    .visits = VISITS({NODE_COMPUTED_PROPERTY_NAME, check_key}),
};
