// An owner is live in every scope on the paths from the innermost scope around all its places (for
// what is hoisted: the function around that) to each of its places.
//
// Owners are taken one after another. A scope that is on a path already carries the owner's mark,
// so that climbing from a place stops where an earlier path went: each pair of scope and owner is
// found once.
#include "minify/naming.h"

// How many pairs of scope and owner are written down: 8 bytes each. Programs that people write have
// fewer than three for each identifier; thousands of functions that lie within each other could
// have the product of their number and that of the variables.
enum { PAIR_LIMIT = 1 << 23 };

uint32_t naming_open(Naming *naming, uint32_t parent, bool is_function) {
  uint32_t id = naming->scopes.count;
  NameScope scope = {.parent = parent, .last = id, .function = id};
  if (!is_function) scope.function = naming->scopes.at[parent].function;
  array_push(naming->scratch, &naming->scopes, scope);
  return id;
}

// ---- Lists, made by counting

// Makes of counts the places where lists begin: `first[i]` becomes where the list of `i` begins,
// `first[count]` the end of the last.
static void accumulate(uint32_t *first, uint32_t count) {
  uint32_t total = 0;
  for (uint32_t i = 0; i <= count; i++) {
    uint32_t own = i < count ? first[i] : 0;
    first[i] = total;
    total += own;
  }
}

enum { RADIX_BITS = 16, RADIX_SIZE = 1 << RADIX_BITS };

// One step of sorting owners by their counts: the higher ones first, else as they are.
static void sort_step(const Naming *naming, const uint32_t *from, uint32_t *to, uint32_t shift) {
  Arena scratch = {0};
  uint32_t *first = arena_new(&scratch, uint32_t, RADIX_SIZE + 1);
  uint32_t count = naming->owners.count;
  for (uint32_t i = 0; i < count; i++)
    first[~(naming->owners.at[from[i]].count >> shift) & (RADIX_SIZE - 1)]++;
  accumulate(first, RADIX_SIZE);
  for (uint32_t i = 0; i < count; i++)
    to[first[~(naming->owners.at[from[i]].count >> shift) & (RADIX_SIZE - 1)]++] = from[i];
  arena_release(&scratch);
}

static void rank_owners(Naming *naming) {
  uint32_t count = naming->owners.count;
  uint32_t *given = arena_new(naming->scratch, uint32_t, count);
  naming->order = arena_new(naming->scratch, uint32_t, count);
  for (uint32_t i = 0; i < count; i++) naming->order[i] = i;
  sort_step(naming, naming->order, given, 0);
  sort_step(naming, given, naming->order, RADIX_BITS);
}

// ---- Climbing

typedef struct Places {
  uint32_t *first; // by owner
  uint32_t *scopes;
} Places;

static Places sort_uses(const Naming *naming) {
  Places places = {arena_new(naming->scratch, uint32_t, naming->owners.count + 1),
                   arena_new(naming->scratch, uint32_t, naming->uses.count + 1)};
  for (uint32_t i = 0; i < naming->uses.count; i++) places.first[naming->uses.at[i].owner]++;
  accumulate(places.first, naming->owners.count);
  for (uint32_t i = 0; i < naming->uses.count; i++)
    places.scopes[places.first[naming->uses.at[i].owner]++] = naming->uses.at[i].scope;
  for (uint32_t i = naming->owners.count; i > 0; i--) places.first[i] = places.first[i - 1];
  places.first[0] = 0;
  return places;
}

// The innermost scope around all places is the one around the first and the last.
static uint32_t top_of(const Naming *naming, uint32_t owner, const Places *places) {
  uint32_t from = places->first[owner], to = places->first[owner + 1];
  if (from == to) return 0;
  uint32_t first = UINT32_MAX, last = 0;
  for (uint32_t i = from; i < to; i++) {
    uint32_t scope = places->scopes[i];
    if (scope < first) first = scope;
    if (scope > last) last = scope;
  }
  const NameScope *scopes = naming->scopes.at;
  while (scopes[first].last < last) first = scopes[first].parent;
  return naming->owners.at[owner].is_hoisted ? scopes[first].function : first;
}

typedef Array(uint32_t) Scopes;

static void climb(const Naming *naming, uint32_t owner, const Places *places, uint32_t *marks,
                  Scopes *found) {
  uint32_t top = naming->owners.at[owner].top;
  marks[top] = owner;
  array_push(naming->scratch, found, top);
  for (uint32_t i = places->first[owner]; i < places->first[owner + 1]; i++) {
    uint32_t scope = places->scopes[i];
    for (; marks[scope] != owner; scope = naming->scopes.at[scope].parent) {
      marks[scope] = owner;
      array_push(naming->scratch, found, scope);
    }
  }
}

// Owners by scope, in the order of their ranks.
static void list_owners(Naming *naming) {
  uint32_t count = naming->scopes.count, total = naming->first_scope[naming->owners.count];
  naming->first_owner = arena_new(naming->scratch, uint32_t, count + 1);
  naming->owners_in = arena_new(naming->scratch, uint32_t, total + 1);
  for (uint32_t i = 0; i < total; i++) naming->first_owner[naming->scopes_of[i]]++;
  accumulate(naming->first_owner, count);
  for (uint32_t rank = 0; rank < naming->owners.count; rank++) {
    for (uint32_t i = naming->first_scope[rank]; i < naming->first_scope[rank + 1]; i++)
      naming->owners_in[naming->first_owner[naming->scopes_of[i]]++] = naming->order[rank];
  }
  for (uint32_t i = count; i > 0; i--) naming->first_owner[i] = naming->first_owner[i - 1];
  naming->first_owner[0] = 0;
}

void naming_live(Naming *naming) {
  rank_owners(naming);
  Places places = sort_uses(naming);
  uint32_t count = naming->owners.count;
  uint32_t *marks = arena_new(naming->scratch, uint32_t, naming->scopes.count);
  naming->first_scope = arena_new(naming->scratch, uint32_t, count + 1);
  Scopes found = {0};
  for (uint32_t rank = 0; rank < count; rank++) {
    uint32_t owner = naming->order[rank];
    naming->first_scope[rank] = found.count;
    naming->owners.at[owner].top = top_of(naming, owner, &places);
    if (naming->owners.at[owner].top && found.count < PAIR_LIMIT)
      climb(naming, owner, &places, marks, &found);
  }
  naming->first_scope[count] = found.count;
  naming->scopes_of = found.at;
  if (found.count < PAIR_LIMIT) list_owners(naming);
}
