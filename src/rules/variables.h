// Variables: who each name of a file is, as ESLint's scope analysis (eslint-scope) has it, so that
// rules about names report what people know.
//
// Takes: a tree whose scopes are analysed (for the identity of names), the language, and globals.
// Gives: scopes, variables, their definitions, and references, each in the order of the text; made
//        once per file, in two linear passes. The differences to scope/scope.h are ESLint's: a
//        function and its body are one scope, functions stay in their block, `var` in a script is
//        global, ES5 has no block scopes, loops have a scope only for `let` and its like.
// Never: has variables for globals that the file does not name.
#pragma once

#include "rules/global_names.h"
#include "rules/source_code.h"

typedef uint32_t NameScopeId;  // 0 = none
typedef uint32_t VariableId;   // 0 = none
typedef uint32_t DefinitionId; // 0 = none
typedef uint32_t ReferenceId;  // 0 = none

enum { NAME_SCOPE_ROOT = 1 }; // the global scope

typedef enum NameScopeKind {
  NAME_SCOPE_GLOBAL,
  NAME_SCOPE_MODULE,
  NAME_SCOPE_FUNCTION, // also the whole file where it is CommonJS (node: the program)
  NAME_SCOPE_FUNCTION_NAME,
  NAME_SCOPE_BLOCK,
  NAME_SCOPE_CATCH,
  NAME_SCOPE_FOR,
  NAME_SCOPE_SWITCH,
  NAME_SCOPE_CLASS,
  NAME_SCOPE_CLASS_FIELD,        // the value of a field (node: the field)
  NAME_SCOPE_CLASS_STATIC_BLOCK, // of a class
  NAME_SCOPE_WITH,
} NameScopeKind;

// Scopes are numbered in the order in which they open: those inside of scope `s` are `s + 1` up to
// `after`.
typedef struct NameScope {
  uint8_t kind; // NameScopeKind
  bool is_strict;
  NameScopeId parent;
  NameScopeId variable_scope; // where `var` goes: itself or one around it
  NameScopeId after;
  NodeId node;       // what opens it: a function (a method, too), block, loop, switch, class…
  NodeId begin, end; // its nodes; those of a method begin at its parameters
  NodeId body;       // of a function: from where names of the body can be seen; else NO_NODE
  bool is_open;      // while the table is made
  VariableId first_variable, last_variable; // in the order of definition, by `next_in_scope`
} NameScope;

typedef enum VariableFlag {
  VARIABLE_ARGUMENTS = 1 << 0,  // the implicit `arguments`
  VARIABLE_CONFIGURED = 1 << 1, // a global by the language or the configuration, or by a comment
  VARIABLE_BY_COMMENT = 1 << 2, // a /* global */ comment names it; see `first_comment`
  VARIABLE_WRITABLE = 1 << 3,   // and may be written to
  VARIABLE_EXPORTED = 1 << 4,   // an /* exported */ comment names it
} VariableFlag;

typedef struct Variable {
  Text name;
  AtomId atom;     // of the name; 0 if only a comment names it
  uint8_t flags;   // VariableFlag
  uint8_t setting; // GlobalSetting of the language and the configuration, comments left out
  NameScopeId scope;
  VariableId next_in_scope;
  VariableId outer; // what its name means around its scope, where the file declares that (or a
                    // comment), or 0
  DefinitionId first_definition, last_definition; // by `next_of_variable`
  ReferenceId first_reference, last_reference;    // by `next_of_variable`
  uint32_t first_comment;                         // index into the table's comments, or 0
} Variable;

// One of the variables with a name.
typedef struct Namesake {
  NameScopeId scope;
  VariableId variable;
  uint32_t outer; // 1 + the index of the one in the nearest scope around this one's, or 0
} Namesake;

typedef enum DefinitionKind {
  DEFINITION_VARIABLE,
  DEFINITION_PARAMETER,
  DEFINITION_FUNCTION_NAME, // of a declaration or an expression
  DEFINITION_CLASS_NAME,    // one outside (declarations), one inside
  DEFINITION_CATCH,
  DEFINITION_IMPORT,
} DefinitionKind;

typedef struct Definition {
  uint8_t kind;  // DefinitionKind
  NodeId name;   // the identifier
  NodeId node;   // variable_declarator or for_in_statement; function; class; catch_clause; the
                 // import_specifier or namespace_import, or the identifier of a default import
  NodeId parent; // variable_declaration, lexical_declaration… or the for_in_statement again;
                 // import_statement; NO_NODE for others
  VariableId variable;
  DefinitionId next_of_variable;
  DefinitionId next_of_node; // the next one with the same `node`
} Definition;

typedef enum ReferenceFlag {
  REFERENCE_READ = 1 << 0,
  REFERENCE_WRITE = 1 << 1,
  REFERENCE_INIT = 1 << 2,     // written by its own declaration
  REFERENCE_PARTIAL = 1 << 3,  // `write` is not what it gets, but has it: a pattern, a loop
  REFERENCE_IMPLICIT = 1 << 4, // would make a global where nothing declares the name
} ReferenceFlag;

// References are in the order of the text. An identifier with a default value that is a target,
// too, has several: one for each default, then that of the whole pattern.
typedef struct Reference {
  NodeId node;   // identifier
  NodeId write;  // the expression that it gets, or NO_NODE (x++ has none)
  uint8_t flags; // ReferenceFlag
  NameScopeId from;
  VariableId variable; // 0: nobody knows the name
  ReferenceId next_of_variable;
} Reference;

// A /* global */ comment that names a variable.
typedef struct VariableComment {
  uint32_t comment; // index into the tree's comments
  uint32_t next;    // of the same variable, or 0
} VariableComment;

struct VariableTable {
  const Tree *tree;
  const ScopeTable *names;
  NameScope *scopes;
  Variable *variables;
  Definition *definitions;
  Reference *references;
  uint32_t scope_count, variable_count, definition_count, reference_count; // 0 included
  uint32_t *at_nodes; // by NodeId: of an identifier, the first reference; of another, the scope
  DefinitionId *definition_at; // by NodeId: of an identifier, the definition with that name (of a
                               // class the outer one; the next is the inner one); of another, the
                               // first definition with that node
  VariableComment *comments;   // 0 is none
  Namesake *namesakes;         // by name, and those of one name by scope
  uint32_t *first_namesakes;   // by AtomId: where those with that name begin
  Map commented;               // name → GlobalSetting of the /* global */ comments
};

// The file's variables; made when they are first asked for.
const VariableTable *source_variables(SourceCode *code);

// ---- Questions; all but name_scope_at and variable_find look at one place

// The scope that a node stands in, or opens: sourceCode.getScope(). Climbs up the tree.
NameScopeId name_scope_at(const VariableTable *table, NodeId node);

// The scope that a function, block, class… opens, or 0; the inner one of two, that of a named
// function expression being around its function's.
NameScopeId name_scope_of(const VariableTable *table, NodeId node);

// The reference at an identifier (the last of several), or 0.
ReferenceId reference_at(const VariableTable *table, NodeId identifier);

// The variable that an identifier refers to or declares, or 0.
VariableId variable_at(const VariableTable *table, NodeId identifier);

// The variable that an identifier declares, or 0.
VariableId variable_declared_at(const VariableTable *table, NodeId identifier);

// What `name` means in `scope`, or 0. Looks at all variables of that name.
VariableId variable_find(const VariableTable *table, NameScopeId scope, Text name);

// Whether the identifier refers to a global that the file itself does not declare and the language,
// the configuration or a comment knows (ESLint's sourceCode.isGlobalReference).
bool variable_is_global_at(const VariableTable *table, NodeId identifier);

// What is said of a global, whether the file names it or not: by comments, else as global_setting.
GlobalSetting variable_setting(const SourceCode *code, const VariableTable *table, Text name);

// The word that a definition of a variable begins with: TOKEN_VAR_WORD, TOKEN_LET_WORD,
// TOKEN_CONST_WORD, TOKEN_USING_WORD, or TOKEN_AWAIT_WORD (`await using`).
NodeKind definition_keyword(const VariableTable *table, const Definition *definition);

// The name of a reference, escapes decoded.
Text reference_name(const VariableTable *table, const Reference *reference);

// The references at the nodes from `first` up to `after`: ids from the result up to `*end`.
ReferenceId references_inside(const VariableTable *table, NodeId first, NodeId after,
                              ReferenceId *end);

// Whether scope `inner` is `outer` or inside of it.
static inline bool name_scope_contains(const VariableTable *table, NameScopeId outer,
                                       NameScopeId inner) {
  return outer <= inner && inner < table->scopes[outer].after;
}

static inline bool reference_is_write(const Reference *reference) {
  return (reference->flags & REFERENCE_WRITE) != 0;
}

static inline bool reference_is_read(const Reference *reference) {
  return (reference->flags & REFERENCE_READ) != 0;
}

// Whether the reference changes a variable that is there already. Of several at one identifier only
// the first does.
static inline bool reference_modifies(const VariableTable *table, ReferenceId id) {
  const Reference *reference = &table->references[id];
  return (reference->flags & (REFERENCE_WRITE | REFERENCE_INIT)) == REFERENCE_WRITE &&
         table->references[id - 1].node != reference->node;
}

// Loops: `each` is an id.
#define scope_each_variable(table, scope, each)                                                    \
  for (VariableId each = (table)->scopes[scope].first_variable; each;                              \
       each = (table)->variables[each].next_in_scope)

#define variable_each_reference(table, variable, each)                                             \
  for (ReferenceId each = (table)->variables[variable].first_reference; each;                      \
       each = (table)->references[each].next_of_variable)

#define variable_each_definition(table, variable, each)                                            \
  for (DefinitionId each = (table)->variables[variable].first_definition; each;                    \
       each = (table)->definitions[each].next_of_variable)

// What a node declares (sourceCode.getDeclaredVariables): of a declarator, function, class, catch
// clause, import specifier. A variable may come twice, one after the other.
#define node_each_definition(table, node, each)                                                    \
  for (DefinitionId each = (table)->definition_at[node]; each;                                     \
       each = (table)->definitions[each].next_of_node)
