// Sorted tables, halved until the answer is found: few names are not ASCII, and few regular
// expressions ask for properties.
#include "base/unicode.h"

#define COUNT_OF(table) (uint32_t)(sizeof(table) / sizeof *(table))

typedef struct NameRange {
  uint32_t first;
  uint32_t last : 31;
  uint32_t can_start : 1;
} NameRange;

static const NameRange name_ranges[] = {
#define NAME_RANGE(first, last, can_start) {first, last, can_start},
#include "base/unicode_names.def"
};

// The range that `code` lies in, or NULL.
static const NameRange *find_range(uint32_t code) {
  uint32_t low = 0, high = COUNT_OF(name_ranges);
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    const NameRange *range = &name_ranges[middle];
    if (code > range->last)
      low = middle + 1;
    else if (code < range->first)
      high = middle;
    else
      return range;
  }
  return NULL;
}

bool unicode_is_id_start_beyond(uint32_t code) {
  const NameRange *range = find_range(code);
  return range && range->can_start;
}

bool unicode_is_id_part_beyond(uint32_t code) {
  return find_range(code);
}

#define TEXT_ROW(name) {name, sizeof name - 1},

static const Text binary_names[] = {
#define BINARY(name) TEXT_ROW(name)
#include "base/unicode_properties.def"
};

static const Text category_names[] = {
#define CATEGORY(name) TEXT_ROW(name)
#include "base/unicode_properties.def"
};

static const Text script_names[] = {
#define SCRIPT(name) TEXT_ROW(name)
#include "base/unicode_properties.def"
};

static const Text string_property_names[] = {
#define STRINGS(name) TEXT_ROW(name)
#include "base/unicode_properties.def"
};

static bool has(const Text *names, uint32_t count, Text name) {
  uint32_t low = 0;
  while (low < count) {
    uint32_t middle = (low + count) / 2;
    int order = text_compare(name, names[middle]);
    if (order == 0) return true;
    if (order < 0)
      count = middle;
    else
      low = middle + 1;
  }
  return false;
}

#define HAS(table, name) has(table, COUNT_OF(table), name)

UnicodeProperty unicode_property(Text name) {
  if (HAS(binary_names, name) || HAS(category_names, name)) return UNICODE_OF_CHARACTERS;
  return HAS(string_property_names, name) ? UNICODE_OF_STRINGS : UNICODE_UNKNOWN;
}

static bool is_category(Text name) {
  return text_is(name, TEXT("General_Category")) || text_is(name, TEXT("gc"));
}

static bool is_script(Text name) {
  return text_is(name, TEXT("Script")) || text_is(name, TEXT("sc")) ||
         text_is(name, TEXT("Script_Extensions")) || text_is(name, TEXT("scx"));
}

bool unicode_has_values(Text name) {
  return is_category(name) || is_script(name);
}

bool unicode_has_value(Text name, Text value) {
  if (is_category(name)) return HAS(category_names, value);
  return is_script(name) && HAS(script_names, value);
}
