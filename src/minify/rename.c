// Renaming in steps: find all names and the scopes where they stand (rename_find.c), see which are
// live where (naming_live.c), let those that never meet share a slot (naming_slots.c), and give the
// shortest names to the slots that are printed most (naming_names.c).
#include "minify/rename.h"

#include "minify/rename_work.h"

void rename_leaf(Ast *ast, AstId leaf, Text text) {
  ast_become(ast, leaf, ast_add_leaf(ast, ast_kind(ast, leaf), text, leaf));
}

static Text *name_symbols(Minify *minify, Found *found) {
  naming_live(&found->variables);
  naming_slots(&found->variables);
  Text *names = naming_names(&found->variables, minify->arena, &found->letters);
  Text *result = arena_new(minify->arena, Text, minify->table->symbol_count);
  for (SymbolId s = 1; s < minify->table->symbol_count; s++) {
    uint32_t slot = found->variables.owners.at[found->owner_of[s]].slot;
    if (slot != NAMING_NO_SLOT) result[s] = names[slot];
  }
  return result;
}

Text *rename_symbols(Minify *minify) {
  Arena scratch = {0};
  Found found = {0};
  rename_find(minify, &scratch, &found);
  letters_sort(&found.letters);
  Text *names = name_symbols(minify, &found);
  if (found.has_labels) rename_labels(minify, &found.letters);
  // Code under eval can name what is private in the class around it.
  if (minify->has_private_names && !minify->table->has_eval)
    rename_private_names(minify, &found.letters);
  arena_release(&scratch);
  return names;
}
