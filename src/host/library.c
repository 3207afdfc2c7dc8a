// Thin: libuv knows how each system does it.
#include "host/library.h"

#include <limits.h>
#include <uv.h>

Text library_program_path(Arena *arena) {
  char path[PATH_MAX];
  size_t size = sizeof path;
  if (uv_exepath(path, &size) != 0) return (Text){"", 0};
  return text_copy(arena, (Text){path, (uint32_t)size});
}

void *library_find(Arena *arena, const char *path, const char *name, Text *problem) {
  uv_lib_t library;
  void *found = NULL;
  if (uv_dlopen(path, &library) == 0) uv_dlsym(&library, name, &found);
  if (!found) *problem = text_copy(arena, text_of(uv_dlerror(&library)));
  return found;
}
