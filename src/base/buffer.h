// Buffer: bytes that are appended to, in an arena.
//
// Gives: `at[0..size)`; buffer_text makes it a Text that lives as long as the arena.
#pragma once

#include "base/text.h"

typedef struct Buffer {
  Arena *arena;
  char *at;
  size_t size, capacity;
} Buffer;

// Makes room for `more` bytes and returns where they go; advance `size` yourself.
char *buffer_reserve(Buffer *buffer, size_t more);

static inline void buffer_add(Buffer *buffer, const void *bytes, size_t size) {
  if (size == 0) return;
  memcpy(buffer_reserve(buffer, size), bytes, size);
  buffer->size += size;
}

static inline void buffer_add_text(Buffer *buffer, Text text) {
  buffer_add(buffer, text.at, text.size);
}

static inline void buffer_add_byte(Buffer *buffer, char byte) {
  *buffer_reserve(buffer, 1) = byte;
  buffer->size++;
}

#define buffer_add_literal(buffer, literal) buffer_add((buffer), literal, sizeof(literal) - 1)

void buffer_add_format(Buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// `text` as a JSON string, quotes included; bytes that are not UTF-8 become U+FFFD.
void buffer_add_json_string(Buffer *buffer, Text text);

// The bytes so far; valid as long as nothing more is added.
Text buffer_text(const Buffer *buffer);
