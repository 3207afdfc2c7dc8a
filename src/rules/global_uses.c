// Values are followed from the references of their variable: through members, patterns and
// assignments to other variables, each of which is gone through once for a global.
#include "rules/global_uses.h"

#include "rules/static_names.h"
#include "rules/static_value.h"
#include "rules/variables.h"

// A place that has the value which `path` leads to; "" is the global object.
typedef struct Holder {
  NodeId node; // an expression, or a pattern that takes the value apart
  Text path;
  bool is_pattern;
} Holder;

typedef struct Search {
  SourceCode *code;
  const Tree *tree;
  const VariableTable *table;
  const char *const *paths;
  GlobalUseFound *found;
  void *with;
  Arena scratch;
  uint32_t *seen; // by VariableId: the last global that led there
  uint32_t global;
  Array(Holder) open;
} Search;

static void push(Search *search, NodeId node, Text path, bool is_pattern) {
  array_push(&search->scratch, &search->open, ((Holder){node, path, is_pattern}));
}

// Whether a path is asked for or leads to one.
static bool is_asked(const Search *search, Text path) {
  for (const char *const *each = search->paths; *each; each++) {
    Text asked = text_of(*each);
    bool begins = text_starts(asked, path);
    if (begins && (asked.size == path.size || asked.at[path.size] == '.')) return true;
  }
  return false;
}

static void push_member(Search *search, NodeId node, Text path, Text key, bool is_pattern) {
  Text longer = path.size ? text_concat(&search->scratch, path, TEXT("."), key) : key;
  if (is_asked(search, longer)) push(search, node, longer, is_pattern);
}

static void push_variable(Search *search, VariableId id, Text path) {
  if (!id || search->seen[id] == search->global) return;
  search->seen[id] = search->global;
  variable_each_reference(search->table, id, each) {
    const Reference *reference = &search->table->references[each];
    if (reference_is_read(reference)) push(search, reference->node, path, false);
  }
}

static void follow_pattern(Search *search, Holder holder) {
  const Tree *tree = search->tree;
  NodeId node = tree_inside_parentheses(tree, holder.node);
  switch ((int)tree_kind(tree, node)) {
  case NODE_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN:
    push_variable(search, variable_at(search->table, node), holder.path);
    break;
  case NODE_ASSIGNMENT_PATTERN:
    push(search, tree_child(tree, node, FIELD_LEFT), holder.path, true);
    break;
  case NODE_OBJECT_PATTERN:
    tree_each_named(tree, node, property) {
      NodeId target = property;
      NodeId key = tree_child(tree, property, FIELD_KEY);
      Text name;
      if (tree_kind(tree, property) == NODE_PAIR_PATTERN)
        target = tree_child(tree, property, FIELD_VALUE);
      else if (tree_kind(tree, property) == NODE_OBJECT_ASSIGNMENT_PATTERN)
        target = tree_child(tree, property, FIELD_LEFT);
      if (key && static_key_name(search->code, key, &name))
        push_member(search, target, holder.path, name, true);
      else if (!key && tree_kind(tree, target) == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN)
        push_member(search, target, holder.path, tree_text(tree, target), true);
    }
    break;
  default: break;
  }
}

// Whether an expression gives what its part in `field` is.
static bool passes(const Tree *tree, NodeId parent, NodeId part) {
  NodeField field = tree_node(tree, part)->field;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_PARENTHESIZED_EXPRESSION: return true;
  case NODE_TERNARY_EXPRESSION: return field != FIELD_CONDITION;
  case NODE_BINARY_EXPRESSION: return text_is(estree_type(tree, parent), TEXT("LogicalExpression"));
  case NODE_SEQUENCE_EXPRESSION: return !tree_next_sibling(tree, part);
  default: return false;
  }
}

static void report_call(Search *search, NodeId call, Text path) {
  for (uint32_t i = 0; search->paths[i]; i++)
    if (text_is(path, text_of(search->paths[i]))) search->found(search->with, call, i);
}

// The name of a member; also of one whose index is put together from literals.
static bool member_name(Search *search, NodeId member, Text *name) {
  enum { INDEX_NODES_LIMIT = 64 };
  const Tree *tree = search->tree;
  if (static_member_name(search->code, member, name)) return true;
  NodeId index = tree_child(tree, member, FIELD_INDEX), end = tree_node(tree, index)->after;
  StaticValue value;
  if (!index || end - index > INDEX_NODES_LIMIT) return false;
  for (NodeId id = index; id < end; id++) {
    if (tree_kind(tree, id) == NODE_IDENTIFIER) return false;
  }
  if (!static_value(search->code, index, &value)) return false;
  *name = static_value_text(search->code->arena, &value);
  return true;
}

static void follow_value(Search *search, Holder holder) {
  const Tree *tree = search->tree;
  NodeId node = holder.node;
  while (passes(tree, tree_node(tree, node)->parent, node)) node = tree_node(tree, node)->parent;
  NodeId parent = tree_node(tree, node)->parent;
  NodeField field = tree_node(tree, node)->field;
  Text name;
  switch ((int)tree_kind(tree, parent)) {
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION:
    if (field == FIELD_OBJECT && member_name(search, parent, &name))
      push_member(search, parent, holder.path, name, false);
    break;
  case NODE_CALL_EXPRESSION:
    if (field == FIELD_FUNCTION &&
        tree_kind(tree, tree_child(tree, parent, FIELD_ARGUMENTS)) == NODE_ARGUMENTS)
      report_call(search, parent, holder.path);
    break;
  case NODE_NEW_EXPRESSION:
    if (field == FIELD_CONSTRUCTOR) report_call(search, parent, holder.path);
    break;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    if (field != FIELD_RIGHT) break;
    push(search, tree_child(tree, parent, FIELD_LEFT), holder.path, true);
    push(search, parent, holder.path, false);
    break;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    if (field == FIELD_RIGHT) push(search, tree_child(tree, parent, FIELD_LEFT), holder.path, true);
    break;
  case NODE_VARIABLE_DECLARATOR:
    if (field == FIELD_VALUE) push(search, tree_child(tree, parent, FIELD_NAME), holder.path, true);
    break;
  default: break;
  }
}

static void follow_global(Search *search, Text name, Text path) {
  const VariableTable *table = search->table;
  VariableId id = variable_find(table, NAME_SCOPE_ROOT, name);
  const Variable *variable = &table->variables[id];
  if (!(variable->flags & VARIABLE_CONFIGURED) || variable->first_definition) return;
  variable_each_reference(table, id, each) {
    if (reference_is_write(&table->references[each])) return;
  }
  search->global++;
  push_variable(search, id, path);
  while (search->open.count) {
    Holder holder = array_pop(&search->open);
    if (holder.is_pattern)
      follow_pattern(search, holder);
    else
      follow_value(search, holder);
  }
}

void global_uses_find(SourceCode *code, const char *const *paths, GlobalUseFound *found,
                      void *with) {
  static const char *const objects[] = {"global", "globalThis", "self", "window"};
  Search search = {.code = code, .tree = code->tree, .paths = paths, .found = found, .with = with};
  search.table = source_variables(code);
  search.seen = arena_new(&search.scratch, uint32_t, search.table->variable_count);
  for (const char *const *each = paths; *each; each++) {
    Text root = text_until(text_of(*each), '.');
    // Paths with one beginning are followed together, by the first of them.
    bool is_first = true;
    for (const char *const *other = paths; other < each; other++)
      is_first = is_first && !text_is(text_until(text_of(*other), '.'), root);
    if (is_first) follow_global(&search, root, root);
  }
  for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
    follow_global(&search, text_of(objects[i]), TEXT(""));
  arena_release(&search.scratch);
}
