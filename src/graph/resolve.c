// The steps are those of Node's documentation, for `require` (LOAD_AS_FILE, LOAD_AS_DIRECTORY,
// LOAD_NODE_MODULES, LOAD_PACKAGE_EXPORTS …), and are the same for `import`, as in esbuild: an
// import may leave out extensions and name folders. The two kinds differ in their conditions, and
// in which of "module" and "main" they prefer.
//
// The default extensions are .jsx, .js and .json: esbuild's list without what isn't supported.
#include "graph/resolve.h"

#include "graph/data_url.h"
#include "graph/resolve_search.h"

// --- Life

static void copy_texts(Arena *arena, Texts *texts) {
  Texts copied = {0};
  for (uint32_t i = 0; i < texts->count; i++) {
    array_push(arena, &copied, text_copy(arena, texts->at[i]));
  }
  *texts = copied;
}

static Texts texts_of(Arena *arena, const char *const *names) {
  Texts made = {0};
  for (; *names; names++) array_push(arena, &made, text_of(*names));
  return made;
}

static Texts main_fields_of(Arena *arena, Platform platform) {
  switch (platform) {
  case PLATFORM_BROWSER:
    return texts_of(arena, (const char *[]){"browser", "module", "main", NULL});
  case PLATFORM_NODE: return texts_of(arena, (const char *[]){"main", "module", NULL});
  case PLATFORM_NEUTRAL: break;
  }
  return (Texts){0};
}

// "module" holds unless people choose conditions themselves: it lets packages give bundlers one
// file for both kinds of import.
static Texts conditions_for(Resolver *resolver, Text kind) {
  const ResolveOptions *options = &resolver->options;
  Texts made = {0};
  array_push(&resolver->arena, &made, TEXT("default"));
  array_push(&resolver->arena, &made, kind);
  bool is_neutral = options->platform == PLATFORM_NEUTRAL;
  if (options->platform == PLATFORM_BROWSER) array_push(&resolver->arena, &made, TEXT("browser"));
  if (options->platform == PLATFORM_NODE) array_push(&resolver->arena, &made, TEXT("node"));
  if (!options->has_conditions && !is_neutral) {
    array_push(&resolver->arena, &made, TEXT("module"));
  }
  for (uint32_t i = 0; i < options->conditions.count; i++) {
    array_push(&resolver->arena, &made, options->conditions.at[i]);
  }
  return made;
}

static void copy_options(Resolver *resolver) {
  Arena *arena = &resolver->arena;
  ResolveOptions *options = &resolver->options;
  options->working_folder = text_copy(arena, options->working_folder);
  options->shown_from = text_copy(arena, options->shown_from);
  copy_texts(arena, &options->main_fields);
  copy_texts(arena, &options->conditions);
  copy_texts(arena, &options->extensions);
  copy_texts(arena, &options->externals);
  copy_texts(arena, &options->node_paths);
  if (options->tsconfig.size) options->tsconfig = text_copy(arena, options->tsconfig);
  Aliases aliases = {0};
  for (uint32_t i = 0; i < options->aliases.count; i++) {
    Alias alias = options->aliases.at[i];
    array_push(arena, &aliases, (Alias){text_copy(arena, alias.from), text_copy(arena, alias.to)});
  }
  options->aliases = aliases;
  if (options->extensions.count == 0 && !options->has_extensions) {
    options->extensions = texts_of(arena, (const char *[]){".jsx", ".js", ".json", NULL});
  }
}

// What package.json files are read for. "main" and "module" are kept even when they are not asked
// for, so that a failure can say so.
static PackageJsonFields fields_to_keep(Resolver *resolver) {
  PackageJsonFields fields = {.browser_map = resolver->options.platform == PLATFORM_BROWSER};
  fields.main_fields = texts_of(&resolver->arena, (const char *[]){"main", "module", NULL});
  for (uint32_t i = 0; i < resolver->options.main_fields.count; i++) {
    Text field = resolver->options.main_fields.at[i];
    if (text_is(field, TEXT("main")) || text_is(field, TEXT("module"))) continue;
    array_push(&resolver->arena, &fields.main_fields, field);
  }
  return fields;
}

Resolver *resolver_make(const ResolveOptions *options) {
  Arena arena = {0};
  Resolver *resolver = arena_new(&arena, Resolver, 1);
  resolver->arena = arena;
  resolver->options = *options;
  copy_options(resolver);
  resolver->has_default_main_fields = !options->has_main_fields;
  if (!options->has_main_fields) {
    resolver->options.main_fields = main_fields_of(&resolver->arena, options->platform);
  }
  resolver->import_conditions = conditions_for(resolver, TEXT("import"));
  resolver->require_conditions = conditions_for(resolver, TEXT("require"));
  resolver->externals = externals_make(&resolver->arena, &resolver->options);
#define ROW(name, kind)    map_set(&resolver->arena, &resolver->builtins, TEXT(name), kind);
#define BUILTIN(name)      ROW(name, BUILTIN_QUIET)
#define LOUD_BUILTIN(name) ROW(name, BUILTIN_LOUD)
#include "graph/builtins.def"
#undef ROW
  resolver->pnp_manifests = pnp_manifests_make(resolver->options.shown_from);
  resolver->tsconfigs = tsconfigs_make(resolver->options.working_folder,
                                       resolver->options.shown_from, &resolver->require_conditions,
                                       options->preserve_symlinks, resolver->pnp_manifests);
  FoldersOptions folders = {.fields = fields_to_keep(resolver),
                            .preserve_symlinks = options->preserve_symlinks,
                            .records_lookups = options->records_lookups,
                            .tsconfigs = resolver->tsconfigs,
                            .pnp_manifests = resolver->pnp_manifests};
  resolver->folders = folders_make(&folders);
  lock_init(&resolver->lock);
  return resolver;
}

void resolver_read_tsconfig(Resolver *resolver, Diagnostics *diagnostics) {
  const ResolveOptions *options = &resolver->options;
  const TsConfig *config = NULL;
  if (options->tsconfig_raw.at) {
    config = tsconfigs_read_text(resolver->tsconfigs, options->tsconfig_raw);
  } else if (options->tsconfig.size) {
    Text path = path_resolve(&resolver->arena, options->working_folder, options->tsconfig);
    config = tsconfigs_read(resolver->tsconfigs, path);
    if (!config) diag_add(diagnostics, MESSAGE_NO_TSCONFIG, NOWHERE, options->tsconfig);
  }
  folders_set_tsconfig(resolver->folders, config);
}

void resolver_release(Resolver *resolver) {
  if (!resolver) return;
  folders_release(resolver->folders);
  tsconfigs_release(resolver->tsconfigs);
  pnp_manifests_release(resolver->pnp_manifests);
  lock_release(&resolver->lock);
  Arena arena = resolver->arena; // which holds the resolver, too
  arena_release(&arena);
}

// --- Failures

bool resolve_fail(Search *search, Failure failure) {
  if (failure.kind > search->failure.kind) search->failure = failure;
  return false;
}

void resolve_note_replacement(Search *search, Replacement replacement) {
  array_push(search->arena, &search->replacements, replacement);
}

void resolver_lookups(Resolver *resolver, Arena *arena, Texts *missing, Texts *found) {
  folders_lookups(resolver->folders, arena, missing, found);
  tsconfigs_lookups(resolver->tsconfigs, arena, missing, found);
  pnp_manifests_paths(resolver->pnp_manifests, arena, found);
  folders_searched(resolver->folders, arena, found);
}

void resolver_links(const Resolver *resolver, Arena *arena, Texts *links) {
  folders_links(resolver->folders, arena, links);
}

bool resolver_remember(Resolver *resolver, uint64_t since_ns) {
  Arena scratch = {0};
  FoldersFiles files = {0};
  Texts missing = {0}; // in folders, which show what they hold
  folders_lookups(resolver->folders, &scratch, &missing, &files.found);
  tsconfigs_lookups(resolver->tsconfigs, &scratch, &files.missing, &files.found);
  pnp_manifests_paths(resolver->pnp_manifests, &scratch, &files.found);
  resolver->state = folders_remember(&resolver->arena, resolver->folders, &files, since_ns);
  arena_release(&scratch);
  return resolver->state != NULL;
}

bool resolver_is_current(Resolver *resolver) {
  return resolver->state && folders_are_current(resolver->state);
}

// --- Files and folders

static bool is_require(const Search *search) {
  return search->kind == IMPORT_REQUIRE || search->kind == IMPORT_RESOLVE;
}

static const Folder *get_folder(const Search *search, Text path) {
  return folders_get(search->resolver->folders, path);
}

static bool take_file(const Search *search, const Folder *folder, Text name, Resolution *out) {
  const FoundFile *file = folders_file(search->resolver->folders, folder, name);
  if (!file) return false;
  *out = (Resolution){.status = RESOLVE_FILE,
                      .path = file->path,
                      .type = file->type,
                      .no_side_effects = file->no_side_effects,
                      .jsx = file->jsx};
  return true;
}

static bool take_with_extension(const Search *search, const Folder *folder, Text name,
                                Resolution *out) {
  const Texts *extensions = &search->resolver->options.extensions;
  for (uint32_t i = 0; i < extensions->count; i++) {
    if (take_file(search, folder, text_concat(search->arena, name, extensions->at[i]), out)) {
      return true;
    }
  }
  return false;
}

// LOAD_AS_FILE
static bool load_file(const Search *search, Text path, Resolution *out) {
  const Folder *folder = get_folder(search, path_dirname(path));
  Text name = path_basename(path);
  if (!folder->exists || name.size == 0) return false;
  return take_file(search, folder, name, out) || take_with_extension(search, folder, name, out);
}

// LOAD_INDEX
static bool load_index(const Search *search, Text path, Resolution *out) {
  const Folder *folder = get_folder(search, path);
  return folder->exists && take_with_extension(search, folder, TEXT("index"), out);
}

static bool load_folder(Search *search, Text path, Resolution *out);

bool resolve_load(Search *search, Text path, bool is_folder, Resolution *out) {
  return (!is_folder && load_file(search, path, out)) || load_folder(search, path, out);
}

// --- The browser map

// An entry that leads nowhere is passed over, as esbuild does; if what it replaces doesn't exist
// either, the notes tell of both. What an entry leads to may be mapped by its own package again;
// this ends maps that go in circles.
enum { MOST_MAPPINGS = 4 };

static bool find_package(Search *search, const Folder *from, Text specifier, Resolution *out);

// `index` of the map's entry for a key, or for one that has an extension more.
static bool find_in_map(const Search *search, const PackageJson *package, Text key,
                        uint32_t *index) {
  const Texts *extensions = &search->resolver->options.extensions;
  const uint32_t *found = map_find(&package->browser, key);
  for (uint32_t i = 0; !found && i < extensions->count; i++) {
    found = map_find(&package->browser, text_concat(search->arena, key, extensions->at[i]));
  }
  if (found) *index = *found;
  return found != NULL;
}

// Some packages leave the "./" out. Without an extension that would be the name of a package.
static bool find_loose_path(const Search *search, const PackageJson *package, Text path,
                            uint32_t *index) {
  const Texts *extensions = &search->resolver->options.extensions;
  const uint32_t *found = NULL;
  if (path_extension(path).size) found = map_find(&package->browser, path);
  for (uint32_t i = 0; !found && i < extensions->count; i++) {
    found = map_find(&package->browser, text_concat(search->arena, path, extensions->at[i]));
  }
  if (found) *index = *found;
  return found != NULL;
}

static bool find_path_in_map(const Search *search, const PackageJson *package, Text path,
                             uint32_t *index) {
  uint32_t root = package->folder.size > 1 ? package->folder.size : 0;
  Text inside = text_slice(path, root, path.size);
  Text key = text_concat(search->arena, TEXT("."), inside);
  if (find_in_map(search, package, key, index)) return true;
  Text index_key = text_concat(search->arena, key, TEXT("/index"));
  if (find_in_map(search, package, index_key, index)) return true;
  Text loose = text_slice(inside, 1, inside.size);
  return find_loose_path(search, package, loose, index) ||
         find_loose_path(search, package, text_slice(index_key, 2, index_key.size), index);
}

// Follows an entry of the map.
static bool follow_map(Search *search, const PackageJson *package, Text from, uint32_t index,
                       Resolution *out) {
  Text to = package->browser_to.at[index];
  resolve_note_replacement(search, (Replacement){.from = from, .to = to, .package = package});
  Text path = path_resolve(search->arena, package->folder, to);
  search->map_depth++;
  bool found =
      resolve_is_bare(to) && find_package(search, get_folder(search, package->folder), to, out);
  found = found || resolve_load(search, path, text_ends(to, TEXT("/")), out);
  search->map_depth--;
  search->is_over = false;
  return found || resolve_fail(search, (Failure){.kind = FAILURE_NO_FILE, .path = path});
}

// Sees whether a browser map replaces the file or folder `path`.
static bool map_path(Search *search, Text path, Resolution *out) {
  const PackageJson *package = get_folder(search, path_dirname(path))->browser_scope;
  uint32_t index;
  if (!package || search->map_depth == MOST_MAPPINGS) return false;
  if (!find_path_in_map(search, package, path, &index)) return false;
  if (package->browser_to.at[index].at) return follow_map(search, package, path, index, out);
  if (!load_file(search, path, out) && !load_index(search, path, out)) {
    *out = (Resolution){.path = path};
  }
  out->status = RESOLVE_DISABLED;
  return true;
}

// Browserify takes the name of a package for a path beside the importer, too, as it is written.
static bool find_name_as_path(const Search *search, const Folder *from, Text specifier,
                              uint32_t *index) {
  const PackageJson *package = from->browser_scope;
  uint32_t root = package->folder.size > 1 ? package->folder.size : 0;
  Text inside = text_slice(from->path, root, from->path.size);
  const uint32_t *found = map_find(
      &package->browser, text_concat(search->arena, TEXT("."), inside, TEXT("/"), specifier));
  if (found) *index = *found;
  return found != NULL;
}

// Likewise, for the name of a package. People write "fs" for "node:fs", too.
static bool map_name(Search *search, const Folder *from, Text specifier, Resolution *out) {
  const PackageJson *package = from->browser_scope;
  uint32_t index;
  if (!package || search->map_depth == MOST_MAPPINGS) return false;
  bool has_prefix = text_starts(specifier, TEXT("node:"));
  Text plain = has_prefix ? text_slice(specifier, 5, specifier.size) : specifier;
  bool is_there = find_in_map(search, package, specifier, &index) ||
                  find_in_map(search, package, plain, &index) ||
                  find_name_as_path(search, from, plain, &index);
  if (!is_there) return false;
  if (package->browser_to.at[index].at) return follow_map(search, package, specifier, index, out);
  if (!find_package(search, from, specifier, out)) *out = (Resolution){.path = specifier};
  out->status = RESOLVE_DISABLED;
  return true;
}

// --- Main fields

static bool load_main_field(Search *search, const Folder *folder, Text value, Resolution *out) {
  Text path = path_resolve(search->arena, folder->path, value);
  if (map_path(search, path, out)) return true;
  return load_file(search, path, out) || load_index(search, path, out);
}

// A package that has both "module" and "main" and is both imported and required would be bundled
// twice, and its state would exist twice. So `require` gets "main", whose shape it expects, and
// `import` gets "module" as long as nobody requires the package: see Resolution.alternative.
static void choose_main(Search *search, const Folder *folder, Resolution *out) {
  Text value = package_json_main(folder->package, TEXT("main"));
  Resolution main;
  bool has_main = value.size ? load_main_field(search, folder, value, &main)
                             : load_index(search, folder->path, &main); // what "main" is without
  if (!has_main) return;
  if (main.status != RESOLVE_FILE || text_is(main.path, out->path)) return;
  if (is_require(search))
    *out = main;
  else
    out->alternative = main.path;
}

static bool load_main(Search *search, const Folder *folder, Resolution *out) {
  const Texts *fields = &search->resolver->options.main_fields;
  for (uint32_t i = 0; i < fields->count; i++) {
    Text value = package_json_main(folder->package, fields->at[i]);
    if (value.size == 0 || !load_main_field(search, folder, value, out)) continue;
    bool is_module = text_is(fields->at[i], TEXT("module")) && out->status == RESOLVE_FILE;
    if (is_module && search->resolver->has_default_main_fields) choose_main(search, folder, out);
    return true;
  }
  return false;
}

static bool names_main(const Search *search, const PackageJson *package) {
  const Texts *fields = &search->resolver->options.main_fields;
  bool is_asked = false;
  for (uint32_t i = 0; i < fields->count; i++) is_asked |= text_is(fields->at[i], TEXT("main"));
  return is_asked && package_json_main(package, TEXT("main")).size > 0;
}

// LOAD_AS_DIRECTORY
static bool load_folder(Search *search, Text path, Resolution *out) {
  const Folder *folder = get_folder(search, path);
  if (!folder->exists) return false;
  if (folder->package && load_main(search, folder, out)) return true;
  Text index = text_concat(search->arena, path, TEXT("/index"));
  if (map_path(search, index, out)) return true;
  if (load_index(search, path, out)) return true;
  // As in Node: a package whose main file is missing is broken, and not passed over.
  search->is_over |= folder->package && names_main(search, folder->package);
  return false;
}

// --- "exports" and "imports"

static bool find_exported(Search *search, const Folder *folder, Text subpath, Resolution *out) {
  search->is_over = true;
  PackageMapQuery query = {.arena = search->arena, .conditions = &search->conditions};
  PackageMapResult found = package_map_find(&folder->package->exports, subpath, &query);
  Failure failure = {.subpath = subpath, .folder = folder, .result = found};
  if (found.status > PACKAGE_MAP_FOLDER_FILE) {
    failure.kind = FAILURE_MAP;
    return resolve_fail(search, failure);
  }
  failure.kind = FAILURE_NO_TARGET;
  failure.path = path_resolve(search->arena, folder->path, found.target);
  const Folder *home = get_folder(search, path_dirname(failure.path));
  bool is_folder = text_ends(found.target, TEXT("/"));
  if (!is_folder && take_file(search, home, path_basename(failure.path), out)) return true;
  bool is_lenient = found.status == PACKAGE_MAP_FOLDER_FILE;
  if (is_lenient && resolve_load(search, failure.path, is_folder, out)) return true;
  return resolve_fail(search, failure);
}

static bool find_by_name(Search *search, const Folder *from, Text specifier, Resolution *out);

static bool find_imported(Search *search, const Folder *from, Text specifier, Resolution *out) {
  const Folder *home = from->scope_folder;
  Failure failure = {
      .kind = FAILURE_NO_IMPORTS, .subpath = specifier, .folder = home, .in_imports = true};
  if (!home || !home->package->imports.root) return resolve_fail(search, failure);
  PackageMapQuery query = {search->arena, &search->conditions, .is_imports = true};
  PackageMapResult found = package_map_find(&home->package->imports, specifier, &query);
  failure.result = found;
  if (found.status > PACKAGE_MAP_PACKAGE) {
    failure.kind = FAILURE_MAP;
    return resolve_fail(search, failure);
  }
  resolve_note_replacement(
      search, (Replacement){specifier, found.target, home->package, true, found.node, NULL});
  if (found.status == PACKAGE_MAP_PACKAGE) return find_by_name(search, home, found.target, out);
  failure.kind = FAILURE_NO_TARGET;
  failure.path = path_resolve(search->arena, home->path, found.target);
  if (map_path(search, failure.path, out)) return true;
  const Folder *folder = get_folder(search, path_dirname(failure.path));
  if (take_file(search, folder, path_basename(failure.path), out)) return true;
  bool is_lenient = found.status == PACKAGE_MAP_FOLDER_FILE;
  if (is_lenient && resolve_load(search, failure.path, false, out)) return true;
  return resolve_fail(search, failure);
}

// --- Packages

Text resolve_package_name(Text specifier) {
  uint32_t slash = text_find_byte(specifier, '/', 0);
  if (slash != TEXT_NOT_FOUND && text_starts(specifier, TEXT("@"))) {
    slash = text_find_byte(specifier, '/', slash + 1);
  }
  return slash == TEXT_NOT_FOUND ? specifier : text_slice(specifier, 0, slash);
}

Text resolve_package_subpath(Arena *arena, Text specifier) {
  uint32_t start = resolve_package_name(specifier).size;
  return text_concat(arena, TEXT("."), text_slice(specifier, start, specifier.size));
}

static Text join(Arena *arena, Text folder, Text name) {
  return path_resolve(arena, folder, text_concat(arena, TEXT("./"), name));
}

static void fail_in_package(Search *search, const Folder *folder, Text subpath) {
  bool is_entry = text_is(subpath, TEXT(".")) || text_is(subpath, TEXT("./"));
  FailureKind kind = is_entry ? FAILURE_NO_ENTRY : FAILURE_NO_SUBPATH;
  resolve_fail(search, (Failure){.kind = kind, .folder = folder, .subpath = subpath});
}

bool resolve_in_package(Search *search, Text package, Text subpath, Resolution *out) {
  const Folder *above = get_folder(search, path_dirname(package));
  FileKind kind = folders_kind(search->resolver->folders, above, path_basename(package));
  const Folder *folder = kind == FILE_FOLDER ? get_folder(search, package) : NULL;
  if (folder && folder->package && folder->package->exports.root) {
    return find_exported(search, folder, subpath, out);
  }
  if (!above->exists) return false;
  Text path = path_resolve(search->arena, package, subpath);
  if (map_path(search, path, out)) return true;
  if (resolve_load(search, path, text_ends(subpath, TEXT("/")), out)) return true;
  if (folder) fail_in_package(search, folder, subpath);
  return false;
}

// Looks in one folder of packages.
static bool find_in_modules(Search *search, Text modules, Text specifier, Resolution *out) {
  Text package = join(search->arena, modules, resolve_package_name(specifier));
  Text subpath = resolve_package_subpath(search->arena, specifier);
  return resolve_in_package(search, package, subpath, out);
}

// LOAD_PACKAGE_SELF: a package may import itself by its name.
static bool find_self(Search *search, const Folder *from, Text specifier, Resolution *out) {
  const PackageJson *package = from->scope;
  if (!package || !package->exports.root || package->name.size == 0) return false;
  if (!text_is(resolve_package_name(specifier), package->name)) return false;
  Text subpath = resolve_package_subpath(search->arena, specifier);
  return find_exported(search, from->scope_folder, subpath, out);
}

// LOAD_NODE_MODULES
static bool find_package(Search *search, const Folder *from, Text specifier, Resolution *out) {
  bool is_found;
  if (find_self(search, from, specifier, out)) return true;
  if (resolve_by_pnp(search, from, specifier, &is_found, out)) return is_found;
  for (const Folder *folder = from; folder && !search->is_over; folder = folder->parent) {
    if (folder->is_modules || !folder->has_modules) continue;
    Text modules = join(search->arena, folder->path, TEXT("node_modules"));
    if (find_in_modules(search, modules, specifier, out)) return true;
  }
  const Texts *node_paths = &search->resolver->options.node_paths;
  for (uint32_t i = 0; i < node_paths->count && !search->is_over; i++) {
    Text modules =
        path_resolve(search->arena, search->resolver->options.working_folder, node_paths->at[i]);
    if (find_in_modules(search, modules, specifier, out)) return true;
  }
  return resolve_fail(search,
                      (Failure){.kind = FAILURE_NO_PACKAGE, .subpath = specifier, .folder = from});
}

// --- Specifiers

static bool is_path(Text specifier) {
  return path_is_absolute(specifier) || path_is_dotted(specifier) ||
         text_is(specifier, TEXT(".")) || text_is(specifier, TEXT(".."));
}

bool resolve_is_bare(Text specifier) {
  return specifier.size && !is_path(specifier) && specifier.at[0] != '#';
}

// Whether importing a module of Node's can't be noticed.
static bool is_quiet_builtin(const Resolver *resolver, Text specifier) {
  bool has_prefix = text_starts(specifier, TEXT("node:"));
  if (!has_prefix && resolver->options.platform != PLATFORM_NODE) return false;
  Text name = has_prefix ? text_slice(specifier, 5, specifier.size) : specifier;
  const uint32_t *kind = map_find(&resolver->builtins, name);
  return kind && *kind == BUILTIN_QUIET;
}

static Resolution external(const Search *search, Text path) {
  return (Resolution){.status = RESOLVE_EXTERNAL,
                      .path = path,
                      .no_side_effects = is_quiet_builtin(search->resolver, path)};
}

static bool is_external_path(const Search *search, Text path) {
  return search->kind != IMPORT_ENTRY && externals_has_path(&search->resolver->externals, path);
}

static bool find_path(Search *search, Text base, Text specifier, Resolution *out) {
  Text path = path_resolve(search->arena, base, specifier);
  bool is_folder = text_ends(specifier, TEXT("/")) || text_ends(specifier, TEXT("/.")) ||
                   text_ends(specifier, TEXT("/..")) || text_is(specifier, TEXT(".")) ||
                   text_is(specifier, TEXT(".."));
  if (is_external_path(search, path)) {
    *out = external(search, path);
    out->is_external_file = true;
    return true;
  }
  if (!is_folder && map_path(search, path, out)) return true;
  if (resolve_load(search, path, is_folder, out)) return true;
  bool exists = get_folder(search, path)->exists;
  return resolve_fail(
      search, (Failure){.kind = exists ? FAILURE_IS_FOLDER : FAILURE_NO_FILE, .path = path});
}

static bool has_builtin(const Resolver *resolver, Text specifier) {
  return text_starts(specifier, TEXT("node:")) || map_has(&resolver->builtins, specifier);
}

// A name that is no path: one of Node's modules, or a package.
static bool find_by_name(Search *search, const Folder *from, Text specifier, Resolution *out) {
  const Resolver *resolver = search->resolver;
  bool is_entry = search->kind == IMPORT_ENTRY;
  bool is_builtin = resolver->options.platform == PLATFORM_NODE && has_builtin(resolver, specifier);
  bool is_outside = is_builtin || externals_has_specifier(&resolver->externals, specifier);
  if (!is_entry && is_outside) {
    *out = external(search, specifier);
    return true;
  }
  if (map_name(search, from, specifier, out)) return true;
  if (resolve_by_paths(search, from, specifier, out)) return true;
  if (resolve_by_base_url(search, from, specifier, out)) return true;
  if (!is_entry && resolver->options.packages_external) {
    *out = external(search, specifier);
    return true;
  }
  return find_package(search, from, specifier, out);
}

// An entry is a file's path if there is one, with or without "./"; else a package.
static bool find_entry(Search *search, Text specifier, Resolution *out) {
  Text path = path_resolve(search->arena, search->base->path, specifier);
  if (resolve_load(search, path, text_ends(specifier, TEXT("/")), out)) return true;
  search->is_over = false;
  if (find_by_name(search, search->base, specifier, out)) return true;
  return find_path(search, search->base->path, specifier, out);
}

static bool is_url(Text specifier) {
  return text_starts(specifier, TEXT("http://")) || text_starts(specifier, TEXT("https://")) ||
         text_starts(specifier, TEXT("//"));
}

static bool find_data_url(Text url, Resolution *out) {
  *out = (Resolution){.status = RESOLVE_FILE, .path = url};
  if (data_url_loader(url) == LOADER_JS) out->type = MODULE_TYPE_MODULE;
  return true;
}

// Whether a specifier means the same wherever it stands.
static bool needs_no_place(const Search *search, Text specifier) {
  const Resolver *resolver = search->resolver;
  bool is_node = resolver->options.platform == PLATFORM_NODE;
  return path_is_absolute(specifier) || (is_node && has_builtin(resolver, specifier)) ||
         (resolver->options.packages_external && resolve_is_bare(specifier));
}

// What a step has found out that was tried before others.
static void forget_failure(Search *search) {
  search->failure = (Failure){0};
  search->replacements.count = 0;
  search->is_over = false;
}

// "/a.js" as a server of these files has it, with its base or without.
static bool find_in_site(Search *search, Text specifier, Resolution *out) {
  const ResolveOptions *options = &search->resolver->options;
  if (options->site_root.size == 0 || !text_starts(specifier, TEXT("/"))) return false;
  Text base = options->site_base, inside = specifier;
  if (text_starts(specifier, base)) inside = text_slice(specifier, base.size, specifier.size);
  if (!text_starts(inside, TEXT("/"))) inside = specifier; // "/app.js" is not in "/app"
  Text relative = text_concat(search->arena, TEXT("."), inside);
  if (find_path(search, options->site_root, relative, out)) return true;
  forget_failure(search);
  relative = text_concat(search->arena, TEXT("." SITE_PUBLIC), inside);
  if (find_path(search, options->site_root, relative, out)) return true;
  forget_failure(search);
  return false;
}

static bool find(Search *search, const Folder *from, Text specifier, Resolution *out) {
  bool is_entry = search->kind == IMPORT_ENTRY;
  bool has_nul = text_find_byte(specifier, '\0', 0) != TEXT_NOT_FOUND;
  if (specifier.size == 0 || has_nul) return resolve_fail(search, (Failure){.kind = FAILURE_EMPTY});
  if (!is_entry &&
      (is_url(specifier) || externals_has_specifier(&search->resolver->externals, specifier))) {
    *out = external(search, specifier);
    return true;
  }
  if (data_url_is(specifier) && !is_entry) return find_data_url(specifier, out);
  if (search->is_placeless && from == search->base && !needs_no_place(search, specifier)) {
    return resolve_fail(search, (Failure){.kind = FAILURE_PLACELESS});
  }
  if (!is_entry && find_in_site(search, specifier, out)) return true;
  if (path_is_absolute(specifier) && resolve_by_paths(search, from, specifier, out)) return true;
  if (is_path(specifier)) return find_path(search, from->path, specifier, out);
  if (specifier.at[0] == '#') {
    return resolve_by_paths(search, from, specifier, out) ||
           resolve_by_base_url(search, from, specifier, out) ||
           find_imported(search, from, specifier, out);
  }
  return is_entry ? find_entry(search, specifier, out) : find_by_name(search, from, specifier, out);
}

// The longest alias that is the specifier or a folder above it.
static const Alias *find_alias(const Aliases *aliases, Text specifier) {
  const Alias *best = NULL;
  for (uint32_t i = 0; i < aliases->count; i++) {
    const Alias *alias = &aliases->at[i];
    bool fits = text_starts(specifier, alias->from) &&
                (specifier.size == alias->from.size || specifier.at[alias->from.size] == '/');
    if (fits && (!best || alias->from.size > best->from.size)) best = alias;
  }
  return best;
}

Text resolver_aliased(const Resolver *resolver, Arena *arena, Text specifier) {
  const Alias *alias = find_alias(&resolver->options.aliases, specifier);
  if (!alias) return (Text){0};
  Text rest = text_slice(specifier, alias->from.size, specifier.size);
  return path_resolve(arena, resolver->options.working_folder, text_concat(arena, alias->to, rest));
}

Text resolver_site_root(const Resolver *resolver) {
  const ResolveOptions *options = &resolver->options;
  return options->site_root.size ? options->site_root : options->working_folder;
}

// Where an alias leads is seen from the working folder, whoever imports it.
static bool find_aliased(Search *search, Text specifier, Resolution *out) {
  const Folder *from = search->base;
  const ResolveOptions *options = &search->resolver->options;
  const Alias *alias = is_path(specifier) ? NULL : find_alias(&options->aliases, specifier);
  if (alias) {
    Text rest = text_slice(specifier, alias->from.size, specifier.size);
    // `util/` is how one says that not Node's own is meant.
    if (text_is(rest, TEXT("/"))) rest = TEXT("");
    Text to = text_concat(search->arena, alias->to, rest);
    resolve_note_replacement(search, (Replacement){.from = specifier, .to = to});
    specifier = to;
    from = get_folder(search, options->working_folder);
  }
  return find(search, from, specifier, out);
}

// Where the "?query" or "#hash" of a specifier starts; its size if it has none.
static uint32_t suffix_start(Text specifier) {
  for (uint32_t i = 1; i < specifier.size; i++) {
    if (specifier.at[i] == '?' || specifier.at[i] == '#') return i;
  }
  return specifier.size;
}

// Names of files may contain `?` and `#`, so the specifier is tried as it is written first.
static bool find_with_suffix(Search *search, Resolution *out) {
  Text specifier = search->specifier;
  if (find_aliased(search, specifier, out)) return true;
  uint32_t start = suffix_start(specifier);
  if (start == specifier.size) return false;
  forget_failure(search);
  if (!find_aliased(search, text_slice(specifier, 0, start), out)) return false;
  out->suffix = text_slice(specifier, start, specifier.size);
  return true;
}

// --- Entry points

// A copy of what lies in scratch memory or belongs to the caller. There are few such texts: names
// of external packages, and disabled files.
static Text keep_text(Resolver *resolver, Text text) {
  lock_take(&resolver->lock);
  const uint32_t *known = map_find(&resolver->kept, text);
  if (!known) {
    map_set(&resolver->arena, &resolver->kept, text_copy(&resolver->arena, text),
            resolver->kept.entries.count);
    known = map_find(&resolver->kept, text);
  }
  Text kept = resolver->kept.entries.at[*known].key;
  lock_leave(&resolver->lock);
  return kept;
}

Resolution resolver_resolve(Resolver *resolver, const ResolveRequest *request,
                            Diagnostics *diagnostics) {
  char stack[2048] = {0}; // enough for most searches, so that they allocate nothing
  Arena arena = {.at = stack, .end = stack + sizeof stack};
  bool is_placeless = data_url_is(request->importer);
  bool is_entry = request->kind == IMPORT_ENTRY;
  Text base = path_dirname(request->importer);
  if (is_entry) base = resolver->options.working_folder;
  if (is_placeless) base = TEXT("/");
  Search search = {.resolver = resolver,
                   .arena = &arena,
                   .kind = request->kind,
                   .is_placeless = is_placeless,
                   .specifier = request->specifier};
  search.base = folders_get(resolver->folders, base);
  search.conditions =
      is_require(&search) ? resolver->require_conditions : resolver->import_conditions;
  Resolution out = {0};
  if (!find_with_suffix(&search, &out)) {
    out = (Resolution){.status = RESOLVE_FAILED};
    if (diagnostics) resolve_explain(&search, request->place, diagnostics);
  } else if (out.status == RESOLVE_FILE && is_external_path(&search, out.path)) {
    out.status = RESOLVE_EXTERNAL;
    out.is_external_file = true;
  }
  bool is_in_folders = out.status == RESOLVE_FILE && !data_url_is(out.path);
  if (out.status != RESOLVE_FAILED && !is_in_folders) {
    out.path = keep_text(resolver, out.path);
  }
  arena_release(&arena);
  return out;
}
