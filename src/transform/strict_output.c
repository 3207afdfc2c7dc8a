// A function in a block is two variables in sloppy code: that of the block, and one of the function
// around, which gets its value where the declaration stands. So the outer one gets a name of its
// own, and its value from a statement:
//
//   { function f() {} f(); }  f();   becomes   { function f() {} var f$1 = f; f(); }  f$1();
#include "transform/strict_output.h"

#include "base/search.h"
#include "syntax/escape.h"
#include "syntax/name.h"
#include "transform/jsx_recipe.h"

#include <ctype.h>

typedef struct Pass {
  Arena *arena;  // of what is given
  Arena scratch; // of the lists below
  const Tree *tree;
  const ScopeTable *table;
  Replacements *out;
  Text *names;  // by SymbolId: what an outer variable is called, or empty
  NodeId *last; // by SymbolId: the last declaration of a function of a block
} Pass;

static void replace(Pass *pass, NodeId node, Text text) {
  array_push(pass->arena, pass->out, (Replacement){.node = node, .text = text});
}

// ---- Literals

static void replace_number(Pass *pass, NodeId id) {
  Text text = tree_text(pass->tree, id);
  if (text.size < 2 || text.at[0] != '0' || !isdigit((unsigned char)text.at[1])) return;
  uint32_t start = 0;
  bool is_octal = true;
  for (uint32_t i = 0; i < text.size; i++) is_octal &= text.at[i] >= '0' && text.at[i] <= '7';
  while (start + 1 < text.size && text.at[start] == '0' && text.at[start + 1] != '.') start++;
  Text digits = text_slice(text, start, text.size);
  replace(pass, id, is_octal ? text_concat(pass->arena, TEXT("0o"), digits) : digits);
}

static void replace_string(Pass *pass, NodeId id) {
  Text text = tree_text(pass->tree, id);
  uint32_t from = 0, at = text_find_byte(text, '\\', 0);
  bool is_attribute =
      tree_kind(pass->tree, tree_node(pass->tree, id)->parent) == NODE_JSX_ATTRIBUTE;
  if (at == TEXT_NOT_FOUND || is_attribute) return;
  Buffer out = {.arena = pass->arena};
  while (at != TEXT_NOT_FOUND) {
    Escape escape = escape_read(text, at);
    bool is_old = escape.kind == ESCAPE_OCTAL || escape.kind == ESCAPE_DIGIT;
    if (is_old) {
      buffer_add_text(&out, text_slice(text, from, at));
      from = escape.end;
    }
    if (escape.kind == ESCAPE_OCTAL) buffer_add_format(&out, "\\x%02X", escape.code);
    if (escape.kind == ESCAPE_DIGIT) buffer_add_byte(&out, (char)escape.code);
    at = text_find_byte(text, '\\', escape.end);
  }
  if (from == 0) return;
  buffer_add_text(&out, text_slice(text, from, text.size));
  replace(pass, id, buffer_text(&out));
}

// ---- Functions in blocks

// The variable of the function around that a function of a block is given to, or 0.
static SymbolId outer_variable(const ScopeTable *table, SymbolId symbol) {
  const Symbol *inner = &table->symbols[symbol];
  if (inner->kind != SYMBOL_BLOCK_FUNCTION || !inner->hoisted) return 0;
  const Symbol *outer = &table->symbols[inner->hoisted];
  ScopeKind scope = table->scopes[outer->scope].kind;
  bool is_block = scope == SCOPE_KIND_BLOCK || scope == SCOPE_KIND_CATCH ||
                  scope == SCOPE_KIND_FOR || scope == SCOPE_KIND_SWITCH;
  bool is_variable = outer->kind == SYMBOL_VAR || outer->kind == SYMBOL_FUNCTION;
  // What must be called as a parameter is has to stay, and so does what text could name.
  bool is_tied = outer->hoisted || outer->flags & SYMBOL_KEEP_NAME;
  return is_variable && !is_block && !is_tied ? inner->hoisted : 0;
}

static Text fresh_name(Pass *pass, SymbolId symbol) {
  Buffer name = {.arena = pass->arena};
  for (unsigned i = 1;; i++) {
    name.size = 0;
    buffer_add_text(&name, scope_symbol_name(pass->table, symbol));
    buffer_add_format(&name, "$%u", i);
    if (!scope_name_uses(pass->table, buffer_text(&name))) return buffer_text(&name);
  }
}

// Whether nothing can be called so there.
static bool is_taken_word(Text name) {
  Word word = name.size > NAME_LONGEST_WORD ? WORD_NONE : name_word(name);
  return word == WORD_STRICT || word == WORD_LET || word == WORD_YIELD || word == WORD_AWAIT;
}

// Whether a variable is called by such a word, and may be called otherwise.
static bool is_misnamed(const ScopeTable *table, SymbolId id) {
  const Symbol *symbol = &table->symbols[id];
  bool is_own = symbol->kind != SYMBOL_UNBOUND && symbol->kind != SYMBOL_ARGUMENTS;
  if (!is_own || symbol->hoisted || symbol->flags & SYMBOL_KEEP_NAME) return false;
  return is_taken_word(scope_symbol_name(table, id));
}

static void choose_names(Pass *pass) {
  const ScopeTable *table = pass->table;
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    if (is_misnamed(table, s)) pass->names[s] = fresh_name(pass, s);
    SymbolId outer = outer_variable(table, s);
    if (outer && pass->names[outer].size == 0) pass->names[outer] = fresh_name(pass, outer);
  }
}

static void find_last(Pass *pass) {
  const Tree *tree = pass->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count; id++) {
    if (tree_kind(tree, id) != NODE_FUNCTION_DECLARATION) continue;
    SymbolId symbol = tree_node(tree, tree_child(tree, id, FIELD_NAME))->symbol;
    if (pass->table->symbols[symbol].kind == SYMBOL_BLOCK_FUNCTION) pass->last[symbol] = id;
  }
}

// ` var f$1 = f;`, or nothing. What is a function at the top of a module can't be declared again.
static Text assignment(Pass *pass, SymbolId symbol) {
  SymbolId outer = outer_variable(pass->table, symbol);
  Text name = outer ? pass->names[outer] : TEXT("");
  if (name.size == 0) return TEXT("");
  bool is_declared = pass->table->symbols[outer].kind == SYMBOL_FUNCTION;
  return text_concat(pass->arena, is_declared ? TEXT(" ") : TEXT(" var "), name, TEXT(" = "),
                     scope_symbol_name(pass->table, symbol), TEXT(";"));
}

// A function that is declared again in its block is that one from the start.
static void replace_function(Pass *pass, NodeId id) {
  const Tree *tree = pass->tree;
  const Node *node = tree_node(tree, id);
  SymbolId symbol = tree_node(tree, tree_child(tree, id, FIELD_NAME))->symbol;
  NodeKind around = tree_kind(tree, node->parent);
  bool needs_braces = around == NODE_ELSE_CLAUSE ||
                      (around == NODE_IF_STATEMENT && node->field == FIELD_CONSEQUENCE);
  Text behind = assignment(pass, symbol);
  if (pass->last[symbol] && pass->last[symbol] != id) {
    replace(pass, id, behind);
    return;
  }
  if (behind.size == 0 && !needs_braces) return;
  RecipeWriter writer = recipe_writer(pass->arena, tree);
  if (needs_braces) recipe_say_literal(&writer, "{ ");
  recipe_range(&writer, id + 1, node->start, node->end);
  recipe_say(&writer, behind);
  if (needs_braces) recipe_say_literal(&writer, " }");
  array_push(pass->arena, pass->out, (Replacement){.node = id, .recipe = recipe_end(&writer)});
  arena_release(&writer.scratch);
}

// A label before a function names nothing that could be left.
static void replace_label(Pass *pass, NodeId id) {
  NodeId body = tree_child(pass->tree, id, FIELD_BODY);
  if (tree_kind(pass->tree, body) != NODE_FUNCTION_DECLARATION) return;
  RecipeWriter writer = recipe_writer(pass->arena, pass->tree);
  recipe_node(&writer, body);
  array_push(pass->arena, pass->out, (Replacement){.node = id, .recipe = recipe_end(&writer)});
  arena_release(&writer.scratch);
}

// The value that the variable of a loop with "in" has before: `for (var a = 1 in b)` becomes
// `for (var a in (a = 1, b))`.
static void replace_loop(Pass *pass, NodeId id) {
  const Tree *tree = pass->tree;
  const Node *loop = tree_node(tree, id);
  NodeId left = tree_child(tree, id, FIELD_LEFT), value = tree_child(tree, id, FIELD_VALUE);
  NodeId sign = tree_child(tree, id, FIELD_OPERATOR), right = tree_child(tree, id, FIELD_RIGHT);
  if (!value) return;
  RecipeWriter writer = recipe_writer(pass->arena, tree);
  recipe_range(&writer, id + 1, loop->start, tree_node(tree, left)->end);
  recipe_say_literal(&writer, " ");
  recipe_range(&writer, sign, tree_node(tree, sign)->start, tree_node(tree, right)->start);
  recipe_say_literal(&writer, "(");
  recipe_node(&writer, left);
  recipe_say_literal(&writer, " = ");
  recipe_node(&writer, value);
  recipe_say_literal(&writer, ", ");
  recipe_node(&writer, right);
  recipe_say_literal(&writer, ")");
  NodeId behind = tree_next_sibling(tree, right);
  recipe_range(&writer, behind, tree_node(tree, right)->end, loop->end);
  array_push(pass->arena, pass->out, (Replacement){.node = id, .recipe = recipe_end(&writer)});
  arena_release(&writer.scratch);
}

static void replace_name(Pass *pass, NodeId id) {
  SymbolId symbol = tree_node(pass->tree, id)->symbol;
  Text name = symbol ? pass->names[symbol] : TEXT("");
  if (name.size == 0) return;
  NodeKind kind = tree_kind(pass->tree, id);
  bool is_key = kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
                kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
  if (is_key) name = text_concat(pass->arena, tree_text(pass->tree, id), TEXT(": "), name);
  Replacement renamed = {.node = id, .text = name, .origin = is_key ? NO_NODE : id};
  array_push(pass->arena, pass->out, renamed);
}

static void replace_label_name(Pass *pass, NodeId id) {
  Text name = tree_text(pass->tree, id);
  if (is_taken_word(name)) replace(pass, id, text_concat(pass->arena, name, TEXT("$1")));
}

// ---- Code that is not there any more

// What the variable that an identifier of dead code declares in the function around is called, if
// that is another name than in the source.
static Text name_of_declared(const Pass *pass, NodeId name) {
  SymbolId symbol = tree_node(pass->tree, name)->symbol;
  bool is_function = pass->table->symbols[symbol].kind == SYMBOL_BLOCK_FUNCTION;
  SymbolId outer = is_function ? outer_variable(pass->table, symbol) : symbol;
  return outer ? pass->names[outer] : TEXT("");
}

// Of dead code the variables that it declares are left: `var f;`.
static void rename_declared(Pass *pass, Replacement *left) {
  NodeId *kept = arena_new(pass->arena, NodeId, left->name_count);
  uint32_t count = 0;
  Buffer renamed = {.arena = pass->arena};
  for (uint32_t i = 0; i < left->name_count; i++) {
    Text name = name_of_declared(pass, left->names[i]);
    if (name.size == 0) kept[count++] = left->names[i];
    if (name.size > 0 && renamed.size > 0) buffer_add_literal(&renamed, ", ");
    buffer_add_text(&renamed, name);
  }
  if (renamed.size == 0) return;
  Text between = count > 0 ? TEXT(", ") : TEXT("");
  left->text = text_concat(pass->arena, left->text, buffer_text(&renamed), between);
  left->names = kept, left->name_count = count;
}

// ---- The walk

static void replace_at(Pass *pass, NodeId id) {
  switch ((int)tree_kind(pass->tree, id)) {
  case NODE_NUMBER: replace_number(pass, id); break;
  case NODE_STRING: replace_string(pass, id); break;
  case NODE_FUNCTION_DECLARATION: replace_function(pass, id); break;
  case NODE_LABELED_STATEMENT: replace_label(pass, id); break;
  case NODE_FOR_IN_STATEMENT: replace_loop(pass, id); break;
  case NODE_STATEMENT_IDENTIFIER: replace_label_name(pass, id); break;
  case NODE_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: replace_name(pass, id); break;
  default: break;
  }
}

static bool has_block_functions(const ScopeTable *table) {
  for (SymbolId s = 1; s < table->symbol_count; s++) {
    if (table->symbols[s].kind == SYMBOL_BLOCK_FUNCTION) return true;
  }
  return false;
}

void strict_output_apply(Arena *arena, const ScopeTable *table, Replacements *out) {
  // Whatever else is done below mends what a module may not have.
  if (table->tree->suits_module && !has_block_functions(table)) return;
  Pass pass = {.arena = arena, .tree = table->tree, .table = table, .out = out};
  pass.names = arena_new(&pass.scratch, Text, table->symbol_count);
  pass.last = arena_new(&pass.scratch, NodeId, table->symbol_count);
  choose_names(&pass);
  find_last(&pass);
  for (uint32_t i = 0; i < out->count; i++) rename_declared(&pass, &out->at[i]);
  for (NodeId id = NODE_ROOT; id < table->tree->node_count; id++) replace_at(&pass, id);
  replacements_sort(table->tree, out);
  arena_release(&pass.scratch);
}

// The name or label that begins there, or none.
static NodeId name_at(const Tree *tree, uint32_t start) {
  NodeId first = search_first(tree->nodes, tree->node_count, start, start);
  for (NodeId id = first; id < tree->node_count && tree_node(tree, id)->start == start; id++) {
    NodeKind kind = tree_kind(tree, id);
    if (kind_is_variable(kind) || kind == NODE_STATEMENT_IDENTIFIER) return id;
  }
  return NO_NODE;
}

bool strict_output_mends(const void *context, MessageId said, uint32_t start) {
  const ScopeTable *table = context;
  if (said == MESSAGE_STRICT_WORD) {
    NodeId name = name_at(table->tree, start);
    SymbolId symbol = tree_node(table->tree, name)->symbol;
    bool is_label = tree_kind(table->tree, name) == NODE_STATEMENT_IDENTIFIER;
    return is_label || (symbol && is_misnamed(table, symbol));
  }
  return said == MESSAGE_OCTAL_ESCAPE_STRICT || said == MESSAGE_DIGIT_ESCAPE_STRICT ||
         said == MESSAGE_OCTAL_NUMBER_STRICT || said == MESSAGE_ZERO_BEFORE_NUMBER_STRICT ||
         said == MESSAGE_FUNCTION_AS_BODY_STRICT || said == MESSAGE_LOOP_VALUE;
}

bool strict_output_repeats(const ScopeTable *table) {
  for (NodeId id = tree_first_child(table->tree, NODE_ROOT); id;
       id = tree_next_sibling(table->tree, id)) {
    if (tree_kind(table->tree, id) != NODE_FUNCTION_DECLARATION) continue;
    SymbolId symbol = tree_node(table->tree, tree_child(table->tree, id, FIELD_NAME))->symbol;
    if (table->symbols[symbol].flags & SYMBOL_REDECLARED) return true;
  }
  return false;
}
