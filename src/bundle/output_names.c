// A name is made of a template, of where the input lies below a base folder, and of a hash.
#include "bundle/output_names.h"

#include "bundle/style_text.h"

#include "bundle/path_template.h"

// ---- Where inputs lie

// Outputs are called as entries are written, be they packages, folders or links. What was given on
// standard input has no such place.
static Text entry_path(CbBuild *build, uint32_t entry) {
  Text path = build->graph.entries.at[entry]->path;
  if (entry >= build->entries.count || !path_is_absolute(path)) return path;
  return path_resolve(&build->arena, build->settings.working_folder, build->entries.at[entry]);
}

// The longest folder that all entries are in whose outputs are not named in words: where those go
// does not hang on where they come from.
static Text shared_folder(CbBuild *build) {
  Text shared = {0};
  for (uint32_t i = 0; i < build->graph.entries.count; i++) {
    if (build->entry_names.at[i].size) continue;
    Text folder = path_dirname(entry_path(build, i));
    if (!shared.at) shared = folder;
    while (!path_is_inside(folder, shared)) shared = path_dirname(shared);
  }
  return shared.at ? shared : build->settings.working_folder;
}

static Text base_folder(CbBuild *build) {
  if (build->settings.outbase.size) return build->settings.outbase;
  if (!build->shared_folder.at) build->shared_folder = shared_folder(build);
  return build->shared_folder;
}

// A file that is called ".js" has no name, but an extension; ".env" is a name.
static Text without_extension(Text path) {
  if (text_is(path, TEXT(".js")) || text_is(path, TEXT(".jsx"))) return TEXT("");
  return text_slice(path, 0, path.size - path_extension(path).size);
}

static PathParts parts_of(CbBuild *build, Text path) {
  return (PathParts){.dir = path_template_dir(&build->arena, base_folder(build), path),
                     .name = without_extension(path_basename(path))};
}

// The name that was asked for comes before the one of the file.
static PathParts entry_parts(CbBuild *build, uint32_t entry) {
  const BuildSettings *settings = &build->settings;
  Text name = build->entry_names.at[entry];
  if (settings->outfile.size) name = without_extension(path_basename(settings->outfile));
  if (name.size == 0) return parts_of(build, entry_path(build, entry));
  Text root = settings->working_folder; // names lead nowhere outside of the outputs' folder
  Text path = path_resolve(&build->arena, root, name);
  return (PathParts){.dir = path_template_dir(&build->arena, root, path),
                     .name = path_basename(path)};
}

// ---- Where outputs go

static Text in_root(CbBuild *build, Text template, const PathParts *parts, Text extension) {
  Arena *arena = &build->arena;
  Text name = path_template_expand(arena, template, parts);
  return path_resolve(arena, build->settings.link.output_root, text_concat(arena, name, extension));
}

Text output_entry_path(CbBuild *build, uint32_t entry, Text hash) {
  const BuildSettings *settings = &build->settings;
  if (!settings->link.output_root.size) return TEXT("<stdout>");
  if (!settings->entry_template.size) return settings->outfile;
  PathParts parts = entry_parts(build, entry);
  parts.hash = hash;
  parts.ext = TEXT("js");
  Text extension =
      settings->outfile.size ? path_extension(settings->outfile) : settings->js_extension;
  return in_root(build, settings->entry_template, &parts, extension);
}

bool output_entries_have_hashes(const CbBuild *build) {
  return path_template_uses(build->settings.entry_template) & PATH_HASH;
}

static void complete(CbBuild *build, const Module *asset, PathParts *parts) {
  Text extension = path_extension(asset->path);
  parts->hash = path_template_hash(&build->arena, style_hash(build, asset));
  parts->ext = text_slice(extension, extension.size > 0, extension.size);
}

Text output_asset_path(CbBuild *build, const Module *asset) {
  PathParts parts = parts_of(build, asset->path);
  complete(build, asset, &parts);
  return in_root(build, build->settings.asset_template, &parts, path_extension(asset->path));
}

Text output_copied_entry_path(CbBuild *build, uint32_t entry) {
  const BuildSettings *settings = &build->settings;
  const Module *asset = build->graph.entries.at[entry];
  if (!settings->entry_template.size) return settings->outfile;
  PathParts parts = entry_parts(build, entry);
  complete(build, asset, &parts);
  return in_root(build, settings->entry_template, &parts, path_extension(asset->path));
}

Text output_chunk_path(CbBuild *build, const Module *module, Text name, Text hash) {
  PathParts parts = {.dir = TEXT(""), .name = name};
  if (module) parts = parts_of(build, module->path);
  parts.hash = hash;
  parts.ext = TEXT("js");
  return in_root(build, build->settings.chunk_template, &parts, build->settings.js_extension);
}

Text output_service_path(CbBuild *build, const Module *module, Text hash) {
  const BuildSettings *settings = &build->settings;
  PathParts parts = parts_of(build, module->path);
  bool has_template = settings->entry_template.size > 0 && !settings->outfile.size;
  parts.hash = hash;
  parts.ext = TEXT("js");
  return in_root(build, has_template ? settings->entry_template : TEXT("[name]"), &parts,
                 settings->js_extension);
}

Text output_folder_of(const CbBuild *build, Text path) {
  bool is_stdout = !path_is_absolute(path);
  return is_stdout ? build->settings.working_folder : path_dirname(path);
}
