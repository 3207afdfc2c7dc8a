// Scopes are listed in the order in which they open, so that the one around a node is found by
// halving and going outwards.
#include "rules/strictness.h"
#include "base/search.h"

bool is_strict_around(SourceCode *code, NodeId node) {
  if (code->language.is_strict) return true;
  const ScopeTable *table = code->scopes;
  uint32_t count = table->scope_count - 1;
  ScopeId id = search_first(table->scopes + 1, count, node, node);
  while (id > SCOPE_FILE) {
    NodeId opener = table->scopes[id].node;
    if (opener < node && node < tree_node(code->tree, opener)->after) break;
    id = table->scopes[id].parent;
  }
  return id && table->scopes[id].flags & SCOPE_STRICT;
}
