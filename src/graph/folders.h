// Folders: what the file system holds, asked once.
//
// Owns:  everything that it gives, until folders_release. Safe to use from several threads.
// Gives: folders with their package.json, and files with what is known of them without reading
// them. Never: notices that the file system changes; make it anew for that.
#pragma once

#include "graph/package_json.h"
#include "graph/pnp_manifest.h"
#include "graph/tsconfig.h"

enum { LONGEST_PATH_BYTES = 4096 }; // PATH_MAX on Linux: nothing longer can be opened

typedef struct FolderNames FolderNames;

typedef struct Folder Folder;
struct Folder {
  Text path;
  const Folder *parent; // NULL for "/"
  bool exists;
  bool is_modules;                  // its name is "node_modules"
  bool is_in_modules;               // or that of a folder above
  bool has_modules;                 // it holds a folder of that name
  const PackageJson *package;       // the package.json in it
  const PackageJson *scope;         // or in the nearest folder above, up to a node_modules
  const Folder *scope_folder;       // where that is
  const PackageJson *browser_scope; // the nearest one with a browser map, likewise
  _Atomic(const FolderNames *) names;
  _Atomic(const Text *) real;
  _Atomic(const TsConfig *) tsconfig; // see folders_tsconfig
  _Atomic(const PnpManifest *) pnp;   // see folders_pnp
};

typedef struct FoundFile {
  Text path; // real, unless symbolic links are preserved
  ModuleType type;
  bool no_side_effects;
  const TsConfigJsx *jsx; // what tsconfig.json says, or NULL
} FoundFile;

typedef struct Folders Folders;

// What folders are read with.
typedef struct FoldersOptions {
  PackageJsonFields fields;
  bool preserve_symlinks, records_lookups;
  TsConfigs *tsconfigs;
  PnpManifests *pnp_manifests;
} FoldersOptions;

Folders *folders_make(const FoldersOptions *options);
void folders_release(Folders *folders);

// The folder at an absolute path without `.` and `..`, whether it exists or not.
const Folder *folders_get(Folders *folders, Text path);

// What is called `name` in the folder, symbolic links followed.
FileKind folders_kind(Folders *folders, const Folder *folder, Text name);

// Whether what is called `name` is a symbolic link, as far as the folder says.
bool folders_is_link(Folders *folders, const Folder *folder, Text name);

// The file called `name`, or NULL if there is no file of that name.
const FoundFile *folders_file(Folders *folders, const Folder *folder, Text name);

// Uses `config` for all folders, rather than the nearest file of each.
void folders_set_tsconfig(Folders *folders, const TsConfig *config);

// The tsconfig.json (or else jsconfig.json) in the folder or the nearest one above. NULL if there
// is none, and for packages: theirs are for those who make them.
const TsConfig *folders_tsconfig(Folders *folders, const Folder *folder);

// Yarn's manifest in the folder or the nearest one above; NULL if there is none.
const PnpManifest *folders_pnp(Folders *folders, const Folder *folder);

// All package.json files that are no JSON, sorted by path.
typedef Array(const PackageJson *) PackageJsons;
PackageJsons folders_broken(Folders *folders, Arena *arena);

// What was asked for and is not there, and the package.json files that are; as in resolve.h.
void folders_lookups(Folders *folders, Arena *arena, Texts *missing, Texts *found);

// The symbolic links that were followed.
void folders_links(const Folders *folders, Arena *arena, Texts *links);

// Notes that whoever asks depends on all names in the folder, those that are to come included.
void folders_note_search(Folders *folders, const Folder *folder);

// The folders of which that was noted, each with a slash at its end.
void folders_searched(const Folders *folders, Arena *arena, Texts *out);

// The names in a folder, sorted; none if it can't be listed.
Texts folders_names(Folders *folders, const Folder *folder, Arena *arena);
