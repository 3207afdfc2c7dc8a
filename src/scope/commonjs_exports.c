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
  Map seen;               // name → its index in the record
  uint32_t *reexported;   // by import: 1 + index in the record, or 0
  CommonJsCertainty here; // of what is found now
  NodeId replaced;        // the last assignment to module.exports as a whole
  bool is_replaced;       // `exports` is not what is exported any more
  bool is_unsure;         // nobody knows what is
} Reader;

static void read_use(Reader *reader, NodeId use);
static void read_requires(Reader *reader);

void commonjs_exports_read(Arena *arena, const ScopeTable *table, ModuleRecord *record,
                           const NodeIds *uses) {
  Reader reader = {.arena = arena, .table = table, .tree = table->tree, .record = record};
  reader.reexported = arena_new(&reader.scratch, uint32_t, record->imports.count);
  reader.is_unsure = record->syntax & MODULE_HAS_RETURN;
  for (uint32_t i = 0; i < uses->count; i++) read_use(&reader, uses->at[i]);
  read_requires(&reader);
  arena_release(&reader.scratch);
}

// ---- Finds

static void add_certainty(CommonJsCertainty *all, CommonJsCertainty one) {
  all->is_set |= one.is_set;
  all->is_seen |= one.is_seen;
}

static void add_name(Reader *reader, Text name) {
  bool is_special = text_is(name, TEXT("default")) || text_is(name, TEXT("__esModule"));
  if (is_special || utf8_find_invalid(name) != TEXT_NOT_FOUND) return;
  CommonJsExports *found = &reader->record->commonjs;
  bool is_new;
  uint32_t *index = map_add(&reader->scratch, &reader->seen, name, &is_new);
  if (is_new) {
    *index = found->names.count;
    array_push(reader->arena, &found->names, (CommonJsName){.name = name});
  }
  add_certainty(&found->names.at[*index].certainty, reader->here);
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
  CommonJsExports *found = &reader->record->commonjs;
  uint32_t *index = &reader->reexported[import];
  if (!*index) {
    array_push(reader->arena, &found->reexports, (CommonJsReexport){.import = import});
    *index = found->reexports.count;
  }
  add_certainty(&found->reexports.at[*index - 1].certainty, reader->here);
}

// A call in an annotation is no import itself, but names one.
static bool find_same_require(const Reader *reader, NodeId call, uint32_t *import) {
  const Tree *tree = reader->tree;
  const ModuleRecord *record = reader->record;
  if (!(tree_node(tree, call)->flags & NODE_DEAD)) return false;
  NodeId string = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  if (tree_kind(tree, string) != NODE_STRING) return false;
  Text specifier = literal_string_value(reader->arena, tree, string);
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *other = &record->imports.at[i];
    bool is_same = other->kind == IMPORT_REQUIRE && text_is(other->specifier, specifier);
    if (is_same) return *import = i, true;
  }
  return false;
}

static void add_reexport_of(Reader *reader, NodeId call) {
  uint32_t import;
  bool is_found = find_require(reader, call, &import) || find_same_require(reader, call, &import);
  if (is_found) add_reexport(reader, import);
}

// ---- What is certain

// Whether a node is part of an expression that is no function's, nor one of two that may run; or of
// a declaration.
static bool runs_with_parent(const Tree *tree, NodeId id) {
  switch ((int)tree_kind(tree, tree_node(tree, id)->parent)) {
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION:
  case NODE_CALL_EXPRESSION: return !(tree_node(tree, id)->flags & NODE_GOES_ON);
  case NODE_ARGUMENTS:
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_PARENTHESIZED_EXPRESSION:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_SPREAD_ELEMENT:
  case NODE_OBJECT:
  case NODE_PAIR:
  case NODE_VARIABLE_DECLARATOR:
  case NODE_VARIABLE_DECLARATION:
  case NODE_LEXICAL_DECLARATION:
  case NODE_EXPRESSION_STATEMENT: return true;
  default: return false;
  }
}

// Whether what stands at `id` runs whenever the file does.
static bool runs_surely(const Tree *tree, NodeId id) {
  while (tree_node(tree, id)->parent != NODE_ROOT) {
    if (!runs_with_parent(tree, id)) return false;
    id = tree_node(tree, id)->parent;
  }
  return true;
}

// The call whose argument is the outermost function around `id`; or `id`.
static NodeId outside_functions(const Tree *tree, NodeId id) {
  NodeId found = id;
  for (; id != NODE_ROOT; id = tree_node(tree, id)->parent) {
    NodeKind kind = tree_kind(tree, id);
    if (kind == NODE_FUNCTION_EXPRESSION || kind == NODE_ARROW_FUNCTION)
      found = tree_node(tree, id)->parent;
  }
  return found;
}

// How certain is what is said at `use`, of `exports` or `module`.
static void judge(Reader *reader, NodeId use) {
  SymbolId symbol = tree_node(reader->tree, use)->symbol;
  bool is_exports = text_is(tree_text(reader->tree, use), TEXT("exports"));
  bool is_lost = reader->is_unsure || (reader->is_replaced && is_exports);
  bool is_dead = tree_node(reader->tree, use)->flags & NODE_DEAD; // an annotation
  bool is_own =
      symbol && !is_dead && reader->table->symbols[symbol].kind == SYMBOL_UNBOUND && !is_lost;
  reader->here = (CommonJsCertainty){is_own && runs_surely(reader->tree, use), true};
}

// Whether `exports` is assigned in the same chain as `module.exports`, the target of `assignment`.
static bool assigns_exports(const Tree *tree, NodeId assignment) {
  NodeId outer = tree_node(tree, assignment)->parent;
  NodeId inner = tree_child(tree, assignment, FIELD_RIGHT);
  return text_is(tree_text(tree, tree_child(tree, outer, FIELD_LEFT)), TEXT("exports")) ||
         text_is(tree_text(tree, tree_child(tree, inner, FIELD_LEFT)), TEXT("exports"));
}

// Another object takes the place of what was exported so far. Node then forgets what was passed on.
static void replace_object(Reader *reader, NodeId assignment) {
  CommonJsExports *found = &reader->record->commonjs;
  for (uint32_t i = 0; i < found->reexports.count; i++) {
    found->reexports.at[i].certainty.is_seen = false;
  }
  bool was_unsure = reader->is_unsure; // then nothing is said to be set
  if (tree_node(reader->tree, assignment)->flags & NODE_DEAD) return;
  for (uint32_t i = 0; i < found->names.count && !was_unsure; i++) {
    found->names.at[i].certainty.is_set = false;
  }
  for (uint32_t i = 0; i < found->reexports.count && !was_unsure; i++) {
    found->reexports.at[i].certainty.is_set = false;
  }
  reader->replaced = assignment;
  reader->is_replaced = !assigns_exports(reader->tree, assignment);
  reader->is_unsure |= !reader->here.is_set;
}

// ---- module.exports = { … }

static void read_key(Reader *reader, NodeId key) {
  NodeKind kind = tree_kind(reader->tree, key);
  if (kind == NODE_STRING) add_name(reader, literal_string_value(reader->arena, reader->tree, key));
  if (kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER) {
    add_name(reader, tree_text(reader->tree, key));
  }
}

static bool begins_name(Text text) {
  uint8_t byte = text.size ? (uint8_t)text.at[0] : 0;
  bool is_letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
  return is_letter || byte == '_' || byte == '$' || byte >= 0x80;
}

// Whether Node sees the key of a member, and goes on behind it: it expects a name as the value.
static bool is_seen_key(const Tree *tree, NodeId member, bool *goes_on) {
  NodeKind kind = tree_kind(tree, member);
  *goes_on = kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER || kind == NODE_SPREAD_ELEMENT;
  if (kind == NODE_METHOD_DEFINITION)
    return tree_child(tree, member, FIELD_NAME) == tree_first_child(tree, member);
  if (kind != NODE_PAIR) return *goes_on;
  NodeId value = tree_child(tree, member, FIELD_VALUE);
  Text text = tree_text(tree, value);
  *goes_on = tree_first_child(tree, value) == NO_NODE && begins_name(text);
  return begins_name(text);
}

static void read_object(Reader *reader, NodeId object, bool is_seen) {
  const Tree *tree = reader->tree;
  tree_each_named(tree, object, member) {
    bool goes_on;
    reader->here.is_seen = is_seen_key(tree, member, &goes_on) && is_seen;
    is_seen = is_seen && goes_on;
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
  NodeId first = value;
  for (int i = 0; i < CHAIN_LIMIT; i++) {
    NodeKind kind = tree_kind(tree, value);
    if (kind == NODE_ASSIGNMENT_EXPRESSION)
      value = tree_child(tree, value, FIELD_RIGHT);
    else if (kind == NODE_PARENTHESIZED_EXPRESSION)
      value = tree_first_named(tree, value);
    else
      break;
  }
  reader->here.is_seen = value == first;
  if (tree_kind(tree, value) == NODE_OBJECT) read_object(reader, value, value == first);
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
    if (!is_member || !find_variable(reader, object, &import)) continue;
    NodeId copying = outside_functions(tree, root);
    reader->here.is_set = !reader->is_unsure && runs_surely(tree, copying);
    add_reexport(reader, import);
  }
}

// ---- One use

// `{ return name` or `{ return name.member`, up to there
static bool is_seen_body(const Tree *tree, NodeId function) {
  NodeId statement = tree_first_named(tree, tree_child(tree, function, FIELD_BODY));
  NodeId value = tree_first_named(tree, statement);
  if (tree_kind(tree, value) == NODE_MEMBER_EXPRESSION)
    value = tree_child(tree, value, FIELD_OBJECT);
  return tree_kind(tree, statement) == NODE_RETURN_STATEMENT &&
         tree_kind(tree, value) == NODE_IDENTIFIER;
}

// `{ value: …` or `{ enumerable: true, get: function () {` or `{ enumerable: true, get() {`
static bool is_seen_descriptor(const Tree *tree, NodeId descriptor) {
  NodeId member = tree_first_named(tree, descriptor);
  Text key = tree_text(tree, tree_child(tree, member, FIELD_KEY));
  bool is_enumerable =
      text_is(key, TEXT("enumerable")) &&
      text_is(tree_text(tree, tree_child(tree, member, FIELD_VALUE)), TEXT("true"));
  if (is_enumerable) {
    member = tree_next_named(tree, member);
    key = tree_text(tree, tree_child(tree, member, FIELD_KEY));
  }
  if (text_is(key, TEXT("value"))) return true;
  bool is_method = tree_kind(tree, member) == NODE_METHOD_DEFINITION;
  NodeId function = is_method ? member : tree_child(tree, member, FIELD_VALUE);
  if (is_method) key = tree_text(tree, tree_child(tree, member, FIELD_NAME));
  bool is_function = is_method || tree_kind(tree, function) == NODE_FUNCTION_EXPRESSION;
  return is_enumerable && is_function && text_is(key, TEXT("get")) && is_seen_body(tree, function);
}

// `exports` stands as an argument: `Object.defineProperty(exports, "name", …)`.
static void read_argument(Reader *reader, NodeId use, NodeId call) {
  const Tree *tree = reader->tree;
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  NodeId second = tree_next_named(tree, use);
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  bool is_first = tree_first_named(tree, arguments) == use;
  if (!is_first || !text_is(tree_text(tree, callee), TEXT("Object.defineProperty"))) return;
  reader->here.is_seen = is_seen_descriptor(tree, tree_next_named(tree, second));
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
    replace_object(reader, parent);
    read_value(reader, tree_child(tree, parent, FIELD_RIGHT));
  } else if (tree_kind(tree, parent) == NODE_ARGUMENTS) {
    read_argument(reader, object, tree_node(tree, parent)->parent);
  }
}

static void read_use(Reader *reader, NodeId use) {
  const Tree *tree = reader->tree;
  judge(reader, use);
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
    NodeId call = tree_node(tree, arguments)->parent;
    bool is_kept = call > reader->replaced;
    reader->here =
        (CommonJsCertainty){is_kept && !reader->is_unsure && runs_surely(tree, call), is_kept};
    if (is_star) add_reexport(reader, i);
  }
}
