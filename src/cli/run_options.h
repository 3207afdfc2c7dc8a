// RunOptions: the flags of `cbundle run`, from words on the command line to values.
#pragma once

#include "cli/flags.h"
#include "cli/screen.h"

// What was asked of `cbundle run`.
typedef struct RunCommand {
  CbBuildOptions build;
  bool watch, help;
  ColorChoice color;
  CbStrings arguments; // of the script
} RunCommand;

extern const FlagTable run_flags;

// Reads the words after `cbundle run`: flags and the script; all behind "--" is the script's.
void run_options_read(RunCommand *command, OptionWords words, Diagnostics *diagnostics);

// What --color says among all words, whether the rest is right or not.
ColorChoice run_options_color(OptionWords words);

// The flags that scripts which a script starts are to heed, too: all but --watch.
CbStrings run_options_for_children(Arena *arena, OptionWords words);

// Appends the help of `cbundle run`.
void run_options_help(Buffer *out, const Screen *screen);
