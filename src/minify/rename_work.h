// Rename work: the walk that finds all names of a program, and who else walks with it.
//
// Never: trusts the scopes of the ScopeTable for where things stand: transforms have moved code.
#pragma once

#include "minify/naming.h"
#include "minify/work.h"

// What the walk finds.
typedef struct Found {
  Naming variables; // the owner of a symbol is owner_of[symbol]
  uint32_t *owner_of;
  Letters letters; // counted, not yet sorted
  bool has_labels;
} Found;

// Walks the whole Ast.
void rename_find(Minify *minify, Arena *scratch, Found *found);

// Counts the letters of what the printer writes for a node of this kind, besides its names.
void rename_count_letters(Letters *letters, const Ast *ast, AstId id);

// Renames all labels, and all private names, in the Ast itself.
void rename_labels(Minify *minify, const Letters *letters);
void rename_private_names(Minify *minify, const Letters *letters);

// Gives a leaf another text.
void rename_leaf(Ast *ast, AstId leaf, Text text);
