// What tsconfig.json adds to a search. Where an entry fits but leads nowhere, the search goes on as
// if it were not there, as TypeScript does.
#include "graph/resolve_search.h"

bool resolve_by_paths(Search *search, const Folder *from, Text specifier, Resolution *out) {
  const TsConfig *config = folders_tsconfig(search->resolver->folders, from);
  if (!config || !config->paths) return false;
  Text star;
  const TsPath *path = tspaths_find(config->paths, specifier, &star);
  if (!path) return false;
  for (uint32_t i = 0; i < path->targets.count; i++) {
    Text target = tsconfig_target(search->arena, config, path->targets.at[i], star);
    if (target.size == 0) continue;
    if (resolve_load(search, target, false, out)) return true;
    search->is_over = false;
    Replacement tried = {specifier, target, .config = config, .node = path->node};
    resolve_note_replacement(search, tried);
  }
  return false;
}

bool resolve_by_base_url(Search *search, const Folder *from, Text specifier, Resolution *out) {
  const TsConfig *config = folders_tsconfig(search->resolver->folders, from);
  if (!config || !config->base_url.at) return false;
  Text base = tsconfig_base_url(search->arena, config);
  bool found = resolve_load(search, path_resolve(search->arena, base, specifier),
                            text_ends(specifier, TEXT("/")), out);
  search->is_over &= found;
  return found;
}
