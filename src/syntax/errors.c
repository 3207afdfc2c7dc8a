// Our parser tells exactly which token it could not take, and what it had read before; then the
// question is what to say about it. A bracket, quote or comment that was never closed explains
// much, and makes all that follows doubtful: after such a message nothing more is said. Otherwise
// the text is parsed once more from the next line that looks like a statement of its own.
#include "syntax/errors.h"

#include "syntax/error_expected.h"
#include "syntax/error_forms.h"
#include "syntax/error_hints.h"
#include "syntax/error_jsx.h"
#include "syntax/error_scene.h"
#include "syntax/error_values.h"
#include "syntax/literal_check.h"
#include "syntax/name.h"

enum {
  LONGEST_SHOWN = 48,         // bytes of a token
  MOST_LOOKED_THROUGH = 65536 // bytes behind an error, for a line to go on at
};

typedef struct Report {
  const Tree *tree;
  const SourceFile *file;
  Diagnostics *diagnostics;
  const LrMends *mends;
  ErrorScene scene; // of the error that is being reported
  Diagnostic *said; // about it
} Report;

static bool report_at(Report *report);
static uint32_t find_restart(const ErrorScene *scene);
static bool parse_rest(Arena *arena, const Report *report, uint32_t from, Tree *tree, LrEnd *end);
static uint32_t skip_blanks(Text source, uint32_t at);

void errors_report(const SourceFile *file, const Tree *tree, const LrEnd *end,
                   Diagnostics *diagnostics) {
  Arena scratch = {0};
  Tree rest = *tree;
  LrEnd here = *end;
  Report report = {.tree = &rest, .file = file, .diagnostics = diagnostics, .mends = &here.mends};
  for (int count = 1; count <= ERRORS_PER_FILE; count++) {
    uint32_t at = skip_blanks(file->text, here.start);
    report.scene = error_scene(&scratch, &rest, at);
    if (!report_at(&report)) break;
    uint32_t from = find_restart(&report.scene);
    if (from == TEXT_NOT_FOUND || !parse_rest(&scratch, &report, from, &rest, &here)) break;
  }
  arena_release(&scratch);
}

// --- Where ---------------------------------------------------------------------------------------

static uint32_t skip_blanks(Text source, uint32_t at) {
  const unsigned char *text = (const unsigned char *)source.at;
  while (at < source.size) {
    uint32_t size;
    int32_t character = scanner_decode(text + at, text + source.size, &size);
    if (!scanner_is_blank(character)) break;
    at += size;
  }
  return at;
}

// Whether the node is a whole statement.
static bool is_statement(const Tree *tree, NodeId id) {
  Text kind = kind_name(tree_kind(tree, id));
  return text_ends(kind, TEXT("_statement")) || text_ends(kind, TEXT("_declaration"));
}

// Where the statement at the top that holds the error starts.
static uint32_t statement_start(const ErrorScene *scene) {
  const Tree *tree = scene->tree;
  NodeId end = scene->open.count ? scene->open.at[0].leaf : tree->node_count;
  NodeId start = NO_NODE;
  bool is_behind = true;
  tree_each_child(tree, NODE_ROOT, child) {
    if (child > end) break;
    if (is_behind) start = child;
    is_behind = is_statement(tree, child);
  }
  return start && !(is_behind && end == tree->node_count) ? tree->nodes[start].start : scene->at;
}

// Whether a word that only statements start with is at `at`.
static bool text_starts_statement(Text source, uint32_t at) {
  static const Text words[] = {TEXT("let"),    TEXT("const"),    TEXT("var"),    TEXT("if"),
                               TEXT("for"),    TEXT("while"),    TEXT("do"),     TEXT("return"),
                               TEXT("switch"), TEXT("try"),      TEXT("throw"),  TEXT("break"),
                               TEXT("import"), TEXT("continue"), TEXT("export"), TEXT("function"),
                               TEXT("class")};
  Text rest = text_slice(source, at, source.size);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    uint32_t size = words[i].size;
    if (!text_starts(rest, words[i])) continue;
    if (size == rest.size || !scanner_is_name_part((unsigned char)rest.at[size])) return true;
  }
  return false;
}

static uint32_t blanks_at(Text source, uint32_t at) {
  uint32_t end = at;
  while (end < source.size && (source.at[end] == ' ' || source.at[end] == '\t')) end++;
  return end - at;
}

// Finds the next line that starts a statement and is indented as the one that holds the error. A
// template or comment on the way could hold such a line.
static uint32_t find_restart(const ErrorScene *scene) {
  Text source = scene->source;
  uint32_t start = statement_start(scene), line = start;
  while (line > 0 && source.at[line - 1] != '\n') line--;
  uint32_t indent = start - line;
  if (blanks_at(source, line) != indent) return TEXT_NOT_FOUND;
  if (source.size - scene->at > MOST_LOOKED_THROUGH) source.size = scene->at + MOST_LOOKED_THROUGH;
  for (uint32_t at = scene->at; at < source.size;) {
    uint32_t end = text_find_byte(source, '\n', at);
    if (end == TEXT_NOT_FOUND) break;
    Text rest = text_slice(source, at, end);
    bool may_hide = text_find_byte(rest, '`', 0) != TEXT_NOT_FOUND ||
                    text_find(rest, TEXT("/*")) != TEXT_NOT_FOUND;
    if (may_hide) break;
    at = end + 1;
    if (blanks_at(source, at) == indent && text_starts_statement(source, at + indent)) return at;
  }
  return TEXT_NOT_FOUND;
}

// Parses the text from `from` on, as if there were nothing before. False where there is no error.
static bool parse_rest(Arena *arena, const Report *report, uint32_t from, Tree *tree, LrEnd *end) {
  Text source = report->file->text;
  Text rest = text_slice(source, from, source.size);
  if (lr_parse(arena, rest, tree->goal, tree, end) != LR_WRONG) return false;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    tree->nodes[id].start += from;
    tree->nodes[id].end += from;
  }
  tree->source = source;
  end->start += from;
  end->end += from;
  return true;
}

// --- What ----------------------------------------------------------------------------------------

static bool explain_text(Report *report);
static bool explain_literal(Report *report);
static bool explain_bracket(Report *report);
static bool explain_token(Report *report, const Habit *habit);
static bool blame_by_indentation(Report *report);
static void say_fault(Report *report, const FormFault *fault);

// Adds a message about the error. False if what comes after can't
// be judged.
static bool report_at(Report *report) {
  Habit habit;
  FormFault fault;
  if (jsx_find_fault(&report->scene, &fault)) {
    bool is_tag = fault.message == MESSAGE_WRONG_CLOSING_TAG;
    if (!is_tag || !blame_by_indentation(report)) say_fault(report, &fault);
    return false;
  }
  bool has_habit = hint_find_habit(&report->scene, &habit);
  if (explain_text(report)) return false;
  if (has_habit) return explain_token(report, &habit);
  bool explains_all = explain_literal(report) || explain_bracket(report);
  return !explains_all && explain_token(report, NULL);
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
  MessageId message = MESSAGE_MERGE_CONFLICT;
  if (!hint_is_conflict(&report->scene, &place)) {
    message = MESSAGE_HTML_FILE;
    if (!hint_is_html(&report->scene, &place)) message = MESSAGE_PHP_FILE;
    if (message == MESSAGE_PHP_FILE && !hint_is_php(&report->scene, &place)) return false;
  }
  say(report, message, place, TEXT(""));
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

// Whether the token is the rest of a number that is none, as in `1__0`.
static bool explain_number(Report *report) {
  const ErrorScene *scene = &report->scene;
  NodeId last = scene->last[0];
  if (!last || tree_kind(scene->tree, last) != NODE_NUMBER) return false;
  const Node *number = tree_node(scene->tree, last);
  LiteralFault fault;
  bool is_member = scene->source.at[number->end - 1] == '.' && scene->token.size &&
                   scanner_is_name_part((unsigned char)scene->token.at[0]);
  if (is_member) {
    say(report, MESSAGE_MEMBER_OF_NUMBER, place_of_token(report), scene->token);
    return true;
  }
  if (number->end != scene->at || literal_check_number(scene->source, number->start, false, &fault))
    return false;
  say(report, fault.message, place_of(report, fault.start, fault.end), fault.about);
  return true;
}

// Whether the token begins with an escape that is none, in a string or a name.
static bool explain_escape(Report *report) {
  const ErrorScene *scene = &report->scene;
  Text source = scene->source;
  uint32_t at = scene->at;
  if (at >= source.size || source.at[at] != '\\') return false;
  LiteralFault fault;
  uint32_t end = at + 1;
  while (end < source.size && scanner_is_name_part((unsigned char)source.at[end])) end++;
  bool is_good = scene->open_quote ? literal_check_escape(source, at, ESCAPES_SLOPPY, &fault)
                                   : literal_check_name(source, at, end, &fault);
  if (!is_good) say(report, fault.message, place_of(report, fault.start, fault.end), fault.about);
  return !is_good;
}

// Whether a word with an escape in it is no name, so that it can't be read as anything.
static bool is_keyword(Text word) {
  Word meant = name_word(word);
  return meant != WORD_NONE && meant != WORD_EVAL && meant != WORD_ARGUMENTS && meant != WORD_AWAIT;
}

// Whether the leaf before the error, or that before it, is a keyword that is written with an
// escape.
static bool explain_keyword(Report *report) {
  for (int i = 0; i < 2; i++) {
    Text word = scene_word(&report->scene, i);
    if (text_find_byte(word, '\\', 0) == TEXT_NOT_FOUND) continue;
    Text meant = name_value(report->diagnostics->arena, word);
    if (!is_keyword(meant)) continue;
    say(report, MESSAGE_ESCAPED_KEYWORD, place_of_leaf(report, report->scene.last[i]), meant);
    return true;
  }
  return false;
}

static bool explain_literal(Report *report) {
  const ErrorScene *scene = &report->scene;
  if (explain_number(report) || explain_escape(report) || explain_keyword(report)) return true;
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
  const Outdented *outdented = &report->scene.outdented;
  if (outdented->open && (!pair || outdented->leaf < pair->close)) {
    say_unclosed(report, outdented->open);
    note(report, MESSAGE_OUTSIDE_OF_IT, place_of_leaf(report, outdented->leaf), TEXT(""));
    return true;
  }
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

// Whether the text goes on if the bracket is closed here.
static bool may_close(const Report *report, const OpenBracket *open) {
  switch ((int)tree_kind(report->tree, open->leaf)) {
  case TOKEN_PAREN_OPEN:
    return lr_mends_have(report->mends->inserted, TOKEN_PAREN_CLOSE) ||
           lr_mends_have(report->mends->replaced, TOKEN_PAREN_CLOSE);
  case TOKEN_BRACKET_OPEN:
    return lr_mends_have(report->mends->inserted, TOKEN_BRACKET_CLOSE) ||
           lr_mends_have(report->mends->replaced, TOKEN_BRACKET_CLOSE);
  case TOKEN_BRACE_OPEN:
    return lr_mends_have(report->mends->inserted, TOKEN_BRACE_CLOSE) ||
           lr_mends_have(report->mends->replaced, TOKEN_BRACE_CLOSE);
  default: return true;
  }
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
    if (!may_close(report, innermost)) return false;
    say_wrong(report, innermost);
  }
  return true;
}

// Whether the token starts a statement, so that brackets of an expression should be closed by now.
static bool starts_statement(const ErrorScene *scene) {
  return scene->is_first_on_line && text_starts_statement(scene->source, scene->at);
}

static bool ends_line(Text source, uint32_t at) {
  while (at < source.size && (source.at[at] == ' ' || source.at[at] == '\t')) at++;
  return at >= source.size || source.at[at] == '\n' || source.at[at] == '\r';
}

// Whether the token is something that the innermost bracket should have been closed before.
static bool comes_after(const ErrorScene *scene, const OpenBracket *open) {
  NodeKind kind = tree_kind(scene->tree, open->leaf);
  bool is_end = text_is(scene->token, TEXT(";")) && ends_line(scene->source, scene->at + 1);
  if (is_end) return kind != TOKEN_BRACE_OPEN || scene_holds_list(scene, open);
  if (kind == TOKEN_BRACE_OPEN) return false;
  NodeKind head = scene_head(scene, open);
  if (head && head != TOKEN_FOR_WORD && scene_starts_operand(scene)) return true;
  return starts_statement(scene) || kind == TOKEN_TEMPLATE_OPEN ||
         (scene->is_first_on_line && scene_indent(scene) <= open->indent) ||
         text_is(scene->token, TEXT(";"));
}

static bool explain_inside(Report *report) {
  const ErrorScene *scene = &report->scene;
  const OpenBracket *innermost = scene_innermost(scene);
  if (!innermost) return false;
  if (text_is(scene->token, TEXT(";")) && lr_mends_have(report->mends->replaced, TOKEN_COMMA))
    return false;
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

// Says what is missing, if that is known.
static bool say_missing(Report *report) {
  const ErrorScene *scene = &report->scene;
  if (expected_value(scene)) {
    report->said = diag_add(report->diagnostics, MESSAGE_EXPECTED_VALUE, place_of_error(report),
                            scene_word(scene, 0), name_of_token(report));
    return true;
  }
  Expected expected = expected_find(scene, report->mends);
  if (expected.is_string) {
    say(report, MESSAGE_EXPECTED_STRING, place_of_error(report), name_of_token(report));
  } else if (expected.is_name) {
    say(report, MESSAGE_EXPECTED_NAME, place_of_error(report), name_of_token(report));
  } else if (expected.other.size) {
    report->said = diag_add(report->diagnostics, MESSAGE_EXPECTED_EITHER, place_of_error(report),
                            expected.token, expected.other, name_of_token(report));
  } else if (expected.token.size) {
    say_expected(report, expected.token);
  }
  return expected.is_name || expected.is_string || expected.token.size;
}

static void say_token(Report *report, bool is_foreign) {
  const ErrorScene *scene = &report->scene;
  Text lacking = hint_lacking(scene);
  Place place = place_of_error(report);
  if (scene->token.size && scene->token.at[0] == '\0') {
    say(report, MESSAGE_NUL_BYTE, place, TEXT(""));
  } else if (hint_is_reserved_name(scene) && !is_foreign) {
    say(report, MESSAGE_RESERVED_NAME, place, scene->token);
  } else if (!is_foreign && say_missing(report)) {
    return;
  } else if (scene->token.size == 0) {
    say(report, MESSAGE_UNEXPECTED_END, place, TEXT(""));
  } else if (lacking.size) {
    report->said =
        diag_add(report->diagnostics, MESSAGE_BELONGS_TO_NONE, place, scene->token, lacking);
  } else {
    say(report, MESSAGE_UNEXPECTED_TOKEN, place, name_of_token(report));
  }
}

// Whether a ":" stands where a value is given: `let a: 5`.
static bool is_colon_for_assign(const ErrorScene *scene) {
  if (!text_is(scene->token, TEXT(":"))) return false;
  if (scene->open.count > 0 && !form_is_class_body(scene)) return false;
  uint32_t at = skip_blanks(scene->source, scene->at + 1);
  return at < scene->source.size && strchr("0123456789\"'[{`-", scene->source.at[at]);
}

static void note_fault(Report *report, const FormFault *fault) {
  bool has_place = fault->note_end > fault->note_start;
  Place place = has_place ? place_of(report, fault->note_start, fault->note_end) : NOWHERE;
  note(report, fault->note, place, fault->note_about);
}

static void say_fault(Report *report, const FormFault *fault) {
  say(report, fault->message, place_of(report, fault->start, fault->end), fault->about);
  if (fault->has_note) note_fault(report, fault);
}

// `habit` is what the error comes from, or NULL. False where the rest of the text can't be judged:
// it is in another language.
static bool explain_token(Report *report, const Habit *habit) {
  const ErrorScene *scene = &report->scene;
  if (lr_mends_have(report->mends->replaced, TOKEN_ASSIGN) && is_colon_for_assign(scene)) {
    say_found(report, place_of_token(report), TEXT("="));
    return true;
  }
  bool is_foreign = !habit && hint_is_typescript(scene);
  FormFault fault;
  bool is_plain = !habit && !is_foreign;
  if (is_plain && (form_find_fault(scene, &fault) || value_find_fault(scene, &fault))) {
    say_fault(report, &fault);
    return true;
  }
  say_token(report, is_foreign || habit);
  FormFault hint = {0};
  if (is_plain && value_find_hint(scene, &hint)) note_fault(report, &hint);
  if (habit)
    diag_note(report->diagnostics, report->said, habit->note, NOWHERE, habit->about, habit->other);
  if (is_foreign) note(report, MESSAGE_LOOKS_LIKE_TYPESCRIPT, NOWHERE, TEXT(""));
  return !is_foreign && !habit;
}
