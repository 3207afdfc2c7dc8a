// Each use of `exports` must be a member with a plain name. A name that is mentioned once, by a
// statement that assigns a value without effects, is one that the module itself does not need.
#include "scope/commonjs_parts.h"

typedef struct Mention {
  uint32_t count;
  NodeId statement; // that may go
} Mention;

typedef struct Reader {
  Arena scratch;
  Effects *effects;
  const ScopeTable *table;
  const Tree *tree;
  Map names; // name → index into mentions
  Array(Mention) mentions;
} Reader;

// The symbol of `exports`, as long as nothing else leads to the object; or 0.
static SymbolId exports_symbol(const ScopeTable *table) {
  SymbolId found = 0;
  if (table->has_eval || table->has_with) return 0;
  for (SymbolId id = 1; id < table->symbol_count; id++) {
    Text name = scope_symbol_name(table, id);
    bool is_free = table->symbols[id].kind == SYMBOL_UNBOUND;
    bool is_top = table->symbols[id].scope == SCOPE_FILE;
    if (is_top && (text_is(name, TEXT("module")) || text_is(name, TEXT("arguments")))) return 0;
    if (!is_top || !text_is(name, TEXT("exports"))) continue;
    if (!is_free) return 0;
    found = id;
  }
  return found;
}

// Whether `use` is that of Object.defineProperty(exports, "__esModule", …).
static bool is_marker(const Tree *tree, NodeId use) {
  NodeId arguments = tree->nodes[use].parent;
  NodeId callee = tree_child(tree, tree->nodes[arguments].parent, FIELD_FUNCTION);
  if (tree_kind(tree, arguments) != NODE_ARGUMENTS || tree_first_named(tree, arguments) != use)
    return false;
  Text name = tree_text(tree, tree_next_named(tree, use));
  return callee && text_is(tree_text(tree, callee), TEXT("Object.defineProperty")) &&
         (text_is(name, TEXT("\"__esModule\"")) || text_is(name, TEXT("'__esModule'")));
}

// The statement at the top that only assigns to `member`, or none.
static NodeId statement_of(Reader *reader, NodeId member) {
  const Tree *tree = reader->tree;
  NodeId assignment = tree->nodes[member].parent;
  NodeId statement = tree->nodes[assignment].parent;
  bool is_alone = tree->nodes[member].field == FIELD_LEFT &&
                  tree_kind(tree, assignment) == NODE_ASSIGNMENT_EXPRESSION &&
                  tree_kind(tree, statement) == NODE_EXPRESSION_STATEMENT &&
                  tree->nodes[statement].parent == NODE_ROOT;
  if (!is_alone) return NO_NODE;
  NodeId value = tree_child(tree, assignment, FIELD_RIGHT);
  return effects_has(reader->effects, value, NULL, NULL) ? NO_NODE : statement;
}

// False where the object may be had as a whole.
static bool read_use(Reader *reader, NodeId use) {
  const Tree *tree = reader->tree;
  NodeId member = tree->nodes[use].parent;
  if (is_marker(tree, use)) return true;
  if (tree->nodes[use].field != FIELD_OBJECT || tree_kind(tree, member) != NODE_MEMBER_EXPRESSION)
    return false;
  // A method gets the object as its `this`, and so does a tag of a template.
  const Node *around = tree_node(tree, tree_outside_parentheses(tree, member));
  if (around->field == FIELD_FUNCTION) return false;
  Text name = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
  if (text_find_byte(name, '\\', 0) != TEXT_NOT_FOUND) return false;
  bool is_new;
  uint32_t *index = map_add(&reader->scratch, &reader->names, name, &is_new);
  if (is_new) {
    *index = reader->mentions.count;
    array_push(&reader->scratch, &reader->mentions, (Mention){0});
  }
  Mention *mention = &reader->mentions.at[*index];
  mention->count++;
  mention->statement = statement_of(reader, member);
  return true;
}

static bool read_uses(Reader *reader, SymbolId exports) {
  for (NodeId id = NODE_ROOT; id < reader->tree->node_count; id++) {
    if (reader->tree->nodes[id].symbol != exports) continue;
    if (!read_use(reader, id)) return false;
  }
  return true;
}

void commonjs_parts_read(Arena *arena, Effects *effects, const ModuleRecord *record,
                         CommonJsParts *parts) {
  Reader reader = {.effects = effects, .table = effects->table, .tree = effects->table->tree};
  SymbolId exports = exports_symbol(reader.table);
  bool is_hidden = exports && !(record->syntax & MODULE_USES_THIS) && read_uses(&reader, exports);
  for (uint32_t i = 0; is_hidden && i < reader.mentions.count; i++) {
    const Mention *mention = &reader.mentions.at[i];
    Text name = reader.names.entries.at[i].key;
    bool is_special = text_is(name, TEXT("default")) || text_is(name, TEXT("__esModule"));
    if (mention->count != 1 || !mention->statement || is_special) continue;
    array_push(arena, parts, (CommonJsPart){name, mention->statement});
  }
  arena_release(&reader.scratch);
}
