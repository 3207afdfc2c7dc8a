// Any bytes: reading JSON ends with a tree, or with an offset inside the text.
#include "base/json.h"
#include "base/json_check.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  Arena arena = {0};
  JsonMembers keys = {0};
  Text text = {(const char *)bytes, (uint32_t)size};
  uint32_t offset = 0;
  uint32_t checked = json_check(&arena, text, &keys, NULL);
  if (checked != JSON_GOOD && checked > size) abort();
  if (!json_read(&arena, text, &offset) && offset > size) abort();
  arena_release(&arena);
  return 0;
}
