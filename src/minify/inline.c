// Three steps: where each parameter is read; what can be done with each argument, from the last to
// the first; doing it.
//
//   ((a, b) => a + b)(f(), 1)   → f() + 1          (a => a)(f())      → f()
//   (a => () => a)(b)           → () => b          (() => {})(f())    → f(), void 0
//   ((a, b) => b - a)(f(), g()) stays
//
// An argument that is read once goes there if nobody can tell when it is evaluated (order.h); one
// that is not read stays in front if it does something; a name that has its value for good, or a
// short literal, can be read anywhere, and more than once.
#include "minify/inline.h"

#include "minify/facts.h"
#include "minify/make.h"
#include "minify/order.h"
#include "minify/symbols.h"
#include "minify/uses.h"
#include "minify/variable_put.h"
#include "syntax/kind.h"

enum {
  PARAMETER_LIMIT = 8, // of a function that is looked at
  NODE_LIMIT = 2000,   // of its value
  UNDEFINED_SIZE = 6,  // void 0
};

// What becomes of an argument.
typedef enum Fate {
  FATE_DROP, // nobody needs it
  FATE_KEEP, // evaluated in front of the value
  FATE_MOVE, // to where its parameter is read
  FATE_COPY, // to wherever it is read
} Fate;

typedef struct Parameter {
  SymbolId symbol;
  AstId argument;  // or AST_NONE
  AstId read;      // the first
  uint32_t count;  // of reads
  uint32_t number; // of the first one, among all
  Fate fate;
} Parameter;

typedef struct Plan {
  Minify *minify;
  Ast *ast;
  InlineBody body;
  AstId call;
  uint32_t count; // of parameters
  Parameter parameters[PARAMETER_LIMIT];
} Plan;

// ---- Functions

bool inline_has_own(const Ast *ast, AstId root, bool is_arrow) {
  uint32_t left = NODE_LIMIT;
  for (AstId id = root; id;) {
    if (left-- == 0) return true;
    if (fact_is_function_word(ast, id) || (!is_arrow && fact_means_function(ast, id))) return true;
    NodeKind kind = ast_kind(ast, id);
    bool has_own =
        kind_is_function(kind) && kind != NODE_ARROW_FUNCTION && kind != NODE_METHOD_DEFINITION;
    id = has_own ? ast_walk_outside(ast, id, root) : ast_walk(ast, id, root);
  }
  return false;
}

static bool body_of_block(const Ast *ast, AstId block, InlineBody *body) {
  AstId statement = ast_first(ast, block);
  *body = (InlineBody){0};
  if (!statement) return true;
  if (ast_next(ast, statement)) return false;
  NodeKind kind = ast_kind(ast, statement);
  bool is_return = kind == NODE_RETURN_STATEMENT;
  bool is_effect = kind == NODE_EXPRESSION_STATEMENT && !ast_has(ast, statement, AST_DIRECTIVE);
  body->value = ast_first(ast, statement);
  body->gives = is_return && body->value;
  return is_return || is_effect;
}

bool inline_body(const Minify *minify, AstId function, InlineBody *body) {
  const Ast *ast = minify->ast;
  NodeKind kind = ast_kind(ast, function);
  bool is_plain = kind == NODE_ARROW_FUNCTION || kind == NODE_FUNCTION_EXPRESSION ||
                  kind == NODE_FUNCTION_DECLARATION;
  if (!is_plain || ast_has(ast, function, AST_ASYNC)) return false;
  ast_each_child(ast, ast_child(ast, function, FIELD_PARAMETERS), parameter) {
    if (ast_kind(ast, parameter) != NODE_IDENTIFIER) return false;
  }
  AstId code = ast_child(ast, function, FIELD_BODY);
  if (ast_kind(ast, code) == NODE_STATEMENT_BLOCK) return body_of_block(ast, code, body);
  *body = (InlineBody){code, true};
  return true;
}

// ---- Parameters

// Whether all that is done with a parameter is to read it.
static bool is_only_read(const Minify *minify, SymbolId symbol) {
  return symbol && minify_owns(minify, symbol) && minify->uses[symbol].writes == 0 &&
         minify->uses[symbol].declarations == 1 &&
         minify->table->symbols[symbol].kind == SYMBOL_PARAMETER &&
         !symbol_is_argument(minify, symbol);
}

// Behind `...x` nobody knows which argument is which.
static bool find_parameters(Plan *plan, AstId function) {
  const Ast *ast = plan->ast;
  AstId argument = ast_first(ast, ast_child(ast, plan->call, FIELD_ARGUMENTS));
  ast_each_child(ast, ast_child(ast, function, FIELD_PARAMETERS), name) {
    if (plan->count == PARAMETER_LIMIT) return false;
    SymbolId symbol = ast_node(ast, name)->symbol;
    if (!is_only_read(plan->minify, symbol)) return false;
    plan->parameters[plan->count++] = (Parameter){.symbol = symbol, .argument = argument};
    if (argument) argument = ast_next(ast, argument);
  }
  while (argument && plan->count < PARAMETER_LIMIT) { // that nobody reads
    plan->parameters[plan->count++] = (Parameter){.argument = argument};
    argument = ast_next(ast, argument);
  }
  if (argument) return false;
  ast_each_child(ast, ast_child(ast, plan->call, FIELD_ARGUMENTS), id) {
    if (ast_kind(ast, id) == NODE_SPREAD_ELEMENT) return false;
  }
  return true;
}

static Parameter *parameter_of(Plan *plan, AstId id) {
  const AstNode *node = ast_node(plan->ast, id);
  bool is_name = kind_is_variable((NodeKind)node->kind) && node->symbol;
  for (uint32_t i = 0; is_name && i < plan->count; i++) {
    if (plan->parameters[i].symbol == node->symbol) return &plan->parameters[i];
  }
  return NULL;
}

static bool find_reads(Plan *plan) {
  const Ast *ast = plan->ast;
  uint32_t left = NODE_LIMIT, number = 0;
  for (AstId id = plan->body.value; id && plan->count > 0;
       id = ast_walk(ast, id, plan->body.value)) {
    if (left-- == 0) return false;
    Parameter *parameter = parameter_of(plan, id);
    if (!parameter) continue;
    if (uses_role(ast, id) != USE_READ) return false;
    if (parameter->count++ == 0) parameter->read = id, parameter->number = number++;
  }
  return true;
}

// ---- What can be done

// Whether the argument of a parameter means the same wherever the parameter is read, and takes no
// more room there.
static bool can_copy(const Plan *plan, const Parameter *parameter) {
  Minify *minify = plan->minify;
  AstId argument = parameter->argument;
  uint32_t size = UNDEFINED_SIZE;
  if (argument && ast_kind(plan->ast, argument) == NODE_IDENTIFIER &&
      ast_node(plan->ast, argument)->symbol)
    return minify->options->identifiers && fact_is_settled(minify, argument) &&
           fact_is_initialized(minify, argument);
  if (argument && !fact_is_undefined(minify, argument)) {
    size = variable_literal_size(minify, argument);
    if (size == 0) return false;
  }
  return parameter->count == 1 || (parameter->count - 1) * (size - 1) <= 2;
}

// Whether a function or class that stood there would be named by what is around it.
static bool is_naming_place(const Ast *ast, AstId place) {
  const AstNode *node = ast_node(ast, place);
  if (node->kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER) return true;
  switch ((int)ast_kind(ast, ast_parent(ast, place))) {
  case NODE_PAIR:
  case NODE_VARIABLE_DECLARATOR:
  case NODE_FIELD_DEFINITION: return node->field == FIELD_VALUE;
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: return node->field == FIELD_RIGHT;
  default: return false;
  }
}

// A value without a name keeps it so where names are kept.
static bool would_be_named(const Plan *plan, const Parameter *parameter) {
  const Ast *ast = plan->ast;
  NodeKind kind = ast_kind(ast, parameter->argument);
  bool is_nameable = (kind_is_function(kind) || kind == NODE_CLASS) &&
                     !ast_child(ast, parameter->argument, FIELD_NAME);
  AstId place = parameter->read == plan->body.value ? plan->call : parameter->read;
  return plan->minify->name_helper && is_nameable && is_naming_place(ast, place);
}

static bool can_move(const Plan *plan, const Parameter *parameter) {
  if (parameter->count != 1 || would_be_named(plan, parameter)) return false;
  // What is evaluated between an argument and its read, besides the function's own.
  AstId between[PARAMETER_LIMIT + 1] = {0};
  uint32_t count = 0;
  for (const Parameter *later = parameter + 1; later < plan->parameters + plan->count; later++) {
    bool is_between =
        later->fate == FATE_KEEP || (later->fate == FATE_MOVE && later->number < parameter->number);
    if (is_between) between[count++] = later->argument;
  }
  return order_can_enter(plan->minify, parameter->argument, parameter->read, plan->body.value,
                         between);
}

static bool decide(Plan *plan, Parameter *parameter) {
  if (parameter->count == 0) {
    bool is_needed = parameter->argument && !fact_is_unused(plan->minify, parameter->argument);
    parameter->fate = is_needed ? FATE_KEEP : FATE_DROP;
    return true;
  }
  if (can_copy(plan, parameter)) return parameter->fate = FATE_COPY, true;
  return parameter->fate = FATE_MOVE, can_move(plan, parameter);
}

static bool decide_all(Plan *plan) {
  for (uint32_t i = plan->count; i-- > 0;) {
    if (!decide(plan, &plan->parameters[i])) return false;
  }
  return true;
}

// ---- Doing it

static void put_copy(Plan *plan, AstId read, AstId argument) {
  AstId value = argument ? ast_copy(plan->ast, argument) : make_undefined(plan->minify, read);
  minify_remember(plan->minify, value);
  variable_put(plan->minify, read, value);
}

// Puts arguments where parameters are read below `root`, which keeps its id.
static void put_arguments(Plan *plan, AstId root) {
  const Ast *ast = plan->ast;
  for (AstId id = root, next; id && plan->count > 0; id = next) {
    next = ast_walk(ast, id, root);
    Parameter *parameter = parameter_of(plan, id);
    if (!parameter) continue;
    if (parameter->fate == FATE_MOVE)
      variable_put(plan->minify, id, make_lift(plan->minify, parameter->argument));
    else
      put_copy(plan, id, parameter->argument);
    if (id == root) return; // it is all there is
  }
}

// What is left of the arguments, in front of the value.
static AstId put_effects(Plan *plan, AstId value) {
  for (uint32_t i = plan->count; i-- > 0;) {
    const Parameter *parameter = &plan->parameters[i];
    if (!parameter->argument || parameter->fate == FATE_MOVE) continue;
    if (parameter->fate == FATE_KEEP)
      value = make_sequence(plan->minify, make_lift(plan->minify, parameter->argument), value);
    else
      minify_forget(plan->minify, parameter->argument);
  }
  return value;
}

static AstId take_value(Plan *plan, bool is_copy) {
  Minify *minify = plan->minify;
  AstId value = plan->body.value;
  if (!value) return AST_NONE;
  AstId taken = is_copy ? ast_copy(plan->ast, value) : make_lift(minify, value);
  if (is_copy) minify_remember(minify, taken);
  // A function that has lost its value is one all the same, until it goes.
  if (!is_copy) ast_become(plan->ast, value, make_undefined(minify, taken));
  AstId holder = make_statement(minify, taken); // parameters are put below something
  put_arguments(plan, ast_first(plan->ast, holder));
  return ast_remove_after(plan->ast, holder, AST_NONE);
}

static void put_value(Plan *plan, bool is_copy) {
  Minify *minify = plan->minify;
  AstId value = take_value(plan, is_copy);
  bool is_idle = symbol_is_idle(plan->ast, plan->call);
  if (!value || (!plan->body.gives && !is_idle)) {
    AstId nothing = make_undefined(minify, plan->call);
    value = value ? make_sequence(minify, value, nothing) : nothing;
  }
  make_replace(minify, plan->call, put_effects(plan, value));
}

bool inline_call(Minify *minify, AstId call, AstId function, bool is_copy) {
  Plan plan = {.minify = minify, .ast = minify->ast, .call = call};
  bool is_such = inline_body(minify, function, &plan.body) && find_parameters(&plan, function) &&
                 find_reads(&plan) && decide_all(&plan);
  if (!is_such) return false;
  AstId callee = ast_child(minify->ast, call, FIELD_FUNCTION);
  if (callee != function) minify_forget(minify, callee);
  put_value(&plan, is_copy);
  return true;
}
