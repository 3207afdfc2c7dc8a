// Restart: noticing that the script's files have changed.
//
// Owns:  watches of their folders, from restart_watch to restart_release.
// Gives: the loop stops when a file is not as it was.
#pragma once

#include "runtime/engine.h"

// Watches the program's files, in place of those from before.
void restart_watch(const RuntimeProgram *program, uv_loop_t *loop);
void restart_release(void);

// Whether the loop goes on for that alone.
void restart_keep_loop(bool keeps);

// Whether the loop was stopped for a change. Asking takes it back.
bool restart_is_due(void);
