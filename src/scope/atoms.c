// Most identifiers are at most sixteen bytes long, so that a slot of the table holds the whole name
// and a lookup touches one cache line and no source but the identifier itself. Only spellings that
// are not in the table are looked at more closely: they are new, or contain escapes.
#include "scope/atoms.h"

#include "base/hash.h"
#include "syntax/name.h"

enum {
  FIRST_SLOTS = 256,
  WORD = sizeof(uint64_t),
};

// A name prepared for comparison.
typedef struct Key {
  Text text;
  uint64_t head, tail; // as in AtomSlot
  uint32_t hash;
} Key;

static uint64_t load_word(const char *at) {
  uint64_t word;
  memcpy(&word, at, WORD);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

// The first bytes of `text`, 0-padded. Bytes before `end` may be read, so that mostly one load
// does.
static uint64_t load_head(Text text, const char *end) {
  if (text.size >= WORD) return load_word(text.at);
  if (end - text.at >= WORD) return load_word(text.at) & ((UINT64_C(1) << 8 * text.size) - 1);
  char padded[WORD] = {0};
  memcpy(padded, text.at, text.size);
  return load_word(padded);
}

// Folds the 128-bit product of two words, as wyhash does: every bit depends on every other.
static uint32_t mix(uint64_t head, uint64_t tail) {
  __extension__ typedef unsigned __int128 Wide;
  const uint64_t salt = UINT64_C(0x9E3779B97F4A7C15), pepper = UINT64_C(0xE7037ED1A0B428DB);
  Wide product = (Wide)(head ^ salt) * (tail ^ pepper);
  uint64_t folded = (uint64_t)product ^ (uint64_t)(product >> 64);
  return (uint32_t)(folded ^ folded >> 32);
}

static Key key_of(Text text, const char *end) {
  Key key = {.text = text, .head = load_head(text, end)};
  if (text.size > WORD) key.tail = load_word(text.at + text.size - WORD);
  bool is_whole = text.size <= 2 * WORD; // head and tail are all of it
  key.hash = is_whole ? mix(key.head, key.tail ^ text.size) : (uint32_t)hash_text(text);
  return key;
}

static AtomSlot *find_slot(const Atoms *atoms, const Key *key) {
  uint32_t mask = atoms->slot_count - 1;
  for (uint32_t i = key->hash & mask;; i = (i + 1) & mask) {
    AtomSlot *slot = &atoms->slots[i];
    if (slot->size == 0) return slot;
    bool same = slot->head == key->head && slot->tail == key->tail && slot->size == key->text.size;
    if (!same) continue;
    if (slot->size <= 2 * WORD || text_is(atoms->names.at[slot->atom], key->text)) return slot;
  }
}

static void grow_slots(Atoms *atoms) {
  AtomSlot *old = atoms->slots;
  uint32_t old_count = atoms->slot_count;
  atoms->slot_count = old_count ? old_count * 2 : FIRST_SLOTS;
  atoms->slots = arena_new(atoms->scratch, AtomSlot, atoms->slot_count);
  uint32_t mask = atoms->slot_count - 1;
  for (uint32_t o = 0; o < old_count; o++) {
    if (old[o].size == 0) continue;
    Text name = atoms->names.at[old[o].atom];
    uint32_t i = key_of(name, name.at + name.size).hash & mask;
    while (atoms->slots[i].size) i = (i + 1) & mask;
    atoms->slots[i] = old[o];
  }
}

static AtomId add(Atoms *atoms, AtomSlot *slot, const Key *key) {
  AtomId atom = atoms->names.count;
  array_push(atoms->scratch, &atoms->names, key->text);
  *slot = (AtomSlot){key->head, key->tail, key->text.size, atom};
  // At most half of the slots are taken, so that probes stay short.
  if (atoms->names.count * 2 > atoms->slot_count) grow_slots(atoms);
  return atom;
}

static AtomId intern(Atoms *atoms, Text name, const char *end) {
  Key key = key_of(name, end);
  AtomSlot *slot = find_slot(atoms, &key);
  return slot->size ? slot->atom : add(atoms, slot, &key);
}

AtomId atoms_intern(Atoms *atoms, Text spelling) {
  Key key = key_of(spelling, atoms->source_end);
  AtomSlot *slot = find_slot(atoms, &key);
  if (slot->size) return slot->atom;
  if (text_find_byte(spelling, '\\', 0) == TEXT_NOT_FOUND) return add(atoms, slot, &key);
  Text name = name_value(atoms->arena, spelling);
  return intern(atoms, name, name.at + name.size);
}

AtomId atoms_add_known(Atoms *atoms, Text name) {
  return intern(atoms, name, name.at + name.size);
}

Atoms atoms_new(Arena *arena, Arena *scratch, Text source) {
  Atoms atoms = {.arena = arena, .scratch = scratch, .source_end = source.at + source.size};
  array_push(scratch, &atoms.names, (Text){0});
  grow_slots(&atoms);
  return atoms;
}

Map atoms_map(Arena *arena, const Atoms *atoms) {
  Map map = {0};
  array_reserve(arena, &map.entries, atoms->names.count);
  for (AtomId atom = 1; atom < atoms->names.count; atom++) {
    map_set(arena, &map, atoms->names.at[atom], atom - 1);
  }
  return map;
}
