// Resolve_search: the state of one search, which the parts of the resolver share.
#pragma once

#include "graph/folders_current.h"
#include "graph/package_map.h"
#include "graph/pnp_manifest.h"
#include "graph/resolve_externals.h"
#include "host/lock.h"

// The step at which a search failed. Later ones say more, and are preferred.
typedef enum FailureKind {
  FAILURE_NONE,
  FAILURE_EMPTY,
  FAILURE_PLACELESS, // a path or package, seen from a data: URL
  FAILURE_NO_PACKAGE,
  FAILURE_NO_FILE,        // `path`
  FAILURE_IS_FOLDER,      // `path`, which has no index
  FAILURE_NO_SUBPATH,     // `folder` is the package's, `subpath` isn't in it
  FAILURE_NO_ENTRY,       // `folder` is the package's
  FAILURE_PNP_UNDECLARED, // `pnp` has no dependency called `subpath`
  FAILURE_PNP_NO_PEER,    // likewise: it asks those who use it for it
  FAILURE_PNP_ARCHIVE,    // `path` leads into a zip file, which can't be read
  FAILURE_PNP_NO_FOLDER,  // the package is to be at `path`, and isn't
  FAILURE_NO_IMPORTS,     // `folder` is where the package.json is, or NULL
  FAILURE_MAP,            // `result` of looking up `subpath` in the exports or imports of `folder`
  FAILURE_NO_TARGET,      // `path` is named by `result.node`
} FailureKind;

typedef struct Failure {
  FailureKind kind;
  Text path, subpath;
  const Folder *folder;
  const PnpPackage *pnp;
  bool in_imports; // rather than in "exports"
  PackageMapResult result;
} Failure;

// One import is another one because somebody said so.
typedef struct Replacement {
  Text from, to;
  const PackageJson *package; // NULL = an alias
  bool in_imports;            // rather than in the browser map
  const Json *node;           // in "imports", or "paths"
  const TsConfig *config;     // whose "paths" say it, or NULL
} Replacement;

typedef enum BuiltinKind { BUILTIN_QUIET, BUILTIN_LOUD } BuiltinKind; // see builtins.def

struct Resolver {
  Arena arena;
  ResolveOptions options; // with the defaults filled in
  bool has_default_main_fields;
  Texts import_conditions, require_conditions;
  Externals externals;
  Map builtins; // name → BuiltinKind
  TsConfigs *tsconfigs;
  PnpManifests *pnp_manifests;
  Folders *folders;
  Lock lock;           // guards `kept`, and `arena` once the resolver is made
  Map kept;            // texts of resolutions → index of the entry
  FoldersState *state; // see resolver_remember
};

typedef struct Search {
  Resolver *resolver;
  Arena *arena; // for as long as the search takes
  ImportKind kind;
  const Folder *base; // where the importing file is
  Text specifier;     // as written
  bool is_placeless;  // the importing module is a data: URL, which is in no folder
  Texts conditions;
  uint32_t map_depth; // how many entries of browser maps are being followed
  bool is_over;       // a step has failed after which Node doesn't try others
  Failure failure;
  Array(Replacement) replacements;
} Search;

// Remembers that one import was another, for messages.
void resolve_note_replacement(Search *search, Replacement replacement);

// Remembers why the search has failed, if that says more than what is known so far. False.
bool resolve_fail(Search *search, Failure failure);

// Looks for `subpath` ("." or "./a") in the package at an absolute path.
bool resolve_in_package(Search *search, Text package, Text subpath, Resolution *out);

// Looks a package up in Yarn's manifest. False if it does not hold for `from`.
bool resolve_by_pnp(Search *search, const Folder *from, Text specifier, bool *is_found,
                    Resolution *out);

// LOAD_AS_FILE and LOAD_AS_DIRECTORY of Node's documentation.
bool resolve_load(Search *search, Text path, bool is_folder, Resolution *out);

// Looks a specifier up in the "paths" of the tsconfig.json that holds for `from`.
bool resolve_by_paths(Search *search, const Folder *from, Text specifier, Resolution *out);

// Likewise, below its "baseUrl".
bool resolve_by_base_url(Search *search, const Folder *from, Text specifier, Resolution *out);

// Adds a diagnostic for a search that has failed.
void resolve_explain(const Search *search, Place place, Diagnostics *diagnostics);

// "lodash" and "./fp" of "lodash/fp", "@a/b" and "./c" of "@a/b/c"; the subpath of "lodash" is ".".
Text resolve_package_name(Text specifier);
Text resolve_package_subpath(Arena *arena, Text specifier);

// Whether a specifier is neither a path nor a "#name".
bool resolve_is_bare(Text specifier);
