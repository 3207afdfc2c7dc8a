// Scope: who each name is. Scopes, symbols, and the symbol of every identifier of one file.
//
// Takes: a tree without errors.
// Gives: the tables below, and in the tree: `node.symbol` of every identifier that declares or
//        refers to a variable (identifier, shorthand_property_identifier,
//        shorthand_property_identifier_pattern; jsx names that are components). Where JSX becomes
//        calls, the "<" of a tag has the symbol of what is called, and the ">" of a fragment's
//        opening tag that of the fragment.
// Never: looks at another file, or changes the tree otherwise.
#pragma once

#include "base/buffer.h"
#include "base/map.h"
#include "syntax/parse.h"

typedef uint32_t SymbolId; // 0 = none
typedef uint32_t ScopeId;  // 0 = none, 1 = the file
typedef uint32_t AtomId;   // a name, interned per file; 0 = none

enum { SCOPE_FILE = 1 };

typedef enum ScopeKind {
  SCOPE_KIND_FILE,          // the top level of a module or script
  SCOPE_KIND_FUNCTION,      // parameters of a function, `arguments`; of any kind, arrows too
  SCOPE_KIND_FUNCTION_BODY, // its body: a scope of its own, as parameters don't see its variables;
                            // an arrow function that only has an expression has none
  SCOPE_KIND_FUNCTION_NAME, // holds the name of a named function expression
  SCOPE_KIND_CLASS,         // holds the inner name of a class
  SCOPE_KIND_CLASS_STATIC_BLOCK,
  SCOPE_KIND_CLASS_FIELD, // the value of a field: `this` and `arguments` are its own
  SCOPE_KIND_BLOCK,
  SCOPE_KIND_CATCH, // the parameter of a catch clause
  SCOPE_KIND_FOR,
  SCOPE_KIND_SWITCH,
  SCOPE_KIND_WITH,
} ScopeKind;

typedef enum ScopeFlag {
  SCOPE_STRICT = 1 << 0,
  SCOPE_HAS_EVAL = 1 << 1,    // a direct call of eval in it or below: its names can be seen by text
  SCOPE_INSIDE_WITH = 1 << 2, // a name that is used here may be a property
  SCOPE_ARROW = 1 << 3,       // FUNCTION of an arrow: `this`, `arguments` come from outside
  SCOPE_ASYNC = 1 << 4,
  SCOPE_GENERATOR = 1 << 5,
  SCOPE_COMPLEX_PARAMETERS = 1 << 6, // FUNCTION: one is a pattern or a rest, or has a default
} ScopeFlag;

typedef struct Scope {
  uint8_t kind;  // ScopeKind
  uint8_t flags; // ScopeFlag
  ScopeId parent;
  ScopeId function;      // the nearest FUNCTION, STATIC_BLOCK, FIELD or FILE scope, itself included
  NodeId node;           // what opens it
  SymbolId first_symbol; // its symbols, linked by next_in_scope, in the order of declaration
  SymbolId last_symbol;
} Scope;

typedef enum SymbolKind {
  SYMBOL_UNBOUND, // used, but declared nowhere in the file: a global
  SYMBOL_VAR,
  SYMBOL_FUNCTION,       // function declaration at the top of a function or file: as a var
  SYMBOL_BLOCK_FUNCTION, // function declaration in a block (also async and generators)
  SYMBOL_FUNCTION_NAME,  // the name of a function expression, inside it
  SYMBOL_PARAMETER,
  SYMBOL_LET,
  SYMBOL_CONST,
  SYMBOL_USING,
  SYMBOL_CLASS,
  SYMBOL_CLASS_NAME, // the name of a class, inside it
  SYMBOL_CATCH,
  SYMBOL_IMPORT,
  SYMBOL_ARGUMENTS, // the implicit `arguments` of a function; made when it is used
} SymbolKind;

typedef enum SymbolFlag {
  SYMBOL_ASSIGNED = 1 << 0, // written to other than by its declaration (x = 1, x++, for (x of …)),
                            // or by the declaration of a symbol that is `hoisted` to it or from it
  SYMBOL_REDECLARED = 1 << 1, // declared more than once (var, function): all of them write to it
  SYMBOL_KEEP_NAME = 1 << 2,  // must not be renamed: eval or with can see it by its name (and eval
                              // write to it), or it is the implicit or a declared `arguments`
} SymbolFlag;

typedef struct Symbol {
  uint8_t kind;  // SymbolKind
  uint8_t flags; // SymbolFlag
  AtomId name;
  ScopeId scope;      // SCOPE_FILE for unbound ones
  NodeId declaration; // the identifier of its first declaration; NO_NODE if unbound
  SymbolId next_in_scope;
  // A symbol further out that must have the same name in the output, or 0; no scope between the two
  // may declare that name. They have KEEP_NAME together. Chains have at most three members.
  //   BLOCK_FUNCTION  in sloppy code, if neither async nor a generator (Annex B.3.3): the VAR or
  //                   FUNCTION of the function around that gets its value when the block runs;
  //                   or a symbol of another kind that keeps it from being hoisted
  //   CLASS_NAME      of a declaration: the class as seen from outside
  //   CATCH           the `var e` in `catch (e)`: its initializer writes to the parameter
  //   VAR, FUNCTION   the parameter of that name, where the parameters are complex and the variable
  //                   is another one that starts with its value
  SymbolId hoisted;
  uint32_t reference_count; // identifiers that refer to it, declarations not counted
} Symbol;

// Where a name occurs in the file.
typedef enum AtomUse {
  ATOM_TOP_LEVEL = 1 << 0, // declared at the file's top level
  ATOM_NESTED = 1 << 1,    // declared in some scope below it
  ATOM_UNBOUND = 1 << 2,   // used without a declaration
} AtomUse;

// A name that is declared twice where that is an error: both identifiers.
typedef struct Redeclaration {
  NodeId first, second;
} Redeclaration;

typedef struct ScopeTable {
  const Tree *tree;
  Scope *scopes;
  uint32_t scope_count; // scope 0 included
  Symbol *symbols;
  uint32_t symbol_count;  // symbol 0 included
  Map atoms;              // name → AtomId - 1: entry i of the map is atom i + 1
  uint8_t *atom_uses;     // by AtomId: AtomUse flags
  SymbolId first_unbound; // the globals that it uses follow, and `arguments` of functions
  bool has_underscored;   // it declares a name that begins with two underscores
  uint64_t declared_bits; // of all names that it declares: see scope_name_bit
  bool has_eval;          // a direct eval somewhere
  bool has_with;
  NodeId first_jsx;              // the tag of the first JSX element, or NO_NODE
  Redeclaration *redeclarations; // in the order of the second ones; see conflicts.h
  uint32_t redeclaration_count;
  NodeId *fixed_writes; // identifiers that write to a constant or an import; see conflicts.h
  uint32_t fixed_write_count;
} ScopeTable;

// The variables that JSX uses without naming them: `React` of `React.createElement`. Empty: none.
typedef struct JsxNames {
  Text factory, fragment;
} JsxNames;

// Analyses `tree`. Tables live in `arena`; `jsx` may be NULL. Linear in the size of the tree; no
// recursion.
void scope_analyze(Arena *arena, Tree *tree, const JsxNames *jsx, ScopeTable *table);

static inline Text scope_name(const ScopeTable *table, AtomId atom) {
  return table->atoms.entries.at[atom - 1].key;
}

static inline Text scope_symbol_name(const ScopeTable *table, SymbolId symbol) {
  return scope_name(table, table->symbols[symbol].name);
}

// Whether nothing may write to it.
static inline bool symbol_is_fixed(const Symbol *symbol) {
  return symbol->kind == SYMBOL_CONST || symbol->kind == SYMBOL_USING ||
         symbol->kind == SYMBOL_IMPORT;
}

// Whether a node is the variable `name` that no declaration of the file is of.
bool scope_is_global(const ScopeTable *table, NodeId node, Text name);

// Whether a name is the callee of a call that, if it is `eval`, can see the names around it.
bool scope_is_direct_callee(const Tree *tree, NodeId name);

// Whether it declares again what Node gives a CommonJS file, as `var module` does at the top of
// one: the variable keeps its value.
bool scope_is_given_again(const ScopeTable *table, const Symbol *symbol);

// The bit of a name in `declared_bits`: a file that has it not declares no such name.
static inline uint64_t scope_name_bit(Text name) {
  return UINT64_C(1) << (map_hash(name) >> 26);
}

// How `name` occurs in the file: AtomUse flags, 0 if it doesn't.
uint8_t scope_name_uses(const ScopeTable *table, Text name);

// A scope that hides a variable of the top level.
typedef struct HidingScope {
  NodeId start;
  NodeId after; // the last node behind this one, and behind those that start before it
} HidingScope;

// The variables of one name.
typedef struct Namesakes {
  SymbolId top_level;         // or 0: then nobody asks for the others
  Array(HidingScope) hidings; // where the others are, by start
} Namesakes;

// Finds the variables `name` of all scopes.
void scope_namesakes(Arena *arena, const ScopeTable *table, Text name, Namesakes *found);

// The variable of the top level that an identifier with the name of these would mean at `at`,
// wherever in the file that is; or 0, if it would mean another one, or a global.
SymbolId scope_top_level_at(NodeId at, const Namesakes *namesakes);

// Notes that identifiers, which have got their symbols after the analysis, write to them.
void scope_note_writes(Arena *arena, ScopeTable *table, const NodeId *ids, uint32_t count);

// Writes all scopes, their symbols, and where each is used, as text for people and tests.
void scope_dump(Buffer *buffer, const ScopeTable *table);
