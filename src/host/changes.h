// Changes: which files something has happened to, told to a loop soon after it has.
//
// Owns:  the system's watches, from changes_make to changes_release.
// Takes: folders; what is in them is watched, but not what is in folders below.
// Gives: absolute paths, each once, when nothing has happened for a moment.
// Never: says what has happened: the file may have come, changed or gone.
//
// Where the system watches no more folders, those that are left are looked at now and then.
#pragma once

#include "base/array.h"
#include "base/map.h"
#include "host/loop.h"

typedef struct Changes Changes;

// `on_changes` gets paths that live until it returns.
typedef void ChangesEvent(void *context, const Text *paths, uint32_t count);

// Whether anybody wants to know of a path. Folders such as "/tmp" are busy places: what happens
// there to others must neither wake anybody nor put off what is told.
typedef bool ChangesFilter(void *context, Text path);

// Without a filter (NULL), all is told.
Changes *changes_make(Loop *loop, ChangesEvent *on_changes, ChangesFilter *is_wanted,
                      void *context);
void changes_release(Changes *changes);

// From now on this folder is watched, if it is there. True if it was not before: what has happened
// in it until now was not heard. One that goes away is told of itself, and can be added again.
bool changes_add(Changes *changes, Text folder);

// Whether there are folders that the system does not watch.
bool changes_is_slow(const Changes *changes);
