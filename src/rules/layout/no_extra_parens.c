// no-extra-parens: parentheses that change nothing.
//
// Each innermost pair is looked at by what stands around it: its parent says how tightly its
// operand must hold together. A pair that is kept by its line's first word (`({}).a`, `(let)[0]`)
// or by an `in` inside of the head of a `for` is sorted out before it is reported.
#include "rules/extra_parens.h"
#include "rules/option_patterns.h"
#include "rules/selector.h"
#include "rules/touching.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpected", "Unnecessary parentheses around expression."},
};

typedef struct Settings {
  const Pattern *comment; // behind which parentheses may stay
  SelectorList ignored;   // in which nodes
} Settings;

typedef struct State {
  Array(Parens) found;
  SelectorListMatcher *ignored;
} State;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  made->comment = option_pattern(arena, options[1], "allowParensAfterCommentPattern");
  made->ignored = selector_list_read(arena, json_get(options[1], TEXT("ignoredNodes")));
}

// ---- Which stay although they are not needed

static bool is_off(RuleContext *context, const char *key) {
  return json_is(option_field(context, 1, key), JSON_FALSE);
}

static bool is_jsx_kept(RuleContext *context, NodeId node) {
  const Json *ignored = option_field(context, 1, "ignoreJSX");
  if (!ignored) return false;
  const Node *at = tree_node(context->tree, node);
  bool is_single = source_same_line(context->code, at->start, at->end);
  Text word = json_text(ignored);
  return text_is(word, TEXT("all")) ||
         text_is(word, is_single ? TEXT("single-line") : TEXT("multi-line"));
}

static bool is_kept_in_spread(RuleContext *context, const Parens *parens) {
  if (parens->parent_kind != NODE_SPREAD_ELEMENT) return false;
  const Json *kinds = option_field(context, 1, "allowNodesInSpreadElement");
  return kinds && json_is(json_get(kinds, estree_type(context->tree, parens->inner)), JSON_TRUE);
}

// Whether the rule is about the expression at all.
static bool applies(RuleContext *context, const Parens *parens) {
  switch ((int)parens->kind) {
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: return true;
  default: break;
  }
  if (option_is(context, 0, "functions")) return false;
  switch ((int)parens->kind) {
  case NODE_JSX_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return !is_jsx_kept(context, parens->inner);
  case NODE_SEQUENCE_EXPRESSION: return !is_off(context, "enforceForSequenceExpressions");
  default: return !is_kept_in_spread(context, parens);
  }
}

static bool is_binary(NodeKind kind) {
  return kind == NODE_BINARY_EXPRESSION;
}

static bool is_assignment(NodeKind kind) {
  return kind == NODE_ASSIGNMENT_EXPRESSION || kind == NODE_AUGMENTED_ASSIGNMENT_EXPRESSION;
}

static bool contains_assignment(const Tree *tree, NodeId node) {
  static const NodeField fields[] = {FIELD_CONSEQUENCE, FIELD_ALTERNATIVE, FIELD_LEFT, FIELD_RIGHT};
  if (is_assignment(tree_kind(tree, node))) return true;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    if (is_assignment(tree_kind(tree, estree_child(tree, node, fields[i])))) return true;
  }
  return false;
}

// Whether a node is a part of what a function returns.
static bool is_in_return(const Tree *tree, NodeId node) {
  for (; node; node = tree_node(tree, node)->parent) {
    NodeKind kind = tree_kind(tree, node);
    if (kind == NODE_RETURN_STATEMENT) return true;
    if (kind == NODE_ARROW_FUNCTION &&
        tree_kind(tree, tree_child(tree, node, FIELD_BODY)) != NODE_STATEMENT_BLOCK)
      return true;
  }
  return false;
}

// Whether what is returned may have parentheses around its assignments.
static bool is_kept_in_return(RuleContext *context, const Parens *parens) {
  const Tree *tree = context->tree;
  if (!is_off(context, "returnAssign")) return false;
  switch ((int)parens->parent_kind) {
  case NODE_ARROW_FUNCTION:
  case NODE_RETURN_STATEMENT: return contains_assignment(tree, parens->inner);
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    return parens->field == FIELD_RIGHT && is_in_return(tree, parens->parent);
  case NODE_TERNARY_EXPRESSION:
    return contains_assignment(tree, parens->parent) && is_in_return(tree, parens->parent);
  default: return false;
  }
}

// Whether it is a condition that assigns, where that may be shown by parentheses.
static bool is_kept_as_condition(RuleContext *context, const Parens *parens) {
  return parens->field == FIELD_CONDITION && is_assignment(parens->kind) &&
         is_off(context, "conditionalAssign");
}

static bool is_kept_as_operand(RuleContext *context, const Parens *parens) {
  if (parens->parent_kind == NODE_BINARY_EXPRESSION)
    return is_binary(parens->kind) && is_off(context, "nestedBinaryExpressions");
  if (parens->parent_kind != NODE_TERNARY_EXPRESSION) return false;
  if (parens->kind == NODE_TERNARY_EXPRESSION)
    return is_off(context, "nestedConditionalExpressions");
  return is_binary(parens->kind) && is_off(context, "ternaryOperandBinaryExpressions");
}

// Whether it is `function () {}.call` or `.apply`, perhaps with parentheses around the function.
static bool is_function_member(SourceCode *code, NodeId member) {
  const Tree *tree = code->tree;
  Text name;
  return tree_kind(tree, estree_child(tree, member, FIELD_OBJECT)) == NODE_FUNCTION_EXPRESSION &&
         static_member_name(code, member, &name) &&
         (text_is(name, TEXT("call")) || text_is(name, TEXT("apply")));
}

static bool is_kept_in_member(RuleContext *context, const Parens *parens) {
  const Tree *tree = context->tree;
  if (parens->field == FIELD_OBJECT && parens->kind == NODE_NEW_EXPRESSION)
    return is_off(context, "enforceForNewInMemberExpressions");
  if (parens->kind == NODE_CALL_EXPRESSION)
    return is_off(context, "enforceForFunctionPrototypeMethods") &&
           is_function_member(context->code, estree_child(tree, parens->inner, FIELD_FUNCTION));
  if (parens->kind != NODE_FUNCTION_EXPRESSION || parens->field != FIELD_OBJECT) return false;
  NodeId member = tree_outside_parentheses(tree, parens->parent);
  return tree_node(tree, member)->field == FIELD_FUNCTION &&
         tree_kind(tree, tree_node(tree, member)->parent) == NODE_CALL_EXPRESSION &&
         is_off(context, "enforceForFunctionPrototypeMethods") &&
         is_function_member(context->code, parens->parent);
}

static bool is_kept_as_body(RuleContext *context, const Parens *parens) {
  return parens->parent_kind == NODE_ARROW_FUNCTION && parens->kind == NODE_TERNARY_EXPRESSION &&
         is_off(context, "enforceForArrowConditionals");
}

static bool is_behind_comment(RuleContext *context, const Parens *parens) {
  const Pattern *pattern = ((const Settings *)context->settings)->comment;
  if (!pattern) return false;
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous_any(tokens, token_first(tokens, context->tree, parens->node));
  if (!before || !token_is_comment(tokens, before)) return false;
  Text text = token_text(tokens, before);
  bool is_block = tokens->at[before].type == TOKEN_TYPE_BLOCK_COMMENT;
  return pattern_matches(pattern, text_slice(text, 2, text.size - (is_block ? 2 : 0)));
}

static bool is_ignored(RuleContext *context, const Parens *parens) {
  const Settings *settings = context->settings;
  State *state = context->state;
  if (!settings->ignored.count) return false;
  if (!state->ignored) state->ignored = selector_list_begin(context->code, &settings->ignored);
  EsLink link = es_link(context->tree, es_node_at(context->tree, parens->inner));
  return link.parent.node && selector_list_matches(state->ignored, link.parent);
}

static bool is_kept(RuleContext *context, const Parens *parens) {
  if (is_kept_in_return(context, parens) || is_kept_as_condition(context, parens) ||
      is_kept_as_operand(context, parens) || is_kept_in_member(context, parens) ||
      is_kept_as_body(context, parens))
    return true;
  if (parens->depth > 1) return false;
  return parens_begin_statement(context->code, parens) ||
         parens_call_function(context->tree, parens) || is_behind_comment(context, parens);
}

// ---- Finding, and sorting out what a `for` needs

// Whether a comment in front of the pair gives the expression a type, as TypeScript reads it.
static bool is_cast(RuleContext *context, NodeId node) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId before = token_previous_any(tokens, token_first(tokens, context->tree, node));
  if (tokens->at[before].type != TOKEN_TYPE_BLOCK_COMMENT) return false;
  Text text = token_text(tokens, before);
  return text.at[2] == '*' && (text_find(text, TEXT("@type")) != TEXT_NOT_FOUND ||
                               text_find(text, TEXT("@satisfies")) != TEXT_NOT_FOUND);
}

// Makes it the innermost pair that is no cast. False: there is none.
static bool pass_casts(RuleContext *context, Parens *parens) {
  if (!context->is_stylistic) return true;
  while (is_cast(context, parens->node)) {
    if (--parens->depth == 0) return false;
    parens->node = tree_node(context->tree, parens->node)->parent;
  }
  return true;
}

static void check_parens(RuleContext *context, NodeId node) {
  State *state = context->state;
  Parens parens;
  if (!parens_read(context->tree, node, &parens) || !applies(context, &parens)) return;
  if (!parens_are_extra(context->code, &parens) || is_kept(context, &parens) ||
      is_ignored(context, &parens) || !pass_casts(context, &parens))
    return;
  array_push(context->arena, &state->found, parens);
}

// The first of what was found that is not before a node.
static uint32_t first_found(const State *state, NodeId node) {
  uint32_t low = 0, high = state->found.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (state->found.at[middle].node < node)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// The parentheses that an `in` below the initializer needs: the outermost that were found around
// it, unless something else encloses it.
static Parens *parens_of_in(const State *state, const Tree *tree, NodeId operator_, NodeId head) {
  Parens *needed = NULL;
  NodeId below = NO_NODE;
  for (NodeId at = tree_node(tree, operator_)->parent;; at = tree_node(tree, at)->parent) {
    if (below && in_is_enclosed(tree, at, below)) return NULL;
    below = at;
    if (tree_kind(tree, at) == NODE_PARENTHESIZED_EXPRESSION) {
      if (estree_is_parenthesized(tree, at)) return NULL;
      uint32_t index = first_found(state, at);
      if (index == state->found.count || state->found.at[index].node != at) return NULL;
      needed = &state->found.at[index];
    }
    if (at == head) return needed;
  }
}

static void leave_for(RuleContext *context, NodeId node) {
  State *state = context->state;
  const Tree *tree = context->tree;
  NodeId head = tree_child(tree, node, FIELD_INITIALIZER);
  if (!head || !state->found.count) return;
  NodeId after = tree_node(tree, head)->after;
  uint32_t first = first_found(state, head);
  if (first == state->found.count || state->found.at[first].node >= after) return;
  for (NodeId id = head; id < after; id++) {
    if (tree_kind(tree, id) != TOKEN_IN_WORD ||
        tree_kind(tree, tree_node(tree, id)->parent) != NODE_BINARY_EXPRESSION)
      continue;
    Parens *needed = parens_of_in(state, tree, id, head);
    if (needed) needed->is_needed = true;
  }
}

// A string by itself would become a directive.
static bool can_be_fixed(const Tree *tree, const Parens *parens) {
  if (parens->kind != NODE_STRING || parens->depth > 1 ||
      parens->parent_kind != NODE_EXPRESSION_STATEMENT)
    return true;
  NodeId list = tree_node(tree, parens->parent)->parent;
  bool is_body = tree_kind(tree, list) == NODE_STATEMENT_BLOCK &&
                 kind_is_function(tree_kind(tree, tree_node(tree, list)->parent));
  return list != NODE_ROOT && !is_body;
}

static void report_parens(RuleContext *context, const Parens *parens) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId open = token_first(tokens, context->tree, parens->node),
          close = token_last(tokens, context->tree, parens->node);
  RuleReport *made = report_span(context, token_span(tokens, open), UNEXPECTED);
  if (!can_be_fixed(context->tree, parens)) return;
  uint32_t start = tokens->at[open].start, end = tokens->at[close].end;
  Text text = text_slice(tokens->text, tokens->at[open].end, tokens->at[close].start);
  fix_replace(made, context->arena, (Span){start, end},
              touching_text(context->code, start, end, text));
}

static void report_all(RuleContext *context) {
  const State *state = context->state;
  for (uint32_t i = 0; i < state->found.count; i++) {
    if (!state->found.at[i].is_needed) report_parens(context, &state->found.at[i]);
  }
}

const Rule rule_no_extra_parens = {
    .name = "no-extra-parens",
    .stylistic = "@stylistic/no-extra-parens",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Disallow parentheses that change nothing",
    .why = "Who reads parentheses looks for what they change. Where they change nothing, that is "
           "time lost.",
    .options = "('all' | 'functions') = all, { conditionalAssign: boolean, "
               "ternaryOperandBinaryExpressions: boolean, nestedBinaryExpressions: boolean, "
               "nestedConditionalExpressions: boolean, returnAssign: boolean, ignoreJSX: 'none' | "
               "'all' | 'single-line' | 'multi-line', enforceForArrowConditionals: boolean, "
               "enforceForSequenceExpressions: boolean, enforceForNewInMemberExpressions: boolean, "
               "enforceForFunctionPrototypeMethods: boolean, allowParensAfterCommentPattern: "
               "regex, allowNodesInSpreadElement: { ConditionalExpression: boolean, "
               "LogicalExpression: boolean, AwaitExpression: boolean }, ignoredNodes: selector[] }",
    .messages = messages,
    .bad = EXAMPLES({"a = (b * c) + (d);"}, {"typeof (a);"}, {"const a = (b());"}),
    .good = EXAMPLES({"a = (b + c) * d;"}, {"(function () {})();"},
                     {"a = b + (c * d);", "[\"all\", {\"nestedBinaryExpressions\": false}]"}),
    .visits = VISITS({NODE_PARENTHESIZED_EXPRESSION, check_parens},
                     {NODE_FOR_STATEMENT, NULL, leave_for}),
    .state_size = sizeof(State),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .end = report_all,
};
