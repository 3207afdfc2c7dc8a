// Comments that go elsewhere, or mean nothing where the module's text comes to stand, are left out.
// A comment keeps two tokens apart, and a line end in it may end a statement: what it leaves does
// the same. In a module, `<!--` is three operators; a script would take it for a comment, and V8
// refuses it even where it is none.
#include "bundle/piece.h"

#include "base/search.h"
#include "print/escape.h"
#include "print/legal_comment.h"
#include "syntax/scanner.h"

#include <stdlib.h>

typedef struct Range {
  uint32_t start, end;
} Range;

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

// --- Ends of scripts ---------------------------------------------------------------------------

// The deepest node that `offset` is in.
static NodeId node_at(const Tree *tree, uint32_t offset) {
  NodeId id = NODE_ROOT + 1;
  return id - 1 + search_first(tree->nodes + id, tree->node_count - id, start, offset + 1);
}

typedef enum ScriptPlace { IN_COMMENT, IN_CODE, IN_CODE_WITH_JSX } ScriptPlace;

// What goes between the two signs of a `</script` in code at `offset`; nothing where there is none
// that means the same: in templates whose tag sees them as they are written.
static Text parting(const Tree *tree, uint32_t offset, ScriptPlace place) {
  NodeId id = node_at(tree, offset);
  NodeId around = tree->nodes[id].parent;
  switch ((int)tree_kind(tree, id)) {
  case TOKEN_LESS: return TEXT(" "); // a regular expression follows
  case NODE_REGEX_PATTERN: return TEXT("\\");
  case NODE_STRING_FRAGMENT: break;
  default: return TEXT("");
  }
  bool is_tagged = tree->nodes[around].field == FIELD_ARGUMENTS;
  bool is_attribute = place == IN_CODE_WITH_JSX &&
                      tree_kind(tree, tree->nodes[around].parent) == NODE_JSX_ATTRIBUTE;
  return is_tagged || is_attribute ? TEXT("") : TEXT("\\");
}

// Parts each `</script` from `start` up to `end`, which are a comment or none.
static void part_scripts(Arena *arena, const Tree *tree, Range range, ScriptPlace place,
                         PieceCuts *cuts) {
  Text text = text_slice(tree->source, 0, range.end);
  for (uint32_t at = range.start; (at = text_find_byte(text, '<', at)) != TEXT_NOT_FOUND; at++) {
    if (at + 1 >= text.size || !escape_ends_script(text, at + 1)) continue;
    Text between = place == IN_COMMENT ? TEXT("\\") : parting(tree, at, place);
    if (between.size) array_push(arena, &cuts->list, (PrintCut){at + 1, at + 1, between});
  }
}

static int compare_cuts(const void *a, const void *b) {
  const PrintCut *first = a, *second = b;
  return first->start < second->start ? -1 : first->start > second->start;
}

// --- The whole ---------------------------------------------------------------------------------

void piece_find_cuts(Arena *arena, const Tree *tree, const PieceOptions *options, PieceCuts *cuts) {
  uint32_t done = 0;
  *cuts = (PieceCuts){0};
  bool has_operators =
      tree->goal == SYNTAX_MODULE && text_find(tree->source, TEXT("<!--")) != TEXT_NOT_FOUND;
  bool may_end = options->is_for_page && text_find(tree->source, TEXT("</")) != TEXT_NOT_FOUND;
  ScriptPlace code = options->keeps_jsx ? IN_CODE_WITH_JSX : IN_CODE;
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    const Comment *comment = &tree->comments[i];
    Text text = text_slice(tree->source, comment->start, comment->end);
    if (has_operators) part_operators(arena, tree, done, comment->start, cuts);
    if (may_end) part_scripts(arena, tree, (Range){done, comment->start}, code, cuts);
    done = comment->end;
    bool is_collected = !options->keeps_legal_comments && legal_comment_is(text);
    if (is_collected) array_push(arena, &cuts->legal_comments, text);
    // What HTML calls a comment is none in a module.
    if (!is_collected && !names_source_map(text) && !comment->is_html) {
      if (may_end) part_scripts(arena, tree, (Range){comment->start, done}, IN_COMMENT, cuts);
      continue;
    }
    PrintCut cut = {comment->start, comment->end, left_by(tree->source, comment)};
    array_push(arena, &cuts->list, cut);
  }
  if (has_operators) part_operators(arena, tree, done, tree->source.size, cuts);
  if (may_end) part_scripts(arena, tree, (Range){done, tree->source.size}, code, cuts);
  if (cuts->list.count > 1)
    qsort(cuts->list.at, cuts->list.count, sizeof *cuts->list.at, compare_cuts);
}
