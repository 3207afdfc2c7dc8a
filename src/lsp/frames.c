// A line that is no header is passed over, so that what follows a message of a wrong length is
// searched for the next one.
#include "lsp/frames.h"

enum { KEPT_BYTES = 1 << 20 };

static void begin_headers(Frames *frames) {
  frames->has_headers = frames->has_length = frames->is_body = frames->is_skipping = false;
  frames->line_size = 0;
}

static void read_header(Frames *frames, Text line) {
  static const Text name = TEXT("content-length:");
  frames->has_headers = true;
  if (!text_starts_but_case(line, name)) return;
  uint64_t length = 0;
  uint32_t at = name.size, start;
  while (at < line.size && line.at[at] == ' ') at++;
  for (start = at; at < line.size && line.at[at] >= '0' && line.at[at] <= '9'; at++) {
    if (at - start > 15) return; // no memory is that large
    length = length * 10 + (uint64_t)(line.at[at] - '0');
  }
  frames->has_length = at > start && at == line.size;
  frames->length = length;
}

static void end_headers(Frames *frames, FrameTaker *take, void *context) {
  if (!frames->has_length) {
    bool is_broken = frames->has_headers;
    begin_headers(frames);
    if (is_broken) take(context, FRAME_NO_LENGTH, TEXT(""));
    return;
  }
  frames->is_body = true;
  frames->left = frames->length;
  frames->is_skipping = frames->length > FRAME_BODY_BYTES;
  arena_reset(&frames->arena, KEPT_BYTES);
  frames->body = (Buffer){.arena = &frames->arena};
}

static void end_line(Frames *frames, FrameTaker *take, void *context) {
  bool is_whole = frames->line_size <= FRAME_LINE_BYTES;
  Text line = {frames->line, is_whole ? frames->line_size : 0};
  frames->line_size = 0;
  if (line.size && line.at[line.size - 1] == '\r') line.size--;
  if (line.size || !is_whole)
    read_header(frames, line);
  else
    end_headers(frames, take, context);
}

// Takes bytes up to the end of a line; returns how many.
static uint32_t take_header(Frames *frames, Text bytes, FrameTaker *take, void *context) {
  uint32_t end = text_find_byte(bytes, '\n', 0);
  uint32_t size = end == TEXT_NOT_FOUND ? bytes.size : end;
  for (uint32_t i = 0; i < size; i++) {
    if (frames->line_size < FRAME_LINE_BYTES) frames->line[frames->line_size] = bytes.at[i];
    if (frames->line_size <= FRAME_LINE_BYTES) frames->line_size++;
  }
  if (end == TEXT_NOT_FOUND) return size;
  end_line(frames, take, context);
  return size + 1;
}

static uint32_t take_body(Frames *frames, Text bytes) {
  uint32_t size = frames->left < bytes.size ? (uint32_t)frames->left : bytes.size;
  if (!frames->is_skipping) buffer_add(&frames->body, bytes.at, size);
  frames->left -= size;
  return size;
}

void frames_feed(Frames *frames, Text bytes, FrameTaker *take, void *context) {
  while (bytes.size || (frames->is_body && frames->left == 0)) {
    uint32_t size =
        frames->is_body ? take_body(frames, bytes) : take_header(frames, bytes, take, context);
    bytes = text_slice(bytes, size, bytes.size);
    if (!frames->is_body || frames->left) continue;
    bool is_too_large = frames->is_skipping;
    begin_headers(frames);
    take(context, is_too_large ? FRAME_TOO_LARGE : FRAME_MESSAGE, buffer_text(&frames->body));
  }
}

void frames_release(Frames *frames) {
  arena_release(&frames->arena);
}
