// Assemble: one output's text from the pieces of its modules.
//
// Takes: a plan and its pieces, printed.
// Gives: the text, and the JSON of its source map if asked.
// Never: writes a file.
#pragma once

#include "bundle/piece.h"
#include "host/workers.h"
#include "minify/minify.h"

typedef enum LegalPlace { LEGAL_NONE, LEGAL_INLINE, LEGAL_END, LEGAL_FILE } LegalPlace;

typedef struct AssembleOptions {
  OutputFormat format;
  Platform platform;
  Text global_name;
  Text banner, footer;
  LegalPlace legal;
  bool wants_map;
  bool keeps_format; // of a file that is not bundled: it may be a script
  bool is_minified;
  bool names_all; // the minifier keeps the names of functions and classes
  MinifyOptions minify;
  Workers *workers; // that the minifier may use
  bool no_sources_content;
  Text source_root;
  Text map_folder; // absolute: paths of sources are relative to it
  Text legal_line; // said if there are legal comments in a file of their own
  Text last_line;  // where the map is, or empty
} AssembleOptions;

typedef struct Assembled {
  Text text;
  Text map;        // empty if not asked for
  Text legal;      // what belongs into a .LEGAL.txt file
  bool is_awaited; // it returns a promise of its end
  bool is_left;    // it was to be minified, and could not be
} Assembled;

typedef struct Assembly Assembly;

// Lists what the output consists of, in `arena`. `pieces` is by place; only those of included
// modules are looked at. Modules' trees and scopes may be gone.
Assembly *assembly_make(Arena *arena, const Plan *plan, Piece *pieces,
                        const AssembleOptions *options);

// Joins it; the result lives in `arena`. Where it is minified, `bytes` of the pieces become their
// shares.
Assembled assembly_join(Arena *arena, Assembly *assembly);

// How an output uses an external; bits.
enum {
  EXTERNAL_IMPORTED = 1 << 0, // by a statement, or a call of require()
  EXTERNAL_STARRED = 1 << 1,  // `export * from` it
};

// The uses of a plan's externals, by index; in `arena`.
uint8_t *assembly_externals(Arena *arena, const Plan *plan);
