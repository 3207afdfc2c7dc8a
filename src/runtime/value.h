// Value: between values of JavaScript and those of C.
//
// Owns:  the bytes of a Utf8, from utf8_take to utf8_drop.
// Takes: bytes as others sent them: what is not UTF-8 becomes U+FFFD.
#pragma once

#include "base/text.h"
#include "runtime/engine.h"

enum { UTF8_SMALL = 512 };

// The text of a value: on the stack while it is short. Ends with a NUL.
typedef struct Utf8 {
  char *at;
  size_t size;
  char small[UTF8_SMALL];
} Utf8;

#pragma GCC visibility push(default) // the room crypto is a shared object of its own

void utf8_take(Utf8 *out, JSValueRef value);
void utf8_drop(Utf8 *text);

// Bytes that a value has or is: a typed array, an ArrayBuffer, or the UTF-8 of a string.
typedef struct Bytes {
  const char *at;
  size_t size;
  Utf8 text; // where it is a string
} Bytes;

void bytes_take(Bytes *out, JSValueRef value);
void bytes_drop(Bytes *bytes);

// The memory of a typed array, which stays where it is. False where it is none.
bool value_memory(JSValueRef value, char **at, size_t *size);
// Leaves `count` bytes from `from` on, as far as there are so many.
void memory_part(char **at, size_t *size, double from, double count);

// A string of the engine's, to be released: ten times as fast as the engine's own way for what is
// long, which it then holds as UTF-16. What is no UTF-8 becomes U+FFFD.
JSStringRef string_of_text(const char *utf8, size_t size);

JSValueRef value_of_text(const char *utf8, size_t size);
JSValueRef value_of_string(const char *utf8);
JSValueRef value_of_latin1(const char *bytes, size_t size);
// A Uint8Array with a copy of the bytes.
JSValueRef value_of_bytes(const void *bytes, size_t size);
// A Uint8Array of memory that g_free takes.
JSValueRef value_of_own_bytes(void *bytes, size_t size);

static inline JSValueRef value_of_number(double number) {
  return JSValueMakeNumber(engine.context, number);
}
static inline JSValueRef value_of_bool(bool is) {
  return is ? engine.yes : engine.no;
}

double value_number(JSValueRef value);
static inline int value_int(JSValueRef value) {
  return (int)value_number(value);
}
bool value_is_function(JSValueRef value);
static inline bool value_is_nothing(JSValueRef value) {
  return JSValueIsUndefined(engine.context, value) || JSValueIsNull(engine.context, value);
}

void object_set(JSObjectRef object, const char *name, JSValueRef value);
JSValueRef object_get(JSObjectRef object, const char *name);
JSObjectRef object_make(void);
JSObjectRef array_make(size_t count, const JSValueRef *items);
JSValueRef array_at(JSValueRef array, unsigned index);
// For arrays of any length: values that are only in memory of ours are not seen by the collector.
void array_set(JSObjectRef array, unsigned index, JSValueRef value);
unsigned array_count(JSValueRef array);

#pragma GCC visibility pop
