// The minifier's mappings lead to places in the program; from there, those of the pieces lead on to
// the modules. Both count tokens, so that a place of the one is a place of the other.
#include "bundle/minified.h"

#include "base/search.h"

enum { NEAR = 8 }; // mappings that are gone through before a search of all

typedef struct Composer {
  Arena *arena, *scratch;
  const MinifiedInput *input;
  AstPrinted *printed;
  uint32_t part;           // that the last place was in
  Array(Mapping) mappings; // take the place of the minifier's, one by one
  Array(Text) names;
  uint32_t *own_names;    // by the minifier's names: 1 + index, or 0 where not yet used
  uint32_t **piece_names; // the same by part and the piece's names
  uint32_t *cursors;      // by part: the piece's mapping that was found last
} Composer;

static uint32_t name_of(Composer *self, uint32_t *known, Text name) {
  if (*known == 0) {
    array_push(self->arena, &self->names, name);
    *known = self->names.count;
  }
  return *known;
}

// The last part that starts at `place` or before. Mostly it is that of the place before.
static uint32_t find_part(Composer *self, uint32_t place) {
  const MinifiedPart *parts = self->input->parts;
  uint32_t count = self->input->part_count;
  bool is_same = parts[self->part].start <= place &&
                 (self->part + 1 == count || parts[self->part + 1].start > place);
  if (!is_same) self->part = search_first(parts, count, start, place + 1) - 1;
  return self->part;
}

// What the module calls it, if the linker had given it another name; else what the linker had.
static uint32_t composed_name(Composer *self, uint32_t part, const Mapping *inner, uint32_t outer) {
  if (inner->name == 0) {
    if (outer == 0) return 0;
    return name_of(self, &self->own_names[outer - 1], self->printed->names.at[outer - 1]);
  }
  const MapPieceInput *piece = &self->input->parts[part].piece->mappings;
  if (!self->piece_names[part])
    self->piece_names[part] = arena_new(self->scratch, uint32_t, piece->name_count);
  return name_of(self, &self->piece_names[part][inner->name - 1], piece->names[inner->name - 1]);
}

// The piece's first mapping at `place` or behind. Mostly it is one of the next.
static uint32_t find_mapping(Composer *self, uint32_t part, uint32_t place) {
  const MapPieceInput *known = &self->input->parts[part].piece->mappings;
  uint32_t at = self->cursors[part], count = known->mapping_count;
  for (int i = 0; i < NEAR && at < count && known->mappings[at].generated < place; i++) at++;
  bool is_found = (at == count || known->mappings[at].generated >= place) &&
                  (at == 0 || known->mappings[at - 1].generated < place);
  if (!is_found) at = search_first(known->mappings, count, generated, place);
  self->cursors[part] = at;
  return at;
}

static void compose(Composer *self, const Mapping *mapping) {
  uint32_t part = find_part(self, mapping->original);
  const Piece *piece = self->input->parts[part].piece;
  if (!piece) {
    Mapping end = {.generated = mapping->generated, .origin = MAPPING_ENDS};
    self->mappings.at[self->mappings.count++] = end;
    return;
  }
  const MapPieceInput *known = &piece->mappings;
  uint32_t place = mapping->original - self->input->parts[part].start;
  uint32_t found = find_mapping(self, part, place);
  if (found == known->mapping_count || known->mappings[found].generated != place) return;
  const Mapping *inner = &known->mappings[found];
  Mapping composed = {mapping->generated, inner->original,
                      composed_name(self, part, inner, mapping->name), part};
  self->mappings.at[self->mappings.count++] = composed;
}

static MapPiece encode(Composer *self) {
  const MinifiedInput *input = self->input;
  MapOrigin *origins = arena_new(self->scratch, MapOrigin, input->part_count);
  for (uint32_t i = 0; i < input->part_count; i++) {
    const Piece *piece = input->parts[i].piece;
    if (piece && piece->mappings.origin_count) origins[i] = piece->mappings.origins[0];
  }
  MapPieceInput all = {.generated = self->printed->text,
                       .origins = origins,
                       .origin_count = input->part_count,
                       .mappings = self->mappings.at,
                       .mapping_count = self->mappings.count,
                       .names = self->names.at,
                       .name_count = self->names.count};
  return map_piece_encode(self->arena, &all);
}

// Each mapping's text, up to the next one, belongs to the part that it leads to.
static void count_bytes(Composer *self, uint32_t *bytes) {
  const AstPrinted *printed = self->printed;
  for (uint32_t i = 0; i < printed->mappings.count; i++) {
    const Mapping *mapping = &printed->mappings.at[i];
    uint32_t end = i + 1 < printed->mappings.count ? mapping[1].generated : printed->text.size;
    bytes[find_part(self, mapping->original)] += end - mapping->generated;
  }
}

static void compose_all(Composer *self, Minified *result) {
  self->own_names = arena_new(self->scratch, uint32_t, self->printed->names.count);
  self->piece_names = arena_new(self->scratch, uint32_t *, self->input->part_count);
  self->cursors = arena_new(self->scratch, uint32_t, self->input->part_count);
  result->part_bytes = arena_new(self->arena, uint32_t, self->input->part_count);
  count_bytes(self, result->part_bytes);
  self->mappings.at = self->printed->mappings.at;
  for (uint32_t i = 0; i < self->printed->mappings.count; i++)
    compose(self, &self->printed->mappings.at[i]);
  result->map = encode(self);
}

bool minified_make(Arena *arena, const MinifiedInput *input, Minified *result) {
  Arena scratch = {0};
  SourceFile file = {.text = input->program};
  Diagnostics diagnostics = {.arena = &scratch};
  AstPrinted printed;
  bool is_made = minify(arena, &file, input->options, &printed, &diagnostics);
  if (is_made) {
    bool is_line = printed.text.size == 0 || text_ends(printed.text, TEXT("\n"));
    if (!is_line) printed.text = text_concat(arena, printed.text, TEXT("\n"));
    result->text = printed.text;
    Composer self = {.arena = arena, .scratch = &scratch, .input = input, .printed = &printed};
    if (input->options->wants_mappings && input->part_count > 0) compose_all(&self, result);
  }
  arena_release(&scratch);
  return is_made;
}
