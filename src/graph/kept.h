// Kept: modules of an earlier graph that the next one may take over.
//
// Owns:  its modules, until they are taken or released.
// Takes: a graph that is not needed any more.
// Gives: a module as loading its file now would make it, but for where its imports lead.
// Never: trusts a time alone that a quick second change might leave as it is.
#pragma once

#include "graph/module.h"
#include "host/workers.h"

// A module that was read again in its own place, because its file has changed.
typedef struct Reread {
  Module *module;
  Module before; // as it was, but for its imports; all that it points to is there
} Reread;

typedef Array(Reread) Rereads;

typedef struct Kept {
  Arena arena;
  Array(Module *) modules;  // NULL where one was taken
  Map by_key;               // → index into modules
  bool *is_current;         // by index: its file is as it was read
  Array(Module *) injected; // what was injected into them; may be gone
  bool gives_injected;      // those that are injected themselves, rather than others
  uint32_t serials;         // that were given out
} Kept;

// Adds a module that no other of them has the key of.
void kept_add(Kept *kept, Module *module);

// Looks at all files, on all cores; to be called before any module is taken.
void kept_check(Kept *kept, Workers *workers);

// The module of that key, if it is what loading the file of `resolution` would make; else NULL.
// It is the caller's from then on.
Module *kept_take(Kept *kept, Text key, const Resolution *resolution);

// The table of a glob of that key, if its text is the same; else NULL. The caller's likewise.
Module *kept_take_table(Kept *kept, Text key, Text text);

// The module of that key, which is not what it was: it is emptied, to be made anew in its place.
// False if there is none that may be. The caller owns what it was before.
bool kept_empty(Kept *kept, Text key, Reread *reread);

// Empties a module, to be made anew in its place. The caller owns what it was before.
void module_empty(Module *module, Reread *reread);

// Whether the file of a module, and others that it was made from, are as they were read.
bool module_is_current(Module *module);

// Releases what a module was before.
void reread_release(Reread *reread);

void kept_release(Kept *kept);

void module_release(Module *module);
