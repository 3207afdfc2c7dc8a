// Parse, name, make an Ast of the tree: everything that is needed of the tree is in the Ast and the
// table afterwards.
#include "minify/prepare.h"

#include "scope/annotations.h"
#include "syntax/parse.h"
#include "syntax/quote.h"

// Nodes of the tree that the tables name become nodes of the Ast.
static void move_table(ScopeTable *table, const AstId *ids) {
  for (ScopeId i = SCOPE_FILE; i < table->scope_count; i++)
    table->scopes[i].node = ids[table->scopes[i].node];
  for (SymbolId i = 1; i < table->symbol_count; i++)
    table->symbols[i].declaration = ids[table->symbols[i].declaration];
}

static void mark(Ast *ast, const AnnotatedNodes *nodes, const AstId *ids, AstFlag flag) {
  for (uint32_t i = 0; i < nodes->count; i++) ast_node(ast, ids[nodes->at[i]])->flags |= flag;
}

static void mark_annotated(Ast *ast, const Tree *tree, const AstId *ids) {
  Arena scratch = {0};
  Annotations annotations = annotations_find(&scratch, tree);
  mark(ast, &annotations.calls, ids, AST_PURE);
  mark(ast, &annotations.functions, ids, AST_QUIET_CALLS);
  arena_release(&scratch);
}

// `undefined` that is a variable of the program's own is a name like any other.
void prepare_names(Minify *minify) {
  for (AstId id = AST_ROOT; id < minify->ast->nodes.count; id++) {
    AstNode *node = ast_node(minify->ast, id);
    if (node->kind == NODE_UNDEFINED && minify_is_declared(minify, id))
      node->kind = NODE_IDENTIFIER;
    if (node->kind == NODE_PRIVATE_PROPERTY_IDENTIFIER) minify->has_private_names = true;
  }
}

// A block's function is given to a variable outside, or kept in by what has its name there; a `var`
// starts with the value of a parameter. The name that a class has inside is another matter.
static void find_tied(Minify *minify) {
  const ScopeTable *table = minify->table;
  minify->is_tied = arena_new(minify->arena, bool, table->symbol_count);
  for (SymbolId i = 1; i < table->symbol_count; i++) {
    const Symbol *symbol = &table->symbols[i];
    if (symbol->hoisted && symbol->kind != SYMBOL_CLASS_NAME)
      minify->is_tied[symbol->hoisted] = minify->has_tied = true;
  }
}

// They have values from the start, and those are seen outside.
static void keep_given(ScopeTable *table) {
  for (SymbolId i = 1; i < table->symbol_count; i++) {
    Symbol *symbol = &table->symbols[i];
    if (scope_is_given_again(table, symbol)) symbol->flags |= SYMBOL_KEEP_NAME;
  }
}

void prepare_read(Arena *arena, const MinifyOptions *options, const SourceFile *file,
                  Diagnostics *diagnostics, Prepared *made) {
  Arena scratch = {0};
  Tree tree;
  syntax_parse(&scratch, file, options->goal, &tree, diagnostics);
  if (!tree.has_error) {
    scope_analyze(arena, &tree, NULL, &made->table);
    if (options->goal == SYNTAX_COMMONJS) keep_given(&made->table);
    AstId *ids = arena_new(&scratch, AstId, tree.node_count);
    ast_make(arena, &tree, &made->ast, ids);
    if (!options->effects.ignores_annotations) mark_annotated(&made->ast, &tree, ids);
    move_table(&made->table, ids);
  }
  made->is_program = !tree.has_error;
  arena_release(&scratch);
}

void prepare_rest(Minify *minify) {
  minify->uses = arena_new(minify->arena, SymbolUse, minify->table->symbol_count);
  minify->ast->quotes = quotes_make(minify->arena);
  find_tied(minify);
}
