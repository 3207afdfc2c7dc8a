// Library: parts of the program that are files of their own, opened when they are needed.
//
// Never: closes what it has opened.
#pragma once

#include "base/text.h"

// A library that another thread opens, while there is other work to do: a large one takes some
// milliseconds.
typedef struct LibraryOpening LibraryOpening;

// `path` must live until library_wait, which must be called. Whether it could be opened,
// library_find tells. The library's function `prepare`, if it has one, is called by that thread.
LibraryOpening *library_begin(Arena *arena, const char *path, const char *prepare);
void library_wait(LibraryOpening *opening);

// What `name` stands for in the shared object `path`. NULL if there is none, and then `*problem`
// says why.
void *library_find(Arena *arena, const char *path, const char *name, Text *problem);
