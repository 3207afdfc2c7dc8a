// FlagTables: the tables of a command's flags, made of the rows of its own file.
//
// Takes: FLAG_ROWS, the file with the rows; FLAG_COMMAND, the struct that their fields are in; both
//        defined before this is included, once, by the file that reads them, which also has
//        GROUP_… and `group_titles`, the headings of the help.
// Gives: FLAG_ID_<ID>, the place of each option in `options`; FLAG_TABLES, which fills in a
//        FlagTable.
#pragma once

#include "cli/flags.h"

#include <stddef.h>

#ifdef FLAG_ROWS

enum {
#define OPTION(ID, KIND, name, field, value, GROUP, help) FLAG_ID_##ID,
#include FLAG_ROWS
  FLAG_ID_COUNT
};

static const Option options[] = {
#define OPTION(ID, KIND, name, field, value, GROUP, help)                                          \
  {TEXT(name),                                                                                     \
   OPTION_##KIND,                                                                                  \
   GROUP_##GROUP,                                                                                  \
   offsetof(FLAG_COMMAND, field),                                                                  \
   sizeof((FLAG_COMMAND){0}.field),                                                                \
   TEXT(value),                                                                                    \
   TEXT(help)},
#include FLAG_ROWS
};

static const OptionValue values[] = {
#define VALUE(ID, text, value) {FLAG_ID_##ID, TEXT(text), value},
#include FLAG_ROWS
};

static const OptionRange ranges[FLAG_ID_COUNT] = {
#define RANGE(ID, least, most) [FLAG_ID_##ID] = {least, most},
#include FLAG_ROWS
};

static const FlagName habits[] = {
#define ELSEWHERE(flag, instead) {TEXT(flag), TEXT(instead)},
#include FLAG_ROWS
};

static const FlagName shorts[] = {
#define SHORT(flag, name) {TEXT(flag), TEXT(name)},
#include FLAG_ROWS
};

static const FlagName unavailable[] = {
#define UNAVAILABLE(flag)    {TEXT(flag), TEXT("")},
#define OTHER(flag, command) {TEXT(flag), TEXT(command)},
#include FLAG_ROWS
};

#define COUNT_OF_ROWS(table) (sizeof(table) / sizeof *(table))
#define FLAG_TABLES                                                                                \
  .options = options, .option_count = FLAG_ID_COUNT, .values = values,                             \
  .value_count = COUNT_OF_ROWS(values), .ranges = ranges, .habits = habits,                        \
  .habit_count = COUNT_OF_ROWS(habits), .shorts = shorts, .short_count = COUNT_OF_ROWS(shorts),    \
  .unavailable = unavailable, .unavailable_count = COUNT_OF_ROWS(unavailable),                     \
  .group_titles = group_titles, .group_count = COUNT_OF_ROWS(group_titles)

#endif
