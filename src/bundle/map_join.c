// Mappings are relative to their predecessors, so joining pieces means writing the first mapping of
// each anew and copying the rest, with the names put in.
#include "bundle/source_map.h"

#include "base/map.h"

typedef struct Join {
  Arena *arena;
  Buffer out;
  MapPlace start;     // where the current part begins in the output
  MapPlace generated; // of the last segment; of the line that was begun, if it has none
  bool has_segment;   // on that line
  bool is_mapped;     // by that segment
  uint32_t source;    // of the last mapping, as are:
  MapPlace original;
  uint32_t name;
  Map names;              // name → index
  uint32_t *name_indices; // of the current part: 1 + index in the output, 0 where not yet known
} Join;

static void add_vlq(Buffer *out, uint32_t value, uint32_t previous) {
  char *to = buffer_reserve(out, VLQ_LONGEST);
  out->size += (size_t)(vlq_put(to, value, previous) - to);
}

static void begin_segment(Join *join, MapPlace generated) {
  if (generated.line > join->generated.line) {
    uint32_t lines = generated.line - join->generated.line;
    memset(buffer_reserve(&join->out, lines), ';', lines);
    join->out.size += lines;
    join->generated.column = 0;
  } else if (join->has_segment) {
    buffer_add_byte(&join->out, ',');
  }
  add_vlq(&join->out, generated.column, join->generated.column);
  join->generated = generated;
  join->has_segment = true;
}

// Ends what the last segment maps where the current part begins.
static void end_mapped_text(Join *join) {
  if (join->is_mapped && join->start.line == join->generated.line) begin_segment(join, join->start);
  join->is_mapped = false;
}

static MapPlace sum(MapPlace start, MapPlace size) {
  uint32_t column = size.line ? size.column : start.column + size.column;
  return (MapPlace){start.line + size.line, column};
}

static void add_first_segment(Join *join, const MapPart *part) {
  const MapPiece *piece = part->piece;
  begin_segment(join, sum(join->start, piece->first_generated));
  add_vlq(&join->out, part->source, join->source);
  add_vlq(&join->out, piece->first_original.line, join->original.line);
  add_vlq(&join->out, piece->first_original.column, join->original.column);
}

static uint32_t name_index(Join *join, Text name) {
  bool is_new;
  uint32_t *index = map_add(join->arena, &join->names, name, &is_new);
  if (is_new) *index = join->names.entries.count - 1;
  return *index;
}

static void add_name(Join *join, const MapPiece *piece, uint32_t name) {
  uint32_t *known = &join->name_indices[name];
  if (*known == 0) *known = 1 + name_index(join, piece->names[name]);
  add_vlq(&join->out, *known - 1, join->name);
  join->name = *known - 1;
}

static void add_piece(Join *join, const MapPart *part) {
  const MapPiece *piece = part->piece;
  if (!map_is_same_place(piece->first_generated, (MapPlace){0})) end_mapped_text(join);
  add_first_segment(join, part);
  if (piece->name_use_count)
    memset(join->name_indices, 0, piece->name_count * sizeof *join->name_indices);
  uint32_t copied = 0;
  for (uint32_t i = 0; i < piece->name_use_count; i++) {
    MapNameUse use = piece->name_uses[i];
    buffer_add_text(&join->out, text_slice(piece->encoded, copied, use.at));
    add_name(join, piece, use.name);
    copied = use.at;
  }
  buffer_add_text(&join->out, text_slice(piece->encoded, copied, piece->encoded.size));
  join->generated = sum(join->start, piece->last_generated);
  join->original = piece->last_original;
  join->source = part->source + piece->last_source;
  join->is_mapped = piece->ends_mapped;
}

static void add_part(Join *join, const MapPart *part) {
  bool has_mappings = part->piece && part->piece->has_mappings;
  MapPlace size = part->piece ? part->piece->size : part->size;
  if (has_mappings)
    add_piece(join, part);
  else if (!map_is_same_place(size, (MapPlace){0}))
    end_mapped_text(join);
  join->start = sum(join->start, size);
}

Text map_quote(Arena *arena, Text content) {
  Buffer out = {.arena = arena};
  buffer_reserve(&out, (size_t)content.size + content.size / 8 +
                           8); // line ends and quotes take two bytes
  buffer_add_json_string(&out, content);
  arena_trim(arena, out.at, out.capacity, out.size);
  return buffer_text(&out);
}

static void add_sources(Buffer *out, const MapOutput *output) {
  buffer_add_literal(out, "{\n  \"version\": 3,\n  \"sources\": [");
  for (uint32_t i = 0; i < output->source_count; i++) {
    if (i) buffer_add_literal(out, ", ");
    buffer_add_json_string(out, output->sources[i].path);
  }
  buffer_add_literal(out, "],\n");
  if (output->source_root.size) {
    buffer_add_literal(out, "  \"sourceRoot\": ");
    buffer_add_json_string(out, output->source_root);
    buffer_add_literal(out, ",\n");
  }
  if (output->no_sources_content) return;
  buffer_add_literal(out, "  \"sourcesContent\": [");
  for (uint32_t i = 0; i < output->source_count; i++) {
    if (i) buffer_add_literal(out, ", ");
    Text quoted = output->sources[i].quoted;
    buffer_add_text(out, quoted.at ? quoted : TEXT("null"));
  }
  buffer_add_literal(out, "],\n");
}

static void add_names(Buffer *out, const Map *names) {
  buffer_add_literal(out, "  \"names\": [");
  for (uint32_t i = 0; i < names->entries.count; i++) {
    if (i) buffer_add_literal(out, ", ");
    buffer_add_json_string(out, names->entries.at[i].key);
  }
  buffer_add_literal(out, "]\n}\n");
}

// Enough room for most maps, so that the buffer need not move.
static size_t estimate_size(const MapOutput *output) {
  size_t size = 256;
  for (uint32_t i = 0; i < output->part_count; i++) {
    const MapPiece *piece = output->parts[i].piece;
    size += MAP_LONGEST_SEGMENT;
    if (piece) size += piece->encoded.size + (size_t)piece->name_use_count * 3;
  }
  for (uint32_t i = 0; i < output->source_count; i++) {
    size += (size_t)output->sources[i].path.size * 2 + 8;
    if (!output->no_sources_content) size += output->sources[i].quoted.size + 8;
  }
  return size;
}

static uint32_t most_names(const MapOutput *output) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < output->part_count; i++) {
    const MapPiece *piece = output->parts[i].piece;
    if (piece && piece->name_count > most) most = piece->name_count;
  }
  return most;
}

Text map_join(Arena *arena, const MapOutput *output) {
  Join join = {.arena = arena, .out = {.arena = arena}};
  join.name_indices = arena_new(arena, uint32_t, most_names(output));
  buffer_reserve(&join.out, estimate_size(output));
  add_sources(&join.out, output);
  buffer_add_literal(&join.out, "  \"mappings\": \"");
  for (uint32_t i = 0; i < output->part_count; i++) add_part(&join, &output->parts[i]);
  buffer_add_literal(&join.out, "\",\n");
  add_names(&join.out, &join.names);
  arena_trim(arena, join.out.at, join.out.capacity, join.out.size);
  return buffer_text(&join.out);
}
