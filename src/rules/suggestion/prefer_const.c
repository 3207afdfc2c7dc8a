// prefer-const: `let` variables that get one value and keep it.
#include "rules/rule.h"
#include "rules/variables.h"

enum { USE_CONST };

static const RuleMessage messages[] = {
    [USE_CONST] = {"useConst", "'{0}' is never reassigned. Use 'const' instead."},
};

// What gives values to the same variables at once: a declarator, a loop or an assignment.
typedef struct Group {
  NodeId host;
  Array(NodeId) names; // identifiers that could be constants; NO_NODE: one that could not
} Group;

typedef struct Work {
  RuleContext *context;
  const VariableTable *table;
  Array(Group) groups;
  uint32_t *group_of; // by NodeId of the host: index + 1
  // Of the declaration that the last groups were in: how many names of it are constants.
  NodeId declaration;
  uint32_t count;
  NodeId measured; // the declaration that these are of
  uint32_t declarators, names;
  bool has_values;
} Work;

static bool is_pattern(NodeKind kind) {
  switch ((int)kind) {
  case NODE_OBJECT_PATTERN:
  case NODE_ARRAY_PATTERN:
  case NODE_PAIR_PATTERN:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
  case NODE_REST_PATTERN: return true;
  default: return false;
  }
}

// What is around a target and all patterns.
static NodeId outside_patterns(const Tree *tree, NodeId node) {
  NodeId parent = estree_parent(tree, node);
  while (is_pattern(tree_kind(tree, parent))) parent = estree_parent(tree, parent);
  return parent;
}

// The host of a write: NO_NODE where there is none, as in `x++` or for a parameter's default.
static NodeId host_of(const Tree *tree, const Reference *reference) {
  if (!reference_is_write(reference)) return NO_NODE;
  NodeId host = outside_patterns(tree, reference->node);
  switch ((int)tree_kind(tree, host)) {
  case NODE_VARIABLE_DECLARATOR:
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return host;
  case NODE_FOR_IN_STATEMENT: return tree_child(tree, host, FIELD_KIND) ? host : NO_NODE;
  default: return NO_NODE;
  }
}

// ---- Assignments that can't become declarations

// Whether the name belongs to someone outside of `scope`, or is a parameter.
static bool is_outer(const VariableTable *table, NodeId name, NameScopeId scope) {
  ReferenceId reference = reference_at(table, name);
  VariableId id = reference ? table->references[reference].variable : 0;
  if (!id) return false;
  if (!name_scope_contains(table, scope, table->variables[id].scope)) return true;
  variable_each_definition(table, id, each) {
    if (table->definitions[each].kind == DEFINITION_PARAMETER) return true;
  }
  return false;
}

// The target of an element of a pattern, its default taken off.
static NodeId target_of(const Tree *tree, NodeId element) {
  NodeKind kind = tree_kind(tree, element);
  if (kind == NODE_PAIR_PATTERN) element = estree_child(tree, element, FIELD_VALUE);
  if (tree_kind(tree, element) == NODE_ASSIGNMENT_PATTERN)
    element = estree_child(tree, element, FIELD_LEFT);
  return tree_inside_parentheses(tree, element);
}

// Whether one of the targets of a pattern is a member. Nodes of the pattern are looked at in their
// order; what is no pattern is passed over.
static bool has_member_target(const Tree *tree, NodeId pattern) {
  NodeId after = tree_node(tree, pattern)->after;
  for (NodeId node = pattern + 1; node < after; node++) {
    NodeKind kind = tree_kind(tree, node);
    bool is_member = estree_is_member(kind);
    if (!is_member) continue;
    NodeId outside = tree_outside_parentheses(tree, node),
           parent = tree_node(tree, outside)->parent;
    NodeField field = tree_node(tree, outside)->field;
    NodeKind around = tree_kind(tree, parent);
    bool is_target = around == NODE_ARRAY_PATTERN || around == NODE_REST_PATTERN ||
                     (around == NODE_PAIR_PATTERN && field == FIELD_VALUE) ||
                     (around == NODE_ASSIGNMENT_PATTERN && field == FIELD_LEFT);
    if (is_target) return true;
  }
  return false;
}

// Whether a pattern that is assigned to has targets that are no variables of `scope`.
static bool has_foreign_targets(const VariableTable *table, NodeId pattern, NameScopeId scope) {
  const Tree *tree = table->tree;
  tree_each_named(tree, pattern, element) {
    NodeKind kind = tree_kind(tree, element);
    bool has_default = kind == NODE_ASSIGNMENT_PATTERN || kind == NODE_OBJECT_ASSIGNMENT_PATTERN ||
                       kind == NODE_REST_PATTERN;
    if (kind == NODE_PAIR_PATTERN) {
      NodeKind value = tree_kind(tree, estree_child(tree, element, FIELD_VALUE));
      has_default = value == NODE_ASSIGNMENT_PATTERN;
    }
    if (!has_default && is_outer(table, target_of(tree, element), scope)) return true;
  }
  return has_member_target(tree, pattern);
}

static bool can_be_declaration(const Tree *tree, NodeId name) {
  NodeId host = outside_patterns(tree, name);
  NodeKind kind = tree_kind(tree, host);
  if (kind == NODE_VARIABLE_DECLARATOR) return true;
  if (kind == NODE_FOR_IN_STATEMENT) return tree_child(tree, host, FIELD_KIND) != NO_NODE;
  if (kind != NODE_ASSIGNMENT_EXPRESSION && kind != NODE_AUGMENTED_ASSIGNMENT_EXPRESSION)
    return false;
  NodeId statement = estree_parent(tree, host);
  if (tree_kind(tree, statement) != NODE_EXPRESSION_STATEMENT) return false;
  return estree_is_in_list(tree, statement);
}

// Whether the assignment that a write is in keeps its variable from becoming a constant.
static bool is_foreign_assignment(const Work *work, const Reference *reference, NameScopeId scope) {
  const Tree *tree = work->table->tree;
  NodeId host = host_of(tree, reference);
  if (tree_kind(tree, host) != NODE_ASSIGNMENT_EXPRESSION) return false;
  NodeId left = estree_child(tree, host, FIELD_LEFT);
  NodeKind kind = tree_kind(tree, left);
  bool is_taken_apart = kind == NODE_OBJECT_PATTERN || kind == NODE_ARRAY_PATTERN;
  return is_taken_apart && has_foreign_targets(work->table, left, scope);
}

// The identifier to report if the variable could be a constant, or NO_NODE.
static NodeId name_of_constant(const Work *work, VariableId id) {
  const VariableTable *table = work->table;
  const Variable *variable = &table->variables[id];
  const Reference *writer = NULL;
  bool is_read_before = false;
  if (variable->flags & VARIABLE_EXPORTED) return NO_NODE;
  variable_each_reference(table, id, each) {
    const Reference *reference = &table->references[each];
    if (reference_is_write(reference)) {
      if (writer && writer->node != reference->node) return NO_NODE;
      if (is_foreign_assignment(work, reference, variable->scope)) return NO_NODE;
      writer = reference;
    } else if (!writer) {
      if (option_flag(work->context, 0, "ignoreReadBeforeAssign")) return NO_NODE;
      is_read_before = true;
    }
  }
  if (!writer || writer->from != variable->scope) return NO_NODE;
  if (!can_be_declaration(table->tree, writer->node)) return NO_NODE;
  return is_read_before ? table->definitions[variable->first_definition].name : writer->node;
}

// ---- Groups

static void add_to_group(Work *work, NodeId host, NodeId name) {
  Arena *arena = work->context->arena;
  if (!work->group_of) work->group_of = arena_new(arena, uint32_t, work->table->tree->node_count);
  if (!work->group_of[host]) {
    array_push(arena, &work->groups, (Group){.host = host});
    work->group_of[host] = work->groups.count;
  }
  array_push(arena, &work->groups.at[work->group_of[host] - 1].names, name);
}

static void add_variable(Work *work, VariableId id) {
  const VariableTable *table = work->table;
  NodeId name = name_of_constant(work, id), last = NO_NODE;
  variable_each_reference(table, id, each) {
    const Reference *reference = &table->references[each];
    if (reference->node == last) continue;
    last = reference->node;
    NodeId host = host_of(table->tree, reference);
    if (host) add_to_group(work, host, name);
  }
}

// ---- Fixes

// The declaration that an identifier is in, as long as there is no statement between them.
static NodeId declaration_around(const Tree *tree, NodeId name) {
  for (NodeId node = name; node; node = tree_node(tree, node)->parent) {
    NodeKind kind = tree_kind(tree, node);
    if (kind == NODE_LEXICAL_DECLARATION || kind == NODE_VARIABLE_DECLARATION) return node;
    if (kind == NODE_FOR_IN_STATEMENT) {
      NodeId left = tree_child(tree, node, FIELD_LEFT);
      bool is_declared =
          tree_child(tree, node, FIELD_KIND) && left <= name && name < tree_node(tree, left)->after;
      return is_declared ? node : NO_NODE;
    }
    if (kind_is_statement(kind)) return NO_NODE;
  }
  return NO_NODE;
}

static uint32_t count_named(const Tree *tree, NodeId node) {
  uint32_t count = 0;
  tree_each_named(tree, node, child) count++;
  return count;
}

// How many names a declaration has, patterns counted by their elements.
static uint32_t count_names(const Tree *tree, NodeId declaration, uint32_t *declarators) {
  uint32_t count = 0;
  *declarators = 0;
  tree_each_named(tree, declaration, declarator) {
    if (tree_kind(tree, declarator) != NODE_VARIABLE_DECLARATOR) continue;
    NodeId name = tree_child(tree, declarator, FIELD_NAME);
    NodeKind kind = tree_kind(tree, name);
    bool is_taken_apart = kind == NODE_OBJECT_PATTERN || kind == NODE_ARRAY_PATTERN;
    count += is_taken_apart ? count_named(tree, name) : 1;
    ++*declarators;
  }
  return count;
}

static bool has_values(const Tree *tree, NodeId declaration) {
  tree_each_named(tree, declaration, declarator) {
    bool is_declarator = tree_kind(tree, declarator) == NODE_VARIABLE_DECLARATOR;
    if (is_declarator && !tree_child(tree, declarator, FIELD_VALUE)) return false;
  }
  return true;
}

// Whether the word `let` of a declaration can become `const`.
static bool can_fix(Work *work, NodeId declaration, bool is_whole, uint32_t count) {
  const Tree *tree = work->table->tree;
  if (!declaration) return false;
  if (tree_kind(tree, declaration) == NODE_FOR_IN_STATEMENT) return is_whole;
  if (work->measured != declaration) {
    work->measured = declaration;
    work->names = count_names(tree, declaration, &work->declarators);
    work->has_values = has_values(tree, declaration);
  }
  bool can = is_whole && work->has_values;
  if (work->declarators == 1) return can;
  if (work->declaration != declaration) {
    work->declaration = declaration;
    work->count = 0;
  }
  work->count += count;
  return can && work->count == work->names;
}

static void fix(const Work *work, RuleReport *made, NodeId declaration) {
  const Tree *tree = work->table->tree;
  NodeId word = tree_child(tree, declaration, FIELD_KIND);
  uint32_t end = tree_node(tree, declaration)->end;
  if (tree_kind(tree, declaration) == NODE_FOR_IN_STATEMENT)
    end = tree_node(tree, tree_child(tree, declaration, FIELD_LEFT))->end;
  if (!word) word = tree_first_child(tree, declaration);
  Span span = {tree_node(tree, word)->start, tree_node(tree, word)->end};
  fix_replace(made, work->context->arena, span, TEXT("const"));
  // All of the declaration is kept from other fixes.
  fix_insert(made, work->context->arena, end, TEXT(""));
}

static void check_group(Work *work, const Group *group) {
  bool is_all = text_is(json_text(option_field(work->context, 0, "destructuring")), TEXT("all"));
  uint32_t count = 0;
  for (uint32_t i = 0; i < group->names.count; i++) count += group->names.at[i] != NO_NODE;
  bool is_whole = count == group->names.count;
  if (is_all && !is_whole) return;
  const Tree *tree = work->table->tree;
  NodeId first = group->names.at[0];
  NodeId declaration = first ? declaration_around(tree, first) : NO_NODE;
  bool fixes = can_fix(work, declaration, is_whole, count);
  for (uint32_t i = 0; i < group->names.count; i++) {
    NodeId name = group->names.at[i];
    if (!name) continue;
    RuleReport *made = report(work->context, name, USE_CONST, tree_text(tree, name));
    if (fixes) fix(work, made, declaration);
  }
}

static bool is_candidate(const VariableTable *table, const Variable *variable) {
  const Tree *tree = table->tree;
  const Definition *definition = &table->definitions[variable->first_definition];
  if (!variable->first_definition || definition->kind != DEFINITION_VARIABLE) return false;
  if (definition_keyword(table, definition) != TOKEN_LET_WORD) return false;
  return tree_kind(tree, tree_node(tree, definition->parent)->parent) != NODE_FOR_STATEMENT ||
         tree_node(tree, definition->parent)->field != FIELD_INITIALIZER;
}

static void check(RuleContext *context) {
  Work work = {.context = context, .table = source_variables(context->code)};
  for (VariableId id = 1; id < work.table->variable_count; id++)
    if (is_candidate(work.table, &work.table->variables[id])) add_variable(&work, id);
  for (uint32_t i = 0; i < work.groups.count; i++) check_group(&work, &work.groups.at[i]);
}

const Rule rule_prefer_const = {
    .name = "prefer-const",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require `const` for variables that are never assigned again",
    .why = "Who reads `const` need not look further down for what else the variable may be.",
    .options = "{ destructuring: 'any' | 'all' = any, ignoreReadBeforeAssign: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"let size = 3;\ndraw(size);"}, {"for (let key of keys) draw(key);"}),
    .good =
        EXAMPLES({"const size = 3;\ndraw(size);"}, {"let size = 3;\nsize += 1;"},
                 {"let { width, height } = box;\nheight = 3;", "[{\"destructuring\": \"all\"}]"}),
    .end = check,
};
