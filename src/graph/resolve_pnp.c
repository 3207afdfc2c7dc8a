// Where Yarn's Plug'n'Play is in use there is no node_modules: a manifest says where packages are,
// and who may import which. A package that it doesn't give is an error, and not searched elsewhere.
#include "graph/resolve_search.h"

#include "host/archive.h"

// The manifest that holds for a folder. A package in a cache outside of the project has none above
// it: that of the working folder holds.
static const PnpManifest *manifest_of(const Search *search, const Folder *from) {
  const Resolver *resolver = search->resolver;
  const PnpManifest *manifest = folders_pnp(resolver->folders, from);
  if (manifest) return manifest;
  const Folder *home = folders_get(resolver->folders, resolver->options.working_folder);
  return folders_pnp(resolver->folders, home);
}

static FailureKind failure_of(const Search *search, const PnpPackage *package) {
  const Folder *folder = folders_get(search->resolver->folders, package->folder);
  if (folder->exists) return FAILURE_NONE;
  bool has_archive = archive_of(package->folder).size > 0;
  bool is_broken = has_archive && archive_check(folder->path.at) < 0;
  return is_broken ? FAILURE_PNP_ARCHIVE : FAILURE_PNP_NO_FOLDER;
}

bool resolve_by_pnp(Search *search, const Folder *from, Text specifier, bool *is_found,
                    Resolution *out) {
  const PnpManifest *manifest = manifest_of(search, from);
  if (!manifest || manifest->is_broken) return false;
  Text name = resolve_package_name(specifier);
  PnpResult result = pnp_find(manifest, from->path, name);
  if (result.status == PNP_OUTSIDE) return false;
  search->is_over = true;
  Failure failure = {.kind = FAILURE_PNP_UNDECLARED, .subpath = name, .pnp = result.importer};
  if (result.status == PNP_NO_PEER) failure.kind = FAILURE_PNP_NO_PEER;
  if (result.status == PNP_FOUND) {
    failure.kind = failure_of(search, result.package);
    failure.path = result.package->folder;
  }
  if (failure.kind != FAILURE_NONE) {
    *is_found = resolve_fail(search, failure);
    return true;
  }
  Text subpath = resolve_package_subpath(search->arena, specifier);
  *is_found = resolve_in_package(search, result.package->folder, subpath, out);
  return true;
}
