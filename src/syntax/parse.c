// The door to the room: it chooses a way to parse and turns what went wrong into messages.
#include "syntax/parse.h"

#include "syntax/early.h"
#include "syntax/errors.h"
#include "syntax/goal.h"
#include "syntax/lr_parse.h"
#include "syntax/stock.h"

// The first node that recovery made an error of, or all of the text.
static LrEnd first_error(const Tree *tree) {
  for (NodeId id = NODE_ROOT + 1; id < tree->node_count; id++) {
    const Node *node = tree_node(tree, id);
    bool is_wrong = node->kind == NODE_ERROR || node->flags & NODE_MISSING;
    if (is_wrong) return (LrEnd){.start = node->start, .end = node->end};
  }
  return (LrEnd){.end = tree->source.size};
}

static void report_depth(const SourceFile *file, uint32_t at, Tree *tree,
                         Diagnostics *diagnostics) {
  Place place = {file, at, at, {0}};
  tree->has_error = true;
  diag_add(diagnostics, MESSAGE_NESTED_TOO_DEEPLY, place,
           text_format(diagnostics->arena, "%d", SYNTAX_DEPTH_LIMIT));
}

// Whether a text that is an error is a module after all: what was taken for an HTML-like comment,
// or for the name `await`, is something else there.
static bool is_module_after_all(Arena *arena, Text source, LrEnd end, Tree *tree) {
  Tree other;
  LrEnd other_end;
  if (!(end.clues & GOAL_SCRIPT_NAME)) return false;
  if (lr_parse(arena, source, SYNTAX_MODULE, &other, &other_end) != LR_PARSED) return false;
  if (!goal_has_statements(&other)) return false;
  *tree = other;
  return true;
}

// Parses once more as a module where the first look was wrong about what only modules have.
static LrResult parse_whole(Arena *arena, Text source, SyntaxGoal goal, Tree *tree, LrEnd *end) {
  LrResult result = lr_parse(arena, source, goal, tree, end);
  if (goal != SYNTAX_UNKNOWN) return result;
  if (result == LR_WRONG && is_module_after_all(arena, source, *end, tree)) return LR_PARSED;
  if (result != LR_PARSED) return result;
  tree->goal = goal_decide(tree, end->clues);
  bool is_misread = tree->goal == SYNTAX_MODULE && end->clues & GOAL_SCRIPT_NAME;
  return is_misread ? lr_parse(arena, source, SYNTAX_MODULE, tree, end) : result;
}

// Says why there is no tree.
static void explain(Arena *arena, const SourceFile *file, LrEnd end, Tree *tree,
                    Diagnostics *diagnostics) {
  uint32_t too_deep_at = 0;
  if (end.result == LR_TOO_DEEP) {
    report_depth(file, end.start, tree, diagnostics);
    return;
  }
  if (end.result == LR_WRONG) {
    errors_report(file, tree, &end, diagnostics);
    return;
  }
  // Our parser ran out of room; the stock runtime may still have some.
  StockResult stock = stock_parse(arena, file->text, tree, &too_deep_at);
  if (stock == STOCK_PARSED && !tree->has_error) return;
  if (stock == STOCK_TOO_DEEP) {
    report_depth(file, too_deep_at, tree, diagnostics);
    return;
  }
  end = first_error(tree);
  errors_report(file, tree, &end, diagnostics);
}

// Whether the text is CommonJS after all: an `await` that was taken for a module's is a name there.
static bool is_commonjs_after_all(const SyntaxParse *parse) {
  if (!(parse->clues & GOAL_MODULE_WORD)) return false;
  Tree other;
  LrEnd end;
  Diagnostics unheard = {.arena = parse->arena};
  if (lr_parse(parse->arena, parse->file->text, SYNTAX_COMMONJS, &other, &end) != LR_PARSED)
    return false;
  if (goal_has_statements(&other)) return false;
  early_check(&other, parse->file, &unheard);
  if (unheard.error_count > 0) return false;
  *parse->tree = other;
  return true;
}

void syntax_read(SyntaxParse *parse) {
  LrEnd end;
  LrResult result = parse_whole(parse->arena, parse->file->text, parse->goal, parse->tree, &end);
  parse->is_parsed = result == LR_PARSED;
  if (!parse->is_parsed) explain(parse->arena, parse->file, end, parse->tree, &parse->found);
  parse->clues = end.clues;
}

void syntax_check(SyntaxParse *parse) {
  early_check(parse->tree, parse->file, &parse->found);
}

bool syntax_settle(SyntaxParse *parse, Diagnostics *diagnostics) {
  if (parse->found.error_count > 0) {
    if (parse->goal == SYNTAX_UNKNOWN && is_commonjs_after_all(parse)) return false;
    parse->tree->has_error = true;
  }
  diag_append(diagnostics, &parse->found);
  return true;
}

void syntax_parse(Arena *arena, const SourceFile *file, SyntaxGoal goal, Tree *tree,
                  Diagnostics *diagnostics) {
  SyntaxParse parse = {.arena = arena,
                       .file = file,
                       .goal = goal,
                       .tree = tree,
                       .found = {.arena = diagnostics->arena}};
  syntax_read(&parse);
  if (parse.is_parsed) syntax_check(&parse);
  syntax_settle(&parse, diagnostics);
}

bool syntax_recover(Arena *arena, Tree *tree) {
  if (tree_kind(tree, NODE_ROOT) != NODE_ERROR) return true; // its errors are not of its form
  Tree whole;
  if (stock_recover(arena, tree->source, &whole) != STOCK_PARSED) return false;
  whole.goal = tree->goal;
  whole.has_error = true;
  *tree = whole;
  return true;
}
