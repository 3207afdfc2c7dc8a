// ConfigFile: a file of the configuration: JSON that may have comments and trailing commas.
#pragma once

#include "base/json.h"
#include "diag/diag.h"

typedef struct ConfigFile {
  SourceFile file;  // its path as shown
  Text path;        // absolute and real
  Text folder;      // which its paths are seen from
  Text plain;       // its text without comments
  const Json *root; // an object; the text of a number is its spelling
} ConfigFile;

// Reads the file at `path` (absolute, NUL-terminated), shown as seen from `working_folder`. An
// error of reading is libuv's code; one of the text is 0, a diagnostic, and a `root` of NULL.
int config_file_read(ConfigFile *config, Text path, Text working_folder, Diagnostics *diagnostics);

// Whether there are so many mistakes that no more should be looked for: each is found from the
// start of the file, and nobody reads them all.
static inline bool config_file_is_enough(const Diagnostics *diagnostics) {
  enum { MOST_MISTAKES = 50 };
  return diagnostics->error_count >= MOST_MISTAKES;
}

// Where a value stands, or its key.
Place config_file_place(const ConfigFile *config, const Json *node, bool is_key);
