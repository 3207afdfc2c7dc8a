// max-classes-per-file: files with many classes.
#include "rules/rule.h"

enum { EXCEEDED };

static const RuleMessage messages[] = {
    [EXCEEDED] = {"maximumExceeded", "File has too many classes ({0}). Maximum allowed is {1}."},
};

typedef struct State {
  uint32_t count;
} State;

static void count(RuleContext *context, NodeId node) {
  bool is_expression = tree_kind(context->tree, node) == NODE_CLASS;
  if (is_expression && option_flag(context, 0, "ignoreExpressions")) return;
  ++((State *)context->state)->count;
}

static void finish(RuleContext *context) {
  const State *state = context->state;
  const Json *given = option(context, 0);
  double limit = json_is(given, JSON_NUMBER) ? given->number : option_number(context, 0, "max", 1);
  if (state->count > limit)
    report(context, NODE_ROOT, EXCEEDED, text_format(context->arena, "%u", state->count),
           text_format(context->arena, "%u", (uint32_t)limit));
}

const Rule rule_max_classes_per_file = {
    .name = "max-classes-per-file",
    .type = RULE_SUGGESTION,
    .summary = "Limit the number of classes in a file",
    .why = "A file with one class is found by the class's name.",
    .options = "integer | { ignoreExpressions: boolean, max: integer }",
    .messages = messages,
    .bad = EXAMPLES({"class A {}\nclass B {}"}),
    .good = EXAMPLES({"class A {}"}, {"class A {}\nclass B {}", "[2]"}),
    .visits = VISITS({NODE_CLASS, count}, {NODE_CLASS_DECLARATION, count}),
    .state_size = sizeof(State),
    .end = finish,
};
