// One walk over the nodes. Conditions are asked for their values; lists of statements for the first
// one behind which nothing runs. Functions are hoisted over such a statement, and `var`, though it
// gets no value; a `let` or a class that somebody mentions must stay, so that it is found missing.
#include "transform/dead.h"

#include "scope/roles.h"

#include <stdlib.h>

enum { DEPTH_LIMIT = 24 }; // statements inside each other that are looked into for their ends

// ---- Leaving out

typedef struct Hoisted {
  SymbolId symbol;
  NodeId name;
} Hoisted;

static int by_symbol(const void *a, const void *b) {
  const Hoisted *left = a, *right = b;
  if (left->symbol != right->symbol) return left->symbol < right->symbol ? -1 : 1;
  return (left->name > right->name) - (left->name < right->name);
}

static bool is_within(const Tree *tree, NodeId id, NodeId node) {
  return id >= node && id < tree_node(tree, node)->after;
}

// Whether a block between a function that is inside of `node` and the variable that it is, too,
// has a function of that name outside of `node`: it is that variable as well, and a `var` in its
// block would be declared twice.
static bool has_function_around(const DeadCode *code, SymbolId function, SymbolId variable,
                                NodeId node) {
  const ScopeTable *table = code->table;
  ScopeId end = table->symbols[variable].scope, scope = table->symbols[function].scope;
  for (scope = table->scopes[scope].parent; scope > end; scope = table->scopes[scope].parent) {
    for (SymbolId s = table->scopes[scope].first_symbol; s; s = table->symbols[s].next_in_scope) {
      const Symbol *other = &table->symbols[s];
      bool is_same =
          other->kind == SYMBOL_BLOCK_FUNCTION && other->name == table->symbols[function].name;
      if (is_same && !is_within(code->tree, other->declaration, node)) return true;
    }
  }
  return false;
}

// The variable of the function around that the identifier `id` in `node` declares, or 0.
static SymbolId hoisted_by(const DeadCode *code, NodeId id, NodeId node) {
  SymbolId symbol = code->tree->nodes[id].symbol, function = symbol;
  if (!symbol) return 0;
  const Symbol *found = &code->table->symbols[symbol];
  if (found->kind == SYMBOL_BLOCK_FUNCTION && found->declaration == id) {
    while (code->table->symbols[symbol].hoisted) symbol = code->table->symbols[symbol].hoisted;
    bool is_variable = code->table->symbols[symbol].kind == SYMBOL_VAR;
    return is_variable && !has_function_around(code, function, symbol, node) ? symbol : 0;
  }
  return role_in_pattern(code->tree, id) == (Role)(ROLE_DECLARES + SYMBOL_VAR) ? symbol : 0;
}

// Whether it holds variables of its own.
static bool holds_variables(NodeKind kind) {
  return kind_is_function(kind) || kind == NODE_CLASS_BODY;
}

// Lists the variables that code outside of `node` may see, each once; in the arena.
static uint32_t list_hoisted(const DeadCode *code, NodeId node, const NodeId **names) {
  const Tree *tree = code->tree;
  Arena scratch = {0};
  Array(Hoisted) found = {0};
  NodeId end = tree_node(tree, node)->after;
  for (NodeId id = node; id < end;) {
    NodeKind kind = tree_kind(tree, id);
    NodeId name = holds_variables(kind) ? tree_child(tree, id, FIELD_NAME) : id;
    SymbolId symbol = name ? hoisted_by(code, name, node) : 0;
    if (symbol) array_push(&scratch, &found, (Hoisted){symbol, name});
    id = holds_variables(kind) ? tree_node(tree, id)->after : id + 1;
  }
  uint32_t count = 0;
  if (found.count) qsort(found.at, found.count, sizeof *found.at, by_symbol);
  NodeId *list = arena_new(code->arena, NodeId, found.count);
  for (uint32_t i = 0; i < found.count; i++) {
    bool is_again = i > 0 && found.at[i].symbol == found.at[i - 1].symbol;
    if (!is_again) list[count++] = found.at[i].name;
  }
  arena_release(&scratch);
  *names = list;
  return count;
}

void dead_kill(const DeadCode *code, NodeId node, Text nothing, Text before, Text after) {
  for (NodeId id = node; id < tree_node(code->tree, node)->after && !code->is_shared; id++) {
    code->tree->nodes[id].flags |= NODE_DEAD;
  }
  Replacement replacement = {.node = node, .text = nothing};
  replacement.name_count = list_hoisted(code, node, &replacement.names);
  if (replacement.name_count > 0) {
    replacement.text = text_concat(code->arena, before, TEXT("var "));
    replacement.after = text_concat(code->arena, TEXT(";"), after);
  }
  array_push(code->arena, code->out, replacement);
}

void dead_kill_expression(const DeadCode *code, NodeId node, Text instead) {
  dead_kill(code, node, instead, TEXT(""), TEXT(""));
}

// ---- Conditions

static void prune_if(const DeadCode *code, NodeId id, Truth truth) {
  NodeId then = tree_child(code->tree, id, FIELD_CONSEQUENCE);
  NodeId otherwise = tree_child(code->tree, id, FIELD_ALTERNATIVE);
  if (truth == TRUTH_FALSE) dead_kill(code, then, TEXT("{}"), TEXT("{"), TEXT("}"));
  if (truth != TRUTH_TRUE || !otherwise) return;
  dead_kill(code, otherwise, TEXT(""), TEXT("else { "), TEXT(" }"));
}

static void prune_ternary(const DeadCode *code, NodeId id, Truth truth) {
  NodeField dead = truth == TRUTH_TRUE ? FIELD_ALTERNATIVE : FIELD_CONSEQUENCE;
  if (truth == TRUTH_UNKNOWN) return;
  dead_kill_expression(code, tree_child(code->tree, id, dead), TEXT("void 0"));
}

static void prune_logical(const DeadCode *code, const ConstantSource *source, NodeId id) {
  const Tree *tree = code->tree;
  NodeKind sign = tree_kind(tree, tree_child(tree, id, FIELD_OPERATOR));
  bool is_and = sign == TOKEN_LOGICAL_AND, is_or = sign == TOKEN_LOGICAL_OR;
  if (!is_and && !is_or && sign != TOKEN_NULLISH) return;
  Constant left = constant_of(source, tree_child(tree, id, FIELD_LEFT));
  Truth truth = constant_truth(left);
  bool is_nullish = left.kind == CONSTANT_NULL || left.kind == CONSTANT_UNDEFINED;
  bool is_dead = is_and  ? truth == TRUTH_FALSE
                 : is_or ? truth == TRUTH_TRUE
                         : left.kind != CONSTANT_UNKNOWN && !is_nullish;
  if (is_dead) dead_kill_expression(code, tree_child(tree, id, FIELD_RIGHT), TEXT("void 0"));
}

static void prune_loop(const DeadCode *code, NodeId id, Truth truth) {
  const Tree *tree = code->tree;
  NodeId increment = tree_child(tree, id, FIELD_INCREMENT);
  if (truth != TRUTH_FALSE) return;
  if (increment) dead_kill_expression(code, increment, TEXT(""));
  dead_kill(code, tree_child(tree, id, FIELD_BODY), TEXT("{}"), TEXT("{"), TEXT("}"));
}

static Truth condition_of(const ConstantSource *source, NodeId id) {
  return constant_truth(constant_of(source, tree_child(source->tree, id, FIELD_CONDITION)));
}

// What catches nothing, as nothing is tried.
static void prune_catch(const DeadCode *code, NodeId id) {
  NodeId handler = tree_child(code->tree, id, FIELD_HANDLER);
  if (!handler || tree_first_named(code->tree, tree_child(code->tree, id, FIELD_BODY))) return;
  dead_kill(code, handler, TEXT("catch {}"), TEXT("catch { "), TEXT(" }"));
}

// ---- Lists of statements

// Whether nothing behind a statement of a list runs.
static bool ends(const ConstantSource *source, NodeId id, uint32_t depth) {
  const Tree *tree = source->tree;
  if (!id || depth > DEPTH_LIMIT) return false;
  switch ((int)tree_kind(tree, id)) {
  case NODE_RETURN_STATEMENT:
  case NODE_THROW_STATEMENT:
  case NODE_BREAK_STATEMENT:
  case NODE_CONTINUE_STATEMENT: return true;
  case NODE_ELSE_CLAUSE: return ends(source, tree_first_named(tree, id), depth + 1);
  case NODE_STATEMENT_BLOCK: {
    NodeId last = NO_NODE;
    tree_each_named(tree, id, statement) last = statement;
    NodeId first = tree_first_named(tree, id);
    return ends(source, first, depth + 1) || (last != first && ends(source, last, depth + 1));
  }
  case NODE_IF_STATEMENT: {
    Truth truth = condition_of(source, id);
    NodeId then = tree_child(tree, id, FIELD_CONSEQUENCE);
    NodeId otherwise = tree_child(tree, id, FIELD_ALTERNATIVE);
    return (truth == TRUTH_FALSE || ends(source, then, depth + 1)) &&
           (truth == TRUTH_TRUE || ends(source, otherwise, depth + 1));
  }
  default: return false;
  }
}

// Whether somebody mentions a name that a declaration of a block has.
static bool is_mentioned(const DeadCode *code, NodeId declaration) {
  NodeId end = tree_node(code->tree, declaration)->after;
  for (NodeId id = declaration; id < end; id++) {
    SymbolId symbol = tree_node(code->tree, id)->symbol;
    const Symbol *found = symbol ? &code->table->symbols[symbol] : NULL;
    bool is_kept = found && found->declaration == id &&
                   (found->reference_count > 0 || found->flags & SYMBOL_KEEP_NAME ||
                    found->scope == SCOPE_FILE);
    if (is_kept) return true;
  }
  return false;
}

static void prune_behind(const DeadCode *code, NodeId statement) {
  switch ((int)tree_kind(code->tree, tree_inside_labels(code->tree, statement))) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_IMPORT_STATEMENT:
  case NODE_EXPORT_STATEMENT:
  case NODE_USING_DECLARATION: return;
  case NODE_LEXICAL_DECLARATION:
  case NODE_CLASS_DECLARATION:
    if (is_mentioned(code, statement)) return;
    break;
  default: break;
  }
  if (tree_node(code->tree, statement)->flags & NODE_DEAD) return;
  dead_kill(code, statement, TEXT(""), TEXT(""), TEXT(""));
}

static void prune_list(const DeadCode *code, const ConstantSource *source, NodeId list) {
  const Tree *tree = code->tree;
  bool is_over = false;
  NodeId value = tree_child(tree, list, FIELD_VALUE); // of a case
  tree_each_named(tree, list, statement) {
    if (statement == value) continue;
    if (is_over)
      prune_behind(code, statement);
    else
      is_over = ends(source, statement, 0);
  }
}

// ---- The walk

static void prune_condition(const DeadCode *code, const ConstantSource *source, NodeId id) {
  switch ((int)tree_kind(code->tree, id)) {
  case NODE_IF_STATEMENT: prune_if(code, id, condition_of(source, id)); break;
  case NODE_TERNARY_EXPRESSION: prune_ternary(code, id, condition_of(source, id)); break;
  case NODE_BINARY_EXPRESSION: prune_logical(code, source, id); break;
  case NODE_WHILE_STATEMENT:
  case NODE_FOR_STATEMENT: prune_loop(code, id, condition_of(source, id)); break;
  default: break;
  }
}

// What the walk stops at: little, and the rest is passed over at the speed of memory.
typedef enum Stop { STOP_NEVER, STOP_LIST, STOP_CONDITION, STOP_TRY } Stop;

static const uint8_t stops[NODE_KIND_COUNT] = {
    [NODE_PROGRAM] = STOP_LIST,
    [NODE_STATEMENT_BLOCK] = STOP_LIST,
    [NODE_SWITCH_CASE] = STOP_LIST,
    [NODE_SWITCH_DEFAULT] = STOP_LIST,
    [NODE_IF_STATEMENT] = STOP_CONDITION,
    [NODE_TERNARY_EXPRESSION] = STOP_CONDITION,
    [NODE_BINARY_EXPRESSION] = STOP_CONDITION,
    [NODE_WHILE_STATEMENT] = STOP_CONDITION,
    [NODE_FOR_STATEMENT] = STOP_CONDITION,
    [NODE_TRY_STATEMENT] = STOP_TRY,
};

void dead_find(const DeadCode *code, NodeIds *open) {
  replacements_sort(code->tree, code->out);
  Replacements found = {0}; // conditions see those that were there before
  DeadCode finding = *code;
  finding.out = &found;
  ConstantNames names = {0};
  ConstantSource source = {code->arena, code->tree, code->table, code->out, &names};
  for (NodeId id = NODE_ROOT; id < code->tree->node_count;) {
    const Node *node = tree_node(code->tree, id);
    if (node->flags & NODE_DEAD) {
      id = node->after;
      continue;
    }
    switch ((Stop)stops[node->kind]) {
    case STOP_NEVER: break;
    case STOP_LIST: prune_list(&finding, &source, id); break;
    case STOP_TRY: prune_catch(&finding, id); break;
    case STOP_CONDITION:
      names.is_asked = false;
      prune_condition(&finding, &source, id);
      if (names.is_asked) array_push(code->arena, open, id);
    }
    id++;
  }
  for (uint32_t i = 0; i < found.count; i++) array_push(code->arena, code->out, found.at[i]);
  replacements_sort(code->tree, code->out);
}

void dead_find_at(const DeadCode *code, const ConstantSource *source, NodeId id) {
  prune_condition(code, source, id);
}
