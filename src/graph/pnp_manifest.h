// Pnp_manifest: Yarn's list of all packages and of what each may import, in place of node_modules.
//
// Owns:  every manifest that was read, until pnp_manifests_release. Safe to use from several
//        threads.
// Takes: .pnp.cjs and .pnp.js, of which only the data is read and no code is run; .pnp.data.json.
// Never: looks whether a package is where the manifest says.
#pragma once

#include "base/json.h"
#include "base/map.h"
#include "base/pattern.h"
#include "graph/resolve.h"

typedef struct PnpPackage {
  Text name;         // empty for the project itself
  Text folder;       // absolute; where its files really are
  const Json *facts; // its entry in the manifest
  uint32_t next;     // 1 + index of another package in the same folder: it sees other peers; or 0
} PnpPackage;

typedef struct PnpManifest {
  Text path, folder; // absolute
  SourceFile file;
  const Json *root;
  bool is_broken; // nothing below is there
  Array(PnpPackage) packages;
  Map by_name;       // "name@reference" → index
  Map by_folder;     // → index of the first
  bool has_fallback; // what the project may import, all may
  Pattern *ignored;  // paths below `folder` whose files node_modules are for; NULL: none
} PnpManifest;

typedef struct PnpManifests PnpManifests;

PnpManifests *pnp_manifests_make(Text shown_from);
void pnp_manifests_release(PnpManifests *manifests);

// The manifest at an absolute path; NULL if it can't be read.
const PnpManifest *pnp_manifests_read(PnpManifests *manifests, Text path);

// The nearest one in or above `folder`, in the order of names that folders.h has; NULL: none.
const PnpManifest *pnp_manifests_above(PnpManifests *manifests, Text folder);

// Adds the paths of all that were read.
void pnp_manifests_paths(PnpManifests *manifests, Arena *arena, Texts *out);

// Adds an error for each manifest that makes no sense, in the order of their paths.
void pnp_manifests_report(PnpManifests *manifests, Diagnostics *diagnostics);

typedef enum PnpStatus {
  PNP_FOUND,
  PNP_OUTSIDE,    // the importing file is in none of the packages, or ignored: node_modules count
  PNP_UNDECLARED, // the importing package has no such dependency
  PNP_NO_PEER,    // it asks those who use it for that package, and they don't have it
} PnpStatus;

typedef struct PnpResult {
  PnpStatus status;
  const PnpPackage *package;  // FOUND
  const PnpPackage *importer; // not OUTSIDE
} PnpResult;

// The package that `name` means in a file of `folder`, by Yarn's RESOLVE_TO_UNQUALIFIED.
PnpResult pnp_find(const PnpManifest *manifest, Text folder, Text name);
