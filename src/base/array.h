// Array: a growing array of any type, in an arena.
//
//   Array(uint32_t) ids = {0};
//   array_push(arena, &ids, 7);
//   for (uint32_t i = 0; i < ids.count; i++) use(ids.at[i]);
//
// Name a type once (`typedef Array(Thing) Things;`) to pass it to functions.
#pragma once

#include "base/arena.h"

#define Array(T)                                                                                   \
  struct {                                                                                         \
    T *at;                                                                                         \
    uint32_t count, capacity;                                                                      \
  }

// Appends one value.
#define array_push(arena, array, ...)                                                              \
  (array_reserve((arena), (array), 1), (void)((array)->at[(array)->count++] = (__VA_ARGS__)))

// Makes room for `more` further values.
#define array_reserve(arena, array, more)                                                          \
  ((array)->count + (more) > (array)->capacity                                                     \
       ? (void)((array)->at = array_grow((arena), (array)->at, &(array)->capacity,                 \
                                         (array)->count + (more), sizeof *(array)->at))            \
       : (void)0)

// Takes the last value off; the array must not be empty.
#define array_pop(array)  ((array)->at[--(array)->count])

#define array_last(array) ((array)->at[(array)->count - 1])

// The storage for at least `least` values; sets `*capacity`. Use the macros above.
void *array_grow(Arena *arena, void *at, uint32_t *capacity, uint32_t least, size_t item_size);
