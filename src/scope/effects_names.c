// What is surely known of names, members and expressions, from the file alone.
#include "scope/effects_work.h"
#include "scope/known_globals.h"

enum { PRIMITIVE_DEPTH_LIMIT = 16 }; // operators inside each other

const Symbol *effects_symbol_at(const Work *work, NodeId id) {
  SymbolId symbol = work->tree->nodes[id].symbol;
  bool is_its_value = !(work->tree->nodes[id].flags & NODE_GOES_ON);
  return symbol && is_its_value ? &work->effects->table->symbols[symbol] : NULL;
}

const Symbol *effects_symbol_of(const Work *work, NodeId expression) {
  bool is_name = tree_kind(work->tree, expression) == NODE_IDENTIFIER;
  return is_name ? effects_symbol_at(work, expression) : NULL;
}

bool effects_is_global(const Work *work, NodeId id) {
  const Symbol *symbol = effects_symbol_at(work, id);
  return symbol && symbol->kind == SYMBOL_UNBOUND;
}

// What declares a name: the declarator or class around it.
static NodeId declaration_of(const Tree *tree, NodeId name) {
  NodeId id = tree->nodes[name].parent;
  while (id != NODE_ROOT) {
    NodeKind kind = tree_kind(tree, id);
    bool is_whole = kind == NODE_VARIABLE_DECLARATOR || kind == NODE_CLASS_DECLARATION ||
                    kind == NODE_CLASS || kind == NODE_FOR_IN_STATEMENT;
    if (is_whole) return id;
    id = tree->nodes[id].parent;
  }
  return id;
}

// The class that declares `symbol` for its own inside.
static NodeId class_of(const Work *work, const Symbol *symbol) {
  return work->tree->nodes[symbol->declaration].parent;
}

// Whether `id` stands where its class is made, before it has its name: what it extends, or the
// name of a member.
static bool is_before_class(const Work *work, const Symbol *symbol, NodeId id) {
  NodeId class = class_of(work, symbol), up = id;
  for (; up != class && up != NODE_ROOT; up = work->tree->nodes[up].parent) {
    NodeKind kind = tree_kind(work->tree, up);
    if (kind == NODE_CLASS_HERITAGE || kind == NODE_COMPUTED_PROPERTY_NAME) return true;
  }
  return false;
}

bool effects_may_throw(const Work *work, NodeId id) {
  const Symbol *symbol = effects_symbol_at(work, id);
  const ScopeTable *table = work->effects->table;
  if (!symbol) return true;
  if (symbol->kind == SYMBOL_UNBOUND)
    return !known_global(tree_text(work->tree, id)) && !effects_is_guarded(work, id);
  if (symbol->kind == SYMBOL_CLASS_NAME) return is_before_class(work, symbol, id);
  bool has_dead_zone = symbol->kind == SYMBOL_LET || symbol->kind == SYMBOL_CONST ||
                       symbol->kind == SYMBOL_USING || symbol->kind == SYMBOL_CLASS;
  if (!has_dead_zone) return false;
  if (table->has_with) return true;
  NodeId after = work->tree->nodes[declaration_of(work->tree, symbol->declaration)].after;
  // A function may stand behind what it reads, and be called before that.
  if (symbol->scope == SCOPE_FILE) return after > id || after > work->effects->from;
  bool is_of_caller = work->inside && symbol->declaration < work->inside;
  return after > id || is_of_caller;
}

// The value that a `const` always has, or none.
NodeId effects_constant_value(const Work *work, NodeId name) {
  const Symbol *symbol = effects_symbol_at(work, name);
  if (!symbol || symbol->kind != SYMBOL_CONST) return NO_NODE;
  NodeId declarator = work->tree->nodes[symbol->declaration].parent;
  bool is_plain = tree_kind(work->tree, declarator) == NODE_VARIABLE_DECLARATOR;
  return is_plain ? tree_child(work->tree, declarator, FIELD_VALUE) : NO_NODE;
}

// ---- Primitive values

static bool is_number(const Work *work, NodeId id) {
  Text text = tree_text(work->tree, id);
  return text.at[text.size - 1] != 'n';
}

// Whether it is a parameter of a function that is given primitive values only.
static bool is_given_primitive(const Work *work, NodeId id) {
  const Symbol *symbol = effects_symbol_at(work, id);
  if (!work->given_primitives || !symbol) return false;
  bool is_written = symbol->flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED);
  if (symbol->kind != SYMBOL_PARAMETER || is_written) return false;
  NodeId parent = work->tree->nodes[symbol->declaration].parent;
  if (tree_kind(work->tree, parent) == NODE_FORMAL_PARAMETERS)
    parent = work->tree->nodes[parent].parent;
  return parent == work->given_primitives;
}

static bool is_primitive(const Work *work, NodeId id, uint32_t depth);

static bool is_primitive_unary(const Work *work, NodeId id, uint32_t depth) {
  const Tree *tree = work->tree;
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  bool is_number_of = sign == TOKEN_MINUS || sign == TOKEN_PLUS || sign == TOKEN_TILDE;
  return !is_number_of || is_primitive(work, tree_child(tree, id, FIELD_ARGUMENT), depth);
}

static bool is_primitive_binary(const Work *work, NodeId id, uint32_t depth) {
  const Tree *tree = work->tree;
  if (kind_is_comparison(tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR)))) return true;
  return is_primitive(work, tree_child(tree, id, FIELD_LEFT), depth) &&
         is_primitive(work, tree_child(tree, id, FIELD_RIGHT), depth);
}

static bool is_primitive(const Work *work, NodeId id, uint32_t depth) {
  const Tree *tree = work->tree;
  if (!id || depth > PRIMITIVE_DEPTH_LIMIT) return false;
  switch ((int)tree_kind(tree, id)) {
  case NODE_STRING:
  case NODE_TEMPLATE_STRING:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_NULL: return true;
  case NODE_NUMBER: return is_number(work, id);
  case NODE_UNDEFINED: return effects_is_global(work, id);
  case NODE_IDENTIFIER:
    return is_given_primitive(work, id) ||
           is_primitive(work, effects_constant_value(work, id), depth + 1);
  case NODE_PARENTHESIZED_EXPRESSION:
    return is_primitive(work, tree_first_named(tree, id), depth + 1);
  case NODE_UNARY_EXPRESSION: return is_primitive_unary(work, id, depth + 1);
  case NODE_BINARY_EXPRESSION: return is_primitive_binary(work, id, depth + 1);
  case NODE_TERNARY_EXPRESSION:
    return is_primitive(work, tree_child(tree, id, FIELD_CONSEQUENCE), depth + 1) &&
           is_primitive(work, tree_child(tree, id, FIELD_ALTERNATIVE), depth + 1);
  default: return false;
  }
}

bool effects_is_primitive(const Work *work, NodeId id) {
  return is_primitive(work, id, 0);
}

bool effects_has_no_then(const Work *work, NodeId id) {
  NodeId value = tree_inside_parentheses(work->tree, id);
  NodeKind kind = tree_kind(work->tree, value);
  bool is_literal = kind == NODE_ARRAY || kind == NODE_REGEX || kind == NODE_ARROW_FUNCTION ||
                    kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION;
  return is_literal || effects_is_primitive(work, value);
}

// ---- Members

// Members of known globals, of namespaces, and of import.meta are there, and no getters.
bool effects_is_quiet_member(const Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId object = tree_child(tree, id, FIELD_OBJECT);
  if (tree_is_import_meta(tree, object)) return true; // not of new.target, which may be undefined
  if (tree_kind(tree, object) != NODE_IDENTIFIER) return false;
  Text member = tree_text(tree, tree_child(tree, id, FIELD_PROPERTY));
  if (effects_is_global(work, object)) return known_member(tree_text(tree, object), member);
  const Symbol *symbol = effects_symbol_at(work, object);
  NodeKind parent = symbol ? tree_kind(tree, tree->nodes[symbol->declaration].parent) : NODE_NONE;
  return symbol && symbol->kind == SYMBOL_IMPORT && parent == NODE_NAMESPACE_IMPORT;
}

// The name of a property, method or field: one that is computed becomes a string first.
bool effects_has_loud_key(const Work *work, NodeId key) {
  if (tree_kind(work->tree, key) != NODE_COMPUTED_PROPERTY_NAME) return false;
  NodeId expression = tree_first_named(work->tree, key);
  bool is_member = tree_kind(work->tree, expression) == NODE_MEMBER_EXPRESSION &&
                   effects_is_quiet_member(work, expression);
  return !is_member && !effects_is_primitive(work, expression);
}
