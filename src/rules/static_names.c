// Literals are read by syntax/literal.h; this file only knows where names may stand.
#include "rules/static_names.h"
#include "rules/variables.h"
#include "syntax/literal.h"

#include <ctype.h>

bool static_string(SourceCode *code, NodeId value, Text *text) {
  const Tree *tree = code->tree;
  NodeId inside = tree_inside_parentheses(tree, value);
  switch ((int)tree_kind(tree, inside)) {
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_NULL:
  case NODE_REGEX: *text = tree_text(tree, inside); return true;
  case NODE_STRING: *text = literal_string_value(code->arena, tree, inside); return true;
  case NODE_NUMBER: return literal_property_key(code->arena, tree, inside, text);
  case NODE_TEMPLATE_STRING:
    if (tree_child_of_kind(tree, inside, NODE_TEMPLATE_SUBSTITUTION)) return false;
    *text = literal_string_value(code->arena, tree, inside);
    return true;
  default: return false;
  }
}

bool static_key_name(SourceCode *code, NodeId key, Text *name) {
  const Tree *tree = code->tree;
  switch ((int)tree_kind(tree, key)) {
  case NODE_PRIVATE_PROPERTY_IDENTIFIER: return false;
  case NODE_COMPUTED_PROPERTY_NAME: return static_string(code, tree_first_named(tree, key), name);
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: *name = tree_text(tree, key); return true;
  default: return literal_property_key(code->arena, tree, key, name);
  }
}

bool static_member_name(SourceCode *code, NodeId member, Text *name) {
  const Tree *tree = code->tree;
  switch ((int)tree_kind(tree, member)) {
  case NODE_MEMBER_EXPRESSION:
    return static_key_name(code, tree_child(tree, member, FIELD_PROPERTY), name);
  case NODE_SUBSCRIPT_EXPRESSION:
    return static_string(code, tree_child(tree, member, FIELD_INDEX), name);
  default: return false;
  }
}

bool is_identifier(const Tree *tree, NodeId node, const char *name) {
  NodeKind kind = tree_kind(tree, node);
  if (kind != NODE_IDENTIFIER && kind != NODE_UNDEFINED) return false;
  return !name || text_is(tree_text(tree, node), text_of(name));
}

bool is_member_of(SourceCode *code, NodeId node, const char *object, const char *property) {
  const Tree *tree = code->tree;
  Text name;
  NodeId inside = tree_inside_parentheses(tree, node);
  if (!static_member_name(code, inside, &name)) return false;
  if (property && !text_is(name, text_of(property))) return false;
  return !object || is_identifier(tree, estree_child(tree, inside, FIELD_OBJECT), object);
}

const char *array_maker(SourceCode *code, NodeId node) {
  const Tree *tree = code->tree;
  if (is_member_of(code, node, "Array", "fromAsync")) return "Array.fromAsync";
  if (!is_member_of(code, node, NULL, "from")) return NULL;
  NodeId object = estree_child(tree, tree_inside_parentheses(tree, node), FIELD_OBJECT);
  bool is_array =
      is_identifier(tree, object, NULL) && text_ends(tree_text(tree, object), TEXT("Array"));
  return is_array ? "Array.from" : NULL;
}

bool is_global(SourceCode *code, NodeId node, const char *name) {
  if (!is_identifier(code->tree, node, name)) return false;
  const Symbol *symbol = &code->scopes->symbols[tree_node(code->tree, node)->symbol];
  if (symbol->kind != SYMBOL_UNBOUND) return false;
  return variable_is_global_at(source_variables(code), node);
}

bool sees_global(SourceCode *code, NodeId at, Text name) {
  const VariableTable *table = source_variables(code);
  const Variable *found = &table->variables[variable_find(table, name_scope_at(table, at), name)];
  return !found->first_definition && variable_setting(code, table, name) > GLOBAL_OFF;
}

Text bare_name(const Tree *tree, NodeId identifier) {
  Text text = tree_text(tree, identifier);
  bool is_private = tree_kind(tree, identifier) == NODE_PRIVATE_PROPERTY_IDENTIFIER;
  return is_private ? text_slice(text, 1, text.size) : text;
}

Text specifier_name(SourceCode *code, NodeId name) {
  bool is_string = tree_kind(code->tree, name) == NODE_STRING;
  return is_string ? literal_string_value(code->arena, code->tree, name)
                   : tree_text(code->tree, name);
}

Span key_span(SourceCode *code, NodeId key) {
  if (tree_kind(code->tree, key) != NODE_COMPUTED_PROPERTY_NAME) return estree_span(code, key);
  NodeId inside = tree_inside_parentheses(code->tree, tree_first_named(code->tree, key));
  return estree_span(code, inside);
}

bool is_decimal_integer(const Tree *tree, NodeId object) {
  if (tree_kind(tree, object) != NODE_NUMBER) return false;
  Text text = tree_text(tree, object);
  bool is_old = text.size > 1 && text.at[0] == '0';
  for (uint32_t i = 0; i < text.size; i++) {
    if (!isdigit((unsigned char)text.at[i]) && text.at[i] != '_') return false;
    if (text.at[i] > '7') is_old = false;
  }
  return !is_old;
}

NodeId called_function(const Tree *tree, NodeId call) {
  if (tree_kind(tree, call) != NODE_CALL_EXPRESSION) return NO_NODE;
  NodeId function = tree_child(tree, call, FIELD_FUNCTION);
  return function ? tree_inside_parentheses(tree, function) : NO_NODE;
}

NodeId argument_at(const Tree *tree, NodeId call, uint32_t index) {
  NodeId list = tree_child(tree, call, FIELD_ARGUMENTS);
  if (tree_kind(tree, list) != NODE_ARGUMENTS) return NO_NODE;
  tree_each_named(tree, list, argument) {
    if (index-- == 0) return tree_inside_parentheses(tree, argument);
  }
  return NO_NODE;
}
