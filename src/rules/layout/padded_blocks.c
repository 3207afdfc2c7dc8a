// padded-blocks: empty lines at the beginning and at the end of blocks.
#include "rules/blank_lines.h"
#include "rules/rule.h"

enum { ALWAYS, NEVER, MISSING, EXTRA };

static const RuleMessage messages[] = {
    [ALWAYS] = {"alwaysPadBlock", "Block must be padded by blank lines."},
    [NEVER] = {"neverPadBlock", "Block must not be padded by blank lines."},
    [MISSING] = {"missingPadBlock", "Block must be padded by blank lines."},
    [EXTRA] = {"extraPadBlock", "Block must not be padded by blank lines."},
};

// What is asked of blocks of one kind.
typedef struct Padding {
  bool is_checked;
  bool wants_first, wants_last; // an empty line there
} Padding;

typedef struct Settings {
  Padding blocks, switches, classes;
} Settings;

static Padding read_padding(const Json *given) {
  Text word = json_text(given);
  bool is_always = text_is(word, TEXT("always"));
  return (Padding){.is_checked = word.size > 0,
                   .wants_first = is_always || text_is(word, TEXT("start")),
                   .wants_last = is_always || text_is(word, TEXT("end"))};
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  (void)arena;
  Settings *made = settings;
  const Json *given = options[0];
  bool is_object = json_is(given, JSON_OBJECT);
  made->blocks = read_padding(is_object ? json_get(given, TEXT("blocks")) : given);
  made->switches = read_padding(is_object ? json_get(given, TEXT("switches")) : given);
  made->classes = read_padding(is_object ? json_get(given, TEXT("classes")) : given);
}

// ---- One end of a block

// The two neighbours between which the empty line is, or should be.
typedef struct Sides {
  TokenId left, right;
} Sides;

// Comments on the line of a bracket belong to it.
static Sides sides_behind(SourceCode *code, TokenId open) {
  const TokenTable *tokens = source_tokens(code);
  TokenId left = open, right = open + 1;
  while (token_is_comment(tokens, right) && line_ends_between(code, left, right) == 0)
    left = right++;
  return (Sides){left, right};
}

static Sides sides_before(SourceCode *code, TokenId close) {
  const TokenTable *tokens = source_tokens(code);
  TokenId right = close, left = close - 1;
  while (token_is_comment(tokens, left) && line_ends_between(code, left, right) == 0)
    right = left--;
  return (Sides){left, right};
}

// Reports the place between the sides, where there is to be an empty line, or none.
static void check_sides(RuleContext *context, Sides sides, bool is_first, bool is_wanted) {
  SourceCode *code = context->code;
  if (has_blank_line(code, sides.left, sides.right) == is_wanted) return;
  const TokenTable *tokens = source_tokens(code);
  const Token *left = &tokens->at[sides.left], *right = &tokens->at[sides.right];
  int message = is_wanted ? (context->is_stylistic ? MISSING : ALWAYS)
                          : (context->is_stylistic ? EXTRA : NEVER);
  Span span = {is_first ? left->start : left->end, right->start};
  RuleReport *made = report_span(context, span, message);
  if (is_wanted)
    fix_insert(made, context->arena, is_first ? left->end : right->start, TEXT("\n"));
  else
    fix_replace(made, context->arena, (Span){left->end, source_line_start(code, right->start)},
                TEXT("\n"));
}

// ---- Blocks

static void check_node(RuleContext *context, NodeId node, Padding padding) {
  const Tree *tree = context->tree;
  if (!padding.is_checked || tree_first_named(tree, node) == NO_NODE) return;
  const TokenTable *tokens = source_tokens(context->code);
  Sides first = sides_behind(context->code, token_first(tokens, tree, node)),
        last = sides_before(context->code, token_last(tokens, tree, node));
  if (option_flag(context, 1, "allowSingleLineBlocks") &&
      line_ends_between(context->code, first.left, last.right) == 0)
    return;
  check_sides(context, first, true, padding.wants_first);
  check_sides(context, last, false, padding.wants_last);
}

static void check_block(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  check_node(context, node, settings->blocks);
}

static void check_switch(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  check_node(context, node, settings->switches);
}

static void check_class(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  check_node(context, node, settings->classes);
}

const Rule rule_padded_blocks = {
    .name = "padded-blocks",
    .stylistic = "@stylistic/padded-blocks",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow empty lines at the beginning and the end of blocks",
    .why = "One way everywhere is easier to read.",
    .options = "('always' | 'never' | 'start' | 'end' | { blocks: 'always' | 'never' | 'start' | "
               "'end', switches: 'always' | 'never' | 'start' | 'end', classes: 'always' | 'never' "
               "| 'start' | 'end' }) = always, { allowSingleLineBlocks: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"if (a) {\n  go();\n}"}, {"if (a) {\n\n  go();\n\n}", "[\"never\"]"},
                    {"class A {\n  b() {}\n}", "[{\"classes\": \"always\"}]"}),
    .good = EXAMPLES({"if (a) {\n\n  go();\n\n}"}, {"if (a) {\n  go();\n}", "[\"never\"]"},
                     {"if (a) { go(); }", "[\"always\", {\"allowSingleLineBlocks\": true}]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS({NODE_STATEMENT_BLOCK, check_block}, {NODE_SWITCH_BODY, check_switch},
                     {NODE_CLASS_BODY, check_class}),
};
