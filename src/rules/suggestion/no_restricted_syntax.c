// no-restricted-syntax: whatever a project does not want in its code, said by selectors.
#include "rules/rule.h"
#include "rules/selector.h"

#include <stdlib.h>

enum { RESTRICTED, CUSTOM };

static const RuleMessage messages[] = {
    [RESTRICTED] = {"restrictedSyntax", "Using '{0}' is not allowed."},
    [CUSTOM] = {"restrictedSyntax", "{0}"},
};

typedef struct Restriction {
  const Selector *selector;
  Text text, message;
} Restriction;

typedef Array(uint32_t) Indices;

typedef struct Settings {
  Array(Restriction) items; // as ESLint asks them
  Indices enter[NODE_KIND_COUNT], leave[NODE_KIND_COUNT];
} Settings;

// ---- Options

static int compare(const void *left, const void *right) {
  return selector_compare(((const Restriction *)left)->selector,
                          ((const Restriction *)right)->selector);
}

// A selector that is named twice has its last message.
static void add(Arena *arena, Settings *settings, const Json *option) {
  bool is_text = option->kind == JSON_STRING;
  Text reason, text = is_text ? option->text : json_text(json_get(option, TEXT("selector")));
  Restriction made = {.text = text, .selector = selector_make(arena, text, &reason)};
  if (!is_text) made.message = json_text(json_get(option, TEXT("message")));
  if (!made.selector) return;
  for (uint32_t i = 0; i < settings->items.count; i++) {
    if (!text_is(settings->items.at[i].text, text)) continue;
    settings->items.at[i] = made;
    return;
  }
  array_push(arena, &settings->items, made);
}

static void configure(Arena *arena, const Json *const *options, void *at) {
  Settings *settings = at;
  for (uint32_t i = 0; options[i]; i++) add(arena, settings, options[i]);
  if (settings->items.count)
    qsort(settings->items.at, settings->items.count, sizeof *settings->items.at, compare);
  for (int kind = 1; kind < NODE_KIND_COUNT; kind++) {
    for (uint32_t i = 0; i < settings->items.count; i++) {
      const Selector *selector = settings->items.at[i].selector;
      if (!selector_wants(selector, (NodeKind)kind)) continue;
      Indices *indices =
          selector_is_exit(selector) ? &settings->leave[kind] : &settings->enter[kind];
      array_push(arena, indices, i);
    }
  }
}

static bool wants(const void *at, NodeKind kind) {
  const Settings *settings = at;
  return settings->enter[kind].count || settings->leave[kind].count;
}

// ---- Nodes

typedef struct State {
  EsView view;
  SelectorMatcher *matchers;
} State;

static void begin(RuleContext *context) {
  State *state = context->state;
  const Settings *settings = context->settings;
  es_view_begin(&state->view, context->code);
  state->matchers = arena_new(context->arena, SelectorMatcher, settings->items.count);
  for (uint32_t i = 0; i < settings->items.count; i++)
    state->matchers[i] = selector_begin(&state->view, settings->items.at[i].selector);
}

static void check(RuleContext *context, EsNode node, const Indices *indices) {
  State *state = context->state;
  const Settings *settings = context->settings;
  EsType type = es_type(context->tree, node);
  for (uint32_t i = 0; i < indices->count; i++) {
    uint32_t index = indices->at[i];
    const Restriction *item = &settings->items.at[index];
    if (!es_types_has(selector_types(item->selector), type)) continue;
    if (!selector_matches(&state->matchers[index], node)) continue;
    bool is_custom = item->message.size > 0;
    report_span(context, es_span(context->code, node), is_custom ? CUSTOM : RESTRICTED,
                is_custom ? item->message : item->text);
  }
}

static void enter_node(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  const Indices *indices = &settings->enter[tree_kind(context->tree, node)];
  if (!indices->count) return;
  EsHosted hosted = es_hosted(context->tree, node);
  for (uint32_t i = 0; i < hosted.count; i++) check(context, hosted.at[i], indices);
}

static void leave_node(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  const Indices *indices = &settings->leave[tree_kind(context->tree, node)];
  if (!indices->count) return;
  EsHosted hosted = es_hosted(context->tree, node);
  for (uint32_t i = hosted.count; i-- > 0;) check(context, hosted.at[i], indices);
}

const Rule rule_no_restricted_syntax = {
    .name = "no-restricted-syntax",
    .type = RULE_SUGGESTION,
    .summary = "Disallow what selectors name",
    .why = "A team may want to do without a part of the language, or without a way of using it: "
           "`for…in` over arrays, `delete`, an argument that is easily forgotten. A selector says "
           "which nodes of ESLint's tree are meant, and a message what to do instead.",
    .options = "selector | { selector: selector, message: string }...",
    .messages = messages,
    .bad = EXAMPLES({"for (const key in list) {\n  show(key);\n}", "[\"ForInStatement\"]"},
                    {"setTimeout(save);",
                     "[{ \"selector\": \"CallExpression[callee.name='setTimeout']"
                     "[arguments.length!=2]\", \"message\": \"Say how long to wait.\" }]"}),
    .good = EXAMPLES({"for (const item of list) {\n  show(item);\n}", "[\"ForInStatement\"]"},
                     {"setTimeout(save, 100);",
                      "[{ \"selector\": \"CallExpression[callee.name='setTimeout']"
                      "[arguments.length!=2]\", \"message\": \"Say how long to wait.\" }]"}),
    .wanted = {.enter = enter_node, .leave = leave_node},
    .wants = wants,
    .state_size = sizeof(State),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .begin = begin,
};
