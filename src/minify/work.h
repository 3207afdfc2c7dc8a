// Work: the program that is being minified, for all transforms.
//
// A transform is a function of one node, a row of transforms.def: it looks at the node, changes it
// if that helps, and says whether it did. Nodes are visited from the leaves up, so that what is
// below has been seen to; a node that changed is looked at again, whatever its kind is then. What
// has changed, and what is around it, is visited again until nothing changes, with a limit.
//
// What is known of symbols (`uses`) is counted before each round, and is right for the Ast as it
// was then: a transform that takes a use away says so (minify_forget), so that counts are never too
// low.
#pragma once

#include "minify/minify.h"

// How often a symbol occurs.
typedef struct SymbolUse {
  uint32_t reads;        // x, x++ and x += 1 also count as one
  uint32_t writes;       // x = 1, x++, for (x of …), [x] = …; not its declaration
  uint32_t declarations; // identifiers that declare it
  AstId declaration;     // the last of them
  AstId read;            // the last of the reads that was counted, or AST_NONE if it has gone
  bool is_exported;      // in an export clause or an exported declaration
} SymbolUse;

typedef struct Minify {
  Arena *arena; // as long as the Ast
  Ast *ast;
  ScopeTable *table; // nodes in it are AstIds; what transforms change is not known to its scopes
  const ScopeTable *program; // of the whole program
  const MinifyOptions *options;
  SymbolUse *uses;                // by SymbolId
  bool *is_tied;                  // by SymbolId: others share its name, and may share its value
  bool has_tied;                  // any
  struct SymbolFact *facts;       // by SymbolId: symbols.h
  struct SymbolsCounted *counted; // what the last count said
  SymbolId name_helper;           // MinifyOptions.name_helper, or 0
  bool has_changed;               // in this round
  bool is_counted;                // `uses`, `facts` and `reads` are those of the Ast as it is
  bool has_private_names;         // `#a`
  ScopeId top_scope;              // that of the variables that a part knows nothing of
  AstId body;     // the block that parts stood in, if it is still there, or AST_ROOT
  bool is_part;   // of a program: what is known of variables of the top level is their kind alone
  bool has_parts; // what could be done in parts has been
  Array(AstId) reads; // of all variables, in the order of the text
} Minify;

// A transform: gives whether it changed the node `id` or what is below.
typedef bool Transform(Minify *minify, AstId id);

// A transform of the whole program: gives whether it changed anything.
typedef bool ProgramTransform(Minify *minify);

#define TRANSFORM(KIND, function)   Transform function;
#define PROGRAM_TRANSFORM(function) ProgramTransform function;
#include "minify/transforms.def"

// A subtree goes away: its reads and writes no longer count.
void minify_forget(Minify *minify, AstId id);

// A subtree was copied: its reads and writes count once more.
void minify_remember(Minify *minify, AstId id);

// What `uses` and `facts` say is no longer all there is, and there is another round.
static inline void minify_note_change(Minify *minify) {
  minify->has_changed = true;
  minify->is_counted = false;
}

static inline Symbol *minify_symbol(const Minify *minify, AstId identifier) {
  return &minify->table->symbols[ast_node(minify->ast, identifier)->symbol];
}

// Whether others must share the name of a symbol (Symbol.hoisted), and may hide it in blocks.
static inline bool minify_is_tied(const Minify *minify, SymbolId symbol) {
  return minify->is_tied[symbol] || minify->table->symbols[symbol].hoisted;
}

// Whether transforms may judge all uses of a symbol by what the Ast shows: no eval or `with` can
// reach it, it is no implicit `arguments`, it is not tied to another by its name (Symbol.hoisted),
// and nobody outside sees it.
bool minify_owns(const Minify *minify, SymbolId symbol);

// Whether an identifier means a variable that the program declares somewhere.
static inline bool minify_is_declared(const Minify *minify, AstId identifier) {
  return ast_node(minify->ast, identifier)->symbol &&
         minify_symbol(minify, identifier)->kind != SYMBOL_UNBOUND;
}

// The name of the global that `id` means, as far as this program says, or an empty text.
Text minify_global(const Minify *minify, AstId id);

// Whether `id` means the global of that name.
static inline bool minify_is_global(const Minify *minify, AstId id, Text name) {
  return text_is(minify_global(minify, id), name);
}
