// Package_json: what resolution needs to know of one package.json file.
//
// Owns:  nothing; it lives in the arena that it was read into.
// Gives: "exports" and "imports" ready for looking up, the browser map, main fields, side effects.
// Never: keeps the file's text, or the members that resolution doesn't use.
#pragma once

#include "base/json.h"
#include "base/map.h"
#include "graph/resolve.h"

// An "exports" or "imports" member.
typedef struct PackageMap {
  const Json *root;             // NULL where the package has none
  bool has_paths;               // an object whose keys are paths ("." or "#…"), not conditions
  bool mixes_keys;              // some keys are paths and some are not: invalid
  Map exact;                    // the keys → index into `targets`
  Array(const Json *) targets;  // likewise
  Array(const Json *) patterns; // members with a `*`, the most specific first; folders ("./a/") too
} PackageMap;

typedef struct MainField {
  Text name, value;
} MainField;

typedef struct PackageJson {
  Text folder; // that it describes, as the search met it
  Text name;
  ModuleType type;
  Array(MainField) main_fields; // those of PackageJsonFields that are there
  PackageMap exports, imports;
  bool has_browser_map;
  Map browser;             // from "./file" or a package's name → index into `browser_to`
  Texts browser_to;        // where it goes; `at` is NULL for `false`
  bool knows_side_effects; // "sideEffects" is there and says something
  Texts side_effects;      // patterns of the files that have some, seen from `folder`
  bool is_broken;          // not JSON: everything above is empty
} PackageJson;

// What to keep.
typedef struct PackageJsonFields {
  Texts main_fields;
  bool browser_map;
} PackageJsonFields;

// Reads "package.json" in `folder`. NULL where there is none (or it can't be read).
const PackageJson *package_json_read(Arena *arena, Text folder, const PackageJsonFields *fields);

// The value of a main field; an empty text if there is none.
Text package_json_main(const PackageJson *package, Text field);

// Whether "sideEffects" says that importing the file `path` (below the folder `root`) does nothing.
bool package_json_is_pure(const PackageJson *package, Text root, Text path);

// Whether `path` ("lib/a.js") is meant by a pattern with `*`, `**` and `?`. A pattern without a
// slash is about names in any folder.
bool package_json_glob(Text pattern, Text path);
