// A colouring of the scope tree. The scopes of one owner are connected, so two owners meet in some
// scope only if one is live where the other begins: it is enough to look there. Scopes are taken in
// the order in which they open; an owner that begins gets the lowest slot that none has who is live
// in that scope. That takes as few slots as can be (such graphs are chordal, and this order is a
// perfect one).
//
// Of those that begin in one scope, the most frequent comes first: low slots get short names.
#include "minify/naming.h"

// Gives slots to the owners that begin in `scope`. `marks` is by slot: the scope where it is taken.
static void fill_scope(Naming *naming, uint32_t scope, uint32_t *marks) {
  const uint32_t *at = naming->owners_in + naming->first_owner[scope];
  const uint32_t *end = naming->owners_in + naming->first_owner[scope + 1];
  for (const uint32_t *one = at; one < end; one++) {
    uint32_t slot = naming->owners.at[*one].slot;
    if (slot != NAMING_NO_SLOT) marks[slot] = scope;
  }
  uint32_t slot = 0;
  for (const uint32_t *one = at; one < end; one++) {
    NameOwner *owner = &naming->owners.at[*one];
    if (owner->top != scope || owner->kept.at) continue;
    while (marks[slot] == scope) slot++;
    owner->slot = slot++;
  }
  if (slot > naming->slot_count) naming->slot_count = slot;
}

// Without lists of who is live where: what begins in a scope gets slots above all those around.
static void number_by_depth(Naming *naming) {
  uint32_t *next = arena_new(naming->scratch, uint32_t, naming->scopes.count);
  for (uint32_t i = 0; i < naming->owners.count; i++) {
    const NameOwner *owner = &naming->owners.at[i];
    if (owner->top && !owner->kept.at) next[owner->top]++;
  }
  for (uint32_t i = NAMING_PROGRAM; i < naming->scopes.count; i++) {
    next[i] += next[naming->scopes.at[i].parent];
    if (next[i] > naming->slot_count) naming->slot_count = next[i];
  }
  for (uint32_t i = 0; i < naming->owners.count; i++) {
    NameOwner *owner = &naming->owners.at[i];
    if (owner->top && !owner->kept.at) owner->slot = --next[owner->top];
  }
}

void naming_slots(Naming *naming) {
  for (uint32_t i = 0; i < naming->owners.count; i++) naming->owners.at[i].slot = NAMING_NO_SLOT;
  if (!naming->owners_in) {
    number_by_depth(naming);
    return;
  }
  uint32_t *marks = arena_new(naming->scratch, uint32_t, naming->owners.count + 1);
  for (uint32_t i = NAMING_PROGRAM; i < naming->scopes.count; i++) fill_scope(naming, i, marks);
}
