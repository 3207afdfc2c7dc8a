// The first error is found exactly (see detect.h); then the question is what to say about it. A
// bracket, quote or comment that was never closed explains much, and makes all that follows
// doubtful: after such a message nothing more is said. Otherwise later statements that lie apart
// from the error are looked at one by one, each as if it were the whole text.
#include "syntax/errors.h"

#include "syntax/detect.h"
#include "syntax/error_hints.h"
#include "syntax/error_scene.h"

enum {
  STATEMENTS_TRIED = 8, // beyond the first error; each is parsed once more
  NODES_TRIED = 1000,   // for each, the way up is walked
  LONGEST_SHOWN = 48,   // bytes of a token
};

typedef struct Report {
  const Tree *tree;
  const SourceFile *file;
  Diagnostics *diagnostics;
  ErrorScene scene; // of the error that is being reported
  Diagnostic *said; // about it
} Report;

static uint32_t first_error(const Tree *tree);
static bool report_at(Report *report, NodeId from, uint32_t at);
static bool find_next(const Tree *tree, NodeId *statement, uint32_t *at);

void errors_report(const Tree *tree, const SourceFile *file, Diagnostics *diagnostics) {
  Report report = {.tree = tree, .file = file, .diagnostics = diagnostics};
  NodeId from = NODE_ROOT;
  uint32_t at = first_error(tree);
  for (int count = 1; report_at(&report, from, at) && count < ERRORS_PER_FILE; count++) {
    if (!find_next(tree, &from, &at)) break;
  }
}

// --- Where ---------------------------------------------------------------------------------------

static bool is_wrong(const Tree *tree, NodeId id) {
  return tree_kind(tree, id) == NODE_ERROR || (tree->nodes[id].flags & NODE_MISSING);
}

// The error in the statement at the top that holds the first wrong node; that node where the
// statement itself is too large.
static uint32_t first_error_of_many(const Tree *tree) {
  NodeId wrong = NODE_ROOT;
  while (wrong < tree->node_count && !is_wrong(tree, wrong)) wrong++;
  if (wrong == tree->node_count) return tree->source.size;
  NodeId top = wrong;
  while (top != NODE_ROOT && tree->nodes[top].parent != NODE_ROOT) top = tree->nodes[top].parent;
  const Node *node = &tree->nodes[top];
  uint32_t offset = detect_error(text_slice(tree->source, node->start, node->end));
  return offset == TEXT_NOT_FOUND ? tree->nodes[wrong].start : node->start + offset;
}

static uint32_t first_error(const Tree *tree) {
  uint32_t at = detect_error(tree->source);
  return at == TEXT_NOT_FOUND ? first_error_of_many(tree) : at;
}

static bool starts_line(Text source, uint32_t at) {
  while (at > 0 && (source.at[at - 1] == ' ' || source.at[at - 1] == '\t')) at--;
  return at == 0 || source.at[at - 1] == '\n' || source.at[at - 1] == '\r';
}

// Whether there is a bracket that may close one before the statement.
static bool closes_bracket(Text source, uint32_t at) {
  return at < source.size && memchr(")]}", source.at[at], 3) != NULL;
}

// The statement that `id` is in, if that statement lies behind `at` in a sound block.
static NodeId statement_behind(const Tree *tree, NodeId id, uint32_t at) {
  NodeId statement = id;
  for (; statement != NODE_ROOT; statement = tree->nodes[statement].parent) {
    NodeKind around = tree_kind(tree, tree->nodes[statement].parent);
    if (around == NODE_PROGRAM || around == NODE_STATEMENT_BLOCK) break;
  }
  if (statement == NODE_ROOT || tree->nodes[statement].start <= at) return NO_NODE;
  if (!starts_line(tree->source, tree->nodes[statement].start)) return NO_NODE;
  for (NodeId up = tree->nodes[statement].parent; up != NODE_ROOT; up = tree->nodes[up].parent) {
    if (tree_kind(tree, up) == NODE_ERROR) return NO_NODE;
  }
  return statement;
}

// The start of the first leaf behind `statement`.
static uint32_t start_behind(const Tree *tree, NodeId statement) {
  NodeId after = tree->nodes[statement].after;
  return after < tree->node_count ? tree->nodes[after].start : tree->source.size;
}

// Finds an error behind `*at` that the one there has not caused, and the statement that it is in.
static bool find_next(const Tree *tree, NodeId *statement, uint32_t *at) {
  uint32_t last = *at;
  int tries = 0, nodes = 0;
  for (NodeId id = *statement; id < tree->node_count && tries < STATEMENTS_TRIED; id++) {
    if (!is_wrong(tree, id) || tree->nodes[id].start <= last) continue;
    if (++nodes > NODES_TRIED) break;
    NodeId found = statement_behind(tree, id, last);
    if (!found) continue;
    tries++;
    const Node *node = &tree->nodes[found];
    uint32_t offset = detect_error(text_slice(tree->source, node->start, node->end));
    last = node->end;
    bool belongs = offset != TEXT_NOT_FOUND && offset > 0; // else to a statement that is lost
    if (!belongs) continue;
    *statement = found;
    *at = node->start + offset < node->end ? node->start + offset : start_behind(tree, found);
    if (!closes_bracket(tree->source, *at)) return true;
  }
  return false;
}

// --- What ----------------------------------------------------------------------------------------

static bool explain_text(Report *report);
static bool explain_literal(Report *report);
static bool explain_bracket(Report *report);
static void explain_token(Report *report);

// Adds a message about the error at `at`, in the statement `from`. False if what comes after can't
// be judged.
static bool report_at(Report *report, NodeId from, uint32_t at) {
  Arena scratch = {0};
  report->scene = error_scene(&scratch, report->tree, from, at);
  bool explains_all = explain_text(report) || explain_literal(report) || explain_bracket(report);
  if (!explains_all) explain_token(report);
  arena_release(&scratch);
  return !explains_all;
}

static Place place_of(const Report *report, uint32_t start, uint32_t end) {
  return (Place){report->file, start, end, {0}};
}

static Place place_of_leaf(const Report *report, NodeId leaf) {
  const Node *node = &report->tree->nodes[leaf];
  return place_of(report, node->start, node->end);
}

static Place place_of_token(const Report *report) {
  return place_of(report, report->scene.at, report->scene.at + report->scene.token.size);
}

static void say(Report *report, MessageId id, Place place, Text about) {
  report->said = diag_add(report->diagnostics, id, place, about);
}

static void note(Report *report, MessageId id, Place place, Text a) {
  diag_note(report->diagnostics, report->said, id, place, a);
}

// Where the token stands, or, at the end of the file, behind the last one before it.
static Place place_of_error(const Report *report) {
  const ErrorScene *scene = &report->scene;
  if (scene->token.size || !scene->last[0]) return place_of_token(report);
  uint32_t end = scene->tree->nodes[scene->last[0]].end;
  return place_of(report, end, end);
}

// The token as it is named in a message: "x" or end of file.
static Text name_of_token(const Report *report) {
  Text token = report->scene.token;
  Arena *arena = report->diagnostics->arena;
  if (token.size == 0) return TEXT("end of file");
  if (token.size > LONGEST_SHOWN) {
    return text_format(arena, "\"%.*s...\"", LONGEST_SHOWN, token.at);
  }
  if (token.at[0] == '"') return text_concat(arena, TEXT("string "), token);
  return text_concat(arena, TEXT("\""), token, TEXT("\""));
}

// --- A text that is something else ---------------------------------------------------------------

static bool explain_text(Report *report) {
  Place place = {.file = report->file};
  bool is_conflict = hint_is_conflict(&report->scene, &place);
  if (!is_conflict && !hint_is_html(&report->scene, &place)) return false;
  say(report, is_conflict ? MESSAGE_MERGE_CONFLICT : MESSAGE_HTML_FILE, place, TEXT(""));
  return true;
}

// --- Literals and comments that don't end --------------------------------------------------------

static void say_unterminated(Report *report, NodeId leaf, Text what) {
  uint32_t start = report->tree->nodes[leaf].start;
  uint32_t end = text_find_byte(report->scene.source, '\n', start);
  if (end == TEXT_NOT_FOUND) end = report->scene.source.size;
  if (end > start && report->scene.source.at[end - 1] == '\r') end--;
  say(report, MESSAGE_UNTERMINATED, place_of(report, start, end), what);
}

// Whether the string that is the nearest leaves before the error was closed inside of a word, as in
// 'it's'.
static bool is_quote_in_word(const Report *report) {
  const ErrorScene *scene = &report->scene;
  if (!scene->last[0] || !scene_starts_operand(scene)) return false;
  NodeKind kind = tree_kind(scene->tree, scene->last[0]);
  return (kind == TOKEN_SINGLE_QUOTE || kind == TOKEN_DOUBLE_QUOTE) &&
         scene->tree->nodes[scene->last[0]].end == scene->at;
}

static bool explain_literal(Report *report) {
  const ErrorScene *scene = &report->scene;
  const OpenBracket *innermost = scene_innermost(scene);
  if (scene->open_comment) {
    say_unterminated(report, scene->open_comment, TEXT("comment"));
  } else if (scene->open_quote) {
    say_unterminated(report, scene->open_quote, TEXT("string"));
  } else if (scene->open_regex) {
    say_unterminated(report, scene->open_regex, TEXT("regular expression"));
  } else if (innermost && tree_kind(scene->tree, innermost->leaf) == TOKEN_BACKTICK) {
    say_unterminated(report, innermost->leaf, TEXT("template"));
  } else if (is_quote_in_word(report)) {
    say(report, MESSAGE_UNEXPECTED_TOKEN, place_of_error(report), name_of_token(report));
    note(report, MESSAGE_QUOTE_IN_STRING, place_of_leaf(report, scene->last[0]),
         scene_word(scene, 0));
  } else {
    return false;
  }
  return true;
}

// --- Brackets that don't pair --------------------------------------------------------------------

static Text closer_of(const Report *report, NodeId open) {
  const Tree *tree = report->tree;
  NodeKind kind = tree_kind(tree, open);
  if (kind == TOKEN_LESS) {
    NodeId name = tree_child(tree, tree->nodes[open].parent, FIELD_NAME);
    Text text = name ? tree_text(tree, name) : TEXT("");
    return text_concat(report->diagnostics->arena, TEXT("</"), text, TEXT(">"));
  }
  if (kind == TOKEN_PAREN_OPEN) return TEXT(")");
  return kind == TOKEN_BRACKET_OPEN ? TEXT("]") : TEXT("}");
}

// The opening bracket as it is shown; of a JSX element, its whole tag.
static NodeId shown_opener(const Tree *tree, NodeId open) {
  NodeId tag = tree->nodes[open].parent;
  bool is_short = tree->nodes[tag].end - tree->nodes[tag].start <= LONGEST_SHOWN;
  return tree_kind(tree, open) == TOKEN_LESS && is_short ? tag : open;
}

static bool is_closer(Text token) {
  return text_is(token, TEXT(")")) || text_is(token, TEXT("]")) || text_is(token, TEXT("}"));
}

static void say_unclosed(Report *report, NodeId open) {
  const Tree *tree = report->tree;
  NodeId shown = shown_opener(tree, open);
  say(report, MESSAGE_UNCLOSED_BRACKET, place_of_leaf(report, shown), tree_text(tree, shown));
}

// The bracket that indentation blames, if it does.
static bool blame_by_indentation(Report *report) {
  Arena scratch = {0};
  const OddPair *pair = scene_find_unclosed(&scratch, &report->scene);
  arena_release(&scratch);
  if (!pair) return false;
  say_unclosed(report, pair->open);
  note(report, MESSAGE_CLOSES_ANOTHER, place_of_leaf(report, pair->close),
       tree_text(report->tree, pair->close));
  return true;
}

static bool explain_end(Report *report);
static void say_extra(Report *report, const OddPair *extra);
static bool explain_closer(Report *report);
static bool explain_inside(Report *report);

static bool explain_bracket(Report *report) {
  if (report->scene.token.size == 0) return explain_end(report);
  if (scene_follows_extra(&report->scene)) {
    say_extra(report, scene_find_extra(&report->scene));
    return true;
  }
  return is_closer(report->scene.token) ? explain_closer(report) : explain_inside(report);
}

// The file ends inside of brackets.
static bool explain_end(Report *report) {
  const OpenBracket *innermost = scene_innermost(&report->scene);
  if (!innermost) return false;
  if (!blame_by_indentation(report)) say_unclosed(report, innermost->leaf);
  return true;
}

static void say_found(Report *report, Place place, Text expected) {
  report->said =
      diag_add(report->diagnostics, MESSAGE_EXPECTED_TOKEN, place, expected, name_of_token(report));
}

// Says that `expected` is missing: at the end of the line before, if the token starts a line.
static void say_expected(Report *report, Text expected) {
  const ErrorScene *scene = &report->scene;
  Place place = place_of_error(report);
  if (scene->is_first_on_line && scene->last[0]) {
    place.start = place.end = scene->tree->nodes[scene->last[0]].end;
    place.suggestion = expected;
  }
  say_found(report, place, expected);
}

static void say_wrong(Report *report, const OpenBracket *open) {
  NodeId shown = shown_opener(report->tree, open->leaf);
  Text closer = closer_of(report, open->leaf);
  if (is_closer(report->scene.token)) {
    say_found(report, place_of_token(report), closer);
  } else {
    say_expected(report, closer);
  }
  note(report, MESSAGE_OPENED_HERE, place_of_leaf(report, shown), tree_text(report->tree, shown));
}

static void say_extra(Report *report, const OddPair *extra) {
  Text text = tree_text(report->tree, extra->close);
  say(report, MESSAGE_EXTRA_BRACKET, place_of_leaf(report, extra->close), text);
  note(report, MESSAGE_FAILS_HERE, place_of_token(report), TEXT(""));
}

static bool explain_closer(Report *report) {
  const ErrorScene *scene = &report->scene;
  const OpenBracket *innermost = scene_innermost(scene);
  const OddPair *extra = scene_find_extra(scene);
  if (!innermost && extra) {
    say_extra(report, extra);
  } else if (!innermost) {
    say(report, MESSAGE_UNOPENED_BRACKET, place_of_token(report), scene->token);
  } else if (text_is(closer_of(report, innermost->leaf), scene->token)) {
    return false;
  } else if (!blame_by_indentation(report)) {
    say_wrong(report, innermost);
  }
  return true;
}

// Whether the token starts a statement, so that brackets of an expression should be closed by now.
static bool starts_statement(const ErrorScene *scene) {
  static const Text words[] = {TEXT("let"),    TEXT("const"),    TEXT("var"),    TEXT("if"),
                               TEXT("for"),    TEXT("while"),    TEXT("do"),     TEXT("return"),
                               TEXT("switch"), TEXT("try"),      TEXT("throw"),  TEXT("break"),
                               TEXT("import"), TEXT("continue"), TEXT("export"), TEXT("function"),
                               TEXT("class")};
  if (!scene->is_first_on_line) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (text_is(scene->token, words[i])) return true;
  }
  return false;
}

// The word before an open "(" that belongs to a statement: if, while, for, …
static NodeKind head_of(const ErrorScene *scene, const OpenBracket *open) {
  if (!open->before || tree_kind(scene->tree, open->leaf) != TOKEN_PAREN_OPEN) return NODE_NONE;
  NodeKind kind = tree_kind(scene->tree, open->before);
  bool is_head = kind == TOKEN_IF_WORD || kind == TOKEN_WHILE_WORD || kind == TOKEN_FOR_WORD ||
                 kind == TOKEN_SWITCH_WORD || kind == TOKEN_CATCH_WORD || kind == TOKEN_WITH_WORD;
  return is_head ? kind : NODE_NONE;
}

// Whether the innermost bracket holds a list with commas.
static bool holds_list(const ErrorScene *scene, const OpenBracket *open) {
  NodeKind kind = tree_kind(scene->tree, open->leaf);
  if (kind == TOKEN_BRACKET_OPEN || kind == TOKEN_PAREN_OPEN) return !head_of(scene, open);
  if (kind != TOKEN_BRACE_OPEN || !open->before) return false;
  NodeKind before = tree_kind(scene->tree, open->before);
  return before == TOKEN_ASSIGN || before == TOKEN_PAREN_OPEN || before == TOKEN_BRACKET_OPEN ||
         before == TOKEN_COMMA || before == TOKEN_COLON || before == TOKEN_RETURN_WORD ||
         before == TOKEN_IMPORT_WORD || before == TOKEN_EXPORT_WORD || before == TOKEN_QUESTION ||
         before == TOKEN_LET_WORD || before == TOKEN_CONST_WORD || before == TOKEN_VAR_WORD;
}

static bool ends_line(Text source, uint32_t at) {
  while (at < source.size && (source.at[at] == ' ' || source.at[at] == '\t')) at++;
  return at >= source.size || source.at[at] == '\n' || source.at[at] == '\r';
}

// Whether the token is something that the innermost bracket should have been closed before.
static bool comes_after(const ErrorScene *scene, const OpenBracket *open) {
  NodeKind kind = tree_kind(scene->tree, open->leaf);
  bool is_end = text_is(scene->token, TEXT(";")) && ends_line(scene->source, scene->at + 1);
  if (is_end) return kind != TOKEN_BRACE_OPEN || holds_list(scene, open);
  if (kind == TOKEN_BRACE_OPEN) return false;
  NodeKind head = head_of(scene, open);
  if (head && head != TOKEN_FOR_WORD && scene_starts_operand(scene)) return true;
  return starts_statement(scene) || kind == TOKEN_TEMPLATE_OPEN ||
         (scene->is_first_on_line && scene_indent(scene) <= open->indent) ||
         text_is(scene->token, TEXT(";"));
}

static bool explain_inside(Report *report) {
  const ErrorScene *scene = &report->scene;
  const OpenBracket *innermost = scene_innermost(scene);
  if (!innermost) return false;
  bool in_braces = tree_kind(scene->tree, innermost->leaf) == TOKEN_BRACE_OPEN;
  bool fails_late = starts_statement(scene) || text_is(scene->token, TEXT("{"));
  if (in_braces && fails_late && blame_by_indentation(report)) return true;
  const OddPair *extra = scene_find_extra(scene);
  if (!in_braces && starts_statement(scene) && extra) {
    say_extra(report, extra);
    return true;
  }
  if (!comes_after(scene, innermost) || !scene_ends_operand(scene)) return false;
  say_wrong(report, innermost);
  return true;
}

// --- A token that doesn't belong -----------------------------------------------------------------

static Text expected_here(const Report *report);

static void explain_token(Report *report) {
  const ErrorScene *scene = &report->scene;
  Text expected = expected_here(report);
  if (hint_is_reserved_name(scene)) {
    say(report, MESSAGE_RESERVED_NAME, place_of_error(report), scene->token);
  } else if (scene->token.size == 0) {
    say(report, MESSAGE_UNEXPECTED_END, place_of_error(report), TEXT(""));
  } else if (expected.size) {
    say_expected(report, expected);
  } else {
    say(report, MESSAGE_UNEXPECTED_TOKEN, place_of_error(report), name_of_token(report));
  }
  if (hint_is_typescript(scene)) note(report, MESSAGE_LOOKS_LIKE_TYPESCRIPT, NOWHERE, TEXT(""));
}

// What recovery made up right before the error, if it is a token with a text.
static Text made_up(const ErrorScene *scene) {
  uint32_t from = scene->last[0] ? scene->tree->nodes[scene->last[0]].end : 0;
  NodeId id = scene->last[0] ? scene->last[0] + 1 : NODE_ROOT;
  for (; id < scene->tree->node_count && scene->tree->nodes[id].start <= scene->at; id++) {
    const Node *node = &scene->tree->nodes[id];
    if (!(node->flags & NODE_MISSING) || node->start < from) continue;
    return kind_is_named(node->kind) ? TEXT("") : kind_name(node->kind);
  }
  return TEXT("");
}

static bool wants_paren(const ErrorScene *scene) {
  static const NodeKind words[] = {TOKEN_IF_WORD, TOKEN_WHILE_WORD, TOKEN_SWITCH_WORD,
                                   TOKEN_FOR_WORD, TOKEN_WITH_WORD};
  for (size_t i = 0; scene->last[0] && i < sizeof words / sizeof *words; i++) {
    if (tree_kind(scene->tree, scene->last[0]) == words[i]) return true;
  }
  return text_is(scene_word(scene, 1), TEXT("function")) && text_is(scene->token, TEXT("{"));
}

// Whether a module's name should follow: the line imports or exports.
static bool wants_from(const ErrorScene *scene) {
  if (!scene->line_start || !scene_ends_operand(scene)) return false;
  NodeKind start = tree_kind(scene->tree, scene->line_start);
  if (start != TOKEN_IMPORT_WORD && start != TOKEN_EXPORT_WORD) return false;
  bool is_string = scene->token.at[0] == '"' || scene->token.at[0] == '\'';
  return is_string || text_is(scene_word(scene, 1), TEXT("import"));
}

// The one token that would mend the text, or an empty text.
static Text expected_here(const Report *report) {
  const ErrorScene *scene = &report->scene;
  const OpenBracket *innermost = scene_innermost(scene);
  if (wants_paren(scene)) return TEXT("(");
  bool meets = scene_ends_operand(scene) &&
               (scene_starts_operand(scene) || text_is(scene->token, TEXT(";")));
  if (meets && wants_from(scene)) return TEXT("from");
  if (meets && text_is(scene_word(scene, 1), TEXT("case"))) return TEXT(":");
  if (meets && innermost && holds_list(scene, innermost)) return TEXT(",");
  if (meets && innermost && head_of(scene, innermost) == TOKEN_FOR_WORD) return TEXT(";");
  Text mended = made_up(scene);
  if (mended.size && !text_is(mended, scene->token)) return mended;
  bool is_statement = !innermost || tree_kind(scene->tree, innermost->leaf) == TOKEN_BRACE_OPEN;
  bool may_end = is_statement && !text_is(scene_word(scene, 0), TEXT("class"));
  bool is_end = text_is(scene->token, TEXT(";"));
  return meets && may_end && !is_end && !scene->is_first_on_line ? TEXT(";") : TEXT("");
}
