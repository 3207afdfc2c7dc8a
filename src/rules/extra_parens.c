// The levels are those of syntax/precedence.def, seen as ESLint sees them: `??` holds as tightly as
// `||`, a chain with `?.` like a call, `new` a little more.
#include "rules/extra_parens.h"
#include "rules/operators.h"
#include "syntax/precedence.h"

// ---- Levels

enum { LEVEL_OF_NEW = 2 * LEVEL_CALL + 1, LEVEL_OF_ITEM = 2 * LEVEL_ASSIGN };

static bool is_tagged(const Tree *tree, NodeId call) {
  return tree_kind(tree, tree_child(tree, call, FIELD_ARGUMENTS)) == NODE_TEMPLATE_STRING;
}

// Whether a node is a chain with a `?.` in it.
static bool is_optional_chain(const Tree *tree, NodeId node) {
  while (kind_is_link(tree_kind(tree, node))) {
    if (tree_child_of_kind(tree, node, NODE_OPTIONAL_CHAIN)) return true;
    bool is_call = tree_kind(tree, node) == NODE_CALL_EXPRESSION;
    node = tree_child(tree, node, is_call ? FIELD_FUNCTION : FIELD_OBJECT);
  }
  return false;
}

static int level_of_sign(NodeKind sign) {
  return 2 * (int)precedence_of_kind(sign == TOKEN_NULLISH ? TOKEN_LOGICAL_OR : sign);
}

// Twice the level, to have room for one between two of them. Of a link of a chain, the node is the
// last one.
static int level_of(const Tree *tree, NodeId node) {
  switch ((int)tree_kind(tree, node)) {
  case NODE_BINARY_EXPRESSION: return level_of_sign(estree_operator(tree, node));
  case NODE_NEW_EXPRESSION: return LEVEL_OF_NEW;
  case NODE_CALL_EXPRESSION: return 2 * (is_tagged(tree, node) ? LEVEL_MEMBER : LEVEL_CALL);
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION:
    return 2 * (is_optional_chain(tree, node) ? LEVEL_CALL : LEVEL_MEMBER);
  default: return 2 * (int)precedence_of(tree, node);
  }
}

// ---- What is around

static bool is_head(NodeKind kind, NodeField field) {
  switch ((int)kind) {
  case NODE_DO_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_WHILE_STATEMENT: return field == FIELD_CONDITION;
  case NODE_SWITCH_STATEMENT: return field == FIELD_VALUE;
  case NODE_WITH_STATEMENT: return field == FIELD_OBJECT;
  default: return false;
  }
}

bool parens_read(const Tree *tree, NodeId node, Parens *parens) {
  NodeId inner = tree_first_named(tree, node);
  NodeKind kind = tree_kind(tree, inner);
  if (kind == NODE_PARENTHESIZED_EXPRESSION) return false;
  *parens = (Parens){.node = node, .inner = inner, .kind = kind, .depth = 1};
  NodeId outer = node, parent = tree_node(tree, node)->parent;
  while (tree_kind(tree, parent) == NODE_PARENTHESIZED_EXPRESSION) {
    outer = parent;
    parent = tree_node(tree, outer)->parent;
    ++parens->depth;
  }
  parens->parent = parent;
  parens->parent_kind = tree_kind(tree, parent);
  parens->field = tree_node(tree, outer)->field;
  return !is_head(parens->parent_kind, parens->field) || --parens->depth > 0;
}

static bool is_twice(const Parens *parens) {
  return parens->depth > 1;
}

// Whether it holds together at least as tightly as `level`.
static bool holds(const Tree *tree, const Parens *parens, int level) {
  return is_twice(parens) || level_of(tree, parens->inner) >= level;
}

static bool is_target(const Parens *parens) {
  switch ((int)parens->kind) {
  case NODE_IDENTIFIER:
  case NODE_UNDEFINED:
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: return true;
  default: return false;
  }
}

// Whether the word in front of an operand is on the line where the operand begins.
static bool is_on_line_of(SourceCode *code, NodeId word, const Parens *parens) {
  const Tree *tree = code->tree;
  return is_twice(parens) || source_same_line(code, tree_node(tree, word)->start,
                                              tree_node(tree, parens->inner)->start);
}

// ---- By the parent

static bool is_anonymous(const Tree *tree, NodeId value) {
  switch ((int)tree_kind(tree, value)) {
  case NODE_ARROW_FUNCTION: return true;
  case NODE_CLASS:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: return !tree_child(tree, value, FIELD_NAME);
  default: return false;
  }
}

// `(a) = function () {}` does not give the function a name, as `a = …` does.
static bool is_name_kept(const Tree *tree, const Parens *parens) {
  if (parens->kind != NODE_IDENTIFIER || is_twice(parens)) return false;
  NodeId sign = tree_child(tree, parens->parent, FIELD_OPERATOR);
  switch ((int)tree_kind(tree, sign)) {
  case NODE_NONE:
  case TOKEN_LOGICAL_AND_ASSIGN:
  case TOKEN_LOGICAL_OR_ASSIGN:
  case TOKEN_NULLISH_ASSIGN: break;
  default: return false;
  }
  return is_anonymous(tree, estree_child(tree, parens->parent, FIELD_RIGHT));
}

static bool in_assignment(const Tree *tree, const Parens *parens) {
  if (parens->field == FIELD_LEFT) return is_target(parens) && !is_name_kept(tree, parens);
  return holds(tree, parens, LEVEL_OF_ITEM);
}

static bool is_mixed(const Tree *tree, const Parens *parens, NodeKind sign) {
  return parens->kind == NODE_BINARY_EXPRESSION &&
         operators_clash(sign, estree_operator(tree, parens->inner));
}

static bool in_binary(const Tree *tree, const Parens *parens) {
  NodeKind sign = estree_operator(tree, parens->parent);
  if (is_twice(parens)) return true;
  if (is_mixed(tree, parens, sign)) return false;
  int own = level_of(tree, parens->inner), around = level_of_sign(sign);
  if (parens->field == FIELD_RIGHT) return own > around || (sign == TOKEN_POWER && own == around);
  if (sign != TOKEN_POWER) return own >= around;
  return parens->kind != NODE_UNARY_EXPRESSION && parens->kind != NODE_AWAIT_EXPRESSION &&
         own > around;
}

static bool has_arguments(const Tree *tree, NodeId new_expression) {
  return tree_child(tree, new_expression, FIELD_ARGUMENTS) != NO_NODE;
}

// Whether the object at the start of a member is a call: `a().b.c`.
static bool begins_with_call(const Tree *tree, NodeId member) {
  NodeKind kind;
  do {
    member = estree_child(tree, member, FIELD_OBJECT);
    kind = tree_kind(tree, member);
  } while (estree_is_member(kind));
  return kind == NODE_CALL_EXPRESSION && !is_tagged(tree, member);
}

static bool is_callee_kept(const Tree *tree, const Parens *parens) {
  bool is_new = parens->parent_kind == NODE_NEW_EXPRESSION;
  bool is_function =
      parens->kind == NODE_FUNCTION_EXPRESSION || parens->kind == NODE_GENERATOR_FUNCTION;
  if (!is_new && is_function) return true;
  if (parens->kind == NODE_NEW_EXPRESSION && !has_arguments(tree, parens->inner))
    return !is_new || has_arguments(tree, parens->parent);
  if (is_new && estree_is_member(parens->kind) && begins_with_call(tree, parens->inner))
    return true;
  return !tree_child_of_kind(tree, parens->parent, NODE_OPTIONAL_CHAIN) &&
         is_optional_chain(tree, parens->inner);
}

static bool in_callee(const Tree *tree, const Parens *parens) {
  if (is_twice(parens)) return true;
  if (parens->parent_kind == NODE_CALL_EXPRESSION && is_tagged(tree, parens->parent)) return false;
  int around = parens->parent_kind == NODE_NEW_EXPRESSION ? (int)LEVEL_OF_NEW : 2 * LEVEL_CALL;
  return holds(tree, parens, around) && !is_callee_kept(tree, parens);
}

// Whether a member is the beginning of what `new` is given: `new (a()).b.c`.
static bool is_in_new(const Tree *tree, NodeId member) {
  for (;;) {
    NodeId outer = tree_outside_parentheses(tree, member), parent = tree_node(tree, outer)->parent;
    NodeKind kind = tree_kind(tree, parent);
    if (kind == NODE_NEW_EXPRESSION) return tree_node(tree, outer)->field == FIELD_CONSTRUCTOR;
    if (!estree_is_member(kind) || tree_node(tree, outer)->field != FIELD_OBJECT) return false;
    member = parent;
  }
}

static bool is_decimal(Text text) {
  if (text.size == 0) return false;
  for (uint32_t i = 0; i < text.size; i++) {
    bool is_digit = text.at[i] >= '0' && text.at[i] <= '9';
    if (!is_digit && text.at[i] != '_') return false;
  }
  return true;
}

static bool in_object(const Tree *tree, const Parens *parens) {
  if (!is_twice(parens) && is_in_new(tree, parens->parent) &&
      begins_with_call(tree, parens->parent))
    return false;
  bool is_computed = parens->parent_kind == NODE_SUBSCRIPT_EXPRESSION;
  bool is_optional = tree_child_of_kind(tree, parens->parent, NODE_OPTIONAL_CHAIN) != NO_NODE;
  if (is_optional_chain(tree, parens->inner)) {
    int around = level_of(tree, parens->parent);
    return is_optional || around <= 2 * LEVEL_CALL;
  }
  switch ((int)parens->kind) {
  case NODE_CALL_EXPRESSION: return true;
  case NODE_NEW_EXPRESSION: return has_arguments(tree, parens->inner);
  case NODE_REGEX: return is_computed;
  case NODE_NUMBER: return is_computed || !is_decimal(tree_text(tree, parens->inner));
  default: return level_of(tree, parens->inner) >= 2 * LEVEL_MEMBER;
  }
}

static bool in_for_in(const Tree *tree, const Parens *parens) {
  bool is_of = estree_operator(tree, parens->parent) == TOKEN_OF_WORD;
  if (parens->field == FIELD_RIGHT && is_of) return holds(tree, parens, LEVEL_OF_ITEM);
  return parens->field == FIELD_RIGHT || parens->field == FIELD_LEFT;
}

static bool in_update(SourceCode *code, const Parens *parens) {
  const Tree *tree = code->tree;
  NodeId sign = tree_child(tree, parens->parent, FIELD_OPERATOR);
  bool is_prefix = tree_first_child(tree, parens->parent) == sign;
  return is_twice(parens) || is_prefix ||
         source_same_line(code, tree_node(tree, parens->inner)->end, tree_node(tree, sign)->start);
}

static bool in_word(SourceCode *code, const Parens *parens) {
  NodeId word = tree_first_child(code->tree, parens->parent);
  if (!is_on_line_of(code, word, parens)) return false;
  switch ((int)parens->parent_kind) {
  case NODE_RETURN_STATEMENT: return parens->kind != NODE_REGEX;
  case NODE_YIELD_EXPRESSION: return holds(code->tree, parens, LEVEL_OF_ITEM);
  default: return true;
  }
}

static bool in_arguments(const Tree *tree, const Parens *parens) {
  NodeId call = tree_node(tree, parens->parent)->parent;
  if (tree_kind(tree, tree_child(tree, call, FIELD_FUNCTION)) == NODE_IMPORT)
    return parens->kind != NODE_SEQUENCE_EXPRESSION || is_twice(parens);
  return holds(tree, parens, LEVEL_OF_ITEM);
}

// Fields, computed names and other parts of classes and objects.
static bool in_member(const Tree *tree, const Parens *parens) {
  switch ((int)parens->parent_kind) {
  case NODE_CLASS_HERITAGE: return holds(tree, parens, 2 * LEVEL_UPDATE + 1);
  case NODE_SPREAD_ELEMENT: {
    NodeId owner = tree_node(tree, parens->parent)->parent;
    return tree_kind(tree, owner) != NODE_JSX_EXPRESSION && holds(tree, parens, LEVEL_OF_ITEM);
  }
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
  case NODE_ASSIGNMENT_PATTERN:
    if (parens->field == FIELD_LEFT) return is_target(parens);
    return holds(tree, parens, LEVEL_OF_ITEM);
  default: return holds(tree, parens, LEVEL_OF_ITEM);
  }
}

static bool in_ternary(const Tree *tree, const Parens *parens) {
  bool is_test = parens->field == FIELD_CONDITION;
  return holds(tree, parens, is_test ? 2 * LEVEL_LOGICAL_OR : LEVEL_OF_ITEM);
}

static bool in_statement(SourceCode *code, const Parens *parens) {
  switch ((int)parens->parent_kind) {
  case NODE_RETURN_STATEMENT:
  case NODE_THROW_STATEMENT: return in_word(code, parens);
  case NODE_EXPORT_STATEMENT: return holds(code->tree, parens, LEVEL_OF_ITEM);
  case NODE_VARIABLE_DECLARATOR:
    return parens->kind != NODE_REGEX && holds(code->tree, parens, LEVEL_OF_ITEM);
  case NODE_FOR_IN_STATEMENT: return in_for_in(code->tree, parens);
  case NODE_DO_STATEMENT:
  case NODE_EXPRESSION_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_STATEMENT:
  case NODE_TEMPLATE_SUBSTITUTION:
  case NODE_WHILE_STATEMENT:
  case NODE_WITH_STATEMENT: return true;
  default: return false;
  }
}

bool parens_are_extra(SourceCode *code, const Parens *parens) {
  const Tree *tree = code->tree;
  switch ((int)parens->parent_kind) {
  case NODE_ARRAY_PATTERN:
  case NODE_PAIR_PATTERN:
  case NODE_REST_PATTERN: return is_target(parens);
  case NODE_ARGUMENTS: return in_arguments(tree, parens);
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return in_assignment(tree, parens);
  case NODE_BINARY_EXPRESSION: return in_binary(tree, parens);
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: return in_callee(tree, parens);
  case NODE_TERNARY_EXPRESSION: return in_ternary(tree, parens);
  case NODE_MEMBER_EXPRESSION: return in_object(tree, parens);
  case NODE_SUBSCRIPT_EXPRESSION: return parens->field != FIELD_OBJECT || in_object(tree, parens);
  case NODE_UNARY_EXPRESSION:
  case NODE_AWAIT_EXPRESSION: return holds(tree, parens, 2 * LEVEL_PREFIX);
  case NODE_UPDATE_EXPRESSION: return in_update(code, parens);
  case NODE_YIELD_EXPRESSION: return in_word(code, parens);
  case NODE_SEQUENCE_EXPRESSION: return holds(tree, parens, 2 * LEVEL_LOWEST);
  case NODE_ARRAY:
  case NODE_ARROW_FUNCTION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_CLASS_HERITAGE:
  case NODE_COMPUTED_PROPERTY_NAME:
  case NODE_FIELD_DEFINITION:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
  case NODE_PAIR:
  case NODE_SPREAD_ELEMENT: return in_member(tree, parens);
  default: return in_statement(code, parens);
  }
}

// ---- The start of a statement

bool parens_call_function(const Tree *tree, const Parens *parens) {
  if (parens->kind != NODE_CALL_EXPRESSION) return false;
  switch ((int)tree_kind(tree, tree_child(tree, parens->inner, FIELD_FUNCTION))) {
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION: return !is_tagged(tree, parens->inner);
  default: return false;
  }
}

// The first token behind `id` that is no closing parenthesis.
static TokenId behind_closing(const TokenTable *tokens, TokenId id) {
  do id = token_next(tokens, id);
  while (token_is(tokens, id, TOKEN_PAREN_CLOSE));
  return id;
}

typedef enum Opening {
  OPENS_NOTHING,
  OPENS_BRACE,
  OPENS_DECLARATION, // a function, a class
  OPENS_LET,
  OPENS_LET_LIST, // `let` and `[`
  OPENS_LET_NAME, // `let` and a name
  OPENS_ASYNC,
} Opening;

static Opening opening_of_name(const TokenTable *tokens, TokenId id) {
  TokenId next = behind_closing(tokens, id);
  Text text = token_text(tokens, id);
  if (text_is(text, TEXT("async"))) return OPENS_ASYNC;
  if (!text_is(text, TEXT("let"))) return OPENS_NOTHING;
  if (token_is(tokens, next, TOKEN_BRACKET_OPEN)) return OPENS_LET_LIST;
  return tokens->at[next].type == TOKEN_TYPE_IDENTIFIER ? OPENS_LET_NAME : OPENS_LET;
}

static Opening opening_of(const TokenTable *tokens, TokenId id) {
  switch ((int)tokens->at[id].kind) {
  case TOKEN_BRACE_OPEN: return OPENS_BRACE;
  case TOKEN_CLASS_WORD:
  case TOKEN_FUNCTION_WORD: return OPENS_DECLARATION;
  case TOKEN_ASYNC_WORD:
    return token_is(tokens, token_next(tokens, id), TOKEN_FUNCTION_WORD) ? OPENS_DECLARATION
                                                                         : OPENS_NOTHING;
  case NODE_IDENTIFIER: return opening_of_name(tokens, id);
  default: return OPENS_NOTHING;
  }
}

// Whether a child of a node that begins like this keeps its parentheses.
static bool is_opening_kept(const Tree *tree, NodeId node, NodeField field, Opening opening) {
  switch ((int)tree_kind(tree, node)) {
  case NODE_EXPORT_STATEMENT:
  case NODE_EXPRESSION_STATEMENT: return opening != OPENS_LET && opening != OPENS_ASYNC;
  case NODE_ARROW_FUNCTION: return field == FIELD_BODY && opening == OPENS_BRACE;
  case NODE_FOR_STATEMENT: return field == FIELD_INITIALIZER && opening == OPENS_LET_LIST;
  case NODE_FOR_IN_STATEMENT: {
    if (field != FIELD_LEFT) return false;
    bool is_of = estree_operator(tree, node) == TOKEN_OF_WORD;
    bool is_let = opening == OPENS_LET || opening == OPENS_LET_NAME || opening == OPENS_LET_LIST;
    return is_of ? is_let || opening == OPENS_ASYNC : opening == OPENS_LET_LIST;
  }
  default: return false;
  }
}

bool parens_begin_statement(SourceCode *code, const Parens *parens) {
  const Tree *tree = code->tree;
  const TokenTable *tokens = source_tokens(code);
  TokenId first = token_first(tokens, tree, parens->inner), open = first;
  Opening opening = opening_of(tokens, first);
  if (opening == OPENS_NOTHING) return false;
  while (token_is(tokens, token_previous(tokens, open), TOKEN_PAREN_OPEN))
    open = token_previous(tokens, open);
  uint32_t start = tokens->at[open].start;
  for (NodeId child = parens->node, parent; child != NODE_ROOT; child = parent) {
    parent = tree_node(tree, child)->parent;
    NodeField field = tree_node(tree, child)->field;
    if (is_opening_kept(tree, parent, field, opening)) return true;
    if (tree_node(tree, parent)->start < start) return false;
  }
  return false;
}

// ---- `in`

bool in_is_enclosed(const Tree *tree, NodeId node, NodeId child) {
  switch ((int)tree_kind(tree, node)) {
  case NODE_ARGUMENTS:
  case NODE_ARRAY:
  case NODE_ARRAY_PATTERN:
  case NODE_CLASS_BODY:
  case NODE_FORMAL_PARAMETERS:
  case NODE_OBJECT:
  case NODE_OBJECT_PATTERN:
  case NODE_STATEMENT_BLOCK:
  case NODE_TEMPLATE_STRING: return true;
  case NODE_SUBSCRIPT_EXPRESSION: return tree_node(tree, child)->field == FIELD_INDEX;
  case NODE_TERNARY_EXPRESSION: return tree_node(tree, child)->field == FIELD_CONSEQUENCE;
  default: return false;
  }
}
