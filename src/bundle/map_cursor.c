// In a run of plain bytes (ASCII without line ends), a column is a subtraction; only at the end of
// a run is there something to look at.
#include "bundle/map_cursor.h"

#include "base/bytes16.h"
#include "base/utf8.h"

enum {
  CHECKPOINT_BYTES = 256 // what going back costs at most, against 12 bytes for each of these
};

static inline bool is_special(char byte) {
  return byte == '\n' || byte == '\r' || (unsigned char)byte >= 0x80;
}

// The end of the run of plain bytes at `from`, looking no further than checkpoints are apart.
static uint32_t find_plain_end(Text text, uint32_t from) {
  uint32_t limit = text.size - from > CHECKPOINT_BYTES ? from + CHECKPOINT_BYTES : text.size;
  uint32_t at = from;
  for (; limit - at >= 16; at += 16) {
    Bytes16 bytes = bytes16_load((const unsigned char *)text.at + at);
    Bytes16 ends = bytes16_or(bytes16_equal(bytes, '\n'), bytes16_equal(bytes, '\r'));
    uint32_t found = bytes16_mask(bytes16_or(ends, bytes16_within(bytes, 0x80, 0x7F)));
    if (found) return at + (uint32_t)__builtin_ctz(found);
  }
  while (at < limit && !is_special(text.at[at])) at++;
  return at;
}

MapCursor map_cursor_at_start(Text text, bool is_script) {
  return (MapCursor){.text = text, .plain_end = find_plain_end(text, 0), .is_script = is_script};
}

static void end_line(MapPlace *place) {
  *place = (MapPlace){place->line + 1, 0};
}

// Takes the one character at the cursor, which is not plain.
static void take_special(MapCursor *cursor) {
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
static void next_run(MapCursor *cursor) {
  cursor->place.column += cursor->plain_end - cursor->at;
  cursor->at = cursor->plain_end;
  if (cursor->at < cursor->text.size && is_special(cursor->text.at[cursor->at]))
    take_special(cursor);
  cursor->plain_end = find_plain_end(cursor->text, cursor->at);
}

static void go_forward(MapCursor *cursor, uint32_t offset) {
  while (offset > cursor->plain_end) next_run(cursor);
}

static MapPlace place_in_run(const MapCursor *cursor, uint32_t offset) {
  uint32_t columns = offset > cursor->at ? offset - cursor->at : 0;
  return (MapPlace){cursor->place.line, cursor->place.column + columns};
}

static MapCheckpoint *make_checkpoints(Arena *arena, const MapCursor *of) {
  uint32_t count = of->text.size / CHECKPOINT_BYTES + 1;
  MapCheckpoint *checkpoints = arena_new(arena, MapCheckpoint, count);
  MapCursor cursor = map_cursor_at_start(of->text, of->is_script);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t offset = i * CHECKPOINT_BYTES;
    go_forward(&cursor, offset);
    uint32_t at = offset > cursor.at ? offset : cursor.at;
    checkpoints[i] = (MapCheckpoint){at, place_in_run(&cursor, offset)};
  }
  return checkpoints;
}

static void jump(Arena *arena, MapCursor *cursor, uint32_t offset) {
  if (!cursor->checkpoints) cursor->checkpoints = make_checkpoints(arena, cursor);
  MapCheckpoint nearest = cursor->checkpoints[offset / CHECKPOINT_BYTES];
  cursor->at = nearest.at;
  cursor->place = nearest.place;
  cursor->plain_end = find_plain_end(cursor->text, nearest.at);
}

MapPlace map_cursor_find(Arena *arena, MapCursor *cursor, uint32_t offset) {
  if (offset > cursor->text.size) offset = cursor->text.size;
  if (offset < cursor->at || (cursor->checkpoints && offset - cursor->at > CHECKPOINT_BYTES))
    jump(arena, cursor, offset);
  go_forward(cursor, offset);
  return place_in_run(cursor, offset);
}

MapPlace map_measure(Text text) {
  MapCursor cursor = map_cursor_at_start(text, true);
  go_forward(&cursor, text.size);
  return place_in_run(&cursor, text.size);
}
