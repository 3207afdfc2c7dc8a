// Each use of `exports` or `module.exports` is judged by what stands around it: a member that is
// assigned to, a whole object that is assigned, a call that gets it as an argument. What require()
// is given to is judged from there.
#include "scope/commonjs_exports.h"

#include "syntax/literal.h"

#include "base/search.h"
#include "base/utf8.h"

enum {
  // `a = b = c = …`: longer chains of assignments are not followed to their end.
  CHAIN_LIMIT = 64,
  // How far to look for `other[key]`: what Babel writes around it has half as many nodes.
  LOOK_LIMIT = 100,
};

typedef struct Reader {
  Arena *arena;
  Arena scratch;
  const ScopeTable *table;
  const Tree *tree;
  ModuleRecord *record;
  Map seen;            // names
  bool *is_reexported; // by import
} Reader;

static void read_use(Reader *reader, NodeId use);
static void read_requires(Reader *reader);

void commonjs_exports_read(Arena *arena, const ScopeTable *table, ModuleRecord *record,
                           const NodeIds *uses) {
  Reader reader = {.arena = arena, .table = table, .tree = table->tree, .record = record};
  reader.is_reexported = arena_new(&reader.scratch, bool, record->imports.count);
  for (uint32_t i = 0; i < uses->count; i++) read_use(&reader, uses->at[i]);
  read_requires(&reader);
  arena_release(&reader.scratch);
}

// ---- Finds

static void add_name(Reader *reader, Text name) {
  bool is_special = text_is(name, TEXT("default")) || text_is(name, TEXT("__esModule"));
  if (is_special || utf8_find_invalid(name) != TEXT_NOT_FOUND) return;
  bool is_new;
  map_add(&reader->scratch, &reader->seen, name, &is_new);
  if (is_new) array_push(reader->arena, &reader->record->commonjs.names, name);
}

// The import that is the require call `call`, by its specifier: those are in source order.
static bool find_require(const Reader *reader, NodeId call, uint32_t *import) {
  const ModuleRecord *record = reader->record;
  uint32_t count = record->imports.count;
  uint32_t at = search_first(record->imports.at, count, specifier_node, call);
  *import = at;
  return at < count && record->imports.at[at].node == call &&
         record->imports.at[at].kind == IMPORT_REQUIRE;
}

static void add_reexport(Reader *reader, uint32_t import) {
  if (reader->is_reexported[import]) return;
  reader->is_reexported[import] = true;
  array_push(reader->arena, &reader->record->commonjs.reexports, import);
}

static void add_reexport_of(Reader *reader, NodeId call) {
  uint32_t import;
  if (find_require(reader, call, &import)) add_reexport(reader, import);
}

// ---- module.exports = { … }

static void read_key(Reader *reader, NodeId key) {
  NodeKind kind = tree_kind(reader->tree, key);
  if (kind == NODE_STRING) add_name(reader, literal_string_value(reader->arena, reader->tree, key));
  if (kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER) {
    add_name(reader, tree_text(reader->tree, key));
  }
}

static void read_object(Reader *reader, NodeId object) {
  const Tree *tree = reader->tree;
  tree_each_named(tree, object, member) {
    switch ((int)tree_kind(tree, member)) {
    case NODE_PAIR: read_key(reader, tree_child(tree, member, FIELD_KEY)); break;
    case NODE_METHOD_DEFINITION: read_key(reader, tree_child(tree, member, FIELD_NAME)); break;
    case NODE_SHORTHAND_PROPERTY_IDENTIFIER: read_key(reader, member); break;
    case NODE_SPREAD_ELEMENT: add_reexport_of(reader, tree_first_named(tree, member)); break;
    default: break;
    }
  }
}

static void read_value(Reader *reader, NodeId value) {
  const Tree *tree = reader->tree;
  for (int i = 0; i < CHAIN_LIMIT; i++) {
    NodeKind kind = tree_kind(tree, value);
    if (kind == NODE_ASSIGNMENT_EXPRESSION)
      value = tree_child(tree, value, FIELD_RIGHT);
    else if (kind == NODE_PARENTHESIZED_EXPRESSION)
      value = tree_first_named(tree, value);
    else
      break;
  }
  if (tree_kind(tree, value) == NODE_OBJECT) read_object(reader, value);
  if (tree_kind(tree, value) == NODE_CALL_EXPRESSION) add_reexport_of(reader, value);
}

// ---- exports[key] = other[key]

// The import whose value is in the variable `use`: `var other = require("./other")`, or
// `var other = interop(require("./other"))`.
static bool find_variable(const Reader *reader, NodeId use, uint32_t *import) {
  const Tree *tree = reader->tree;
  SymbolId symbol = tree_node(tree, use)->symbol;
  if (!symbol) return false;
  NodeId declarator = tree_node(tree, reader->table->symbols[symbol].declaration)->parent;
  if (tree_kind(tree, declarator) != NODE_VARIABLE_DECLARATOR) return false;
  NodeId value = tree_child(tree, declarator, FIELD_VALUE);
  if (find_require(reader, value, import)) return true;
  NodeId arguments = tree_child(tree, value, FIELD_ARGUMENTS);
  return find_require(reader, tree_first_named(tree, arguments), import);
}

// Finds `other[key]` below `root`.
static void read_copied_member(Reader *reader, NodeId root, NodeId key) {
  const Tree *tree = reader->tree;
  SymbolId symbol = tree_node(tree, key)->symbol;
  if (tree_kind(tree, key) != NODE_IDENTIFIER || !symbol) return;
  NodeId end = tree_node(tree, root)->after;
  for (NodeId id = root; id < end && id < root + LOOK_LIMIT; id++) {
    if (tree_kind(tree, id) != NODE_SUBSCRIPT_EXPRESSION) continue;
    NodeId object = tree_child(tree, id, FIELD_OBJECT);
    NodeId index = tree_child(tree, id, FIELD_INDEX);
    uint32_t import;
    bool is_member = index != key && tree_node(tree, index)->symbol == symbol &&
                     tree_kind(tree, object) == NODE_IDENTIFIER;
    if (is_member && find_variable(reader, object, &import)) add_reexport(reader, import);
  }
}

// ---- One use

// `exports` stands as an argument: `Object.defineProperty(exports, "name", …)`.
static void read_argument(Reader *reader, NodeId use, NodeId call) {
  const Tree *tree = reader->tree;
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  NodeId second = tree_next_named(tree, use);
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  bool is_first = tree_first_named(tree, arguments) == use;
  if (!is_first || !text_is(tree_text(tree, callee), TEXT("Object.defineProperty"))) return;
  if (tree_kind(tree, second) == NODE_STRING)
    add_name(reader, literal_string_value(reader->arena, tree, second));
  else
    read_copied_member(reader, arguments, second);
}

static bool is_assigned(const Tree *tree, NodeId target) {
  const Node *node = tree_node(tree, target);
  return node->field == FIELD_LEFT && tree_kind(tree, node->parent) == NODE_ASSIGNMENT_EXPRESSION;
}

// `object` is what is exported; `is_whole` where assigning to it replaces it.
static void read_object_use(Reader *reader, NodeId object, bool is_whole) {
  const Tree *tree = reader->tree;
  const Node *node = tree_node(tree, object);
  NodeId parent = node->parent;
  if (node->field == FIELD_OBJECT && is_assigned(tree, parent)) {
    NodeId index = tree_child(tree, parent, FIELD_INDEX);
    if (tree_kind(tree, parent) == NODE_MEMBER_EXPRESSION) {
      read_key(reader, tree_child(tree, parent, FIELD_PROPERTY));
    } else if (tree_kind(tree, index) == NODE_STRING) {
      read_key(reader, index);
    } else {
      read_copied_member(reader, tree_node(tree, parent)->parent, index);
    }
  } else if (is_whole && is_assigned(tree, object)) {
    read_value(reader, tree_child(tree, parent, FIELD_RIGHT));
  } else if (tree_kind(tree, parent) == NODE_ARGUMENTS) {
    read_argument(reader, object, tree_node(tree, parent)->parent);
  }
}

static void read_use(Reader *reader, NodeId use) {
  const Tree *tree = reader->tree;
  if (text_is(tree_text(tree, use), TEXT("exports"))) {
    read_object_use(reader, use, false);
    return;
  }
  NodeId member = tree_node(tree, use)->parent;
  bool is_exports =
      tree_node(tree, use)->field == FIELD_OBJECT &&
      tree_kind(tree, member) == NODE_MEMBER_EXPRESSION &&
      text_is(tree_text(tree, tree_child(tree, member, FIELD_PROPERTY)), TEXT("exports"));
  if (is_exports) read_object_use(reader, member, true);
}

// ---- __exportStar(require("./other"), exports)

static void read_requires(Reader *reader) {
  const Tree *tree = reader->tree;
  for (uint32_t i = 0; i < reader->record->imports.count; i++) {
    if (reader->record->imports.at[i].kind != IMPORT_REQUIRE) continue;
    NodeId arguments = tree_node(tree, reader->record->imports.at[i].node)->parent;
    if (tree_kind(tree, arguments) != NODE_ARGUMENTS) continue;
    NodeId callee = tree_child(tree, tree_node(tree, arguments)->parent, FIELD_FUNCTION);
    Text name = tree_text(tree, callee); // tslib.__exportStar and (0, tslib.__exportStar), too
    bool is_star = text_ends(name, TEXT("__exportStar")) ||
                   text_ends(name, TEXT("__exportStar)")) || text_is(name, TEXT("__export"));
    if (is_star) add_reexport(reader, i);
  }
}
