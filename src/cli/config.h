// Config: cbundle.json and the files that it extends.
//
// Owns:  nothing; all is in the arena of the diagnostics that it was read with.
// Never: builds; says nothing about keys of commands that are yet to come.
#pragma once

#include "cli/options.h"
#include "cli/serve_options.h"
#include "graph/config_file.h"

typedef Array(Text) ConfigNames;

// A file that was read, or looked for, with what was in it.
typedef struct ConfigSource {
  Text path;     // absolute
  bool was_read; // false: there is none, or none that can be read
  Text text;
} ConfigSource;
typedef Array(ConfigSource) ConfigSources;

typedef struct Config {
  Text working_folder;
  ConfigSources sources;
  Array(ConfigFile *) files; // each behind those that it extends; none: there is no configuration
  ConfigNames names;         // of the builds
} Config;

// Reads the file at `path`, or cbundle.json in the working folder, if `path` is NULL and there is
// one. Every mistake in it is a diagnostic.
void config_read(Config *config, const char *path, Diagnostics *diagnostics);

// The path of a source that is not as it was when it was read; NULL if all are.
const char *config_changed(const ConfigSources *sources);

// Reads what the files say onto `command`: "build", then the build called `name`, unless that is
// empty. Takes a configuration without mistakes.
void config_apply(const Config *config, Text name, BuildCommand *command, Arena *arena);

// The same of "serve"; what it builds is as "build" says, but for the files and names of outputs,
// which mean nothing there.
void config_apply_serve(const Config *config, ServeCommand *command, Arena *arena);
