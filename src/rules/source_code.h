// SourceCode: one file as rules see it: its tree, names, tokens with comments, lines, and how it is
// to be read.
//
// Takes: a tree without errors, with its scopes analysed.
// Gives: tables that are made when they are first asked for.
#pragma once

#include "rules/tokens.h"
#include "scope/scope.h"

#include <stdatomic.h>

// What a file is told to be by its configuration.
typedef struct Language {
  uint32_t ecma_version;                     // the year, or 3 or 5
  SyntaxGoal goal;                           // script, module or CommonJS
  bool has_jsx, is_strict, returns_globally; // the features of ESLint's parser options
} Language;

enum { LANGUAGE_LATEST = 2026 };

typedef struct SourceLines {
  uint32_t *starts; // the byte where each line begins
  uint32_t count;
} SourceLines;

// Where UTF-16 units were counted last: the next place that is asked for is mostly near.
typedef struct UnitCursor {
  uint32_t base, offset; // bytes; the units of what lies between are counted
  uint32_t units;
} UnitCursor;

typedef struct VariableTable VariableTable; // variables.h
typedef struct CodePaths CodePaths;         // code_paths.h
typedef struct GlobalNames GlobalNames;     // global_names.h
typedef struct RegexCalls RegexCalls;       // regex_sources.h
typedef struct ProjectFile ProjectFile;     // project.h
typedef struct ModuleRecord ModuleRecord;   // scope/module_record.h

typedef struct SourceCode {
  Arena *arena; // as long as the file's reports live
  const Tree *tree;
  const ScopeTable *scopes;
  Text text;
  Text path; // as its configuration sees it; empty for standard input
  Language language;
  bool no_inline;             // comments configure nothing
  const GlobalNames *globals; // what the configuration says; NULL: the language's alone
  const ProjectFile *project; // what is known of the files around it, or NULL
  // Nobody wants to know any more: rules_run_guarded ends soon, with a part of the reports. NULL:
  // that does not happen.
  const atomic_bool *cancelled;
  SourceLines lines; // below: what is made on demand
  TokenTable *tokens;
  VariableTable *variables;
  CodePaths *code_paths;
  RegexCalls *regex_calls;
  ModuleRecord *record; // project.c's
  UnitCursor column, unit;
  NodeId prologue_list, prologue_end; // prologue.c's
} SourceCode;

// How many bytes the byte order mark takes that a text begins with: 3, or 0 where there is none.
uint32_t source_mark_size(Text text);

// Lines end with LF, CRLF, CR, U+2028 or U+2029, as in the language.
const SourceLines *source_lines(SourceCode *code);

// The line of a byte, counted from 0; the line's text without its end.
uint32_t source_line(SourceCode *code, uint32_t offset);
Text source_line_text(SourceCode *code, uint32_t line);

// The column of a byte in its line, in UTF-16 units, counted from 0.
uint32_t source_column(SourceCode *code, uint32_t offset);

// Where the line begins that a byte is on.
uint32_t source_line_start(SourceCode *code, uint32_t offset);

// How many UTF-16 units of the text are before a byte.
uint32_t source_unit(SourceCode *code, uint32_t offset);

// Whether two bytes are on one line.
bool source_same_line(SourceCode *code, uint32_t a, uint32_t b);

// Parses `file` (padded as syntax_parse wants it) and analyses its scopes; every node of the tree
// ends with its last token. False where it has errors: they are added to `diagnostics`.
bool source_code_read(Arena *arena, const SourceFile *file, const Language *language,
                      SourceCode *code, Diagnostics *diagnostics);
