// Whatever is in the graph counts, be it in use or not: it is about what may be seen.
#include "bundle/site_files.h"

#include "bundle/build.h"
#include "bundle/hot_style.h"
#include "host/files.h"

static void add_files(const Module *module, Arena *arena, Texts *files) {
  Text css;
  if (module->loader == LOADER_FILE) array_push(arena, files, module->path);
  if (module->loader == LOADER_STYLE && file_read(arena, module->path.at, &css) == 0)
    hot_style_files(arena, css, module->path, files);
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    const ImportTarget *target = &module->targets[i];
    if (target->copy) array_push(arena, files, target->copy->path);
    if (target->worker) array_push(arena, files, target->worker->path);
  }
}

Texts site_files(const CbBuild *build, Arena *arena) {
  Texts files = {0};
  const Graph *graph = &build->graph;
  for (uint32_t i = 0; build->is_graph_made && i < graph->modules.count; i++)
    add_files(graph->modules.at[i], arena, &files);
  return files;
}
