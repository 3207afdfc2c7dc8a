// Tsconfig: what resolution and JSX take from tsconfig.json and jsconfig.json.
//
// Owns:  every file that was read, once each, until tsconfigs_release. Safe to use from several
//        threads.
// Gives: the settings of a file with those that it extends, and what is wrong with any of them.
// Never: decides which file is asked: the nearest one is folders.h's, --tsconfig the resolver's.
#pragma once

#include "base/json.h"
#include "base/map.h"
#include "graph/pnp_manifest.h"
#include "graph/resolve.h"
#include "transform/jsx_options.h"

typedef enum TsConfigJsxMode {
  TSCONFIG_JSX_UNSAID,
  TSCONFIG_JSX_PRESERVE,    // "preserve", "react-native"
  TSCONFIG_JSX_CLASSIC,     // "react"
  TSCONFIG_JSX_AUTOMATIC,   // "react-jsx"
  TSCONFIG_JSX_DEVELOPMENT, // "react-jsxdev"
} TsConfigJsxMode;

// Texts are empty where nothing is said. They win over flags, as in esbuild.
struct TsConfigJsx {
  TsConfigJsxMode mode;
  Text factory, fragment_factory; // "h", "React.createElement"
  Text import_source;             // "react"
};

// One entry of "paths".
typedef struct TsPath {
  Text key;      // a specifier, or a pattern with one `*`
  Texts targets; // as written, to be tried in order
  const Json *node;
} TsPath;

typedef struct TsConfig TsConfig;

typedef struct TsPaths {
  TsConfig *owner;      // the file that says them
  bool has_been_judged; // targets that need a "baseUrl" have been told of, if there is none
  Array(TsPath) all;
  Map exact;                // keys without a `*` → index into `all`
  Array(uint32_t) patterns; // the others, the most specific first
} TsPaths;

struct TsConfig {
  Text path, folder; // absolute
  Text base_url;     // as written; `at` is NULL where there is none
  Text base_folder;  // of the file that says it
  TsPaths *paths;
  TsConfigJsx jsx;
  SourceFile file;
  Text plain; // the file's text without comments
  const Json *root;
  Diagnostics problems;
  bool is_open; // being read: what extends it now does so in a circle
};

typedef struct TsConfigs TsConfigs;

TsConfigs *tsconfigs_make(Text working_folder, Text shown_from, const Texts *conditions,
                          bool preserve_symlinks, PnpManifests *pnp_manifests);
void tsconfigs_release(TsConfigs *configs);

// The file at an absolute path; NULL if there is none that can be read.
const TsConfig *tsconfigs_read(TsConfigs *configs, Text path);

// The text of one, which stands in the working folder (--tsconfig-raw).
const TsConfig *tsconfigs_read_text(TsConfigs *configs, Text text);

// What is wrong with the files read so far, in the order of their paths. The texts live as long as
// `configs`.
void tsconfigs_report(TsConfigs *configs, Diagnostics *diagnostics);

// Adds the paths at which one was looked for in vain, and those of all that were read.
void tsconfigs_lookups(TsConfigs *configs, Arena *arena, Texts *missing, Texts *found);

// Puts what `jsx` says (NULL: nothing) into the options that flags have made.
void tsconfig_apply_jsx(const TsConfigJsx *jsx, JsxOptions *options);

// A copy that does not need the file.
const TsConfigJsx *tsconfig_copy_jsx(Arena *arena, const TsConfigJsx *jsx);

// The entry of "paths" for a specifier, and what its `*` stands for; NULL if none is.
const TsPath *tspaths_find(const TsPaths *paths, Text specifier, Text *star);

// Puts the entries in order, once all are there.
void tspaths_index(Arena *arena, TsPaths *paths);

// Whether a target says that it is a path; others are seen from "baseUrl" and need one.
bool tsconfig_is_path(Text target);

// The absolute path that a target of `config->paths` means; empty where it needs a "baseUrl" and
// `config` has none.
Text tsconfig_target(Arena *arena, const TsConfig *config, Text target, Text star);

// The absolute path of "baseUrl".
Text tsconfig_base_url(Arena *arena, const TsConfig *config);

// Where a value below the top-level member `member` stands, or its key.
Place tsconfig_place(const TsConfig *config, Text member, const Json *node, bool is_key);

// The absolute paths at which the file that `extends` names may be, in the order of trying.
// `manifest` is Yarn's; NULL: none.
Texts tsconfig_bases(Arena *arena, Text folder, Text extends, const Texts *conditions,
                     const PnpManifest *manifest);
