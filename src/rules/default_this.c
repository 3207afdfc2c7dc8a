// The function is followed to where its value goes.
#include "rules/default_this.h"

#include "rules/constants.h"
#include "rules/functions.h"

// Whether the identifier begins with an upper case letter.
static bool is_capital(const Tree *tree, NodeId name) {
  if (tree_kind(tree, name) != NODE_IDENTIFIER) return false;
  char first = tree->source.at[tree_node(tree, name)->start];
  return first >= 'A' && first <= 'Z';
}

// ---- Comments

// Whether a line of the comment begins with `@this`, perhaps behind stars.
static bool says_this(Text comment) {
  static const char tag[] = "@this";
  for (uint32_t at = text_find(comment, text_of(tag)); at != TEXT_NOT_FOUND;) {
    uint32_t before = at;
    while (before > 2 && (comment.at[before - 1] == ' ' || comment.at[before - 1] == '\t' ||
                          comment.at[before - 1] == '*'))
      before--;
    if (before <= 2 || comment.at[before - 1] == '\n' || comment.at[before - 1] == '\r')
      return true;
    uint32_t next = text_find(text_slice(comment, at + 5, comment.size), text_of(tag));
    at = next == TEXT_NOT_FOUND ? next : at + 5 + next;
  }
  return false;
}

static uint32_t start_of(SourceCode *code, NodeId node) {
  bool is_function = kind_is_function(tree_kind(code->tree, node));
  return is_function ? function_span(code, node).start : tree_node(code->tree, node)->start;
}

// The comment directly before a node, or 0.
static TokenId comment_before(SourceCode *code, NodeId node) {
  const TokenTable *tokens = source_tokens(code);
  TokenId token = token_at(tokens, start_of(code, node));
  TokenId before = token ? token_previous_any(tokens, token) : 0;
  return before && token_is_comment(tokens, before) ? before : 0;
}

static bool is_documented(SourceCode *code, NodeId node) {
  const TokenTable *tokens = source_tokens(code);
  TokenId comment = comment_before(code, node);
  if (!comment) return false;
  Text text = token_text(tokens, comment);
  if (text.size < 3 || text.at[1] != '*' || text.at[2] != '*') return false;
  uint32_t line = source_line(code, tokens->at[comment].end);
  return source_line(code, start_of(code, node)) - line <= 1 && says_this(text);
}

static bool is_statement_like(NodeKind kind) {
  return kind == NODE_METHOD_DEFINITION || kind == NODE_PAIR;
}

// The node whose documentation is that of a function expression.
static NodeId documented_node(SourceCode *code, NodeId function) {
  const Tree *tree = code->tree;
  NodeId parent = estree_parent(tree, function);
  if (tree_kind(tree, parent) == NODE_ARGUMENTS ||
      tree_kind(tree, parent) == NODE_CALL_EXPRESSION ||
      tree_kind(tree, parent) == NODE_NEW_EXPRESSION)
    return function;
  while (parent != NODE_ROOT && !comment_before(code, parent)) {
    NodeKind kind = tree_kind(tree, parent);
    if (kind_is_function(kind) || is_statement_like(kind)) break;
    parent = tree_node(tree, parent)->parent;
  }
  NodeKind kind = tree_kind(tree, parent);
  bool is_none = kind == NODE_PROGRAM || kind == NODE_FUNCTION_DECLARATION ||
                 kind == NODE_GENERATOR_FUNCTION_DECLARATION;
  return is_none ? function : parent;
}

static bool has_this_comment(SourceCode *code, NodeId function) {
  const Tree *tree = code->tree;
  if (!tree->comment_count) return false;
  NodeKind kind = tree_kind(tree, function);
  NodeId parent = tree_node(tree, function)->parent;
  NodeId node = function;
  if (kind == NODE_FUNCTION_DECLARATION || kind == NODE_GENERATOR_FUNCTION_DECLARATION) {
    if (tree_kind(tree, parent) == NODE_EXPORT_STATEMENT) node = parent;
  } else if (kind != NODE_METHOD_DEFINITION) {
    node = documented_node(code, function);
  }
  if (is_documented(code, node)) return true;
  const TokenTable *tokens = source_tokens(code);
  TokenId comment = comment_before(code, function);
  for (; comment && token_is_comment(tokens, comment); comment--)
    if (says_this(token_text(tokens, comment))) return true;
  return false;
}

// ---- Where the value goes

static bool is_callee(const Tree *tree, NodeId node) {
  const Node *outside = tree_node(tree, tree_outside_parentheses(tree, node));
  return tree_kind(tree, outside->parent) == NODE_CALL_EXPRESSION &&
         outside->field == FIELD_FUNCTION;
}

// Whether the function is the argument in the first of two places, that in the second one is a
// `this`, and a call has `count` arguments.
static bool is_given(SourceCode *code, NodeId call, NodeId function, const uint32_t places[2],
                     uint32_t count) {
  const Tree *tree = code->tree;
  NodeId own = argument_at(tree, call, places[0]), given = argument_at(tree, call, places[1]);
  bool is_last = argument_at(tree, call, count - 1) && !argument_at(tree, call, count);
  return is_last && own == tree_inside_parentheses(tree, function) && given &&
         !is_nullish(code, given);
}

static bool takes_this(Text name) {
  static const char *const methods[] = {"every",    "filter",        "find",    "findIndex",
                                        "findLast", "findLastIndex", "flatMap", "forEach",
                                        "map",      "some"};
  for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
    if (text_is(name, text_of(methods[i]))) return true;
  return false;
}

// A function that is an argument: whether the function called gives it a `this`.
static bool is_default_in_call(SourceCode *code, NodeId arguments, NodeId function) {
  const Tree *tree = code->tree;
  NodeId call = tree_node(tree, arguments)->parent;
  NodeId callee = called_function(tree, call);
  Text name;
  if (!callee) return true;
  if (is_member_of(code, callee, "Reflect", "apply"))
    return !is_given(code, call, function, (const uint32_t[]){0, 1}, 3);
  if (array_maker(code, callee))
    return !is_given(code, call, function, (const uint32_t[]){1, 2}, 3);
  if (static_member_name(code, callee, &name) && takes_this(name))
    return !is_given(code, call, function, (const uint32_t[]){0, 1}, 2);
  return true;
}

// `function () {}.bind(object)`
static bool is_default_in_member(SourceCode *code, NodeId member, NodeId object) {
  const Tree *tree = code->tree;
  Text name;
  if (tree_node(tree, object)->field != FIELD_OBJECT) return true;
  if (!static_member_name(code, member, &name)) return true;
  bool binds =
      text_is(name, TEXT("bind")) || text_is(name, TEXT("call")) || text_is(name, TEXT("apply"));
  if (!binds || !is_callee(tree, member)) return true;
  NodeId first = argument_at(tree, estree_parent(tree, member), 0);
  return !first || is_nullish(code, first);
}

static bool is_default_in_assignment(const Tree *tree, NodeId left, bool is_constructor) {
  NodeKind kind = tree_kind(tree, left);
  if (estree_is_member(kind)) return false;
  return !(is_constructor && is_capital(tree, left));
}

static NodeId function_around(const Tree *tree, NodeId node) {
  while (node && !kind_is_function(tree_kind(tree, node))) node = tree_node(tree, node)->parent;
  return node;
}

bool has_default_this(SourceCode *code, NodeId function, bool capital_is_constructor) {
  const Tree *tree = code->tree;
  if (tree_kind(tree, function) == NODE_METHOD_DEFINITION) return false;
  NodeId name = tree_child(tree, function, FIELD_NAME);
  if (capital_is_constructor && name && is_capital(tree, name)) return false;
  if (has_this_comment(code, function)) return false;
  bool may_be_named = capital_is_constructor && !name;
  for (NodeId node = function;;) {
    NodeId outside = tree_outside_parentheses(tree, node),
           parent = tree_node(tree, outside)->parent;
    switch ((int)tree_kind(tree, parent)) {
    case NODE_BINARY_EXPRESSION:
      if (!text_is(estree_type(tree, parent), TEXT("LogicalExpression"))) return true;
      node = parent;
      break;
    case NODE_TERNARY_EXPRESSION: node = parent; break;
    case NODE_RETURN_STATEMENT:
      node = function_around(tree, parent);
      if (!node || !is_callee(tree, node)) return true;
      node = estree_parent(tree, node);
      break;
    case NODE_ARROW_FUNCTION:
      if (tree_node(tree, outside)->field != FIELD_BODY || !is_callee(tree, parent)) return true;
      node = estree_parent(tree, parent);
      break;
    case NODE_PAIR:
    case NODE_FIELD_DEFINITION: return tree_node(tree, outside)->field != FIELD_VALUE;
    case NODE_ASSIGNMENT_EXPRESSION:
    case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    case NODE_ASSIGNMENT_PATTERN:
    case NODE_OBJECT_ASSIGNMENT_PATTERN: {
      NodeId left = estree_child(tree, parent, FIELD_LEFT);
      if (tree_kind(tree, left) == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN && may_be_named) {
        char first = tree_text(tree, left).at[0];
        return !(first >= 'A' && first <= 'Z');
      }
      return is_default_in_assignment(tree, left, may_be_named);
    }
    case NODE_VARIABLE_DECLARATOR:
      return !(may_be_named && is_capital(tree, tree_child(tree, parent, FIELD_NAME)));
    case NODE_MEMBER_EXPRESSION:
    case NODE_SUBSCRIPT_EXPRESSION: return is_default_in_member(code, parent, outside);
    case NODE_ARGUMENTS: return is_default_in_call(code, parent, node);
    default: return true;
    }
  }
}

NodeId this_owner(const Tree *tree, NodeId node) {
  for (;;) {
    NodeId parent = tree_node(tree, node)->parent;
    NodeField field = tree_node(tree, node)->field;
    NodeKind kind = tree_kind(tree, parent);
    bool is_own = false;
    switch ((int)kind) {
    case NODE_PROGRAM:
    case NODE_CLASS_STATIC_BLOCK: is_own = true; break;
    case NODE_FIELD_DEFINITION: is_own = field == FIELD_VALUE; break;
    case NODE_ARROW_FUNCTION: break;
    default:
      is_own = kind_is_function(kind) && (field == FIELD_PARAMETERS || field == FIELD_BODY);
      break;
    }
    if (is_own || !parent) return parent;
    node = parent;
  }
}
