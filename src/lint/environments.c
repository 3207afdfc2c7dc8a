// The rows of environments.def, one behind the other: an environment's globals follow its name.
#include "lint/environments.h"

#include "rules/global_names.h"

typedef struct Row {
  Text environment; // or empty
  Text name;
  bool is_writable;
} Row;

static const Row rows[] = {
#define ENVIRONMENT(name) {TEXT(name), TEXT(""), false},
#define READONLY(name)    {TEXT(""), TEXT(name), false},
#define WRITABLE(name)    {TEXT(""), TEXT(name), true},
#include "lint/environments.def"
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

void environment_add(Arena *arena, Map *globals, Text name) {
  bool is_in = false;
  for (int i = 0; i < ROW_COUNT; i++) {
    if (rows[i].environment.size)
      is_in = text_is(rows[i].environment, name);
    else if (is_in)
      map_set(arena, globals, rows[i].name,
              rows[i].is_writable ? GLOBAL_WRITABLE : GLOBAL_READONLY);
  }
}

Text environment_name(uint32_t index) {
  for (int i = 0; i < ROW_COUNT; i++) {
    if (rows[i].environment.size && index-- == 0) return rows[i].environment;
  }
  return TEXT("");
}

bool environment_is_known(Text name) {
  Text each;
  for (uint32_t i = 0; (each = environment_name(i)).size; i++) {
    if (text_is(each, name)) return true;
  }
  return false;
}
