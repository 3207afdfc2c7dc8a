// Resolve: from a specifier to a file, by Node's algorithm and what bundlers add to it.
//
// Owns:  what it has learnt of the file system, until resolver_release: folders' contents and
//        package.json files are read once. Safe to use from several threads at a time.
// Takes: an importing file and a specifier.
// Gives: the real path of a file, "external", "disabled", or a failure that says what was tried.
// Never: reads the files that it finds.
#pragma once

#include "diag/diag.h"
#include "host/files.h"
#include "scope/module_record.h"

typedef enum Platform { PLATFORM_BROWSER, PLATFORM_NODE, PLATFORM_NEUTRAL } Platform;

typedef Array(Text) Texts;
typedef struct TsConfigJsx TsConfigJsx; // graph/tsconfig.h
typedef struct Alias {
  Text from, to;
} Alias;
typedef Array(Alias) Aliases;

// The folder of a site whose files have URLs without its name, too, if nothing else has them.
#define SITE_PUBLIC "/public"

// As the flags of the same names; empty lists mean the platform's defaults.
typedef struct ResolveOptions {
  Text working_folder; // absolute
  Text shown_from;     // what messages see paths from; empty: they show them as they are
  Platform platform;
  Texts main_fields;
  bool has_main_fields;
  Texts conditions; // besides "import"/"require", "default" and the platform's
  bool has_conditions;
  Texts extensions; // with dots
  bool has_extensions;
  Texts externals;  // names, paths, or patterns with one `*`
  bool packages_external;
  bool preserve_symlinks;
  Aliases aliases;
  Text site_root, site_base; // "/a.js", "/base/a.js": seen from the root first, if there is one
  Texts node_paths;          // NODE_PATH
  bool records_lookups;      // for resolver_lookups
  Text tsconfig;             // the one for all files; empty: the nearest of each
  Text tsconfig_raw;         // its text instead, if `at` is set
} ResolveOptions;

typedef enum ResolveStatus {
  RESOLVE_FILE,
  RESOLVE_EXTERNAL, // stays an import of `path`, as written or as the flags rewrite it
  RESOLVE_DISABLED, // `false` in a browser map: an empty module that stands for `path`
  RESOLVE_FAILED,
} ResolveStatus;

// What the nearest package.json says of a file.
typedef enum ModuleType {
  MODULE_TYPE_UNKNOWN,
  MODULE_TYPE_COMMONJS,
  MODULE_TYPE_MODULE
} ModuleType;

typedef struct Resolution {
  ResolveStatus status;
  Text path; // absolute and real; lives as long as the resolver (as written: as the caller's text)
  Text suffix; // "?query" or "#hash" of the specifier
  // The package's "main", where `path` is its "module" and the main fields are the default ones;
  // else empty. If anything else in the graph resolves to this path, the import means it too:
  // otherwise a package that is both imported and required would be in the bundle twice.
  Text alternative;
  ModuleType type; // by extension (.mjs, .cjs, .mts, .cts) or package.json "type"
  // package.json "sideEffects" says that importing it does nothing; or it is Node's, and does not.
  bool no_side_effects;
  bool is_external_file;  // external, and `path` a file: to be written relative to the output
  const TsConfigJsx *jsx; // what tsconfig.json says for the file, or NULL
} Resolution;

// Whether the file at `path` is a package's: not one's own.
static inline bool resolve_is_in_package(Text path) {
  return text_find(path, TEXT("/node_modules/")) != TEXT_NOT_FOUND;
}

typedef struct Resolver Resolver;

Resolver *resolver_make(const ResolveOptions *options);
void resolver_release(Resolver *resolver);

// Reads the file that --tsconfig names, to be called before anything is resolved. An error is added
// if there is none.
void resolver_read_tsconfig(Resolver *resolver, Diagnostics *diagnostics);

typedef struct ResolveRequest {
  ImportKind kind;
  Text importer; // absolute path of the importing file; the working folder is an entry's place
  Text specifier;
  Place place; // of the specifier, quotes included
} ResolveRequest;

// Resolves a specifier. On failure one diagnostic at its place is added, with notes on what was
// tried and what would help; nothing is added when `diagnostics` is NULL.
Resolution resolver_resolve(Resolver *resolver, const ResolveRequest *request,
                            Diagnostics *diagnostics);

// The absolute path that --alias makes of a specifier or pattern; empty where none fits.
Text resolver_aliased(const Resolver *resolver, Arena *arena, Text specifier);

// What "/" means where a site is meant: its root, or the working folder.
Text resolver_site_root(const Resolver *resolver);

// The absolute paths at which nothing was found, and those of the package.json and tsconfig.json
// files and Yarn's manifests that were read, in no order; and, with a slash at their end, folders
// in which a pattern was looked for. To be asked for only if options.records_lookups is set.
void resolver_lookups(Resolver *resolver, Arena *arena, Texts *missing, Texts *found);

// The absolute paths of the symbolic links that were followed, in no order.
void resolver_links(const Resolver *resolver, Arena *arena, Texts *links);

// Whether whoever resolved all again would come to the same: what was found is remembered, and
// compared. False from resolver_remember: that can't be told. `since_ns` is when resolving began,
// as in stamp_time_now_ns.
bool resolver_remember(Resolver *resolver, uint64_t since_ns);
bool resolver_is_current(Resolver *resolver);

// Adds a warning for every package.json met so far that is no JSON, and what is wrong with the
// tsconfig.json files, in the order of their paths.
// The resolver must live as long as the diagnostics.
void resolver_report(Resolver *resolver, Diagnostics *diagnostics);
