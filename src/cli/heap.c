// A fault for each page of 4 KB is a tenth of the processor time of a large build. mimalloc can ask
// for huge pages, which it does from the moment that arenas hold much.
#include "cli/heap.h"

#include "base/arena.h"

#ifdef CBUNDLE_MIMALLOC
#include <mimalloc.h>

static void use_huge_pages(void) {
  mi_option_set_enabled(mi_option_large_os_pages, true);
}

void heap_grow_by_huge_pages(void) {
  arena_at_much = use_huge_pages;
}
#else
void heap_grow_by_huge_pages(void) {}
#endif
