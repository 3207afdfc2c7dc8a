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
  Text name; // of one of several builds that the configuration file names; else empty
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
  const char *config; // path, or NULL: cbundle.json, if it is there
  bool no_config;
  const CbStrings *builds; // names, or NULL: all
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

typedef enum OptionGroup {
  GROUP_OUTPUT,
  GROUP_MODULES,
  GROUP_CODE,
  GROUP_RUN,
  GROUP_CONFIG,
} OptionGroup;

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

// A VALUE row: what a word for a choice means.
typedef struct OptionValue {
  OptionId id;
  Text text;
  int value;
} OptionValue;

enum {
  OPTION_VALUE_COUNT = 0
#define VALUE(ID, text, value) +1
#include "cli/options.def"
};

extern const OptionValue options_values[OPTION_VALUE_COUNT];

typedef struct OptionRange {
  uint32_t least, most;
} OptionRange;

extern const OptionRange options_ranges[OPTION_COUNT]; // of numbers

// What is built where nothing is said.
BuildCommand options_defaults(void);

typedef struct OptionWords {
  const char *const *at;
  size_t count;
} OptionWords;

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

// The field of `option` in `command`.
static inline void *options_field(BuildCommand *command, const Option *option) {
  return (char *)command + option->offset;
}

// How the flag is written: "--format=iife|cjs|esm"
Text options_spelling(Arena *arena, const Option *option);

// The row for `text`; NULL if `option` has none.
const OptionValue *options_find_value(const Option *option, Text text);

// The words of a choice: "iife", "cjs" or "esm"; in JSON, true and false need no quotes.
Text options_list_values(Arena *arena, const Option *option, bool is_json);

// Sets a choice to what a row says.
void options_set_choice(BuildCommand *command, const OptionValue *row);

// Append to a list. The strings must live as long as it.
void options_add_string(Arena *arena, CbStrings *list, const char *string);
void options_add_pair(Arena *arena, CbPairs *list, CbPair pair);

// Whether people know a flag of this name from esbuild, and this version does not have it.
bool options_is_unavailable(Text name);

// What --color says among all words, whether the rest is right or not: errors are coloured, too.
ColorChoice options_color(const char *const *words, size_t count);

// Whether `word` is a flag of `cbundle build`, with or without a value.
bool options_know(Text word);
