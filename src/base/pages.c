// Anonymous mappings. Huge pages are asked for where a block holds several of them; the system may
// say no, which costs nothing.
#include "base/pages.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
  HUGE_BYTES = 2 << 20,
  HUGE_FROM_BYTES = HUGE_BYTES * 3 / 2, // below, as much again would not be used
  SMALL_END_BYTES = HUGE_BYTES / 8,     // behind the last huge page: small pages are quick enough
  PART_BYTES = HUGE_BYTES / 4,          // of a huge page that is kept whole for them
};

static size_t page_bytes(void) {
  return (size_t)sysconf(_SC_PAGESIZE);
}

static char *round_up(const void *at, size_t step) {
  return (char *)(((uintptr_t)at + step - 1) & ~(uintptr_t)(step - 1));
}

static char *round_down(const void *at, size_t step) {
  return (char *)((uintptr_t)at & ~(uintptr_t)(step - 1));
}

static void *map(size_t size) {
  void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return pages == MAP_FAILED ? NULL : pages;
}

static void ask_for_huge(void *pages, size_t size) {
#ifdef MADV_HUGEPAGE
  madvise(pages, size, MADV_HUGEPAGE);
#else
  (void)pages, (void)size;
#endif
}

size_t pages_fit(size_t size) {
  size_t end = size % HUGE_BYTES;
  return size < HUGE_FROM_BYTES || end <= SMALL_END_BYTES ? size : size - end + HUGE_BYTES;
}

// Behind the small ones, at an address and of a kind that huge pages can have.
static void *take_huge(size_t small, size_t size) {
  char *pages = map(size + HUGE_BYTES);
  if (!pages) return NULL;
  char *start = round_up(pages + small, HUGE_BYTES) - small;
  if (start > pages) munmap(pages, (size_t)(start - pages));
  char *end = pages + size + HUGE_BYTES, *rest = round_up(start + size, page_bytes());
  if (rest < end) munmap(rest, (size_t)(end - rest));
  ask_for_huge(start + small, size - small);
  return start;
}

void *pages_take_mixed(size_t small, size_t size) {
  return take_huge(small, size);
}

void *pages_take(size_t size) {
  return size < HUGE_FROM_BYTES ? map(size) : take_huge(0, size);
}

// Systems that can't do it say no, which costs nothing.
void pages_prepare(void *at, size_t size) {
#ifdef MADV_POPULATE_WRITE
  char *first = round_down(at, page_bytes());
  madvise(first, (size_t)((char *)at + size - first), MADV_POPULATE_WRITE);
#else
  (void)at, (void)size;
#endif
}

size_t pages_empty(void *at, size_t size, size_t kept) {
  char *end = (char *)at + size;
  char *first = round_up((char *)at + kept, page_bytes()), *last = round_down(end, page_bytes());
  if (first >= last || madvise(first, (size_t)(last - first), MADV_DONTNEED) != 0) return size;
  memset(last, 0, (size_t)(end - last));
  return (size_t)(first - (char *)at);
}

// Takes huge pages as a whole: what is left of one would be small pages from then on.
size_t pages_trim(void *pages, size_t size, size_t new_size) {
  bool stays_huge = size >= HUGE_FROM_BYTES && new_size >= PART_BYTES;
  size_t step = stays_huge ? HUGE_BYTES : page_bytes();
  char *end = (char *)pages + size, *rest = round_up((char *)pages + new_size, step);
  if (rest >= end) return size;
  munmap(rest, (size_t)(end - rest));
  return (size_t)(rest - (char *)pages);
}

#ifdef MREMAP_MAYMOVE
// Huge pages stay what they are only where they move to an address of their kind.
static void *move_huge(void *pages, size_t size, size_t new_size) {
  char *there = take_huge(0, new_size);
  if (!there) return NULL;
  if (mremap(pages, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, there) != MAP_FAILED) return there;
  munmap(there, new_size);
  return NULL;
}

void *pages_grow(void *pages, size_t size, size_t new_size) {
  bool is_huge = new_size >= HUGE_FROM_BYTES;
  void *grown = mremap(pages, size, new_size, is_huge ? 0 : MREMAP_MAYMOVE);
  if (grown == MAP_FAILED) return is_huge ? move_huge(pages, size, new_size) : NULL;
  if (is_huge) ask_for_huge(grown, new_size);
  return grown;
}
#else
void *pages_grow(void *pages, size_t size, size_t new_size) {
  (void)pages, (void)size, (void)new_size;
  return NULL;
}
#endif

void pages_return(void *pages, size_t size) {
  munmap(pages, size);
}
