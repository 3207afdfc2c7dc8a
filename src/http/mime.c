// A hundred rows are looked through in less time than the system takes to say how large a file is.
#include "http/mime.h"

#include "base/path.h"
#include "base/utf8.h"

enum { LOOKED_AT_BYTES = 1024 };

#define TYPE_OF_TEXTUAL(type)                                                                      \
  { TEXT(type "; charset=utf-8"), true, true }
#define TYPE_OF_LARGE(type)                                                                        \
  { TEXT(type), false, true }
#define TYPE_OF_DENSE(type)                                                                        \
  { TEXT(type), false, false }

typedef struct Row {
  Text extension;
  HttpMime mime;
} Row;

static const Row rows[] = {
#define MIME(extension, type, HOW) {TEXT(extension), TYPE_OF_##HOW(type)},
#include "http/mime.def"
};

HttpMime http_mime_of(Text name) {
  Text extension = path_extension(name);
  if (extension.size < 2) return (HttpMime){0};
  extension = text_slice(extension, 1, extension.size);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (text_is_but_case(rows[i].extension, extension)) return rows[i].mime;
  }
  return (HttpMime){0};
}

HttpMime http_mime_by_bytes(Text bytes) {
  if (bytes.size > LOOKED_AT_BYTES) bytes.size = LOOKED_AT_BYTES;
  uint32_t invalid = utf8_find_invalid(bytes);
  bool is_utf8 = invalid == TEXT_NOT_FOUND || (bytes.size - invalid < 4 && invalid > 0);
  if (is_utf8 && text_find_byte(bytes, '\0', 0) == TEXT_NOT_FOUND)
    return (HttpMime){TEXT("text/plain; charset=utf-8"), true, true};
  return (HttpMime){TEXT("application/octet-stream"), false, false};
}
