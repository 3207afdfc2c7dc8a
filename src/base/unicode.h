// Unicode: which characters names are made of, and what the properties of characters are called.
//
// Gives: what Unicode says, in the version that the tables name (unicode_names.def,
//        unicode_properties.def). What a language adds, such as `$`, is the caller's.
#pragma once

#include "base/text.h"

// For characters beyond ASCII; use the functions below.
bool unicode_is_id_start_beyond(uint32_t code);
bool unicode_is_id_part_beyond(uint32_t code);

// Whether a name can start with the code point: its property ID_Start. Not `$` and `_`.
static inline bool unicode_is_id_start(uint32_t code) {
  if (code >= 0x80) return unicode_is_id_start_beyond(code);
  return (code | 0x20) - 'a' < 26;
}

// Whether a name can go on with the code point: its property ID_Continue, which has `_` but not
// `$`.
static inline bool unicode_is_id_part(uint32_t code) {
  if (code >= 0x80) return unicode_is_id_part_beyond(code);
  return (code | 0x20) - 'a' < 26 || code - '0' < 10 || code == '_';
}

typedef enum UnicodeProperty {
  UNICODE_UNKNOWN,
  UNICODE_OF_CHARACTERS,
  UNICODE_OF_STRINGS, // RGI_Emoji and its like: what has it may be several characters long
} UnicodeProperty;

// The property that `name` alone says, as in \p{name}: a binary property or a general category.
UnicodeProperty unicode_property(Text name);

// Whether the property `name` has other values than yes and no, as in \p{name=value}.
bool unicode_has_values(Text name);

// Whether `value` is one of its values.
bool unicode_has_value(Text name, Text value);
