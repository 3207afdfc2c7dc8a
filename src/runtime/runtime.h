// Runtime: a server script and all that happens to it, until nothing is left to happen.
//
// Takes: a program that is one CommonJS text, and its source map.
// Gives: the end of the process, with the script's exit code.
// Never: is run twice at a time, or from two threads.
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef struct RuntimeScript {
  const char *text;     // one CommonJS module; ends with a NUL
  const char *map;      // its source map; ends with a NUL, NULL where there is none
  bool returns_promise; // of its end: it has top-level await
} RuntimeScript;

// A file that the script asks for while it runs, as one CommonJS module; what it imports stays
// outside.
typedef struct RuntimeFile {
  RuntimeScript script;
  const char *problem; // what is wrong with it, in the form of messages; NULL: nothing
} RuntimeFile;

// Reads such a file. What it gives stays until the process ends.
typedef RuntimeFile RuntimeRead(void *context, const char *path);

typedef enum RuntimeNews { RUNTIME_RESTARTED, RUNTIME_ENDED } RuntimeNews;

// Starting again when a file has changed.
typedef struct RuntimeWatch {
  // The files of the script, absolute; and whether one of them is not as it was.
  const char *const *(*files)(void *context, size_t *count);
  void (*note)(void *context, const char *path); // another, which will be read now
  bool (*has_changed)(void *context);
  bool (*rebuild)(void *context, RuntimeScript *out); // false: there are errors, which were told
  void (*tell)(void *context, RuntimeNews news, int exit_code);
  void *context;
} RuntimeWatch;

typedef struct RuntimeProgram {
  const char *executable;       // process.execPath
  const char *folder;           // where the runtime's own files are
  const char *path;             // of the script, absolute
  const char *const *arguments; // process.argv from the third on
  size_t argument_count;
  const char *const *flags; // of `cbundle run`, for scripts that this one starts
  size_t flag_count;
  RuntimeScript script;
  RuntimeRead *read_file;
  void *read_context;
  const RuntimeWatch *watch; // NULL: the script is not started again
} RuntimeProgram;

// Called by its name, which RUNTIME_ENTRY has, in the shared object RUNTIME_FILE. Never returns.
typedef void RuntimeRun(const RuntimeProgram *program);

// Before that, maybe on another thread: the function RUNTIME_PREPARE begins what takes long and
// needs no script. It reads this variable of the environment, which must be set while there is one
// thread: calls that have returned are missed in stacks.
#define RUNTIME_PREPARE  "cbundle_runtime_prepare"
#define RUNTIME_VARIABLE "JSC_useTailCalls"
#define RUNTIME_VALUE    "0"

#define RUNTIME_ENTRY    "cbundle_runtime_run"
#define RUNTIME_FILE     "cbundle-runtime.so"
