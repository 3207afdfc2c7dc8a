// An entry that was given a name is called that; another one is called as its file, from --outbase
// on, by default the longest folder that all entries are in.
#include "bundle/output_names.h"

#include "bundle/hashed_names.h"

static Text shared_folder(const CbBuild *build) {
  Text shared = {0};
  for (uint32_t i = 0; i < build->graph.entries.count; i++) {
    Text folder = path_dirname(build->graph.entries.at[i]->path);
    if (!shared.at) shared = folder;
    while (!path_is_inside(folder, shared)) shared = path_dirname(shared);
  }
  return shared;
}

static Text base_of(const CbBuild *build) {
  return build->settings.outbase.size ? build->settings.outbase : shared_folder(build);
}

static Text without_extension(Text path) {
  return text_slice(path, 0, path.size - path_extension(path).size);
}

static Text fill(CbBuild *build, Text template, const PathParts *parts) {
  Arena *arena = &build->arena;
  Text path = path_template_expand(arena, template, parts);
  return path_resolve(arena, build->settings.outdir, text_concat(arena, path, TEXT(".js")));
}

static PathParts parts_of_module(CbBuild *build, const Module *module) {
  return (PathParts){.dir = path_template_dir(&build->arena, base_of(build), module->path),
                     .name = without_extension(path_basename(module->path))};
}

static Text entry_name(CbBuild *build, uint32_t entry, uint32_t index) {
  const BuildSettings *settings = &build->settings;
  Text name = settings->entry_names.at[entry];
  PathParts parts = {.dir = path_dirname(name), .name = path_basename(name)};
  if (text_is(parts.dir, TEXT("."))) parts.dir = TEXT("");
  if (name.size == 0) parts = parts_of_module(build, build->graph.entries.at[entry]);
  parts.hash = hash_placeholder(&build->arena, index);
  return fill(build, settings->entry_template, &parts);
}

Text output_name_of_entry(CbBuild *build, uint32_t entry, uint32_t index) {
  const BuildSettings *settings = &build->settings;
  if (settings->outfile.size) return settings->outfile;
  if (!settings->outdir.size) return TEXT("<stdout>");
  return entry_name(build, entry, index);
}

bool output_names_have_hash(const CbBuild *build) {
  const BuildSettings *settings = &build->settings;
  bool has_names = settings->outfile.size == 0 && settings->outdir.size > 0;
  return has_names && path_template_uses(settings->entry_template) & PATH_HASH;
}

// ---- Chunks

// What tells a name from others like it, if it has no hash: "chunk", "chunk2", …
static Text distinct(Arena *arena, Map *taken, Text name) {
  bool is_new;
  Text numbered = name;
  for (uint32_t number = 2;; number++) {
    map_add(arena, taken, numbered, &is_new);
    if (is_new) return numbered;
    numbered = text_format(arena, "%.*s%u", TEXT_ARGS(name), number);
  }
}

static Text chunk_name(CbBuild *build, const Split *split, uint32_t index, Map *taken) {
  const Chunk *chunk = &split->chunks.at[index];
  const BuildSettings *settings = &build->settings;
  Arena *arena = &build->arena;
  PathParts parts = {.dir = TEXT(""), .name = TEXT("chunk")};
  if (chunk->name.size) parts.name = chunk->name;
  if (chunk->kind == CHUNK_LOADED) parts = parts_of_module(build, chunk->plan.entry);
  bool has_hash = path_template_uses(settings->chunk_template) & PATH_HASH;
  if (!has_hash && chunk->kind == CHUNK_SHARED) parts.name = distinct(arena, taken, parts.name);
  parts.hash = hash_placeholder(arena, index);
  return fill(build, settings->chunk_template, &parts);
}

void output_names_of_chunks(CbBuild *build, Split *split) {
  Map taken = {0};
  for (uint32_t i = 0; i < split->chunks.count; i++) {
    Chunk *chunk = &split->chunks.at[i];
    bool is_entry = chunk->kind == CHUNK_ENTRY;
    uint32_t entry = is_entry ? split->entry_points.at[chunk->entry_point].entry : NO_INDEX;
    chunk->path = is_entry ? entry_name(build, entry, i) : chunk_name(build, split, i, &taken);
  }
}
