// LintFolder: what counts in a folder: configurations, lists of what is ignored, the kind of its
// modules.
//
// Owns: nothing; all is in the arena of the reading.
#pragma once

#include "graph/package_json.h"
#include "host/files.h"
#include "lint/config.h"

typedef struct LintFolder LintFolder;
struct LintFolder {
  Text path;
  const IgnoreChain *git, *configured; // the innermost first
  ConfigParts own;                     // of all configurations that count, the outermost first
  bool has_base;                       // one of them says what it begins with
  ConfigParts parts;                   // the same with what is there in any case, and the flags
  ModuleType type;
  bool is_in_repository;
  bool is_broken; // a configuration of it, or of a folder above, has mistakes
};

typedef struct LintFolders {
  ConfigReading reading;
  Map known; // path → index
  Array(LintFolder *) all;
  const ConfigSource *given; // by --config, or NULL
  bool no_config, no_ignore;
  const IgnoreChain *first; // asked before all others: what flags say
  ConfigPart *preset;       // the rules where no configuration says what it begins with
  ConfigPart *alone;        // what else there is where there is no configuration at all
  ConfigPart *flags;
} LintFolders;

// The folder at an absolute path. `entries` is what it holds, or NULL: not known.
const LintFolder *lint_folder_get(LintFolders *folders, Text path, const FolderEntries *entries);

// Whether something in the folder is ignored.
bool lint_folder_ignores(const LintFolders *folders, const LintFolder *folder, Text path,
                         bool is_folder);
