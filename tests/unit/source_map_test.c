// Source maps, by a round trip: random outputs are encoded, joined, decoded again, and every
// character of the output is looked up and compared with what a plain search through the mappings
// says.
#include "base/array.h"
#include "base/json.h"
#include "base/utf8.h"
#include "bundle/source_map.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

// Decoding

typedef struct Segment {
  MapPlace generated;
  bool is_mapped;
  uint32_t source, name; // name: 1 + index, or 0
  MapPlace original;
} Segment;

typedef Array(Segment) Segments;

static int64_t read_vlq(const char **at) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  int64_t bits = 0;
  for (uint32_t shift = 0;; shift += 5) {
    const char *digit = strchr(digits, *(*at)++);
    assert_non_null(digit);
    bits |= (int64_t)((digit - digits) & 31) << shift;
    if (digit - digits < 32) break;
  }
  return bits & 1 ? -(bits >> 1) : bits >> 1;
}

static bool is_in_segment(const char *at, const char *end) {
  return at < end && *at != ',' && *at != ';';
}

static Segments decode(Arena *arena, Text mappings) {
  Segments segments = {0};
  Segment last = {0};
  uint32_t name = 0;
  const char *end = mappings.at + mappings.size;
  for (const char *at = mappings.at; at < end;) {
    if (*at == ';') last.generated = (MapPlace){last.generated.line + 1, 0};
    if (!is_in_segment(at, end)) {
      at++;
      continue;
    }
    last.generated.column += (uint32_t)read_vlq(&at);
    last.is_mapped = is_in_segment(at, end);
    last.name = 0;
    if (last.is_mapped) {
      last.source += (uint32_t)read_vlq(&at);
      last.original.line += (uint32_t)read_vlq(&at);
      last.original.column += (uint32_t)read_vlq(&at);
      if (is_in_segment(at, end)) last.name = 1 + (name += (uint32_t)read_vlq(&at));
    }
    assert_false(is_in_segment(at, end));
    array_push(arena, &segments, last);
  }
  return segments;
}

static Text member_text(const Json *json, Text list, uint32_t index) {
  const Json *item = json_get(json, list)->first_child;
  for (; index > 0; index--) item = item->next;
  return json_text(item);
}

static uint32_t member_count(const Json *json, Text list) {
  uint32_t count = 0;
  for (const Json *item = json_get(json, list)->first_child; item; item = item->next) count++;
  return count;
}

// Expecting

typedef struct Sample {
  Text text; // of a part
  MapPieceInput input;
  uint32_t source;
} Sample;

// Moves `place` over the character at `offset` and returns the offset of the next one.
static uint32_t step(Text text, uint32_t offset, bool is_script, MapPlace *place) {
  uint32_t length;
  uint32_t code = utf8_decode(text, offset, &length);
  uint32_t next = offset + length;
  bool is_crlf = code == '\r' && next < text.size && text.at[next] == '\n';
  bool is_end = code == '\n' || (code == '\r' && !is_crlf);
  if (is_script && (code == 0x2028 || code == 0x2029)) is_end = true;
  uint32_t units = code > 0xFFFF && code != UTF8_INVALID ? 2 : 1;
  *place = is_end ? (MapPlace){place->line + 1, 0} : (MapPlace){place->line, place->column + units};
  return next;
}

static MapPlace place_of(Text text, uint32_t offset, bool is_script) {
  MapPlace place = {0};
  for (uint32_t at = 0; at < offset;) at = step(text, at, is_script, &place);
  return place;
}

static void assert_same_place(MapPlace a, MapPlace b) {
  assert_int_equal(a.line, b.line);
  assert_int_equal(a.column, b.column);
}

static bool is_before(MapPlace a, MapPlace b) {
  return a.line < b.line || (a.line == b.line && a.column < b.column);
}

static void check_order(const Segments *segments) {
  for (uint32_t i = 1; i < segments->count; i++) {
    assert_true(is_before(segments->at[i - 1].generated, segments->at[i].generated));
  }
}

static const Segment *find_segment(const Segments *segments, MapPlace place) {
  const Segment *found = NULL;
  for (uint32_t i = 0; i < segments->count; i++) {
    const Segment *segment = &segments->at[i];
    if (segment->generated.line == place.line && segment->generated.column <= place.column)
      found = segment;
  }
  return found && found->is_mapped ? found : NULL;
}

static const Mapping *first_mapping_at(const Sample *sample, uint32_t offset) {
  for (uint32_t i = 0; i < sample->input.mapping_count; i++) {
    if (sample->input.mappings[i].generated == offset) return &sample->input.mappings[i];
  }
  return NULL;
}

static void check_segment(const Json *json, const Segment *segment, const Sample *sample,
                          const Mapping *mapping) {
  if (!mapping) {
    assert_null(segment);
    return;
  }
  assert_non_null(segment);
  assert_int_equal(segment->source, sample->source);
  assert_same_place(segment->original,
                    place_of(sample->input.origins->text, mapping->original, false));
  assert_int_equal(segment->name != 0, mapping->name != 0);
  if (!mapping->name) return;
  Text name = member_text(json, TEXT("names"), segment->name - 1);
  assert_true(text_is(name, sample->input.names[mapping->name - 1]));
}

static void check_map(Arena *arena, Text map, const Sample *samples, uint32_t sample_count) {
  const Json *json = json_read(arena, map, NULL);
  assert_non_null(json);
  Segments segments = decode(arena, json_text(json_get(json, TEXT("mappings"))));
  check_order(&segments);
  MapPlace place = {0};
  for (uint32_t i = 0; i < sample_count; i++) {
    const Sample *sample = &samples[i];
    const Mapping *mapping = NULL;
    for (uint32_t at = 0; at < sample->text.size;) {
      const Mapping *here = first_mapping_at(sample, at);
      if (here) mapping = here;
      check_segment(json, find_segment(&segments, place), sample, mapping);
      uint32_t line = place.line;
      at = step(sample->text, at, true, &place);
      if (place.line > line) mapping = NULL;
    }
  }
}

// Making

static uint32_t random_state;

static uint32_t random_below(uint32_t limit) {
  random_state = random_state * 1664525 + 1013904223;
  return (uint32_t)(((uint64_t)random_state * limit) >> 32);
}

static const char *const PIECES[] = {
    "a",
    "name",
    " ",
    ";",
    "\n",
    "\r\n",
    "\xC3\xA9",
    "\xE6\xBC\xA2",
    "\xF0\x9F\x98\x80",
    "\xE2\x80\xA8",
    "\r",
    "\"",
    "\xFF",
    "\xE6\xBC",
    "0123456789012345678901234567890123456789",
};

static Text random_text(Arena *arena, uint32_t most) {
  Buffer out = {.arena = arena};
  for (uint32_t i = random_below(most); i > 0; i--) {
    buffer_add_text(&out, text_of(PIECES[random_below(sizeof PIECES / sizeof *PIECES)]));
  }
  // What follows must not change what ends here: a CR, or an unfinished character.
  buffer_add_literal(&out, ".");
  return random_below(8) ? buffer_text(&out) : TEXT("");
}

static uint32_t next_character(Text text, uint32_t offset) {
  if (offset >= text.size) return text.size;
  MapPlace ignored = {0};
  return step(text, offset, true, &ignored);
}

enum { SOURCES = 3 }; // of random outputs

static Sample random_sample(Arena *arena, const Text *contents) {
  static const Text names[] = {{"x", 1}, {"y", 1}, {"x", 1}};
  Sample sample = {.text = random_text(arena, 40), .source = random_below(SOURCES)};
  if (random_below(3) == 0) return sample;
  Text original = contents[sample.source];
  MapOrigin *origin = arena_new(arena, MapOrigin, 1);
  origin->text = original;
  Array(Mapping) mappings = {0};
  uint32_t density = 1 + random_below(6);
  uint32_t from = 0;
  for (uint32_t at = 0;; at = next_character(sample.text, at)) {
    while (random_below(density) == 0) {
      if (random_below(10) == 0) from = 0;
      for (uint32_t i = random_below(4); i > 0; i--) from = next_character(original, from);
      array_push(arena, &mappings, (Mapping){at, from, random_below(4), 0});
      if (density == 1) break;
    }
    if (at == sample.text.size) break;
  }
  sample.input = (MapPieceInput){sample.text, origin, 1, mappings.at, mappings.count, names, 3};
  return sample;
}

static Text join_samples(Arena *arena, const Sample *samples, uint32_t count,
                         const Text *contents) {
  MapPart *parts = arena_new(arena, MapPart, count);
  for (uint32_t i = 0; i < count; i++) {
    MapPiece *piece = arena_new(arena, MapPiece, 1);
    *piece = map_piece_encode(arena, &samples[i].input);
    parts[i] = samples[i].input.mapping_count
                   ? (MapPart){.piece = piece, .source = samples[i].source}
                   : (MapPart){.size = map_measure(samples[i].text)};
  }
  MapSource sources[SOURCES];
  for (uint32_t i = 0; i < SOURCES; i++) {
    sources[i] = (MapSource){text_format(arena, "%u.js", i), map_quote(arena, contents[i])};
  }
  return map_join(arena, &(MapOutput){parts, count, sources, SOURCES, TEXT(""), false});
}

// Tests

static void test_random_outputs(void **state) {
  (void)state;
  enum { ROUNDS = 3000, MOST_PARTS = 6 };
  for (random_state = 1; random_state <= ROUNDS; random_state++) {
    uint32_t round = random_state;
    Arena arena = {0};
    Text contents[SOURCES];
    for (uint32_t i = 0; i < SOURCES; i++) contents[i] = random_text(&arena, 80);
    Sample samples[MOST_PARTS];
    uint32_t count = random_below(MOST_PARTS + 1);
    for (uint32_t i = 0; i < count; i++) samples[i] = random_sample(&arena, contents);
    Text map = join_samples(&arena, samples, count, contents);
    check_map(&arena, map, samples, count);
    arena_release(&arena);
    random_state = round;
  }
}

static Text only_part(Arena *arena, const MapPieceInput *input, MapOutput output) {
  MapPiece piece = map_piece_encode(arena, input);
  MapPart part = {.piece = &piece};
  output.parts = &part;
  output.part_count = 1;
  return map_join(arena, &output);
}

static void test_json(void **state) {
  (void)state;
  Arena arena = {0};
  MapSource sources[] = {{TEXT("a.js"), map_quote(&arena, TEXT("one\n\"two\""))},
                         {TEXT("b\\.js"), {NULL, 0}}};
  Mapping mappings[] = {{0, 0, 1, 0}, {4, 4, 0, 0}};
  Text names[] = {TEXT("first")};
  MapPieceInput input = {
      TEXT("o,\nt;"), &(MapOrigin){TEXT("one\n\"two\""), NULL}, 1, mappings, 2, names, 1};
  MapOutput output = {.sources = sources, .source_count = 2, .source_root = TEXT("/src")};
  assert_string_equal(text_copy(&arena, only_part(&arena, &input, output)).at,
                      "{\n  \"version\": 3,\n  \"sources\": [\"a.js\", \"b\\\\.js\"],\n"
                      "  \"sourceRoot\": \"/src\",\n"
                      "  \"sourcesContent\": [\"one\\n\\\"two\\\"\", null],\n"
                      "  \"mappings\": \"AAAAA;CACA\",\n  \"names\": [\"first\"]\n}\n");
  Text empty = map_join(&arena, &(MapOutput){.no_sources_content = true});
  assert_string_equal(text_copy(&arena, empty).at,
                      "{\n  \"version\": 3,\n  \"sources\": [],\n  \"mappings\": \"\",\n"
                      "  \"names\": []\n}\n");
  arena_release(&arena);
}

static void test_names_occur_once(void **state) {
  (void)state;
  Arena arena = {0};
  Text one[] = {TEXT("unused"), TEXT("b"), TEXT("a")}, other[] = {TEXT("a"), TEXT("c"), TEXT("b")};
  Mapping mappings[] = {{0, 0, 2, 0}, {1, 1, 3, 0}, {2, 2, 3, 0}};
  MapOrigin origin = {TEXT("123"), NULL};
  MapPieceInput first = {TEXT("123"), &origin, 1, mappings, 3, one, 3};
  MapPieceInput second = {TEXT("123"), &origin, 1, mappings, 3, other, 3};
  MapPiece pieces[] = {map_piece_encode(&arena, &first), map_piece_encode(&arena, &second)};
  MapPart parts[] = {{.piece = &pieces[0]}, {.piece = &pieces[1]}};
  MapSource source = {.path = TEXT("a.js")};
  Text map = map_join(&arena, &(MapOutput){parts, 2, &source, 1, TEXT(""), true});
  const Json *json = json_read(&arena, map, NULL);
  assert_int_equal(member_count(json, TEXT("names")), 3);
  assert_true(text_is(member_text(json, TEXT("names"), 0), TEXT("b")));
  assert_true(text_is(member_text(json, TEXT("names"), 1), TEXT("a")));
  assert_true(text_is(member_text(json, TEXT("names"), 2), TEXT("c")));
  Segments segments = decode(&arena, json_text(json_get(json, TEXT("mappings"))));
  uint32_t expected[] = {1, 2, 2, 3, 1, 1};
  assert_int_equal(segments.count, 6);
  for (uint32_t i = 0; i < 6; i++) assert_int_equal(segments.at[i].name, expected[i]);
  arena_release(&arena);
}

static void test_measure(void **state) {
  (void)state;
  assert_same_place(map_measure(TEXT("")), (MapPlace){0, 0});
  assert_same_place(map_measure(TEXT("a\r\nb\rc\n")), (MapPlace){3, 0});
  assert_same_place(map_measure(TEXT("\n\xF0\x9F\x98\x80\xC3\xA9!")), (MapPlace){1, 4});
  assert_same_place(map_measure(TEXT("a\xE2\x80\xA8zz")), (MapPlace){1, 2});
}

static void test_unmapped_text(void **state) {
  (void)state;
  Arena arena = {0};
  Mapping mappings[] = {{0, 0, 0, 0}}, later[] = {{1, 2, 0, 0}};
  Text text = TEXT("abc");
  MapOrigin origin = {text, NULL};
  MapPiece at_start =
      map_piece_encode(&arena, &(MapPieceInput){text, &origin, 1, mappings, 1, NULL, 0});
  MapPiece inside = map_piece_encode(&arena, &(MapPieceInput){text, &origin, 1, later, 1, NULL, 0});
  MapSource source = {.path = TEXT("a.js")};
  MapPart parts[] = {{.piece = &at_start}, {.size = {0, 2}},  {.size = {0, 3}},
                     {.piece = &at_start}, {.size = {0, 0}},  {.piece = &inside},
                     {.size = {1, 0}},     {.piece = &inside}};
  Text map = map_join(&arena, &(MapOutput){parts, 8, &source, 1, TEXT(""), true});
  const Json *json = json_read(&arena, map, NULL);
  Text expected = TEXT("AAAA,G,KAAA,G,CAAE,E;CAAA");
  assert_true(text_is(json_text(json_get(json, TEXT("mappings"))), expected));
  arena_release(&arena);
}

// One line of a megabyte, mapped from both its ends in turn: quadratic work would be felt.
static void check_long_line(Text character, uint32_t units) {
  enum { COUNT = 1 << 18 };
  Arena arena = {0};
  Buffer out = {.arena = &arena};
  Mapping *mappings = arena_new(&arena, Mapping, COUNT);
  buffer_add_literal(&out, "."); // characters don't end at multiples of their size
  for (uint32_t i = 0; i < COUNT; i++) {
    uint32_t from = i % 2 ? COUNT - i : i;
    mappings[i] = (Mapping){1 + i * character.size, 1 + from * character.size, 0, 0};
    buffer_add_text(&out, character);
  }
  Text text = buffer_text(&out);
  MapSource source = {.path = TEXT("a.js")};
  MapOutput output = {.sources = &source, .source_count = 1};
  MapOrigin origin = {text, NULL};
  MapPieceInput input = {text, &origin, 1, mappings, COUNT, NULL, 0};
  Text map = only_part(&arena, &input, output);
  const Json *json = json_read(&arena, map, NULL);
  Segments segments = decode(&arena, json_text(json_get(json, TEXT("mappings"))));
  assert_int_equal(segments.count, COUNT);
  for (uint32_t i = 0; i < COUNT; i++) {
    uint32_t from = i % 2 ? COUNT - i : i;
    assert_same_place(segments.at[i].generated, (MapPlace){0, 1 + i * units});
    assert_same_place(segments.at[i].original, (MapPlace){0, 1 + from * units});
  }
  arena_release(&arena);
}

static void test_long_lines_backwards(void **state) {
  (void)state;
  check_long_line(TEXT("\xF0\x9F\x98\x80"), 2);
  check_long_line(TEXT("\xE6\xBC\xA2"), 1);
  check_long_line(TEXT("abcd"), 4);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_random_outputs),   cmocka_unit_test(test_json),
      cmocka_unit_test(test_names_occur_once), cmocka_unit_test(test_measure),
      cmocka_unit_test(test_unmapped_text),    cmocka_unit_test(test_long_lines_backwards),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
