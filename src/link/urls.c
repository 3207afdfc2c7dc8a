// How outputs refer to files beside them.
#include "link/link.h"

#include "base/path.h"

static Text relative_url(Arena *arena, Text folder, Text path) {
  Text relative = path_relative(arena, folder, path);
  return text_starts(relative, TEXT("..")) ? relative : text_concat(arena, TEXT("./"), relative);
}

Text link_url(Arena *arena, const Plan *plan, Text path) {
  const LinkOptions *options = plan->options;
  if (options->public_path.size == 0) return relative_url(arena, options->output_folder, path);
  bool has_slash = text_ends(options->public_path, TEXT("/"));
  return text_concat(arena, options->public_path, has_slash ? TEXT("") : TEXT("/"),
                     path_relative(arena, options->output_root, path));
}

Text link_asset_url(Arena *arena, const Plan *plan, const Module *module) {
  Text url = link_url(arena, plan, plan->options->asset_paths[module->id]);
  return text_concat(arena, url, module->suffix);
}
