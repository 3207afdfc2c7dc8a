// The names are those of esbuild's JavaScript interface, where it has the flag.
#include "cli/config_key.h"

#include "base/buffer.h"

#include <ctype.h>

Text config_key(Arena *arena, Text flag) {
  Buffer key = {.arena = arena};
  for (uint32_t i = 0; i < flag.size; i++) {
    bool is_dash = flag.at[i] == '-' && i + 1 < flag.size;
    if (is_dash)
      buffer_add_byte(&key, (char)toupper((unsigned char)flag.at[++i]));
    else
      buffer_add_byte(&key, flag.at[i] == ':' ? '.' : flag.at[i]);
  }
  return buffer_text(&key);
}
