// Editor: opening a place of a file in the editor of whoever works here.
//
// Never: goes through a shell: a path is a word, whatever is in it.
#pragma once

#include "base/text.h"

typedef struct EditorPlace {
  Text path;             // absolute
  uint32_t line, column; // from 1
} EditorPlace;

// Starts `command` ("code", "subl -n"), or what $VISUAL or $EDITOR say where it is NULL, or "code".
// It is not waited for. A negative libuv code if it could not be started.
int editor_open(const char *command, const EditorPlace *place);
