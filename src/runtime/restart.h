// Restart: noticing that the script's files have changed.
//
// Owns:  watches of their folders, from restart_watch to the next.
// Gives: the loop stops when a file is not as it was.
#pragma once

#include "runtime/engine.h"

// Watches the program's files, in place of those from before.
void restart_watch(const RuntimeProgram *program, uv_loop_t *loop);
// Watches another of its files, until restart_watch.
void restart_watch_file(const char *path);

// Whether the loop goes on for that alone.
void restart_keep_loop(bool keeps);

// Whether the loop was stopped for a change. Asking takes it back.
bool restart_is_due(void);
