// jsx-indent-props: how far properties are indented.
//
// Behind a `?` or `:` that begins a line, properties are a step further in, as the tag is.
#include "rules/jsx.h"
#include "rules/line_indents.h"

enum { WRONG };

static const RuleMessage messages[] = {
    [WRONG] = {"wrongIndent", "Expected indentation of {0} {1} {2} but found {3}."},
};

typedef struct Settings {
  uint32_t step;
  bool is_tab, is_first, ignores_operators;
} Settings;

// What is known from the lines before: the last one that began an element, began with an operator.
typedef struct State {
  bool is_in_operator, is_at_operator;
} State;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *made = settings;
  const Json *mode = options[0], *of_object = json_get(mode, TEXT("indentMode"));
  if (json_is(mode, JSON_OBJECT)) {
    made->ignores_operators = json_is(json_get(mode, TEXT("ignoreTernaryOperator")), JSON_TRUE);
    mode = of_object;
  }
  made->is_first = text_is(json_text(mode), TEXT("first"));
  made->is_tab = text_is(json_text(mode), TEXT("tab"));
  made->step = made->is_tab ? 1 : json_is(mode, JSON_NUMBER) ? (uint32_t)mode->number : 4;
}

// How far a node's line is indented; takes note of what the line begins with.
static uint32_t indent_of(RuleContext *context, NodeId node) {
  State *state = context->state;
  const Settings *settings = context->settings;
  const Node *at = tree_node(context->tree, node);
  Text line = source_line_text(context->code, source_line(context->code, at->start));
  uint32_t start = source_line_start(context->code, at->start);
  if (start + line.size > at->end) line.size = at->end - start;
  uint32_t blanks = line_indent(context->code, at->start).size, indent = 0;
  while (indent < blanks && line.at[indent] == (settings->is_tab ? '\t' : ' ')) ++indent;
  state->is_at_operator = blanks < line.size && (line.at[blanks] == '?' || line.at[blanks] == ':');
  if (state->is_at_operator)
    state->is_in_operator = true;
  else if (text_find_byte(line, '<', 0) != TEXT_NOT_FOUND)
    state->is_in_operator = false;
  return indent;
}

static void report_property(RuleContext *context, NodeId node, uint32_t wanted, uint32_t found) {
  const Settings *settings = context->settings;
  Arena *arena = context->arena;
  RuleReport *made =
      report(context, node, WRONG, text_format(arena, "%u", wanted),
             settings->is_tab ? TEXT("tab") : TEXT("space"),
             wanted == 1 ? TEXT("character") : TEXT("characters"), text_format(arena, "%u", found));
  uint32_t start = tree_node(context->tree, node)->start;
  uint32_t line = source_line_start(context->code, start);
  char *blanks = arena_alloc(arena, wanted + 1, 1);
  memset(blanks, settings->is_tab ? '\t' : ' ', wanted);
  fix_replace(made, arena, (Span){line, start}, (Text){blanks, wanted});
}

static void check_tag(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  State *state = context->state;
  const Settings *settings = context->settings;
  NodeId first = jsx_first_property(tree, node);
  if (!first) return;
  uint32_t wanted = settings->is_first ? source_column(context->code, tree_node(tree, first)->start)
                                       : indent_of(context, node) + settings->step;
  for (NodeId id = first; id; id = jsx_next_property(tree, id)) {
    uint32_t found = indent_of(context, id);
    if (state->is_in_operator && !state->is_at_operator && !settings->is_first &&
        !settings->ignores_operators) {
      wanted += settings->step;
      state->is_in_operator = false;
    }
    if (found != wanted && is_first_in_line(context->code, tree_node(tree, id)->start))
      report_property(context, id, wanted, found);
  }
}

const Rule rule_jsx_indent_props = {
    .name = "@stylistic/jsx-indent-props",
    .type = RULE_LAYOUT,
    .flags = RULE_FIXABLE,
    .summary = "Require one indentation of properties",
    .why = "One way everywhere is easier to read.",
    .options = "integer | 'tab' | 'first' | { indentMode: integer | 'tab' | 'first', "
               "ignoreTernaryOperator: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"<App\n  one\n/>;"}),
    .good = EXAMPLES({"<App\n    one\n/>;"}, {"<App\n  one\n/>;", "[2]"},
                     {"<App one\n     two\n/>;", "[\"first\"]"}),
    .visits =
        VISITS({NODE_JSX_OPENING_ELEMENT, check_tag}, {NODE_JSX_SELF_CLOSING_ELEMENT, check_tag}),
    .state_size = sizeof(State),
    .settings_size = sizeof(Settings),
    .configure = configure,
};
