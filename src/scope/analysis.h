// Analysis: what the passes of scope_analyze share while they run.
//
// Owns:  `scratch`, which holds everything here; scope.c copies the results out of it.
// Gives: declare.c fills scopes, symbols and steps; hoist.c adds what functions in blocks mean for
//        the function around them; bind.c gives each use of a name its symbol.
#pragma once

#include "scope/atoms.h"

// Names with rules of their own are known before the walk.
enum { ATOM_ARGUMENTS = 1, ATOM_EVAL = 2 };

// One step of the file's story, in source order: a scope opens, or closes, or a name is used.
typedef struct Step {
  uint32_t subject; // the ScopeId that opens or closes, or the NodeId of the identifier
  uint32_t what;    // STEP_OPEN, STEP_CLOSE, or the AtomId of the name, with STEP_WRITE
} Step;

enum { STEP_OPEN = 0, STEP_CLOSE = INT32_MAX };
static const uint32_t STEP_WRITE = UINT32_C(1) << 31;

// What is known about a name at the place where a pass stands. Both are stacks: the symbol below is
// in `outer_symbols`. In declare.c, `in_function` is the newest symbol of a scope that holds
// variables, `in_block` that of another scope, so that "is it declared in this scope" is one
// comparison. In bind.c, `in_block` is what the name means.
typedef struct AtomState {
  SymbolId in_function, in_block;
  uint32_t waiting; // hoist.c: the newest function in a block with this name, index into `waiting`
} AtomState;

// What a scope needs while the analysis runs.
typedef struct ScopeNote {
  ScopeId variables;      // where `var` goes
  ScopeId arguments;      // the function whose `arguments` is meant, or 0
  ScopeId with;           // the innermost `with` around, or 0
  uint32_t first_waiting; // hoist.c: the height of the stack `waiting` when it opened
} ScopeNote;

// A function declaration in a block that may also become a variable of the function around it.
typedef struct WaitingFunction {
  SymbolId symbol;
  ScopeId scope;     // its block
  uint32_t previous; // the one of the same name before it, or 0
  bool refused;      // a block between it and the function declares the name
} WaitingFunction;

// A region of nodes that the walk is in.
typedef struct Frame {
  NodeId end;    // the node at which it ends
  ScopeId scope; // the scope that it is; or 0: it only leads up to the scope that `opener` opens
  NodeId opener;
} Frame;

// A pattern that the walk is in: all its targets have one role.
typedef struct PatternFrame {
  NodeId end;
  uint8_t role;
} PatternFrame;

typedef struct Analysis {
  Tree *tree;
  SymbolId first_unbound; // those that binding adds
  bool has_eval, has_with;
  NodeId first_jsx;
  AtomId jsx_factory, jsx_fragment; // that JSX uses, or 0
  Arena scratch;
  Atoms atoms;
  Array(AtomState) atom_states; // by AtomId
  Array(Scope) scopes;
  Array(ScopeNote) notes; // by ScopeId
  Array(Symbol) symbols;
  Array(SymbolId) outer_symbols; // by SymbolId: what its name meant outside its scope
  Array(NodeId) latest_vars;     // by SymbolId: see redeclare.c
  Array(Redeclaration) redeclarations;
  Array(NodeId) fixed_writes;
  Array(Step) steps;
  Array(Frame) frames;
  Array(PatternFrame) patterns;
  Array(WaitingFunction) waiting; // 0 is none
  ScopeId scope;                  // where the pass stands
} Analysis;

// Adds a symbol to the end of a scope's list.
SymbolId analysis_add_symbol(Analysis *analysis, Symbol symbol);

// What the name `atom` was declared as in `scope`, so far, or 0.
SymbolId analysis_find(const Analysis *analysis, ScopeId scope, AtomId atom);

// Makes `symbol` known to analysis_find until its scope is closed.
void analysis_show(Analysis *analysis, SymbolId symbol);

// Whether `var` and parameters can be declared in scopes of this kind.
bool analysis_holds_variables(ScopeKind kind);

// Whether a function in a block also becomes a variable of the function around, if nothing there
// has its name: one in sloppy code that is neither async nor a generator.
bool hoist_is_candidate(const Analysis *analysis, const Symbol *symbol);

// Called by pass 1 for each declaration, before or when it meets what the name is already: write
// down what must not be declared together. `id` is the identifier of the new declaration.
void redeclare_again(Analysis *analysis, SymbolId known, SymbolKind kind, NodeId id);
void redeclare_new(Analysis *analysis, SymbolId added);
void redeclare_var(Analysis *analysis, SymbolId variable, NodeId id);

// Pass 1: walks the tree.
void declare_names(Analysis *analysis);

// Called by pass 1 before a scope's names are forgotten: notes the functions declared in a block,
// and at the end of a function or file decides which of them are also variables there (Annex
// B.3.3).
void hoist_functions(Analysis *analysis, ScopeId closed);

// Pass 2: follows the steps and binds each use.
void bind_names(Analysis *analysis);
