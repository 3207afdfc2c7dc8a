// Anonymous mappings. Huge pages are asked for where a block holds several of them; the system may
// say no, which costs nothing.
#include "base/pages.h"

#include <sys/mman.h>
#include <unistd.h>

enum {
  HUGE_FROM_BYTES = 4 << 20
}; // at least one whole huge page of 2 MB is inside, at any address

void *pages_take(size_t size) {
  void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
  if (size >= HUGE_FROM_BYTES) madvise(pages, size, MADV_HUGEPAGE);
#endif
  return pages;
}

size_t pages_trim(void *pages, size_t size, size_t new_size) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t kept = (new_size + page - 1) & ~(page - 1);
  if (kept >= size) return size;
  munmap((char *)pages + kept, size - kept);
  return kept;
}

void *pages_grow(void *pages, size_t size, size_t new_size) {
#ifdef MREMAP_MAYMOVE
  void *grown = mremap(pages, size, new_size, MREMAP_MAYMOVE);
  if (grown == MAP_FAILED) return NULL;
#ifdef MADV_HUGEPAGE
  if (new_size >= HUGE_FROM_BYTES) madvise(grown, new_size, MADV_HUGEPAGE);
#endif
  return grown;
#else
  (void)pages, (void)size, (void)new_size;
  return NULL;
#endif
}

void pages_return(void *pages, size_t size) {
  munmap(pages, size);
}
