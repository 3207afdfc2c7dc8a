// Comments that go elsewhere, or mean nothing where the module's text comes to stand, are left out.
// A comment keeps two tokens apart, and a line end in it may end a statement: what it leaves does
// the same. In a module, `<!--` is three operators; a script would take it for a comment, and V8
// refuses it even where it is none.
#include "bundle/piece.h"

#include "base/search.h"
#include "print/legal_comment.h"
#include "syntax/scanner.h"

// Comments that name a source map would name that of the module, not of the output.
static bool names_source_map(Text comment) {
  static const Text marks[] = {{"//# source", 10}, {"//@ source", 10}, {"/*# source", 10}};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    if (text_starts(comment, marks[i])) return true;
  }
  return false;
}

// --- What a comment leaves ---------------------------------------------------------------------

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

static bool ends_line(char c) {
  return c == '\n' || c == '\r';
}

// Whether a comment is all that there is on the lines that it begins or ends on.
static bool is_on_own_lines(Text source, const Comment *comment) {
  uint32_t start = comment->start, end = comment->end;
  while (start > 0 && is_blank(source.at[start - 1])) start--;
  while (end < source.size && is_blank(source.at[end])) end++;
  return start == 0 || end == source.size || ends_line(source.at[start - 1]) ||
         ends_line(source.at[end]);
}

// Whether nothing joins with `c`, whatever stands beside it.
static bool is_apart(char c) {
  return is_blank(c) || ends_line(c) || strchr("()[]{},;", c);
}

static Text left_by(Text source, const Comment *comment) {
  Text text = text_slice(source, comment->start, comment->end);
  if (scanner_has_newline(text)) return is_on_own_lines(source, comment) ? TEXT("") : TEXT("\n");
  bool is_between = comment->start > 0 && comment->end < source.size &&
                    !is_apart(source.at[comment->start - 1]) && !is_apart(source.at[comment->end]);
  return is_between ? TEXT(" ") : TEXT("");
}

// --- Operators ---------------------------------------------------------------------------------

// Whether the token at `offset` is `<`.
static bool is_less(const Tree *tree, uint32_t offset) {
  NodeId id = NODE_ROOT + 1;
  id += search_first(tree->nodes + id, tree->node_count - id, start, offset);
  for (; id < tree->node_count && tree->nodes[id].start == offset; id++) {
    if (tree_kind(tree, id) == TOKEN_LESS) return true;
  }
  return false;
}

// Puts a blank into each `<!--` of operators from `start` up to `end`.
static void part_operators(Arena *arena, const Tree *tree, uint32_t start, uint32_t end,
                           PieceCuts *cuts) {
  for (;;) {
    size_t found = text_find(text_slice(tree->source, start, end), TEXT("<!--"));
    if (found == TEXT_NOT_FOUND) return;
    start += (uint32_t)found + 1;
    if (is_less(tree, start - 1))
      array_push(arena, &cuts->list, (PrintCut){start, start, TEXT(" ")});
  }
}

// --- The whole ---------------------------------------------------------------------------------

void piece_find_cuts(Arena *arena, const Tree *tree, bool collects_legal, PieceCuts *cuts) {
  uint32_t done = 0;
  *cuts = (PieceCuts){0};
  bool has_operators =
      tree->goal == SYNTAX_MODULE && text_find(tree->source, TEXT("<!--")) != TEXT_NOT_FOUND;
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    const Comment *comment = &tree->comments[i];
    Text text = text_slice(tree->source, comment->start, comment->end);
    if (has_operators) part_operators(arena, tree, done, comment->start, cuts);
    done = comment->end;
    bool is_collected = collects_legal && legal_comment_is(text);
    if (is_collected) array_push(arena, &cuts->legal_comments, text);
    // What HTML calls a comment is none in a module.
    if (!is_collected && !names_source_map(text) && !comment->is_html) continue;
    PrintCut cut = {comment->start, comment->end, left_by(tree->source, comment)};
    array_push(arena, &cuts->list, cut);
  }
  if (has_operators) part_operators(arena, tree, done, tree->source.size, cuts);
}
