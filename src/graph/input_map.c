// A map is JSON whose texts are taken as they are spelled: the contents of sources go into our own
// map without being read. An indexed map is read section by section into the same lists.
#include "graph/input_map.h"

#include "base/json_check.h"
#include "base/json_walk.h"
#include "base/path.h"
#include "base/url.h"
#include "base/vlq.h"

#include <stdlib.h>

// Where a section begins in the module.
typedef struct Offset {
  uint32_t line, column;
} Offset;

typedef struct Reader {
  Arena *arena, *scratch;
  Text folder;
  InputMap *map;
  InputMapProblem problem;
  bool is_ordered;
} Reader;

typedef Array(Text) Strings;

// One map, as the JSON has it; a section of an indexed one is one, too.
typedef struct Fields {
  uint32_t version;
  Text mappings, source_root;       // with their quotes
  Strings sources, contents, names; // likewise
  bool has_sections;
  JsonWalk sections; // at the list
} Fields;

static void read_strings(Reader *reader, JsonWalk *walk, Strings *list) {
  if (!json_walk_open(walk, '[')) {
    json_walk_skip(walk);
    return;
  }
  while (json_walk_next(walk)) array_push(reader->scratch, list, json_walk_string(walk));
}

static void read_member(Reader *reader, JsonWalk *walk, Fields *fields) {
  Text key = json_walk_key(walk);
  if (text_is(key, TEXT("version"))) {
    fields->version = json_walk_number(walk);
  } else if (text_is(key, TEXT("mappings"))) {
    fields->mappings = json_walk_string(walk);
  } else if (text_is(key, TEXT("sourceRoot"))) {
    fields->source_root = json_walk_string(walk);
  } else if (text_is(key, TEXT("sources"))) {
    read_strings(reader, walk, &fields->sources);
  } else if (text_is(key, TEXT("sourcesContent"))) {
    read_strings(reader, walk, &fields->contents);
  } else if (text_is(key, TEXT("names"))) {
    read_strings(reader, walk, &fields->names);
  } else {
    if (text_is(key, TEXT("sections"))) fields->has_sections = true, fields->sections = *walk;
    json_walk_skip(walk);
  }
}

static Fields read_fields(Reader *reader, JsonWalk *walk) {
  Fields fields = {0};
  if (!json_walk_open(walk, '{')) return fields;
  while (json_walk_next(walk)) read_member(reader, walk, &fields);
  return fields;
}

// ---- Sources and names

// "webpack://" and the like stay as they are; all else is a path beside the map.
static Text place_source(Reader *reader, Text root, Text source) {
  Arena *arena = reader->arena;
  if (root.size > 0 && !url_has_scheme(source) && !path_is_absolute(source)) {
    bool has_slash = text_ends(root, TEXT("/"));
    source = text_concat(arena, root, has_slash ? TEXT("") : TEXT("/"), source);
  }
  Text file = url_file_path(arena, source);
  if (file.size > 0) return path_resolve(arena, TEXT("/"), file);
  bool is_placeless = reader->folder.size == 0 && !path_is_absolute(source);
  return is_placeless || url_has_scheme(source) ? text_copy(arena, source)
                                                : path_resolve(arena, reader->folder, source);
}

static void add_sources(Reader *reader, const Fields *fields) {
  Text root = json_unquote(reader->scratch, fields->source_root);
  for (uint32_t i = 0; i < fields->sources.count; i++) {
    InputSource source = {
        .path = place_source(reader, root, json_unquote(reader->scratch, fields->sources.at[i]))};
    if (i < fields->contents.count) source.quoted = fields->contents.at[i];
    array_push(reader->arena, &reader->map->sources, source);
  }
  for (uint32_t i = 0; i < fields->names.count; i++) {
    array_push(reader->arena, &reader->map->names,
               json_unquote(reader->arena, fields->names.at[i]));
  }
}

// ---- Mappings

// Where reading stands, and the numbers that the next segment is relative to.
typedef struct Segments {
  const char *at, *end;
  uint32_t line, column;
  uint32_t source, source_line, source_column, name;
} Segments;

static bool is_in_segment(const Segments *segments) {
  return segments->at < segments->end && *segments->at != ',' && *segments->at != ';';
}

// Takes the segment that begins here; its numbers are within the lists of `fields`.
static bool take_segment(Segments *segments, const Fields *fields, InputMapping *out) {
  *out = (InputMapping){0};
  const char **at = &segments->at, *end = segments->end;
  if (!vlq_take(at, end, &segments->column)) return false;
  out->line = segments->line, out->column = segments->column;
  if (!is_in_segment(segments)) return true;
  bool is_good = vlq_take(at, end, &segments->source) &&
                 vlq_take(at, end, &segments->source_line) &&
                 vlq_take(at, end, &segments->source_column);
  if (!is_good || segments->source >= fields->sources.count) return false;
  out->source = 1 + segments->source;
  out->source_line = segments->source_line;
  out->source_column = segments->source_column;
  if (!is_in_segment(segments)) return true;
  if (!vlq_take(at, end, &segments->name) || is_in_segment(segments)) return false;
  if (segments->name < fields->names.count) out->name = 1 + segments->name;
  return true;
}

static int compare_places(const InputMapping *a, const InputMapping *b) {
  if (a->line != b->line) return a->line < b->line ? -1 : 1;
  return a->column == b->column ? 0 : a->column < b->column ? -1 : 1;
}

static void add_mapping(Reader *reader, InputMapping mapping, const Fields *fields, Offset start) {
  InputMap *map = reader->map;
  uint32_t first_source = map->sources.count - fields->sources.count;
  uint32_t first_name = map->names.count - fields->names.count;
  if (mapping.line == 0) mapping.column += start.column;
  mapping.line += start.line;
  if (mapping.source) mapping.source += first_source;
  if (mapping.name) mapping.name += first_name;
  bool is_next =
      map->mappings.count == 0 || compare_places(&array_last(&map->mappings), &mapping) <= 0;
  reader->is_ordered &= is_next;
  array_push(reader->scratch, &map->mappings, mapping);
}

static void add_mappings(Reader *reader, const Fields *fields, Offset start) {
  Text text = text_slice(fields->mappings, 1, fields->mappings.size - 1);
  Segments segments = {.at = text.at, .end = text.at + text.size};
  while (segments.at < segments.end) {
    if (*segments.at == ';') segments.line++, segments.column = 0;
    if (!is_in_segment(&segments)) {
      segments.at++;
      continue;
    }
    InputMapping mapping;
    if (!take_segment(&segments, fields, &mapping)) {
      reader->problem = INPUT_MAP_BAD_MAPPINGS;
      return;
    }
    add_mapping(reader, mapping, fields, start);
  }
}

// ---- The whole

static void add_map(Reader *reader, const Fields *fields, Offset start) {
  add_sources(reader, fields);
  if (fields->mappings.size >= 2) add_mappings(reader, fields, start);
}

static Offset read_offset(JsonWalk *walk) {
  Offset offset = {0};
  if (!json_walk_open(walk, '{')) {
    json_walk_skip(walk);
    return offset;
  }
  while (json_walk_next(walk)) {
    Text key = json_walk_key(walk);
    uint32_t number = json_walk_number(walk);
    if (text_is(key, TEXT("line"))) offset.line = number;
    if (text_is(key, TEXT("column"))) offset.column = number;
  }
  return offset;
}

static void add_section(Reader *reader, JsonWalk *walk) {
  Offset offset = {0};
  Fields fields = {0};
  if (!json_walk_open(walk, '{')) {
    json_walk_skip(walk);
    return;
  }
  while (json_walk_next(walk)) {
    Text key = json_walk_key(walk);
    JsonWalk value = *walk;
    json_walk_skip(walk);
    if (text_is(key, TEXT("offset"))) offset = read_offset(&value);
    if (text_is(key, TEXT("map"))) fields = read_fields(reader, &value);
  }
  add_map(reader, &fields, offset);
}

static int compare_mappings(const void *a, const void *b) {
  const InputMapping *x = a, *y = b;
  int order = compare_places(x, y);
  if (order) return order;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  if (x->source_line != y->source_line) return x->source_line < y->source_line ? -1 : 1;
  return x->source_column < y->source_column ? -1 : x->source_column > y->source_column;
}

// Some servers put this line before JSON, so that a page can't run it as a script.
static Text without_guard(Text json) {
  if (!text_starts(json, TEXT(")]}"))) return json;
  uint32_t line = text_find_byte(json, '\n', 0);
  return line == TEXT_NOT_FOUND ? json : text_slice(json, line, json.size);
}

InputMapProblem input_map_read(Arena *arena, Arena *scratch, Text json, Text folder,
                               InputMap *out) {
  *out = (InputMap){0};
  json = without_guard(json);
  if (json_check(NULL, json, NULL, NULL) != JSON_GOOD) return INPUT_MAP_NOT_JSON;
  Reader reader = {
      .arena = arena, .scratch = scratch, .folder = folder, .map = out, .is_ordered = true};
  JsonWalk walk = {json, 0};
  Fields fields = read_fields(&reader, &walk);
  if (fields.version != 3) return INPUT_MAP_NOT_JSON;
  if (fields.has_sections && json_walk_open(&fields.sections, '[')) {
    while (json_walk_next(&fields.sections)) add_section(&reader, &fields.sections);
  } else {
    add_map(&reader, &fields, (Offset){0});
  }
  if (!reader.is_ordered) {
    qsort(out->mappings.at, out->mappings.count, sizeof *out->mappings.at, compare_mappings);
  }
  return reader.problem;
}

static bool is_at_or_before(const InputMapping *mapping, uint32_t line, uint32_t column) {
  return mapping->line < line || (mapping->line == line && mapping->column <= column);
}

// How many mappings are at the place or before it.
static uint32_t count_before(const InputMap *map, uint32_t line, uint32_t column) {
  uint32_t low = 0, high = map->mappings.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (is_at_or_before(&map->mappings.at[middle], line, column))
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const InputMapping *input_map_find(InputMapCursor *cursor, uint32_t line, uint32_t column) {
  enum { SHORT_WAY = 8 }; // mappings; statements that go leave gaps
  const InputMap *map = cursor->map;
  uint32_t count = map->mappings.count, at = cursor->at, steps = 0;
  if (count == 0) return NULL;
  bool is_known = is_at_or_before(&map->mappings.at[at], line, column);
  while (is_known && at + 1 < count && is_at_or_before(&map->mappings.at[at + 1], line, column)) {
    at++;
    is_known = ++steps < SHORT_WAY;
  }
  if (!is_known) {
    uint32_t before = count_before(map, line, column);
    if (before == 0) return NULL;
    at = before - 1;
  }
  cursor->at = at;
  const InputMapping *found = &map->mappings.at[at];
  return found->line == line && found->source ? found : NULL;
}
