// Analyze: how large each module's part of each output is, for people to read.
//
// Takes: the description that the metafile is written from; for the page, what was written.
#pragma once

#include "bundle/metafile.h"

typedef struct AnalyzeOptions {
  bool is_verbose; // for each module, how the entry came to need it
  bool color;
} AnalyzeOptions;

// A table for a terminal, the largest first.
Text analyze_table(Arena *arena, const Metafile *metafile, const AnalyzeOptions *options);

// A page for a browser, with nothing to load: a treemap of all outputs.
Text analyze_page(Arena *arena, Text metafile);
