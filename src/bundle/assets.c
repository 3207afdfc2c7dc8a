// Paths are given out before anything is linked, as code refers to them; which assets are needed is
// only known behind it, when unused imports are gone.
#include "bundle/assets.h"

#include "bundle/describe.h"
#include "bundle/output_names.h"
#include "bundle/style_text.h"
#include "host/files.h"
#include "link/split.h"

// ---- Paths

static void report_no_root(CbBuild *build, const Module *asset) {
  diag_add(&build->diagnostics, MESSAGE_ASSET_NEEDS_PATH, graph_place_of(&build->graph, asset),
           asset->file.path);
}

// The first import of a style sheet says that it is copied only.
static bool report_style(CbBuild *build, const Module *style) {
  Diagnostics *diagnostics = &build->diagnostics;
  Text shown = style->file.path;
  Diagnostic *added =
      diag_add(diagnostics, MESSAGE_STYLE_IS_COPIED, graph_place_of(&build->graph, style), shown);
  diag_note(diagnostics, added, MESSAGE_STYLE_NOTE, NOWHERE);
  return true;
}

// That of /dev/stdout is none.
bool assets_have_folder(const CbBuild *build) {
  Text outfile = build->settings.outfile;
  bool is_device = outfile.size && file_kind(outfile.at) == FILE_OTHER;
  return build->settings.link.output_root.size > 0 && !is_device;
}

void assets_place(CbBuild *build) {
  const Graph *graph = &build->graph;
  Text *paths = arena_new(&build->arena, Text, graph->modules.count);
  bool has_style = false, has_root = assets_have_folder(build);
  build->asset_is_live = arena_new(&build->arena, bool, graph->modules.count);
  build->settings.link.asset_paths = paths;
  if (build->settings.link.site_root.size) return; // a server has them
  for (uint32_t i = 0; has_root && i < graph->entries.count; i++) {
    const Module *entry = graph->entries.at[i];
    if (split_is_copied(entry)) paths[entry->id] = output_copied_entry_path(build, i);
  }
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    const Module *module = graph->modules.at[i];
    if (!loader_is_asset(module->loader)) continue;
    if (module->loader == LOADER_STYLE && !has_style) has_style = report_style(build, module);
    if (!has_root) {
      report_no_root(build, module);
      return;
    }
    if (!paths[i].size) paths[i] = output_asset_path(build, module);
  }
}

// ---- Which are needed

static bool is_referred_to(const Linked *linked, const Module *module) {
  bool is_used = linked->value_is_whole || module->loader == LOADER_STYLE;
  return linked->is_included && is_used && loader_is_asset(module->loader);
}

void assets_note(CbBuild *build, const Plan *plan) {
  for (uint32_t i = 0; i < plan->reachable.count; i++) {
    const Module *module = plan->reachable.at[i];
    const Linked *linked = plan_of(plan, module);
    if (is_referred_to(linked, module)) build->asset_is_live[module->id] = true;
    for (uint32_t r = 0; linked->is_included && r < module->record.imports.count; r++) {
      const Module *copy = module->targets[r].copy;
      if (copy) build->asset_is_live[copy->id] = true;
    }
  }
}

void assets_note_entry(CbBuild *build, const Module *entry) {
  build->asset_is_live[entry->id] = true;
}

// ---- Outputs

static bool are_same(const Module *a, const Module *b) {
  return a->content_hash == b->content_hash && text_is(a->file.text, b->file.text);
}

static void add_asset(CbBuild *build, const Module *module) {
  Text text = style_text(build, module);
  CbOutput output = {.path = build->settings.link.asset_paths[module->id].at,
                     .bytes = text.at,
                     .size = text.size,
                     .is_map = true};
  build_add_output(build, &output, (OutputInput){module, false});
  describe_asset(build, &output, module);
}

// Whether a style sheet goes without the text of a flag, since a loader says that it is copied byte
// by byte.
static bool goes_without_text(const CbBuild *build, const Module *module) {
  const BuildSettings *settings = &build->settings;
  bool is_style = text_is(path_extension(module->path), TEXT(".css"));
  return is_style && module->loader != LOADER_STYLE &&
         (settings->style_banner.size || settings->style_footer.size);
}

// Trees that tell where it is imported are gone by now.
static void report_no_text(CbBuild *build, const Module *style) {
  Text flag = build->settings.style_banner.size ? TEXT("--banner:css") : TEXT("--footer:css");
  Diagnostic *added =
      diag_add(&build->diagnostics, MESSAGE_STYLE_WITHOUT_TEXT, NOWHERE, style->file.path, flag);
  diag_note(&build->diagnostics, added, MESSAGE_STYLE_TEXT_NOTE, NOWHERE);
}

void assets_add_outputs(CbBuild *build) {
  if (build->settings.link.site_root.size) return;
  bool is_told = false;
  Arena scratch = {0};
  Map seen = {0}; // path → id
  for (uint32_t i = 0; i < build->graph.modules.count; i++) {
    const Module *module = build->graph.modules.at[i];
    if (!build->asset_is_live[i]) continue;
    bool is_new;
    uint32_t *id = map_add(&scratch, &seen, build->settings.link.asset_paths[i], &is_new);
    if (!is_new && are_same(build->graph.modules.at[*id], module)) continue;
    *id = i;
    if (!is_told && goes_without_text(build, module)) {
      report_no_text(build, module);
      is_told = true;
    }
    add_asset(build, module); // what is not the same is refused with all that collides
  }
  arena_release(&scratch);
}
