// JsonWalk: going through a JSON text from front to back, taking what one needs and skipping the
// rest, without making a tree of it: source maps are large.
//
// Takes: text that json_check found good.
#pragma once

#include "base/text.h"

typedef struct JsonWalk {
  Text text;
  uint32_t at;
} JsonWalk;

// Goes into the object ('{') or list ('[') that comes next. False if something else comes.
bool json_walk_open(JsonWalk *walk, char bracket);

// Goes to the next item of the object or list that is open, or closes it and returns false.
bool json_walk_next(JsonWalk *walk);

// Takes the key of the member that comes next: as it is spelled, without its quotes.
Text json_walk_key(JsonWalk *walk);

// Takes a value. A string is given with its quotes, as it is spelled; `at` is NULL otherwise.
Text json_walk_string(JsonWalk *walk);

// Takes a value. A whole number from 0 on is given; 0 otherwise.
uint32_t json_walk_number(JsonWalk *walk);

// Takes a value, whatever it is, and gives it as it is spelled.
Text json_walk_skip(JsonWalk *walk);

// What a string with its quotes stands for, in `arena`; NUL-terminated.
Text json_unquote(Arena *arena, Text quoted);
