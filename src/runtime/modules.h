// Modules: the JavaScript halves, which the build embeds, each compiled when it is first asked for.
#pragma once

#include "runtime/engine.h"

// Runs js/internal/boot.js, which makes what every script has.
void modules_start(void);

// Runs the program's script to its end.
void modules_run_script(void);

// Tells the script's own handlers: "beforeExit", which may give the loop more to do.
void modules_before_exit(void);
// The exit code, after "exit" has been told.
int modules_exit(void);
