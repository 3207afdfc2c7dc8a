// sort-vars: the variables of one declaration, by name.
#include "rules/rule.h"
#include "rules/static_names.h"

#include <ctype.h>
#include <stdlib.h>

enum { SORT };

static const RuleMessage messages[] = {
    [SORT] = {"sortVars",
              "Variables within the same declaration block should be sorted alphabetically."},
};

typedef struct Variable {
  NodeId node;
  Text key;
  uint32_t order;
} Variable;

typedef Array(Variable) Variables;

static Text key_of(RuleContext *context, Text name) {
  if (!option_flag(context, 0, "ignoreCase")) return name;
  char *lower = arena_copy(context->arena, name.at, name.size);
  for (uint32_t i = 0; i < name.size; i++) lower[i] = (char)tolower((unsigned char)lower[i]);
  return (Text){lower, name.size};
}

static int compare(const void *left, const void *right) {
  const Variable *a = left, *b = right;
  int order = text_compare(a->key, b->key);
  return order ? order : (a->order > b->order) - (a->order < b->order);
}

static bool is_literal_or_nothing(const Tree *tree, NodeId declarator) {
  NodeId value = estree_child(tree, declarator, FIELD_VALUE);
  return !value || estree_is_literal(tree_kind(tree, value));
}

// Sorts the text between the first and the last; what stands between two of them stays.
static void fix(RuleContext *context, RuleReport *made, const Variables *variables) {
  const Tree *tree = context->tree;
  for (uint32_t i = 0; i < variables->count; i++) {
    if (!is_literal_or_nothing(tree, variables->at[i].node)) return;
  }
  Variable *sorted = arena_new(context->arena, Variable, variables->count);
  memcpy(sorted, variables->at, sizeof(Variable) * variables->count);
  qsort(sorted, variables->count, sizeof(Variable), compare);
  Buffer out = {.arena = context->arena};
  for (uint32_t i = 0; i < variables->count; i++) {
    buffer_add_text(&out, tree_text(tree, sorted[i].node));
    if (i + 1 == variables->count) break;
    uint32_t from = tree_node(tree, variables->at[i].node)->end;
    buffer_add_text(
        &out, text_slice(tree->source, from, tree_node(tree, variables->at[i + 1].node)->start));
  }
  uint32_t start = tree_node(tree, variables->at[0].node)->start;
  uint32_t end = tree_node(tree, array_last(variables).node)->end;
  fix_replace(made, context->arena, (Span){start, end}, buffer_text(&out));
}

static void check_declaration(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  Variables variables = {0};
  tree_each_named(tree, node, child) {
    NodeId name = tree_child(tree, child, FIELD_NAME);
    if (tree_kind(tree, child) != NODE_VARIABLE_DECLARATOR || !is_identifier(tree, name, NULL))
      continue;
    array_push(context->arena, &variables,
               (Variable){child, key_of(context, tree_text(tree, name)), variables.count});
  }
  bool is_fixed = false;
  for (uint32_t i = 1, last = 0; i < variables.count; i++) {
    if (text_compare(variables.at[i].key, variables.at[last].key) >= 0) {
      last = i;
      continue;
    }
    RuleReport *made = report(context, variables.at[i].node, SORT);
    if (!is_fixed) fix(context, made, &variables);
    is_fixed = true;
  }
}

const Rule rule_sort_vars = {
    .name = "sort-vars",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require the variables of a declaration in the order of their names",
    .why = "In a long list, a name is found sooner where the names are sorted.",
    .options = "{ ignoreCase: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"let b, a;"}),
    .good = EXAMPLES({"let a, b;"}),
    .visits = VISITS({NODE_VARIABLE_DECLARATION, check_declaration},
                     {NODE_LEXICAL_DECLARATION, check_declaration},
                     {NODE_USING_DECLARATION, check_declaration}),
};
