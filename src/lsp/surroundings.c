// What a document imports and exports is a hash of its module record.
#include "lsp/surroundings.h"

#include "base/hash.h"

const ProjectFile *surroundings_find(const Surroundings *around, Text path) {
  return around->project ? project_find(around->project, path) : NULL;
}

static uint64_t hash_imports(SourceCode *code) {
  Arena scratch = {0};
  Buffer all = {.arena = &scratch};
  const ModuleRecord *record = source_record(code);
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    buffer_add_format(&all, "\n%d %d ", (int)import->kind, import->is_glob);
    buffer_add_text(&all, import->specifier);
  }
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *binding = &record->bindings.at[i];
    buffer_add_format(&all, "\n%u ", binding->record);
    buffer_add_text(&all, binding->name);
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    buffer_add_format(&all, "\n%d ", (int)entry->kind);
    buffer_add_text(&all, entry->name);
    buffer_add_byte(&all, ' ');
    buffer_add_text(&all, entry->imported);
  }
  for (uint32_t i = 0; i < record->stars.count; i++)
    buffer_add_format(&all, "\n%u", record->stars.at[i]);
  uint64_t hash = all.size ? hash_text(buffer_text(&all)) : 1;
  arena_release(&scratch);
  return hash;
}

void surroundings_forget(Surroundings *around) {
  if (around->project) project_release(around->project);
  arena_release(&around->arena);
  *around = (Surroundings){0};
}

bool surroundings_renew(Surroundings *around, const LintSetup *setup, const LintConfig *config,
                        const LintTarget *target, const LintResult *result) {
  // No rule runs on a text that does not parse: what is known is for the next one that does.
  if (!result->code) return false;
  uint64_t hash = hash_imports(result->code);
  if (around->project && around->imports == hash) return false;
  surroundings_forget(around);
  around->imports = hash;
  LintTarget own = {.path = text_copy(&around->arena, target->path), .folder = target->folder};
  array_push(&around->arena, &around->targets, own);
  around->wishes = (ProjectWishes){
      .working_folder = text_copy(&around->arena, setup->folders.reading.working_folder),
      .targets = &around->targets,
      .is_one_of_many = true,
      .threads = 1,
      .first_text = result->file.text};
  project_wish_folders(&around->arena, &around->wishes, config);
  around->project = project_make(&around->wishes);
  around->wishes.first_text = (Text){0};
  return true;
}
