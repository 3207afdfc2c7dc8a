// RunFiles: the files that a script asks for while it runs, which its bundle does not have.
//
// Owns:  nothing; texts and lists live in the arena, until the process ends.
// Takes: absolute paths.
#pragma once

#include "base/array.h"
#include "cbundle/cbundle.h"
#include "host/stamp.h"
#include "runtime/runtime.h"

// Names that the code of a script has from the runtime.
#define STACK_READER   "_stk_"
#define MODULE_HOST    "_mods_"
#define AWAIT_KEEPER   MODULE_HOST ".kept"
#define PLACE_RESOLVER MODULE_HOST ".places"

typedef struct RunFile {
  const char *path;
  FileStamp stamp; // as it was when it was asked for
} RunFile;

typedef struct RunFiles {
  Arena *arena;
  Array(RunFile) asked; // by the script as it runs now
} RunFiles;

// Builds one as a module by itself. What is wrong with it is in the answer.
RuntimeFile run_files_read(RunFiles *files, const char *path);

// The text of an output as the runtime wants it.
const char *run_files_text(Arena *arena, const CbOutput *output);

// The script has asked for a file, which is about to be read.
void run_files_note(RunFiles *files, const char *path);
// Whether one of those is not as it was.
bool run_files_have_changed(const RunFiles *files);
