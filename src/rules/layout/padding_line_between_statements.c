// padding-line-between-statements: empty lines between statements, by what they are.
#include "rules/blank_lines.h"
#include "rules/rule.h"
#include "rules/selector.h"
#include "rules/spaces.h"
#include "rules/statement_types.h"

enum { UNEXPECTED, EXPECTED };

static const RuleMessage messages[] = {
    [UNEXPECTED] = {"unexpectedBlankLine", "Unexpected blank line before this statement."},
    [EXPECTED] = {"expectedBlankLine", "Expected blank line before this statement."},
};

typedef enum Wanted { WANTS_ANY, WANTS_NONE, WANTS_LINE } Wanted;

enum { SELECTOR_LIMIT = 64 }; // of all entries: a selector is a bit

// A selector of statements, perhaps of those on one line, or on several, only.
typedef struct SelectorSort {
  const Selector *selector;
  bool is_single, is_multiple;
} SelectorSort;

// What a statement is, or is to be.
typedef struct Sorts {
  StatementTypes types;
  uint64_t selectors; // by their places in the settings
} Sorts;

// What is wanted between statements of some sorts and of others.
typedef struct Entry {
  Wanted wanted;
  Sorts previous, next;
} Entry;

typedef struct Settings {
  Array(Entry) entries;
  Array(SelectorSort) selectors;
  StatementTypes all;
} Settings;

typedef struct State {
  EsView view;
  SelectorMatcher *matchers; // of the selectors
} State;

static void read_sort(Arena *arena, Settings *settings, const Json *given, Sorts *sorts) {
  if (!json_is(given, JSON_OBJECT)) {
    sorts->types |= statement_type_named(json_text(given));
    return;
  }
  Text reason, lines = json_text(json_get(given, TEXT("lineMode")));
  SelectorSort sort = {
      .selector = selector_make(arena, json_text(json_get(given, TEXT("selector"))), &reason),
      .is_single = text_is(lines, TEXT("singleline")),
      .is_multiple = text_is(lines, TEXT("multiline")),
  };
  if (!sort.selector || settings->selectors.count == SELECTOR_LIMIT) return;
  sorts->selectors |= (uint64_t)1 << settings->selectors.count;
  array_push(arena, &settings->selectors, sort);
}

static Sorts read_sorts(Arena *arena, Settings *settings, const Json *given) {
  Sorts sorts = {0};
  bool is_list = json_is(given, JSON_ARRAY);
  for (const Json *each = is_list ? given->first_child : given; each;
       each = is_list ? each->next : NULL)
    read_sort(arena, settings, each, &sorts);
  return sorts;
}

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  for (; *options; ++options) {
    Text word = json_text(json_get(*options, TEXT("blankLine")));
    Entry entry = {.wanted = text_is(word, TEXT("always"))  ? WANTS_LINE
                             : text_is(word, TEXT("never")) ? WANTS_NONE
                                                            : WANTS_ANY,
                   .previous = read_sorts(arena, made, json_get(*options, TEXT("prev"))),
                   .next = read_sorts(arena, made, json_get(*options, TEXT("next")))};
    made->all |= entry.previous.types | entry.next.types;
    array_push(arena, &made->entries, entry);
  }
}

static bool is_one_of(Sorts sorts, Sorts asked) {
  return (sorts.types & asked.types) || (sorts.selectors & asked.selectors);
}

// The last entry that fits counts.
static Wanted find_wanted(const Settings *settings, Sorts previous, Sorts next) {
  for (uint32_t i = settings->entries.count; i-- > 0;) {
    const Entry *entry = &settings->entries.at[i];
    if (is_one_of(previous, entry->previous) && is_one_of(next, entry->next)) return entry->wanted;
  }
  return WANTS_ANY;
}

static void begin(RuleContext *context) {
  State *state = context->state;
  const Settings *settings = context->settings;
  if (!settings->selectors.count) return;
  es_view_begin(&state->view, context->code);
  state->matchers = arena_new(context->arena, SelectorMatcher, settings->selectors.count);
  for (uint32_t i = 0; i < settings->selectors.count; i++)
    state->matchers[i] = selector_begin(&state->view, settings->selectors.at[i].selector);
}

// The selectors that mean a statement; one with labels is what stands behind them.
static uint64_t selectors_of(RuleContext *context, NodeId statement) {
  const Settings *settings = context->settings;
  State *state = context->state;
  uint64_t found = 0;
  if (!settings->selectors.count) return 0;
  NodeId node = tree_inside_labels(context->tree, statement);
  EsNode asked = es_node_at(context->tree, node);
  Span span = estree_span(context->code, node);
  bool is_single = source_same_line(context->code, span.start, span.end);
  for (uint32_t i = 0; i < settings->selectors.count; i++) {
    const SelectorSort *sort = &settings->selectors.at[i];
    if (is_single ? sort->is_multiple : sort->is_single) continue;
    if (selector_matches(&state->matchers[i], asked)) found |= (uint64_t)1 << i;
  }
  return found;
}

// ---- Mending

// The first line end of a gap with the blanks before it, and the blanks of its last line.
static Text without_blank_lines(RuleContext *context, Text gap) {
  uint32_t first = 0, last = gap.size;
  while (first < gap.size && !strchr("\n\r", gap.at[first]) && gap.at[first] != '\xE2') ++first;
  if (first < gap.size) {
    bool is_pair = gap.at[first] == '\r' && first + 1 < gap.size && gap.at[first + 1] == '\n';
    first += gap.at[first] == '\xE2' ? 3 : is_pair ? 2 : 1;
  }
  while (last > first && !strchr("\n\r", gap.at[last - 1])) --last;
  return text_concat(context->arena, text_slice(gap, 0, first), text_slice(gap, last, gap.size));
}

// Takes the empty line out where there is but one place with any.
static void fix_unexpected(RuleContext *context, RuleReport *made, TokenId last, TokenId next) {
  TokenId place = 0;
  for (TokenId id = last; id < next; id++) {
    if (!has_blank_line(context->code, id, id + 1)) continue;
    if (place) return;
    place = id;
  }
  const TokenTable *tokens = source_tokens(context->code);
  Span gap = {tokens->at[place].end, tokens->at[place + 1].start};
  fix_replace(made, context->arena, gap,
              without_blank_lines(context, text_slice(tokens->text, gap.start, gap.end)));
}

// Puts one behind what stands on the line of the statement before.
static void fix_expected(RuleContext *context, RuleReport *made, TokenId last, TokenId next) {
  SourceCode *code = context->code;
  while (last + 1 < next && line_ends_between(code, last, last + 1) == 0) ++last;
  bool is_on_line = line_ends_between(code, last, last + 1) == 0;
  fix_insert(made, context->arena, source_tokens(code)->at[last].end,
             is_on_line ? TEXT("\n\n") : TEXT("\n"));
}

// ---- Statements

static bool has_blank_between(SourceCode *code, TokenId last, TokenId next) {
  if (line_ends_between(code, last, next) < 2) return false;
  while (last < next && !has_blank_line(code, last, last + 1)) ++last;
  return last < next;
}

// Where a report is: the successor shows a statement up to the end of its first line.
static Span shown_span(RuleContext *context, NodeId node) {
  Span span = estree_span(context->code, node);
  if (!context->is_stylistic || source_same_line(context->code, span.start, span.end)) return span;
  uint32_t line = source_line(context->code, span.start);
  uint32_t start = source_lines(context->code)->starts[line];
  return (Span){span.start, start + source_line_text(context->code, line).size};
}

static void check_pair(RuleContext *context, NodeId previous, NodeId node, Wanted wanted) {
  const TokenTable *tokens = source_tokens(context->code);
  TokenId last = token_last_but_semicolon(context->code, previous),
          next = token_first(tokens, context->tree, node);
  if (has_blank_between(context->code, last, next) == (wanted == WANTS_LINE)) return;
  RuleReport *made =
      report_span(context, shown_span(context, node), wanted == WANTS_LINE ? EXPECTED : UNEXPECTED);
  if (wanted == WANTS_LINE)
    fix_expected(context, made, last, next);
  else
    fix_unexpected(context, made, last, next);
}

// Looks at the statements, or cases, from `first` on.
static void check_from(RuleContext *context, NodeId first) {
  const Settings *settings = context->settings;
  const Tree *tree = context->tree;
  Sorts sorts = {0};
  for (NodeId node = first, previous = NO_NODE; node; node = tree_next_named(tree, node)) {
    if (tree_kind(tree, node) == NODE_HASH_BANG_LINE) continue;
    Sorts own = {statement_types_of(context->code, node, settings->all, context->is_stylistic),
                 selectors_of(context, node)};
    Wanted wanted = find_wanted(settings, sorts, own);
    if (wanted != WANTS_ANY) check_pair(context, previous, node, wanted);
    previous = node;
    sorts = own;
  }
}

static void check_list(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  if (settings->entries.count) check_from(context, tree_first_named(context->tree, node));
}

static void check_case(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  if (settings->entries.count) check_from(context, tree_child(context->tree, node, FIELD_BODY));
}

// The sorts of statements; those of TypeScript are never found.
#define TYPE                                                                                       \
  "'*' | 'block' | 'block-like' | 'break' | 'case' | 'cjs-export' | 'cjs-import' | "               \
  "'class' | 'const' | 'continue' | 'debugger' | 'default' | 'directive' | 'do' | "                \
  "'empty' | 'enum' | 'export' | 'exports' | 'expression' | 'for' | 'function' | "                 \
  "'function-overload' | 'if' | 'iife' | 'import' | 'interface' | 'let' | "                        \
  "'multiline-block-like' | 'multiline-const' | 'multiline-export' | "                             \
  "'multiline-expression' | 'multiline-let' | 'multiline-return' | 'multiline-type' | "            \
  "'multiline-using' | 'multiline-var' | 'require' | 'return' | 'singleline-block-like' | "        \
  "'singleline-const' | 'singleline-export' | 'singleline-expression' | 'singleline-let' | "       \
  "'singleline-return' | 'singleline-type' | 'singleline-using' | 'singleline-var' | "             \
  "'switch' | 'throw' | 'try' | 'ts-method' | 'type' | 'using' | 'var' | 'while' | 'with'"
#define SORT  TYPE " | { selector: selector, lineMode: 'any' | 'singleline' | 'multiline' }"
#define TYPES SORT " | (" SORT ")[]"

const Rule rule_padding_line_between_statements = {
    .name = "padding-line-between-statements",
    .stylistic = "@stylistic/padding-line-between-statements",
    .type = RULE_LAYOUT,
    .flags = RULE_DEPRECATED | RULE_FIXABLE,
    .summary = "Require or disallow empty lines between statements",
    .why = "Empty lines make paragraphs of code, as a project likes them: each option says what is "
           "wanted between two statements by what they are, and the last one that fits counts.",
    .options = "{ blankLine: 'any' | 'never' | 'always', prev: " TYPES ", next: " TYPES " }...",
    .messages = messages,
    .bad = EXAMPLES({"function go() {\n  run();\n  return 1;\n}",
                     "[{\"blankLine\": \"always\", \"prev\": \"*\", \"next\": \"return\"}]"},
                    {"\"use strict\";\n\ngo();",
                     "[{\"blankLine\": \"never\", \"prev\": \"directive\", \"next\": \"*\"}]"}),
    .good = EXAMPLES(
        {"function go() {\n  run();\n\n  return 1;\n}",
         "[{\"blankLine\": \"always\", \"prev\": \"*\", \"next\": \"return\"}]"},
        {"const a = 1;\nconst b = 2;\n\ngo(a, b);",
         "[{\"blankLine\": \"always\", \"prev\": \"const\", \"next\": \"*\"}, {\"blankLine\": "
         "\"any\", \"prev\": \"const\", \"next\": \"const\"}]"}),
    .state_size = sizeof(State),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .begin = begin,
    .visits = VISITS({NODE_PROGRAM, check_list}, {NODE_STATEMENT_BLOCK, check_list},
                     {NODE_SWITCH_BODY, check_list}, {NODE_SWITCH_CASE, check_case},
                     {NODE_SWITCH_DEFAULT, check_case}),
};
