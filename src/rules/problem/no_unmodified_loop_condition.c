// no-unmodified-loop-condition: a loop that asks for a variable which it never changes.
//
// The names in a condition are looked at one by one, or together where they are compared with each
// other: one that changes is enough then. A condition that calls or reads a member can change by
// itself.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { NOT_MODIFIED };

static const RuleMessage messages[] = {
    [NOT_MODIFIED] = {"loopConditionNotModified", "'{0}' is not modified in this loop."},
};

// A function declaration that writes to a variable.
typedef struct Writers {
  Array(VariableId) functions;
  bool is_known;
} Writers;

typedef struct State {
  uint32_t *firsts;     // by VariableId: where its references begin in `ordered`
  ReferenceId *ordered; // references by variable, then in the order of the text
  Writers *writers;     // by VariableId
} State;

// ---- References by variable

static void order_references(RuleContext *context, const VariableTable *table) {
  State *state = context->state;
  if (state->firsts) return;
  state->firsts = arena_new(context->arena, uint32_t, table->variable_count + 2);
  state->ordered = arena_new(context->arena, ReferenceId, table->reference_count + 1);
  state->writers = arena_new(context->arena, Writers, table->variable_count + 1);
  uint32_t at = 0;
  for (VariableId id = 1; id < table->variable_count; id++) {
    state->firsts[id] = at;
    variable_each_reference(table, id, each) state->ordered[at++] = each;
  }
  state->firsts[table->variable_count] = at;
}

// The index of the first reference of a variable at `node` or behind it.
static uint32_t first_at(const State *state, const VariableTable *table, VariableId variable,
                         NodeId node) {
  uint32_t low = state->firsts[variable], high = state->firsts[variable + 1];
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (table->references[state->ordered[middle]].node < node)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// A declaration's own value counts where a `var` stands in the loop.
static bool modifies(const VariableTable *table, const Reference *reference) {
  if (!reference_is_write(reference)) return false;
  if (!(reference->flags & REFERENCE_INIT)) return true;
  const Variable *variable = &table->variables[reference->variable];
  const Definition *definition = &table->definitions[variable->first_definition];
  if (!variable->first_definition || definition->kind != DEFINITION_VARIABLE) return false;
  return definition_keyword(table, definition) == TOKEN_VAR_WORD;
}

// ---- Loops

// Whether a place is in a part of a loop that runs again and again.
static bool is_in_loop(const Tree *tree, NodeId loop, NodeId node) {
  if (node < loop || node >= tree_node(tree, loop)->after) return false;
  bool is_for = tree_kind(tree, loop) == NODE_FOR_STATEMENT;
  NodeId once = is_for ? tree_child(tree, loop, FIELD_INITIALIZER) : NO_NODE;
  return !once || node < once || node >= tree_node(tree, once)->after;
}

static bool has_reference_in(RuleContext *context, const VariableTable *table, NodeId loop,
                             VariableId variable, bool is_write_asked) {
  const Tree *tree = context->tree;
  const State *state = context->state;
  uint32_t end = state->firsts[variable + 1];
  for (uint32_t i = first_at(state, table, variable, loop); i < end; i++) {
    const Reference *reference = &table->references[state->ordered[i]];
    if (reference->node >= tree_node(tree, loop)->after) return false;
    if (is_write_asked && !modifies(table, reference)) continue;
    if (is_in_loop(tree, loop, reference->node)) return true;
  }
  return false;
}

// The variable of the function declaration around a reference, or 0.
static VariableId function_around(RuleContext *context, const VariableTable *table,
                                  const Reference *reference) {
  const Tree *tree = context->tree;
  for (NameScopeId scope = reference->from; scope; scope = table->scopes[scope].parent) {
    NodeId node = table->scopes[scope].node;
    NodeKind kind = tree_kind(tree, node);
    if (kind != NODE_FUNCTION_DECLARATION && kind != NODE_GENERATOR_FUNCTION_DECLARATION) continue;
    NodeId name = tree_child(tree, node, FIELD_NAME);
    return name ? variable_declared_at(table, name) : 0;
  }
  return 0;
}

static const Writers *writers_of(RuleContext *context, const VariableTable *table,
                                 VariableId variable) {
  State *state = context->state;
  Writers *writers = &state->writers[variable];
  if (writers->is_known) return writers;
  writers->is_known = true;
  variable_each_reference(table, variable, id) {
    const Reference *reference = &table->references[id];
    if (!modifies(table, reference)) continue;
    VariableId function = function_around(context, table, reference);
    bool is_last = writers->functions.count && array_last(&writers->functions) == function;
    if (function && !is_last) array_push(context->arena, &writers->functions, function);
  }
  return writers;
}

static bool is_modified(RuleContext *context, const VariableTable *table, NodeId loop,
                        VariableId variable) {
  if (has_reference_in(context, table, loop, variable, true)) return true;
  const Writers *writers = writers_of(context, table, variable);
  for (uint32_t i = 0; i < writers->functions.count; i++) {
    if (has_reference_in(context, table, loop, writers->functions.at[i], false)) return true;
  }
  return false;
}

// ---- Conditions

static bool is_group(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  switch ((int)tree_kind(tree, node)) {
  case NODE_BINARY_EXPRESSION: return !kind_is_logical(estree_operator(tree, node));
  case NODE_TERNARY_EXPRESSION: return !option_flag(context, 0, "checkConditionalExpressions");
  default: return false;
  }
}

static bool is_function_or_class(NodeKind kind) {
  return kind_is_function(kind) || kind == NODE_CLASS;
}

static bool is_dynamic(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  if (kind == NODE_CALL_EXPRESSION)
    return tree_kind(tree, tree_child(tree, node, FIELD_FUNCTION)) != NODE_IMPORT;
  return estree_is_member(kind) || kind == NODE_NEW_EXPRESSION || kind == NODE_YIELD_EXPRESSION;
}

static bool has_dynamic_part(const Tree *tree, NodeId group) {
  NodeId end = tree_node(tree, group)->after;
  for (NodeId at = group; at < end;) {
    if (is_dynamic(tree, at)) return true;
    at = is_function_or_class(tree_kind(tree, at)) ? tree_node(tree, at)->after : at + 1;
  }
  return false;
}

// Whether names below a node are none of the condition itself. A tag and its template are.
static bool hides_names(const Tree *tree, NodeId node) {
  bool is_tagged = tree_kind(tree, tree_child(tree, node, FIELD_ARGUMENTS)) == NODE_TEMPLATE_STRING;
  return is_function_or_class(tree_kind(tree, node)) || (is_dynamic(tree, node) && !is_tagged);
}

static VariableId asked_variable(const VariableTable *table, NodeId node) {
  ReferenceId id = reference_at(table, node);
  const Reference *reference = &table->references[id];
  return id && !(reference->flags & REFERENCE_INIT) ? reference->variable : 0;
}

typedef enum GroupAct { ACT_ASK, ACT_REPORT } GroupAct;

// Goes through the names from `first` up to `end`. ACT_ASK: whether one of them is modified.
static bool go_through(RuleContext *context, NodeId loop, NodeId group, GroupAct act) {
  const Tree *tree = context->tree;
  const VariableTable *table = source_variables(context->code);
  NodeId end = tree_node(tree, group)->after;
  for (NodeId at = group; at < end;) {
    VariableId variable = asked_variable(table, at);
    if (variable) {
      order_references(context, table);
      if (act == ACT_REPORT)
        report(context, at, NOT_MODIFIED, tree_text(tree, at));
      else if (is_modified(context, table, loop, variable))
        return true;
    }
    at = hides_names(tree, at) ? tree_node(tree, at)->after : at + 1;
  }
  return false;
}

static void check_loop(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  NodeId test = tree_child(tree, node, FIELD_CONDITION);
  if (!test || tree_kind(tree, test) == NODE_EMPTY_STATEMENT) return;
  const VariableTable *table = source_variables(context->code);
  for (NodeId at = test, end = tree_node(tree, test)->after; at < end;) {
    NodeId after = tree_node(tree, at)->after;
    bool is_leaf = tree_is_leaf(tree, at), group = !is_leaf && is_group(context, at);
    bool is_name = is_leaf && asked_variable(table, at);
    if (group && has_dynamic_part(tree, at)) {
      at = after;
    } else if (group || is_name) {
      if (!go_through(context, node, at, ACT_ASK)) go_through(context, node, at, ACT_REPORT);
      at = after;
    } else {
      at = hides_names(tree, at) ? after : at + 1;
    }
  }
}

const Rule rule_no_unmodified_loop_condition = {
    .name = "no-unmodified-loop-condition",
    .type = RULE_PROBLEM,
    .summary = "Disallow conditions of loops that the loop never changes",
    .why = "A loop whose condition stays what it is never ends, or never begins.",
    .options = "{ checkConditionalExpressions: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"let node = start; while (node) { visit(); }"}),
    .good = EXAMPLES({"let node = start; while (node) { visit(); node = node.next; }"},
                     {"while (list.length) { list.pop(); }"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_WHILE_STATEMENT, check_loop}, {NODE_DO_STATEMENT, check_loop},
                     {NODE_FOR_STATEMENT, check_loop}),
};
