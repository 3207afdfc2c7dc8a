// Order: whether pieces of code can change places without anybody noticing.
//
// Takes: expressions, and statements of the simple kinds.
// Gives: footprints: what running a piece of code reads, writes and may run besides. What is not
//        understood, or too large, is `is_loud`.
#pragma once

#include "minify/work.h"

enum { FOOTPRINT_NAMES = 12 };

typedef struct Footprint {
  bool is_loud;       // runs code that is not known, or may fail
  bool reads_shared;  // what such code could change
  bool writes_shared; // what such code could read
  bool has_this, calls_super;
  bool has_pause;  // `await`, `yield`
  bool reads_held; // variables that only change while this code pauses
  uint32_t read_count, write_count;
  SymbolId reads[FOOTPRINT_NAMES], writes[FOOTPRINT_NAMES]; // of variables that nobody shares
  uint32_t nodes;                                           // seen so far
} Footprint;

// Adds what running `id` does.
void footprint_add(Minify *minify, Footprint *footprint, AstId id);

// Whether one piece of code can run before the other as well as after it. `is_caught`: the function
// that they are in may go on when one of them fails.
bool footprints_commute(const Footprint *a, const Footprint *b, bool is_caught);

// Whether code of the same function may go on if `id` fails.
bool order_is_caught(const Minify *minify, AstId id);

// A way from a definition, such as `x = value` in a list of statements, forward to a read of it.
typedef struct Way {
  Footprint passed;    // what runs between the two, the definition's own value aside
  bool is_conditional; // the read may not happen
} Way;

// Finds the way, if the read is in code that runs right after the definition, at most once, and in
// the same function.
bool order_way(Minify *minify, AstId definition, AstId read, Way *way);
