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

Text link_site_target_url(Arena *arena, Text root, Text base, const Module *module,
                          uint32_t record) {
  const ImportTarget *target = &module->targets[record];
  const Module *file = target->copy ? target->copy : target->worker;
  bool is_started = module->record.imports.at[record].kind == IMPORT_WORKER;
  Text suffix = target->copy ? file->suffix : is_started ? TEXT("?worker") : target->suffix;
  return text_concat(arena, link_site_url(arena, root, base, file->path), suffix);
}

Text link_asset_url(Arena *arena, const Plan *plan, const Module *module) {
  const LinkOptions *options = plan->options;
  Text url = options->site_root.size
                 ? link_site_url(arena, options->site_root, options->site_base, module->path)
                 : link_url(arena, plan, options->asset_paths[module->id]);
  return text_concat(arena, url, module_url_suffix(module));
}

Text link_worker_url(Arena *arena, const Plan *plan, const Module *module, uint32_t record) {
  const ImportTarget *target = &module->targets[record];
  const LinkOptions *options = plan->options;
  if (!target->worker) return TEXT("");
  if (options->site_root.size)
    return link_site_target_url(arena, options->site_root, options->site_base, module, record);
  Text path = *link_worker_path(options, target->worker, target->form);
  return path.size ? text_concat(arena, link_url(arena, plan, path), target->suffix) : path;
}
