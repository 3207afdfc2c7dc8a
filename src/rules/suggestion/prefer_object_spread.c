// prefer-object-spread: `Object.assign({}, a)` where `{ ...a }` does.
#include "rules/global_uses.h"
#include "rules/rule.h"
#include "rules/semicolons.h"

enum { USE_SPREAD, USE_LITERAL };

static const RuleMessage messages[] = {
    [USE_SPREAD] = {"useSpreadMessage",
                    "Use an object spread instead of `Object.assign` eg: `{ ...foo }`."},
    [USE_LITERAL] = {"useLiteralMessage",
                     "Use an object literal instead of `Object.assign`. eg: `{ foo: bar }`."},
};

static const char *const paths[] = {"Object.assign", NULL};

static bool has_accessors(const Tree *tree, NodeId object) {
  tree_each_named(tree, object, each) {
    if (tree_kind(tree, each) == NODE_METHOD_DEFINITION &&
        (tree_child_of_kind(tree, each, TOKEN_GET_WORD) ||
         tree_child_of_kind(tree, each, TOKEN_SET_WORD)))
      return true;
  }
  return false;
}

// Whether an object that stands where the call does needs parentheses.
static bool needs_brackets(const TokenTable *tokens, const Tree *tree, NodeId call) {
  NodeId parent = estree_parent(tree, call);
  switch ((int)tree_kind(tree, parent)) {
  case NODE_ARRAY:
  case NODE_CALL_EXPRESSION:
  case NODE_PAIR:
  case NODE_RETURN_STATEMENT:
  case NODE_VARIABLE_DECLARATOR: return false;
  case NODE_ARGUMENTS:
    if (tree_kind(tree, tree_node(tree, parent)->parent) == NODE_CALL_EXPRESSION) return false;
    break;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    if (estree_child(tree, parent, FIELD_LEFT) != call) return false;
    break;
  default: break;
  }
  return !(token_is(tokens, token_before(tokens, tree, call), TOKEN_PAREN_OPEN) &&
           token_is(tokens, token_after(tokens, tree, call), TOKEN_PAREN_CLOSE));
}

static bool is_space(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

// Takes the braces off an object, and the spaces inside of them.
static void open_object(RuleContext *context, RuleReport *made, NodeId argument, NodeId object) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId left = token_first(tokens, tree, argument), right = token_last(tokens, tree, argument);
  TokenId open = token_first(tokens, tree, object), close = token_last(tokens, tree, object);
  TokenId comma = token_next(tokens, right);
  bool has_comma = token_is(tokens, token_previous(tokens, close), TOKEN_COMMA);
  bool is_empty = !tree_first_named(tree, object);
  for (TokenId id = left; id < open; id = token_next(tokens, id)) {
    if (id != left)
      fix_remove(made, context->arena, (Span){tokens->at[id].start, tokens->at[id].end});
  }
  Span head = {tokens->at[left].start, tokens->at[left].end};
  while (is_space(tree->source.at[head.end])) ++head.end;
  fix_remove(made, context->arena, head);
  if (open != left) {
    fix_remove(made, context->arena, (Span){tokens->at[open].start, tokens->at[open].end});
    fix_remove(made, context->arena, (Span){tokens->at[close].start, tokens->at[close].end});
  }
  for (TokenId id = close + 1; open != left && id < right; id++) {
    if (!token_is_comment(tokens, id))
      fix_remove(made, context->arena, (Span){tokens->at[id].start, tokens->at[id].end});
  }
  Span tail = {tokens->at[right].start, tokens->at[right].end};
  bool is_behind_line = tokens->at[right - 1].type == TOKEN_TYPE_LINE_COMMENT;
  while (!is_behind_line && tail.start > head.end && is_space(tree->source.at[tail.start - 1]))
    --tail.start;
  fix_remove(made, context->arena, tail);
  if ((is_empty || has_comma) && token_is(tokens, comma, TOKEN_COMMA))
    fix_remove(made, context->arena, (Span){tokens->at[comma].start, tokens->at[comma].end});
}

static void spread_argument(RuleContext *context, RuleReport *made, NodeId argument) {
  const Tree *tree = context->tree;
  const Node *at = tree_node(tree, argument);
  NodeKind kind = tree_kind(tree, argument);
  bool is_loose = kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_ARROW_FUNCTION ||
                  kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION || kind == NODE_TERNARY_EXPRESSION;
  fix_insert(made, context->arena, at->start, is_loose ? TEXT("...(") : TEXT("..."));
  if (is_loose) fix_insert(made, context->arena, at->end, TEXT(")"));
}

static void fix(RuleContext *context, RuleReport *made, NodeId node, NodeId list) {
  const Tree *tree = context->tree;
  const TokenTable *tokens = source_tokens(context->code);
  const Node *call = tree_node(tree, node), *brackets = tree_node(tree, list);
  bool needs = needs_brackets(tokens, tree, node);
  NodeId statement = statement_begun_by(tree, node);
  bool goes_on = needs && statement && needs_semicolon_before(context->code, statement);
  fix_replace(made, context->arena, (Span){call->start, brackets->start + 1},
              goes_on ? TEXT(";({")
              : needs ? TEXT("({")
                      : TEXT("{"));
  tree_each_named(tree, list, each) {
    NodeId inside = tree_inside_parentheses(tree, each);
    if (tree_kind(tree, inside) == NODE_OBJECT)
      open_object(context, made, each, inside);
    else
      spread_argument(context, made, each);
  }
  fix_replace(made, context->arena, (Span){brackets->end - 1, brackets->end},
              needs ? TEXT("})") : TEXT("}"));
}

static void check_call(void *with, NodeId node, uint32_t path) {
  (void)path;
  RuleContext *context = with;
  const Tree *tree = context->tree;
  NodeId list = tree_child(tree, node, FIELD_ARGUMENTS);
  if (tree_kind(tree, node) != NODE_CALL_EXPRESSION || tree_kind(tree, list) != NODE_ARGUMENTS)
    return;
  NodeId first = tree_first_named(tree, list);
  if (!first || tree_kind(tree, tree_inside_parentheses(tree, first)) != NODE_OBJECT) return;
  bool has_more = tree_next_named(tree, first) != NO_NODE;
  tree_each_named(tree, list, each) {
    NodeId inside = tree_inside_parentheses(tree, each);
    if (tree_kind(tree, inside) == NODE_SPREAD_ELEMENT) return;
    if (has_more && tree_kind(tree, inside) == NODE_OBJECT && has_accessors(tree, inside)) return;
  }
  fix(context, report(context, node, has_more ? USE_SPREAD : USE_LITERAL), node, list);
}

static void check_all(RuleContext *context) {
  if (text_find(context->tree->source, TEXT("assign")) == TEXT_NOT_FOUND) return;
  global_uses_find(context->code, paths, check_call, context);
}

const Rule rule_prefer_object_spread = {
    .name = "prefer-object-spread",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require `{ ...a }` for `Object.assign({}, a)`",
    .why = "It is shorter, and says at once that a new object is made.",
    .messages = messages,
    .bad = EXAMPLES({"const copy = Object.assign({}, user);"}),
    .good = EXAMPLES({"const copy = { ...user };"}, {"Object.assign(user, { age: 1 });"}),
    .end = check_all,
};
