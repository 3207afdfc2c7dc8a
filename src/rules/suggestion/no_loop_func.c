// no-loop-func: functions in loops that use variables which the loop changes.
#include "rules/functions.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { UNSAFE };

static const RuleMessage messages[] = {
    [UNSAFE] = {"unsafeRefs",
                "Function declared in a loop contains unsafe references to variable(s) {0}."},
};

// What is known of a variable's writes, found once.
typedef struct Writes {
  bool is_known, are_elsewhere; // some are in another function than the variable
  NodeId last;
} Writes;

typedef struct State {
  Writes *writes;        // by VariableId
  Array(NodeId) skipped; // functions that are called at once, in their order
} State;

static bool is_skipped(const State *state, NodeId function) {
  for (uint32_t low = 0, high = state->skipped.count; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (state->skipped.at[middle] == function) return true;
    if (state->skipped.at[middle] < function)
      low = middle + 1;
    else
      high = middle;
  }
  return false;
}

// The innermost loop of the same function that runs a node again and again, or NO_NODE.
static NodeId loop_around(const State *state, const Tree *tree, NodeId node) {
  for (;; node = tree_node(tree, node)->parent) {
    NodeId parent = tree_node(tree, node)->parent;
    NodeField field = tree_node(tree, node)->field;
    NodeKind kind = tree_kind(tree, parent);
    switch ((int)kind) {
    case NODE_NONE: return NO_NODE;
    case NODE_WHILE_STATEMENT:
    case NODE_DO_STATEMENT: return parent;
    case NODE_FOR_STATEMENT:
      if (field != FIELD_INITIALIZER) return parent;
      break;
    case NODE_FOR_IN_STATEMENT:
      if (field != FIELD_RIGHT) return parent;
      break;
    default:
      if (kind_is_function(kind) && !is_skipped(state, parent)) return NO_NODE;
      break;
    }
  }
}

// The outermost loop around `loop` that does not have `excluded` in it or before it.
static NodeId top_loop(const State *state, const Tree *tree, NodeId loop, NodeId excluded) {
  uint32_t border = excluded ? tree_node(tree, excluded)->end : 0;
  NodeId top = loop;
  while (loop && tree_node(tree, loop)->start >= border) {
    top = loop;
    loop = loop_around(state, tree, loop);
  }
  return top;
}

static const Writes *writes_of(State *state, const VariableTable *table, VariableId id) {
  Writes *writes = &state->writes[id];
  if (writes->is_known) return writes;
  writes->is_known = true;
  NameScopeId own = table->scopes[table->variables[id].scope].variable_scope;
  variable_each_reference(table, id, each) {
    const Reference *reference = &table->references[each];
    if (!reference_is_write(reference)) continue;
    if (table->scopes[reference->from].variable_scope != own) writes->are_elsewhere = true;
    writes->last = reference->node;
  }
  return writes;
}

static bool is_safe(State *state, const VariableTable *table, NodeId loop, VariableId id) {
  const Tree *tree = table->tree;
  const Definition *definition = &table->definitions[table->variables[id].first_definition];
  NodeKind keyword = NODE_NONE;
  if (definition->kind == DEFINITION_VARIABLE && definition->parent)
    keyword = definition_keyword(table, definition);
  if (keyword == TOKEN_CONST_WORD || keyword == TOKEN_USING_WORD || keyword == TOKEN_AWAIT_WORD)
    return true;
  NodeId declaration = keyword == TOKEN_LET_WORD ? definition->parent : NO_NODE;
  bool is_loop_variable = declaration && tree_kind(tree, declaration) == NODE_FOR_IN_STATEMENT;
  if (declaration && (is_loop_variable ? declaration >= loop : declaration > loop) &&
      declaration < tree_node(tree, loop)->after)
    return true;
  const Writes *writes = writes_of(state, table, id);
  if (is_loop_variable) declaration = tree_child(tree, declaration, FIELD_LEFT);
  NodeId border = top_loop(state, tree, loop, declaration);
  return !writes->are_elsewhere && writes->last < border;
}

static bool is_called_at_once(const Tree *tree, NodeId function) {
  return called_function(tree, estree_parent(tree, function)) == function;
}

// Whether the function uses its own name.
static bool names_itself(const VariableTable *table, NodeId function) {
  node_each_definition(table, function, each) {
    const Definition *definition = &table->definitions[each];
    if (definition->kind != DEFINITION_FUNCTION_NAME) continue;
    return table->variables[definition->variable].first_reference != 0;
  }
  return false;
}

static void add_name(RuleContext *context, Text *names, Text name) {
  Text quoted = text_concat(context->arena, TEXT("'"), name, TEXT("'"));
  *names = names->size ? text_concat(context->arena, *names, TEXT(", "), quoted) : quoted;
}

static void check_references(RuleContext *context, const VariableTable *table, NodeId function,
                             NodeId loop) {
  const NameScope *scope = &table->scopes[name_scope_of(table, function)];
  Map seen = {0};
  Text names = {0};
  ReferenceId end, id = references_inside(table, scope->begin, scope->end, &end);
  for (; id < end; id++) {
    VariableId variable = table->references[id].variable;
    NameScopeId of_variable = table->variables[variable].scope;
    bool is_own = name_scope_contains(table, (NameScopeId)(scope - table->scopes), of_variable);
    if (!variable || is_own || is_safe(context->state, table, loop, variable)) continue;
    bool is_new;
    Text name = table->variables[variable].name;
    map_add(context->arena, &seen, name, &is_new);
    if (is_new) add_name(context, &names, name);
  }
  if (names.size) report_span(context, function_span(context->code, function), UNSAFE, names);
}

static void check_function(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  NodeId loop = loop_around(state, tree, node);
  if (!loop) return;
  const VariableTable *table = source_variables(context->code);
  if (!state->writes) state->writes = arena_new(context->arena, Writes, table->variable_count);
  bool is_plain = !function_is_async(tree, node) && !function_is_generator(tree, node);
  if (is_plain && is_called_at_once(tree, node) && !names_itself(table, node)) {
    array_push(context->arena, &state->skipped, node);
    return;
  }
  check_references(context, table, node, loop);
}

const Rule rule_no_loop_func = {
    .name = "no-loop-func",
    .type = RULE_SUGGESTION,
    .summary = "Disallow functions in loops that use variables which change meanwhile",
    .why = "When the function runs, the variable has another value than when it was made: with "
           "`var i`, all functions of a loop see the last `i`.",
    .messages = messages,
    .bad =
        EXAMPLES({"for (var i = 0; i < 3; i++) {\n  later(function () {\n    draw(i);\n  });\n}"}),
    .good =
        EXAMPLES({"for (let i = 0; i < 3; i++) {\n  later(function () {\n    draw(i);\n  });\n}"}),
    .state_size = sizeof(State),
    .visits = VISITS(
        {NODE_FUNCTION_DECLARATION, check_function},
        {NODE_GENERATOR_FUNCTION_DECLARATION, check_function},
        {NODE_FUNCTION_EXPRESSION, check_function}, {NODE_GENERATOR_FUNCTION, check_function},
        {NODE_METHOD_DEFINITION, check_function}, {NODE_ARROW_FUNCTION, check_function}),
};
