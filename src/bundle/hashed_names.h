// HashedNames: names of files that have a hash of what is in them, and of what that leads to.
//
// Outputs name each other, so that none can be hashed before it is printed. A placeholder of the
// same length stands for each hash until then.
//
// Never: depends on the order of outputs, or on anything but their bytes.
#pragma once

#include "bundle/path_template.h"

enum { PLACEHOLDER_MARKS = 1024 };

// What tells the placeholders of a build from all that its texts have in them.
typedef struct Placeholders {
  uint32_t count; // of outputs
  uint32_t mark;  // stands in each of them
  bool is_taken[PLACEHOLDER_MARKS];
} Placeholders;

// Chooses a mark that is not in `text`, nor in those before. To be called before any placeholder is
// made, with all that comes into outputs. Only a text that is made for it has all marks.
void placeholders_avoid(Placeholders *placeholders, Text text);

// What stands for the hash of output `index`, until it is known.
Text hash_placeholder(Arena *arena, const Placeholders *placeholders, uint32_t index);

// An output before its hash is known: all that it is made of.
typedef struct HashedOutput {
  Text text;    // with placeholders
  Text map;     // without
  Text legal;   // the file of its legal comments
  Text subject; // what sets it apart from others with the same text
} HashedOutput;

// The hashes of outputs, by index, as they stand in a path.
Text *hash_outputs(Arena *arena, const Placeholders *placeholders, const HashedOutput *outputs);

// `text` with hashes for placeholders, in `arena`; the same text if it has none.
Text hash_fill(Arena *arena, const Placeholders *placeholders, Text text, const Text *hashes);
