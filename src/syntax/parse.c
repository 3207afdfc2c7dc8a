// The door to the room: it chooses a way to parse and turns what went wrong into messages.
#include "syntax/parse.h"

#include "syntax/errors.h"
#include "syntax/lr_parse.h"
#include "syntax/stock.h"

void syntax_parse(Arena *arena, const SourceFile *file, SyntaxGoal goal, Tree *tree,
                  Diagnostics *diagnostics) {
  if (lr_parse(arena, file->text, goal, tree)) return;
  uint32_t too_deep_at = 0;
  if (!stock_parse(arena, file->text, tree, &too_deep_at)) {
    Place place = {file, too_deep_at, too_deep_at, {0}};
    diag_add(diagnostics, MESSAGE_NESTED_TOO_DEEPLY, place,
             text_format(diagnostics->arena, "%d", SYNTAX_DEPTH_LIMIT));
    tree->has_error = true;
  } else if (tree->has_error) {
    errors_report(tree, file, diagnostics);
  }
}
