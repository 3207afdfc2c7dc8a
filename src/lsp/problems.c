// Reports are in source order, so that their positions are found in one pass; their edits are near.
#include "lsp/problems.h"

#include "base/search.h"

typedef struct Maker {
  Problems *problems;
  const LintResult *result;
  PositionFinder finder;
} Maker;

static Range range_of(Maker *maker, Span span) {
  Range range = {.start = position_find(&maker->finder, span.start)};
  range.end = span.end == SPAN_OPEN ? range.start : position_find(&maker->finder, span.end);
  return range;
}

static bool make_change(Maker *maker, const Edits *edits, Change *change) {
  SourceCode *code = maker->result->code;
  Edit merged;
  if (!edits->count || !edits_merge(code->arena, code->text, edits, &merged)) return false;
  *change = (Change){range_of(maker, merged.span), text_copy(&maker->problems->arena, merged.text)};
  return true;
}

static ProblemTag tag_of(Text rule) {
  static const struct {
    Text rule;
    ProblemTag tag;
  } tags[] = {
#define TAG(rule, tag) {TEXT(rule), PROBLEM_##tag},
#include "lsp/tags.def"
  };
  for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    if (text_is(tags[i].rule, rule)) return tags[i].tag;
  }
  return PROBLEM_NO_TAG;
}

static void add_remedies(Maker *maker, const RuleReport *report, Problem *problem) {
  Arena *arena = &maker->problems->arena;
  Change change;
  if (make_change(maker, &report->edits, &change)) {
    Change *fix = arena_new(arena, Change, 1);
    *fix = change;
    problem->fix = fix;
  }
  for (const RuleSuggestion *each = report->suggestions; each; each = each->next) {
    if (!make_change(maker, &each->edits, &change)) continue;
    array_push(arena, &problem->suggestions, (Remedy){text_copy(arena, each->text), change});
  }
}

static void add_problem(Maker *maker, const LintMessage *message) {
  Arena *arena = &maker->problems->arena;
  const RuleReport *report = message->report;
  Problem problem = {.range = range_of(maker, report->span),
                     .severity = report->severity == 2 ? 1 : 2,
                     .rule = text_copy(arena, lint_message_rule(message)),
                     .message = text_copy(arena, report->message)};
  if (report->ends_early && problem.range.end.character > 0) problem.range.end.character--;
  problem.tag = tag_of(problem.rule);
  if (maker->result->code) add_remedies(maker, report, &problem);
  array_push(arena, &maker->problems->items, problem);
}

// ---- Tokens over several lines

static void add_token(Maker *maker, uint32_t start, uint32_t end, bool is_jsx) {
  const LineIndex *lines = &maker->finder.lines;
  LongToken token = {lines_find(lines, start), lines_find(lines, end), is_jsx};
  if (token.first_line < token.last_line)
    array_push(&maker->problems->arena, &maker->problems->tokens, token);
}

// Leaves of the tree, comments, which lie between them, and what is between the tags of JSX.
static void find_tokens(Maker *maker) {
  const Tree *tree = maker->result->code->tree;
  uint32_t comment = 0, leaf_end = 0;
  for (NodeId id = NODE_ROOT + 1; id < tree->node_count; id++) {
    const Node *node = tree_node(tree, id);
    bool is_jsx = tree_kind(tree, node->parent) == NODE_JSX_ELEMENT;
    for (; comment < tree->comment_count && tree->comments[comment].start < node->start; comment++)
      add_token(maker, tree->comments[comment].start, tree->comments[comment].end, false);
    if (is_jsx && leaf_end > tree_node(tree, node->parent)->start)
      add_token(maker, leaf_end, node->start, true);
    if (!tree_is_leaf(tree, id)) continue;
    add_token(maker, node->start, node->end, is_jsx);
    leaf_end = node->end;
  }
  for (; comment < tree->comment_count; comment++)
    add_token(maker, tree->comments[comment].start, tree->comments[comment].end, false);
}

const LongToken *problems_token_at(const Problems *problems, uint32_t line) {
  const LongToken *tokens = problems->tokens.at;
  uint32_t count = problems->tokens.count, index = search_first(tokens, count, last_line, line);
  return index < count && tokens[index].first_line < line ? &tokens[index] : NULL;
}

// ---- The whole

static void add_failures(Problems *problems, const LintResult *result) {
  Diagnostics told = {.arena = &problems->arena};
  for (uint32_t i = 0; i < result->failures.count; i++) {
    const LintFailure *failure = &result->failures.at[i];
    const Diagnostic *said = diag_add(&told, MESSAGE_LINT_RULE_FAILED, NOWHERE, failure->rule,
                                      result->shown, failure->check);
    array_push(&problems->arena, &problems->failures, said->text);
  }
}

Problems *problems_make(const LintResult *result, PositionEncoding encoding) {
  Arena arena = {0}, scratch = {0};
  Problems *problems = arena_new(&arena, Problems, 1);
  *problems = (Problems){.arena = arena};
  Maker maker = {problems, result, position_finder(&scratch, result->file.text, encoding)};
  for (uint32_t i = 0; i < result->messages.count; i++)
    add_problem(&maker, &result->messages.at[i]);
  if (result->code && result->messages.count) find_tokens(&maker);
  add_failures(problems, result);
  arena_release(&scratch);
  return problems;
}

void problems_release(Problems *problems) {
  Arena arena = problems->arena; // holds the problems themselves
  arena_release(&arena);
}
