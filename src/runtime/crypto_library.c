// Opened by the first script of the process that asks, and never closed.
#include "runtime/crypto_library.h"

#include "host/library.h"

#include <stdint.h>

static CryptoBinding *door;

// NULL, or what is wrong, as a value.
static JSValueRef open_library(void) {
  Arena arena = {0};
  Text path = text_concat(&arena, text_of(engine.program->folder), TEXT("/" CRYPTO_FILE)), problem;
  door = (CryptoBinding *)(uintptr_t)library_find(&arena, path.at, CRYPTO_ENTRY, &problem);
  JSValueRef wrong = door ? NULL : value_of_text(problem.at, problem.size);
  arena_release(&arena);
  return wrong;
}

JSValueRef crypto_library_binding(const char *name) {
  JSValueRef problem = door ? NULL : open_library();
  if (problem) return problem;
  JSValueRef binding = door(name);
  return binding ? binding : engine.undefined;
}
