// Drop: code that the user wants left out: calls of `console`, `debugger`, statements with certain
// labels (`--drop:console`, `--drop-labels=DEV`).
//
// Takes: a tree with its scopes; a `console` that the file declares is another one.
// Gives: NODE_DEAD and replacements, as dead.h does.
#pragma once

#include "base/path.h"
#include "transform/dead.h"

typedef struct DropOptions {
  bool console, debugger;
  const Text *labels;
  size_t label_count;
} DropOptions;

void drop_apply(const DeadCode *code, const DropOptions *options);
