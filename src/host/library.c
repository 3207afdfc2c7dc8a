// Thin: libuv knows how each system does it.
#include "host/library.h"

#include <uv.h>

struct LibraryOpening {
  const char *path, *prepare;
  uv_thread_t thread;
  bool has_thread;
};

static void open_it(void *context) {
  const LibraryOpening *opening = context;
  uv_lib_t library;
  void *found = NULL;
  if (uv_dlopen(opening->path, &library) != 0 ||
      uv_dlsym(&library, opening->prepare, &found) != 0) {
    uv_dlclose(&library); // which frees its message
    return;
  }
  ((void (*)(void))(uintptr_t)found)();
}

LibraryOpening *library_begin(Arena *arena, const char *path, const char *prepare) {
  LibraryOpening *opening = arena_new(arena, LibraryOpening, 1);
  *opening = (LibraryOpening){.path = path, .prepare = prepare};
  opening->has_thread = uv_thread_create(&opening->thread, open_it, opening) == 0;
  return opening;
}

void library_wait(LibraryOpening *opening) {
  if (opening->has_thread) uv_thread_join(&opening->thread);
  opening->has_thread = false;
}

void *library_find(Arena *arena, const char *path, const char *name, Text *problem) {
  uv_lib_t library;
  void *found = NULL;
  if (uv_dlopen(path, &library) == 0) uv_dlsym(&library, name, &found);
  if (!found) *problem = text_copy(arena, text_of(uv_dlerror(&library)));
  return found;
}
