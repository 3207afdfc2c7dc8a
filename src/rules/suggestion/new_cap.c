// new-cap: constructors have names that begin with a capital letter, and others have not.
#include "rules/global_uses.h"
#include "rules/letter_case.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/static_names.h"

#include <stdlib.h>

enum { UPPER, LOWER };

static const RuleMessage messages[] = {
    [UPPER] = {"upper", "A function with a name starting with an uppercase letter should only be "
                        "used as a constructor."},
    [LOWER] = {"lower", "A constructor name should not start with a lowercase letter."},
};

typedef struct Settings {
  const Pattern *new_allowed, *call_allowed;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  made->new_allowed = option_pattern(arena, options[0], "newIsCapExceptionPattern");
  made->call_allowed = option_pattern(arena, options[0], "capIsNewExceptionPattern");
}

// Functions of the platform that may be called without `new`.
static const char *const builtins[] = {"Array",  "BigInt",   "Boolean", "Date",     "Error",
                                       "Number", "Object",   "RegExp",  "Function", "String",
                                       "Symbol", "Date.UTC", NULL};

typedef struct State {
  Array(NodeId) calls; // of builtins, in order
} State;

static void found(void *with, NodeId call, uint32_t path) {
  RuleContext *context = with;
  State *state = context->state;
  (void)path;
  array_push(context->arena, &state->calls, call);
}

static int compare_calls(const void *left, const void *right) {
  NodeId a = *(const NodeId *)left, b = *(const NodeId *)right;
  return (a > b) - (a < b);
}

static void find_builtins(RuleContext *context) {
  State *state = context->state;
  global_uses_find(context->code, builtins, found, context);
  if (state->calls.count) qsort(state->calls.at, state->calls.count, sizeof(NodeId), compare_calls);
}

static bool is_builtin(RuleContext *context, NodeId call) {
  const State *state = context->state;
  return state->calls.count &&
         bsearch(&call, state->calls.at, state->calls.count, sizeof(NodeId), compare_calls) != NULL;
}

// The name of what is called, or an empty text.
static Text called_name(RuleContext *context, NodeId callee) {
  Text name;
  if (is_identifier(context->tree, callee, NULL)) return tree_text(context->tree, callee);
  return static_member_name(context->code, callee, &name) ? name : TEXT("");
}

static bool is_allowed(RuleContext *context, NodeId callee, Text name, const char *list,
                       const Pattern *pattern) {
  const Tree *tree = context->tree;
  const Json *names = option_field(context, 0, list);
  Text text = tree_text(tree, callee);
  if (json_list_has(names, name) || json_list_has(names, text)) return true;
  if (pattern && pattern_matches(pattern, text)) return true;
  return estree_is_member(tree_kind(tree, callee)) && !option_flag(context, 0, "properties");
}

static void report_name(RuleContext *context, NodeId callee, int message) {
  const Tree *tree = context->tree;
  NodeKind kind = tree_kind(tree, callee);
  NodeId at = callee;
  if (kind == NODE_MEMBER_EXPRESSION) at = tree_child(tree, callee, FIELD_PROPERTY);
  if (kind == NODE_SUBSCRIPT_EXPRESSION) at = estree_child(tree, callee, FIELD_INDEX);
  report(context, at, message);
}

static void check_new(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  if (!option_flag(context, 0, "newIsCap")) return;
  NodeId callee = estree_child(context->tree, node, FIELD_CONSTRUCTOR);
  Text name = called_name(context, callee);
  if (name.size == 0 || letter_case_of_first(name) != -1) return;
  if (!is_allowed(context, callee, name, "newIsCapExceptions", settings->new_allowed))
    report_name(context, callee, LOWER);
}

static void check_call(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  NodeId callee = called_function(tree, node);
  if (tree_kind(tree, tree_child(tree, node, FIELD_ARGUMENTS)) != NODE_ARGUMENTS) return;
  Text name = called_name(context, callee);
  if (name.size == 0 || letter_case_of_first(name) != 1) return;
  if (!option_flag(context, 0, "capIsNew") || is_builtin(context, node)) return;
  if (!is_allowed(context, callee, name, "capIsNewExceptions", settings->call_allowed))
    report_name(context, callee, UPPER);
}

const Rule rule_new_cap = {
    .name = "new-cap",
    .type = RULE_SUGGESTION,
    .summary = "Require capital letters for constructors, and for them alone",
    .why = "A constructor looks like any other function. The capital letter tells which ones want "
           "`new`.",
    .options = "{ newIsCap: boolean = true, capIsNew: boolean = true, newIsCapExceptions: string[] "
               "= [], newIsCapExceptionPattern: regex, capIsNewExceptions: string[] = [], "
               "capIsNewExceptionPattern: regex, properties: boolean = true }",
    .messages = messages,
    .bad = EXAMPLES({"const friend = new person();"}, {"const friend = Person();"}),
    .good = EXAMPLES({"const friend = new Person();"},
                     {"const friend = Person();", "[{\"capIsNew\": false}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .state_size = sizeof(State),
    .begin = find_builtins,
    .visits = VISITS({NODE_NEW_EXPRESSION, check_new}, {NODE_CALL_EXPRESSION, check_call}),
};
