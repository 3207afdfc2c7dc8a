// A header with the hash of what follows, then one entry behind the other: numbers, and texts with
// their sizes. Numbers are the machine's own: another one finds another hash.
#include "lint/cache.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "host/files.h"

typedef struct Header {
  char magic[16];
  uint64_t hash; // of all behind the header
  uint32_t entry_count, rule_words;
} Header;

static const char magic[16] = "cbundle lint 1\n";

// The numbers of an entry; its rules' bits, its path and its piece follow.
typedef struct Row {
  uint64_t key, look, stamp[2];
  LintTally tally;
  uint32_t path_size, piece_size;
} Row;

// ---- Reading

typedef struct Reader {
  Arena *arena;
  Text rest;
} Reader;

static bool take(Reader *reader, void *to, size_t size) {
  if (reader->rest.size < size) return false;
  memcpy(to, reader->rest.at, size);
  reader->rest = text_slice(reader->rest, (uint32_t)size, reader->rest.size);
  return true;
}

static bool take_text(Reader *reader, uint32_t size, Text *text) {
  if (reader->rest.size < size) return false;
  *text = text_slice(reader->rest, 0, size);
  reader->rest = text_slice(reader->rest, size, reader->rest.size);
  return true;
}

static bool take_entry(Reader *reader, LintCache *cache) {
  Row row;
  if (!take(reader, &row, sizeof row)) return false;
  uint64_t *rules = arena_new(reader->arena, uint64_t, cache->rule_words);
  CacheEntry entry = {.key = row.key,
                      .look = row.look,
                      .stamp = {row.stamp[0], row.stamp[1]},
                      .tally = row.tally,
                      .rules = rules};
  if (!take(reader, rules, cache->rule_words * sizeof *rules)) return false;
  if (!take_text(reader, row.path_size, &entry.path)) return false;
  if (!take_text(reader, row.piece_size, &entry.piece)) return false;
  map_set(reader->arena, &cache->known, entry.path, cache->entries.count);
  array_push(reader->arena, &cache->entries, entry);
  return true;
}

void lint_cache_read(LintCache *cache, Arena *arena, Text path, uint32_t rule_words) {
  *cache = (LintCache){.rule_words = rule_words};
  Reader reader = {.arena = arena};
  Header header;
  if (file_read(arena, text_copy(arena, path).at, &reader.rest) < 0) return;
  if (!take(&reader, &header, sizeof header)) return;
  bool is_ours = memcmp(header.magic, magic, sizeof magic) == 0 &&
                 header.rule_words == rule_words && header.hash == hash_text(reader.rest);
  uint32_t read = 0;
  while (is_ours && read < header.entry_count && take_entry(&reader, cache)) read++;
  bool is_whole = is_ours && read == header.entry_count && reader.rest.size == 0;
  if (!is_whole) *cache = (LintCache){.rule_words = rule_words};
}

const CacheEntry *lint_cache_find(const LintCache *cache, Text path) {
  const uint32_t *index = map_find(&cache->known, path);
  return index ? &cache->entries.at[*index] : NULL;
}

// ---- Writing

static void add_entry(Buffer *out, const CacheEntry *entry, uint32_t rule_words) {
  Row row;
  memset(&row, 0, sizeof row); // what lies between its members is written, too
  row.key = entry->key;
  row.look = entry->look;
  memcpy(row.stamp, entry->stamp, sizeof row.stamp);
  row.tally = entry->tally;
  row.path_size = entry->path.size;
  row.piece_size = entry->piece.size;
  buffer_add(out, &row, sizeof row);
  buffer_add(out, entry->rules, rule_words * sizeof *entry->rules);
  buffer_add_text(out, entry->path);
  buffer_add_text(out, entry->piece);
}

int lint_cache_write(Arena *arena, Text path, const CacheEntries *entries, uint32_t rule_words) {
  Buffer out = {.arena = arena};
  Header header = {.entry_count = entries->count, .rule_words = rule_words};
  memcpy(header.magic, magic, sizeof magic);
  buffer_add(&out, &header, sizeof header);
  for (uint32_t i = 0; i < entries->count; i++) add_entry(&out, &entries->at[i], rule_words);
  header.hash = hash_bytes(out.at + sizeof header, out.size - sizeof header);
  memcpy(out.at, &header, sizeof header);
  return file_write(text_copy(arena, path).at, out.at, out.size, false);
}
