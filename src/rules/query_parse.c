// A query is read from left to right; what it names is looked up at once, so that a mistake has a
// place.
#include "rules/query_parts.h"

#include "base/suggest.h"
#include "syntax/query_check.h"

#include <ctype.h>
#include <string.h>

typedef struct Reader {
  Arena *arena;
  Text text;
  uint32_t at, depth;
  Query *query;
  QueryPattern *pattern;
  QueryProblem *problem;
} Reader;

static QueryPart *read_part(Reader *reader);

// ---- Signs

// Remembers the first problem. Always NULL.
static void *refuse_at(Reader *reader, uint32_t start, Text reason) {
  if (!reader->problem->reason.size) *reader->problem = (QueryProblem){start, reason, {0}};
  return NULL;
}

static void *refuse(Reader *reader, const char *reason) {
  return refuse_at(reader, reader->at, text_of(reason));
}

static bool has_problem(const Reader *reader) {
  return reader->problem->reason.size > 0;
}

static void skip_blanks(Reader *reader) {
  while (reader->at < reader->text.size) {
    char byte = reader->text.at[reader->at];
    if (byte == ';') {
      while (reader->at < reader->text.size && reader->text.at[reader->at] != '\n') reader->at++;
    } else if (isspace((unsigned char)byte)) {
      reader->at++;
    } else {
      return;
    }
  }
}

static char next_byte(Reader *reader) {
  skip_blanks(reader);
  return reader->at < reader->text.size ? reader->text.at[reader->at] : 0;
}

static bool takes(Reader *reader, char byte) {
  bool is_it = next_byte(reader) == byte;
  reader->at += is_it;
  return is_it;
}

static bool is_in_name(char byte) {
  return isalnum((unsigned char)byte) || byte == '_' || byte == '-' || byte == '.';
}

static Text take_name(Reader *reader) {
  uint32_t start = reader->at;
  while (reader->at < reader->text.size && is_in_name(reader->text.at[reader->at])) reader->at++;
  return text_slice(reader->text, start, reader->at);
}

// What a backslash and a letter mean; any other byte stands for itself.
static char escaped(char byte) {
  static const char letters[] = "nrt0", bytes[] = "\n\r\t\0";
  const char *found = byte ? strchr(letters, byte) : NULL;
  return found ? bytes[found - letters] : byte;
}

static bool read_string(Reader *reader, Text *text) {
  uint32_t start = reader->at, end = text_string_end(reader->text, start);
  bool has_end = end > start + 1 && reader->text.at[end - 1] == '"';
  if (!has_end) return refuse(reader, "this text has no end") != NULL;
  char *bytes = arena_alloc(reader->arena, end - start, 1);
  uint32_t size = 0;
  for (uint32_t at = start + 1; at < end - 1; at++) {
    char byte = reader->text.at[at];
    bytes[size++] = byte == '\\' ? escaped(reader->text.at[++at]) : byte;
  }
  *text = (Text){bytes, size};
  reader->at = end;
  return true;
}

// ---- Names

static bool *new_kinds(Reader *reader) {
  return arena_new(reader->arena, bool, NODE_KIND_COUNT);
}

static QueryPart *new_part(Reader *reader, QueryKind kind) {
  QueryPart *made = arena_new(reader->arena, QueryPart, 1);
  made->kind = kind;
  return made;
}

static QueryPart *any_node(Reader *reader, bool is_named) {
  QueryPart *made = new_part(reader, QUERY_NODE);
  made->kinds = new_kinds(reader);
  made->is_named = is_named;
  for (int kind = 1; kind < NODE_KIND_COUNT; kind++)
    made->kinds[kind] = kind_is_named((NodeKind)kind) || !is_named;
  return made;
}

static void *refuse_kind(Reader *reader, uint32_t start, Text name, bool is_named) {
  Suggestion best = {0};
  for (int kind = 1; kind < NODE_KIND_COUNT; kind++) {
    if (kind_is_named((NodeKind)kind) == is_named)
      suggest_consider(&best, name, kind_name((NodeKind)kind));
  }
  refuse_at(
      reader, start,
      text_format(reader->arena,
                  is_named ? "there is no kind of node \"%.*s\"" : "there is no token \"%.*s\"",
                  TEXT_ARGS(name)));
  if (reader->problem->start == start) reader->problem->similar = best.name;
  return NULL;
}

// The kind with a name, or the kinds of a supertype.
static QueryPart *node_named(Reader *reader, uint32_t start, Text name, bool is_named) {
  QueryPart *made = new_part(reader, QUERY_NODE);
  bool is_known = false;
  made->kinds = new_kinds(reader);
  made->is_named = is_named;
  for (int kind = 1; kind < NODE_KIND_COUNT; kind++) {
    bool is_it =
        kind_is_named((NodeKind)kind) == is_named && text_is(kind_name((NodeKind)kind), name);
    made->kinds[kind] = is_it;
    is_known = is_known || is_it;
  }
  if (!is_known && is_named) is_known = query_supertype(name, made->kinds);
  return is_known ? made : refuse_kind(reader, start, name, is_named);
}

static bool find_field(Reader *reader, uint32_t start, Text name, NodeField *field) {
  Suggestion best = {0};
  for (int i = 1; i < FIELD_COUNT; i++) {
    *field = (NodeField)i;
    if (text_is(field_name(*field), name)) return true;
    suggest_consider(&best, name, field_name(*field));
  }
  refuse_at(reader, start,
            text_format(reader->arena, "there is no field \"%.*s\"", TEXT_ARGS(name)));
  if (reader->problem->start == start) reader->problem->similar = best.name;
  return false;
}

int query_find_capture(const Query *query, Text name) {
  for (uint32_t i = 0; i < query->captures.count; i++) {
    if (text_is(query->captures.at[i], name)) return (int)i;
  }
  return -1;
}

static bool read_capture(Reader *reader, uint32_t *index) {
  Text name = take_name(reader);
  if (!name.size) return refuse(reader, "a capture has a name: @name") != NULL;
  int known = query_find_capture(reader->query, name);
  *index = known < 0 ? reader->query->captures.count : (uint32_t)known;
  if (known < 0) array_push(reader->arena, &reader->query->captures, name);
  return true;
}

// ---- Predicates

static bool find_test(Text name, QueryPredicate *predicate) {
  static const struct {
    Text name;
    QueryTest test;
    bool is_not, is_any;
  } tests[] = {
      {TEXT("eq?"), QUERY_EQUAL, false, false},
      {TEXT("not-eq?"), QUERY_EQUAL, true, false},
      {TEXT("any-eq?"), QUERY_EQUAL, false, true},
      {TEXT("any-not-eq?"), QUERY_EQUAL, true, true},
      {TEXT("match?"), QUERY_MATCH, false, false},
      {TEXT("not-match?"), QUERY_MATCH, true, false},
      {TEXT("any-match?"), QUERY_MATCH, false, true},
      {TEXT("any-not-match?"), QUERY_MATCH, true, true},
      {TEXT("any-of?"), QUERY_ANY_OF, false, false},
      {TEXT("not-any-of?"), QUERY_ANY_OF, true, false},
  };
  for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
    if (!text_is(tests[i].name, name)) continue;
    predicate->test = tests[i].test;
    predicate->is_not = tests[i].is_not;
    predicate->is_any = tests[i].is_any;
    return true;
  }
  return false;
}

static Text take_predicate_name(Reader *reader) {
  uint32_t start = reader->at;
  take_name(reader);
  if (reader->at < reader->text.size && strchr("?!", reader->text.at[reader->at])) reader->at++;
  return text_slice(reader->text, start, reader->at);
}

static bool read_known_capture(Reader *reader, uint32_t *index) {
  uint32_t start = reader->at++;
  Text name = take_name(reader);
  int known = query_find_capture(reader->query, name);
  if (known < 0) {
    refuse_at(
        reader, start,
        text_format(reader->arena, "nothing before this is captured as @%.*s", TEXT_ARGS(name)));
    return false;
  }
  *index = (uint32_t)known;
  return true;
}

static bool set_regex(Reader *reader, uint32_t start, QueryPredicate *predicate) {
  PatternProblem problem;
  if (predicate->test != QUERY_MATCH) return true;
  if (predicate->texts.count != 1)
    return refuse_at(reader, start, TEXT("a regular expression is expected here")) != NULL;
  predicate->pattern = pattern_make(reader->arena, predicate->texts.at[0], &problem);
  if (predicate->pattern) return true;
  Text what = problem.reason.size
                  ? problem.reason
                  : text_concat(reader->arena,
                                text_slice(predicate->texts.at[0], problem.start, problem.end),
                                TEXT(" is not supported"));
  Text reason = text_concat(reader->arena, TEXT("this is no regular expression: "), what);
  return refuse_at(reader, start, reason) != NULL;
}

static bool read_arguments(Reader *reader, QueryPredicate *predicate) {
  uint32_t first = 0;
  while (!takes(reader, ')')) {
    uint32_t other, start = reader->at;
    if (!first) first = start;
    if (next_byte(reader) == '@') {
      if (!read_known_capture(reader, &other)) return false;
      predicate->other = (int)other;
      continue;
    }
    Text text = {0};
    bool is_string = next_byte(reader) == '"';
    if (is_string && !read_string(reader, &text)) return false;
    if (!is_string) text = take_name(reader);
    if (!is_string && !text.size)
      return refuse(reader, "a text, a capture or `)` is expected here") != NULL;
    array_push(reader->arena, &predicate->texts, text);
  }
  bool is_plain = predicate->test == QUERY_EQUAL;
  bool has_one = predicate->texts.count + (predicate->other >= 0) == 1;
  if (is_plain && !has_one)
    return refuse(reader, "a capture is compared with one text or one capture") != NULL;
  return set_regex(reader, first ? first : reader->at, predicate);
}

// `(#eq? @name "text")`, its bracket and sign already read.
static bool read_predicate(Reader *reader) {
  QueryPredicate predicate = {.other = -1};
  uint32_t start = reader->at;
  Text name = take_predicate_name(reader);
  if (!find_test(name, &predicate)) {
    refuse_at(reader, start,
              text_format(reader->arena,
                          "there is no predicate \"#%.*s\": they are #eq?, #match? and #any-of?, "
                          "each also with not-",
                          TEXT_ARGS(name)));
    return false;
  }
  if (next_byte(reader) != '@') return refuse(reader, "a capture is expected here") != NULL;
  if (!read_known_capture(reader, &predicate.capture)) return false;
  if (!read_arguments(reader, &predicate)) return false;
  array_push(reader->arena, &reader->pattern->predicates, predicate);
  return true;
}

// ---- Patterns

static bool starts_predicate(Reader *reader) {
  if (next_byte(reader) != '(') return false;
  uint32_t start = reader->at++;
  if (takes(reader, '#')) return true;
  reader->at = start;
  return false;
}

static bool read_without(Reader *reader, QueryPart *node) {
  skip_blanks(reader);
  uint32_t start = reader->at;
  NodeField field;
  if (!find_field(reader, start, take_name(reader), &field)) return false;
  array_push(reader->arena, &node->without, field);
  return true;
}

// What stands in a node or in a group up to its bracket.
static bool read_parts(Reader *reader, QueryPart *in) {
  bool is_anchored = false;
  while (!takes(reader, ')')) {
    if (!next_byte(reader)) return refuse(reader, "a `)` is missing") != NULL;
    if (takes(reader, '.')) {
      is_anchored = true;
    } else if (in->kind == QUERY_NODE && takes(reader, '!')) {
      if (!read_without(reader, in)) return false;
    } else if (starts_predicate(reader)) {
      if (!read_predicate(reader)) return false;
    } else {
      QueryPart *part = read_part(reader);
      if (!part) return false;
      part->is_anchored = part->is_anchored || is_anchored;
      is_anchored = false;
      array_push(reader->arena, &in->parts, part);
    }
  }
  in->is_end_anchored = is_anchored;
  return true;
}

static QueryPart *read_node(Reader *reader) {
  uint32_t start = reader->at;
  Text name = take_name(reader);
  QueryPart *made =
      text_is(name, TEXT("_")) ? any_node(reader, true) : node_named(reader, start, name, true);
  if (made && takes(reader, '/')) { // a supertype's own kind
    start = reader->at;
    made = node_named(reader, start, take_name(reader), true);
  }
  return made && read_parts(reader, made) ? made : NULL;
}

static QueryPart *read_group(Reader *reader) {
  QueryPart *made = new_part(reader, QUERY_GROUP);
  if (!read_parts(reader, made)) return NULL;
  if (!made->parts.count) return refuse(reader, "there is nothing in these brackets");
  if (made->parts.count == 1 && !made->is_end_anchored) return made->parts.at[0];
  made->is_named = array_last(&made->parts)->is_named;
  return made;
}

static QueryPart *read_either(Reader *reader) {
  QueryPart *made = new_part(reader, QUERY_EITHER);
  made->is_named = true;
  while (!takes(reader, ']')) {
    if (!next_byte(reader)) return refuse(reader, "a `]` is missing");
    QueryPart *part = read_part(reader);
    if (!part) return NULL;
    made->is_named = made->is_named && part->is_named;
    array_push(reader->arena, &made->parts, part);
  }
  return made->parts.count ? made : refuse(reader, "there is nothing in these brackets");
}

static QueryPart *read_bare(Reader *reader) {
  char byte = next_byte(reader);
  uint32_t start = reader->at;
  if (takes(reader, '[')) return read_either(reader);
  if (takes(reader, '(')) {
    bool is_node = is_in_name(next_byte(reader)) && next_byte(reader) != '.';
    return is_node ? read_node(reader) : read_group(reader);
  }
  if (byte == '"') {
    Text token;
    return read_string(reader, &token) ? node_named(reader, start, token, false) : NULL;
  }
  if (byte == '_') {
    reader->at++;
    return any_node(reader, false);
  }
  return refuse(reader, "a pattern such as (identifier), \"=\", [...] or _ is expected here");
}

// What is said of an alternation is said of each of its alternatives.
static bool add_capture(Reader *reader, QueryPart *part, uint32_t capture) {
  if (part->kind == QUERY_GROUP)
    return refuse(reader, "a capture names a node, not several of them") != NULL;
  if (part->kind == QUERY_NODE) {
    array_push(reader->arena, &part->captures, capture);
    return true;
  }
  for (uint32_t i = 0; i < part->parts.count; i++) {
    if (!add_capture(reader, part->parts.at[i], capture)) return false;
  }
  return true;
}

static void set_field(QueryPart *part, NodeField field) {
  if (!part->field) part->field = field;
  for (uint32_t i = 0; part->kind != QUERY_NODE && i < part->parts.count; i++)
    set_field(part->parts.at[i], field);
}

static bool read_suffixes(Reader *reader, QueryPart *part) {
  for (;;) {
    uint32_t capture;
    if (takes(reader, '?')) {
      part->times = QUERY_PERHAPS;
    } else if (takes(reader, '*')) {
      part->times = QUERY_ANY;
    } else if (takes(reader, '+')) {
      part->times = QUERY_SOME;
    } else if (takes(reader, '@')) {
      if (!read_capture(reader, &capture) || !add_capture(reader, part, capture)) return false;
    } else {
      return true;
    }
  }
}

// `field: ` before a pattern, if it is there.
static bool read_field(Reader *reader, NodeField *field) {
  skip_blanks(reader);
  uint32_t start = reader->at;
  Text name = take_name(reader);
  if (name.size && takes(reader, ':')) return find_field(reader, start, name, field);
  reader->at = start;
  return true;
}

static QueryPart *read_part(Reader *reader) {
  NodeField field = FIELD_NONE;
  if (++reader->depth > QUERY_DEPTH_LIMIT) return refuse(reader, "this is nested too deeply");
  QueryPart *part = read_field(reader, &field) ? read_bare(reader) : NULL;
  if (!part || !read_suffixes(reader, part)) return NULL;
  if (field) set_field(part, field);
  --reader->depth;
  return part;
}

// ---- The whole

// Whether the first node of a match can be told: what a pattern begins with must be there.
static bool has_beginning(const QueryPart *part) {
  if (part->times == QUERY_PERHAPS || part->times == QUERY_ANY) return false;
  if (part->kind == QUERY_NODE) return true;
  if (part->kind == QUERY_GROUP) return has_beginning(part->parts.at[0]);
  for (uint32_t i = 0; i < part->parts.count; i++) {
    if (!has_beginning(part->parts.at[i])) return false;
  }
  return true;
}

static bool begins_with(const QueryPart *part, NodeKind kind) {
  if (part->kind == QUERY_NODE) return part->kinds[kind];
  if (part->kind == QUERY_GROUP) return begins_with(part->parts.at[0], kind);
  for (uint32_t i = 0; i < part->parts.count; i++) {
    if (begins_with(part->parts.at[i], kind)) return true;
  }
  return false;
}

// Whether a part below the first one can be captured as `capture`.
static bool captures_below(const QueryPart *part, int capture, bool is_below) {
  for (uint32_t i = 0; is_below && i < part->captures.count; i++) {
    if ((int)part->captures.at[i] == capture) return true;
  }
  for (uint32_t i = 0; i < part->parts.count; i++) {
    bool is_first = part->kind == QUERY_EITHER || (part->kind == QUERY_GROUP && i == 0);
    if (captures_below(part->parts.at[i], capture, is_below || !is_first)) return true;
  }
  return false;
}

static bool read_pattern(Reader *reader) {
  uint32_t start = reader->at;
  reader->pattern = arena_new(reader->arena, QueryPattern, 1);
  reader->depth = 0;
  reader->pattern->root = read_part(reader);
  if (!reader->pattern->root) return false;
  while (starts_predicate(reader)) {
    if (!read_predicate(reader)) return false;
  }
  if (!has_beginning(reader->pattern->root)) {
    refuse_at(reader, start, TEXT("a pattern begins with a node that must be there"));
    return false;
  }
  array_push(reader->arena, &reader->query->patterns, reader->pattern);
  return true;
}

Query *query_make(Arena *arena, Text text, QueryProblem *problem) {
  Reader reader = {.arena = arena, .text = text, .problem = problem};
  *problem = (QueryProblem){0};
  reader.query = arena_new(arena, Query, 1);
  if (text.size > QUERY_SIZE_LIMIT) return refuse(&reader, "it is too long");
  while (next_byte(&reader)) {
    if (!read_pattern(&reader)) return NULL;
  }
  if (!reader.query->patterns.count) return refuse(&reader, "it is empty");
  uint32_t at;
  if (!has_problem(&reader) && !query_can_match(text, &at))
    return refuse_at(&reader, at, TEXT("the grammar has no place for this: it can never match"));
  reader.query->report = query_find_capture(reader.query, TEXT("report"));
  for (uint32_t i = 0; i < reader.query->patterns.count; i++) {
    QueryPattern *pattern = reader.query->patterns.at[i];
    int report = reader.query->report;
    pattern->reports_root = report < 0 || !captures_below(pattern->root, report, false);
  }
  return reader.query;
}

bool query_wants(const Query *query, NodeKind kind) {
  for (uint32_t i = 0; i < query->patterns.count; i++) {
    if (begins_with(query->patterns.at[i]->root, kind)) return true;
  }
  return false;
}

uint32_t query_capture_count(const Query *query) {
  return query->captures.count;
}

Text query_capture_name(const Query *query, uint32_t index) {
  return query->captures.at[index];
}
