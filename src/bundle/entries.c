// Patterns are those of imports whose path is put together (graph/glob_import.h): `*` stands for
// part of a name, and "**/" for folders.
#include "bundle/entries.h"

#include "graph/glob_import.h"

static void add(CbBuild *build, Text entry, Text name) {
  array_push(&build->arena, &build->entries, entry);
  array_push(&build->arena, &build->entry_names, name);
}

// Whether it is the first of its file; a name of its own makes it another entry.
static bool is_first(CbBuild *build, Map *seen, Text entry, Text name) {
  bool is_new;
  Text path = path_resolve(&build->arena, build->settings.working_folder, entry);
  map_add(&build->arena, seen, text_concat(&build->arena, name, TEXT("="), path), &is_new);
  return is_new;
}

// A pattern that fits nothing stays, so that it is said that there is no such file.
static void add_fitting(CbBuild *build, Map *seen, Text pattern, Text name) {
  Texts paths = {0};
  resolver_glob(build->resolver, build->settings.working_folder, pattern, &build->arena, &paths);
  for (uint32_t i = 0; i < paths.count; i++) {
    if (is_first(build, seen, paths.at[i], name)) add(build, paths.at[i], name);
  }
  if (paths.count == 0) add(build, pattern, name);
}

void entries_list(CbBuild *build) {
  const BuildSettings *settings = &build->settings;
  Map seen = {0};
  for (uint32_t i = 0; i < settings->entries.count; i++) {
    Text entry = settings->entries.at[i], name = settings->entry_names.at[i];
    if (text_find_byte(entry, '*', 0) != TEXT_NOT_FOUND)
      add_fitting(build, &seen, entry, name);
    else if (is_first(build, &seen, entry, name))
      add(build, entry, name);
  }
  if (settings->source.path.size) // it has a name, too
    array_push(&build->arena, &build->entry_names,
               settings->entry_names.at[settings->entry_names.count - 1]);
  if (build->entry_names.count > 1 && settings->outdir.size == 0)
    diag_add(&build->diagnostics, MESSAGE_NEEDS_OUTDIR, NOWHERE);
}
