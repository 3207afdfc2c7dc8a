// ConfigSection: one object of flags in a configuration file, as what it asks for.
//
// Takes: the table of a command's flags, and the struct that it reads them into.
#pragma once

#include "cli/options.h"
#include "graph/config_file.h"

// Reads `object` onto what `command` already says, as flags would be; paths in it are seen from the
// file, and become such that are seen from `working_folder`. Mistakes are added to `diagnostics`.
typedef struct ConfigSection {
  const ConfigFile *file;
  const Json *object;
  Text working_folder;
  const FlagTable *flags;
} ConfigSection;
void config_section_read(const ConfigSection *section, void *command, Diagnostics *diagnostics);

// The key that is meant by one that isn't; empty if none comes close.
Text config_section_suggest(const FlagTable *flags, Arena *arena, Text key);
