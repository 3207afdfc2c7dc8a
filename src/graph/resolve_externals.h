// Resolve_externals: which imports stay imports, as --external says.
//
// Owns:  nothing; it lives in an arena.
#pragma once

#include "base/map.h"
#include "graph/resolve.h"

typedef struct WildCard {
  Text before, after; // the `*`
} WildCard;

typedef Array(WildCard) WildCards;

typedef struct Externals {
  Map names, paths; // as written; and seen from the working folder
  WildCards name_cards, path_cards;
} Externals;

Externals externals_make(Arena *arena, const ResolveOptions *options);

// Whether a specifier, as it is written, is to stay.
bool externals_has_specifier(const Externals *externals, Text specifier);

// Whether the file at an absolute path is to stay out.
bool externals_has_path(const Externals *externals, Text path);
