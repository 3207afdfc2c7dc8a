// Piece: one module as it stands in one output.
//
// Takes: a plan; reads it only, so that pieces are printed on all cores at once.
// Gives: the text, its mappings encoded, and what it needs of the runtime.
#pragma once

#include "bundle/mangle_props.h"
#include "bundle/source_map.h"
#include "link/link.h"

typedef struct PieceOptions {
  bool is_ascii_only;
  bool wants_map;
  bool wants_sources;          // in the map
  uint32_t line_limit;         // as in print.h
  bool is_for_node;            // Node runs it
  bool is_for_page;            // it may be put into an HTML page, where "</script" would end it
  bool parts_templates;        // the same, of templates that tags see
  bool keeps_jsx;              // whose attributes can't be parted
  bool keeps_legal_comments;   // where they stand, rather than collected
  bool keeps_names;            // `name` of what is renamed is what its source says
  bool is_minified;            // the output will be: mappings are kept as they are
  const MangledNames *mangled; // of properties; NULL: they stay
} PieceOptions;

// A part of a minified output has at least so many bytes: to put parts together takes time, too.
// Where mistakes are looked for, all are cut.
#ifdef NDEBUG
enum { PIECE_CUT_BYTES = 1 << 16 };
#else
enum { PIECE_CUT_BYTES = 1 };
#endif

typedef struct Piece {
  const Module *module;
  Text text;      // whole lines
  uint32_t bytes; // that it takes in the output
  MapPiece map;
  MapPieceInput mappings; // what the map would be made of, where the output is minified
  // Likewise: where a statement of the top level begins in the text, behind a gap of SYNTAX_PADDING
  // blanks; ascending, and far apart.
  Array(uint32_t) cuts;
  Text quoted_source; // the source as the map holds it
  uint32_t helpers;   // bit by RuntimeHelper
  Texts legal_comments;
} Piece;

// Prints `module` of `plan` into `arena`.
void piece_print(Arena *arena, const Plan *plan, const Module *module, const PieceOptions *options,
                 Piece *piece);

// The module's source as the map holds it, or nothing where it does not: Piece.quoted_source.
Text piece_quote(Arena *arena, const Module *module, const PieceOptions *options);

// What keeps the names of a module's functions: calls of `helper`.
typedef struct KeptNames {
  Array(PrintWrap) wraps;
  Text lines; // for functions that are hoisted: statements that come first
} KeptNames;

typedef struct KeepingNames {
  const Plan *plan;
  const Module *module;
  const PrintName *names; // by symbol: what is printed otherwise than in the source
  Text helper;
} KeepingNames;

void piece_keep_names(Arena *arena, const KeepingNames *keeping, KeptNames *kept);

// What is left out of a module's source as it is printed.
typedef struct PieceCuts {
  Array(PrintCut) list;
  Texts legal_comments; // those that stand elsewhere
} PieceCuts;

// Finds them, in a tree's source. `collects_legal`: legal comments stand elsewhere.
void piece_find_cuts(Arena *arena, const Tree *tree, const PieceOptions *options, PieceCuts *cuts);

// How module `user` writes what `binding` means.
PrintName piece_binding_text(Arena *arena, const Plan *plan, const Binding *binding);

// How it writes a member of a namespace.
Text piece_use_text(Arena *arena, const Plan *plan, const Tree *tree, const MemberUse *use);

// `object.name`, or `object["name"]`.
Text piece_member_text(Arena *arena, Text object, Text name);

// A text as a string literal.
Text piece_quoted(Arena *arena, const Plan *plan, Text text);
void piece_add_quoted(Buffer *out, const Plan *plan, Text text);

// Appends a name, or code with names in it; beyond ASCII as escapes, if those are asked for.
void piece_add_name(Buffer *out, const Plan *plan, Text name);

// Where statements of our own go.
typedef struct PieceWriter {
  Buffer *out;
  const Plan *plan;
  const Module *closure; // the module that they stand in, if that is a closure
  uint32_t *helpers;     // those that they call are added
  Text asker;            // on whose behalf closures that may await are asked for; empty: await them
} PieceWriter;

// The value of module.exports for those that import a CommonJS module, which runs now if it has not
// yet.
Text piece_imported_value(Arena *arena, const PieceWriter *writer, const Module *module);

// What gives the namespace of a CommonJS module.
typedef struct Interop {
  const Module *module; // NULL: it stays outside
  Text value;           // its module.exports
  bool is_node_mode;
} Interop;

// `__toESM(value, 1)`, with the names that the module may not have set where somebody could tell:
// `__withNames(__toESM(value, 1), ["name"])`.
Text piece_to_esm(Arena *arena, const PieceWriter *writer, const Interop *interop);

// The statements that run `step`, each a line; not those of STEP_RUN, which is a piece.
void piece_add_step(const PieceWriter *writer, const Step *step);

// `foo_exports = {__proto__: null}`, which begins the namespace object of an ES module or JSON.
void piece_add_empty_namespace(const PieceWriter *writer, const Module *module);

// The statement that fills it.
void piece_add_namespace(const PieceWriter *writer, const Module *module);

// What a CommonJS module in a closure asks for of Node's `module` and `require` beyond exports, and
// the statements that give it: `module.parent`, and `require.main` in ES modules.
typedef enum PieceGiven { GIVEN_PARENT = 1 << 0, GIVEN_MAIN = 1 << 1 } PieceGiven;
unsigned piece_givens(const PieceWriter *writer, const PieceOptions *options);
void piece_add_givens(const PieceWriter *writer, unsigned givens);

// Whether import `index` is the `require.resolve(…)` of `require.cache[require.resolve("./a")]`
// where the file is in the output: Node's cache has no key for it, and looking for one would fail.
bool piece_is_cache_key(const Module *module, uint32_t index);

// What require() of it returns: `__exports({ … })`.
void piece_add_exports(const PieceWriter *writer, const Module *module);

// The statements that copy what `export *` finds only when it runs.
void piece_add_stars(const PieceWriter *writer, const Module *module);
