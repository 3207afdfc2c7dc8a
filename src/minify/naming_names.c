// Slots get names in the order of how often they are printed, the shortest names first. A name that
// must be kept by somebody is refused to the slots that have an owner in a scope where it is live;
// other slots may have it. Among slots whose names are of one length, names go in the order of the
// slots, which is that of declarations: names that stand near to each other are alike.
#include <stdlib.h>

#include "minify/naming.h"

enum {
  // Kept names that are longer are never given to anybody.
  LONGEST_RIVAL = 5,
  // Steps, and bits, for finding out who refuses which name to whom. Beyond, names are refused to
  // all: that costs a few bytes.
  REFUSAL_LIMIT = 1 << 26,
};

// The names that are kept by somebody, and to which slots they are refused.
typedef struct Rivals {
  Map names; // to the number of a row
  uint64_t *rows;
  size_t row_words;
  uint32_t steps;
  bool refuse_all;
} Rivals;

static bool is_rival(const NameOwner *owner) {
  return owner->kept.at && owner->top && owner->kept.size <= LONGEST_RIVAL;
}

static void refuse(Naming *naming, Rivals *rivals, uint32_t rank) {
  Text name = naming->owners.at[naming->order[rank]].kept;
  uint64_t *row = rivals->rows + rivals->row_words * *map_find(&rivals->names, name);
  for (uint32_t i = naming->first_scope[rank]; i < naming->first_scope[rank + 1]; i++) {
    uint32_t scope = naming->scopes_of[i];
    uint32_t from = naming->first_owner[scope], to = naming->first_owner[scope + 1];
    rivals->steps += to - from;
    if (rivals->steps > REFUSAL_LIMIT) return;
    for (uint32_t k = from; k < to; k++) {
      uint32_t slot = naming->owners.at[naming->owners_in[k]].slot;
      if (slot != NAMING_NO_SLOT) row[slot / 64] |= UINT64_C(1) << slot % 64;
    }
  }
}

static Rivals find_rivals(Naming *naming) {
  Rivals rivals = {.row_words = naming->slot_count / 64 + 1};
  for (uint32_t i = 0; i < naming->owners.count; i++) {
    const NameOwner *owner = &naming->owners.at[i];
    bool is_new = false;
    uint32_t row = rivals.names.entries.count;
    if (!is_rival(owner)) continue;
    uint32_t *value = map_add(naming->scratch, &rivals.names, owner->kept, &is_new);
    if (is_new) *value = row;
  }
  size_t words = rivals.row_words * rivals.names.entries.count;
  rivals.refuse_all = !naming->owners_in || words > REFUSAL_LIMIT / 64;
  if (rivals.refuse_all) return rivals;
  rivals.rows = arena_new(naming->scratch, uint64_t, words + 1);
  for (uint32_t rank = 0; rank < naming->owners.count && rivals.steps <= REFUSAL_LIMIT; rank++) {
    if (is_rival(&naming->owners.at[naming->order[rank]])) refuse(naming, &rivals, rank);
  }
  rivals.refuse_all = rivals.steps > REFUSAL_LIMIT;
  return rivals;
}

static bool is_refused(const Rivals *rivals, Text name, uint32_t slot) {
  const uint32_t *row = map_find(&rivals->names, name);
  if (!row) return false;
  if (rivals->refuse_all) return true;
  return rivals->rows[rivals->row_words * *row + slot / 64] >> slot % 64 & 1;
}

// ---- Giving names

typedef struct Weight {
  uint64_t count;
  uint32_t slot;
} Weight;

static int by_weight(const void *a, const void *b) {
  const Weight *x = a, *y = b;
  if (x->count != y->count) return x->count > y->count ? -1 : 1;
  return x->slot < y->slot ? -1 : 1;
}

static int by_slot(const void *a, const void *b) {
  const Weight *x = a, *y = b;
  return x->slot < y->slot ? -1 : 1;
}

// Which of the names of one letter a slot gets is for its frequency to say: they are sorted by how
// frequent their letters are.
static void sort_weights(Weight *weights, uint32_t count) {
  qsort(weights, count, sizeof *weights, by_weight);
  uint32_t length = LETTERS_HEAD * LETTERS_TAIL;
  for (uint32_t i = LETTERS_HEAD; i < count; i += length, length *= LETTERS_TAIL) {
    uint32_t rest = count - i;
    qsort(weights + i, rest < length ? rest : length, sizeof *weights, by_slot);
    if (rest <= length) return;
  }
}

static Weight *weigh(const Naming *naming) {
  Weight *weights = arena_new(naming->scratch, Weight, naming->slot_count + 1);
  for (uint32_t i = 0; i < naming->slot_count; i++) weights[i].slot = i;
  for (uint32_t i = 0; i < naming->owners.count; i++) {
    const NameOwner *owner = &naming->owners.at[i];
    if (owner->slot != NAMING_NO_SLOT) weights[owner->slot].count += owner->count;
  }
  sort_weights(weights, naming->slot_count);
  return weights;
}

typedef struct Source {
  const Letters *letters;
  Arena *arena;
  uint32_t next;       // the number of the next name
  Array(Text) refused; // names that were refused to some slots and wait for others
} Source;

static Text next_name(Source *source) {
  char bytes[LETTERS_LONGEST];
  for (;;) {
    Text name = {bytes, letters_name(source->letters, source->next++, bytes)};
    if (!letters_is_reserved(name)) return text_copy(source->arena, name);
  }
}

static Text name_for(Naming *naming, Source *source, const Rivals *rivals, uint32_t slot) {
  for (uint32_t i = 0; i < source->refused.count; i++) {
    Text name = source->refused.at[i];
    if (!name.at || is_refused(rivals, name, slot)) continue;
    source->refused.at[i].at = NULL;
    return name;
  }
  for (;;) {
    Text name = next_name(source);
    if (!is_refused(rivals, name, slot)) return name;
    if (!rivals->refuse_all) array_push(naming->scratch, &source->refused, name);
  }
}

Text *naming_names(Naming *naming, Arena *arena, const Letters *letters) {
  Text *names = arena_new(arena, Text, naming->slot_count + 1);
  Rivals rivals = find_rivals(naming);
  const Weight *weights = weigh(naming);
  Source source = {.letters = letters, .arena = arena};
  for (uint32_t i = 0; i < naming->slot_count; i++)
    names[weights[i].slot] = name_for(naming, &source, &rivals, weights[i].slot);
  return names;
}
