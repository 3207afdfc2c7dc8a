// A folder without one has that of the folder above; each is asked once.
#include "lint/project_package.h"

#include "base/json.h"
#include "host/files.h"

static const struct {
  const char *key;
  DependencySort sort;
} sorts[] = {
    {"dependencies", DEPENDENCY_USUAL},         {"devDependencies", DEPENDENCY_DEV},
    {"peerDependencies", DEPENDENCY_PEER},      {"optionalDependencies", DEPENDENCY_OPTIONAL},
    {"bundleDependencies", DEPENDENCY_BUNDLED}, {"bundledDependencies", DEPENDENCY_BUNDLED},
};

static void add_dependency(Arena *arena, ProjectPackage *package, Text name, DependencySort sort) {
  *map_add(arena, &package->dependencies, name, NULL) |= sort;
}

static void add_entry(Arena *arena, ProjectPackage *package, const Json *entry) {
  if (json_is(entry, JSON_STRING))
    map_set(arena, &package->entries, path_resolve(arena, package->folder, entry->text), 1);
  bool is_object = json_is(entry, JSON_OBJECT);
  for (const Json *each = is_object ? entry->first_child : NULL; each; each = each->next) {
    if (each->kind == JSON_STRING)
      map_set(arena, &package->entries, path_resolve(arena, package->folder, each->text), 1);
  }
}

const ProjectPackage *project_package_at(Arena *arena, Text folder) {
  Text text;
  uint32_t error;
  if (file_read(arena, path_join(arena, folder, TEXT("package.json")).at, &text) < 0) return NULL;
  const Json *json = json_read(arena, text, &error);
  ProjectPackage *package = arena_new(arena, ProjectPackage, 1);
  package->folder = folder;
  package->name = json_text(json_get(json, TEXT("name")));
  for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++) {
    const Json *list = json_get(json, text_of(sorts[i].key));
    const Json *each = list ? list->first_child : NULL;
    for (; each; each = each->next)
      add_dependency(arena, package, json_is(list, JSON_ARRAY) ? each->text : each->key,
                     sorts[i].sort);
  }
  if (json_is(json_get(json, TEXT("private")), JSON_TRUE)) return package;
  add_entry(arena, package, json_get(json, TEXT("main")));
  add_entry(arena, package, json_get(json, TEXT("module")));
  add_entry(arena, package, json_get(json, TEXT("browser")));
  add_entry(arena, package, json_get(json, TEXT("bin")));
  return package;
}

const ProjectPackage *project_package_of(ProjectPackages *packages, Text folder) {
  Arena *arena = packages->arena;
  Array(Text) asked = {0};
  const ProjectPackage *found = NULL;
  for (Text at = folder;; at = path_dirname(at)) {
    const uint32_t *known = map_find(&packages->known, at);
    if (known) {
      found = packages->all.at[*known];
      break;
    }
    Text kept = text_copy(arena, at);
    array_push(arena, &asked, kept);
    found = project_package_at(arena, kept);
    if (found || at.size <= 1) break;
  }
  for (uint32_t i = 0; i < asked.count; i++) {
    map_set(arena, &packages->known, asked.at[i], packages->all.count);
    array_push(arena, &packages->all, found);
  }
  return found;
}
