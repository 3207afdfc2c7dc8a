// OutputNames: where the files of a build go.
//
// Takes: --outfile, --outdir, --outbase and the templates of names.
// Gives: absolute paths, with placeholders for hashes (see hashed_names.h).
#pragma once

#include "bundle/build.h"
#include "link/split.h"

// Of an entry that has an output of its own; `index` is what its placeholder says. "<stdout>" where
// neither --outfile nor --outdir is given.
Text output_name_of_entry(CbBuild *build, uint32_t entry, uint32_t index);

// Whether the names of entries have hashes.
bool output_names_have_hash(const CbBuild *build);

// Gives each chunk its path.
void output_names_of_chunks(CbBuild *build, Split *split);
