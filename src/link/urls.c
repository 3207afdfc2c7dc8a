// How outputs refer to files beside them.
#include "link/link.h"

#include "base/path.h"

Text link_url(Arena *arena, const Plan *plan, Text path) {
  const LinkOptions *options = plan->options;
  if (options->public_path.size == 0) return path_specifier(arena, options->output_folder, path);
  bool has_slash = text_ends(options->public_path, TEXT("/"));
  return text_concat(arena, options->public_path, has_slash ? TEXT("") : TEXT("/"),
                     path_relative(arena, options->output_root, path));
}

Text link_asset_url(Arena *arena, const Plan *plan, const Module *module) {
  Text url = link_url(arena, plan, plan->options->asset_paths[module->id]);
  return text_concat(arena, url, module->suffix);
}

Text link_worker_url(Arena *arena, const Plan *plan, const Module *module, uint32_t record) {
  const ImportTarget *target = &module->targets[record];
  if (!target->worker) return TEXT("");
  Text path = *link_worker_path(plan->options, target->worker, target->form);
  return path.size ? text_concat(arena, link_url(arena, plan, path), target->suffix) : path;
}
