// The analysis notices what is wrong in passing and writes down nodes; only a file that has
// mistakes pays for turning them into messages.
#include "scope/conflicts.h"

// Where reports go.
typedef struct Reporter {
  const Tree *tree;
  const SourceFile *file;
  Diagnostics *diagnostics;
} Reporter;

static Place place_of(const Reporter *reporter, NodeId id) {
  const Node *node = tree_node(reporter->tree, id);
  return (Place){reporter->file, node->start, node->end, {0}};
}

// Reports what is wrong with the name at `id`, and where else it stands.
static void report_pair(const Reporter *reporter, MessageId message, NodeId id, MessageId note,
                        NodeId other) {
  Text name = tree_text(reporter->tree, id);
  Diagnostic *added = diag_add(reporter->diagnostics, message, place_of(reporter, id), name);
  diag_note(reporter->diagnostics, added, note, place_of(reporter, other), name);
}

static void report_undeclared_exports(const Reporter *reporter, const ScopeTable *table,
                                      NodeId clause) {
  const Tree *tree = reporter->tree;
  tree_each_child(tree, clause, specifier) {
    if (tree_kind(tree, specifier) != NODE_EXPORT_SPECIFIER) continue;
    NodeId name = tree_child(tree, specifier, FIELD_NAME);
    SymbolId symbol = tree_node(tree, name)->symbol;
    if (symbol && table->symbols[symbol].kind != SYMBOL_UNBOUND) continue;
    if (tree_kind(tree, name) == NODE_STRING) continue;
    if (reporter->diagnostics->error_count >= SCOPE_ERRORS_PER_FILE) return;
    diag_add(reporter->diagnostics, MESSAGE_EXPORT_UNDECLARED, place_of(reporter, name),
             tree_text(tree, name));
  }
}

void scope_report(const ScopeTable *table, const SourceFile *file, Diagnostics *diagnostics) {
  const Tree *tree = table->tree;
  Reporter reporter = {tree, file, diagnostics};
  for (uint32_t i = 0; i < table->redeclaration_count && i < SCOPE_ERRORS_PER_FILE; i++) {
    Redeclaration it = table->redeclarations[i];
    report_pair(&reporter, MESSAGE_REDECLARED, it.second, MESSAGE_REDECLARED_NOTE, it.first);
  }
  tree_each_child(tree, NODE_ROOT, statement) {
    if (tree_kind(tree, statement) != NODE_EXPORT_STATEMENT) continue;
    if (tree_child(tree, statement, FIELD_SOURCE)) continue;
    NodeId clause = tree_child_of_kind(tree, statement, NODE_EXPORT_CLAUSE);
    if (clause) report_undeclared_exports(&reporter, table, clause);
  }
}

void scope_report_exports(const ModuleRecord *record, const Tree *tree, const SourceFile *file,
                          Diagnostics *diagnostics) {
  Arena scratch = {0};
  Map seen = {0};
  Reporter reporter = {tree, file, diagnostics};
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *entry = &record->exports.at[i];
    bool is_new;
    uint32_t *first = map_add(&scratch, &seen, entry->name, &is_new);
    if (is_new) {
      *first = i;
      continue;
    }
    Diagnostic *added = diag_add(diagnostics, MESSAGE_DUPLICATE_EXPORT,
                                 place_of(&reporter, entry->node), entry->name);
    diag_note(diagnostics, added, MESSAGE_DUPLICATE_EXPORT_NOTE,
              place_of(&reporter, record->exports.at[*first].node), entry->name);
  }
  arena_release(&scratch);
}

void scope_report_writes(const ScopeTable *table, const SourceFile *file,
                         Diagnostics *diagnostics) {
  Reporter reporter = {table->tree, file, diagnostics};
  for (uint32_t i = 0; i < table->fixed_write_count && i < SCOPE_ERRORS_PER_FILE; i++) {
    NodeId id = table->fixed_writes[i];
    const Symbol *symbol = &table->symbols[tree_node(table->tree, id)->symbol];
    bool is_import = symbol->kind == SYMBOL_IMPORT;
    MessageId message = is_import ? MESSAGE_ASSIGN_TO_IMPORT : MESSAGE_ASSIGN_TO_CONSTANT;
    MessageId note = is_import ? MESSAGE_IMPORTED_HERE : MESSAGE_CONST_NOTE;
    report_pair(&reporter, message, id, note, symbol->declaration);
  }
}
