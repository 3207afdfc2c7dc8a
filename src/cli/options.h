// Options: the flags of `cbundle build`, from words on the command line to values.
//
// Owns:  nothing; lists are in the arena of the diagnostics, texts are the command line's own.
// Gives: defaults where nothing is given; every mistake as a diagnostic, not only the first.
#pragma once

#include "cli/flags.h"

typedef enum LogLevel {
  LOG_VERBOSE,
  LOG_DEBUG,
  LOG_INFO,
  LOG_WARNING,
  LOG_ERROR,
  LOG_SILENT,
} LogLevel;

typedef enum DumpStage { DUMP_NOTHING, DUMP_TREE, DUMP_SCOPE, DUMP_GRAPH, DUMP_LINK } DumpStage;

// The flag --sourcemap alone: linked, or inline where there is no file to put beside the output.
enum { SOURCE_MAP_FITTING = CB_SOURCE_MAP_BOTH + 1 };

typedef enum WatchMode { WATCH_NEVER, WATCH_WHILE_STDIN, WATCH_FOREVER } WatchMode;

// What was asked of `cbundle build`.
typedef struct BuildCommand {
  CbBuildOptions build;
  CbSource source; // what is on standard input, where no entry is named
  Text name;       // of one of several builds that the configuration file names; else empty
  const struct Delivered *delivered; // what builds before this one have written
  bool help;
  const char *metafile; // path, or NULL
  CbAnalysis analysis;
  const char *analysis_file; // path, or NULL: beside the output
  LogLevel log_level;
  unsigned log_limit; // 0: none
  ColorChoice color;
  DumpStage dump;
  WatchMode watch;
  unsigned watch_delay; // milliseconds
  const char *config;   // path, or NULL: cbundle.json, if it is there
  bool no_config;
  const CbStrings *builds; // names, or NULL: all
} BuildCommand;

extern const FlagTable options_flags;

// What is built where nothing is said.
BuildCommand options_defaults(void);

// Reads the words after `cbundle build` onto what `command` already says: values take the place of
// others, lists go on. What is wrong with a word is added to `diagnostics`.
void options_read(BuildCommand *command, OptionWords words, Diagnostics *diagnostics);

// What is said now takes the place of what was said before and can't stand beside it: an outdir
// that of an outfile, and the like.
void options_drop_replaced(CbBuildOptions *now, const CbBuildOptions *before);

// Whether all that was read fits together; if it does, `command` is completed.
void options_check(BuildCommand *command, Diagnostics *diagnostics);

// Whether outputs become files. Else they are printed, or a dump is in their place.
static inline bool options_write_files(const BuildCommand *command) {
  return (command->build.outfile || command->build.outdir) && !command->dump;
}

// What --color says among all words, whether the rest is right or not: errors are coloured, too.
ColorChoice options_color(const char *const *words, size_t count);
