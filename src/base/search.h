// Search: places in sorted lists.
//
// Takes: lists whose keys are of type uint32_t and never get smaller.
#pragma once

#include <stddef.h>
#include <stdint.h>

// The index of the first item of a list whose `field` is `key` or more; `count` if there is none.
#define search_first(at, count, field, key)                                                        \
  ((count) ? search_keys(&(at)->field, (count), sizeof *(at), (key)) : 0)

// The same for keys that are `stride` bytes apart.
uint32_t search_keys(const uint32_t *first, uint32_t count, size_t stride, uint32_t key);
