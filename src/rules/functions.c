// In ESLint's tree, a method is a property that holds a function; in ours it is one node. So what
// is asked is asked of the member and of the function, which may be the same node.
#include "rules/functions.h"
#include "base/buffer.h"
#include "rules/code_paths.h"
#include "syntax/name.h"

#include <ctype.h>

bool function_is_async(const Tree *tree, NodeId function) {
  return tree_child_of_kind(tree, function, TOKEN_ASYNC_WORD) != NO_NODE;
}

bool function_is_generator(const Tree *tree, NodeId function) {
  return tree_child_of_kind(tree, function, TOKEN_STAR) != NO_NODE;
}

NodeId function_member(const Tree *tree, NodeId function) {
  if (tree_kind(tree, function) == NODE_METHOD_DEFINITION) return function;
  NodeId outside = tree_outside_parentheses(tree, function);
  NodeId parent = tree_node(tree, outside)->parent;
  NodeKind kind = tree_kind(tree, parent);
  bool is_member = kind == NODE_PAIR || kind == NODE_FIELD_DEFINITION;
  return is_member && tree_node(tree, outside)->field == FIELD_VALUE ? parent : NO_NODE;
}

static NodeId key_of(const Tree *tree, NodeId member) {
  switch ((int)tree_kind(tree, member)) {
  case NODE_PAIR: return tree_child(tree, member, FIELD_KEY);
  case NODE_FIELD_DEFINITION: return tree_child(tree, member, FIELD_PROPERTY);
  default: return tree_child(tree, member, FIELD_NAME);
  }
}

static const char *kind_of(const Tree *tree, NodeId function, NodeId member) {
  if (!member)
    return tree_kind(tree, function) == NODE_ARROW_FUNCTION ? "arrow function" : "function";
  if (member == function && tree_child_of_kind(tree, member, TOKEN_GET_WORD)) return "getter";
  if (member == function && tree_child_of_kind(tree, member, TOKEN_SET_WORD)) return "setter";
  return "method";
}

Span span_of_function_around(SourceCode *code, NodeId node) {
  NodeId owner = code_owner(source_code_paths(code), node);
  if (owner != NODE_ROOT) return function_span(code, owner);
  const TokenTable *tokens = source_tokens(code);
  return (Span){tokens->at[token_next(tokens, 0)].start,
                tokens->at[token_previous(tokens, tokens->count)].end};
}

NodeId function_immediate_call(const Tree *tree, NodeId function) {
  NodeId outside = tree_outside_parentheses(tree, function);
  NodeId call = tree_node(tree, outside)->parent;
  bool is_called = tree_node(tree, outside)->field == FIELD_FUNCTION &&
                   tree_kind(tree, call) == NODE_CALL_EXPRESSION;
  return is_called ? call : NO_NODE;
}

bool function_is_constructor(const Tree *tree, NodeId function) {
  if (tree_kind(tree, function) != NODE_METHOD_DEFINITION) return false;
  bool is_in_class = tree_kind(tree, tree_node(tree, function)->parent) == NODE_CLASS_BODY;
  if (!is_in_class || tree_is_static(tree, function)) return false;
  NodeId key = tree_child(tree, function, FIELD_NAME);
  Text name = tree_text(tree, key);
  if (tree_kind(tree, key) == NODE_STRING)
    name = text_slice(name, 1, name.size - 1);
  else if (tree_kind(tree, key) != NODE_PROPERTY_IDENTIFIER)
    return false;
  return text_is(name, TEXT("constructor"));
}

static void add_name(Buffer *out, SourceCode *code, NodeId function, NodeId member) {
  const Tree *tree = code->tree;
  NodeId key = member ? key_of(tree, member) : NO_NODE;
  NodeId own = tree_child(tree, function, FIELD_NAME);
  Text name;
  if (tree_kind(tree, key) == NODE_PRIVATE_PROPERTY_IDENTIFIER)
    buffer_add_format(out, " %.*s", TEXT_ARGS(tree_text(tree, key)));
  else if (member && static_key_name(code, key, &name))
    buffer_add_format(out, " '%.*s'", TEXT_ARGS(name));
  else if (own && own != key)
    buffer_add_format(out, " '%.*s'", TEXT_ARGS(name_value(code->arena, tree_text(tree, own))));
}

Text function_title(SourceCode *code, NodeId function) {
  const Tree *tree = code->tree;
  NodeId member = function_member(tree, function);
  if (function_is_constructor(tree, function)) return TEXT("constructor");
  Buffer out = {.arena = code->arena};
  if (member && tree_kind(tree, member) != NODE_PAIR) {
    bool is_private = tree_kind(tree, key_of(tree, member)) == NODE_PRIVATE_PROPERTY_IDENTIFIER;
    if (tree_is_static(tree, member)) buffer_add_literal(&out, "static ");
    if (is_private) buffer_add_literal(&out, "private ");
  }
  if (function_is_async(tree, function)) buffer_add_literal(&out, "async ");
  if (function_is_generator(tree, function)) buffer_add_literal(&out, "generator ");
  Text kind = text_of(kind_of(tree, function, member));
  buffer_add_text(&out, kind);
  add_name(&out, code, function, member);
  return buffer_text(&out);
}

// Where the parameters begin: their bracket, or the only parameter of an arrow function.
static uint32_t start_of_parameters(const Tree *tree, NodeId function) {
  NodeId parameters = tree_child(tree, function, FIELD_PARAMETERS);
  if (!parameters) parameters = tree_child(tree, function, FIELD_PARAMETER);
  return tree_node(tree, parameters)->start;
}

Span function_head(SourceCode *code, NodeId function) {
  const Tree *tree = code->tree;
  NodeId member = function_member(tree, function);
  if (!member && tree_kind(tree, function) == NODE_ARROW_FUNCTION) {
    const Node *arrow = tree_node(tree, tree_child_of_kind(tree, function, TOKEN_ARROW));
    return (Span){arrow->start, arrow->end};
  }
  NodeId from = member ? member : function;
  return (Span){tree_node(tree, from)->start, start_of_parameters(tree, function)};
}

Span function_span(SourceCode *code, NodeId function) {
  Span span = estree_span(code, function);
  if (tree_kind(code->tree, function) == NODE_METHOD_DEFINITION)
    span.start = start_of_parameters(code->tree, function);
  return span;
}

Text function_title_capital(SourceCode *code, NodeId function) {
  Text title = text_copy(code->arena, function_title(code, function));
  ((char *)title.at)[0] = (char)toupper((unsigned char)title.at[0]);
  return title;
}

bool function_is_expression(const Tree *tree, NodeId function) {
  return tree_kind(tree, function) == NODE_ARROW_FUNCTION &&
         tree_kind(tree, tree_child(tree, function, FIELD_BODY)) != NODE_STATEMENT_BLOCK;
}
