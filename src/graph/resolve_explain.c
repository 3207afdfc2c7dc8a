// A failed search leaves behind the step that got furthest. From that, and by looking around again
// without hurry, this says what was tried and what would help.
#include "base/buffer.h"
#include "base/json_place.h"
#include "graph/resolve_search.h"
#include "host/archive.h"

#include <errno.h>

enum {
  LONGEST_SHOWN = 200,        // bytes of a specifier in a message
  MOST_LISTED = 20,           // conditions, extensions
  LARGEST_SEARCHED = 1 << 20, // bytes of a package.json in which places are looked for
  MOST_COMPARED = 5000,       // names looked at for "did you mean"
  LARGEST_DISTANCE = 2,       // edits between what is written and what is meant
  LEAST_FOR_DISTANCE = 4,     // in shorter names, two edits make any other name
  MOST_EXPORTS_SEEN = 1000,   // targets looked at for "is exported as"
};

// What the notes of one diagnostic are made with.
typedef struct Explain {
  const Search *search;
  const Failure *failure;
  Diagnostics *list;
  Diagnostic *diagnostic;
  Place place;
} Explain;

#define note(explain, id, ...) diag_note((explain)->list, (explain)->diagnostic, id, __VA_ARGS__)

// --- Texts

static Text shorten(Arena *arena, Text text) {
  if (text.size <= LONGEST_SHOWN) return text;
  uint32_t size = LONGEST_SHOWN;
  while (size > 0 && ((unsigned char)text.at[size] & 0xC0) == 0x80) size--;
  return text_concat(arena, text_slice(text, 0, size), TEXT("…"));
}

static Text show_path(const Explain *explain, Text path) {
  const ResolveOptions *options = &explain->search->resolver->options;
  Arena *arena = explain->list->arena;
  return shorten(arena, path_shown(arena, options->shown_from, path));
}

// "a", "b" and so on, in quotes.
static Text list_texts(Arena *arena, const Texts *texts) {
  Buffer out = {.arena = arena};
  for (uint32_t i = 0; i < texts->count; i++) {
    if (i) buffer_add_literal(&out, ", ");
    if (i == MOST_LISTED) {
      buffer_add_literal(&out, "…");
      break;
    }
    buffer_add_byte(&out, '"');
    buffer_add_text(&out, shorten(arena, texts->at[i]));
    buffer_add_byte(&out, '"');
  }
  return buffer_text(&out);
}

static Text list_extensions(const Explain *explain) {
  return list_texts(explain->list->arena, &explain->search->resolver->options.extensions);
}

// The import's place with something else to write there, in the quotes that are used there.
static Place suggest(const Explain *explain, Text instead) {
  Place place = explain->place;
  if (!place.file || place.start >= place.file->text.size) return place;
  char quote = place.file->text.at[place.start];
  bool is_quoted = quote == '"' || quote == '\'' || quote == '`';
  Text sign = is_quoted ? text_slice(place.file->text, place.start, place.start + 1) : TEXT("");
  place.suggestion = text_concat(explain->list->arena, sign, instead, sign);
  return place;
}

// --- Places in package.json

static const SourceFile *read_source(const Explain *explain, Text path) {
  SourceFile *file = arena_new(explain->list->arena, SourceFile, 1);
  Text name = text_copy(explain->list->arena, path);
  file->path = show_path(explain, name);
  return file_read(explain->list->arena, name.at, &file->text) == 0 ? file : NULL;
}

static Text package_json_path(const Explain *explain, const PackageJson *package) {
  return text_concat(explain->list->arena, package->folder, TEXT("/package.json"));
}

// Where a member of a package.json stands, or (if `node` is given) a value inside it.
static Place place_of(const Explain *explain, const PackageJson *package, Text member,
                      uint32_t ordinal) {
  const SourceFile *file = read_source(explain, package_json_path(explain, package));
  JsonPlace found;
  if (file && file->text.size > LARGEST_SEARCHED) return NOWHERE;
  if (!file || !json_place_find(file->text, member, ordinal, &found)) return NOWHERE;
  bool is_small = ordinal > 0 && !strchr("{[", file->text.at[found.start]);
  if (is_small || found.key_start == found.start) return (Place){file, found.start, found.end, {0}};
  return (Place){file, found.key_start, found.key_end, {0}};
}

static Place place_in_map(const Explain *explain, const PackageJson *package, bool in_imports,
                          const Json *node) {
  const PackageMap *map = in_imports ? &package->imports : &package->exports;
  Text member = in_imports ? TEXT("imports") : TEXT("exports");
  return place_of(explain, package, member, json_place_ordinal(map->root, node));
}

static Place place_of_failure(const Explain *explain) {
  const Failure *failure = explain->failure;
  return place_in_map(explain, failure->folder->package, failure->in_imports, failure->result.node);
}

// --- What was replaced on the way

static Place place_of_browser_entry(const Explain *explain, const Replacement *replacement) {
  const PackageJson *package = replacement->package;
  for (uint32_t i = 0; i < package->browser_to.count; i++) {
    // The map's entries are in the order of the file, each one value.
    Text to = package->browser_to.at[i];
    if (to.at && to.at == replacement->to.at) {
      return place_of(explain, package, TEXT("browser"), i + 1);
    }
  }
  return NOWHERE;
}

static void explain_replacements(const Explain *explain) {
  const Search *search = explain->search;
  Arena *arena = explain->list->arena;
  for (uint32_t i = 0; i < search->replacements.count; i++) {
    const Replacement *one = &search->replacements.at[i];
    Text from = path_is_absolute(one->from) ? show_path(explain, one->from) : one->from;
    from = shorten(arena, from);
    Text to = shorten(arena, one->to);
    if (one->config) {
      Place place =
          tsconfig_place(one->config->paths->owner, TEXT("compilerOptions"), one->node, true);
      note(explain, MESSAGE_RESOLVE_PATHS, place, from, show_path(explain, one->to));
      continue;
    }
    if (!one->package) {
      note(explain, MESSAGE_RESOLVE_ALIASED, NOWHERE, from, to);
      continue;
    }
    Place place = one->in_imports ? place_in_map(explain, one->package, true, one->node)
                                  : place_of_browser_entry(explain, one);
    note(explain, MESSAGE_RESOLVE_REPLACED, place, from, to);
  }
}

// --- Did you mean …?

static Text without_extension(Text name) {
  return text_slice(name, 0, name.size - path_extension(name).size);
}

static bool has_known_extension(const Explain *explain, Text name) {
  const Texts *extensions = &explain->search->resolver->options.extensions;
  for (uint32_t i = 0; i < extensions->count; i++) {
    if (text_is(path_extension(name), extensions->at[i])) return true;
  }
  return false;
}

// How far `name` is from `wanted`: 0 = but for upper and lower case; 1 = but for the extension;
// then by edits. UINT32_MAX = too far.
static uint32_t rank_name(Text wanted, Text name) {
  Text stem = without_extension(name);
  if (text_is_but_case(wanted, name) || text_is_but_case(wanted, stem)) {
    return text_is(wanted, stem) ? 1 : 0;
  }
  if (text_is(without_extension(wanted), stem)) return 1;
  Text wanted_stem = without_extension(wanted);
  if (wanted_stem.size < LEAST_FOR_DISTANCE) return UINT32_MAX;
  uint32_t far = text_distance(wanted_stem, stem, LARGEST_DISTANCE);
  return far <= LARGEST_DISTANCE ? 1 + far : UINT32_MAX;
}

// The name in a folder that is most like `wanted`; an empty text if none is.
static Text find_similar(const Explain *explain, const Folder *folder, Text wanted,
                         uint32_t *rank) {
  Texts names = folders_names(explain->search->resolver->folders, folder, explain->list->arena);
  Text best = {0};
  *rank = UINT32_MAX;
  for (uint32_t i = 0; i < names.count && i < MOST_COMPARED; i++) {
    uint32_t found = text_is(names.at[i], wanted) ? UINT32_MAX : rank_name(wanted, names.at[i]);
    if (found >= *rank) continue;
    best = names.at[i];
    *rank = found;
  }
  return best;
}

// `specifier` with another last part.
static Text with_name(const Explain *explain, Text specifier, Text name) {
  uint32_t slash = text_find_last_byte(specifier, '/');
  Text before = slash == TEXT_NOT_FOUND ? TEXT("") : text_slice(specifier, 0, slash + 1);
  return text_concat(explain->list->arena, before, name);
}

static void suggest_name(const Explain *explain, Text path) {
  Text wanted = path_basename(path), specifier = explain->search->specifier;
  const Folder *folder = folders_get(explain->search->resolver->folders, path_dirname(path));
  uint32_t rank;
  Text similar = find_similar(explain, folder, wanted, &rank);
  if (!similar.size) return;
  // People who leave out the extension go on doing so, where that works.
  bool leaves_out = path_extension(wanted).size == 0 && has_known_extension(explain, similar);
  if (leaves_out && rank != 1) similar = without_extension(similar);
  // Where a map or an alias has decided on the path, writing it differently wouldn't help.
  bool is_written = text_is(path_basename(specifier), wanted);
  Text instead = is_written ? with_name(explain, specifier, similar) : similar;
  MessageId id = rank == 0 ? MESSAGE_RESOLVE_CASE : MESSAGE_RESOLVE_DID_YOU_MEAN;
  note(explain, id, is_written ? suggest(explain, instead) : NOWHERE, instead);
}

// `specifier` with `instead` for its part `part`; an empty text if it has none.
static Text with_part(const Explain *explain, Text specifier, Text part, Text instead) {
  for (uint32_t start = 0; start < specifier.size;) {
    uint32_t slash = text_find_byte(specifier, '/', start);
    uint32_t end = slash == TEXT_NOT_FOUND ? specifier.size : slash;
    if (text_is(text_slice(specifier, start, end), part)) {
      return text_concat(explain->list->arena, text_slice(specifier, 0, start), instead,
                         text_slice(specifier, end, specifier.size));
    }
    start = end + 1;
  }
  return TEXT("");
}

// The folder `missing` may be there in other letters.
static void suggest_folder(const Explain *explain, const Folder *missing) {
  if (!missing->parent) return;
  Text wanted = path_basename(missing->path);
  uint32_t rank;
  Text similar = find_similar(explain, missing->parent, wanted, &rank);
  Folders *folders = explain->search->resolver->folders;
  bool is_folder = similar.size && folders_kind(folders, missing->parent, similar) == FILE_FOLDER;
  Text instead = with_part(explain, explain->search->specifier, wanted, similar);
  if (!is_folder || !instead.size) return;
  MessageId id = rank == 0 ? MESSAGE_RESOLVE_CASE : MESSAGE_RESOLVE_DID_YOU_MEAN;
  note(explain, id, suggest(explain, instead), instead);
}

// --- Files

// A file of one's own that is missing is hardly meant to be missing.
static void hint_external(const Explain *explain) {
  Text specifier = explain->search->specifier;
  bool is_own = path_is_dotted(specifier);
  bool is_entry = explain->search->kind == IMPORT_ENTRY;
  if (is_own || is_entry || specifier.size > LONGEST_SHOWN) return;
  note(explain, MESSAGE_RESOLVE_EXTERNAL_HINT, NOWHERE, specifier);
}

static void explain_archive(const Explain *explain, Text path, int code) {
  note(explain, MESSAGE_RESOLVE_BROKEN_ARCHIVE, NOWHERE, show_path(explain, path),
       text_of(file_error_text(code)));
}

static void explain_no_file(const Explain *explain) {
  Text path = explain->failure->path;
  const Folder *folder = folders_get(explain->search->resolver->folders, path_dirname(path));
  if (folder->exists && file_is_link(text_copy(explain->list->arena, path).at)) {
    note(explain, MESSAGE_RESOLVE_DEAD_LINK, NOWHERE, show_path(explain, path));
    return;
  }
  if (folder->exists) {
    bool has_extensions = explain->search->resolver->options.extensions.count > 0;
    note(explain, has_extensions ? MESSAGE_RESOLVE_NO_FILE : MESSAGE_RESOLVE_NO_FILE_ALONE, NOWHERE,
         show_path(explain, path), list_extensions(explain));
    suggest_name(explain, path);
    return;
  }
  if (path.size > LONGEST_PATH_BYTES) {
    note(explain, MESSAGE_RESOLVE_TOO_LONG, NOWHERE,
         text_format(explain->list->arena, "%d", LONGEST_PATH_BYTES));
    return;
  }
  while (folder->parent && !folder->parent->exists) folder = folder->parent;
  bool is_there = file_kind(folder->path.at) != FILE_NONE;
  int archive = archive_check(folder->path.at);
  if (is_there && archive < 0 && archive != -ENOTDIR) {
    explain_archive(explain, folder->path, archive);
    return;
  }
  note(explain, is_there ? MESSAGE_RESOLVE_NOT_A_FOLDER : MESSAGE_RESOLVE_NO_FOLDER, NOWHERE,
       show_path(explain, folder->path));
  if (!is_there) suggest_folder(explain, folder);
}

static void explain_main_fields(const Explain *explain, const PackageJson *package) {
  const Texts *fields = &explain->search->resolver->options.main_fields;
  for (uint32_t i = 0; package && i < package->main_fields.count; i++) {
    MainField field = package->main_fields.at[i];
    if (field.value.size == 0) continue;
    bool is_asked = false;
    for (uint32_t f = 0; f < fields->count; f++) is_asked |= text_is(fields->at[f], field.name);
    Place place = place_of(explain, package, field.name, 0);
    if (is_asked) {
      note(explain, MESSAGE_RESOLVE_MAIN_MISSING, place, field.name, field.value);
    } else {
      note(explain, MESSAGE_RESOLVE_MAIN_IGNORED, place, field.name,
           list_texts(explain->list->arena, fields));
    }
  }
}

static Text list_indexes(const Explain *explain) {
  const Texts *extensions = &explain->search->resolver->options.extensions;
  Texts names = {0};
  if (extensions->count == 0) return TEXT("none is asked for");
  for (uint32_t i = 0; i < extensions->count; i++) {
    array_push(explain->list->arena, &names,
               text_concat(explain->list->arena, TEXT("index"), extensions->at[i]));
  }
  return list_texts(explain->list->arena, &names);
}

static void explain_is_folder(const Explain *explain) {
  const Folder *folder = folders_get(explain->search->resolver->folders, explain->failure->path);
  note(explain, MESSAGE_RESOLVE_IS_FOLDER, NOWHERE, show_path(explain, folder->path),
       list_indexes(explain));
  explain_main_fields(explain, folder->package);
}

// --- Packages

enum { LONGEST_NPM_NAME = 214 };

static bool suggest_package(const Explain *explain, Text specifier) {
  Text name = resolve_package_name(specifier);
  for (const Folder *at = explain->search->base; at; at = at->parent) {
    if (at->is_modules || !at->has_modules) continue;
    Text path = text_concat(explain->list->arena, at->path, TEXT("/node_modules/"), name);
    const Folder *folder = folders_get(explain->search->resolver->folders, path_dirname(path));
    uint32_t rank;
    Text similar = find_similar(explain, folder, path_basename(path), &rank);
    if (!similar.size) continue;
    Text rest = text_slice(specifier, name.size, specifier.size);
    Text instead = text_concat(explain->list->arena, with_name(explain, name, similar), rest);
    note(explain, MESSAGE_RESOLVE_DID_YOU_MEAN, suggest(explain, instead), instead);
    return true;
  }
  return false;
}

// Whether a package of npm may be called so.
static bool is_npm_name(Text name) {
  uint32_t slash = text_find_byte(name, '/', 0);
  bool is_scoped = name.at[0] == '@';
  bool is_whole = !is_scoped || (slash != TEXT_NOT_FOUND && slash > 1 && slash + 1 < name.size);
  if (!is_whole || memchr("._", name.at[0], 2)) return false;
  for (uint32_t i = is_scoped; i < name.size; i++) {
    char byte = name.at[i];
    bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    if (!is_letter && !memchr("-._~/", byte, 5)) return false;
  }
  return true;
}

static void hint_install(const Explain *explain, Text specifier) {
  Text name = resolve_package_name(specifier);
  if (name.size > 0 && name.size <= LONGEST_NPM_NAME && is_npm_name(name))
    note(explain, MESSAGE_RESOLVE_INSTALL_HINT, NOWHERE, name);
}

// "foo" where "./foo" would have been something.
static bool hint_relative(const Explain *explain, Text specifier) {
  const Folder *base = explain->search->base;
  Arena *arena = explain->list->arena;
  Text path = path_resolve(arena, base->path, specifier);
  Folders *folders = explain->search->resolver->folders;
  const Folder *folder = folders_get(folders, path_dirname(path));
  const Texts *extensions = &explain->search->resolver->options.extensions;
  bool exists = folders_kind(folders, folder, path_basename(path)) != FILE_NONE;
  for (uint32_t i = 0; !exists && i < extensions->count; i++) {
    Text name = text_concat(arena, path_basename(path), extensions->at[i]);
    exists = folders_kind(folders, folder, name) != FILE_NONE;
  }
  if (!exists) return false;
  Text instead = text_concat(arena, TEXT("./"), specifier);
  note(explain, MESSAGE_RESOLVE_RELATIVE_HINT, suggest(explain, instead), show_path(explain, path),
       instead);
  return true;
}

static void explain_no_package(const Explain *explain) {
  const Resolver *resolver = explain->search->resolver;
  Text specifier = explain->failure->subpath;
  bool is_builtin =
      text_starts(specifier, TEXT("node:")) || map_has(&resolver->builtins, specifier);
  if (is_builtin && resolver->options.platform != PLATFORM_NODE) {
    note(explain, MESSAGE_RESOLVE_BUILTIN_HINT, NOWHERE, specifier);
    return;
  }
  Text shown = shorten(explain->list->arena, resolve_package_name(specifier));
  note(explain, MESSAGE_RESOLVE_NO_PACKAGE, NOWHERE, shown,
       show_path(explain, explain->failure->folder->path));
  if (explain->search->replacements.count) return;
  if (!hint_relative(explain, specifier) && !suggest_package(explain, specifier))
    hint_install(explain, specifier);
}

// The specifier, or what aliases made of it.
static Text final_specifier(const Explain *explain) {
  const Search *search = explain->search;
  Text specifier = search->specifier;
  for (uint32_t i = 0; i < search->replacements.count; i++) {
    const Replacement *one = &search->replacements.at[i];
    if (!one->package && !one->config) specifier = one->to;
  }
  return specifier;
}

static void explain_no_subpath(const Explain *explain) {
  const Failure *failure = explain->failure;
  Text name = resolve_package_name(final_specifier(explain));
  note(explain, MESSAGE_RESOLVE_NO_SUBPATH, NOWHERE, shorten(explain->list->arena, name),
       show_path(explain, failure->folder->path), shorten(explain->list->arena, failure->subpath));
  suggest_name(explain,
               path_resolve(explain->list->arena, failure->folder->path, failure->subpath));
}

static void explain_no_entry(const Explain *explain) {
  const Folder *folder = explain->failure->folder;
  note(explain, MESSAGE_RESOLVE_NO_ENTRY, NOWHERE, path_basename(folder->path),
       show_path(explain, folder->path), list_indexes(explain));
  explain_main_fields(explain, folder->package);
}

static void explain_pnp_archive(const Explain *explain, Text name) {
  Text path = text_copy(explain->list->arena, explain->failure->path);
  Text why = text_of(file_error_text(archive_check(path.at)));
  note(explain, MESSAGE_PNP_ARCHIVE, NOWHERE, name, show_path(explain, archive_of(path)), why);
}

static void explain_pnp(const Explain *explain) {
  const Failure *failure = explain->failure;
  Text name = shorten(explain->list->arena, failure->subpath);
  Text importer =
      failure->pnp->name.size ? failure->pnp->name : show_path(explain, failure->pnp->folder);
  if (failure->kind == FAILURE_PNP_UNDECLARED)
    note(explain, MESSAGE_PNP_UNDECLARED, NOWHERE, name, importer);
  else if (failure->kind == FAILURE_PNP_NO_PEER)
    note(explain, MESSAGE_PNP_NO_PEER, NOWHERE, name, importer);
  else if (failure->kind == FAILURE_PNP_ARCHIVE)
    explain_pnp_archive(explain, name);
  else
    note(explain, MESSAGE_PNP_NO_FOLDER, NOWHERE, name, show_path(explain, failure->path));
}

// --- "exports" and "imports"

// The path under which `target` ("./src/a.js") is exported.
static const Json *find_export_of(const Explain *explain, const PackageMap *map, Text target) {
  const Search *search = explain->search;
  PackageMapQuery query = {.arena = search->arena, .conditions = &search->conditions};
  const Texts *extensions = &search->resolver->options.extensions;
  for (uint32_t i = 0; i < map->targets.count && i < MOST_EXPORTS_SEEN; i++) {
    PackageMapResult found = package_map_find(map, map->targets.at[i]->key, &query);
    if (found.status != PACKAGE_MAP_FILE) continue;
    if (text_is(found.target, target)) return map->targets.at[i];
    for (uint32_t e = 0; e < extensions->count; e++) {
      bool is_it = text_starts(found.target, target) &&
                   text_ends(found.target, extensions->at[e]) &&
                   found.target.size == target.size + extensions->at[e].size;
      if (is_it) return map->targets.at[i];
    }
  }
  return NULL;
}

static void hint_export(const Explain *explain) {
  const Failure *failure = explain->failure;
  const PackageJson *package = failure->folder->package;
  const Json *key = find_export_of(explain, &package->exports, failure->subpath);
  if (!key) return;
  Text name = resolve_package_name(explain->search->specifier);
  Text instead = text_concat(explain->list->arena, name, text_slice(key->key, 1, key->key.size));
  note(explain, MESSAGE_RESOLVE_EXPORTED_AS, place_in_map(explain, package, false, key),
       failure->subpath, instead);
  note(explain, MESSAGE_RESOLVE_DID_YOU_MEAN, suggest(explain, instead), instead);
}

static Text package_shown(const Explain *explain) {
  const Folder *folder = explain->failure->folder;
  Text name = folder->package->name;
  return name.size ? name : path_basename(folder->path);
}

static bool has_condition(const Json *node, Text name) {
  return json_get(node, name) != NULL;
}

static void explain_no_condition(const Explain *explain) {
  const Failure *failure = explain->failure;
  const Json *node = failure->result.node;
  Arena *arena = explain->list->arena;
  Texts there = {0};
  for (const Json *member = node->first_child; member; member = member->next) {
    array_push(arena, &there, member->key);
  }
  Text subpath = shorten(arena, failure->subpath);
  Place place = place_of_failure(explain);
  note(explain, MESSAGE_RESOLVE_NO_CONDITION, place, subpath, package_shown(explain),
       list_texts(arena, &there), list_texts(arena, &explain->search->conditions));
  bool requires =
      explain->search->kind == IMPORT_REQUIRE || explain->search->kind == IMPORT_RESOLVE;
  if (requires && has_condition(node, TEXT("import"))) {
    note(explain, MESSAGE_RESOLVE_IMPORT_HINT, NOWHERE);
  } else if (!requires && has_condition(node, TEXT("require"))) {
    note(explain, MESSAGE_RESOLVE_REQUIRE_HINT, NOWHERE);
  } else if (there.count) {
    note(explain, MESSAGE_RESOLVE_CONDITION_HINT, NOWHERE, there.at[0]);
  }
}

static void explain_not_listed(const Explain *explain) {
  const Failure *failure = explain->failure;
  Text subpath = shorten(explain->list->arena, failure->subpath);
  if (failure->in_imports) {
    note(explain, MESSAGE_RESOLVE_NOT_IMPORTED, place_of_failure(explain), subpath);
    return;
  }
  note(explain, MESSAGE_RESOLVE_NOT_EXPORTED, place_of_failure(explain), subpath,
       package_shown(explain));
  hint_export(explain);
}

static void explain_map(const Explain *explain) {
  Text subpath = shorten(explain->list->arena, explain->failure->subpath);
  switch (explain->failure->result.status) {
  case PACKAGE_MAP_NOT_LISTED: explain_not_listed(explain); break;
  case PACKAGE_MAP_NO_CONDITION: explain_no_condition(explain); break;
  case PACKAGE_MAP_DISABLED:
    note(explain, MESSAGE_RESOLVE_PATH_DISABLED, place_of_failure(explain), subpath,
         package_shown(explain));
    break;
  case PACKAGE_MAP_INVALID_TARGET:
    note(explain, MESSAGE_RESOLVE_INVALID_TARGET, place_of_failure(explain));
    break;
  case PACKAGE_MAP_INVALID_PATH:
    note(explain, MESSAGE_RESOLVE_INVALID_PATH, place_of_failure(explain), subpath);
    break;
  case PACKAGE_MAP_MIXED_KEYS:
    note(explain, MESSAGE_RESOLVE_MIXED_KEYS, place_of_failure(explain));
    break;
  case PACKAGE_MAP_FILE:
  case PACKAGE_MAP_FOLDER_FILE:
  case PACKAGE_MAP_PACKAGE: break; // no failures
  }
}

static void explain_no_target(const Explain *explain) {
  const Failure *failure = explain->failure;
  bool is_folder = folders_get(explain->search->resolver->folders, failure->path)->exists;
  note(explain, is_folder ? MESSAGE_RESOLVE_TARGET_IS_FOLDER : MESSAGE_RESOLVE_TARGET_MISSING,
       place_of_failure(explain), show_path(explain, failure->path));
  if (!is_folder) suggest_name(explain, failure->path);
}

static void explain_no_imports(const Explain *explain) {
  const Folder *folder = explain->failure->folder;
  if (!folder) {
    note(explain, MESSAGE_RESOLVE_NO_IMPORTS_FILE, NOWHERE);
    return;
  }
  note(explain, MESSAGE_RESOLVE_NO_IMPORTS, NOWHERE,
       show_path(explain, package_json_path(explain, folder->package)));
}

// --- Entry points

void resolve_explain(const Search *search, Place place, Diagnostics *diagnostics) {
  Text shown = shorten(diagnostics->arena, search->specifier);
  Explain explain = {search, &search->failure, diagnostics, NULL, place};
  explain.diagnostic = diag_add(diagnostics, MESSAGE_COULD_NOT_RESOLVE, place, shown);
  explain_replacements(&explain);
  switch (search->failure.kind) {
  case FAILURE_NONE: break;
  case FAILURE_EMPTY: note(&explain, MESSAGE_RESOLVE_EMPTY, NOWHERE); return;
  case FAILURE_PLACELESS: note(&explain, MESSAGE_RESOLVE_PLACELESS, NOWHERE); return;
  case FAILURE_NO_PACKAGE: explain_no_package(&explain); break;
  case FAILURE_NO_FILE: explain_no_file(&explain); break;
  case FAILURE_IS_FOLDER: explain_is_folder(&explain); break;
  case FAILURE_NO_SUBPATH: explain_no_subpath(&explain); break;
  case FAILURE_NO_ENTRY: explain_no_entry(&explain); break;
  case FAILURE_PNP_UNDECLARED:
  case FAILURE_PNP_NO_PEER:
  case FAILURE_PNP_ARCHIVE:
  case FAILURE_PNP_NO_FOLDER: explain_pnp(&explain); break;
  case FAILURE_NO_IMPORTS: explain_no_imports(&explain); break;
  case FAILURE_MAP: explain_map(&explain); break;
  case FAILURE_NO_TARGET: explain_no_target(&explain); break;
  }
  hint_external(&explain);
}

void resolver_report(Resolver *resolver, Diagnostics *diagnostics) {
  Search search = {.resolver = resolver};
  Explain explain = {.search = &search, .list = diagnostics};
  tsconfigs_report(resolver->tsconfigs, diagnostics);
  pnp_manifests_report(resolver->pnp_manifests, diagnostics);
  PackageJsons broken = folders_broken(resolver->folders, diagnostics->arena);
  for (uint32_t i = 0; i < broken.count; i++) {
    const SourceFile *file = read_source(&explain, package_json_path(&explain, broken.at[i]));
    uint32_t offset = 0;
    if (file) json_read(diagnostics->arena, file->text, &offset);
    Place place = file ? (Place){file, offset, offset, {0}} : NOWHERE;
    diag_add(diagnostics, MESSAGE_BROKEN_PACKAGE_JSON, place);
  }
}
