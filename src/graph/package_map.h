// Package_map: looking a path up in the "exports" or "imports" of a package.json.
//
// Takes: a PackageMap, the path ("./lib/a", ".", "#name"), the conditions that hold.
// Gives: a path inside the package, another package's name, or the reason why there is none.
// Never: asks the file system.
#pragma once

#include "graph/package_json.h"

typedef enum PackageMapStatus {
  PACKAGE_MAP_FILE,           // `target` is a path inside the package: "./lib/a.js"
  PACKAGE_MAP_FOLDER_FILE,    // likewise, by an old "./lib/": the extension may be missing
  PACKAGE_MAP_PACKAGE,        // `target` is a specifier ("imports" alone)
  PACKAGE_MAP_NOT_LISTED,     // no key is for this path
  PACKAGE_MAP_NO_CONDITION,   // `node` is the object of which no condition holds
  PACKAGE_MAP_DISABLED,       // `node` is the `null` that says so
  PACKAGE_MAP_INVALID_TARGET, // `node` leads out of the package, or is no target at all
  PACKAGE_MAP_INVALID_PATH,   // what a `*` stands for leads out of the package
  PACKAGE_MAP_MIXED_KEYS,
} PackageMapStatus;

typedef struct PackageMapResult {
  PackageMapStatus status;
  Text target;
  const Json *node; // the place in the map that decided
} PackageMapResult;

typedef struct PackageMapQuery {
  Arena *arena; // for the target
  const Texts *conditions;
  bool is_imports;
} PackageMapQuery;

PackageMapResult package_map_find(const PackageMap *map, Text path, const PackageMapQuery *query);
