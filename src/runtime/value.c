// Most strings are ASCII. For those the engine has a way in and out that copies bytes; all others
// go through UTF-16.
#include "runtime/value.h"

#include "base/bytes16.h"
#include "base/utf8.h"

#include <glib.h>

void utf8_take(Utf8 *out, JSValueRef value) {
  JSStringRef string = JSValueToStringCopy(engine.context, value, NULL);
  out->at = out->small;
  out->size = 0;
  out->small[0] = '\0';
  if (!string) return; // a value that does not want to be a string
  size_t most = JSStringGetMaximumUTF8CStringSize(string);
  if (most > sizeof out->small) out->at = g_malloc(most);
  size_t written = JSStringGetUTF8CString(string, out->at, most);
  out->size = written ? written - 1 : 0;
  JSStringRelease(string);
}

void utf8_drop(Utf8 *text) {
  if (text->at != text->small) g_free(text->at);
}

bool value_memory(JSValueRef value, char **at, size_t *size) {
  JSContextRef context = engine.context;
  if (!JSValueIsObject(context, value)) return false;
  JSTypedArrayType type = JSValueGetTypedArrayType(context, value, NULL);
  if (type == kJSTypedArrayTypeNone) return false;
  JSObjectRef object = (JSObjectRef)value;
  if (type == kJSTypedArrayTypeArrayBuffer) {
    *at = JSObjectGetArrayBufferBytesPtr(context, object, NULL);
    *size = JSObjectGetArrayBufferByteLength(context, object, NULL);
    return true;
  }
  *at = JSObjectGetTypedArrayBytesPtr(context, object, NULL);
  *size = JSObjectGetTypedArrayByteLength(context, object, NULL);
  *at += JSObjectGetTypedArrayByteOffset(context, object, NULL);
  return true;
}

static size_t limited(double number, size_t most) {
  return !(number > 0) ? 0 : number < (double)most ? (size_t)number : most;
}

void memory_part(char **at, size_t *size, double from, double count) {
  size_t start = limited(from, *size);
  if (start) *at += start; // there may be no memory at all
  *size = limited(count, *size - start);
}

void bytes_take(Bytes *out, JSValueRef value) {
  char *at;
  out->text.at = out->text.small;
  if (value_memory(value, &at, &out->size)) {
    out->at = at;
    return;
  }
  utf8_take(&out->text, value);
  out->at = out->text.at;
  out->size = out->text.size;
}

void bytes_drop(Bytes *bytes) {
  utf8_drop(&bytes->text);
}

static JSValueRef made(JSStringRef string) {
  JSValueRef value = JSValueMakeString(engine.context, string);
  JSStringRelease(string);
  return value;
}

// Of ASCII without NULs.
static JSValueRef value_of_ascii(const char *bytes, size_t size) {
  char small[UTF8_SMALL];
  char *copy = size < sizeof small ? small : g_malloc(size + 1);
  memcpy(copy, bytes, size);
  copy[size] = '\0';
  JSValueRef value = made(JSStringCreateWithUTF8CString(copy));
  if (copy != small) g_free(copy);
  return value;
}

static bool is_plain(const char *bytes, size_t size) {
  uint64_t all = 0;
  size_t i = 0;
  for (; i + 8 <= size; i += 8) {
    uint64_t eight;
    memcpy(&eight, bytes + i, 8);
    all |= eight | ((eight - 0x0101010101010101u) & ~eight); // a NUL sets a high bit
  }
  for (; i < size; i++) all |= bytes[i] ? (unsigned char)bytes[i] : 0x80u;
  return (all & 0x8080808080808080u) == 0;
}

enum { REPLACEMENT = 0xfffd };

// How many bytes of a sequence that breaks off at `at` count as one wrong character, as the
// Encoding standard has it.
static uint32_t wrong_length(Text text, uint32_t at) {
  unsigned char first = (unsigned char)text.at[at];
  uint32_t needed = first >= 0xf0 && first <= 0xf4   ? 4
                    : first >= 0xe0 && first <= 0xef ? 3
                    : first >= 0xc2 && first <= 0xdf ? 2
                                                     : 1;
  uint32_t length = 1;
  for (; length < needed && at + length < text.size; length++) {
    unsigned char next = (unsigned char)text.at[at + length];
    unsigned char least = 0x80, most = 0xbf;
    if (length == 1 && first == 0xe0) least = 0xa0;
    if (length == 1 && first == 0xed) most = 0x9f;
    if (length == 1 && first == 0xf0) least = 0x90;
    if (length == 1 && first == 0xf4) most = 0x8f;
    if (next < least || next > most) break;
  }
  return length;
}

// Plain bytes from the front, sixteen at a time. Returns how many.
static uint32_t widen(const char *bytes, uint32_t size, JSChar *units) {
  uint32_t count = 0;
  for (; count + 16 <= size; count += 16) {
    const unsigned char *from = (const unsigned char *)bytes + count;
    if (bytes16_mask(bytes16_rare(bytes16_load(from)))) break;
    for (int i = 0; i < 16; i++) units[count + i] = from[i];
  }
  return count;
}

// Gives a string's units, as many as bytes at most, to be freed.
static JSChar *units_of(Text text, size_t *count) {
  JSChar *units = g_malloc(text.size * sizeof *units);
  *count = 0;
  for (uint32_t at = 0, length; at < text.size; at += length) {
    length = widen(text.at + at, text.size - at, units + *count);
    *count += length;
    if (length > 0) continue;
    unsigned char byte = (unsigned char)text.at[at];
    length = 1;
    uint32_t code = byte < 0x80 ? byte : utf8_decode(text, at, &length);
    if (code == UTF8_INVALID) {
      length = wrong_length(text, at);
      code = REPLACEMENT;
    }
    if (code > 0xffff) {
      units[(*count)++] = (JSChar)(0xd7c0 + (code >> 10));
      code = 0xdc00 | (code & 0x3ff);
    }
    units[(*count)++] = (JSChar)code;
  }
  return units;
}

JSStringRef string_of_text(const char *utf8, size_t size) {
  size_t count;
  JSChar *units = units_of((Text){utf8, (uint32_t)size}, &count);
  JSStringRef string = JSStringCreateWithCharacters(units, count);
  g_free(units);
  return string;
}

JSValueRef value_of_text(const char *utf8, size_t size) {
  return is_plain(utf8, size) ? value_of_ascii(utf8, size) : made(string_of_text(utf8, size));
}

JSValueRef value_of_string(const char *utf8) {
  return value_of_text(utf8, strlen(utf8));
}

JSValueRef value_of_latin1(const char *bytes, size_t size) {
  if (is_plain(bytes, size)) return value_of_ascii(bytes, size);
  JSChar *units = g_malloc(size * sizeof *units);
  for (size_t i = 0; i < size; i++) units[i] = (unsigned char)bytes[i];
  JSValueRef value = made(JSStringCreateWithCharacters(units, size));
  g_free(units);
  return value;
}

static void give_back(void *bytes, void *context) {
  (void)context;
  g_free(bytes);
}

JSValueRef value_of_own_bytes(void *bytes, size_t size) {
  return JSObjectMakeTypedArrayWithBytesNoCopy(engine.context, kJSTypedArrayTypeUint8Array, bytes,
                                               size, give_back, NULL, NULL);
}

JSValueRef value_of_bytes(const void *bytes, size_t size) {
  JSObjectRef array =
      JSObjectMakeTypedArray(engine.context, kJSTypedArrayTypeUint8Array, size, NULL);
  if (size > 0) memcpy(JSObjectGetTypedArrayBytesPtr(engine.context, array, NULL), bytes, size);
  return array;
}

double value_number(JSValueRef value) {
  double number = JSValueToNumber(engine.context, value, NULL);
  return number == number ? number : 0;
}

bool value_is_function(JSValueRef value) {
  return JSValueIsObject(engine.context, value) &&
         JSObjectIsFunction(engine.context, (JSObjectRef)value);
}

void object_set(JSObjectRef object, const char *name, JSValueRef value) {
  JSStringRef string = JSStringCreateWithUTF8CString(name);
  JSObjectSetProperty(engine.context, object, string, value, kJSPropertyAttributeNone, NULL);
  JSStringRelease(string);
}

JSValueRef object_get(JSObjectRef object, const char *name) {
  JSStringRef string = JSStringCreateWithUTF8CString(name);
  JSValueRef value = JSObjectGetProperty(engine.context, object, string, NULL);
  JSStringRelease(string);
  return value ? value : engine.undefined;
}

JSObjectRef object_make(void) {
  return JSObjectMake(engine.context, NULL, NULL);
}

JSObjectRef array_make(size_t count, const JSValueRef *items) {
  return JSObjectMakeArray(engine.context, count, items, NULL);
}

JSValueRef array_at(JSValueRef array, unsigned index) {
  return JSObjectGetPropertyAtIndex(engine.context, (JSObjectRef)array, index, NULL);
}

void array_set(JSObjectRef array, unsigned index, JSValueRef value) {
  JSObjectSetPropertyAtIndex(engine.context, array, index, value, NULL);
}

unsigned array_count(JSValueRef array) {
  if (!JSValueIsObject(engine.context, array)) return 0;
  JSValueRef length = JSObjectGetProperty(engine.context, (JSObjectRef)array, engine.length, NULL);
  return length ? (unsigned)value_number(length) : 0;
}
