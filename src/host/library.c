// Thin: libuv knows how each system does it.
#include "host/library.h"

#include <uv.h>

void *library_find(Arena *arena, const char *path, const char *name, Text *problem) {
  uv_lib_t library;
  void *found = NULL;
  if (uv_dlopen(path, &library) == 0) uv_dlsym(&library, name, &found);
  if (!found) *problem = text_copy(arena, text_of(uv_dlerror(&library)));
  return found;
}
