// The type is read while the value is looked at: once to check, and, where it fits, once to fill in
// defaults. Types are a line long, and options are read once for a configuration, so that nothing
// is kept of them.
#include "rules/options.h"
#include "base/array.h"
#include "base/pattern.h"
#include "base/suggest.h"
#include "rules/selector.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>

typedef Array(const Json *) Values;

typedef struct Reader {
  Arena *arena;
  Text type;
  uint32_t at; // in the type
  uint32_t depth;
  OptionsProblem *problem; // of the value that got furthest, or NULL: only asked whether it fits
} Reader;

static bool read_type(Reader *reader, const Json *value, const Json **filled);

// ---- The type's text

static void skip_spaces(Reader *reader) {
  while (reader->at < reader->type.size && reader->type.at[reader->at] == ' ') ++reader->at;
}

static bool takes(Reader *reader, const char *mark) {
  skip_spaces(reader);
  Text rest = text_slice(reader->type, reader->at, reader->type.size);
  if (!text_starts(rest, text_of(mark))) return false;
  reader->at += (uint32_t)strlen(mark);
  return true;
}

static bool next_is(Reader *reader, const char *mark) {
  uint32_t at = reader->at;
  bool is = takes(reader, mark);
  reader->at = at;
  return is;
}

static Text take_word(Reader *reader) {
  skip_spaces(reader);
  uint32_t start = reader->at;
  if (takes(reader, "'")) {
    while (reader->type.at[reader->at] != '\'') ++reader->at;
    return text_slice(reader->type, start + 1, reader->at++);
  }
  while (reader->at < reader->type.size) {
    char byte = reader->type.at[reader->at];
    if (!isalnum((unsigned char)byte) && byte != '_' && byte != '$' && byte != '-') break;
    ++reader->at;
  }
  return text_slice(reader->type, start, reader->at);
}

// The text of a default: up to what ends it, brackets and strings passed over.
static Text take_default(Reader *reader) {
  skip_spaces(reader);
  uint32_t start = reader->at, depth = 0;
  for (; reader->at < reader->type.size; ++reader->at) {
    char byte = reader->type.at[reader->at];
    if (byte == '"') {
      reader->at = text_string_end(reader->type, reader->at) - 1;
      continue;
    }
    if (depth == 0 && (byte == ',' || byte == '}' || byte == ')')) break;
    if (byte == '[' || byte == '{') ++depth;
    if (byte == ']' || byte == '}') --depth;
  }
  uint32_t end = reader->at;
  while (end > start && reader->type.at[end - 1] == ' ') --end;
  return text_slice(reader->type, start, end);
}

static const Json *default_value(Reader *reader, Text key) {
  Text text = take_default(reader);
  uint32_t error;
  Json *made = json_read(reader->arena, text, &error);
  if (!made) {
    made = arena_new(reader->arena, Json, 1);
    *made = (Json){.kind = JSON_STRING, .text = text};
  }
  made->key = key;
  return made;
}

// ---- Values

// Remembers that `value` does not fit, unless something before did not. Always false.
static bool refuse(Reader *reader, const Json *value, uint32_t type_start) {
  bool is_first =
      reader->problem && !reader->problem->expected.size && !reader->problem->unknown.size;
  if (is_first) {
    reader->problem->at = value;
    reader->problem->expected = text_slice(reader->type, type_start, reader->at);
  }
  return false;
}

static Json *copy_of(Reader *reader, const Json *value) {
  Json *copy = arena_new(reader->arena, Json, 1);
  *copy = *value;
  copy->next = NULL;
  return copy;
}

static bool read_field(Reader *reader, Text key, const Json *value, const Json **field) {
  *field = NULL;
  if (!read_type(reader, value, field)) return false;
  if (takes(reader, "=")) {
    const Json *otherwise = default_value(reader, key);
    if (!*field) *field = otherwise;
  }
  return true;
}

static bool is_known(const Values *known, Text key) {
  for (uint32_t i = 0; i < known->count; i++) {
    if (text_is(known->at[i]->key, key)) return true;
  }
  return false;
}

// Adds a field to the object that is made, under its key.
static void add_field(Reader *reader, Json ***end, Text key, const Json *value) {
  Json *copy = copy_of(reader, value);
  copy->key = key;
  **end = copy;
  *end = &copy->next;
}

static void refuse_key(Reader *reader, const Json *member, const Values *known, uint32_t start) {
  if (!reader->problem || reader->problem->expected.size) return;
  refuse(reader, member, start);
  reader->problem->unknown = member->key;
  Suggestion similar = {0};
  for (uint32_t i = 0; i < known->count; i++)
    suggest_consider(&similar, member->key, known->at[i]->key);
  reader->problem->similar = similar.name;
}

// The members that no field has named: all of the type behind `*`, or none at all.
static bool read_others(Reader *reader, const Json *value, const Values *known, Json ***end) {
  bool takes_any = takes(reader, "*");
  if (takes_any) takes(reader, ":");
  uint32_t type_start = reader->at;
  bool fits = true;
  for (const Json *member = value ? value->first_child : NULL; member; member = member->next) {
    if (is_known(known, member->key)) continue;
    const Json *filled;
    reader->at = type_start;
    if (!takes_any) refuse_key(reader, member, known, type_start);
    fits = takes_any && read_type(reader, member, &filled) && fits;
    if (fits) add_field(reader, end, member->key, filled);
  }
  if (takes_any) {
    const Json *unused;
    reader->at = type_start;
    read_type(reader, NULL, &unused);
  }
  return fits;
}

static bool read_object(Reader *reader, const Json *value, const Json **filled) {
  uint32_t start = reader->at;
  bool is_object = value && value->kind == JSON_OBJECT, fits = !value || is_object;
  const Json *given = is_object ? value : NULL;
  Json *made = arena_new(reader->arena, Json, 1);
  *made = (Json){.kind = JSON_OBJECT, .key = value ? value->key : TEXT("")};
  Json **end = &made->first_child;
  Values known = {0};
  while (!next_is(reader, "}") && !next_is(reader, "*")) {
    Text key = take_word(reader);
    Json *named = arena_new(reader->arena, Json, 1);
    named->key = key;
    array_push(reader->arena, &known, named);
    takes(reader, ":");
    const Json *field;
    bool is_good = read_field(reader, key, json_get(given, key), &field);
    fits = fits && is_good;
    if (is_good && field) add_field(reader, &end, key, field);
    if (!takes(reader, ",")) break;
  }
  fits = read_others(reader, given, &known, &end) && fits;
  takes(reader, "}");
  if (value && !is_object) return refuse(reader, value, start);
  bool is_there = value || made->first_child;
  *filled = is_there ? made : NULL;
  return fits;
}

static bool read_tuple(Reader *reader, const Json *value, const Json **filled) {
  uint32_t start = reader->at;
  bool fits = !value || value->kind == JSON_ARRAY;
  const Json *item = fits && value ? value->first_child : NULL;
  do {
    const Json *unused;
    fits = read_type(reader, item, &unused) && fits;
    item = item ? item->next : NULL;
  } while (takes(reader, ","));
  takes(reader, "]");
  if (!fits || item) return refuse(reader, value, start);
  *filled = value;
  return true;
}

static bool is_word_type(Text word, const Json *value) {
  if (text_is(word, TEXT("any"))) return true;
  if (text_is(word, TEXT("null"))) return value->kind == JSON_NULL;
  if (text_is(word, TEXT("true"))) return value->kind == JSON_TRUE;
  if (text_is(word, TEXT("false"))) return value->kind == JSON_FALSE;
  if (text_is(word, TEXT("number"))) return value->kind == JSON_NUMBER;
  if (text_is(word, TEXT("boolean"))) return value->kind == JSON_TRUE || value->kind == JSON_FALSE;
  if (text_is(word, TEXT("integer")))
    return value->kind == JSON_NUMBER && value->number == (double)(int64_t)value->number;
  if (text_is(word, TEXT("string"))) return value->kind == JSON_STRING;
  return value->kind == JSON_NUMBER && value->number == strtod(word.at, NULL);
}

// Remembers why a text is none of its language, unless something before did not fit.
static bool refuse_text(Reader *reader, Text reason, Text foreign) {
  OptionsProblem *problem = reader->problem;
  if (problem && !problem->expected.size && !problem->unknown.size) {
    problem->reason = reason;
    problem->foreign = foreign;
  }
  return false;
}

static bool is_regex(Reader *reader, const Json *value) {
  PatternProblem wrong;
  Text source = json_text(value);
  if (value->kind != JSON_STRING) return false;
  if (pattern_make(reader->arena, source, &wrong)) return true;
  Text foreign = text_slice(source, wrong.start, wrong.end);
  return refuse_text(reader, wrong.reason, wrong.reason.size ? TEXT("") : foreign);
}

static bool is_selector(Reader *reader, const Json *value) {
  Text reason;
  if (value->kind != JSON_STRING) return false;
  if (selector_make(reader->arena, value->text, &reason)) return true;
  return refuse_text(reader, reason, TEXT(""));
}

static bool read_word(Reader *reader, const Json *value, const Json **filled) {
  uint32_t start = reader->at;
  bool is_literal = next_is(reader, "'");
  Text word = take_word(reader);
  *filled = value;
  if (!value) return true;
  bool fits = is_literal ? value->kind == JSON_STRING && text_is(value->text, word)
              : text_is(word, TEXT("regex"))    ? is_regex(reader, value)
              : text_is(word, TEXT("selector")) ? is_selector(reader, value)
                                                : is_word_type(word, value);
  return fits || refuse(reader, value, start);
}

static bool read_single(Reader *reader, const Json *value, const Json **filled) {
  if (takes(reader, "{")) return read_object(reader, value, filled);
  if (takes(reader, "[")) return read_tuple(reader, value, filled);
  if (!takes(reader, "(")) return read_word(reader, value, filled);
  bool fits = read_type(reader, value, filled);
  takes(reader, ")");
  return fits;
}

// A type with any `[]` behind it. Where they are is only known behind it, so that it is read first
// with no value; where there is none, that was it.
static bool read_suffixed(Reader *reader, const Json *value, const Json **filled) {
  uint32_t start = reader->at;
  const Json *unused = NULL;
  bool fits = read_single(reader, NULL, filled);
  uint32_t single_end = reader->at;
  bool is_list = takes(reader, "[]");
  uint32_t end = reader->at;
  reader->at = start;
  if (!is_list) {
    if (value) fits = read_single(reader, value, filled);
    reader->at = single_end;
    return fits;
  }
  fits = !value || value->kind == JSON_ARRAY;
  const Json *item = fits && value ? value->first_child : NULL;
  for (; item && fits; item = item->next) {
    reader->at = start;
    fits = read_single(reader, item, &unused);
  }
  reader->at = end;
  *filled = value;
  return fits || refuse(reader, value, start);
}

static bool read_type(Reader *reader, const Json *value, const Json **filled) {
  *filled = NULL;
  if (++reader->depth > OPTIONS_DEPTH_LIMIT) return --reader->depth, false;
  skip_spaces(reader);
  uint32_t start = reader->at;
  OptionsProblem *problem = reader->problem;
  Reader probe = *reader; // is it one of several?
  const Json *unused;
  probe.problem = NULL;
  read_suffixed(&probe, NULL, &unused);
  bool is_union = next_is(&probe, "|"), fits = false;
  OptionsProblem inner = {0}; // of a text in one of several, if it would have been right but for it
  reader->problem = is_union ? &inner : problem;
  do {
    if (is_union && !inner.reason.size && !inner.foreign.size) inner = (OptionsProblem){0};
    const Json *one = NULL;
    bool is_good = read_suffixed(reader, value, &one);
    if (is_good && !fits) *filled = is_union && !value ? NULL : one;
    fits = fits || is_good;
  } while (takes(reader, "|"));
  reader->problem = problem;
  --reader->depth;
  bool has_reason = is_union && (inner.reason.size || inner.foreign.size);
  bool is_first = problem && !problem->expected.size && !problem->unknown.size;
  if (!fits && has_reason && is_first) *problem = inner;
  return fits || refuse(reader, value, start);
}

// ---- All options

typedef struct Places {
  Values values;
  uint32_t index;
} Places;

static bool read_rest(Reader *reader, const Json *given, uint32_t start, Places *places) {
  for (const Json *filled; given; given = given->next, ++places->index) {
    reader->at = start;
    if (!read_type(reader, given, &filled)) return false;
    array_push(reader->arena, &places->values, filled);
  }
  takes(reader, "...");
  return true;
}

static bool read_all(Reader *reader, const Json *given, Places *places) {
  while (reader->at < reader->type.size) {
    uint32_t start = reader->at;
    const Json *filled = NULL;
    Reader probe = *reader;
    probe.problem = NULL;
    read_type(&probe, NULL, &filled);
    if (next_is(&probe, "...")) return read_rest(reader, given, start, places);
    if (!read_field(reader, given ? given->key : TEXT(""), given, &filled)) return false;
    array_push(reader->arena, &places->values, filled);
    if (given) given = given->next, ++places->index;
    skip_spaces(reader);
    if (!takes(reader, ",")) break;
    skip_spaces(reader);
  }
  assert(reader->at == reader->type.size); // the type is one of ours
  return !given;
}

bool rule_options_read(Arena *arena, const char *type, const Json *given,
                       const Json *const **options, OptionsProblem *problem) {
  *problem = (OptionsProblem){0};
  Reader reader = {.arena = arena, .type = text_of(type ? type : ""), .problem = problem};
  Places places = {0};
  bool fits = read_all(&reader, given, &places);
  array_push(arena, &places.values, NULL);
  *options = places.values.at;
  problem->index = places.index;
  return fits;
}
