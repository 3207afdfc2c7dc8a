// TypeScript finds these files by rules of its own: a folder is not enough, ".json" may be left
// out, and a package is asked for its "tsconfig" field and its "exports", as `require` would.
#include "graph/package_map.h"
#include "graph/resolve_search.h"
#include "graph/tsconfig.h"

static void add_by_path(Arena *arena, Text path, Texts *out) {
  array_push(arena, out, path);
  array_push(arena, out, text_concat(arena, path, TEXT(".json")));
}

// Where the package.json in `folder` says that `subpath` is; an empty text if it says nothing.
static Text find_in_package(Arena *arena, Text folder, Text subpath, const Texts *conditions) {
  Text field = TEXT("tsconfig");
  PackageJsonFields fields = {.main_fields = {&field, 1, 1}};
  const PackageJson *package = package_json_read(arena, folder, &fields);
  if (!package) return TEXT("");
  PackageMapQuery query = {.arena = arena, .conditions = conditions};
  if (package->exports.root) {
    PackageMapResult found = package_map_find(&package->exports, subpath, &query);
    if (found.status == PACKAGE_MAP_FILE) return path_resolve(arena, folder, found.target);
  }
  Text named = package_json_main(package, field);
  bool is_entry = text_is(subpath, TEXT("."));
  return is_entry && named.size ? path_resolve(arena, folder, named) : TEXT("");
}

// The package is the one in `folder`.
static void add_by_package(Arena *arena, Text folder, Text extends, const Texts *conditions,
                           Texts *out) {
  Text subpath = resolve_package_subpath(arena, extends);
  Text path = find_in_package(arena, folder, subpath, conditions);
  if (path.size == 0) path = path_resolve(arena, folder, subpath);
  array_push(arena, out, text_concat(arena, path, TEXT("/tsconfig.json")));
  add_by_path(arena, path, out);
}

Texts tsconfig_bases(Arena *arena, Text folder, Text extends, const Texts *conditions,
                     const PnpManifest *manifest) {
  Texts out = {0};
  if (text_is(extends, TEXT(".")) || text_is(extends, TEXT(".."))) {
    extends = text_concat(arena, extends, TEXT("/tsconfig.json"));
  }
  if (!resolve_is_bare(extends)) {
    add_by_path(arena, path_resolve(arena, folder, extends), &out);
    return out;
  }
  Text name = resolve_package_name(extends);
  PnpResult found = {.status = PNP_OUTSIDE};
  if (manifest && !manifest->is_broken) found = pnp_find(manifest, folder, name);
  if (found.status == PNP_FOUND)
    add_by_package(arena, found.package->folder, extends, conditions, &out);
  for (Text at = folder;; at = path_dirname(at)) {
    if (!text_is(path_basename(at), TEXT("node_modules"))) {
      Text modules = path_resolve(arena, at, TEXT("node_modules"));
      add_by_package(arena, path_resolve(arena, modules, name), extends, conditions, &out);
    }
    if (at.size <= 1) return out;
  }
}
