// prefer-destructuring: `const a = b.a` where `const { a } = b` does.
#include "rules/rule.h"
#include "rules/static_names.h"
#include "syntax/literal_number.h"
#include "syntax/precedence.h"

#include <math.h>

enum { PREFER };

static const RuleMessage messages[] = {
    [PREFER] = {"preferDestructuring", "Use {0} destructuring."},
};

// Whether the options ask for `what` ("array", "object") in nodes of a type.
static bool is_asked(RuleContext *context, const char *type, const char *what) {
  const Json *given = option(context, 0);
  if (!given) return true;
  bool is_for_all = json_get(given, TEXT("array")) || json_get(given, TEXT("object"));
  const Json *own = is_for_all ? given : json_get(given, text_of(type));
  return json_is(json_get(own, text_of(what)), JSON_TRUE);
}

static bool is_index(const Tree *tree, NodeId node) {
  if (tree_kind(tree, node) != NODE_NUMBER) return false;
  Text text = tree_text(tree, node);
  if (text.at[text.size - 1] == 'n') return false;
  double value = literal_number_value(text);
  return isfinite(value) && floor(value) == value;
}

// Whether an object in front of a member is reached by `?.`, in the same chain.
static bool is_optional(const Tree *tree, NodeId member) {
  for (NodeId at = member; kind_is_link(tree_kind(tree, at));) {
    if (tree_child(tree, at, FIELD_OPTIONAL_CHAIN)) return true;
    NodeId object = tree_child(tree, at, FIELD_OBJECT);
    at = object ? object : tree_child(tree, at, FIELD_FUNCTION);
  }
  return false;
}

// Whether the property has the name of what it is given to.
static bool is_same_name(RuleContext *context, NodeId target, NodeId member) {
  const Tree *tree = context->tree;
  Text name;
  if (!is_identifier(tree, target, NULL)) return false;
  if (tree_kind(tree, member) == NODE_SUBSCRIPT_EXPRESSION &&
      tree_kind(tree, estree_child(tree, member, FIELD_INDEX)) != NODE_STRING)
    return false;
  return static_member_name(context->code, member, &name) && text_is(name, tree_text(tree, target));
}

// Comments may stand in the object only: what is around it goes.
static void fix(RuleContext *context, RuleReport *made, NodeId node, NodeId member) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  NodeId object = estree_child(tree, member, FIELD_OBJECT);
  const Node *all = tree_node(tree, node), *kept = tree_node(tree, object);
  if (tokens_have_comment(tokens, all->start, kept->start) ||
      tokens_have_comment(tokens, kept->end, all->end))
    return;
  bool is_loose = precedence_of(tree, object) < LEVEL_ASSIGN;
  Text name = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  fix_replace(made, context->arena, (Span){all->start, all->end},
              text_format(context->arena, "{%.*s} = %s%.*s%s", TEXT_ARGS(name), is_loose ? "(" : "",
                          TEXT_ARGS(tree_text(tree, object)), is_loose ? ")" : ""));
}

static void check(RuleContext *context, NodeId node, NodeId target, NodeId member) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, member);
  if (!estree_is_member(kind)) return;
  NodeId property = tree_child(tree, member, FIELD_PROPERTY);
  if (tree_kind(tree, estree_child(tree, member, FIELD_OBJECT)) == NODE_SUPER ||
      tree_kind(tree, property) == NODE_PRIVATE_PROPERTY_IDENTIFIER || is_optional(tree, member))
    return;
  bool is_declarator = tree_kind(tree, node) == NODE_VARIABLE_DECLARATOR;
  const char *type = is_declarator ? "VariableDeclarator" : "AssignmentExpression";
  if (kind == NODE_SUBSCRIPT_EXPRESSION &&
      is_index(tree, estree_child(tree, member, FIELD_INDEX))) {
    if (is_asked(context, type, "array")) report(context, node, PREFER, TEXT("array"));
    return;
  }
  if (!is_asked(context, type, "object")) return;
  bool is_same = is_same_name(context, target, member);
  if (!is_same && !option_flag(context, 1, "enforceForRenamedProperties")) return;
  RuleReport *made = report(context, node, PREFER, TEXT("object"));
  if (is_declarator && is_same && kind == NODE_MEMBER_EXPRESSION) fix(context, made, node, member);
}

static void check_declarator(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId value = estree_child(tree, node, FIELD_VALUE);
  if (value && tree_kind(tree, tree_node(tree, node)->parent) != NODE_USING_DECLARATION)
    check(context, node, tree_child(tree, node, FIELD_NAME), value);
}

static void check_assignment(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  check(context, node, estree_child(tree, node, FIELD_LEFT), estree_child(tree, node, FIELD_RIGHT));
}

const Rule rule_prefer_destructuring = {
    .name = "prefer-destructuring",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require patterns that take values out of objects and arrays",
    .why = "`const { name } = user` does not say the name twice.",
    .options = "({ array: boolean, object: boolean } | { VariableDeclarator: { array: boolean, "
               "object: boolean }, AssignmentExpression: { array: boolean, object: boolean } }), { "
               "enforceForRenamedProperties: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const name = user.name;"}, {"const first = list[0];"}),
    .good = EXAMPLES({"const { name } = user;"}, {"const [first] = list;"},
                     {"const label = user.name;"}),
    .visits = VISITS({NODE_VARIABLE_DECLARATOR, check_declarator},
                     {NODE_ASSIGNMENT_EXPRESSION, check_assignment}),
};
