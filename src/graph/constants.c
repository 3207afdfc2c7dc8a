// A variable that nobody writes to has the value of its declaration, once that has run. A value
// that is a short literal can also be written wherever the variable is.
#include "graph/constants.h"

#include <stdlib.h>

enum {
  LONGEST_SPELLING = 16, // longer texts are better said once
  OPEN = UINT32_MAX,
};

typedef struct Finding {
  Module *module;
  Arena scratch;
  uint32_t *index_of; // by SymbolId: index + 1 of the constant, OPEN, or 0
  bool is_open;       // what is evaluated depends on an import
} Finding;

static bool is_fixed(const Module *module, SymbolId id) {
  const Symbol *symbol = &module->scopes.symbols[id];
  bool is_variable =
      symbol->kind == SYMBOL_CONST || symbol->kind == SYMBOL_LET || symbol->kind == SYMBOL_VAR;
  return is_variable && symbol->scope == SCOPE_FILE &&
         !(symbol->flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED | SYMBOL_KEEP_NAME));
}

// How the value is written, if that can stand anywhere: a number that is not negative, a text, or a
// word.
static Text spelling_of(const Module *module, NodeId node, const Constant *value) {
  if (value->kind == CONSTANT_BOOLEAN) return value->boolean ? TEXT("true") : TEXT("false");
  if (value->kind == CONSTANT_NULL) return TEXT("null");
  if (value->kind == CONSTANT_UNDEFINED) return TEXT("void 0");
  const Text *replacement = replacement_of(&module->replacements, node);
  NodeKind kind = tree_kind(&module->tree, node);
  if (!replacement && kind != NODE_NUMBER && kind != NODE_STRING) return (Text){0};
  Text text = replacement ? *replacement : tree_text(&module->tree, node);
  bool is_plain = text.size > 0 && text.size <= LONGEST_SPELLING &&
                  memchr("\"'0123456789.", text.at[0], 13) != NULL;
  return is_plain ? text : (Text){0};
}

// What a variable is that was declared before.
static Constant value_of(void *context, NodeId id) {
  Finding *finding = context;
  const Module *module = finding->module;
  SymbolId symbol = tree_node(&module->tree, id)->symbol;
  bool is_member = tree_kind(&module->tree, id) == NODE_MEMBER_EXPRESSION;
  uint32_t index = is_member ? OPEN : finding->index_of[symbol];
  finding->is_open |= index == OPEN || module->scopes.symbols[symbol].kind == SYMBOL_IMPORT;
  return index && index != OPEN ? module->constants.at[index - 1].value : (Constant){0};
}

static void add_declarator(Finding *finding, NodeId declarator, bool is_early) {
  Module *module = finding->module;
  const Tree *tree = &module->tree;
  NodeId name = tree_child(tree, declarator, FIELD_NAME);
  NodeId value = tree_child(tree, declarator, FIELD_VALUE);
  SymbolId symbol = tree_kind(tree, name) == NODE_IDENTIFIER ? tree_node(tree, name)->symbol : 0;
  if (!symbol || !value || !is_fixed(module, symbol)) return;
  finding->is_open = false;
  ConstantNames names = {.value_of = value_of, .context = finding};
  ConstantSource source = {&module->arena, tree, &module->scopes, &module->replacements, &names};
  NamedConstant constant = {
      .symbol = symbol, .value = constant_of(&source, value), .is_early = is_early};
  bool is_known = constant_is_plain(constant.value);
  if (!is_known && finding->is_open) {
    array_push(&module->arena, &module->open_constants, (OpenConstant){symbol, value});
    finding->index_of[symbol] = OPEN;
  }
  if (!is_known) return;
  constant.spelling = spelling_of(module, value, &constant.value);
  array_push(&module->arena, &module->constants, constant);
  finding->index_of[symbol] = module->constants.count;
}

// Both kinds of constants begin with it.
static int by_symbol(const void *a, const void *b) {
  SymbolId left = *(const SymbolId *)a, right = *(const SymbolId *)b;
  return (left > right) - (left < right);
}

void constants_find(Module *module) {
  const Tree *tree = &module->tree;
  Finding finding = {.module = module};
  finding.index_of = arena_new(&finding.scratch, uint32_t, module->scopes.symbol_count);
  bool is_early = true;
  for (uint32_t i = 0; i < module->parts.count; i++) {
    const Part *part = &module->parts.at[i];
    is_early &= !part->has_effects && part->first_call == part[1].first_call;
    NodeId id = part->node;
    if (tree_kind(tree, id) == NODE_EXPORT_STATEMENT) id = tree_child(tree, id, FIELD_DECLARATION);
    NodeKind kind = tree_kind(tree, id);
    if (kind == NODE_VARIABLE_DECLARATION || kind == NODE_LEXICAL_DECLARATION)
      id = tree_first_named(tree, id);
    if (tree_kind(tree, id) == NODE_VARIABLE_DECLARATOR) add_declarator(&finding, id, is_early);
  }
  arena_release(&finding.scratch);
  NamedConstants *found = &module->constants;
  OpenConstants *open = &module->open_constants;
  if (found->count) qsort(found->at, found->count, sizeof *found->at, by_symbol);
  if (open->count) qsort(open->at, open->count, sizeof *open->at, by_symbol);
}
