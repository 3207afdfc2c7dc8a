// no-undef: names that nothing declares.
#include "rules/operators.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { UNDEFINED };

static const RuleMessage messages[] = {
    [UNDEFINED] = {"undef", "'{0}' is not defined."},
};

// `typeof name` asks whether there is such a variable.
static bool is_asked_for(const Tree *tree, NodeId node) {
  return is_unary(tree, estree_parent(tree, node), TOKEN_TYPEOF_WORD);
}

static void check(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  bool checks_typeof = option_flag(context, 0, "typeof");
  for (ReferenceId id = 1; id < table->reference_count; id++) {
    const Reference *reference = &table->references[id];
    if (reference->variable) continue;
    if (!checks_typeof && is_asked_for(context->tree, reference->node)) continue;
    report(context, reference->node, UNDEFINED, reference_name(table, reference));
  }
}

const Rule rule_no_undef = {
    .name = "no-undef",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow names that are declared nowhere",
    .why = "Reading such a name throws, and writing to it makes a global by accident: most often "
           "it is misspelled. Globals of the platform are named in the configuration, or in a /* "
           "global */ comment.",
    .options = "{ typeof: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const total = prise * 2;"},
                    {"if (typeof jQuery === \"undefined\") load();", "[{\"typeof\": true}]"}),
    .good =
        EXAMPLES({"const price = 3;\nconst total = price * 2;"}, {"/* global jQuery */\njQuery();"},
                 {"const has = typeof jQuery !== \"undefined\";"}),
    .end = check,
};
