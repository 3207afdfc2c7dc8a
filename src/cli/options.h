// Options: the flags of `cbundle build`, from words on the command line to values.
//
// Owns:  nothing; lists are in the arena of the diagnostics, texts are the command line's own.
// Gives: defaults where nothing is given; every mistake as a diagnostic, not only the first.
#pragma once

#include "cbundle/cbundle.h"
#include "diag/diag.h"

typedef enum LogLevel {
  LOG_VERBOSE,
  LOG_DEBUG,
  LOG_INFO,
  LOG_WARNING,
  LOG_ERROR,
  LOG_SILENT,
} LogLevel;

typedef enum ColorChoice { COLOR_AUTOMATIC, COLOR_ALWAYS, COLOR_NEVER } ColorChoice;

typedef enum DumpStage { DUMP_NOTHING, DUMP_TREE, DUMP_SCOPE, DUMP_GRAPH, DUMP_LINK } DumpStage;

// The flag --sourcemap alone: linked, or inline where there is no file to put beside the output.
enum { SOURCE_MAP_FITTING = CB_SOURCE_MAP_BOTH + 1 };

typedef enum WatchMode { WATCH_NEVER, WATCH_WHILE_STDIN, WATCH_FOREVER } WatchMode;

// What was asked of `cbundle build`.
typedef struct BuildCommand {
  CbBuildOptions build;
  bool help;
  const char *metafile; // path, or NULL
  CbAnalysis analysis;
  const char *analysis_file; // path, or NULL: beside the output
  LogLevel log_level;
  unsigned log_limit; // 0: none
  ColorChoice color;
  DumpStage dump;
  WatchMode watch;
} BuildCommand;

typedef enum OptionKind {
  OPTION_FLAG,
  OPTION_CHOICE,
  OPTION_NUMBER,
  OPTION_TEXT,
  OPTION_ANYTEXT,
  OPTION_LIST,
  OPTION_MANY,
  OPTION_PAIRS,
} OptionKind;

typedef enum OptionGroup { GROUP_OUTPUT, GROUP_MODULES, GROUP_CODE, GROUP_RUN } OptionGroup;

typedef enum OptionId {
#define OPTION(ID, KIND, name, field, value, GROUP, help) OPTION_ID_##ID,
#include "cli/options.def"
  OPTION_COUNT
} OptionId;

// A row of options.def.
typedef struct Option {
  Text name; // without the dashes
  OptionKind kind;
  OptionGroup group;
  uint16_t offset, size; // of its field in BuildCommand
  Text value;            // what the help writes for the value
  Text help;
} Option;

extern const Option options_table[OPTION_COUNT];

// Reads the words after `cbundle build`; what is wrong with them is added to `diagnostics`.
BuildCommand options_read(const char *const *words, size_t count, Diagnostics *diagnostics);

// What --color says among all words, whether the rest is right or not: errors are coloured, too.
ColorChoice options_color(const char *const *words, size_t count);

// Whether `word` is a flag of `cbundle build`, with or without a value.
bool options_know(Text word);
