// Paths are POSIX paths. Windows drives and backslashes are translated at the door, in host.
#include "base/path.h"

#include "base/buffer.h"

// Appends the parts of `path` to an absolute `out`, taking `.` and `..` into account.
static void add_parts(Buffer *out, Text path) {
  for (uint32_t i = 0; i < path.size;) {
    uint32_t slash = text_find_byte(path, '/', i);
    uint32_t end = slash == TEXT_NOT_FOUND ? path.size : slash;
    Text part = text_slice(path, i, end);
    i = end + 1;
    if (part.size == 0 || text_is(part, TEXT("."))) continue;
    if (text_is(part, TEXT(".."))) {
      uint32_t last = text_find_last_byte(buffer_text(out), '/');
      out->size = last == TEXT_NOT_FOUND ? 0 : last;
      continue;
    }
    buffer_add_byte(out, '/');
    buffer_add_text(out, part);
  }
}

Text path_resolve(Arena *arena, Text base, Text path) {
  Buffer out = {.arena = arena};
  buffer_reserve(&out, (size_t)base.size + path.size + 3);
  if (!path_is_absolute(path)) add_parts(&out, base);
  add_parts(&out, path);
  if (out.size == 0) buffer_add_byte(&out, '/');
  buffer_add_byte(&out, '\0');
  return (Text){out.at, (uint32_t)out.size - 1};
}

Text path_join(Arena *arena, Text folder, Text name) {
  bool is_root = text_is(folder, TEXT("/"));
  return text_concat(arena, is_root ? TEXT("") : folder, TEXT("/"), name);
}

Text path_dirname(Text path) {
  uint32_t slash = text_find_last_byte(path, '/');
  if (slash == TEXT_NOT_FOUND) return TEXT(".");
  return text_slice(path, 0, slash ? slash : 1);
}

Text path_basename(Text path) {
  uint32_t slash = text_find_last_byte(path, '/');
  return slash == TEXT_NOT_FOUND ? path : text_slice(path, slash + 1, path.size);
}

Text path_extension(Text path) {
  Text name = path_basename(path);
  uint32_t dot = text_find_last_byte(name, '.');
  return dot == TEXT_NOT_FOUND || dot == 0 ? TEXT("") : text_slice(name, dot, name.size);
}

// How many leading bytes of both are the same whole parts.
static uint32_t shared_parts(Text a, Text b) {
  uint32_t shared = 0;
  for (uint32_t i = 0;; i++) {
    bool a_ends = i == a.size || a.at[i] == '/';
    bool b_ends = i == b.size || b.at[i] == '/';
    if (a_ends && b_ends) shared = i;
    if (i == a.size || i == b.size || a.at[i] != b.at[i]) return shared;
  }
}

Text path_relative(Arena *arena, Text base, Text path) {
  if (text_is(base, TEXT("/"))) base = TEXT("");
  if (text_is(path, TEXT("/"))) path = TEXT("");
  uint32_t shared = shared_parts(base, path);
  Buffer out = {.arena = arena};
  for (uint32_t i = shared; i < base.size; i++) {
    if (base.at[i] == '/') buffer_add_text(&out, out.size ? TEXT("/..") : TEXT(".."));
  }
  if (shared < path.size) {
    if (out.size) buffer_add_byte(&out, '/');
    buffer_add_text(&out, text_slice(path, shared + 1, path.size));
  }
  if (out.size == 0) buffer_add_byte(&out, '.');
  buffer_add_byte(&out, '\0');
  return (Text){out.at, (uint32_t)out.size - 1};
}

Text path_specifier(Arena *arena, Text base, Text path) {
  Text relative = path_relative(arena, base, path);
  return text_starts(relative, TEXT("../")) ? relative : text_concat(arena, TEXT("./"), relative);
}

bool path_is_inside(Text path, Text folder) {
  if (text_is(folder, TEXT("/"))) return path_is_absolute(path);
  return text_starts(path, folder) && (path.size == folder.size || path.at[folder.size] == '/');
}
