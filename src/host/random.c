// The system's own source.
#include "host/random.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <uv.h>

Text random_digits(Arena *arena, uint32_t bytes) {
  Buffer out = {.arena = arena};
  unsigned char *made = arena_alloc(arena, bytes, 1);
  if (uv_random(NULL, NULL, made, bytes, 0, NULL) < 0) abort(); // then nothing here would be safe
  for (uint32_t i = 0; i < bytes; i++) buffer_add_format(&out, "%02x", made[i]);
  return buffer_text(&out);
}
