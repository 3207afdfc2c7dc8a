// Library: parts of the program that are files of their own, opened when they are needed.
//
// Never: closes what it has opened.
#pragma once

#include "base/text.h"

// What `name` stands for in the shared object `path`. NULL if there is none, and then `*problem`
// says why.
void *library_find(Arena *arena, const char *path, const char *name, Text *problem);
