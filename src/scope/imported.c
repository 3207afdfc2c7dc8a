// Symbols are an array of the size that the analysis found: adding some copies it, once for a file.
#include "scope/imported.h"

enum { ATOM_ANY = 1 }; // every file has it; nobody asks what nameless symbols are called

void scope_make_import(ScopeTable *table, SymbolId symbol) {
  table->symbols[symbol].kind = SYMBOL_IMPORT;
}

void scope_add_imports(Arena *arena, ScopeTable *table, uint32_t count) {
  SymbolId first = table->symbol_count;
  Symbol *symbols = arena_new(arena, Symbol, first + count);
  memcpy(symbols, table->symbols, sizeof(Symbol) * first);
  for (uint32_t i = 0; i < count; i++) {
    symbols[first + i] = (Symbol){
        .kind = SYMBOL_IMPORT, .name = ATOM_ANY, .scope = SCOPE_FILE, .reference_count = 1};
  }
  table->symbols = symbols;
  table->symbol_count += count;
}
