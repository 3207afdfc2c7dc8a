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

Text link_site_url(Arena *arena, Text root, Text base, Text path) {
  if (!path_is_inside(path, root)) return text_concat(arena, base, TEXT("/@fs"), path);
  uint32_t start = root.size == 1 ? 0 : root.size;
  return text_concat(arena, base, text_slice(path, start, path.size));
}

static Text site_url(Arena *arena, const LinkOptions *options, const Module *file, Text suffix) {
  Text url = link_site_url(arena, options->site_root, options->site_base, file->path);
  return text_concat(arena, url, suffix);
}

Text link_asset_url(Arena *arena, const Plan *plan, const Module *module) {
  if (plan->options->site_root.size) return site_url(arena, plan->options, module, module->suffix);
  Text url = link_url(arena, plan, plan->options->asset_paths[module->id]);
  return text_concat(arena, url, module->suffix);
}

Text link_worker_url(Arena *arena, const Plan *plan, const Module *module, uint32_t record) {
  const ImportTarget *target = &module->targets[record];
  if (!target->worker) return TEXT("");
  bool is_started = module->record.imports.at[record].kind == IMPORT_WORKER;
  if (plan->options->site_root.size)
    return site_url(arena, plan->options, target->worker,
                    is_started ? TEXT("?worker") : target->suffix);
  Text path = *link_worker_path(plan->options, target->worker, target->form);
  return path.size ? text_concat(arena, link_url(arena, plan, path), target->suffix) : path;
}
