// Each of these looks at a few tokens before the error. They may be wrong: they only make notes.
#include "syntax/error_hints.h"

#include "syntax/error_forms.h"

#include <ctype.h>

#define IS_ANY(text, ...)                                                                          \
  is_any((text), (const Text[]){__VA_ARGS__}, sizeof((const Text[]){__VA_ARGS__}) / sizeof(Text))

static bool is_any(Text text, const Text *choices, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (text_is(text, choices[i])) return true;
  }
  return false;
}

bool hint_is_conflict(const ErrorScene *scene, Place *marker) {
  static const Text markers[] = {TEXT("<<<<<<< "), TEXT("======="), TEXT(">>>>>>> "),
                                 TEXT("||||||| ")};
  uint32_t start = scene->at;
  while (start > 0 && scene->source.at[start - 1] != '\n') start--;
  Text line = text_slice(scene->source, start, scene->source.size);
  for (size_t i = 0; i < sizeof markers / sizeof *markers; i++) {
    if (!text_starts(line, markers[i])) continue;
    marker->start = start;
    marker->end = start + 7;
    return true;
  }
  return false;
}

bool hint_is_html(const ErrorScene *scene, Place *start) {
  Text source = scene->source;
  static const Text starts[] = {TEXT("<!doctype"), TEXT("<html")};
  uint32_t at = 0;
  while (at < source.size && isspace((unsigned char)source.at[at])) at++;
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    uint32_t same = 0;
    while (same < starts[i].size && at + same < source.size &&
           tolower((unsigned char)source.at[at + same]) == starts[i].at[same])
      same++;
    if (same != starts[i].size) continue;
    start->start = at;
    start->end = at + same;
    return true;
  }
  return false;
}

bool hint_is_php(const ErrorScene *scene, Place *start) {
  if (!text_starts(scene->source, TEXT("<?php"))) return false;
  start->start = 0;
  start->end = TEXT("<?php").size;
  return true;
}

Text hint_lacking(const ErrorScene *scene) {
  if (text_is(scene->token, TEXT("else"))) return TEXT("if");
  if (IS_ANY(scene->token, TEXT("catch"), TEXT("finally"))) return TEXT("try");
  return text_is(scene->token, TEXT("case")) ? TEXT("switch") : TEXT("");
}

// --- Habits --------------------------------------------------------------------------------------

// What to write in place of a character that word processors make; empty for others.
static Text plain_character(Text token) {
  static const Text dashes[] = {TEXT("–"), TEXT("—"), TEXT("−")};
  static const Text quotes[] = {TEXT("“"), TEXT("”"), TEXT("‘"), TEXT("’"), TEXT("„")};
  for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
    if (text_starts(token, dashes[i])) return TEXT("\"-\"");
  }
  for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++) {
    if (text_starts(token, quotes[i])) return TEXT("a plain quote");
  }
  return TEXT("");
}

// `{ "a": 1 }` as the whole file.
static bool is_json(const ErrorScene *scene) {
  const OpenBracket *innermost = scene_innermost(scene);
  if (!text_is(scene->token, TEXT(":")) || !innermost || scene->open.count > 1) return false;
  return text_is(scene_word(scene, 0), TEXT("\"")) && innermost->before == NO_NODE;
}

static bool is_entity(const ErrorScene *scene) {
  bool is_named = IS_ANY(scene_word(scene, 0), TEXT("lt"), TEXT("gt"), TEXT("amp"), TEXT("quot"),
                         TEXT("nbsp"), TEXT("apos"));
  return is_named && text_is(scene->token, TEXT(";")) &&
         IS_ANY(scene_word(scene, 1), TEXT("&"), TEXT("&&"));
}

// Where a word of another language stands when the error is met.
typedef enum HabitPlace { HABIT_BEFORE, HABIT_HERE, HABIT_LINE } HabitPlace;

// Whether the line of the error, or what is behind its last `}`, starts with the word, and the
// token is a `{`.
static bool starts_line(const ErrorScene *scene, Text word) {
  if (!text_is(scene->token, TEXT("{"))) return false;
  uint32_t at = scene->at;
  while (at > 0 && !strchr("\n}", scene->source.at[at - 1])) at--;
  while (at < scene->at && strchr(" \t", scene->source.at[at])) at++;
  Text line = text_slice(scene->source, at, scene->at);
  return text_starts(line, word) && line.size > word.size && strchr(" (", line.at[word.size]);
}

static bool has_habit(const ErrorScene *scene, HabitPlace place, Text word) {
  Text token = scene->token;
  bool is_on_line = !scene->is_first_on_line;
  bool starts = token.size && (scene_is_word(token) || strchr("\"'`", token.at[0]));
  switch (place) {
  case HABIT_BEFORE:
    return is_on_line && starts && text_is(scene_word(scene, 0), word) &&
           !text_is(scene_word(scene, 1), TEXT("."));
  case HABIT_HERE: return is_on_line && text_is(token, word) && scene_ends_operand(scene);
  case HABIT_LINE: return starts_line(scene, word);
  }
  return false;
}

// A word of another language.
static bool find_word(const ErrorScene *scene, Habit *habit) {
  static const struct {
    HabitPlace place;
    Text word, other;
  } rows[] = {
#define HABIT(PLACE, word, other) {HABIT_##PLACE, TEXT(word), TEXT(other)},
#include "syntax/error_habits.def"
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (!has_habit(scene, rows[i].place, rows[i].word)) continue;
    *habit = (Habit){MESSAGE_WORD_IS_OTHER, rows[i].word, rows[i].other};
    return true;
  }
  return false;
}

// `for each (…)`
static bool is_for_each(const ErrorScene *scene) {
  return scene_kind(scene, 0) == TOKEN_FOR_WORD && text_is(scene->token, TEXT("each"));
}

bool hint_find_habit(const ErrorScene *scene, Habit *habit) {
  Text token = scene->token, plain = plain_character(token);
  bool is_dash = text_is(scene_word(scene, 0), TEXT("-")) && text_is(token, TEXT(">"));
  bool is_arrow = text_starts(text_slice(scene->source, scene->at, scene->source.size), TEXT("->"));
  *habit = (Habit){.about = plain};
  if (plain.size)
    habit->note = MESSAGE_TYPOGRAPHIC;
  else if (is_json(scene))
    habit->note = MESSAGE_LOOKS_LIKE_JSON;
  else if (is_entity(scene))
    habit->note = MESSAGE_HTML_ENTITY;
  else if (text_is(token, TEXT("#")) && (scene->is_first_on_line || scene->at == 0))
    habit->note = MESSAGE_HASH_COMMENT;
  else if (is_dash || is_arrow)
    habit->note = MESSAGE_THIN_ARROW;
  else if (is_for_each(scene))
    *habit = (Habit){MESSAGE_WORD_IS_OTHER, TEXT("for each"), TEXT("for (… of …)")};
  else
    return find_word(scene, habit);
  return true;
}

// --- TypeScript ----------------------------------------------------------------------------------

// `x: T`, `x?: T` or `f(): T`, as opposed to a label, a key or a case.
static bool is_annotation(const ErrorScene *scene) {
  if (!text_is(scene->token, TEXT(":"))) return false;
  Text name = scene_word(scene, 0), before = scene_word(scene, 1);
  const OpenBracket *innermost = scene_innermost(scene);
  if (text_is(name, TEXT("?")))
    return innermost && tree_kind(scene->tree, innermost->leaf) != TOKEN_BRACKET_OPEN;
  if (text_is(name, TEXT(")"))) return true;
  NodeKind open = innermost ? tree_kind(scene->tree, innermost->leaf) : NODE_NONE;
  return open == TOKEN_PAREN_OPEN || (open == TOKEN_BRACKET_OPEN && scene_is_word(name)) ||
         IS_ANY(before, TEXT("let"), TEXT("const"), TEXT("var"));
}

// `f(a?)`, `new A<B, C>()`, `import a = require("b")`
static bool is_typed_form(const ErrorScene *scene) {
  Text token = scene->token, last = scene_word(scene, 0);
  uint32_t behind = scene->at + token.size;
  bool is_called = behind < scene->source.size && scene->source.at[behind] == '(';
  if (IS_ANY(token, TEXT(")"), TEXT(",")) && text_is(last, TEXT("?"))) return true;
  if (text_is(token, TEXT(">")) && is_called && scene_is_word(last)) return true;
  return text_is(token, TEXT("=")) && text_is(scene_word(scene, 1), TEXT("import"));
}

bool hint_is_typescript(const ErrorScene *scene) {
  Text token = scene->token, last = scene_word(scene, 0), before = scene_word(scene, 1);
  if (is_annotation(scene) || is_typed_form(scene)) return true;
  bool declares =
      IS_ANY(last, TEXT("interface"), TEXT("type"), TEXT("enum"), TEXT("namespace"),
             TEXT("declare"), TEXT("abstract"), TEXT("private"), TEXT("public"), TEXT("protected"),
             TEXT("readonly"), TEXT("override"), TEXT("as"), TEXT("satisfies"));
  if (declares && !scene->is_first_on_line && (scene_is_word(token) || text_is(token, TEXT("{"))))
    return true;
  if (text_is(last, TEXT("export")) && IS_ANY(token, TEXT("interface"), TEXT("type"), TEXT("enum"),
                                              TEXT("namespace"), TEXT("declare"), TEXT("abstract")))
    return true;
  if (IS_ANY(token, TEXT("as"), TEXT("satisfies")) && scene_ends_operand(scene)) return true;
  if (text_is(token, TEXT("implements"))) return true;
  if (text_is(token, TEXT("?")) && form_is_class_body(scene)) return true;
  if (text_is(token, TEXT("!")) && scene_ends_operand(scene)) return true;
  return text_is(token, TEXT("<")) && IS_ANY(before, TEXT("function"), TEXT("class"));
}

bool hint_is_reserved_name(const ErrorScene *scene) {
  bool wants_name = IS_ANY(scene_word(scene, 0), TEXT("let"), TEXT("const"), TEXT("var"),
                           TEXT("function"), TEXT("class"));
  return wants_name &&
         IS_ANY(scene->token, TEXT("break"), TEXT("case"), TEXT("catch"), TEXT("class"),
                TEXT("const"), TEXT("continue"), TEXT("debugger"), TEXT("default"), TEXT("delete"),
                TEXT("do"), TEXT("else"), TEXT("enum"), TEXT("export"), TEXT("extends"),
                TEXT("false"), TEXT("finally"), TEXT("for"), TEXT("function"), TEXT("if"),
                TEXT("import"), TEXT("in"), TEXT("instanceof"), TEXT("new"), TEXT("null"),
                TEXT("return"), TEXT("super"), TEXT("switch"), TEXT("this"), TEXT("throw"),
                TEXT("true"), TEXT("try"), TEXT("typeof"), TEXT("var"), TEXT("void"), TEXT("while"),
                TEXT("with"));
}
