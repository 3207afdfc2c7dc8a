// ServeOptions: the flags of `cbundle serve`, from words on the command line to values.
#pragma once

#include "cli/flags.h"
#include "cli/screen.h"
#include "serve/server.h"

typedef enum ScriptWatch { SCRIPT_WATCH_AUTOMATIC, SCRIPT_WATCH, SCRIPT_WATCH_NOT } ScriptWatch;

// What was asked of `cbundle serve`.
typedef struct ServeCommand {
  ServeOptions serve;
  CbBuildOptions build; // what programs are built with: the configuration, and flags on top of it
  CbStrings paths;
  const CbStrings *allowed_hosts; // or NULL
  const char *cors;               // a list; empty: all; or NULL
  CbStrings cors_origins;
  CbStrings arguments; // of a script: all behind "--"
  ScriptWatch watch;   // of a script
  bool help, log;
  const char *config; // the configuration file; NULL: cbundle.json, where there is one
  bool no_config;
  ColorChoice color;
} ServeCommand;

extern const FlagTable serve_flags;

// Reads the words after `cbundle serve`. What is wrong is added to `diagnostics`.
void serve_options_read(ServeCommand *command, OptionWords words, Diagnostics *diagnostics);

// The first flag among all words that says nothing to a script, which makes its own server; empty
// if there is none.
Text serve_options_of_pages(OptionWords words);

// What --color says among all words, whether the rest is right or not.
ColorChoice serve_options_color(OptionWords words);
