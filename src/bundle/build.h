// Build: the stages of a build in order; what cbundle.h calls a CbBuild.
//
// Owns:  the graph, all diagnostics and all outputs, until it is released.
#pragma once

#include "bundle/assemble.h"
#include "bundle/metafile.h"
#include "cbundle/cbundle.h"
#include "diag/lines.h"

// What the flags ask for, checked and turned into what the stages take.
typedef struct BuildSettings {
  Text working_folder;
  Texts entries;                 // specifiers
  Texts entry_names;             // "name" of "name=path", or empty; by entries
  Text outfile, outdir, outbase; // outfile and outdir absolute, or empty
  ResolveOptions resolve;
  Defines defines;
  EffectsOptions effects;
  DropOptions drop;
  Texts injects; // files, as entries are given
  LinkOptions link;
  AssembleOptions assemble;
  PieceOptions piece;
  CbSourceMap source_map;
  CbLegalComments legal;
  bool wants_metafile, allow_overwrite, keeps_syntax;
  unsigned threads;
} BuildSettings;

struct CbBuild {
  Arena arena;
  BuildSettings settings;
  Diagnostics diagnostics;
  Resolver *resolver;
  Workers *workers;
  Graph graph;
  Array(CbOutput) outputs;
  Metafile description;
  Text metafile;
  bool is_graph_made;
  LineCursor rendered; // where the last diagnostic that was rendered stands
};

// Reads the options; what is wrong with them is a diagnostic.
void settings_read(CbBuild *build, const CbBuildOptions *options);

// Links, prints and assembles each entry of the graph into an output.
void outputs_make(CbBuild *build);
