// Bytes and strings: what Buffer and TextEncoder would be slow at in JavaScript.
#include "runtime/bindings.h"

#include <glib.h>

// A part of a typed array: `from` and `to` are arguments.
static bool take_part(const Call *call, char **at, size_t *size) {
  if (!value_memory(call_at(call, 0), at, size)) return false;
  double from = call_number(call, 1);
  double to = value_is_nothing(call_at(call, 2)) ? (double)*size : call_number(call, 2);
  memory_part(at, size, from, to - from);
  return true;
}

// decodeUtf8(bytes, from, to), and so on
NATIVE(utf8_slice) {
  char *at;
  size_t size;
  return take_part(call, &at, &size) ? value_of_text(at, size) : engine.undefined;
}

NATIVE(latin1_slice) {
  char *at;
  size_t size;
  return take_part(call, &at, &size) ? value_of_latin1(at, size) : engine.undefined;
}

NATIVE(base64_slice) {
  char *at;
  size_t size;
  if (!take_part(call, &at, &size)) return engine.undefined;
  char *text = g_base64_encode((const guchar *)at, size);
  JSValueRef value = value_of_string(text);
  g_free(text);
  return value;
}

NATIVE(hex_slice) {
  char *at;
  size_t size;
  if (!take_part(call, &at, &size)) return engine.undefined;
  char *text = g_malloc(size * 2 + 1);
  for (size_t i = 0; i < size; i++) {
    text[2 * i] = "0123456789abcdef"[(unsigned char)at[i] >> 4];
    text[2 * i + 1] = "0123456789abcdef"[at[i] & 15];
  }
  JSValueRef value = value_of_latin1(text, size * 2);
  g_free(text);
  return value;
}

// encodeUtf8(string): a Uint8Array
NATIVE(utf8_encode_string) {
  Utf8 text;
  utf8_take(&text, call_at(call, 0));
  JSValueRef value = value_of_bytes(text.at, text.size);
  utf8_drop(&text);
  return value;
}

NATIVE(utf8_length) {
  Utf8 text;
  utf8_take(&text, call_at(call, 0));
  size_t size = text.size;
  utf8_drop(&text);
  return value_of_number((double)size);
}

// utf8Write(bytes, string, from, most): how many; never part of a character
NATIVE(utf8_write) {
  char *at;
  size_t size;
  if (!value_memory(call_at(call, 0), &at, &size)) return engine.undefined;
  memory_part(&at, &size, call_number(call, 2), call_number(call, 3));
  Utf8 text;
  utf8_take(&text, call_at(call, 1));
  if (text.size <= size)
    size = text.size;
  else
    while (size > 0 && (text.at[size] & 0xc0) == 0x80) size--;
  memcpy(at, text.at, size);
  utf8_drop(&text);
  return value_of_number((double)size);
}

// compare(a, b): -1, 0 or 1
NATIVE(compare) {
  char *a, *b;
  size_t a_size, b_size;
  if (!value_memory(call_at(call, 0), &a, &a_size) || !value_memory(call_at(call, 1), &b, &b_size))
    return engine.undefined;
  size_t least = a_size < b_size ? a_size : b_size;
  int order = least ? memcmp(a, b, least) : 0;
  if (order == 0) order = (a_size > b_size) - (a_size < b_size);
  return value_of_number(order < 0 ? -1 : order > 0);
}

// find(bytes, part, from): where; -1
NATIVE(find) {
  char *at, *part;
  size_t size, part_size, from = (size_t)call_number(call, 2);
  if (!value_memory(call_at(call, 0), &at, &size) ||
      !value_memory(call_at(call, 1), &part, &part_size))
    return engine.undefined;
  if (from > size) return value_of_number(-1);
  const char *found = memmem(at + from, size - from, part, part_size);
  return value_of_number(found ? (double)(found - at) : -1);
}

JSObjectRef binding_text(void) {
  static const NativeFunction functions[] = {
      {"decodeUtf8", utf8_slice},
      {"decodeLatin1", latin1_slice},
      {"base64Slice", base64_slice},
      {"hexSlice", hex_slice},
      {"encodeUtf8", utf8_encode_string},
      {"utf8Length", utf8_length},
      {"utf8Write", utf8_write},
      {"compare", compare},
      {"find", find},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}
