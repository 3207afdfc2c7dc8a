// no-useless-backreference: references to groups that have matched nothing when they are reached.
#include "rules/regex_sources.h"
#include "rules/static_names.h"

enum { NESTED, FORWARD, BACKWARD, DISJUNCTIVE, NEGATIVE, FINE };

#define IGNORED "Backreference '{0}' will be ignored. It references group '{1}'{2} "

static const RuleMessage messages[] = {
    [NESTED] = {"nested", IGNORED "from within that group."},
    [FORWARD] = {"forward", IGNORED "which appears later in the pattern."},
    [BACKWARD] = {"backward", IGNORED "which appears before in the same lookbehind."},
    [DISJUNCTIVE] = {"disjunctive", IGNORED "which is in another alternative."},
    [NEGATIVE] = {"intoNegativeLookaround", IGNORED "which is in a negative lookaround."},
};

static bool is_look(const RegexNode *node) {
  return node->kind == REGEX_LOOKAHEAD || node->kind == REGEX_LOOKBEHIND;
}

static uint32_t depth_of(const RegexTree *tree, RegexId id) {
  uint32_t depth = 0;
  for (; id; id = tree->nodes[id].parent) ++depth;
  return depth;
}

// The innermost node around two; `*below`: what is right below it on the way to `group`, and
// whether something on that way is a negative look.
static RegexId meet(const RegexTree *tree, RegexId reference, RegexId group, RegexId *below,
                    bool *is_into_negative) {
  uint32_t a = depth_of(tree, reference), b = depth_of(tree, group);
  *is_into_negative = false;
  while (reference != group) {
    bool moves_reference = a >= b, moves_group = b >= a;
    if (moves_reference) reference = tree->nodes[reference].parent, --a;
    if (!moves_group) continue;
    const RegexNode *at = &tree->nodes[group];
    *is_into_negative |= is_look(at) && at->is_negated;
    *below = group;
    group = at->parent;
    --b;
  }
  return group;
}

// Why a reference to a group is useless, or FINE.
static int judge(const RegexTree *tree, RegexId reference, RegexId group) {
  RegexId below = 0;
  bool is_into_negative;
  RegexId around = meet(tree, reference, group, &below, &is_into_negative);
  if (around == group) return NESTED;
  const RegexNode *from = &tree->nodes[reference], *to = &tree->nodes[group];
  RegexId look = around;
  while (look && !is_look(&tree->nodes[look])) look = tree->nodes[look].parent;
  bool is_backward = look && tree->nodes[look].kind == REGEX_LOOKBEHIND;
  if (tree->nodes[below].kind == REGEX_ALTERNATIVE) return DISJUNCTIVE;
  if (!is_backward && from->end <= to->start) return FORWARD;
  if (is_backward && to->end <= from->start) return BACKWARD;
  return is_into_negative ? NEGATIVE : FINE;
}

static bool refers_to(const RegexNode *reference, const RegexNode *group) {
  if (reference->value) return reference->value == group->value;
  return group->name.size && text_is(reference->name, group->name);
}

// What is wrong with a reference in all groups that it may mean; those in the same alternative are
// what counts, if there are any.
typedef struct Verdict {
  int problem;
  RegexId group;
  uint32_t count;
} Verdict;

static Verdict judge_all(const RegexTree *tree, RegexId reference) {
  Verdict near = {FINE, 0, 0}, far = {FINE, 0, 0};
  uint32_t number = tree->nodes[reference].value;
  uint32_t end = number ? number : tree->capture_count;
  for (uint32_t i = number ? number - 1 : 0; i < end; i++) {
    RegexId group = tree->captures[i];
    if (!refers_to(&tree->nodes[reference], &tree->nodes[group])) continue;
    int problem = judge(tree, reference, group);
    if (problem == FINE) return (Verdict){FINE, 0, 0};
    Verdict *verdict = problem == DISJUNCTIVE ? &far : &near;
    if (!verdict->count++) {
      verdict->problem = problem;
      verdict->group = group;
    }
  }
  return near.count ? near : far;
}

static void check_reference(RuleContext *context, NodeId node, const RegexTree *tree, RegexId id) {
  Verdict verdict = judge_all(tree, id);
  if (verdict.problem == FINE) return;
  Text others = TEXT("");
  if (verdict.count == 2) others = TEXT(" and another group");
  if (verdict.count > 2)
    others = text_format(context->arena, " and other %u groups", verdict.count - 1);
  report(context, node, verdict.problem, regex_text(tree, id), regex_text(tree, verdict.group),
         others);
}

static void check_source(RuleContext *context, const RegexSource *source) {
  if (text_find_byte(source->pattern, '\\', 0) == TEXT_NOT_FOUND) return;
  const RegexTree *tree = regex_source_tree(context->code, source);
  for (RegexId id = 1; tree && id < tree->node_count; id++) {
    if (tree->nodes[id].kind == REGEX_REFERENCE) check_reference(context, source->node, tree, id);
  }
}

static void check_literal(RuleContext *context, NodeId node) {
  RegexSource source;
  if (regex_source(context->code, node, &source)) check_source(context, &source);
}

static void check_calls(RuleContext *context) {
  const RegexCalls *calls = regex_calls(context->code);
  for (uint32_t i = 0; i < calls->count; i++) {
    RegexSource source;
    if (regex_constant_source(context->code, calls->at[i], &source)) check_source(context, &source);
  }
}

const Rule rule_no_useless_backreference = {
    .name = "no-useless-backreference",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow references in regular expressions that can only match nothing",
    .why = "A reference to a group that has not matched yet, or that can't have matched, matches "
           "the empty text: the pattern does not say what it seems to.",
    .messages = messages,
    .bad = EXAMPLES({"/\\1(a)/;"}, {"/(a\\1)/;"}, {"/(a)|\\1b/;"}),
    .good = EXAMPLES({"/(a)\\1/;"}, {"/(?<quote>['\"]).*\\k<quote>/;"}),
    .end = check_calls,
    .visits = VISITS({NODE_REGEX, check_literal}),
};
