// Anonymous mappings. Huge pages are asked for where a block holds several of them; the system may
// say no, which costs nothing.
#include "base/pages.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
  HUGE_BYTES = 2 << 20,
  HUGE_FROM_BYTES = 2 * HUGE_BYTES, // below, half of the pages would be small all the same
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

void *pages_take(size_t size) {
  return size < HUGE_FROM_BYTES ? map(size) : pages_take_huge(size);
}

void *pages_take_huge(size_t size) {
  char *pages = map(size + HUGE_BYTES);
  if (!pages) return NULL;
  char *start = round_up(pages, HUGE_BYTES);
  if (start > pages) munmap(pages, (size_t)(start - pages));
  pages_trim(start, (size_t)(pages + size + HUGE_BYTES - start), size);
  ask_for_huge(start, size);
  return start;
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

size_t pages_trim(void *pages, size_t size, size_t new_size) {
  char *end = (char *)pages + size, *rest = round_up((char *)pages + new_size, page_bytes());
  if (rest >= end) return size;
  munmap(rest, (size_t)(end - rest));
  return (size_t)(rest - (char *)pages);
}

void *pages_grow(void *pages, size_t size, size_t new_size) {
#ifdef MREMAP_MAYMOVE
  void *grown = mremap(pages, size, new_size, MREMAP_MAYMOVE);
  if (grown == MAP_FAILED) return NULL;
  if (new_size >= HUGE_FROM_BYTES) ask_for_huge(grown, new_size);
  return grown;
#else
  (void)pages, (void)size, (void)new_size;
  return NULL;
#endif
}

void pages_return(void *pages, size_t size) {
  munmap(pages, size);
}
