// Frames: messages among the bytes of a connection: headers, an empty line, as many bytes as the
// headers say.
//
// Owns:  what has come of a message, from the first byte until frames_release.
// Never: keeps more of a message than has come, or loses its way for good: behind what is no
//        message it looks for the next header.
#pragma once

#include "base/buffer.h"

enum {
  FRAME_LINE_BYTES = 1024, // of a header; the longest that is known has 90
  FRAME_BODY_BYTES = 1 << 29,
};

typedef enum FrameKind {
  FRAME_MESSAGE,
  FRAME_NO_LENGTH, // headers without a Content-Length that is one
  FRAME_TOO_LARGE, // it is passed over
} FrameKind;

typedef struct Frames {
  char line[FRAME_LINE_BYTES];
  uint32_t line_size; // more than there is room for: the rest is not kept
  bool has_headers, has_length, is_body, is_skipping;
  uint64_t length, left; // of the body
  Arena arena;
  Buffer body;
} Frames;

// `take` gets each message as soon as it is whole; its bytes live until it returns.
typedef void FrameTaker(void *context, FrameKind kind, Text body);
void frames_feed(Frames *frames, Text bytes, FrameTaker *take, void *context);
void frames_release(Frames *frames);
