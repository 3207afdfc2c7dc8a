// Each file is read on some thread, in memory of its own; a file that is not known yet is more
// work. When all are read, it is found which of them import each other, and what is used of each.
#include "lint/project.h"

#include "diag/lines.h"
#include "graph/resolve.h"
#include "host/files.h"
#include "host/workers.h"
#include "lint/file.h"
#include "lint/project_circles.h"
#include "lint/project_package.h"

typedef struct Loaded {
  ProjectFile file; // first: a file is found by it
  Arena arena;
  SyntaxGoal goal;
} Loaded;

struct LintProject {
  const ProjectWishes *wishes;
  Resolver *resolver;
  Workers *workers;
  Lock lock; // guards what follows
  Arena arena;
  Map by_path; // real path → index
  Array(Loaded *) all;
  Map by_target; // path as linted → index
  Arena package_arena;
  ProjectPackages packages;
  NamedPackages named;
};

// ---- Files

static bool is_script(Text path) {
  static const char *const extensions[] = {".js", ".mjs", ".cjs", ".jsx"};
  Text extension = path_extension(path);
  for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
    if (text_is(extension, text_of(extensions[i]))) return true;
  }
  return false;
}

static SyntaxGoal goal_of(ModuleType type) {
  switch (type) {
  case MODULE_TYPE_MODULE: return SYNTAX_MODULE;
  case MODULE_TYPE_COMMONJS: return SYNTAX_COMMONJS;
  case MODULE_TYPE_UNKNOWN: break;
  }
  return SYNTAX_UNKNOWN;
}

static void load(void *context, uint32_t index);

// The file at a real path, which is to be read if it is met for the first time.
static ProjectFile *meet(LintProject *project, Text path, ModuleType type) {
  lock_take(&project->lock);
  uint32_t *known = map_find(&project->by_path, path);
  uint32_t index = known ? *known : project->all.count;
  if (!known) {
    Loaded *made = arena_new(&project->arena, Loaded, 1);
    made->file.path = text_copy(&project->arena, path);
    Text base = project->wishes->working_folder;
    made->file.shown = path_relative(&project->arena, base, made->file.path);
    made->file.is_in_package = resolve_is_in_package(path);
    made->goal = goal_of(type);
    map_set(&project->arena, &project->by_path, made->file.path, index);
    array_push(&project->arena, &project->all, made);
  }
  Loaded *file = project->all.at[index];
  lock_leave(&project->lock);
  if (!known && is_script(path)) workers_add(project->workers, load, project, index);
  return &file->file;
}

// ---- What a file says

typedef struct Reading {
  LintProject *project;
  Loaded *to;
  SourceCode *code;
  const ModuleRecord *record;
} Reading;

static bool is_wanted(const Reading *reading, uint32_t index) {
  const ModuleRecord *record = reading->record;
  if (!reading->to->file.is_in_package) return true;
  for (uint32_t i = 0; i < record->stars.count; i++) {
    if (record->stars.at[i] == index) return true;
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    if (entry->kind == EXPORT_INDIRECT && entry->record == index) return true;
  }
  return false;
}

static void resolve(const Reading *reading, const ImportRecord *record, ProjectImport *import) {
  LintProject *project = reading->project;
  ResolveRequest request = {record->kind, reading->to->file.path, record->specifier, {0}};
  Resolution found = resolver_resolve(project->resolver, &request, NULL);
  switch (found.status) {
  case RESOLVE_FAILED: import->fate = IMPORT_NOWHERE; break;
  case RESOLVE_EXTERNAL:
  case RESOLVE_DISABLED: import->fate = IMPORT_OUTSIDE; break;
  case RESOLVE_FILE:
    import->fate = IMPORT_FOUND;
    import->file = meet(project, found.path, found.type);
    break;
  }
}

static void read_imports(const Reading *reading) {
  Arena *arena = &reading->to->arena;
  ProjectFile *file = &reading->to->file;
  for (uint32_t i = 0; i < reading->record->imports.count; i++) {
    const ImportRecord *record = &reading->record->imports.at[i];
    uint32_t start = tree_node(reading->code->tree, record->specifier_node)->start;
    ProjectImport import = {.kind = record->kind,
                            .is_dynamic = record->kind == IMPORT_DYNAMIC,
                            .specifier = text_copy(arena, record->specifier),
                            .line = source_line(reading->code, start) + 1};
    bool is_module = record->kind == IMPORT_STATEMENT || record->kind == IMPORT_DYNAMIC ||
                     record->kind == IMPORT_REQUIRE;
    if (is_module && !record->is_glob && is_wanted(reading, i)) resolve(reading, record, &import);
    array_push(arena, &file->imports, import);
    if (import.fate != IMPORT_UNKNOWN) project_index_import(arena, file, i);
  }
}

static void read_exports(const Reading *reading) {
  Arena *arena = &reading->to->arena;
  ProjectFile *file = &reading->to->file;
  const ModuleRecord *record = reading->record;
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    bool is_indirect = entry->kind == EXPORT_INDIRECT;
    ProjectExport made = {text_copy(arena, entry->name), is_indirect ? entry->record : NO_IMPORT,
                          text_copy(arena, entry->imported)};
    map_set(arena, &file->export_index, made.name, file->exports.count);
    array_push(arena, &file->exports, made);
  }
  for (uint32_t i = 0; i < record->stars.count; i++)
    array_push(arena, &file->stars, record->stars.at[i]);
}

static void read_problem(Loaded *to, Text source, const Diagnostics *diagnostics) {
  const Diagnostic *first = diagnostics->items.at[0];
  for (uint32_t i = 0; first->severity != SEVERITY_ERROR; i++) first = diagnostics->items.at[i];
  LineCursor cursor = {0};
  lines_seek(&cursor, source, first->place.file ? first->place.start : 0);
  to->file.problem = text_copy(&to->arena, first->text);
  to->file.problem_line = cursor.line + 1;
  to->file.problem_column = cursor.column + 1;
}

// Tells the files that this one imports what it uses of them.
static void note_uses(LintProject *project, const Reading *reading) {
  const ModuleRecord *record = reading->record;
  ProjectFile *file = &reading->to->file;
  Arena *arena = &project->arena;
  lock_take(&project->lock);
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *binding = &record->bindings.at[i];
    ProjectFile *to = file->imports.at[binding->record].file;
    if (!to || to == file) continue;
    if (text_is(binding->name, TEXT("*")))
      to->is_used_whole = true;
    else
      map_set(arena, &to->used, text_copy(arena, binding->name), 1);
  }
  for (uint32_t i = 0; i < file->exports.count; i++) {
    const ProjectExport *made = &file->exports.at[i];
    ProjectFile *to = made->import == NO_IMPORT ? NULL : file->imports.at[made->import].file;
    if (!to || to == file) continue;
    if (text_is(made->imported, TEXT("*")))
      to->is_used_whole = true;
    else
      map_set(arena, &to->used, made->imported, 1);
  }
  for (uint32_t i = 0; i < file->stars.count; i++) {
    ProjectFile *to = file->imports.at[file->stars.at[i]].file;
    if (to) to->is_used_by_star = true;
  }
  for (uint32_t i = 0; i < file->imports.count; i++) {
    ProjectFile *to = file->imports.at[i].file;
    if (to && file->imports.at[i].is_dynamic) to->is_used_whole = true;
  }
  lock_leave(&project->lock);
}

static void read_file(LintProject *project, Loaded *to, SourceCode *code) {
  to->file.is_module = module_record_is_esm(source_record(code));
  Reading reading = {project, to, code, source_record(code)};
  read_imports(&reading);
  read_exports(&reading);
  note_uses(project, &reading);
}

static void load(void *context, uint32_t index) {
  LintProject *project = context;
  lock_take(&project->lock);
  Loaded *to = project->all.at[index];
  lock_leave(&project->lock);
  Arena scratch = {0};
  Diagnostics diagnostics = {.arena = &scratch};
  SourceFile file = {.path = to->file.path};
  SourceCode code = {0};
  Language language = lint_language(&(LanguageWishes){0}, to->file.path, to->goal);
  Text given = index == 0 ? project->wishes->first_text : (Text){0};
  file.text = given;
  if (given.at || file_read(&scratch, to->file.path.at, &file.text) == 0) {
    if (source_code_read(&scratch, &file, &language, &code, &diagnostics))
      read_file(project, to, &code);
    else
      read_problem(to, file.text, &diagnostics);
  }
  arena_release(&scratch);
}

// ---- The whole

static void start(LintProject *project, const LintTarget *target) {
  Text real = target->path;
  Arena scratch = {0};
  file_real_path(&scratch, target->path.at, &real);
  ProjectFile *file = meet(project, real, target->folder->type);
  file->package = project_package_of(&project->packages, path_dirname(target->path));
  file->named = &project->named;
  lock_take(&project->lock);
  file->is_used_whole |= project->wishes->is_one_of_many;
  uint32_t index = *map_find(&project->by_path, real);
  map_set(&project->arena, &project->by_target, target->path, index);
  lock_leave(&project->lock);
  arena_release(&scratch);
}

static void read_named(LintProject *project) {
  const ProjectWishes *wishes = project->wishes;
  Arena *arena = &project->package_arena;
  for (uint32_t i = 0; i < wishes->package_folders.count; i++) {
    Text folder = wishes->package_folders.at[i];
    bool is_new;
    uint32_t *index = map_add(arena, &project->named.known, text_copy(arena, folder), &is_new);
    if (!is_new) continue;
    *index = project->named.all.count;
    Text path = path_resolve(arena, wishes->working_folder, folder);
    array_push(arena, &project->named.all, project_package_at(arena, path));
  }
}

static void wish_folder(Arena *arena, ProjectWishes *wishes, const Json *folder) {
  if (json_is(folder, JSON_STRING)) array_push(arena, &wishes->package_folders, folder->text);
}

void project_wish_folders(Arena *arena, ProjectWishes *wishes, const LintConfig *config) {
  for (uint32_t i = 0; i < config->rules.count; i++) {
    const ActiveRule *active = &config->rules.at[i];
    if (!(active->rule->flags & RULE_ACROSS_FILES) || !active->rule->options) continue;
    const Json *given = json_get(active->options[0], TEXT("packageDir"));
    const Json *each = json_is(given, JSON_ARRAY) ? given->first_child : NULL;
    for (; each; each = each->next) wish_folder(arena, wishes, each);
    wish_folder(arena, wishes, given);
  }
}

LintProject *project_make(const ProjectWishes *wishes) {
  Arena arena = {0};
  LintProject *project = arena_new(&arena, LintProject, 1);
  project->arena = arena;
  project->wishes = wishes;
  lock_init(&project->lock);
  ResolveOptions options = {.working_folder = wishes->working_folder,
                            .shown_from = wishes->working_folder,
                            .platform = PLATFORM_NODE};
  project->resolver = resolver_make(&options);
  project->packages.arena = &project->package_arena;
  read_named(project);
  project->workers = workers_start(wishes->threads);
  for (uint32_t i = 0; i < wishes->targets->count; i++) start(project, &wishes->targets->at[i]);
  workers_drain(project->workers);
  workers_stop(project->workers);
  Arena scratch = {0};
  ProjectFile **files = arena_new(&scratch, ProjectFile *, project->all.count);
  for (uint32_t i = 0; i < project->all.count; i++) files[i] = &project->all.at[i]->file;
  project_number_circles(files, project->all.count);
  arena_release(&scratch);
  return project;
}

void project_release(LintProject *project) {
  resolver_release(project->resolver);
  lock_release(&project->lock);
  for (uint32_t i = 0; i < project->all.count; i++) arena_release(&project->all.at[i]->arena);
  arena_release(&project->package_arena);
  Arena arena = project->arena; // holds the project itself
  arena_release(&arena);
}

const ProjectFile *project_find(const LintProject *project, Text path) {
  const uint32_t *index = map_find(&project->by_target, path);
  return index ? &project->all.at[*index]->file : NULL;
}
