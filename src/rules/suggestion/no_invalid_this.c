// no-invalid-this: `this` where it is undefined.
#include "rules/default_this.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { INVALID };

static const RuleMessage messages[] = {
    [INVALID] = {"unexpectedThis", "Unexpected 'this'."},
};

// What was found out about the last owner: many a `this` has the same one.
typedef struct State {
  NodeId owner;
  bool is_valid;
} State;

static bool is_valid_in_program(RuleContext *context) {
  const Language *language = &context->code->language;
  if (language->goal == SYNTAX_MODULE) return false;
  if (!language->returns_globally) return true;
  const VariableTable *table = source_variables(context->code);
  return !table->scopes[NAME_SCOPE_ROOT + 1].is_strict;
}

static bool is_valid(RuleContext *context, NodeId owner) {
  const Tree *tree = context->tree;
  if (owner == NODE_ROOT) return is_valid_in_program(context);
  if (!kind_is_function(tree_kind(tree, owner))) return true;
  const VariableTable *table = source_variables(context->code);
  if (!table->scopes[name_scope_of(table, owner)].is_strict) return true;
  return !has_default_this(context->code, owner, option_flag(context, 0, "capIsConstructor"));
}

static void check_this(RuleContext *context, NodeId node) {
  State *state = context->state;
  NodeId owner = this_owner(context->tree, node);
  if (state->owner != owner) *state = (State){owner, is_valid(context, owner)};
  if (!state->is_valid) report(context, node, INVALID);
}

const Rule rule_no_invalid_this = {
    .name = "no-invalid-this",
    .type = RULE_SUGGESTION,
    .summary = "Disallow `this` where it is undefined",
    .why = "In strict code, `this` is undefined in a function that is called as a mere function. "
           "What a function is called as follows from where it stands: in a class, an object, an "
           "assignment to a member, behind `/** @this */`.",
    .options = "{ capIsConstructor: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"function load() {\n  this.count = 1;\n}"}, {"list.map(() => this.size);"}),
    .good = EXAMPLES({"class Box {\n  load() {\n    this.count = 1;\n  }\n}"},
                     {"list.map(function () { return this.size; }, box);"},
                     {"/** @this Box */\nfunction load() {\n  this.count = 1;\n}"}),
    .state_size = sizeof(State),
    .visits = VISITS({NODE_THIS, check_this}),
};
