// jsx-max-props-per-line: how many properties stand on a line.
#include "base/buffer.h"
#include "rules/jsx.h"

enum { NEW_LINE };

static const RuleMessage messages[] = {
    [NEW_LINE] = {"newLine", "Prop `{0}` must be placed on a new line"},
};

typedef struct Settings {
  double in_single, in_multi; // 0: as many as you like
} Settings;

static double number_of(const Json *json) {
  return json_is(json, JSON_NUMBER) ? json->number : 0;
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *made = settings;
  const Json *most = json_get(options[0], TEXT("maximum"));
  if (json_is(most, JSON_OBJECT)) {
    made->in_single = number_of(json_get(most, TEXT("single")));
    made->in_multi = number_of(json_get(most, TEXT("multi")));
    return;
  }
  bool is_multi_only = text_is(json_text(json_get(options[0], TEXT("when"))), TEXT("multiline"));
  made->in_multi = most ? number_of(most) : 1;
  made->in_single = is_multi_only ? 0 : made->in_multi;
}

// The properties of one line: all from `first` on, the first `most` of which may stay.
static void report_line(RuleContext *context, NodeId first, NodeId last, uint32_t most) {
  const Tree *tree = context->tree;
  NodeId over = NO_NODE;
  uint32_t count = 0;
  Buffer out = {.arena = context->arena};
  for (NodeId id = first;; id = jsx_next_property(tree, id), count++) {
    if (count == most) over = id;
    if (count) buffer_add_byte(&out, count % most ? ' ' : '\n');
    buffer_add_text(&out, tree_text(tree, id));
    if (id == last) break;
  }
  if (!over) return;
  RuleReport *made = report(context, over, NEW_LINE, jsx_property_name(tree, over));
  fix_replace(made, context->arena,
              (Span){tree_node(tree, first)->start, tree_node(tree, last)->end}, buffer_text(&out));
}

static bool is_line_shared(RuleContext *context, NodeId property, NodeId next) {
  return next && source_same_line(context->code, tree_node(context->tree, property)->end,
                                  tree_node(context->tree, next)->start);
}

static void check_tag(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId first = jsx_first_property(tree, node);
  if (!first) return;
  double most = jsx_is_multiline(context->code, node) ? settings->in_multi : settings->in_single;
  if (!most) return;
  while (first) {
    NodeId last = first, next;
    uint32_t count = 1;
    while ((next = jsx_next_property(tree, last)) && is_line_shared(context, last, next))
      last = next, ++count;
    if (count > most) report_line(context, first, last, (uint32_t)most);
    first = next;
  }
}

const Rule rule_jsx_max_props_per_line = {
    .name = "@stylistic/jsx-max-props-per-line",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Limit how many properties of a tag stand on one line",
    .why = "A property by itself on its line is seen, and its changes are lines of their own in a "
           "diff.",
    .options = "{ maximum: number | { single: integer, multi: integer }, when: 'always' | "
               "'multiline' }",
    .messages = messages,
    .bad = EXAMPLES({"<App one two />;"}),
    .good = EXAMPLES({"<App\n  one\n  two\n/>;"}, {"<App one two />;", "[{\"maximum\": 2}]"}),
    .visits =
        VISITS({NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag}),
    .settings_size = sizeof(Settings),
    .configure = configure,
};
