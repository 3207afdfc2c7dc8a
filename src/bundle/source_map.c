// A piece is encoded by two cursors, one going through the generated text and one through the
// original. A cursor knows a run of plain bytes (ASCII without line ends) around it, in which a
// column is a subtraction; only at the end of a run is there something to look at. Mappings are
// relative to their predecessors, so joining pieces means writing the first mapping of each anew
// and copying the rest, with the names put in.
#include "bundle/source_map.h"

#include "base/map.h"
#include "base/utf8.h"

#include <assert.h>

enum {
  LONGEST_VLQ = 7, // characters: 32 bits and a sign, five at a time
  LONGEST_SEGMENT = 4 * LONGEST_VLQ + 1,
  USUAL_SEGMENT = 6,     // ",IAAI" and a little; the measure for the first reservation
  CHECKPOINT_BYTES = 256 // what going back costs at most, against 12 bytes for each of these
};

static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Cursors

typedef struct Checkpoint {
  uint32_t at;
  MapPlace place;
} Checkpoint;

typedef struct Cursor {
  Text text;
  uint32_t at;             // the start of a character
  uint32_t plain_end;      // from `at` up to here all bytes are plain
  MapPlace place;          // of `at`
  bool is_script;          // U+2028 and U+2029 end lines
  Checkpoint *checkpoints; // for every CHECKPOINT_BYTES; made when first going back
} Cursor;

#define EVERY_BYTE(byte) (UINT64_MAX / 255 * (byte))

// Whether one of the eight bytes is LF, CR or not ASCII.
static inline bool has_special(uint64_t word) {
  uint64_t lf = word ^ EVERY_BYTE('\n'), cr = word ^ EVERY_BYTE('\r');
  uint64_t found = ((lf - EVERY_BYTE(1)) & ~lf) | ((cr - EVERY_BYTE(1)) & ~cr) | word;
  return found & EVERY_BYTE(0x80);
}

static inline bool is_special(char byte) {
  return byte == '\n' || byte == '\r' || (unsigned char)byte >= 0x80;
}

// The end of the run of plain bytes at `from`, looking no further than checkpoints are apart.
static uint32_t find_plain_end(Text text, uint32_t from) {
  uint32_t limit = text.size - from > CHECKPOINT_BYTES ? from + CHECKPOINT_BYTES : text.size;
  uint32_t at = from;
  for (uint64_t word; limit - at >= 8; at += 8) {
    memcpy(&word, text.at + at, 8);
    if (has_special(word)) break;
  }
  while (at < limit && !is_special(text.at[at])) at++;
  return at;
}

static Cursor cursor_at_start(Text text, bool is_script) {
  return (Cursor){.text = text, .plain_end = find_plain_end(text, 0), .is_script = is_script};
}

static void end_line(MapPlace *place) {
  *place = (MapPlace){place->line + 1, 0};
}

// Takes the one character at the cursor, which is not plain.
static void take_special(Cursor *cursor) {
  uint32_t length;
  uint32_t code = utf8_decode(cursor->text, cursor->at, &length);
  cursor->at += length;
  // The CR of a CRLF is a column of its line, so that the LF ends it.
  bool is_crlf =
      code == '\r' && cursor->at < cursor->text.size && cursor->text.at[cursor->at] == '\n';
  bool is_separator = cursor->is_script && (code == 0x2028 || code == 0x2029);
  if ((code == '\r' && !is_crlf) || code == '\n' || is_separator)
    end_line(&cursor->place);
  else
    cursor->place.column += code > 0xFFFF && code != UTF8_INVALID ? 2 : 1;
}

// Goes to the end of the plain run, and over the character there if it is not plain.
static void next_run(Cursor *cursor) {
  cursor->place.column += cursor->plain_end - cursor->at;
  cursor->at = cursor->plain_end;
  if (cursor->at < cursor->text.size && is_special(cursor->text.at[cursor->at]))
    take_special(cursor);
  cursor->plain_end = find_plain_end(cursor->text, cursor->at);
}

static void go_forward(Cursor *cursor, uint32_t offset) {
  while (offset > cursor->plain_end) next_run(cursor);
}

static MapPlace place_in_run(const Cursor *cursor, uint32_t offset) {
  uint32_t columns = offset > cursor->at ? offset - cursor->at : 0;
  return (MapPlace){cursor->place.line, cursor->place.column + columns};
}

static Checkpoint *make_checkpoints(Arena *arena, const Cursor *of) {
  uint32_t count = of->text.size / CHECKPOINT_BYTES + 1;
  Checkpoint *checkpoints = arena_new(arena, Checkpoint, count);
  Cursor cursor = cursor_at_start(of->text, of->is_script);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t offset = i * CHECKPOINT_BYTES;
    go_forward(&cursor, offset);
    uint32_t at = offset > cursor.at ? offset : cursor.at;
    checkpoints[i] = (Checkpoint){at, place_in_run(&cursor, offset)};
  }
  return checkpoints;
}

static void jump(Arena *arena, Cursor *cursor, uint32_t offset) {
  if (!cursor->checkpoints) cursor->checkpoints = make_checkpoints(arena, cursor);
  Checkpoint nearest = cursor->checkpoints[offset / CHECKPOINT_BYTES];
  cursor->at = nearest.at;
  cursor->place = nearest.place;
  cursor->plain_end = find_plain_end(cursor->text, nearest.at);
}

// The place of the character at `offset`. In all linear in the text and the number of calls: a step
// back is a jump, and once there are checkpoints, so is a long way forward.
static MapPlace find_place(Arena *arena, Cursor *cursor, uint32_t offset) {
  if (offset > cursor->text.size) offset = cursor->text.size;
  if (offset < cursor->at || (cursor->checkpoints && offset - cursor->at > CHECKPOINT_BYTES))
    jump(arena, cursor, offset);
  go_forward(cursor, offset);
  return place_in_run(cursor, offset);
}

MapPlace map_measure(Text text) {
  Cursor cursor = cursor_at_start(text, true);
  go_forward(&cursor, text.size);
  return place_in_run(&cursor, text.size);
}

// Encoding

static inline char *put_vlq(char *to, uint32_t value, uint32_t previous) {
  int64_t delta = (int64_t)value - previous;
  uint64_t bits = delta < 0 ? (uint64_t)-delta << 1 | 1 : (uint64_t)delta << 1;
  for (; bits >= 32; bits >>= 5) *to++ = DIGITS[32 | (bits & 31)];
  *to++ = DIGITS[bits];
  return to;
}

// The start of a segment that another one comes before in its piece.
static char *put_next_column(char *to, MapPlace place, MapPlace previous) {
  uint32_t lines = place.line - previous.line;
  if (lines == 0)
    *to++ = ',';
  else
    memset(to, ';', lines);
  return put_vlq(to + lines, place.column, lines ? 0 : previous.column);
}

static void add_segment(Buffer *buffer, const MapPiece *piece, MapPlace generated,
                        MapPlace original) {
  size_t longest = LONGEST_SEGMENT + (generated.line - piece->last_generated.line);
  char *to = buffer_reserve(buffer, longest);
  to = put_next_column(to, generated, piece->last_generated);
  *to++ = DIGITS[0]; // the source stays
  to = put_vlq(to, original.line, piece->last_original.line);
  to = put_vlq(to, original.column, piece->last_original.column);
  buffer->size = (size_t)(to - buffer->at);
}

static uint32_t count_names(const MapPieceInput *input) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < input->mapping_count; i++) count += input->mappings[i].name != 0;
  return count;
}

static bool is_same_place(MapPlace a, MapPlace b) {
  return a.line == b.line && a.column == b.column;
}

MapPiece map_piece_encode(Arena *arena, const MapPieceInput *input) {
  MapPiece piece = {.names = input->names, .name_count = input->name_count};
  MapNameUse *name_uses = arena_new(arena, MapNameUse, count_names(input));
  piece.name_uses = name_uses;
  Cursor generated = cursor_at_start(input->generated, true);
  Cursor original = cursor_at_start(input->original, false); // lines as in editors
  Buffer encoded = {.arena = arena};
  buffer_reserve(&encoded, LONGEST_SEGMENT + (size_t)input->mapping_count * USUAL_SEGMENT);
  for (uint32_t i = 0; i < input->mapping_count; i++) {
    const Mapping *mapping = &input->mappings[i];
    assert(i == 0 || mapping->generated >= mapping[-1].generated);
    if (mapping->generated >= input->generated.size) break;
    MapPlace to = find_place(arena, &generated, mapping->generated);
    if (piece.has_mappings && is_same_place(to, piece.last_generated)) continue;
    MapPlace from = find_place(arena, &original, mapping->original);
    if (piece.has_mappings)
      add_segment(&encoded, &piece, to, from);
    else
      piece.first_generated = to, piece.first_original = from;
    piece.last_generated = to, piece.last_original = from;
    piece.has_mappings = true;
    if (mapping->name) {
      assert(mapping->name <= input->name_count);
      name_uses[piece.name_use_count++] = (MapNameUse){(uint32_t)encoded.size, mapping->name - 1};
    }
  }
  piece.size = find_place(arena, &generated, input->generated.size);
  piece.encoded = buffer_text(&encoded);
  arena_trim(arena, encoded.at, encoded.capacity, encoded.size);
  return piece;
}

// Joining

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
  char *to = buffer_reserve(out, LONGEST_VLQ);
  out->size += (size_t)(put_vlq(to, value, previous) - to);
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
  join->source = part->source;
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
  if (!is_same_place(piece->first_generated, (MapPlace){0})) end_mapped_text(join);
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
  join->is_mapped = true;
}

static void add_part(Join *join, const MapPart *part) {
  bool has_mappings = part->piece && part->piece->has_mappings;
  MapPlace size = part->piece ? part->piece->size : part->size;
  if (has_mappings)
    add_piece(join, part);
  else if (!is_same_place(size, (MapPlace){0}))
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
    size += LONGEST_SEGMENT;
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
