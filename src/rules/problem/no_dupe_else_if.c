// no-dupe-else-if: a condition that the ones before it in the chain leave nothing for.
//
// A condition is a list of alternatives (||), each a list of parts (&&). An alternative can't come
// true where one of an earlier branch needs no part that it doesn't have. A branch can't run when
// none of its alternatives can.
#include "rules/operators.h"
#include "rules/rule.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected",
                    "This branch can never execute. Its condition is a duplicate or covered by "
                    "previous conditions in the if-else-if chain."},
};

enum {
  PART_LIMIT = 32,  // of a condition, and
  CHAIN_LIMIT = 64, // branches before one: beyond what people write, so that all stays quick
};

typedef struct Parts {
  NodeId at[PART_LIMIT];
  uint32_t count; // more than PART_LIMIT: too many
} Parts;

// Splits a node at an operator; the parts come from right to left.
static Parts split(const Tree *tree, NodeId node, NodeKind sign) {
  NodeId waiting[PART_LIMIT + 1];
  uint32_t count = 0;
  Parts parts = {.count = 0};
  waiting[count++] = node;
  while (count && parts.count <= PART_LIMIT) {
    NodeId at = tree_inside_parentheses(tree, waiting[--count]);
    if (is_binary(tree, at, sign) && count + 2 <= PART_LIMIT) {
      waiting[count++] = tree_child(tree, at, FIELD_LEFT);
      waiting[count++] = tree_child(tree, at, FIELD_RIGHT);
    } else if (is_binary(tree, at, sign) || parts.count == PART_LIMIT) {
      parts.count = PART_LIMIT + 1;
    } else {
      parts.at[parts.count++] = at;
    }
  }
  return parts;
}

// Whether two conditions are the same; the sides of && and || may be exchanged.
static bool is_same(RuleContext *context, NodeId a, NodeId b) {
  const Tree *tree = context->tree;
  for (NodeKind sign = TOKEN_LOGICAL_AND;; sign = TOKEN_LOGICAL_OR) {
    if (is_binary(tree, a, sign) && is_binary(tree, b, sign)) {
      Parts own = split(tree, a, sign), others = split(tree, b, sign);
      if (own.count != others.count || own.count > PART_LIMIT) return false;
      for (uint32_t i = 0; i < own.count; i++) {
        uint32_t at = 0;
        const TokenTable *tokens = source_tokens(context->code);
        while (at < others.count && !tokens_same(tokens, tree, own.at[i], others.at[at])) ++at;
        if (at == others.count) return false;
        others.at[at] = others.at[--others.count];
      }
      return true;
    }
    if (sign == TOKEN_LOGICAL_OR) return tokens_same(source_tokens(context->code), tree, a, b);
  }
}

static bool has_part(RuleContext *context, const Parts *parts, NodeId part) {
  for (uint32_t i = 0; i < parts->count; i++) {
    if (is_same(context, parts->at[i], part)) return true;
  }
  return false;
}

// Whether `alternative` comes true only where one of `condition` does.
static bool is_covered(RuleContext *context, NodeId alternative, NodeId condition) {
  const Tree *tree = context->tree;
  Parts parts = split(tree, alternative, TOKEN_LOGICAL_AND);
  Parts others = split(tree, condition, TOKEN_LOGICAL_OR);
  if (parts.count > PART_LIMIT || others.count > PART_LIMIT) return false;
  for (uint32_t i = 0; i < others.count; i++) {
    Parts needed = split(tree, others.at[i], TOKEN_LOGICAL_AND);
    if (needed.count > PART_LIMIT) continue;
    uint32_t at = 0;
    while (at < needed.count && has_part(context, &parts, needed.at[at])) ++at;
    if (at == needed.count) return true;
  }
  return false;
}

// The `if` whose `else` a statement is, or NO_NODE.
static NodeId branch_before(const Tree *tree, NodeId statement) {
  NodeId parent = tree_node(tree, statement)->parent;
  return tree_kind(tree, parent) == NODE_ELSE_CLAUSE ? tree_node(tree, parent)->parent : NO_NODE;
}

// Whether each alternative of `test` is covered by some branch before `node`.
static bool can_never_run(RuleContext *context, NodeId node, NodeId test) {
  const Tree *tree = context->tree;
  Parts parts = split(tree, test, TOKEN_LOGICAL_OR);
  if (parts.count > PART_LIMIT) return false;
  for (uint32_t i = 0; i < parts.count; i++) {
    uint32_t steps = 0;
    NodeId before = branch_before(tree, node);
    bool is_known = false;
    for (; before && !is_known && steps < CHAIN_LIMIT; ++steps) {
      is_known = is_covered(context, parts.at[i], estree_child(tree, before, FIELD_CONDITION));
      before = branch_before(tree, before);
    }
    if (!is_known) return false;
  }
  return true;
}

static void check_if(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  if (!branch_before(tree, node)) return;
  NodeId test = estree_child(tree, node, FIELD_CONDITION);
  // A part that alone can't come true spoils the whole condition: (b || a) && c after a || b.
  Parts parts = split(tree, test, TOKEN_LOGICAL_AND);
  bool is_dead = can_never_run(context, node, test);
  bool is_split = parts.count > 1 && parts.count <= PART_LIMIT;
  for (uint32_t i = 0; is_split && i < parts.count && !is_dead; i++)
    is_dead = can_never_run(context, node, parts.at[i]);
  if (is_dead) report(context, test, UNEXPECTED);
}

const Rule rule_no_dupe_else_if = {
    .name = "no-dupe-else-if",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow conditions that earlier ones of the chain have taken",
    .why = "A branch whose condition holds only where an earlier one does never runs.",
    .messages = messages,
    .bad = EXAMPLES({"if (a) one(); else if (b) two(); else if (a) three();"},
                    {"if (a || b) one(); else if (a && c) two();"}),
    .good = EXAMPLES({"if (a && c) one(); else if (a) two();"}),
    .visits = VISITS({NODE_IF_STATEMENT, check_if}),
};
