// A name is worth suggesting if about one letter in three is different, or if it goes on where the
// written one stops.
#include "base/suggest.h"

enum { SHORTEST_START = 3 }; // letters that are enough to recognise a name by

bool suggest_consider(Suggestion *best, Text written, Text candidate) {
  uint32_t limit = (written.size + 2) / 3;
  uint32_t distance = text_distance(written, candidate, limit);
  if (distance > limit && written.size >= SHORTEST_START && text_starts(candidate, written)) {
    distance = limit;
  }
  if (distance > limit || (best->name.size && best->distance <= distance)) return false;
  *best = (Suggestion){candidate, distance};
  return true;
}
