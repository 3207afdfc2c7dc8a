// --manual-chunks:NAME=PATTERN. A pattern with `*` is compared with the whole path as it is shown,
// where `*` stands for anything; one without is a file, a folder, or a package.
#include "link/splitting.h"

#include "base/path.h"

// Whether `text` has the form of `pattern`; greedy, going back to the last `*` only.
static bool fits(Text pattern, Text text) {
  uint32_t p = 0, t = 0, star = UINT32_MAX, resumed = 0;
  while (t < text.size) {
    if (p < pattern.size && pattern.at[p] == '*') {
      star = p++;
      resumed = t;
    } else if (p < pattern.size && pattern.at[p] == text.at[t]) {
      p++, t++;
    } else if (star != UINT32_MAX) {
      p = star + 1;
      t = ++resumed;
    } else {
      return false;
    }
  }
  while (p < pattern.size && pattern.at[p] == '*') p++;
  return p == pattern.size;
}

// Whether the path leads into the package `name`.
static bool is_in_package(Text path, Text name) {
  static const Text modules = TEXT("node_modules/");
  for (;;) {
    uint32_t at = text_find(path, modules);
    if (at == TEXT_NOT_FOUND) return false;
    bool is_folder = at == 0 || path.at[at - 1] == '/';
    path = text_slice(path, at + modules.size, path.size);
    if (is_folder && path.size > name.size && path_is_inside(path, name)) return true;
  }
}

static bool is_meant(Text pattern, Text path) {
  if (text_starts(pattern, TEXT("./"))) pattern = text_slice(pattern, 2, pattern.size);
  if (text_find_byte(pattern, '*', 0) != TEXT_NOT_FOUND) return fits(pattern, path);
  if (text_ends(pattern, TEXT("/"))) pattern.size--;
  return path_is_inside(path, pattern) || is_in_package(path, pattern);
}

// Several patterns may go into one chunk: its group is that of the first.
static uint32_t first_of_name(const LinkOptions *options, uint32_t index) {
  for (uint32_t i = 0; i < index; i++) {
    if (text_is(options->manual_chunks.at[i].name, options->manual_chunks.at[index].name)) return i;
  }
  return index;
}

static uint32_t group_of(const LinkOptions *options, Text path) {
  for (uint32_t i = 0; i < options->manual_chunks.count; i++) {
    if (is_meant(options->manual_chunks.at[i].pattern, path)) return first_of_name(options, i) + 1;
  }
  return 0;
}

void group_manual_chunks(Splitting *splitting) {
  const Plan *plan = splitting->plan;
  uint32_t modules = plan->graph->modules.count;
  splitting->groups = arena_new(&splitting->scratch, uint32_t, modules);
  splitting->is_grouped = arena_new(&splitting->scratch, bool, modules);
  splitting->group_count = plan->options->manual_chunks.count;
  for (uint32_t i = 0; i < plan->reachable.count && splitting->group_count > 0; i++) {
    const Module *module = plan->reachable.at[i];
    Text path = module_path_shown(&splitting->scratch, module, plan->options->working_folder);
    splitting->groups[module->id] = group_of(plan->options, path);
  }
}
