// Handlers are listed by kind of node, and the nodes are walked in the order in which they lie. A
// node that somebody wants to be told the end of waits on a stack.
#include "rules/run.h"

#include "base/check.h"

#include <stdlib.h>

typedef struct Call {
  RuleHandler *handler;
  uint32_t rule; // its index in the plan
} Call;

typedef Array(Call) Calls;

struct RulePlan {
  const ActiveRule *rules;
  uint32_t rule_count;
  Calls enter[NODE_KIND_COUNT], leave[NODE_KIND_COUNT];
};

// ---- All rules

#define RULE(name) extern const Rule rule_##name;
#include "generated/rules.def"
#undef RULE

static const Rule *const table[] = {
#define RULE(name) &rule_##name,
#include "generated/rules.def"
#undef RULE
};

const Rule *const *rules_all(uint32_t *count) {
  *count = sizeof table / sizeof *table;
  return table;
}

const Rule *rule_named(Text name, bool *is_stylistic) {
  for (uint32_t i = 0; i < sizeof table / sizeof *table; i++) {
    const Rule *rule = table[i];
    *is_stylistic = rule->stylistic && text_is(name, text_of(rule->stylistic));
    if (*is_stylistic || (rule->name && text_is(name, text_of(rule->name)))) return rule;
  }
  return NULL;
}

bool rule_activate(Arena *arena, const Rule *rule, const Json *given, ActiveRule *active,
                   OptionsProblem *problem) {
  *active = (ActiveRule){.rule = rule, .severity = 2, .settings = rule->query};
  if (!rule_options_read(arena, rule->options, given, &active->options, problem)) return false;
  if (rule->configure) {
    void *settings = arena_alloc(arena, rule->settings_size, _Alignof(max_align_t));
    rule->configure(arena, active->options, settings);
    active->settings = settings;
  }
  return true;
}

// ---- The options of a rule at work

bool option_is(const RuleContext *context, uint32_t index, const char *value) {
  const Json *given = option(context, index);
  return json_is(given, JSON_STRING) && text_is(given->text, text_of(value));
}

const Json *option_field(const RuleContext *context, uint32_t index, const char *key) {
  return json_get(option(context, index), text_of(key));
}

bool option_flag(const RuleContext *context, uint32_t index, const char *key) {
  return json_is(option_field(context, index, key), JSON_TRUE);
}

double option_number(const RuleContext *context, uint32_t index, const char *key,
                     double otherwise) {
  const Json *field = option_field(context, index, key);
  return json_is(field, JSON_NUMBER) ? field->number : otherwise;
}

bool json_list_has(const Json *list, Text item) {
  const Json *each = list ? list->first_child : NULL;
  while (each && !(each->kind == JSON_STRING && text_is(each->text, item))) each = each->next;
  return each != NULL;
}

// ---- The plan

static void add_visit(Arena *arena, RulePlan *plan, const RuleVisit *visit, uint32_t rule) {
  if (visit->enter) array_push(arena, &plan->enter[visit->kind], (Call){visit->enter, rule});
  if (visit->leave) array_push(arena, &plan->leave[visit->kind], (Call){visit->leave, rule});
}

const RulePlan *rules_plan(Arena *arena, const ActiveRule *active, uint32_t count) {
  RulePlan *plan = arena_new(arena, RulePlan, 1);
  plan->rules = active;
  plan->rule_count = count;
  for (uint32_t i = 0; i < count; i++) {
    const Rule *rule = active[i].rule;
    for (const RuleVisit *visit = rule->visits; visit && visit->kind; ++visit)
      add_visit(arena, plan, visit, i);
    for (int kind = 1; rule->wants && kind < NODE_KIND_COUNT; kind++) {
      RuleVisit visit = {(NodeKind)kind, rule->wanted.enter, rule->wanted.leave};
      if (rule->wants(active[i].settings, visit.kind)) add_visit(arena, plan, &visit, i);
    }
  }
  return plan;
}

// ---- Running

static RuleContext *make_contexts(const RulePlan *plan, SourceCode *code, RuleReports *reports) {
  RuleContext *contexts = arena_new(code->arena, RuleContext, plan->rule_count);
  for (uint32_t i = 0; i < plan->rule_count; i++) {
    const ActiveRule *active = &plan->rules[i];
    contexts[i] = (RuleContext){.rule = active->rule,
                                .code = code,
                                .tree = code->tree,
                                .arena = code->arena,
                                .options = active->options,
                                .settings = active->settings,
                                .reports = reports,
                                .severity = active->severity,
                                .is_stylistic = active->is_stylistic};
    if (active->rule->state_size)
      contexts[i].state = arena_alloc(code->arena, active->rule->state_size, _Alignof(max_align_t));
  }
  return contexts;
}

// A plan at work on a file.
typedef struct Walk {
  const RulePlan *plan;
  RuleContext *contexts;
  const RuleClock *clock; // or NULL
  Arena arena;
  const atomic_bool *cancelled; // or NULL
  uint32_t running;             // the rule that is at work
} Walk;

static void call(Walk *walk, uint32_t rule, RuleHandler *handler, NodeId node) {
  walk->running = rule;
  if (!walk->clock) {
    handler(&walk->contexts[rule], node);
    return;
  }
  uint64_t started_ns = walk->clock->now_ns();
  handler(&walk->contexts[rule], node);
  walk->clock->spent_ns[rule] += walk->clock->now_ns() - started_ns;
}

static void call_all(Walk *walk, const Calls *calls, NodeId node) {
  for (uint32_t i = 0; i < calls->count; i++)
    call(walk, calls->at[i].rule, calls->at[i].handler, node);
}

enum { NODES_BETWEEN_LOOKS = 1 << 10 };

static bool is_cancelled(const Walk *walk) {
  return walk->cancelled && atomic_load_explicit(walk->cancelled, memory_order_relaxed);
}

// The node behind the name that a tag or an attribute of JSX has; otherwise `end`. In ESLint's tree
// such names are of types of their own, which rules about names and members don't ask for.
static NodeId end_of_jsx_name(const Tree *tree, NodeId id, NodeId end) {
  NodeId name = NO_NODE;
  switch ((int)tree_kind(tree, id)) {
  case NODE_JSX_ATTRIBUTE: name = tree_first_child(tree, id); break;
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: name = tree_child(tree, id, FIELD_NAME); break;
  default: break;
  }
  return name ? tree_node(tree, name)->after : end;
}

static bool is_of_jsx_name(NodeKind kind) {
  return kind == NODE_IDENTIFIER || kind == NODE_MEMBER_EXPRESSION ||
         kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_THIS;
}

static void walk_nodes(Walk *walk, const Tree *tree) {
  const RulePlan *plan = walk->plan;
  NodeId name_end = NO_NODE;
  Array(NodeId) open = {0};
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (id % NODES_BETWEEN_LOOKS == 0 && is_cancelled(walk)) break;
    while (open.count && tree_node(tree, array_last(&open))->after <= id) {
      NodeId closed = array_pop(&open);
      call_all(walk, &plan->leave[tree_kind(tree, closed)], closed);
    }
    NodeKind kind = tree_kind(tree, id);
    if (id < name_end && is_of_jsx_name(kind)) continue;
    name_end = end_of_jsx_name(tree, id, name_end);
    call_all(walk, &plan->enter[kind], id);
    if (plan->leave[kind].count) array_push(&walk->arena, &open, id);
  }
  while (open.count) {
    NodeId closed = array_pop(&open);
    call_all(walk, &plan->leave[tree_kind(tree, closed)], closed);
  }
}

static void begin(RuleContext *context, NodeId unused) {
  (void)unused;
  context->rule->begin(context);
}

static void end(RuleContext *context, NodeId unused) {
  (void)unused;
  context->rule->end(context);
}

static int compare_reports(const void *left, const void *right) {
  const RuleReport *a = *(RuleReport *const *)left, *b = *(RuleReport *const *)right;
  if (a->span.start != b->span.start) return a->span.start < b->span.start ? -1 : 1;
  return (a->order > b->order) - (a->order < b->order);
}

static void run_all(Walk *walk, SourceCode *code) {
  const RulePlan *plan = walk->plan;
  for (uint32_t i = 0; i < plan->rule_count; i++) {
    if (plan->rules[i].rule->begin) call(walk, i, begin, NO_NODE);
  }
  walk_nodes(walk, code->tree);
  for (uint32_t i = 0; i < plan->rule_count && !is_cancelled(walk); i++) {
    if (plan->rules[i].rule->end) call(walk, i, end, NO_NODE);
  }
}

static void sort(RuleReports *reports) {
  for (uint32_t i = 0; i < reports->items.count; i++) reports->items.at[i]->order = i;
  if (reports->items.count)
    qsort(reports->items.at, reports->items.count, sizeof(RuleReport *), compare_reports);
}

void rules_run_guarded(const RulePlan *plan, SourceCode *code, RuleReports *reports,
                       const RuleClock *clock, RuleFailure *failure) {
  Arena arena = {0};
  Walk *walk = arena_new(&arena, Walk, 1); // in memory, where a failing rule leaves it as it is
  *walk = (Walk){.plan = plan,
                 .contexts = make_contexts(plan, code, reports),
                 .clock = clock,
                 .cancelled = code->cancelled};
  CheckGuard guard;
  if (check_begin(&guard))
    run_all(walk, code);
  else
    *failure = (RuleFailure){&plan->rules[walk->running], guard.failed};
  check_end(&guard);
  if (!failure->rule) sort(reports);
  arena_release(&walk->arena);
  arena_release(&arena);
}

void rules_run(const RulePlan *plan, SourceCode *code, RuleReports *reports) {
  Walk walk = {.plan = plan, .contexts = make_contexts(plan, code, reports)};
  run_all(&walk, code);
  sort(reports);
  arena_release(&walk.arena);
}
