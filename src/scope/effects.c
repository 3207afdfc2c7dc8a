// A worklist: code has effects if one of its parts has, so that each part is looked at by itself
// and names the parts that are to be looked at next. What is not known to be quiet has effects.
#include "scope/effects.h"

#include "scope/known_globals.h"

enum {
  CALL_DEPTH_LIMIT = 16,      // calls of known functions inside each other that are looked into
  PRIMITIVE_DEPTH_LIMIT = 16, // operators inside each other
};

typedef struct Work {
  Effects *effects;
  const Tree *tree;
  Array(NodeId) open;
  Arena scratch;
  uint32_t call_depth;
} Work;

static bool look_at(Work *work, NodeId id);
static bool has_effects(Effects *effects, NodeId id, uint32_t call_depth);

bool effects_has(Effects *effects, NodeId id) {
  return has_effects(effects, id, 0);
}

static bool has_effects(Effects *effects, NodeId id, uint32_t call_depth) {
  Work work = {.effects = effects, .tree = effects->table->tree, .call_depth = call_depth};
  bool found = false;
  array_push(&work.scratch, &work.open, id);
  while (work.open.count > 0 && !found) {
    NodeId next = array_pop(&work.open);
    found = !(work.tree->nodes[next].flags & NODE_DEAD) && look_at(&work, next);
  }
  arena_release(&work.scratch);
  return found;
}

static void later(Work *work, NodeId id) {
  if (id) array_push(&work->scratch, &work->open, id);
}

static void children_later(Work *work, NodeId id) {
  tree_each_named(work->tree, id, child) later(work, child);
}

// ---- Annotations

typedef Array(NodeId) Leaves;

static bool says(Text comment, Text word) {
  uint32_t at = text_find(comment, word);
  return at != TEXT_NOT_FOUND && at > 0 && (comment.at[at - 1] == '@' || comment.at[at - 1] == '#');
}

Effects effects_make(Arena *arena, const ScopeTable *table, const EffectsOptions *options) {
  const Tree *tree = table->tree;
  Leaves pure = {0}, quiet = {0};
  for (uint32_t i = 0; i < tree->comment_count && !options->ignores_annotations; i++) {
    const Comment *comment = &tree->comments[i];
    Text text = text_slice(tree->source, comment->start, comment->end);
    if (says(text, TEXT("__PURE__"))) array_push(arena, &pure, comment->next_leaf);
    if (says(text, TEXT("__NO_SIDE_EFFECTS__"))) array_push(arena, &quiet, comment->next_leaf);
  }
  return (Effects){.arena = arena,
                   .table = table,
                   .options = options,
                   .pure_leaves = pure.at,
                   .pure_leaf_count = pure.count,
                   .quiet_leaves = quiet.at,
                   .quiet_leaf_count = quiet.count};
}

static NodeId first_leaf(const Tree *tree, NodeId id) {
  while (!tree_is_leaf(tree, id)) id = tree->nodes[id].first_child;
  return id;
}

static bool contains(const NodeId *leaves, uint32_t count, NodeId leaf) {
  uint32_t low = 0, high = count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (leaves[middle] < leaf)
      low = middle + 1;
    else
      high = middle;
  }
  return low < count && leaves[low] == leaf;
}

// An annotation belongs to the whole chain of calls and members that begins behind it.
static bool is_annotated_call(const Work *work, NodeId call) {
  const Effects *effects = work->effects;
  if (effects->pure_leaf_count == 0) return false;
  const Node *node = tree_node(work->tree, call);
  bool goes_on = node->field == FIELD_OBJECT || node->field == FIELD_FUNCTION;
  return !goes_on &&
         contains(effects->pure_leaves, effects->pure_leaf_count, first_leaf(work->tree, call));
}

// Whether a function is annotated: before it, before the declaration that it is the value of, or
// before `export`.
static bool is_annotated_function(const Work *work, NodeId function) {
  const Effects *effects = work->effects;
  if (effects->quiet_leaf_count == 0) return false;
  for (NodeId id = function; id != NODE_ROOT; id = work->tree->nodes[id].parent) {
    NodeKind kind = tree_kind(work->tree, id);
    if (kind == NODE_STATEMENT_BLOCK || kind == NODE_ARGUMENTS) return false;
    if (contains(effects->quiet_leaves, effects->quiet_leaf_count, first_leaf(work->tree, id)))
      return true;
  }
  return false;
}

// ---- Names

static const Symbol *symbol_at(const Work *work, NodeId id) {
  SymbolId symbol = work->tree->nodes[id].symbol;
  return symbol ? &work->effects->table->symbols[symbol] : NULL;
}

static bool is_global(const Work *work, NodeId id) {
  const Symbol *symbol = symbol_at(work, id);
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

// Whether reading a name may throw, as it is declared nowhere or not yet.
static bool may_throw(const Work *work, NodeId id) {
  const Symbol *symbol = symbol_at(work, id);
  const ScopeTable *table = work->effects->table;
  if (!symbol) return true;
  if (symbol->kind == SYMBOL_UNBOUND) return !known_global(tree_text(work->tree, id));
  bool has_dead_zone = symbol->kind == SYMBOL_LET || symbol->kind == SYMBOL_CONST ||
                       symbol->kind == SYMBOL_USING || symbol->kind == SYMBOL_CLASS;
  if (!has_dead_zone) return false;
  if (table->has_with) return true;
  return work->tree->nodes[declaration_of(work->tree, symbol->declaration)].after > id;
}

// The value that a `const` always has, or none.
static NodeId constant_value(const Work *work, NodeId name) {
  const Symbol *symbol = symbol_at(work, name);
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

// Whether an expression is surely a primitive value that is neither a symbol nor a BigInt: turning
// it into a number or a string runs no code and can't fail.
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
  case NODE_UNDEFINED: return is_global(work, id);
  case NODE_IDENTIFIER: return is_primitive(work, constant_value(work, id), depth + 1);
  case NODE_PARENTHESIZED_EXPRESSION:
    return is_primitive(work, tree_first_named(tree, id), depth + 1);
  case NODE_UNARY_EXPRESSION: {
    NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
    bool is_number_of = sign == TOKEN_MINUS || sign == TOKEN_PLUS || sign == TOKEN_TILDE;
    return !is_number_of || is_primitive(work, tree_child(tree, id, FIELD_ARGUMENT), depth + 1);
  }
  case NODE_BINARY_EXPRESSION:
    return is_primitive(work, tree_child(tree, id, FIELD_LEFT), depth + 1) &&
           is_primitive(work, tree_child(tree, id, FIELD_RIGHT), depth + 1);
  case NODE_TERNARY_EXPRESSION:
    return is_primitive(work, tree_child(tree, id, FIELD_CONSEQUENCE), depth + 1) &&
           is_primitive(work, tree_child(tree, id, FIELD_ALTERNATIVE), depth + 1);
  default: return false;
  }
}

// ---- Calls

// The function that a name surely means, or none.
static NodeId function_of(const Work *work, NodeId name) {
  const Tree *tree = work->tree;
  const Symbol *symbol = symbol_at(work, name);
  if (!symbol || symbol->flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED)) return NO_NODE;
  if (symbol->kind == SYMBOL_FUNCTION) return tree->nodes[symbol->declaration].parent;
  NodeId value = constant_value(work, name);
  NodeKind kind = tree_kind(tree, value);
  bool is_function = kind == NODE_ARROW_FUNCTION || kind == NODE_FUNCTION_EXPRESSION ||
                     kind == NODE_GENERATOR_FUNCTION;
  return is_function && !may_throw(work, name) ? value : NO_NODE;
}

// Whether giving the parameters of a function their values can be noticed.
static bool has_loud_parameters(Work *work, NodeId function) {
  NodeId list = tree_child(work->tree, function, FIELD_PARAMETERS);
  tree_each_named(work->tree, list, parameter) {
    NodeKind kind = tree_kind(work->tree, parameter);
    if (kind != NODE_IDENTIFIER && kind != NODE_UNDEFINED) return true;
  }
  return false;
}

typedef enum Loudness { NOT_ASKED, BEING_ASKED, LOUD, QUIET } Loudness;

// Whether calling the function that a name means can be noticed. One that calls itself may never
// return.
static bool is_loud(Work *work, NodeId name, NodeId function) {
  Effects *effects = work->effects;
  const Tree *tree = work->tree;
  if (!effects->functions) {
    effects->functions = arena_new(effects->arena, uint8_t, effects->table->symbol_count);
  }
  uint8_t *known = &effects->functions[tree->nodes[name].symbol];
  if (*known != NOT_ASKED) return *known != QUIET;
  *known = BEING_ASKED;
  bool is_generator = tree_kind(tree, function) == NODE_GENERATOR_FUNCTION ||
                      tree_kind(tree, function) == NODE_GENERATOR_FUNCTION_DECLARATION;
  bool is_quiet = is_annotated_function(work, function);
  if (!is_quiet && work->call_depth < CALL_DEPTH_LIMIT && !has_loud_parameters(work, function)) {
    NodeId body = tree_child(tree, function, FIELD_BODY);
    is_quiet = is_generator || !has_effects(effects, body, work->call_depth + 1);
  }
  *known = is_quiet ? QUIET : LOUD;
  return !is_quiet;
}

// Whether the arguments are such that a known constructor runs no code of theirs.
static bool fits_constructor(const Work *work, NodeId arguments) {
  const Tree *tree = work->tree;
  NodeId first = arguments ? tree_first_named(tree, arguments) : NO_NODE;
  if (!first) return true;
  NodeKind kind = tree_kind(tree, first);
  bool is_nothing = kind == NODE_NULL || (kind == NODE_UNDEFINED && is_global(work, first));
  bool is_empty = kind == NODE_ARRAY && !tree_first_named(tree, first);
  return is_nothing || is_empty;
}

// Whether the user has said that calls of this are quiet.
static bool is_named_pure(const Work *work, NodeId callee) {
  const EffectsOptions *options = work->effects->options;
  Text name = tree_text(work->tree, callee);
  NodeId root = callee;
  while (tree_kind(work->tree, root) == NODE_MEMBER_EXPRESSION)
    root = tree_child(work->tree, root, FIELD_OBJECT);
  for (size_t i = 0; i < options->pure_count; i++) {
    if (text_is(options->pure[i], name) && is_global(work, root)) return true;
  }
  return false;
}

static bool is_quiet_call(Work *work, NodeId call) {
  const Tree *tree = work->tree;
  if (is_annotated_call(work, call)) return true;
  bool is_new = tree_kind(tree, call) == NODE_NEW_EXPRESSION;
  NodeId callee = tree_child(tree, call, is_new ? FIELD_CONSTRUCTOR : FIELD_FUNCTION);
  if (is_named_pure(work, callee)) return true;
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  if (tree_kind(tree, callee) != NODE_IDENTIFIER) return false;
  if (is_new) {
    return is_global(work, callee) && known_constructor(tree_text(tree, callee)) &&
           fits_constructor(work, arguments);
  }
  if (is_global(work, callee) && text_is(tree_text(tree, callee), TEXT("Symbol"))) {
    NodeId first = tree_first_named(tree, arguments);
    return !first || is_primitive(work, first, 0);
  }
  NodeId function = function_of(work, callee);
  return function && !is_loud(work, callee, function);
}

static bool look_at_call(Work *work, NodeId call) {
  if (!is_quiet_call(work, call)) return true;
  NodeId arguments = tree_child(work->tree, call, FIELD_ARGUMENTS);
  if (arguments) children_later(work, arguments);
  return false;
}

// ---- Expressions

static bool look_at_binary(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId left = tree_child(tree, id, FIELD_LEFT), right = tree_child(tree, id, FIELD_RIGHT);
  later(work, left);
  later(work, right);
  switch ((int)tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR))) {
  case TOKEN_STRICT_EQUAL:
  case TOKEN_STRICT_NOT_EQUAL:
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_OR:
  case TOKEN_NULLISH: return false;
  case TOKEN_IN_WORD:
  case TOKEN_INSTANCEOF_WORD: return true;
  default: return !is_primitive(work, left, 0) || !is_primitive(work, right, 0);
  }
}

static bool look_at_unary(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId argument = tree_child(tree, id, FIELD_ARGUMENT);
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  bool asks_type = sign == TOKEN_TYPEOF_WORD && is_global(work, argument);
  if (!asks_type) later(work, argument);
  if (sign == TOKEN_TYPEOF_WORD || sign == TOKEN_NOT || sign == TOKEN_VOID_WORD) return false;
  return sign == TOKEN_DELETE_WORD || !is_primitive(work, argument, 0);
}

// Members of known globals, of namespaces, and of import.meta are there, and no getters.
static bool is_quiet_member(const Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId object = tree_child(tree, id, FIELD_OBJECT);
  if (tree_kind(tree, object) == NODE_META_PROPERTY) return true;
  if (tree_kind(tree, object) != NODE_IDENTIFIER) return false;
  Text member = tree_text(tree, tree_child(tree, id, FIELD_PROPERTY));
  if (is_global(work, object)) return known_member(tree_text(tree, object), member);
  const Symbol *symbol = symbol_at(work, object);
  NodeKind parent = symbol ? tree_kind(tree, tree->nodes[symbol->declaration].parent) : NODE_NONE;
  return symbol && symbol->kind == SYMBOL_IMPORT && parent == NODE_NAMESPACE_IMPORT;
}

// The name of a property, method or field: one that is computed becomes a string first.
static bool look_at_key(Work *work, NodeId key) {
  if (tree_kind(work->tree, key) != NODE_COMPUTED_PROPERTY_NAME) return false;
  NodeId expression = tree_first_named(work->tree, key);
  bool is_member = tree_kind(work->tree, expression) == NODE_MEMBER_EXPRESSION &&
                   is_quiet_member(work, expression);
  return !is_member && !is_primitive(work, expression, 0);
}

static bool look_at_object(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  tree_each_named(tree, id, member) {
    NodeKind kind = tree_kind(tree, member);
    if (kind == NODE_SPREAD_ELEMENT) {
      NodeId spread = tree_first_named(tree, member);
      if (tree_kind(tree, spread) != NODE_OBJECT) return true;
      later(work, spread);
      continue;
    }
    NodeField name = kind == NODE_PAIR ? FIELD_KEY : FIELD_NAME;
    if (look_at_key(work, tree_child(tree, member, name))) return true;
    if (kind == NODE_PAIR) later(work, tree_child(tree, member, FIELD_VALUE));
    if (kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER) later(work, member);
  }
  return false;
}

static bool look_at_array(Work *work, NodeId id) {
  tree_each_named(work->tree, id, element) {
    if (tree_kind(work->tree, element) != NODE_SPREAD_ELEMENT) {
      later(work, element);
      continue;
    }
    NodeId spread = tree_first_named(work->tree, element);
    if (tree_kind(work->tree, spread) != NODE_ARRAY) return true;
    later(work, spread);
  }
  return false;
}

static bool look_at_template(Work *work, NodeId id) {
  tree_each_named(work->tree, id, part) {
    if (tree_kind(work->tree, part) != NODE_TEMPLATE_SUBSTITUTION) continue;
    NodeId value = tree_first_named(work->tree, part);
    if (!is_primitive(work, value, 0)) return true;
    later(work, value);
  }
  return false;
}

// ---- JSX

static bool look_at_attribute(Work *work, NodeId attribute) {
  const Tree *tree = work->tree;
  if (tree_kind(tree, attribute) == NODE_JSX_EXPRESSION) {
    NodeId spread = tree_first_named(tree, tree_first_named(tree, attribute));
    later(work, spread);
    return tree_kind(tree, spread) != NODE_OBJECT;
  }
  NodeId value = tree_last_child(tree, attribute);
  NodeKind kind = tree_kind(tree, value);
  bool is_text = kind == NODE_STRING || value == tree->nodes[attribute].first_child;
  if (!is_text) later(work, kind == NODE_JSX_EXPRESSION ? tree_first_named(tree, value) : value);
  return false;
}

// An opening tag, or the only one.
static bool look_at_tag(Work *work, NodeId tag) {
  const Tree *tree = work->tree;
  NodeId name = tree_child(tree, tag, FIELD_NAME);
  if (!work->effects->options->jsx_is_quiet) return true;
  bool is_variable = tree->nodes[name].symbol || tree_kind(tree, name) == NODE_MEMBER_EXPRESSION;
  if (is_variable) later(work, name);
  tree_each_child(tree, tag, child) {
    NodeKind kind = tree_kind(tree, child);
    bool is_attribute = kind == NODE_JSX_ATTRIBUTE || kind == NODE_JSX_EXPRESSION;
    if (is_attribute && look_at_attribute(work, child)) return true;
  }
  return false;
}

static bool look_at_element(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId tag = tree_child(tree, id, FIELD_OPEN_TAG);
  for (NodeId child = tree->nodes[tag].next_sibling; child;
       child = tree->nodes[child].next_sibling) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == NODE_JSX_ELEMENT || kind == NODE_JSX_SELF_CLOSING_ELEMENT) later(work, child);
    if (kind != NODE_JSX_EXPRESSION) continue;
    NodeId content = tree_first_named(tree, child);
    if (tree_kind(tree, content) == NODE_SPREAD_ELEMENT) return true;
    later(work, content);
  }
  return look_at_tag(work, tag);
}

// ---- Classes

static bool has_token(const Tree *tree, NodeId id, NodeKind token) {
  return tree_child_of_kind(tree, id, token) != NO_NODE;
}

static bool look_at_class_member(Work *work, NodeId member) {
  const Tree *tree = work->tree;
  NodeKind kind = tree_kind(tree, member);
  if (tree_child(tree, member, FIELD_DECORATOR)) return true;
  if (kind == NODE_CLASS_STATIC_BLOCK) {
    later(work, tree_child(tree, member, FIELD_BODY));
    return false;
  }
  bool is_field = kind == NODE_FIELD_DEFINITION;
  if (look_at_key(work, tree_child(tree, member, is_field ? FIELD_PROPERTY : FIELD_NAME)))
    return true;
  if (is_field && has_token(tree, member, TOKEN_STATIC_WORD))
    later(work, tree_child(tree, member, FIELD_VALUE));
  return false;
}

static bool look_at_class(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  if (tree_child(tree, id, FIELD_DECORATOR)) return true;
  NodeId heritage = tree_child_of_kind(tree, id, NODE_CLASS_HERITAGE);
  if (heritage) later(work, tree_first_named(tree, heritage));
  NodeId body = tree_child(tree, id, FIELD_BODY);
  tree_each_named(tree, body, member) {
    if (look_at_class_member(work, member)) return true;
  }
  return false;
}

// ---- Statements

static bool look_at_declaration(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  tree_each_named(tree, id, declarator) {
    NodeId name = tree_child(tree, declarator, FIELD_NAME);
    NodeKind kind = tree_kind(tree, name);
    if (kind == NODE_OBJECT_PATTERN || kind == NODE_ARRAY_PATTERN) return true;
    later(work, tree_child(tree, declarator, FIELD_VALUE));
  }
  return false;
}

static bool look_at_export(Work *work, NodeId id) {
  if (tree_child(work->tree, id, FIELD_DECORATOR)) return true;
  later(work, tree_child(work->tree, id, FIELD_DECLARATION));
  later(work, tree_child(work->tree, id, FIELD_VALUE));
  return false;
}

static bool look_at(Work *work, NodeId id) {
  switch ((int)tree_kind(work->tree, id)) {
  case NODE_NUMBER:
  case NODE_STRING:
  case NODE_REGEX:
  case NODE_TRUE:
  case NODE_FALSE:
  case NODE_NULL:
  case NODE_THIS:
  case NODE_META_PROPERTY:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_IMPORT_STATEMENT:
  case NODE_HASH_BANG_LINE:
  case NODE_EMPTY_STATEMENT: return false;
  case NODE_IDENTIFIER:
  case NODE_UNDEFINED:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER: return may_throw(work, id);
  case NODE_PARENTHESIZED_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_TERNARY_EXPRESSION:
  case NODE_EXPRESSION_STATEMENT:
  case NODE_STATEMENT_BLOCK:
  case NODE_IF_STATEMENT:
  case NODE_ELSE_CLAUSE:
  case NODE_RETURN_STATEMENT: children_later(work, id); return false;
  case NODE_BINARY_EXPRESSION: return look_at_binary(work, id);
  case NODE_UNARY_EXPRESSION: return look_at_unary(work, id);
  case NODE_MEMBER_EXPRESSION: return !is_quiet_member(work, id);
  case NODE_CALL_EXPRESSION:
  case NODE_NEW_EXPRESSION: return look_at_call(work, id);
  case NODE_JSX_ELEMENT: return look_at_element(work, id);
  case NODE_JSX_SELF_CLOSING_ELEMENT: return look_at_tag(work, id);
  case NODE_ARRAY: return look_at_array(work, id);
  case NODE_OBJECT: return look_at_object(work, id);
  case NODE_TEMPLATE_STRING: return look_at_template(work, id);
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION: return look_at_class(work, id);
  case NODE_VARIABLE_DECLARATION:
  case NODE_LEXICAL_DECLARATION: return look_at_declaration(work, id);
  case NODE_EXPORT_STATEMENT: return look_at_export(work, id);
  default: return true;
  }
}
