// Files are read one at a time, under one lock: a project has few, and those that extend each other
// are read in one go. What a file says stands as it is written, so that a base can be shared; paths
// are worked out when somebody asks, from the file that the asking began with.
#include "graph/tsconfig.h"

#include "base/json_comments.h"
#include "base/json_place.h"
#include "host/files.h"
#include "host/lock.h"

#include <stdlib.h>

enum { LONGEST_CHAIN = 64 }; // files that extend each other: recursion ends here

struct TsConfigs {
  Arena arena;
  Lock lock; // guards all below, and `arena`
  Text working_folder, shown_from;
  Texts conditions;
  bool preserve_symlinks;
  PnpManifests *pnp_manifests;
  Map by_path; // real paths → index into `all`
  Array(TsConfig *) all;
  Map missing; // paths at which there was nothing
};

// --- Life

TsConfigs *tsconfigs_make(Text working_folder, Text shown_from, const Texts *conditions,
                          bool preserve_symlinks, PnpManifests *pnp_manifests) {
  Arena arena = {0};
  TsConfigs *configs = arena_new(&arena, TsConfigs, 1);
  configs->arena = arena;
  configs->working_folder = working_folder;
  configs->shown_from = shown_from;
  configs->conditions = *conditions;
  configs->preserve_symlinks = preserve_symlinks;
  configs->pnp_manifests = pnp_manifests;
  lock_init(&configs->lock);
  return configs;
}

void tsconfigs_release(TsConfigs *configs) {
  lock_release(&configs->lock);
  Arena arena = configs->arena;
  arena_release(&arena);
}

// --- Places and problems

Place tsconfig_place(const TsConfig *config, Text member, const Json *node, bool is_key) {
  const Json *root = json_get(config->root, member);
  JsonPlace found;
  if (!json_place_find(config->plain, member, json_place_ordinal(root, node), &found)) {
    return (Place){.file = &config->file};
  }
  if (is_key) return (Place){&config->file, found.key_start, found.key_end, {0}};
  return (Place){&config->file, found.start, found.end, {0}};
}

// Nobody who builds can mend what is in a package.
static void warn(TsConfig *config, MessageId id, Place place, Text argument) {
  if (!resolve_is_in_package(config->path)) diag_add(&config->problems, id, place, argument);
}

// --- "extends"

static TsConfig *read_file(TsConfigs *configs, Text path, uint32_t depth);

// Takes over what `base` says.
static void inherit(TsConfig *config, const TsConfig *base) {
  if (base->base_url.at) {
    config->base_url = base->base_url;
    config->base_folder = base->base_folder;
  }
  if (base->paths) config->paths = base->paths;
  TsConfigJsx *jsx = &config->jsx;
  if (base->jsx.mode) jsx->mode = base->jsx.mode;
  if (base->jsx.factory.size) jsx->factory = base->jsx.factory;
  if (base->jsx.fragment_factory.size) jsx->fragment_factory = base->jsx.fragment_factory;
  if (base->jsx.import_source.size) jsx->import_source = base->jsx.import_source;
}

static void extend(TsConfigs *configs, TsConfig *config, const Json *name, uint32_t depth) {
  Arena scratch = {0};
  Texts paths = {0};
  if (json_text(name).size) {
    const PnpManifest *manifest = pnp_manifests_above(configs->pnp_manifests, config->folder);
    paths = tsconfig_bases(&scratch, config->folder, name->text, &configs->conditions, manifest);
  }
  const TsConfig *base = NULL;
  for (uint32_t i = 0; !base && i < paths.count; i++) {
    base = read_file(configs, paths.at[i], depth + 1);
  }
  arena_release(&scratch);
  if (base && !base->is_open) {
    inherit(config, base);
    return;
  }
  Place place = tsconfig_place(config, TEXT("extends"), name, false);
  warn(config, base ? MESSAGE_TSCONFIG_CIRCLE : MESSAGE_TSCONFIG_NO_BASE, place, json_text(name));
}

static void read_extends(TsConfigs *configs, TsConfig *config, uint32_t depth) {
  const Json *extends = json_get(config->root, TEXT("extends"));
  if (json_is(extends, JSON_ARRAY)) {
    for (const Json *name = extends->first_child; name; name = name->next) {
      extend(configs, config, name, depth);
    }
  } else if (extends) {
    extend(configs, config, extends, depth);
  }
}

// --- "paths"

static Place place_of_option(const TsConfig *config, const Json *node) {
  return tsconfig_place(config, TEXT("compilerOptions"), node, false);
}

static bool has_two_stars(Text pattern) {
  uint32_t star = text_find_byte(pattern, '*', 0);
  return star != TEXT_NOT_FOUND && text_find_byte(pattern, '*', star + 1) != TEXT_NOT_FOUND;
}

// Declarations are no code.
static bool is_target(TsConfig *config, const Json *node) {
  Text target = json_text(node);
  if (target.size == 0 || has_two_stars(target)) {
    warn(config, MESSAGE_TSCONFIG_PATTERN, place_of_option(config, node), target);
    return false;
  }
  return !text_ends(target, TEXT(".d.ts"));
}

static void read_path(TsConfigs *configs, TsConfig *config, const Json *node, TsPaths *paths) {
  TsPath path = {.key = node->key, .node = node};
  if (has_two_stars(node->key)) {
    Place place = tsconfig_place(config, TEXT("compilerOptions"), node, true);
    warn(config, MESSAGE_TSCONFIG_PATTERN, place, node->key);
    return;
  }
  if (node->kind != JSON_ARRAY) {
    warn(config, MESSAGE_TSCONFIG_NEEDS_LIST, place_of_option(config, node), node->key);
    return;
  }
  for (const Json *target = node->first_child; target; target = target->next) {
    if (is_target(config, target)) array_push(&configs->arena, &path.targets, target->text);
  }
  array_push(&configs->arena, &paths->all, path);
}

static void read_paths(TsConfigs *configs, TsConfig *config, const Json *json) {
  if (!json_is(json, JSON_OBJECT)) return;
  TsPaths *paths = arena_new(&configs->arena, TsPaths, 1);
  paths->owner = config;
  for (const Json *node = json->first_child; node; node = node->next) {
    read_path(configs, config, node, paths);
  }
  tspaths_index(&configs->arena, paths);
  config->paths = paths;
}

// Without "baseUrl", a target must say that it is a path. It is judged by the file that is asked
// for, since one that extends the target's file may say "baseUrl".
static void judge_targets(const TsConfig *config) {
  TsPaths *paths = config->paths;
  if (!paths || paths->has_been_judged || config->base_url.at) return;
  paths->has_been_judged = true;
  for (uint32_t i = 0; i < paths->all.count; i++) {
    for (const Json *node = paths->all.at[i].node->first_child; node; node = node->next) {
      Text target = json_text(node);
      if (target.size == 0 || has_two_stars(target) || tsconfig_is_path(target)) continue;
      Place place = place_of_option(paths->owner, node);
      warn(paths->owner, MESSAGE_TSCONFIG_NO_BASE_URL, place, target);
    }
  }
}

// --- JSX

static const struct {
  const char *name;
  TsConfigJsxMode mode;
} jsx_modes[] = {
    {"preserve", TSCONFIG_JSX_PRESERVE},
    {"react-native", TSCONFIG_JSX_PRESERVE},
    {"react", TSCONFIG_JSX_CLASSIC},
    {"react-jsx", TSCONFIG_JSX_AUTOMATIC},
    {"react-jsxdev", TSCONFIG_JSX_DEVELOPMENT},
};

static void read_jsx_mode(TsConfig *config, const Json *json) {
  if (!json) return;
  for (size_t i = 0; i < sizeof jsx_modes / sizeof *jsx_modes; i++) {
    if (!text_is_but_case(json_text(json), text_of(jsx_modes[i].name))) continue;
    config->jsx.mode = jsx_modes[i].mode;
    return;
  }
  warn(config, MESSAGE_TSCONFIG_JSX, place_of_option(config, json), json_text(json));
}

static void read_factory(TsConfig *config, const Json *json, bool is_fragment, Text *out) {
  if (!json) return;
  bool is_null = is_fragment && text_is(json_text(json), TEXT("null")); // the one value it may be
  if (is_null || jsx_is_factory(json_text(json)))
    *out = json->text;
  else
    warn(config, MESSAGE_TSCONFIG_FACTORY, place_of_option(config, json), json_text(json));
}

// --- The file

static void read_options(TsConfigs *configs, TsConfig *config, const Json *options) {
  const Json *base_url = json_get(options, TEXT("baseUrl"));
  if (json_is(base_url, JSON_STRING)) {
    config->base_url = base_url->text;
    config->base_folder = config->folder;
  }
  read_paths(configs, config, json_get(options, TEXT("paths")));
  read_jsx_mode(config, json_get(options, TEXT("jsx")));
  read_factory(config, json_get(options, TEXT("jsxFactory")), false, &config->jsx.factory);
  read_factory(config, json_get(options, TEXT("jsxFragmentFactory")), true,
               &config->jsx.fragment_factory);
  Text source = json_text(json_get(options, TEXT("jsxImportSource")));
  if (source.size) config->jsx.import_source = source;
}

static void warn_misplaced(TsConfig *config) {
  static const char *const names[] = {
      "baseUrl", "paths", "jsx", "jsxFactory", "jsxFragmentFactory", "jsxImportSource",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    Text name = text_of(names[i]);
    const Json *node = json_get(config->root, name);
    if (node)
      warn(config, MESSAGE_TSCONFIG_MISPLACED, tsconfig_place(config, name, node, true), name);
  }
}

// Takes in the text of `config->file`, whose path and folder are set.
static void read_config(TsConfigs *configs, TsConfig *config, uint32_t depth) {
  config->problems.arena = &configs->arena;
  config->plain = json_without_comments(&configs->arena, config->file.text);
  uint32_t offset = 0;
  config->root = json_read(&configs->arena, config->plain, &offset);
  if (!json_is(config->root, JSON_OBJECT)) {
    bool is_foreign = resolve_is_in_package(config->path);
    MessageId id = is_foreign ? MESSAGE_TSCONFIG_BROKEN_BASE : MESSAGE_TSCONFIG_BROKEN;
    Place place = {&config->file, offset, offset, {0}};
    diag_add(&config->problems, id, place);
    return;
  }
  config->is_open = true;
  read_extends(configs, config, depth);
  config->is_open = false;
  warn_misplaced(config);
  read_options(configs, config, json_get(config->root, TEXT("compilerOptions")));
}

static TsConfig *add_config(TsConfigs *configs, Text path, Text shown, Text text) {
  TsConfig *config = arena_new(&configs->arena, TsConfig, 1);
  config->path = text_copy(&configs->arena, path);
  config->folder = text_copy(&configs->arena, path_dirname(path));
  config->file = (SourceFile){shown, text};
  map_set(&configs->arena, &configs->by_path, config->path, configs->all.count);
  array_push(&configs->arena, &configs->all, config);
  return config;
}

// The lock is held. Recursion is bounded by LONGEST_CHAIN: a longer one has no base at its end.
static TsConfig *read_file(TsConfigs *configs, Text path, uint32_t depth) {
  Arena *arena = &configs->arena;
  Text text;
  if (file_kind(path.at) == FILE_NONE) {
    map_set(arena, &configs->missing, text_copy(arena, path), 1);
    return NULL;
  }
  if (!configs->preserve_symlinks && file_real_path(arena, path.at, &path) < 0) return NULL;
  const uint32_t *known = map_find(&configs->by_path, path);
  if (known) return configs->all.at[*known];
  if (depth > LONGEST_CHAIN || file_read(arena, path.at, &text) < 0) return NULL;
  Text shown = path_shown(arena, configs->shown_from, path);
  TsConfig *config = add_config(configs, path, shown, text);
  read_config(configs, config, depth);
  return config;
}

const TsConfig *tsconfigs_read(TsConfigs *configs, Text path) {
  lock_take(&configs->lock);
  const TsConfig *config = read_file(configs, path, 0);
  if (config) judge_targets(config);
  lock_leave(&configs->lock);
  return config;
}

const TsConfig *tsconfigs_read_text(TsConfigs *configs, Text text) {
  lock_take(&configs->lock);
  Text name = TEXT("<tsconfig.json>");
  Text path = path_resolve(&configs->arena, configs->working_folder, name);
  TsConfig *config = add_config(configs, path, name, text_copy(&configs->arena, text));
  read_config(configs, config, 0);
  judge_targets(config);
  lock_leave(&configs->lock);
  return config;
}

void tsconfigs_lookups(TsConfigs *configs, Arena *arena, Texts *missing, Texts *found) {
  lock_take(&configs->lock);
  for (uint32_t i = 0; i < configs->missing.entries.count; i++) {
    array_push(arena, missing, configs->missing.entries.at[i].key);
  }
  for (uint32_t i = 0; i < configs->all.count; i++) {
    array_push(arena, found, configs->all.at[i]->path);
  }
  lock_leave(&configs->lock);
}

static int compare_configs(const void *a, const void *b) {
  return text_compare((*(TsConfig *const *)a)->path, (*(TsConfig *const *)b)->path);
}

void tsconfigs_report(TsConfigs *configs, Diagnostics *diagnostics) {
  lock_take(&configs->lock);
  uint32_t count = configs->all.count;
  TsConfig **sorted = arena_new(diagnostics->arena, TsConfig *, count);
  if (count) memcpy(sorted, configs->all.at, count * sizeof *sorted);
  if (count) qsort(sorted, count, sizeof *sorted, compare_configs);
  for (uint32_t i = 0; i < count; i++) diag_append(diagnostics, &sorted[i]->problems);
  lock_leave(&configs->lock);
}
