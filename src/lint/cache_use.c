// A file is known by its path, its state, and by all that decides what is told of it. What was said
// of files that this run is not about stays, as long as they are there.
#include "lint/cache_use.h"

#include "base/hash.h"
#include "base/path.h"
#include "host/files.h"

static const Text file_name = TEXT(".cbundlecache");

// A folder holds a file for each working folder.
static Text find_path(Arena *arena, const CacheWishes *wishes, Text working_folder) {
  if (!wishes->location) return path_join(arena, working_folder, file_name);
  Text location = text_of(wishes->location);
  Text path = path_resolve(arena, working_folder, location);
  bool is_folder = text_ends(location, TEXT("/")) || file_kind(path.at) == FILE_FOLDER;
  if (!is_folder) return path;
  unsigned long long hash = hash_text(working_folder);
  return path_join(arena, path, text_format(arena, "%.*s_%016llx", TEXT_ARGS(file_name), hash));
}

// Another program may have other rules, whatever its version says.
static uint64_t hash_program(Arena *arena) {
  Text path = file_program_path(arena);
  FileStamp stamp = stamp_of(path.size ? path.at : "");
  uint64_t numbers[] = {hash_text(TEXT(CBUNDLE_VERSION)), stamp.size, stamp.modified_ns};
  return hash_numbers(numbers, 3);
}

static uint64_t hash_format(const FormatRun *run, const Format *format) {
  uint64_t index = 0;
  while (formats_all[index] != format) index++;
  uint64_t numbers[] = {index, run->color, run->width, hash_text(run->working_folder)};
  return hash_numbers(numbers, 4);
}

void cache_use_begin(CacheUse *use, Arena *arena, const CacheWishes *wishes, const FormatRun *run,
                     uint32_t target_count) {
  *use = (CacheUse){.is_on = wishes->is_on, .by_content = wishes->by_content, .arena = arena};
  if (!use->is_on) return;
  use->path = find_path(arena, wishes, run->working_folder);
  use->target_count = target_count;
  use->now = arena_new(arena, CacheEntry, target_count);
  use->program = hash_program(arena);
  use->look = hash_format(run, wishes->format);
  lint_cache_read(&use->before, arena, use->path, wishes->rule_words);
}

static uint64_t hash_work(const CacheUse *use, const LintWork *work) {
  const Language *language = &work->language;
  uint64_t flags = (uint64_t)work->no_inline | (uint64_t)work->reports_unused << 1 |
                   (uint64_t)work->is_quiet << 2 | (uint64_t)use->by_content << 3 |
                   (uint64_t)language->has_jsx << 4 | (uint64_t)language->is_strict << 5 |
                   (uint64_t)language->returns_globally << 6;
  uint64_t numbers[] = {use->program, work->config->hash, flags, language->ecma_version,
                        (uint64_t)language->goal};
  return hash_numbers(numbers, 5);
}

bool cache_use_identify(const CacheUse *use, const LintWork *work, const LintTarget *target,
                        const Text *text, CacheEntry *entry) {
  entry->path = target->path;
  entry->key = hash_work(use, work);
  entry->look = use->look;
  if (use->by_content) {
    if (!text) return false;
    entry->stamp[0] = hash_text(*text);
    entry->stamp[1] = text->size;
    return true;
  }
  FileStamp stamp = target->stamp;
  uint64_t numbers[] = {stamp.modified_ns, stamp.inode, stamp.size};
  // A file that was changed just now may be changed again without a new time.
  bool is_settled = stamp.exists && stamp.changed_ns + STAMP_LAG_NS < stamp_time_now_ns();
  entry->stamp[0] = is_settled ? stamp.changed_ns : 0;
  entry->stamp[1] = hash_numbers(numbers, 3);
  return true;
}

const CacheEntry *cache_use_find(const CacheUse *use, const CacheEntry *entry) {
  const CacheEntry *found = lint_cache_find(&use->before, entry->path);
  bool is_it = found && found->key == entry->key && found->stamp[0] == entry->stamp[0] &&
               found->stamp[1] == entry->stamp[1] && entry->stamp[0];
  if (!is_it) return NULL;
  if (found->piece.size && found->look != entry->look) return NULL;
  bool is_clean = found->tally.errors == 0 && found->tally.warnings == 0;
  return is_clean || !use->only_clean ? found : NULL;
}

void cache_use_keep(CacheUse *use, uint32_t index, const CacheEntry *entry) {
  if (entry->stamp[0]) use->now[index] = *entry;
}

static bool is_same(const CacheEntry *a, const CacheEntry *b) {
  return a->key == b->key && a->look == b->look && a->stamp[0] == b->stamp[0] &&
         a->stamp[1] == b->stamp[1];
}

int cache_use_end(CacheUse *use) {
  CacheEntries all = {0};
  Map seen = {0};
  bool is_new = false;
  for (uint32_t i = 0; i < use->target_count; i++) {
    const CacheEntry *entry = &use->now[i];
    if (!entry->path.at) continue;
    const CacheEntry *before = lint_cache_find(&use->before, entry->path);
    is_new = is_new || !before || !is_same(before, entry);
    map_set(use->arena, &seen, entry->path, 1);
    array_push(use->arena, &all, *entry);
  }
  for (uint32_t i = 0; i < use->before.entries.count; i++) {
    const CacheEntry *entry = &use->before.entries.at[i];
    if (map_has(&seen, entry->path)) continue;
    bool is_there = file_kind(text_copy(use->arena, entry->path).at) == FILE_REGULAR;
    is_new = is_new || !is_there;
    if (is_there) array_push(use->arena, &all, *entry);
  }
  return is_new ? lint_cache_write(use->arena, use->path, &all, use->before.rule_words) : 0;
}
