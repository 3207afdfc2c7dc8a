// A table by path, and a list by use. The state of a file decides whether an entry still holds;
// where the clock of the file system is too coarse to tell two states apart, the entry is not
// trusted.
#include "serve/cache.h"

#include "base/hash.h"
#include "host/stamp.h"
#include "http/date.h"

#include <stdio.h>

enum {
  SLOTS = 4096,
  MOST_FILES = 8192,
  MOST_BYTES = 128 << 20,
};

struct Cache {
  Arena arena; // holds this struct
  CachedFile *slots[SLOTS];
  CachedFile *newest, *oldest;
  uint64_t bytes;
  uint32_t count;
};

Cache *cache_make(void) {
  Arena arena = {0};
  Cache *cache = arena_new(&arena, Cache, 1);
  cache->arena = arena;
  return cache;
}

static void link_newest(Cache *cache, CachedFile *file) {
  file->older = cache->newest;
  file->newer = NULL;
  *(cache->newest ? &cache->newest->newer : &cache->oldest) = file;
  cache->newest = file;
}

static void unlink_file(Cache *cache, CachedFile *file) {
  *(file->newer ? &file->newer->older : &cache->newest) = file->older;
  *(file->older ? &file->older->newer : &cache->oldest) = file->newer;
}

static CachedFile **slot_of(Cache *cache, const CachedFile *file) {
  CachedFile **slot = &cache->slots[file->hash % SLOTS];
  while (*slot && *slot != file) slot = &(*slot)->next_in_slot;
  return slot;
}

static void release_file(CachedFile *file) {
  for (int i = 0; i < ENCODING_COUNT; i++) arena_release(&file->variants[i].arena);
  Arena arena = file->arena;
  arena_release(&arena);
}

// Takes it out of the table; its memory goes when nobody needs it any more.
static void drop(Cache *cache, CachedFile *file) {
  CachedFile **slot = slot_of(cache, file);
  *slot = file->next_in_slot;
  unlink_file(cache, file);
  cache->bytes -= file->bytes;
  cache->count--;
  file->is_dropped = true;
  if (file->pins == 0) release_file(file);
}

static void make_room(Cache *cache) {
  for (CachedFile *file = cache->oldest, *newer; file; file = newer) {
    newer = file->newer;
    if (cache->bytes <= MOST_BYTES && cache->count < MOST_FILES) return;
    if (file->pins == 0) drop(cache, file);
  }
}

void cache_release(Cache *cache) {
  while (cache->oldest) drop(cache, cache->oldest);
  Arena arena = cache->arena;
  arena_release(&arena);
}

static CachedFile *find_path(Cache *cache, Text path, uint64_t hash) {
  CachedFile *file = cache->slots[hash % SLOTS];
  while (file && !(file->hash == hash && text_is(file->path, path))) file = file->next_in_slot;
  return file;
}

CachedFile *cache_find(Cache *cache, Text path, const FileState *state) {
  CachedFile *file = find_path(cache, path, hash_text(path));
  if (!file || file->is_unsettled || !file_state_is_same(&file->state, state)) return NULL;
  if (file != cache->newest) {
    unlink_file(cache, file);
    link_newest(cache, file);
  }
  return file;
}

// ---- Adding

// What is in a file says best what state it is in; of a large one, its state has to.
static uint64_t hash_state(const CachedFile *file) {
  const FileState *state = &file->state;
  if (file->has_content) return hash_text(file->content);
  uint64_t numbers[] = {state->device, state->inode, state->size, (uint64_t)state->modified_ns,
                        (uint64_t)state->changed_ns};
  return hash_numbers(numbers, sizeof numbers / sizeof *numbers);
}

static void describe(CachedFile *file, Text start) {
  static const char *const endings[] = {"", "-gz", "-br"};
  Arena *arena = &file->arena;
  unsigned long long hash = hash_state(file);
  for (int i = 0; i < ENCODING_COUNT; i++)
    file->etags[i] = text_format(arena, "\"%0*llx%s\"", ETAG_SIZE, hash, endings[i]);
  char *modified = arena_alloc(arena, HTTP_DATE_SIZE, 1);
  http_date_write(file->state.modified_ns / 1000000000, modified);
  file->modified = (Text){modified, HTTP_DATE_SIZE};
  file->mime = http_mime_of(path_basename(file->path));
  if (!file->mime.type.size) file->mime = http_mime_by_bytes(start);
}

// The content of a small file, the beginning of a large one.
static int read_content(CachedFile *file, const OpenFile *open, Text *start) {
  enum { START_BYTES = 1024 };
  uint64_t size = file->state.size;
  file->has_content = size <= CACHE_CONTENT_BYTES;
  size_t wanted = file->has_content ? (size_t)size : START_BYTES;
  char *bytes = arena_alloc(&file->arena, wanted + 1, 1);
  int code = open_file_read(open, 0, bytes, wanted);
  *start = (Text){bytes, (uint32_t)wanted};
  if (file->has_content) file->content = *start;
  return code;
}

CachedFile *cache_add(Cache *cache, Text path, const OpenFile *open) {
  uint64_t now = stamp_time_now_ns(), hash = hash_text(path);
  CachedFile *before = find_path(cache, path, hash);
  if (before) drop(cache, before);
  Arena arena = {0};
  CachedFile *file = arena_new(&arena, CachedFile, 1);
  file->arena = arena;
  file->path = text_copy(&file->arena, path);
  file->state = open->state;
  file->hash = hash;
  file->is_unsettled = now < (uint64_t)open->state.changed_ns + STAMP_LAG_NS;
  Text start;
  if (read_content(file, open, &start) < 0) {
    release_file(file);
    return NULL;
  }
  describe(file, start);
  file->next_in_slot = cache->slots[hash % SLOTS];
  cache->slots[hash % SLOTS] = file;
  link_newest(cache, file);
  cache->count++;
  cache_note_bytes(cache, file, file->arena.reserved_bytes);
  return file;
}

void cache_pin(CachedFile *file) {
  file->pins++;
}

void cache_unpin(Cache *cache, CachedFile *file) {
  if (--file->pins > 0) return;
  if (file->is_dropped)
    release_file(file);
  else
    make_room(cache);
}

void cache_note_bytes(Cache *cache, CachedFile *file, uint64_t bytes) {
  file->bytes += bytes;
  if (file->is_dropped) return;
  cache->bytes += bytes;
  cache_pin(file); // it is what room is made for
  make_room(cache);
  file->pins--;
}
