// Few code asks, and the tables are short: they are searched from the front.
#include "scope/known_globals.h"

static const Text globals[] = {
#define GLOBAL(name, year) {#name, sizeof #name - 1},
#include "scope/globals.def"
};

static const Text constructors[] = {
#define CONSTRUCTOR(name) {#name, sizeof #name - 1},
#include "scope/globals.def"
};

static const struct {
  Text object, members;
} members_of[] = {
#define MEMBERS(name, members) {{#name, sizeof #name - 1}, {members, sizeof(members) - 1}},
#include "scope/globals.def"
};

static const struct {
  Text name;
  uint32_t year;
} years[] = {
#define GLOBAL(name, year)   {{#name, sizeof #name - 1}, year},
#define LANGUAGE(name, year) GLOBAL(name, year)
#include "scope/globals.def"
};

static bool is_in(const Text *list, size_t count, Text name) {
  for (size_t i = 0; i < count; i++) {
    if (text_is(list[i], name)) return true;
  }
  return false;
}

bool known_global(Text name) {
  return is_in(globals, sizeof globals / sizeof *globals, name);
}

uint32_t known_global_year(Text name) {
  for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
    if (text_is(years[i].name, name)) return years[i].year;
  }
  return 0;
}

bool known_constructor(Text name) {
  return is_in(constructors, sizeof constructors / sizeof *constructors, name);
}

// Whether a list has the word, between spaces.
static bool has_word(Text list, Text word) {
  for (uint32_t at = 0; at + word.size + 2 <= list.size;) {
    uint32_t end = text_find_byte(list, ' ', at + 1);
    if (end == TEXT_NOT_FOUND) return false;
    if (text_is(text_slice(list, at + 1, end), word)) return true;
    at = end;
  }
  return false;
}

bool known_member(Text object, Text member) {
  for (size_t i = 0; i < sizeof members_of / sizeof *members_of; i++) {
    if (text_is(members_of[i].object, object)) return has_word(members_of[i].members, member);
  }
  return false;
}
