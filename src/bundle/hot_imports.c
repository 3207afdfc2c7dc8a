// An import that was there before leads where it led. Others are resolved; as long as the graph has
// the module already, it need not be made anew.
#include "bundle/hot_imports.h"

#include "base/hash.h"

uint64_t hot_imports_hash(const Module *module) {
  const ModuleRecord *record = &module->record;
  uint64_t hash = record->imports.count;
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    uint64_t flags = (uint64_t)import->kind | (uint64_t)import->is_glob << 8 |
                     (uint64_t)import->is_glob_import << 9 | (uint64_t)import->is_guarded << 10 |
                     (uint64_t)import->is_created << 11 | (uint64_t)import->phase << 12;
    for (uint32_t a = 0; a < import->attributes.count; a++) {
      uint64_t pair[] = {flags, hash_text(import->attributes.at[a].key),
                         hash_text(import->attributes.at[a].value)};
      flags = hash_numbers(pair, 3);
    }
    uint64_t parts[] = {hash, flags, hash_text(import->specifier)};
    hash = hash_numbers(parts, 3);
  }
  return hash;
}

static uint64_t add_name(uint64_t hash, Text name, uint64_t more) {
  uint64_t parts[] = {hash, hash_text(name), more};
  return hash_numbers(parts, 3);
}

uint64_t hot_imports_names_hash(const Module *module) {
  const ModuleRecord *record = &module->record;
  uint64_t hash = (uint64_t)module->kind;
  for (uint32_t i = 0; i < record->bindings.count; i++)
    hash = add_name(hash, record->bindings.at[i].name, record->bindings.at[i].record);
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    bool is_indirect = entry->kind == EXPORT_INDIRECT;
    hash = add_name(hash, entry->name, is_indirect ? entry->record + 1 : 0);
    if (is_indirect) hash = add_name(hash, entry->imported, 1);
  }
  for (uint32_t i = 0; i < record->stars.count; i++)
    hash = add_name(hash, TEXT("*"), record->stars.at[i]);
  for (uint32_t i = 0; i < module->keys.count; i++)
    hash = add_name(hash, module->keys.at[i].name, 2);
  return hash;
}

uint64_t hot_imports_targets_hash(const Hot *hot, const Module *module) {
  uint64_t hash = module->record.imports.count;
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportTarget *target = &module->targets[i];
    const Module *led_to = module_led_to(target);
    const HotModule *made = target->module ? hot->by_id[target->module->id] : NULL;
    uint64_t parts[] = {hash, made ? hash_text(made->id) : 0,
                        led_to ? hash_text(led_to->path) : hash_text(target->path)};
    hash = hash_numbers(parts, 3);
  }
  return hash;
}

// ---- Following

enum { MOST_IMPORTS = 256 }; // each is compared with each

static bool is_plain(const ImportRecord *import) {
  bool leads_to_code = import->kind == IMPORT_STATEMENT || import->kind == IMPORT_REQUIRE ||
                       import->kind == IMPORT_DYNAMIC;
  return leads_to_code && !import->is_glob && !import->is_guarded && import->attributes.count == 0;
}

static bool is_same(const ImportRecord *a, const ImportRecord *b) {
  return is_plain(a) && is_plain(b) && a->kind == b->kind && text_is(a->specifier, b->specifier);
}

static const ImportTarget *find_before(const Reread *reread, const ImportRecord *import) {
  const ModuleRecord *before = &reread->before.record;
  for (uint32_t i = 0; i < before->imports.count; i++) {
    if (is_same(&before->imports.at[i], import)) return &reread->before.targets[i];
  }
  return NULL;
}

// The module that the graph has of a file, as it is without attributes.
static Module *find_module(const Hot *hot, const Resolution *resolution) {
  const uint32_t *last = map_find(&hot->by_path, resolution->path);
  Loader loader = loaders_of(&hot->build->settings.loaders, resolution->path);
  for (uint32_t next = last ? *last : 0; next; next = hot->next_of_path[next - 1]) {
    Module *module = hot->build->graph.modules.at[next - 1];
    bool fits = module->loader == loader && module->attribute.size == 0 && !module->is_disabled &&
                text_is(module->suffix, resolution->suffix) && hot->by_id[module->id];
    if (fits) return module;
  }
  return NULL;
}

static bool resolve(Hot *hot, const Module *module, const ImportRecord *import,
                    ImportTarget *target) {
  if (!is_plain(import)) return false;
  ResolveRequest request = {import->kind, module->path, import->specifier, NOWHERE};
  Resolution resolution = resolver_resolve(hot->build->resolver, &request, NULL);
  if (resolution.status != RESOLVE_FILE || resolution.alternative.size) return false;
  *target = (ImportTarget){.status = RESOLVE_FILE, .path = resolution.path};
  target->module = find_module(hot, &resolution);
  return target->module != NULL;
}

bool hot_imports_follow(Hot *hot, const Reread *reread) {
  Module *module = reread->module;
  uint32_t count = module->record.imports.count;
  bool is_simple = module->injected.count == 0 && module->import_diagnostics.items.count == 0 &&
                   count <= MOST_IMPORTS && reread->before.record.imports.count <= MOST_IMPORTS &&
                   !reread->before.is_broken;
  if (!is_simple) return false;
  ImportTarget *targets = arena_new(&module->imports_arena, ImportTarget, count);
  for (uint32_t i = 0; i < count; i++) {
    const ImportRecord *import = &module->record.imports.at[i];
    const ImportTarget *before = find_before(reread, import);
    if (before)
      targets[i] = *before;
    else if (!resolve(hot, module, import, &targets[i]))
      return false;
  }
  module->targets = targets;
  return true;
}
