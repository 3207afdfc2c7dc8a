// An assignment right before the variable is read is put where it is read; if nobody reads the
// variable afterwards, only the value is.
//
//   a = f(); return a           → return f()
//   a = f(); g(a); h(a)         → g(a = f()); h(a)
//   i++; return b[i]            → return b[++i]
//   return a = f()              → return f()
#include "minify/facts.h"
#include "minify/make.h"
#include "minify/order.h"
#include "minify/symbols.h"
#include "minify/uses.h"
#include "minify/variable_put.h"

enum { NODE_LIMIT = 200 }; // that are searched for a read

// ---- Assignments

// The variable that an expression writes to, or AST_NONE.
static AstId target_of(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId target = AST_NONE;
  switch ((int)ast_kind(ast, id)) {
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: target = fact_left(minify, id); break;
  case NODE_UPDATE_EXPRESSION: target = fact_argument(minify, id); break;
  default: return AST_NONE;
  }
  if (ast_kind(ast, target) != NODE_IDENTIFIER) return AST_NONE;
  SymbolId symbol = ast_node(ast, target)->symbol;
  if (!symbol || !minify_owns(minify, symbol) || symbol_is_argument(minify, symbol))
    return AST_NONE;
  if (minify->facts[symbol].is_dead) return AST_NONE;
  switch ((int)minify->table->symbols[symbol].kind) {
  case SYMBOL_VAR:
  case SYMBOL_LET:
  case SYMBOL_PARAMETER:
  case SYMBOL_CATCH: return target;
  default: return AST_NONE;
  }
}

// ---- The read behind it

typedef struct Reads {
  AstId first;
  uint32_t count; // of all identifiers of the symbol
  bool is_whole;  // everything was seen
} Reads;

static Reads reads_in(const Minify *minify, AstId root, SymbolId symbol) {
  const Ast *ast = minify->ast;
  Reads reads = {.is_whole = true};
  uint32_t left = NODE_LIMIT;
  for (AstId id = root; id; id = ast_walk(ast, id, root)) {
    if (left-- == 0) {
      reads.is_whole = false;
      break;
    }
    NodeKind kind = ast_kind(ast, id);
    bool is_name = kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
                   kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN;
    if (!is_name || ast_node(ast, id)->symbol != symbol) continue;
    if (reads.count++ == 0) reads.first = id;
  }
  return reads;
}

// Whether an assignment at this place needs no parentheses.
static bool is_roomy(const Ast *ast, AstId read) {
  const AstNode *node = ast_node(ast, read);
  switch ((int)ast_kind(ast, node->parent)) {
  case NODE_ARGUMENTS:
  case NODE_ARRAY:
  case NODE_RETURN_STATEMENT:
  case NODE_THROW_STATEMENT:
  case NODE_IF_STATEMENT:
  case NODE_SWITCH_STATEMENT:
  case NODE_EXPRESSION_STATEMENT:
  case NODE_SEQUENCE_EXPRESSION:
  case NODE_PAIR:
  case NODE_COMPUTED_PROPERTY_NAME:
  case NODE_TEMPLATE_STRING: return true;
  case NODE_SUBSCRIPT_EXPRESSION: return node->field == FIELD_INDEX;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return node->field == FIELD_RIGHT;
  case NODE_TERNARY_EXPRESSION: return node->field != FIELD_CONDITION;
  case NODE_VARIABLE_DECLARATOR: return node->field == FIELD_VALUE;
  default: return node->field == FIELD_BODY; // of an arrow function
  }
}

// Whether running `statement` is the last that happens in a function that nobody else sees into.
static bool is_end(const Minify *minify, AstId statement, SymbolId symbol) {
  NodeKind kind = ast_kind(minify->ast, statement);
  return (kind == NODE_RETURN_STATEMENT || kind == NODE_THROW_STATEMENT) &&
         symbol_is_private(minify, symbol) && !order_is_caught(minify, statement);
}

// Moves the value of `x = value` into the statement that ends the function. The write fails, and so
// stays, where x is not there yet.
static bool move_value(Minify *minify, AstId assignment, AstId target, AstId read) {
  AstId value = fact_right(minify, assignment);
  if (!fact_is_initialized(minify, target)) return false;
  if (!order_can_move(minify, assignment, value, read)) return false;
  minify_forget(minify, target);
  variable_put(minify, read, make_lift(minify, value));
  return true;
}

static bool move_whole(Minify *minify, AstId assignment, AstId read) {
  Ast *ast = minify->ast;
  bool is_update = ast_kind(ast, assignment) == NODE_UPDATE_EXPRESSION;
  if (ast_kind(ast, read) != NODE_IDENTIFIER) return false;
  if (!is_update && !is_roomy(ast, read)) return false;
  if (!order_can_move(minify, assignment, assignment, read)) return false;
  AstId lifted = make_lift(minify, assignment);
  if (is_update) ast_node(ast, lifted)->flags |= AST_PREFIX; // its value is what is read
  variable_put(minify, read, lifted);
  return true;
}

// Whether an assignment has moved into `next`, which comes behind it.
static bool move_into(Minify *minify, AstId assignment, AstId next) {
  const Ast *ast = minify->ast;
  AstId target = target_of(minify, assignment);
  if (!target) return false;
  SymbolId symbol = ast_node(ast, target)->symbol;
  Reads reads = reads_in(minify, next, symbol);
  if (!reads.first || uses_role(ast, reads.first) != USE_READ) return false;
  bool is_plain = ast_kind(ast, assignment) == NODE_ASSIGNMENT_EXPRESSION;
  bool is_last = is_plain && reads.is_whole && reads.count == 1 && is_end(minify, next, symbol);
  if (is_last && reads_in(minify, fact_right(minify, assignment), symbol).is_whole &&
      move_value(minify, assignment, target, reads.first))
    return true;
  return move_whole(minify, assignment, reads.first);
}

// ---- Lists

bool assignment_collapse_in_sequence(Minify *minify, AstId sequence) {
  Ast *ast = minify->ast;
  for (AstId id = ast_first(ast, sequence), previous = AST_NONE; ast_next(ast, id);) {
    AstId next = ast_next(ast, id);
    if (move_into(minify, id, next)) {
      ast_remove_after(ast, sequence, previous);
      AstId first = ast_first(ast, sequence);
      if (!ast_next(ast, first)) make_replace(minify, sequence, first);
      return true;
    }
    previous = id, id = next;
  }
  return false;
}

// The assignment that a statement ends with, and what it is a part of, or AST_NONE.
static AstId last_of(const Ast *ast, AstId statement, AstId *before) {
  *before = AST_NONE;
  if (ast_kind(ast, statement) != NODE_EXPRESSION_STATEMENT) return AST_NONE;
  AstId expression = ast_first(ast, statement);
  if (ast_kind(ast, expression) != NODE_SEQUENCE_EXPRESSION) return expression;
  return ast_last_and_before(ast, expression, before);
}

bool assignment_collapse(Minify *minify, AstId list) {
  Ast *ast = minify->ast;
  bool has_changed = false;
  for (AstId id = ast_first(ast, list), previous = AST_NONE; id && ast_next(ast, id);) {
    AstId next = ast_next(ast, id), before, assignment = last_of(ast, id, &before);
    if (!assignment || !move_into(minify, assignment, next)) {
      previous = id, id = next;
      continue;
    }
    has_changed = true;
    if (!before) {
      ast_remove_after(ast, list, previous);
      id = next;
      continue;
    }
    AstId sequence = ast_first(ast, id), first = ast_first(ast, sequence);
    ast_remove_after(ast, sequence, before);
    if (!ast_next(ast, first)) make_replace(minify, sequence, first);
  }
  return has_changed;
}

bool assignment_return(Minify *minify, AstId statement) {
  Ast *ast = minify->ast;
  AstId value = ast_first(ast, statement);
  if (value && ast_kind(ast, value) == NODE_SEQUENCE_EXPRESSION) value = ast_last(ast, value);
  if (!value || ast_kind(ast, value) != NODE_ASSIGNMENT_EXPRESSION) return false;
  AstId target = target_of(minify, value);
  if (!target || !fact_is_initialized(minify, target)) return false;
  if (!is_end(minify, statement, ast_node(ast, target)->symbol)) return false;
  minify_forget(minify, target);
  make_replace(minify, value, fact_right(minify, value));
  return true;
}
