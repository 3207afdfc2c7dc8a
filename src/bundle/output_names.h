// OutputNames: where the files of a build are put.
#pragma once

#include "bundle/build.h"

// The path of what is made of an entry, with `hash` for [hash]: absolute, or "<stdout>".
Text output_entry_path(CbBuild *build, uint32_t entry, Text hash);

// Whether the entries' paths depend on what is in them.
bool output_entries_have_hashes(const CbBuild *build);

// The path of a chunk that is no entry: of what import() of `module` loads, or called `name`.
Text output_chunk_path(CbBuild *build, const Module *module, Text name, Text hash);

// The path of a service worker's script, named as entries are: a browser finds it again by its URL.
Text output_service_path(CbBuild *build, const Module *module, Text hash);

// The path of a file that is put beside the outputs as it is; as that of an entry, if it is one.
Text output_asset_path(CbBuild *build, const Module *asset);
Text output_copied_entry_path(CbBuild *build, uint32_t entry);

// The folder that paths in the output at `path` are relative to.
Text output_folder_of(const CbBuild *build, Text path);
