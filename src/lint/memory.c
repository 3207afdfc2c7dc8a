// A file has an arena for what is remembered of it, so that a new report frees the old one.
#include "lint/memory.h"

#include "base/map.h"
#include "host/lock.h"
#include "rules/run.h"

typedef struct Entry {
  Arena arena;
  LintState state;
  bool is_settled;
  LintMemo memo;
} Entry;

struct LintMemory {
  Arena arena;
  Lock lock;
  Map by_path; // path → index
  Array(Entry) entries;
};

LintMemory *lint_memory_make(void) {
  Arena arena = {0};
  LintMemory *memory = arena_new(&arena, LintMemory, 1);
  memory->arena = arena;
  lock_init(&memory->lock);
  return memory;
}

void lint_memory_release(LintMemory *memory) {
  for (uint32_t i = 0; i < memory->entries.count; i++) arena_release(&memory->entries.at[i].arena);
  lock_release(&memory->lock);
  Arena arena = memory->arena;
  arena_release(&arena);
}

LintMemorySays lint_memory_find(LintMemory *memory, Text path, const LintState *state,
                                LintMemo *memo) {
  lock_take(&memory->lock);
  const uint32_t *index = map_find(&memory->by_path, path);
  const Entry *entry = index ? &memory->entries.at[*index] : NULL;
  bool is_same = entry && entry->state.config == state->config &&
                 stamp_is_same(&entry->state.stamp, &state->stamp);
  bool is_sure = is_same && entry->is_settled;
  if (is_sure) *memo = entry->memo;
  lock_leave(&memory->lock);
  return is_sure ? MEMORY_SURE : is_same ? MEMORY_MAYBE : MEMORY_NOTHING;
}

// Whether a change that comes right behind the stamp would show in it.
static bool is_settled(const FileStamp *stamp) {
  uint64_t now_ns = stamp_time_now_ns();
  return stamp->exists && stamp->changed_ns + STAMP_LAG_NS < now_ns;
}

void lint_memory_keep(LintMemory *memory, Text path, const LintState *state, const LintMemo *memo) {
  uint32_t rule_count;
  rules_all(&rule_count);
  size_t seen_size = (rule_count / 64 + 1) * sizeof(uint64_t);
  lock_take(&memory->lock);
  const uint32_t *index = map_find(&memory->by_path, path);
  if (!index) {
    map_set(&memory->arena, &memory->by_path, text_copy(&memory->arena, path),
            memory->entries.count);
    array_push(&memory->arena, &memory->entries, (Entry){0});
    index = map_find(&memory->by_path, path);
  }
  Entry *entry = &memory->entries.at[*index];
  arena_release(&entry->arena);
  entry->arena = (Arena){0};
  entry->state = *state;
  entry->is_settled = is_settled(&state->stamp);
  uint64_t *seen = arena_new(&entry->arena, uint64_t, rule_count / 64 + 1);
  memcpy(seen, memo->rules_seen, seen_size);
  entry->memo = (LintMemo){text_copy(&entry->arena, memo->piece), memo->tally, seen};
  lock_leave(&memory->lock);
}
