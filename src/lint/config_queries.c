// What is wrong in the text of a query is shown where it stands in the configuration, in the string
// that it is a part of.
#include "lint/config.h"

#include "base/suggest.h"
#include "lint/config_examples.h"

#include <ctype.h>

typedef struct Reader {
  const RuleOrigin *origin;
  const Json *own;
  const Json *query; // a string, or a list of them: its lines
  QueryRule *made;
} Reader;

static Arena *arena_of(const Reader *reader) {
  return reader->origin->reading->arena;
}

static Diagnostics *diagnostics_of(const Reader *reader) {
  return reader->origin->reading->diagnostics;
}

static Place place_of(const Reader *reader, const Json *node, bool is_key) {
  return config_file_place(reader->origin->file, node, is_key);
}

// ---- Places in strings

// How many bytes the character at `at` of a JSON string takes there, and how many it means.
static uint32_t character_size(Text text, uint32_t at, uint32_t *meant) {
  *meant = 1;
  if (text.at[at] != '\\') return 1;
  if (at + 5 >= text.size || text.at[at + 1] != 'u') return 2;
  uint32_t code = 0;
  for (uint32_t i = at + 2; i < at + 6; i++) {
    char byte = (char)tolower((unsigned char)text.at[i]);
    code = code * 16 + (uint32_t)(byte <= '9' ? byte - '0' : byte - 'a' + 10);
  }
  bool is_half = code >= 0xD800 && code < 0xE000;
  *meant = code < 0x80 ? 1 : code < 0x800 || is_half ? 2 : 3; // two halves are four bytes
  return 6;
}

// The place of what is `offset` bytes behind the beginning of a string's text: a word, or a byte.
static Place place_in(const Reader *reader, const Json *string, uint32_t offset) {
  Place place = place_of(reader, string, false);
  Text text = place.file->text;
  uint32_t at = place.start + 1, last = place.end ? place.end - 1 : place.start, passed = 0;
  while (at < last && passed < offset) {
    uint32_t meant;
    at += character_size(text, at, &meant);
    passed += meant;
  }
  uint32_t end = at;
  while (end < last && (isalnum((unsigned char)text.at[end]) || text.at[end] == '_')) end++;
  if (at > last) at = last;
  return (Place){.file = place.file, .start = at, .end = end > at ? end : at + 1};
}

// The string of the query that an offset is in.
static Place place_in_query(const Reader *reader, uint32_t offset) {
  const Json *line = reader->query;
  if (line->kind != JSON_ARRAY) return place_in(reader, line, offset);
  for (line = line->first_child; line->next && offset > line->text.size; line = line->next)
    offset -= line->text.size + 1;
  return place_in(reader, line, offset);
}

// ---- Keys

static void complain_type(Reader *reader, const Json *node, const char *wanted) {
  diag_add(diagnostics_of(reader), MESSAGE_CONFIG_TYPE, place_of(reader, node, false), node->key,
           text_of(wanted));
}

static const Text keys[] = {
    TEXT("query"), TEXT("message"), TEXT("severity"), TEXT("files"), TEXT("excludedFiles"),
    TEXT("fix"),   TEXT("summary"), TEXT("why"),      TEXT("bad"),   TEXT("good"),
};
enum { KEY_COUNT = sizeof keys / sizeof *keys };

static void check_keys(Reader *reader) {
  for (const Json *each = reader->own->first_child; each; each = each->next) {
    Suggestion best = {0};
    bool is_known = false;
    for (int i = 0; i < KEY_COUNT; i++) {
      is_known = is_known || text_is(keys[i], each->key);
      suggest_consider(&best, each->key, keys[i]);
    }
    if (is_known) continue;
    Diagnostic *unknown = diag_add(diagnostics_of(reader), MESSAGE_CONFIG_UNKNOWN,
                                   place_of(reader, each, true), each->key);
    if (best.name.size)
      diag_note(diagnostics_of(reader), unknown, MESSAGE_DID_YOU_MEAN, NOWHERE, best.name);
  }
}

// A string, or the lines of a list. False: it is neither.
static bool read_lines(const Reader *reader, const Json *node, Text *text) {
  if (json_is(node, JSON_STRING)) {
    *text = node->text;
    return true;
  }
  if (!json_is(node, JSON_ARRAY) || !node->first_child) return false;
  *text = TEXT("");
  for (const Json *line = node->first_child; line; line = line->next) {
    if (line->kind != JSON_STRING) return false;
    Text between = line == node->first_child ? TEXT("") : TEXT("\n");
    *text = text_concat(arena_of(reader), *text, between, line->text);
  }
  return true;
}

static bool read_query(Reader *reader) {
  QueryProblem problem;
  if (!read_lines(reader, reader->query, &reader->made->query_text)) {
    complain_type(reader, reader->query, "a string, or a list of strings");
    return false;
  }
  reader->made->query = query_make(arena_of(reader), reader->made->query_text, &problem);
  if (reader->made->query) return true;
  Diagnostic *wrong =
      diag_add(diagnostics_of(reader), MESSAGE_LINT_QUERY_WRONG,
               place_in_query(reader, problem.start), reader->own->key, problem.reason);
  if (problem.similar.size)
    diag_note(diagnostics_of(reader), wrong, MESSAGE_DID_YOU_MEAN, NOWHERE, problem.similar);
  return false;
}

static bool read_template(Reader *reader, const Json *node, QueryTemplate *template) {
  QueryProblem problem;
  if (node->kind != JSON_STRING) {
    complain_type(reader, node, "a string");
    return false;
  }
  if (query_template_read(arena_of(reader), reader->made->query, node->text, template, &problem))
    return true;
  diag_add(diagnostics_of(reader), MESSAGE_LINT_QUERY_TEXT, place_in(reader, node, problem.start),
           reader->own->key, problem.reason);
  return false;
}

static const Text no_capture = TEXT("the query has no capture of this name");

// The capture that a key of the fix names; -1: there is none, as is told.
static int find_fixed(Reader *reader, const Json *node) {
  Text name = node->key;
  if (text_starts(name, TEXT("@"))) name = text_slice(name, 1, name.size);
  int capture = query_find_capture(reader->made->query, name);
  if (capture < 0)
    diag_add(diagnostics_of(reader), MESSAGE_LINT_QUERY_TEXT, place_of(reader, node, true),
             reader->own->key, no_capture);
  return capture;
}

static void add_fix(Reader *reader, const Json *node, int capture) {
  QueryFix fix = {.capture = capture};
  if (!read_template(reader, node, &fix.template)) return;
  array_push(arena_of(reader), &reader->made->fixes, fix);
  array_push(arena_of(reader), &reader->made->fix_texts, node->text);
}

// What the node that is reported becomes; or, by the names of captures, what they become.
static void read_fix(Reader *reader, const Json *node) {
  if (node->kind != JSON_OBJECT) {
    add_fix(reader, node, -1);
    return;
  }
  for (const Json *each = node->first_child; each; each = each->next) {
    int capture = find_fixed(reader, each);
    if (capture >= 0) add_fix(reader, each, capture);
  }
}

static const RuleExample *read_examples(Reader *reader, const char *key) {
  const Json *list = json_get(reader->own, text_of(key));
  Array(RuleExample) made = {0};
  if (!list) return NULL;
  const Json *each = list->kind == JSON_ARRAY ? list->first_child : list;
  for (; each; each = list->kind == JSON_ARRAY ? each->next : NULL) {
    if (each->kind != JSON_STRING) {
      complain_type(reader, list, "a string, or a list of strings");
      return NULL;
    }
    array_push(arena_of(reader), &made,
               (RuleExample){text_copy(arena_of(reader), each->text).at, NULL});
  }
  array_push(arena_of(reader), &made, (RuleExample){NULL, NULL});
  return made.at;
}

static void check_example(const Reader *reader, const Rule *rule, const Json *example,
                          bool is_bad) {
  Arena *arena = arena_of(reader);
  ExampleOutcome outcome = config_try_example(arena, rule, example->text);
  Place place = place_of(reader, example, false);
  Text name = reader->own->key;
  if (outcome.fate == EXAMPLE_NO_CODE)
    diag_add(diagnostics_of(reader), MESSAGE_LINT_EXAMPLE_BROKEN,
             place_in(reader, example, outcome.at), name, outcome.problem);
  else if (is_bad && outcome.fate == EXAMPLE_PASSES)
    diag_add(diagnostics_of(reader), MESSAGE_LINT_EXAMPLE_PASSES, place, name);
  else if (!is_bad && outcome.fate == EXAMPLE_REPORTED)
    diag_add(diagnostics_of(reader), MESSAGE_LINT_EXAMPLE_REPORTED, place, name);
}

// Tries out what read_examples has read.
static void check_examples(const Reader *reader, const Rule *rule, const char *key, bool is_bad) {
  const Json *list = json_get(reader->own, text_of(key));
  const Json *each = json_is(list, JSON_ARRAY) ? list->first_child : list;
  for (; each; each = list->kind == JSON_ARRAY ? each->next : NULL) {
    if (config_file_is_enough(diagnostics_of(reader))) return;
    check_example(reader, rule, each, is_bad);
  }
}

static uint8_t read_severity(Reader *reader) {
  const Json *node = json_get(reader->own, TEXT("severity"));
  RuleSetting setting = {.severity = 2};
  bool is_good = !node || (node->kind != JSON_ARRAY && rule_setting_read(node, &setting));
  if (!is_good) complain_type(reader, node, "\"off\", \"warn\" or \"error\"");
  return setting.severity;
}

static const char *words_of(Reader *reader, const char *key) {
  const Json *node = json_get(reader->own, text_of(key));
  if (!node) return NULL;
  if (node->kind != JSON_STRING) complain_type(reader, node, "a string");
  return text_copy(arena_of(reader), json_text(node)).at;
}

// A name has a prefix, as those of plugins have: so it will never be one of ours.
static bool is_name(Text name) {
  uint32_t slash = text_find_byte(name, '/', 0);
  if (slash == TEXT_NOT_FOUND || slash == 0 || slash + 1 == name.size) return false;
  for (uint32_t i = 0; i < name.size; i++) {
    bool is_good = isalnum((unsigned char)name.at[i]) || strchr("/-_@.", name.at[i]);
    if (!is_good) return false;
  }
  return !text_starts(name, TEXT("@stylistic/"));
}

void config_add_query(const RuleOrigin *origin, ConfigPart *part, const Json *own) {
  Arena *arena = origin->reading->arena;
  Reader reader = {origin, own, json_get(own, TEXT("query")), arena_new(arena, QueryRule, 1)};
  const Json *message = json_get(own, TEXT("message")), *fix = json_get(own, TEXT("fix"));
  if (!is_name(own->key)) {
    diag_add(origin->reading->diagnostics, MESSAGE_LINT_QUERY_NAME, place_of(&reader, own, true),
             own->key);
    return;
  }
  if (!reader.query || !message) {
    diag_add(origin->reading->diagnostics, MESSAGE_LINT_QUERY_FORM, place_of(&reader, own, true),
             own->key);
    return;
  }
  check_keys(&reader);
  uint8_t severity = read_severity(&reader);
  if (!read_query(&reader) || !read_template(&reader, message, &reader.made->message)) return;
  if (fix) read_fix(&reader, fix);
  reader.made->message_text = message->text;
  reader.made->origin = origin->file->file.path;
  const char *summary = words_of(&reader, "summary");
  QueryWords words = {
      .name = text_copy(arena, own->key).at,
      .summary = summary ? summary : text_copy(arena, message->text).at,
      .why = words_of(&reader, "why"),
      .bad = read_examples(&reader, "bad"),
      .good = read_examples(&reader, "good"),
  };
  OwnRule made = {query_rule_make(arena, &words, reader.made), severity};
  if (words.bad) check_examples(&reader, made.rule, "bad", true);
  if (words.good) check_examples(&reader, made.rule, "good", false);
  array_push(arena, &part->own, made);
  if (origin->reading->own) array_push(arena, origin->reading->own, made);
}
