// grouped-accessor-pairs: the getter and the setter of a property, side by side.
#include "rules/accessor_pairs.h"
#include "rules/functions.h"
#include "rules/rule.h"

enum { NOT_GROUPED, INVALID_ORDER };

static const RuleMessage messages[] = {
    [NOT_GROUPED] = {"notGrouped", "Accessor pair {0} and {1} should be grouped."},
    [INVALID_ORDER] = {"invalidOrder", "Expected {0} to be before {1}."},
};

static void check_pair(RuleContext *context, const Accessor *getter, const Accessor *setter) {
  const Accessor *first = getter->place < setter->place ? getter : setter;
  const Accessor *second = first == getter ? setter : getter;
  Span head = function_head(context->code, second->node);
  bool is_wrong = option_is(context, 0, "getBeforeSet")   ? first == setter
                  : option_is(context, 0, "setBeforeGet") ? first == getter
                                                          : false;
  if (second->place - first->place > 1) {
    report_span(context, head, NOT_GROUPED, function_title(context->code, first->node),
                function_title(context->code, second->node));
  } else if (is_wrong) {
    report_span(context, head, INVALID_ORDER, function_title(context->code, second->node),
                function_title(context->code, first->node));
  }
}

static void check(RuleContext *context, NodeId node) {
  Accessors accessors;
  accessors_read(context->code, node, &accessors);
  for (uint32_t i = 0; i < accessors.properties.count; i++) {
    const AccessorProperty *property = &accessors.properties.at[i];
    if (property->getter_count == 1 && property->setter_count == 1)
      check_pair(context, &accessors.items.at[property->getter],
                 &accessors.items.at[property->setter]);
  }
}

const Rule rule_grouped_accessor_pairs = {
    .name = "grouped-accessor-pairs",
    .type = RULE_SUGGESTION,
    .summary = "Require getters and setters of a property side by side",
    .why = "Whoever changes one of the two should see the other.",
    .options = "('anyOrder' | 'getBeforeSet' | 'setBeforeGet') = anyOrder, { enforceForTSTypes: "
               "boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"class A { get size() {} clear() {} set size(n) {} }"},
                    {"class A { set size(n) {} get size() {} }", "[\"getBeforeSet\"]"}),
    .good = EXAMPLES({"class A { get size() {} set size(n) {} clear() {} }"}),
    .visits = VISITS({NODE_OBJECT, check}, {NODE_CLASS_BODY, check}),
};
