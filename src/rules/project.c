// Modules may export from each other in circles: each is asked once for a name.
#include "rules/project.h"

#include "base/glob.h"
#include "base/path.h"

enum {
  ASKED_LIMIT = 4096, // modules that are asked for one name; with more, it counts as found
};

const ModuleRecord *source_record(SourceCode *code) {
  if (!code->record) {
    code->record = arena_new(code->arena, ModuleRecord, 1);
    module_record_read(code->arena, code->scopes, code->record);
  }
  return code->record;
}

// ---- Imports

static Text key_of(Arena *arena, ImportKind kind, Text specifier) {
  bool is_require = kind == IMPORT_REQUIRE || kind == IMPORT_RESOLVE;
  return text_concat(arena, is_require ? TEXT("r") : TEXT("i"), specifier);
}

void project_index_import(Arena *arena, ProjectFile *file, uint32_t index) {
  const ProjectImport *import = &file->imports.at[index];
  Text key = key_of(arena, import->kind, import->specifier);
  if (!map_has(&file->import_index, key)) map_set(arena, &file->import_index, key, index);
}

const ProjectImport *project_import(SourceCode *code, const ImportRecord *import) {
  const ProjectFile *file = code->project;
  if (!file || import->is_glob) return NULL;
  Text key = key_of(code->arena, import->kind, import->specifier);
  const uint32_t *index = map_find(&file->import_index, key);
  return index ? &file->imports.at[*index] : NULL;
}

const ProjectFile *project_module(SourceCode *code, const ImportRecord *import) {
  const ProjectImport *found = project_import(code, import);
  return found && found->file && found->file->is_module ? found->file : NULL;
}

// ---- Exports

typedef struct Asked {
  const ProjectFile *file;
  Text name;
} Asked;

// Follows `export { a as b } from` to where the name is made, or missing. False: someone is asked
// who is not known, and may have it.
static bool follow(Arena *arena, Asked *at, ProjectPath *path) {
  for (uint32_t steps = 0; steps < ASKED_LIMIT; steps++) {
    array_push(arena, path, at->file);
    const uint32_t *index = map_find(&at->file->export_index, at->name);
    if (!index) return true;
    const ProjectExport *made = &at->file->exports.at[*index];
    if (made->import == NO_IMPORT || text_is(made->imported, TEXT("*"))) return false;
    const ProjectFile *next = at->file->imports.at[made->import].file;
    if (!next || !next->is_module) return false;
    *at = (Asked){next, made->imported};
  }
  return false;
}

bool project_exports(Arena *arena, const ProjectFile *file, Text name, ProjectPath *path) {
  Map asked = {0}; // path and name → 1
  Array(Asked) waiting = {0};
  array_push(arena, &waiting, ((Asked){file, name}));
  while (waiting.count && asked.entries.count < ASKED_LIMIT) {
    Asked at = array_pop(&waiting);
    ProjectPath own = {0};
    bool is_first = at.file == file;
    if (!follow(arena, &at, &own)) return true;
    if (is_first) *path = own;
    bool is_new;
    map_add(arena, &asked, text_concat(arena, at.file->path, TEXT("\n"), at.name), &is_new);
    if (!is_new || text_is(at.name, TEXT("default"))) continue;
    for (uint32_t i = at.file->stars.count; i-- > 0;) {
      const ProjectFile *next = at.file->imports.at[at.file->stars.at[i]].file;
      if (!next || !next->is_module) return true;
      array_push(arena, &waiting, ((Asked){next, at.name}));
    }
  }
  return waiting.count > 0;
}

// First what is made there, then what comes from others.
static void add_names(Arena *arena, const ProjectFile *file, bool is_first, bool is_indirect,
                      Map *names) {
  for (uint32_t i = 0; i < file->exports.count; i++) {
    const ProjectExport *made = &file->exports.at[i];
    if ((made->import != NO_IMPORT) != is_indirect) continue;
    if (is_first || !text_is(made->name, TEXT("default"))) map_set(arena, names, made->name, 1);
  }
}

bool project_export_names(Arena *arena, const ProjectFile *file, Map *names) {
  Map asked = {0};
  Array(const ProjectFile *) waiting = {0};
  bool is_known = true;
  array_push(arena, &waiting, file);
  while (waiting.count) {
    const ProjectFile *at = array_pop(&waiting);
    bool is_new;
    map_add(arena, &asked, at->path, &is_new);
    if (!is_new) continue;
    add_names(arena, at, at == file, false, names);
    add_names(arena, at, at == file, true, names);
    for (uint32_t i = at->stars.count; i-- > 0;) {
      const ProjectFile *next = at->imports.at[at->stars.at[i]].file;
      if (next && next->is_module)
        array_push(arena, &waiting, next);
      else
        is_known = false;
    }
  }
  return is_known;
}

// ---- Patterns

bool project_file_is_meant(Arena *arena, const ProjectFile *file, const Json *patterns) {
  for (const Json *each = patterns ? patterns->first_child : NULL; each; each = each->next) {
    Text pattern = each->text;
    if (text_starts(pattern, TEXT("./"))) pattern = text_slice(pattern, 2, pattern.size);
    while (pattern.size > 1 && pattern.at[pattern.size - 1] == '/')
      pattern = text_slice(pattern, 0, pattern.size - 1);
    Text path = path_is_absolute(pattern) ? file->path : file->shown;
    Glob glob = glob_make(arena, pattern);
    bool is_all = text_is(pattern, TEXT(".")) || text_is(pattern, TEXT("./"));
    if (is_all || path_is_inside(path, pattern) || glob_matches(&glob, path)) return true;
  }
  return false;
}
