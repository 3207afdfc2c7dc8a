// Build: the stages of a build in order; what cbundle.h calls a CbBuild.
//
// Owns:  the graph, all diagnostics and all outputs, until it is released.
#pragma once

#include "bundle/assemble.h"
#include "bundle/mangle_props.h"
#include "bundle/metafile.h"
#include "cbundle/cbundle.h"
#include "diag/lines.h"
#include "host/stamp.h"

// What the flags ask for, checked and turned into what the stages take.
typedef struct BuildSettings {
  Text working_folder;
  PathBases bases;
  Texts entries;                       // specifiers
  GivenSource source;                  // one more entry, behind them, if it has a path
  Texts entry_names;                   // "name" of "name=path", or empty; by entries
  Text entry_template;                 // --entry-names; empty: outfile is the whole name
  Text chunk_template, asset_template; // --chunk-names, --asset-names
  Text js_extension;                   // of outputs
  Loaders loaders;
  Text outfile, outdir, outbase; // outfile and outdir absolute, or empty
  ResolveOptions resolve;
  Defines defines;
  EffectsOptions effects;
  DropOptions drop;
  Texts injects; // files, as entries are given
  JsxOptions jsx;
  LinkOptions link;
  AssembleOptions assemble;
  Text style_banner, style_footer;
  PieceOptions piece;
  MangleOptions mangle;
  CbSourceMap source_map;
  CbLegalComments legal;
  Texts clean_keeps;   // absolute paths
  bool tells_places;   // modules know where they are
  Text stack_reader;   // what stacks are read through, or empty
  Text await_keeper;   // what goes through what is awaited, or empty
  Text place_resolver; // what has a function for import.meta.resolve of each module, or empty
  bool missing_stays;  // outside, where a package asks for it
  bool wants_metafile, allow_overwrite, cleans, measures_compressed;
  bool is_incremental, keeps_syntax;
  bool reads_all; // of packages, whether somebody asks for it or not: see graph/wants.h
  bool keeps_format; // of each module, whatever it is
  unsigned threads;
} BuildSettings;

// A path that the build depends on, and how it was when the build looked; nothing was there if the
// stamp is zero.
typedef struct WatchedPath {
  const char *path;
  FileStamp stamp;
  bool is_link; // a symbolic link by itself: what it leads to has a path of its own
} WatchedPath;

// What an output is made of, as far as messages tell.
typedef struct OutputInput {
  const Module *module; // above all
  bool is_chunk;        // --chunk-names says how it is called
} OutputInput;

typedef struct KeptPlans KeptPlans;

struct CbBuild {
  // What stays when the build is made again.
  Arena lasting; // holds the build itself and its settings
  BuildSettings settings;
  Diagnostics settings_diagnostics;
  Workers *workers;
  Kept kept;             // modules of the graph before
  KeptPlans *kept_plans; // see kept_plans.h; NULL: none yet
  void (*progress)(void *context, size_t done, size_t known);
  void *progress_context;
  Arena written_arena; // of the next
  Texts written;       // paths of the outputs that were written last; see clean.c
  // What is made anew.
  Arena arena;
  uint64_t started_ns;        // as in stamp_time_now_ns
  Arena watched_arena;        // of the three below
  Array(WatchedPath) watched; // if options.watch is set
  Map watched_indices;
  Map watched_folders; // which they are in
  Diagnostics diagnostics;
  Map said; // what linking has said of places, by outputs before (see linked_output.c)
  Resolver *resolver;
  Texts entries, entry_names; // as in the settings, but without patterns (see entries.h)
  Graph graph;
  Array(CbOutput) outputs;
  Array(OutputInput) output_inputs; // by output
  bool *asset_is_live;              // by module id
  bool *meta_is_told;               // likewise: see import_meta.h; made when first asked for
  Text shared_folder;               // of all entries; made when first asked for
  MangledNames mangled;             // of properties
  Metafile description;
  Text metafile;
  bool is_graph_made;
  bool leaves_all;         // nothing is cleaned this time
  const CbStrings *leaves; // what cleaning leaves this time; NULL: as the settings say
  bool can_be_swift;       // see swift.h
  uint32_t read_before;    // modules that were read in vain for a swift one, and are kept now
  uint32_t printed_count;  // of pieces that were not taken over from the build before
  LineCursor rendered;     // where the last diagnostic that was rendered stands
};

// Reads the options; what is wrong with them is a diagnostic.
void settings_read(CbBuild *build, const CbBuildOptions *options);

// Reads which messages are more or less important than usual.
void overrides_read(CbBuild *build, const CbPairs *overrides);

// The stages of cb_build and cb_rebuild by themselves, for who does something else with the graph:
// a build without one; its graph, made (again) in place of what there was; all of it released.
CbBuild *build_open(const CbBuildOptions *options);
void build_make_graph(CbBuild *build);
void build_unmake(CbBuild *build, bool keeps_modules);

// What modules are loaded with.
LoadOptions build_load_options(const CbBuild *build);

// Forgets all that is made anew. Released is what `arena` holds; the rest is the caller's.
void build_empty(CbBuild *build);

// The stages of a build: what comes first, and what follows once there is a graph.
void build_begin(CbBuild *build);
void build_make_outputs(CbBuild *build);

// Notes what the build depends on, if that is to be watched.
void watched_note(CbBuild *build);

// Notes what the files of modules are now, where no others have come or gone.
void watched_note_again(CbBuild *build);

// Whether the build depends on what is at this path, may come to it, or is in it.
bool watched_has(const CbBuild *build, Text path);

// Whether what is at a watched path is not what the build has seen there. A file whose stamp can't
// tell, as it was written while it was read, counts as the same.
bool watched_has_changed(const CbBuild *build, uint32_t index);

// --clean: asks whether the output folder may be cleaned; if not, that is a diagnostic.
void clean_check(CbBuild *build);

// Removes what is in the output folder and not among the outputs. False, with a diagnostic, if
// something could not be removed.
bool clean_run(CbBuild *build);

// Removes the outputs of the build before, as far as this one has not made them again, as names
// with hashes change with what is in them. False, with a diagnostic, if one could not be removed.
bool clean_former(CbBuild *build);

// --no-bundle: what becomes of one module by itself.
void alone_choose(const CbBuild *build, const Module *module, LinkOptions *options);

// How messages and the metafile write a path: seen from the working folder. "<stdout>" stays.
Text build_shown_path(CbBuild *build, Text path);

// Adds an output; its texts live as long as the build.
void build_add_output(CbBuild *build, const CbOutput *output, OutputInput input);

// Links, prints and assembles each entry of the graph into an output.
void outputs_make(CbBuild *build);
