// The door to the room: it chooses a way to parse and turns what went wrong into messages.
#include "syntax/parse.h"

#include "syntax/errors.h"
#include "syntax/lr_parse.h"
#include "syntax/stock.h"

// Says that the token at `end` is wrong.
static void report_token(const SourceFile *file, LrEnd end, Tree *tree, Diagnostics *diagnostics) {
  Text source = file->text;
  Place place = {file, end.start, end.end, {0}};
  tree->has_error = true;
  if (end.end > end.start) {
    diag_add(diagnostics, MESSAGE_UNEXPECTED_TOKEN, place, text_slice(source, end.start, end.end));
  } else if (end.start < source.size) {
    place.end = end.start + 1;
    diag_add(diagnostics, MESSAGE_UNEXPECTED_TOKEN, place,
             text_slice(source, end.start, place.end));
  } else {
    diag_add(diagnostics, MESSAGE_UNEXPECTED_END, place);
  }
}

void syntax_parse(Arena *arena, const SourceFile *file, SyntaxGoal goal, Tree *tree,
                  Diagnostics *diagnostics) {
  LrEnd end;
  LrResult result = lr_parse(arena, file->text, goal, tree, &end);
  if (result == LR_PARSED) return;
  uint32_t too_deep_at = 0;
  if (!stock_parse(arena, file->text, tree, &too_deep_at)) {
    Place place = {file, too_deep_at, too_deep_at, {0}};
    diag_add(diagnostics, MESSAGE_NESTED_TOO_DEEPLY, place,
             text_format(diagnostics->arena, "%d", SYNTAX_DEPTH_LIMIT));
    tree->has_error = true;
  } else if (tree->has_error) {
    errors_report(tree, file, diagnostics);
  } else if (result == LR_WRONG) {
    // The grammar takes more than the language does; our parser knew better.
    report_token(file, end, tree, diagnostics);
  }
}
