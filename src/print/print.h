// Print: a tree as text again. What nothing changed is copied from the source as it stands, so that
// people find their own formatting; names and replaced nodes are put in on the way.
//
// Takes: a tree and tables of what to print otherwise; they must outlive the printer.
// Gives: text in an arena and, if asked, the mappings from it to the source.
// Never: decides a name or what is left out.
#pragma once

#include "base/buffer.h"
#include "scope/scope.h"
#include "syntax/replacement.h"

// How a symbol is printed.
typedef struct PrintName {
  Text text;      // `at` is NULL: as in the source
  bool is_member; // text is `object.property`: where it is called, `this` must not be the object
} PrintName;

// A range of bytes of the source that is left out (a comment), and what stands there instead.
typedef struct PrintCut {
  uint32_t start, end;
  Text instead;
} PrintCut;

// Text around a node that is printed as it is otherwise; or, around a token, text beside it.
typedef struct PrintWrap {
  NodeId node;
  Text before, after;
} PrintWrap;

typedef struct PrintInput {
  const ScopeTable *scopes; // and the tree in it
  const PrintName *names;   // by SymbolId
  const Replacements *replacements;
  const PrintWrap *wraps; // ascending by node
  uint32_t wrap_count;
  const PrintCut *cuts; // ascending
  uint32_t cut_count;
  bool is_ascii_only; // escape other characters in names, strings, templates and patterns
  bool wants_mappings;
  uint32_t line_limit; // bytes after which a line is broken at the next good place; 0: never
} PrintInput;

// A place in the output and the place in the source that it comes from.
typedef struct Mapping {
  uint32_t generated; // byte offset in the output; ascending
  uint32_t original;  // byte offset in the source
  uint32_t name;      // 1 + index into the printer's names: what it is called in the source; or 0
  uint32_t origin;    // which source that is, where a text has several; MAPPING_ENDS: none
} Mapping;

// The origin of text that comes from nowhere: it is not part of what is mapped before it.
static const uint32_t MAPPING_ENDS = UINT32_MAX;

// A stretch of the source that is being printed: the whole that was asked for, or a piece of it
// that a recipe takes.
typedef struct PrintStretch {
  NodeId next;     // the node to look at next
  uint32_t copied; // the source up to here has been printed
  uint32_t end;
  uint32_t next_replacement;
  uint32_t next_wrap;
  Array(const PrintWrap *) open; // wraps whose node is being printed
  const Recipe *recipe;          // that is being followed; or NULL
  uint32_t next_step;            // of the recipe
} PrintStretch;

typedef struct Printer {
  const PrintInput *input;
  const Tree *tree;
  Arena *scratch;
  Buffer out;
  Array(Mapping) mappings;
  Array(Text) names;      // of renamed symbols, in order of first use
  uint32_t *name_indices; // by SymbolId, 1 + index into `names`; NULL until needed
  bool escapes;           // the source has characters that must be escaped
  uint32_t next_cut;
  size_t line_start, lines_seen; // where the last line begins, as far as it has been looked for
  Array(PrintStretch) stretches; // each but the first is a piece that the one before it takes
} Printer;

// A printer whose output lives in `arena` and whose tables live in `scratch`. `expected_size` is
// how long the output will be at a guess.
Printer printer_make(Arena *arena, Arena *scratch, const PrintInput *input, size_t expected_size);

// Text of our own, without a mapping.
void printer_add(Printer *printer, Text text);
#define printer_add_literal(printer, literal) printer_add((printer), TEXT(literal))

// A node and all below it.
void printer_add_node(Printer *printer, NodeId node);

// The source from byte `start` up to `end`, with the nodes from `first` on that lie in it.
void printer_add_range(Printer *printer, NodeId first, uint32_t start, uint32_t end);

// A mapping from here to byte `original` of the source.
void printer_map(Printer *printer, uint32_t original);
