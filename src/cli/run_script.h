// RunScript: a program for Node, bundled in memory and run by the runtime.
//
// Takes: a file, and what its build is to heed beside.
// Gives: the exit code of the script.
#pragma once

#include "cbundle/cbundle.h"
#include "cli/build_command.h"
#include "cli/screen.h"

typedef struct ScriptRun {
  const char *path;            // of the script
  CbStrings arguments;         // process.argv from the third on
  CbStrings flags;             // of `cbundle run`, for scripts that this one starts
  const CbBuildOptions *build; // what else the build is to heed; NULL: nothing
  bool watches;                // a saved change starts the script again
} ScriptRun;

// Bundles and runs; diagnostics are shown on `screen`.
ExitCode run_script(const ScriptRun *run, const Screen *screen);

// Whether a build of `path` asks for modules of Node: it is a program for Node, not for a browser.
bool run_script_is_for_node(const char *path);
