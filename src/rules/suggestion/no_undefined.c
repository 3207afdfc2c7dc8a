// no-undefined: the variable `undefined`.
#include "rules/rule.h"
#include "rules/variables.h"

enum { UNEXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedUndefined", "Unexpected use of undefined."},
};

// A name is reported for each of its roles there: a class declares it twice, a default writes
// twice.
static void check(RuleContext *context, NodeId node) {
  const Node *at = tree_node(context->tree, node);
  if (at->end - at->start != 9 || !text_is(tree_text(context->tree, node), TEXT("undefined")))
    return;
  const VariableTable *table = source_variables(context->code);
  if (reference_at(table, node)) {
    for (ReferenceId id = table->at_nodes[node];
         id < table->reference_count && table->references[id].node == node; id++) {
      if (!(table->references[id].flags & REFERENCE_INIT)) report(context, node, UNEXPECTED);
    }
  }
  for (DefinitionId id = table->definition_at[node];
       id && id < table->definition_count && table->definitions[id].name == node; id++)
    report(context, node, UNEXPECTED);
}

const Rule rule_no_undefined = {
    .name = "no-undefined",
    .type = RULE_SUGGESTION,
    .summary = "Disallow the name `undefined`",
    .why = "`undefined` is a variable that code can shadow. `typeof a`, `void 0`, or a `let` "
           "without a value say the same and can't be.",
    .messages = messages,
    .bad = EXAMPLES({"if (user === undefined) leave();"}, {"let user = undefined;"}),
    .good = EXAMPLES({"if (typeof user === \"undefined\") leave();"}, {"let user;"}),
    .visits = VISITS({NODE_UNDEFINED, check}, {NODE_IDENTIFIER, check},
                     {NODE_SHORTHAND_PROPERTY_IDENTIFIER, check},
                     {NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN, check}),
};
