// The hash of an output covers its own bytes, placeholders left out, and the hashes of the outputs
// that it names. Outputs that name each other in circles are hashed as a set: each has the hash of
// itself together with that of all of them.
#include "bundle/hashed_names.h"

#include "base/array.h"
#include "base/components.h"
#include "base/hash.h"

#include <stdlib.h>

// A placeholder is a tilde and a number: the mark in its first digits, the index in the others.
enum {
  DIGIT_COUNT = PATH_HASH_SIZE - 1,
  MARK_DIGITS = 2,
  INDEX_BITS = (DIGIT_COUNT - MARK_DIGITS) * PATH_DIGIT_BITS,
};
_Static_assert(PLACEHOLDER_MARKS == 1 << MARK_DIGITS * PATH_DIGIT_BITS, "a bool for each mark");

// Reads the first `count` digits behind a tilde. False if they are none.
static bool read_digits(const char *at, int count, uint64_t *number) {
  *number = 0;
  for (int i = 1; i <= count; i++) {
    const char *digit = memchr(path_digits, at[i], 1 << PATH_DIGIT_BITS);
    if (!digit) return false;
    *number = *number << PATH_DIGIT_BITS | (uint64_t)(digit - path_digits);
  }
  return true;
}

void placeholders_avoid(Placeholders *self, Text text) {
  for (uint32_t at = text_find_byte(text, '~', 0); at != TEXT_NOT_FOUND;
       at = text_find_byte(text, '~', at + 1)) {
    uint64_t mark;
    if (at + MARK_DIGITS >= text.size) return;
    if (read_digits(text.at + at, MARK_DIGITS, &mark)) self->is_taken[mark] = true;
  }
  while (self->is_taken[self->mark] && self->mark + 1 < PLACEHOLDER_MARKS) self->mark++;
}

Text hash_placeholder(Arena *arena, const Placeholders *placeholders, uint32_t index) {
  char out[PATH_HASH_SIZE] = "~";
  uint64_t number = (uint64_t)placeholders->mark << INDEX_BITS | index;
  for (int i = DIGIT_COUNT; i > 0; i--, number >>= PATH_DIGIT_BITS) {
    out[i] = path_digits[number & ((1 << PATH_DIGIT_BITS) - 1)];
  }
  return text_copy(arena, (Text){out, PATH_HASH_SIZE});
}

// The offset of the next placeholder at or behind `from`, its index in `*index`; or the size.
static uint32_t find_placeholder(Text text, uint32_t from, const Placeholders *placeholders,
                                 uint32_t *index) {
  for (;; from++) {
    uint64_t number;
    from = text_find_byte(text, '~', from);
    if (from == TEXT_NOT_FOUND || from + PATH_HASH_SIZE > text.size) return text.size;
    if (!read_digits(text.at + from, DIGIT_COUNT, &number)) continue;
    *index = (uint32_t)(number & ((UINT64_C(1) << INDEX_BITS) - 1));
    bool is_ours = number >> INDEX_BITS == placeholders->mark && *index < placeholders->count;
    if (is_ours) return from;
  }
}

// ---- Hashing

typedef struct Hashing {
  Arena *arena;
  const Placeholders *placeholders;
  const HashedOutput *outputs;
  uint64_t *own;         // by output: of its bytes
  Array(uint32_t) named; // outputs that are named, in the order of the text
  uint32_t *first;       // by output, and one more: into `named`
  Components circles;
  uint64_t *of_circle; // by circle
  uint64_t *whole;     // by output
} Hashing;

static uint64_t join(uint64_t a, uint64_t b) {
  return hash_numbers((const uint64_t[]){a, b}, 2);
}

// Hashes what stands between placeholders, and lists what they stand for.
static void read_output(Hashing *self, uint32_t output) {
  Text text = self->outputs[output].text;
  uint64_t hash = join(hash_text(self->outputs[output].subject), 0);
  self->first[output] = self->named.count;
  for (uint32_t from = 0; from <= text.size;) {
    uint32_t index, at = find_placeholder(text, from, self->placeholders, &index);
    hash = join(hash, hash_text(text_slice(text, from, at)));
    if (at == text.size) break;
    array_push(self->arena, &self->named, index);
    from = at + PATH_HASH_SIZE;
  }
  hash = join(hash, hash_text(self->outputs[output].map));
  self->own[output] = join(hash, hash_text(self->outputs[output].legal));
}

static int compare_hashes(const void *a_at, const void *b_at) {
  const uint64_t *a = a_at, *b = b_at;
  return *a < *b ? -1 : *a > *b;
}

// An output with what it names: of its own circle what is known of them by themselves.
static uint64_t hash_links(const Hashing *self, uint32_t output) {
  uint64_t hash = self->own[output];
  for (uint32_t i = self->first[output]; i < self->first[output + 1]; i++) {
    uint32_t named = self->named.at[i];
    bool is_inside = self->circles.of[named] == self->circles.of[output];
    hash = join(hash, is_inside ? self->own[named] : self->whole[named]);
  }
  return hash;
}

static void hash_circle(Hashing *self, uint32_t circle) {
  const uint32_t *members = &self->circles.nodes[self->circles.first[circle]];
  uint32_t count = components_size(&self->circles, circle);
  uint64_t *hashes = arena_new(self->arena, uint64_t, count);
  for (uint32_t i = 0; i < count; i++) hashes[i] = hash_links(self, members[i]);
  for (uint32_t i = 0; i < count; i++) self->whole[members[i]] = hashes[i];
  qsort(hashes, count, sizeof *hashes, compare_hashes);
  uint64_t all = hash_numbers(hashes, count);
  for (uint32_t i = 0; i < count; i++) {
    self->whole[members[i]] = join(self->whole[members[i]], all);
  }
}

Text *hash_outputs(Arena *arena, const Placeholders *placeholders, const HashedOutput *outputs) {
  Arena scratch = {0};
  Hashing self = {.arena = &scratch, .placeholders = placeholders, .outputs = outputs};
  uint32_t count = placeholders->count;
  self.own = arena_new(&scratch, uint64_t, count);
  self.whole = arena_new(&scratch, uint64_t, count);
  self.first = arena_new(&scratch, uint32_t, count + 1);
  for (uint32_t i = 0; i < count; i++) read_output(&self, i);
  self.first[count] = self.named.count;
  Edges edges = {count, self.first, self.named.at};
  self.circles = components_find(&scratch, &edges);
  for (uint32_t i = 0; i < self.circles.count; i++) hash_circle(&self, i);
  Text *hashes = arena_new(arena, Text, count);
  for (uint32_t i = 0; i < count; i++) hashes[i] = path_template_hash(arena, self.whole[i]);
  arena_release(&scratch);
  return hashes;
}

Text hash_fill(Arena *arena, const Placeholders *placeholders, Text text, const Text *hashes) {
  uint32_t index, at = find_placeholder(text, 0, placeholders, &index);
  if (at == text.size) return text;
  char *out = arena_copy(arena, text.at, text.size);
  while (at < text.size) {
    memcpy(out + at, hashes[index].at, PATH_HASH_SIZE);
    at = find_placeholder(text, at + PATH_HASH_SIZE, placeholders, &index);
  }
  return (Text){out, text.size};
}
