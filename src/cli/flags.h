// Flags: the words behind a command, by the table of its flags, as values.
//
// Owns:  nothing; lists are in the arena of the diagnostics, texts are the command line's own.
// Gives: every mistake as a diagnostic, not only the first.
// Never: asks whether flags fit together.
#pragma once

#include "cbundle/cbundle.h"
#include "diag/diag.h"

typedef enum ColorChoice { COLOR_AUTOMATIC, COLOR_ALWAYS, COLOR_NEVER } ColorChoice;

typedef enum OptionKind {
  OPTION_FLAG,
  OPTION_CHOICE,
  OPTION_NUMBER,
  OPTION_TEXT,
  OPTION_ANYTEXT,
  OPTION_OPTIONAL, // --name or --name=x: a string, empty where the flag is alone
  OPTION_LIST,
  OPTION_MANY,
  OPTION_PAIRS,
} OptionKind;

// A row of options.def or lint_options.def.
typedef struct Option {
  Text name; // without the dashes
  OptionKind kind;
  int group;
  uint16_t offset, size; // of its field in what the command is read into
  Text value;            // what the help writes for the value
  Text help;
} Option;

// A VALUE row: what a word for a choice means.
typedef struct OptionValue {
  int id; // the option's index
  Text text;
  int value;
} OptionValue;

typedef struct OptionRange {
  uint32_t least, most;
} OptionRange;

// The key of `--loader=json`, which is about no file.
#define FLAGS_NO_FILE "<stdin>"

// Two words, one of which is written for the other.
typedef struct FlagName {
  Text written, meant;
} FlagName;

// All that is known of a command's flags.
typedef struct FlagTable {
  Text help_words; // what shows the help: "cbundle build --help"
  const Option *options;
  size_t option_count;
  const OptionValue *values;
  size_t value_count;
  const OptionRange *ranges; // of numbers, by option
  const FlagName *habits;    // flags of other tools, and what to write instead
  size_t habit_count;
  const FlagName *shorts; // "-c" for "config"
  size_t short_count;
  // Flags that people know, and this command does not have; and what does their work, or empty.
  const FlagName *unavailable;
  size_t unavailable_count;
  const char *const *group_titles; // headings of the help
  size_t group_count;
  int group_off_file; // of flags that a configuration file can't hold
  bool is_spaced;     // the value may be the next word, lists are added to: the manners of ESLint
  size_t words_at;    // the field for words that are no flags: CbStrings
  size_t help_at;     // the field for --help: bool
} FlagTable;

typedef struct OptionWords {
  const char *const *at;
  size_t count;
} OptionWords;

// Takes what is behind "--" off the words: it is for another program.
CbStrings flags_take_rest(OptionWords *words);

// Reads words onto what `command` already says: values take the place of others, lists go on.
void flags_read(const FlagTable *table, void *command, OptionWords words, Diagnostics *diagnostics);

// The field of `option` in `command`.
static inline void *flags_field(void *command, const Option *option) {
  return (char *)command + option->offset;
}

// How the flag is written: "--format=iife|cjs|esm"
Text flags_spelling(const FlagTable *table, Arena *arena, const Option *option);

// The row for `text`; NULL if `option` has none.
const OptionValue *flags_find_value(const FlagTable *table, const Option *option, Text text);

// The words of a choice: "iife", "cjs" or "esm"; in JSON, true and false need no quotes.
Text flags_list_values(const FlagTable *table, Arena *arena, const Option *option, bool is_json);

// Sets a choice to what a row says.
void flags_set_choice(const FlagTable *table, void *command, const OptionValue *row);

// Append to a list. The strings must live as long as it.
void flags_add_string(Arena *arena, CbStrings *list, const char *string);
void flags_add_pair(Arena *arena, CbPairs *list, CbPair pair);

// The row of a flag that people know from elsewhere, and this command does not have; or NULL.
const FlagName *flags_find_unavailable(const FlagTable *table, Text name);

// The flag that `word` is, with or without a value; NULL if it is none of the command's.
const Option *flags_find(const FlagTable *table, Text word);

// What the flag `option`, a choice, says among all words, whether the rest is right or not;
// `otherwise` if it is not there.
int flags_peek(const FlagTable *table, const Option *option, OptionWords words, int otherwise);
