// A piece is encoded by cursors: one goes through the generated text, and one through each origin.
// Where an origin was itself made from something, another one goes through its own map, and the
// mapping leads on to where that leads.
#include "bundle/map_cursor.h"

#include <assert.h>

enum { USUAL_SEGMENT = 6 }; // ",IAAI" and a little; the measure for the first reservation

// What a mapping says of a place in the piece.
typedef struct Origin {
  MapPlace place;
  uint32_t source; // of the piece
  uint32_t name;   // 1 + index into the piece's names, or 0
} Origin;

// Where the encoder stands in an origin.
typedef struct OriginState {
  bool is_begun;
  MapCursor cursor;
  InputMapCursor chain;
  uint32_t source;                         // of the origin itself: 1 + index in the piece, or 0
  uint32_t *source_indices, *name_indices; // by the input map's: 1 + index in the piece, or 0
} OriginState;

typedef struct Encoder {
  Arena *arena, *scratch;
  const MapPieceInput *input;
  MapPiece piece;
  Buffer out;
  MapCursor generated;
  OriginState *origins;
  const InputMapping *followed; // the last mapping's; NULL if its text comes from no source
  Array(MapPieceSource) sources;
  Array(Text) names;
  Array(MapNameUse) name_uses;
} Encoder;

// The start of a segment that another one comes before in its piece.
static char *put_next_column(char *to, MapPlace place, MapPlace previous) {
  uint32_t lines = place.line - previous.line;
  if (lines == 0)
    *to++ = ',';
  else
    memset(to, ';', lines);
  return vlq_put(to + lines, place.column, lines ? 0 : previous.column);
}

static char *begin_segment(Encoder *self, MapPlace generated) {
  MapPlace last = self->piece.last_generated;
  char *to = buffer_reserve(&self->out, MAP_LONGEST_SEGMENT + (generated.line - last.line));
  self->piece.last_generated = generated;
  return put_next_column(to, generated, last);
}

static void add_segment(Encoder *self, MapPlace generated, const Origin *origin) {
  MapPiece *piece = &self->piece;
  if (piece->has_mappings) {
    char *to = begin_segment(self, generated);
    to = vlq_put(to, origin->source, piece->last_source);
    to = vlq_put(to, origin->place.line, piece->last_original.line);
    to = vlq_put(to, origin->place.column, piece->last_original.column);
    self->out.size = (size_t)(to - self->out.at);
  } else {
    piece->first_generated = generated, piece->first_original = origin->place;
  }
  piece->last_generated = generated, piece->last_original = origin->place;
  piece->last_source = origin->source;
  piece->has_mappings = piece->ends_mapped = true;
  if (origin->name == 0) return;
  MapNameUse use = {(uint32_t)self->out.size, origin->name - 1};
  array_push(self->arena, &self->name_uses, use);
}

// Text that comes from no source is not that of the mapping before it.
static void add_end(Encoder *self, MapPlace generated) {
  MapPiece *piece = &self->piece;
  if (!piece->ends_mapped) return;
  piece->ends_mapped = false;
  if (piece->last_generated.line != generated.line) return; // a mapping ends with its line
  char *to = begin_segment(self, generated);
  self->out.size = (size_t)(to - self->out.at);
}

// ---- Maps of modules

static uint32_t add_source(Encoder *self, uint32_t *known, MapPieceSource source) {
  if (*known == 0) {
    array_push(self->arena, &self->sources, source);
    *known = self->sources.count;
  }
  return *known - 1;
}

static uint32_t name_of(Encoder *self, OriginState *state, uint32_t index) {
  uint32_t *known = &state->name_indices[index];
  if (*known == 0) {
    array_push(self->arena, &self->names, state->chain.map->names.at[index]);
    *known = self->names.count;
  }
  return *known;
}

// Leads on to what the origin was made from.
static void follow(Encoder *self, uint32_t index, const InputMapping *found, Origin *origin) {
  OriginState *state = &self->origins[index];
  MapPieceSource source = {index, &state->chain.map->sources.at[found->source - 1]};
  origin->place = (MapPlace){found->source_line, found->source_column};
  origin->source = add_source(self, &state->source_indices[found->source - 1], source);
  if (found->name) origin->name = name_of(self, state, found->name - 1);
}

// The origin's map is less fine than ours: of all that it leads to one place, the first is mapped.
static void add_chained(Encoder *self, uint32_t index, MapPlace to, Origin *origin) {
  const InputMapping *found =
      input_map_find(&self->origins[index].chain, origin->place.line, origin->place.column);
  bool is_on_line = self->piece.ends_mapped && to.line == self->piece.last_generated.line;
  if (!found)
    add_end(self, to);
  else if (found != self->followed || !is_on_line)
    follow(self, index, found, origin), add_segment(self, to, origin);
  self->followed = found;
}

// ---- The whole

static OriginState *state_of(Encoder *self, uint32_t index) {
  OriginState *state = &self->origins[index];
  if (state->is_begun) return state;
  const MapOrigin *origin = &self->input->origins[index];
  state->is_begun = true;
  state->cursor = map_cursor_at_start(origin->text, false); // lines as in editors
  state->chain.map = origin->input_map;
  if (!origin->input_map) return state;
  state->source_indices = arena_new(self->scratch, uint32_t, origin->input_map->sources.count);
  state->name_indices = arena_new(self->scratch, uint32_t, origin->input_map->names.count);
  return state;
}

static void encode(Encoder *self, const Mapping *mapping) {
  MapPlace to = map_cursor_find(self->scratch, &self->generated, mapping->generated);
  if (self->piece.has_mappings && map_is_same_place(to, self->piece.last_generated)) return;
  if (mapping->origin == MAPPING_ENDS) {
    add_end(self, to);
    return;
  }
  OriginState *state = state_of(self, mapping->origin);
  Origin origin = {.place = map_cursor_find(self->scratch, &state->cursor, mapping->original),
                   .name = mapping->name};
  assert(mapping->name <= self->input->name_count);
  if (state->chain.map) {
    add_chained(self, mapping->origin, to, &origin);
    return;
  }
  origin.source = add_source(self, &state->source, (MapPieceSource){mapping->origin, NULL});
  add_segment(self, to, &origin);
}

static void begin(Encoder *self) {
  const MapPieceInput *input = self->input;
  self->generated = map_cursor_at_start(input->generated, true);
  self->origins = arena_new(self->scratch, OriginState, input->origin_count);
  buffer_reserve(&self->out, MAP_LONGEST_SEGMENT + (size_t)input->mapping_count * USUAL_SEGMENT);
  for (uint32_t i = 0; i < input->name_count; i++) {
    array_push(self->arena, &self->names, input->names[i]);
  }
}

MapPiece map_piece_encode(Arena *arena, const MapPieceInput *input) {
  Arena scratch = {0};
  Encoder self = {.arena = arena, .scratch = &scratch, .input = input, .out = {.arena = arena}};
  begin(&self);
  for (uint32_t i = 0; i < input->mapping_count; i++) {
    const Mapping *mapping = &input->mappings[i];
    assert(i == 0 || mapping->generated >= mapping[-1].generated);
    if (mapping->generated >= input->generated.size) break;
    encode(&self, mapping);
  }
  MapPiece piece = self.piece;
  piece.size = map_cursor_find(&scratch, &self.generated, input->generated.size);
  piece.encoded = buffer_text(&self.out);
  piece.names = self.names.at, piece.name_count = self.names.count;
  piece.name_uses = self.name_uses.at, piece.name_use_count = self.name_uses.count;
  piece.sources = self.sources.at, piece.source_count = self.sources.count;
  arena_trim(arena, self.out.at, self.out.capacity, self.out.size);
  arena_release(&scratch);
  return piece;
}
