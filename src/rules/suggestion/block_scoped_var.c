// block-scoped-var: `var` used outside of the block that it stands in.
#include "rules/rule.h"
#include "rules/variables.h"

enum { OUTSIDE };

static const RuleMessage messages[] = {
    [OUTSIDE] = {"outOfScope",
                 "'{0}' declared on line {1} column {2} is used outside of binding context."},
};

static NodeId block_around(const Tree *tree, NodeId node) {
  for (node = tree_node(tree, node)->parent; node; node = tree_node(tree, node)->parent) {
    switch ((int)tree_kind(tree, node)) {
    case NODE_PROGRAM:
    case NODE_STATEMENT_BLOCK:
    case NODE_CATCH_CLAUSE:
    case NODE_FOR_STATEMENT:
    case NODE_FOR_IN_STATEMENT:
    case NODE_SWITCH_STATEMENT:
    case NODE_CLASS_STATIC_BLOCK: return node;
    default: break;
    }
  }
  return NODE_ROOT;
}

static void check_definition(RuleContext *context, const VariableTable *table,
                             const Definition *definition, NodeId block) {
  const Tree *tree = context->tree;
  NodeId after = tree_node(tree, block)->after;
  uint32_t start = tree_node(tree, definition->name)->start;
  // References are in the order of the text: most often all are inside.
  const Variable *variable = &table->variables[definition->variable];
  bool begins_inside = block <= table->references[variable->first_reference].node;
  if (begins_inside && table->references[variable->last_reference].node < after) return;
  variable_each_reference(table, definition->variable, each) {
    NodeId node = table->references[each].node;
    if (block <= node && node < after) continue;
    Text line = text_format(context->arena, "%u", source_line(context->code, start) + 1);
    Text column = text_format(context->arena, "%u", source_column(context->code, start) + 1);
    report(context, node, OUTSIDE, table->variables[definition->variable].name, line, column);
  }
}

// Once for each declaration of a variable: a name may be in it twice.
static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  const Tree *tree = context->tree;
  for (VariableId id = 1; id < table->variable_count; id++) {
    NodeId last = NO_NODE;
    variable_each_definition(table, id, each) {
      const Definition *definition = &table->definitions[each];
      if (definition->kind != DEFINITION_VARIABLE || definition->parent == last) continue;
      last = definition->parent;
      if (definition_keyword(table, definition) != TOKEN_VAR_WORD) continue;
      bool is_loop = tree_kind(tree, definition->parent) == NODE_FOR_IN_STATEMENT;
      NodeId block = is_loop ? definition->parent : block_around(tree, definition->parent);
      check_definition(context, table, definition, block);
    }
  }
}

const Rule rule_block_scoped_var = {
    .name = "block-scoped-var",
    .type = RULE_SUGGESTION,
    .summary = "Require `var` to be used in the block that it stands in",
    .why = "A `var` belongs to the whole function. Used as if it belonged to its block, it means "
           "what everybody expects.",
    .messages = messages,
    .bad =
        EXAMPLES({"function go(fast) {\n  if (fast) {\n    var speed = 3;\n  }\n  run(speed);\n}"}),
    .good = EXAMPLES({"function go(fast) {\n  var speed;\n  if (fast) {\n    speed = 3;\n  }\n"
                      "  run(speed);\n}"}),
    .end = check,
};
