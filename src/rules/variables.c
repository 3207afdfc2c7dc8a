// The two passes, and questions.
#include "base/search.h"
#include "rules/variables_make.h"

static Making make(SourceCode *code, VariableTable *table) {
  Making making = {.code = code,
                   .tree = code->tree,
                   .is_es6 = code->language.ecma_version >= 2015,
                   .table = table};
  uint32_t atoms = code->scopes->atoms.entries.count + 1;
  making.names = arena_new(&making.scratch, NameState, atoms);
  const uint32_t *arguments = map_find(&code->scopes->atoms, TEXT("arguments"));
  if (arguments && code->scopes->atom_uses[*arguments + 1]) making.arguments = *arguments + 1;
  array_push(&making.scratch, &making.scopes, (NameScope){0});
  array_push(&making.scratch, &making.variables, (Variable){0});
  array_push(&making.scratch, &making.definitions, (Definition){0});
  array_push(&making.scratch, &making.last_of_node, 0);
  array_push(&making.scratch, &making.references, (Reference){0});
  return making;
}

#define COPY(arena, array)                                                                         \
  memcpy(arena_alloc((arena), sizeof *(array)->at *(array)->count, _Alignof(max_align_t)),         \
         (array)->at, sizeof *(array)->at *(array)->count)

static void publish(Making *making) {
  Arena *arena = making->code->arena;
  VariableTable *table = making->table;
  table->scopes = COPY(arena, &making->scopes);
  table->variables = COPY(arena, &making->variables);
  table->definitions = COPY(arena, &making->definitions);
  table->references = COPY(arena, &making->references);
  table->scope_count = making->scopes.count;
  table->variable_count = making->variables.count;
  table->definition_count = making->definitions.count;
  table->reference_count = making->references.count;
}

// Finds the namesake around each of the `count` first ones of a list.
static void nest_namesakes(const VariableTable *table, Namesake *list, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    uint32_t outer = i;
    while (outer && !name_scope_contains(table, list[outer - 1].scope, list[i].scope))
      outer = list[outer - 1].outer;
    list[i].outer = outer;
  }
}

// Scopes are gone through in their order, and so those of one name are in that order.
static void list_namesakes(Arena *arena, VariableTable *table) {
  uint32_t names = table->names->atoms.entries.count + 1;
  uint32_t *firsts = arena_new(arena, uint32_t, names + 1);
  Namesake *list = arena_new(arena, Namesake, table->variable_count);
  // The count of each name goes to the place behind it, then the sums do.
  for (VariableId id = 1; id < table->variable_count; id++) firsts[table->variables[id].atom + 1]++;
  for (uint32_t i = 1; i <= names; i++) firsts[i] += firsts[i - 1];
  for (NameScopeId scope = 1; scope < table->scope_count; scope++) {
    VariableId id = table->scopes[scope].first_variable;
    for (; id; id = table->variables[id].next_in_scope)
      list[firsts[table->variables[id].atom]++] = (Namesake){.scope = scope, .variable = id};
  }
  // Each place has moved to where the next name begins.
  memmove(firsts + 1, firsts, sizeof *firsts * names);
  firsts[0] = 0;
  for (uint32_t i = 0; i < names; i++)
    nest_namesakes(table, list + firsts[i], firsts[i + 1] - firsts[i]);
  table->namesakes = list;
  table->first_namesakes = firsts;
}

const VariableTable *source_variables(SourceCode *code) {
  if (code->variables) return code->variables;
  const Tree *tree = code->tree;
  VariableTable *table = arena_new(code->arena, VariableTable, 1);
  table->tree = tree;
  table->names = code->scopes;
  table->at_nodes = arena_new(code->arena, uint32_t, tree->node_count);
  table->definition_at = arena_new(code->arena, DefinitionId, tree->node_count);
  Making making = make(code, table);
  variables_define(&making);
  variables_add_globals(&making);
  memset(making.names, 0, sizeof *making.names * (code->scopes->atoms.entries.count + 1));
  variables_bind(&making);
  publish(&making);
  list_namesakes(code->arena, table);
  arena_release(&making.scratch);
  return code->variables = table;
}

// ---- Questions

static bool opens_scope(NodeKind kind) {
  switch ((int)kind) {
  case NODE_PROGRAM:
  case NODE_STATEMENT_BLOCK:
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION:
  case NODE_CLASS_STATIC_BLOCK:
  case NODE_FIELD_DEFINITION:
  case NODE_CATCH_CLAUSE:
  case NODE_FOR_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_SWITCH_STATEMENT:
  case NODE_WITH_STATEMENT: return true;
  default: return kind_is_function(kind);
  }
}

NameScopeId name_scope_of(const VariableTable *table, NodeId node) {
  return opens_scope(tree_kind(table->tree, node)) ? table->at_nodes[node] : 0;
}

// Whether the scope of a method or field is not that of this part of it: its name is outside.
static bool is_outside(const Tree *tree, NodeId node, NodeId child) {
  NodeField field = tree_node(tree, child)->field;
  switch ((int)tree_kind(tree, node)) {
  case NODE_METHOD_DEFINITION: return field != FIELD_PARAMETERS && field != FIELD_BODY;
  case NODE_FIELD_DEFINITION: return field != FIELD_VALUE;
  default: return false;
  }
}

NameScopeId name_scope_at(const VariableTable *table, NodeId node) {
  const Tree *tree = table->tree;
  if (node == NODE_ROOT) return NAME_SCOPE_ROOT;
  bool is_field = tree_kind(tree, node) == NODE_FIELD_DEFINITION;
  NameScopeId scope = is_field ? 0 : name_scope_of(table, node);
  while (!scope && node != NODE_ROOT) {
    NodeId parent = tree_node(tree, node)->parent;
    if (!is_outside(tree, parent, node)) scope = name_scope_of(table, parent);
    node = parent;
  }
  return scope;
}

ReferenceId reference_at(const VariableTable *table, NodeId identifier) {
  if (opens_scope(tree_kind(table->tree, identifier))) return 0;
  ReferenceId id = table->at_nodes[identifier];
  while (id && id + 1 < table->reference_count && table->references[id + 1].node == identifier)
    id++;
  return id;
}

VariableId variable_declared_at(const VariableTable *table, NodeId identifier) {
  return table->definitions[table->definition_at[identifier]].variable;
}

VariableId variable_at(const VariableTable *table, NodeId identifier) {
  ReferenceId reference = reference_at(table, identifier);
  return reference ? table->references[reference].variable
                   : variable_declared_at(table, identifier);
}

VariableId variable_find(const VariableTable *table, NameScopeId scope, Text name) {
  const uint32_t *atom = map_find(&table->names->atoms, name);
  if (!atom) return 0;
  const uint32_t *firsts = &table->first_namesakes[*atom + 1];
  const Namesake *list = table->namesakes + firsts[0];
  uint32_t found = search_first(list, firsts[1] - firsts[0], scope, scope + 1);
  while (found && !name_scope_contains(table, list[found - 1].scope, scope))
    found = list[found - 1].outer;
  return found ? list[found - 1].variable : 0;
}

bool variable_is_global_at(const VariableTable *table, NodeId identifier) {
  ReferenceId reference = reference_at(table, identifier);
  const Variable *variable = &table->variables[table->references[reference].variable];
  return (variable->flags & VARIABLE_CONFIGURED) && !variable->first_definition;
}

GlobalSetting variable_setting(const SourceCode *code, const VariableTable *table, Text name) {
  const uint32_t *commented = map_find(&table->commented, name);
  return commented ? (GlobalSetting)*commented : global_setting(code, name);
}

NodeKind definition_keyword(const VariableTable *table, const Definition *definition) {
  const Tree *tree = table->tree;
  NodeId parent = definition->parent;
  if (tree_kind(tree, parent) == NODE_FOR_IN_STATEMENT)
    return tree_kind(tree, tree_child(tree, parent, FIELD_KIND));
  return tree_kind(tree, tree_first_child(tree, parent));
}

Text reference_name(const VariableTable *table, const Reference *reference) {
  return scope_symbol_name(table->names, tree_node(table->tree, reference->node)->symbol);
}

ReferenceId references_inside(const VariableTable *table, NodeId first, NodeId after,
                              ReferenceId *end) {
  *end = search_first(table->references, table->reference_count, node, after);
  return search_first(table->references, table->reference_count, node, first);
}
