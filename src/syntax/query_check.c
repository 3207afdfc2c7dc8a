// Our own trees know a little more than the grammar, so that only one of its answers counts: that a
// pattern is impossible.
#include "syntax/query_check.h"

#include "generated/javascript_kinds.h"
#include "syntax/kind.h"

#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_javascript(void);

bool query_can_match(Text query, uint32_t *at) {
  TSQueryError error = TSQueryErrorNone;
  TSQuery *made = ts_query_new(tree_sitter_javascript(), query.at, query.size, at, &error);
  if (made) ts_query_delete(made);
  return error != TSQueryErrorStructure;
}

// Supertypes of a supertype are only a step further: the grammar has four of them.
bool query_supertype(Text name, bool *kinds) {
  const TSLanguage *language = tree_sitter_javascript();
  uint32_t count, found = 0;
  const TSSymbol *supertypes = ts_language_supertypes(language, &count);
  for (; found < count; found++) {
    if (text_is(text_of(ts_language_symbol_name(language, supertypes[found])), name)) break;
  }
  if (found == count) return false;
  uint32_t subtype_count;
  const TSSymbol *subtypes = ts_language_subtypes(language, supertypes[found], &subtype_count);
  for (uint32_t i = 0; i < subtype_count; i++) {
    Text subtype = text_of(ts_language_symbol_name(language, subtypes[i]));
    bool is_supertype = !text_is(subtype, name) && query_supertype(subtype, kinds);
    if (!is_supertype) kinds[javascript_kinds[subtypes[i]]] = true;
  }
  return true;
}
