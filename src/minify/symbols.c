// One walk in the order of the text counts uses and lists what there is; the list is gone through
// with a stack of the functions around. What is read only within something that could be left out
// is an edge of a graph; what can't be reached from code that runs is dead.
#include "minify/symbols.h"

#include <string.h>

#include "minify/facts.h"
#include "minify/keep_names.h"
#include "minify/statement.h"
#include "minify/uses.h"
#include "syntax/kind.h"

enum { MANY = 1 << 30 }; // uses: so many that some more or fewer do not matter

// Something that the walk is in: a function, or a declaration that goes if nobody reads its symbol.
typedef struct Around {
  AstId node;
  AstId function;
  SymbolId container;
} Around;

// `container` goes or `read` stays.
typedef struct Edge {
  SymbolId read;
  uint32_t next; // 1 + the next one of the container, or 0
} Edge;

typedef enum Step { STEP_NONE, STEP_VARIABLE, STEP_ENTER, STEP_LEAVE, STEP_LIST } Step;

// A node that there is something to do for.
typedef struct Event {
  AstId at;
  uint8_t step; // Step
  uint8_t role; // UseRole, of a variable
} Event;
typedef Array(Event) Events;

typedef struct Finder {
  Minify *minify;
  Ast *ast;
  Arena *scratch;
  AstId root; // what is counted: all, or a statement of the top level
  Array(Around) around;
  Array(Edge) edges;
  struct SymbolsCounted *counted;
} Finder;

// What the last count said, and the room that counts need.
typedef struct SymbolsCounted {
  SymbolUse *uses;
  SymbolFact *facts;
  Events events;
  Array(SymbolId) found; // in the statement that is counted
  uint32_t *stamps;      // by SymbolId: of the last count that has found it
  uint32_t stamp;
  uint32_t *edges; // by SymbolId: 1 + the first one of a container, or 0
  bool *is_news;   // by SymbolId
} SymbolsCounted;

bool symbol_is_idle(const Ast *ast, AstId id) {
  const AstNode *node = ast_node(ast, id);
  switch ((int)ast_kind(ast, node->parent)) {
  case NODE_EXPRESSION_STATEMENT: return true;
  case NODE_SEQUENCE_EXPRESSION:
    return node->next_sibling != AST_NONE || symbol_is_idle(ast, node->parent);
  case NODE_FOR_STATEMENT:
    return node->field == FIELD_INITIALIZER || node->field == FIELD_INCREMENT;
  case NODE_UNARY_EXPRESSION: return ast_node(ast, node->parent)->op == TOKEN_VOID_WORD;
  default: return false;
  }
}

// ---- What can be left out

// Whether a declaration stands where it can be taken away, as by variable_unused.c.
static bool is_removable(const Ast *ast, AstId declaration) {
  const AstNode *node = ast_node(ast, declaration);
  if (statement_is_list(ast_kind(ast, node->parent)) || node->field == FIELD_INITIALIZER)
    return true;
  return statement_has_declarators((NodeKind)node->kind) && statement_is_alone(ast, declaration);
}

// What goes with its name: functions, classes and values that do nothing by themselves, and what
// gives a function its name.
static SymbolId contained(Finder *self, AstId id) {
  const Ast *ast = self->ast;
  NodeKind kind = ast_kind(ast, id);
  SymbolId named;
  if (kind == NODE_CALL_EXPRESSION)
    return keep_names_declared(self->minify, id, &named) ? named : 0;
  bool is_function = statement_is_function(kind);
  bool is_class = kind == NODE_CLASS_DECLARATION, is_variable = kind == NODE_VARIABLE_DECLARATOR;
  if (!is_function && !is_class && !is_variable) return 0;
  AstId name = ast_child(ast, id, FIELD_NAME);
  if (!name || ast_kind(ast, name) != NODE_IDENTIFIER) return 0;
  SymbolId symbol = ast_node(ast, name)->symbol;
  const SymbolUse *use = &self->minify->uses[symbol];
  bool is_simple = symbol && use->declarations == 1 && use->writes == 0;
  if (!is_simple || !minify_owns(self->minify, symbol)) return 0;
  if (!is_removable(ast, is_variable ? ast_parent(ast, id) : id)) return 0;
  if (is_function) return symbol;
  if (is_class) return fact_is_unused(self->minify, id) ? symbol : 0;
  bool is_used = ast_kind(ast, ast_parent(ast, id)) == NODE_USING_DECLARATION;
  AstId value = ast_child(ast, id, FIELD_VALUE);
  return !is_used && value && fact_is_unused(self->minify, value) ? symbol : 0;
}

static bool opens_function(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  return kind_is_function(kind) || kind == NODE_CLASS_STATIC_BLOCK || kind == NODE_FIELD_DEFINITION;
}

static void enter(Finder *self, AstId id) {
  SymbolId container = contained(self, id);
  bool is_function = opens_function(self->ast, id);
  if (!container && !is_function) return;
  Around around = array_last(&self->around);
  around.node = id;
  if (is_function) around.function = id;
  if (container) around.container = container, self->minify->facts[container].is_contained = true;
  array_push(self->scratch, &self->around, around);
}

static void leave(Finder *self, AstId id) {
  if (array_last(&self->around).node == id) (void)array_pop(&self->around);
}

// ---- What is there first

// Whether a call is one of a function of the language, or of its member. One that is marked as free
// of side effects may still call what it is given.
static bool is_call_of_global(const Minify *minify, AstId call) {
  const Ast *ast = minify->ast;
  if (ast_has(ast, call, AST_PURE)) return false;
  bool is_new = ast_kind(ast, call) == NODE_NEW_EXPRESSION;
  AstId callee = ast_child(ast, call, is_new ? FIELD_CONSTRUCTOR : FIELD_FUNCTION);
  if (ast_kind(ast, callee) == NODE_MEMBER_EXPRESSION)
    callee = ast_child(ast, callee, FIELD_OBJECT);
  return minify_global(minify, callee).size > 0;
}

// Whether evaluating an expression may call functions of the program, which see more than is named
// here. Functions and classes that are only made are not called.
static bool may_call(const Minify *minify, AstId root) {
  const Ast *ast = minify->ast;
  for (AstId id = root; id; id = statement_walk(ast, id, root)) {
    NodeKind kind = ast_kind(ast, id);
    bool is_call = kind == NODE_CALL_EXPRESSION || kind == NODE_NEW_EXPRESSION;
    bool is_harmless =
        is_call && (is_call_of_global(minify, id) || keep_names_call(minify, id) != KEPT_NONE);
    if (is_call && !is_harmless) return true;
  }
  return false;
}

static bool is_quiet_code(const Finder *self, AstId code) {
  return fact_is_unused(self->minify, code) && !may_call(self->minify, code);
}

static bool is_quiet_declaration(const Finder *self, AstId declaration) {
  const Ast *ast = self->ast;
  ast_each_child(ast, declaration, id) {
    AstId name = ast_child(ast, id, FIELD_NAME), value = ast_child(ast, id, FIELD_VALUE);
    bool is_quiet =
        ast_kind(ast, name) == NODE_IDENTIFIER && (!value || is_quiet_code(self, value));
    if (!is_quiet) return false;
    self->minify->facts[ast_node(ast, name)->symbol].is_prompt = true;
  }
  return true;
}

static bool is_quiet_statement(const Finder *self, AstId statement) {
  switch ((int)ast_kind(self->ast, statement)) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_EMPTY_STATEMENT: return true;
  case NODE_EXPRESSION_STATEMENT: return ast_has(self->ast, statement, AST_DIRECTIVE);
  case NODE_CLASS_DECLARATION: return is_quiet_code(self, statement);
  case NODE_VARIABLE_DECLARATION:
  case NODE_LEXICAL_DECLARATION: return is_quiet_declaration(self, statement);
  default: return false;
  }
}

// Notes the variables that have their values before the code of a function calls anything.
static void find_prompt(const Finder *self, AstId body) {
  ast_each_child(self->ast, body, statement) {
    if (!is_quiet_statement(self, statement)) return;
  }
}

// ---- What is found

static void note_in(AstId *where, AstId function) {
  *where = *where == AST_NONE || *where == function ? function : SYMBOL_SEVERAL;
}

// Whether the name of a declaration stands in what it opens, but belongs to what is around.
static AstId home_of(const Finder *self, AstId id) {
  const Ast *ast = self->ast;
  const Around *last = &array_last(&self->around);
  bool is_function = statement_is_function(ast_kind(ast, ast_parent(ast, id)));
  if (is_function && ast_node(ast, id)->field == FIELD_NAME) return last[-1].function;
  return last->function;
}

static bool is_numeric(const Minify *minify, AstId value) {
  return value && fact_is(minify, value, TYPE_NUMBER);
}

// Whether a write leaves a number where there was one.
static bool keeps_number(const Minify *minify, AstId id) {
  const Ast *ast = minify->ast;
  AstId parent = ast_parent(ast, id);
  switch ((int)ast_kind(ast, parent)) {
  case NODE_UPDATE_EXPRESSION: return true;
  case NODE_VARIABLE_DECLARATOR: {
    AstId value = ast_child(ast, parent, FIELD_VALUE);
    return ast_node(ast, id)->field == FIELD_NAME && (!value || is_numeric(minify, value));
  }
  case NODE_ASSIGNMENT_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    return ast_node(ast, id)->field == FIELD_LEFT && is_numeric(minify, fact_right(minify, parent));
  default: return false;
  }
}

static void note_write(const Finder *self, SymbolFact *fact) {
  note_in(&fact->writer, array_last(&self->around).function);
}

// `f(…)`, neither `f?.(…)` nor a template.
static bool is_called(const Ast *ast, AstId id) {
  AstId parent = ast_parent(ast, id);
  if (ast_kind(ast, parent) != NODE_CALL_EXPRESSION || ast_has(ast, parent, AST_OPTIONAL))
    return false;
  return ast_node(ast, id)->field == FIELD_FUNCTION &&
         ast_kind(ast, ast_child(ast, parent, FIELD_ARGUMENTS)) == NODE_ARGUMENTS;
}

static void add_edge(Finder *self, SymbolId container, SymbolId read) {
  uint32_t *first = &self->counted->edges[container];
  array_push(self->scratch, &self->edges, (Edge){read, *first});
  *first = self->edges.count;
}

static void note_read(Finder *self, AstId id, SymbolFact *fact) {
  const Ast *ast = self->ast;
  const Around *around = &array_last(&self->around);
  SymbolId symbol = ast_node(ast, id)->symbol;
  note_in(&fact->reader, around->function);
  if (self->root == AST_ROOT) array_push(self->minify->arena, &self->minify->reads, id);
  if (is_called(ast, id)) fact->calls++;
  if (around->container == 0)
    fact->is_dead = false;
  else if (fact->is_dead)
    add_edge(self, around->container, symbol);
}

// Whether what a variable was decides on more than its own new value: `a &&= f()`.
static bool decides(const Finder *self, AstId update) {
  return kind_is_logical_assignment((NodeKind)ast_node(self->ast, update)->op) &&
         !fact_is_unused(self->minify, fact_right(self->minify, update));
}

static void note_update(Finder *self, AstId id, SymbolFact *fact) {
  AstId update = ast_parent(self->ast, id);
  note_write(self, fact);
  if (symbol_is_idle(self->ast, update) && !decides(self, update))
    note_in(&fact->reader, array_last(&self->around).function);
  else
    note_read(self, id, fact);
}

static void note_declaration(const Finder *self, AstId id, SymbolFact *fact) {
  const Ast *ast = self->ast;
  AstId declarator = ast_parent(ast, id);
  fact->home = home_of(self, id);
  if (ast_kind(ast, declarator) != NODE_VARIABLE_DECLARATOR) return;
  fact->value = ast_child(ast, declarator, FIELD_VALUE);
  fact->value_kind = fact->value ? (uint16_t)ast_kind(ast, fact->value) : NODE_NONE;
}

static void note(Finder *self, AstId id, UseRole role) {
  const Ast *ast = self->ast;
  SymbolFact *fact = &self->minify->facts[ast_node(ast, id)->symbol];
  bool is_change = role == USE_WRITE || role == USE_UPDATE || role == USE_DECLARATION;
  if (is_change && !keeps_number(self->minify, id)) fact->is_number = false;
  switch (role) {
  case USE_NAME: break;
  case USE_EXPORT: fact->is_dead = false; break;
  case USE_DECLARATION: note_declaration(self, id, fact); break;
  case USE_WRITE: note_write(self, fact); break;
  case USE_UPDATE: note_update(self, id, fact); break;
  case USE_READ: note_read(self, id, fact); break;
  }
}

// ---- What is alive

static uint32_t found_count(const Finder *self) {
  return self->root == AST_ROOT ? self->minify->table->symbol_count - 1
                                : self->counted->found.count;
}

// One of the variables that have been counted.
static SymbolId found_at(const Finder *self, uint32_t i) {
  return self->root == AST_ROOT ? i + 1 : self->counted->found.at[i];
}

// What containers that stay read stays, too.
static void revive(Finder *self) {
  SymbolFact *facts = self->minify->facts;
  Array(SymbolId) alive = {0};
  for (uint32_t i = 0; i < found_count(self); i++) {
    SymbolId symbol = found_at(self, i);
    if (!facts[symbol].is_dead && self->counted->edges[symbol])
      array_push(self->scratch, &alive, symbol);
  }
  while (alive.count > 0) {
    uint32_t edge = self->counted->edges[array_pop(&alive)];
    for (; edge; edge = self->edges.at[edge - 1].next) {
      SymbolId read = self->edges.at[edge - 1].read;
      if (!facts[read].is_dead) continue;
      facts[read].is_dead = false;
      array_push(self->scratch, &alive, read);
    }
  }
}

// ---- The whole

// What there is to do for a node.
static const uint8_t steps[NODE_KIND_COUNT] = {
    [NODE_IDENTIFIER] = STEP_VARIABLE,
    [NODE_UNDEFINED] = STEP_VARIABLE,
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER] = STEP_VARIABLE,
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN] = STEP_VARIABLE,
    [NODE_FUNCTION_DECLARATION] = STEP_ENTER,
    [NODE_FUNCTION_EXPRESSION] = STEP_ENTER,
    [NODE_GENERATOR_FUNCTION] = STEP_ENTER,
    [NODE_GENERATOR_FUNCTION_DECLARATION] = STEP_ENTER,
    [NODE_METHOD_DEFINITION] = STEP_ENTER,
    [NODE_ARROW_FUNCTION] = STEP_ENTER,
    [NODE_CLASS_STATIC_BLOCK] = STEP_ENTER,
    [NODE_FIELD_DEFINITION] = STEP_ENTER,
    [NODE_CLASS_DECLARATION] = STEP_ENTER,
    [NODE_VARIABLE_DECLARATOR] = STEP_ENTER,
    [NODE_CALL_EXPRESSION] = STEP_ENTER,
    [NODE_PROGRAM] = STEP_LIST,
    [NODE_STATEMENT_BLOCK] = STEP_LIST,
};

static bool is_body(const Ast *ast, AstId id) {
  NodeKind kind = ast_kind(ast, id);
  return kind == NODE_PROGRAM ||
         (kind == NODE_STATEMENT_BLOCK && kind_is_function(ast_kind(ast, ast_parent(ast, id))));
}

static void add_event(Finder *self, AstId id, Step step, UseRole role) {
  Event event = {id, (uint8_t)step, (uint8_t)role};
  array_push(self->minify->arena, &self->counted->events, event);
}

static const SymbolFact unknown = {.is_dead = true, .is_number = true};

// Counts of a statement begin anew with each variable that is found in it.
static void begin_symbol(Finder *self, SymbolId symbol) {
  SymbolsCounted *counted = self->counted;
  if (self->root == AST_ROOT || counted->stamps[symbol] == counted->stamp) return;
  counted->stamps[symbol] = counted->stamp;
  counted->facts[symbol] = self->minify->facts[symbol];
  self->minify->facts[symbol] = unknown;
  self->minify->uses[symbol] = (SymbolUse){0};
  counted->edges[symbol] = 0;
  array_push(self->minify->arena, &counted->found, symbol);
}

static void list_node(Finder *self, AstId id, Step step) {
  const Ast *ast = self->ast;
  if (step == STEP_VARIABLE) {
    SymbolId symbol = ast_node(ast, id)->symbol;
    if (!symbol) return;
    UseRole role = uses_role(ast, id);
    begin_symbol(self, symbol);
    begin_symbol(self, self->minify->table->symbols[symbol].hoisted); // it has writes of this one
    uses_add(self->minify, id, role, 1);
    add_event(self, id, step, role);
  } else if (step == STEP_ENTER || is_body(ast, id)) {
    add_event(self, id, step, USE_NAME);
  }
}

// Most nodes are leaves for which there is nothing to do.
static void list(Finder *self) {
  const Ast *ast = self->ast;
  for (AstId id = self->root;;) {
    const AstNode *node = ast_node(ast, id);
    if (steps[node->kind] != STEP_NONE) list_node(self, id, steps[node->kind]);
    if (node->first_child) {
      id = node->first_child;
      continue;
    }
    for (;; id = node->parent, node = ast_node(ast, id)) {
      if (steps[node->kind] == STEP_ENTER) add_event(self, id, STEP_LEAVE, USE_NAME);
      if (id == self->root) return;
      if (node->next_sibling) break;
    }
    id = node->next_sibling;
  }
}

static void find(Finder *self) {
  array_push(self->scratch, &self->around, (Around){AST_NONE, AST_ROOT, 0});
  for (uint32_t i = 0; i < self->counted->events.count; i++) {
    const Event *event = &self->counted->events.at[i];
    switch ((Step)event->step) {
    case STEP_NONE: break;
    case STEP_VARIABLE: note(self, event->at, (UseRole)event->role); break;
    case STEP_ENTER: enter(self, event->at); break;
    case STEP_LEAVE: leave(self, event->at); break;
    case STEP_LIST: find_prompt(self, event->at); break;
    }
  }
}

// ---- What has changed

static bool symbol_has_changed(const Minify *minify, SymbolId symbol) {
  const SymbolUse *use = &minify->uses[symbol], *old = &minify->counted->uses[symbol];
  const SymbolFact *fact = &minify->facts[symbol], *before = &minify->counted->facts[symbol];
  bool has_other_uses = use->reads != old->reads || use->writes != old->writes ||
                        use->declarations != old->declarations || fact->calls != before->calls;
  bool has_other_places = fact->home != before->home || fact->reader != before->reader ||
                          fact->writer != before->writer;
  bool has_other_value = fact->value != before->value || fact->value_kind != before->value_kind;
  return has_other_uses || has_other_places || has_other_value ||
         fact->is_dead != before->is_dead || fact->is_contained != before->is_contained ||
         fact->is_prompt != before->is_prompt || fact->is_number != before->is_number;
}

// So has an alias of one that has.
static bool has_changed(const Minify *minify, SymbolId symbol) {
  if (symbol_has_changed(minify, symbol)) return true;
  const SymbolFact *fact = &minify->facts[symbol];
  if (fact->value_kind != NODE_IDENTIFIER) return false;
  SymbolId of = ast_node(minify->ast, fact->value)->symbol;
  return of && symbol_has_changed(minify, of);
}

// ---- The top level

static bool is_outside(const Minify *minify, SymbolId symbol) {
  ScopeId scope = minify->table->symbols[symbol].scope;
  return scope == minify->top_scope || scope == SCOPE_FILE;
}

// Of a variable of the top level, or an alias of one, a part knew nothing.
static bool was_hidden(const Minify *minify, SymbolId symbol) {
  const SymbolFact *fact = &minify->facts[symbol];
  if (minify->table->symbols[symbol].kind == SYMBOL_UNBOUND) return false;
  if (is_outside(minify, symbol)) return true;
  if (fact->value_kind != NODE_IDENTIFIER) return false;
  SymbolId of = ast_node(minify->ast, fact->value)->symbol;
  return of && is_outside(minify, of);
}

// Whatever this part says of a variable of the top level, others may say something else.
static void hide_outside(const Finder *self) {
  const Minify *minify = self->minify;
  const SymbolUse use = {.reads = MANY, .writes = MANY, .declarations = MANY, .is_exported = true};
  const SymbolFact fact = {.home = AST_ROOT, .reader = SYMBOL_SEVERAL, .writer = SYMBOL_SEVERAL};
  for (uint32_t i = 0; i < found_count(self); i++) {
    SymbolId symbol = found_at(self, i);
    if (is_outside(minify, symbol)) minify->uses[symbol] = use, minify->facts[symbol] = fact;
  }
}

// ---- Counting

// Transforms ask again wherever something else is known of a variable. Most occur several times.
static void note_changes(const Finder *self, bool (*is_news)(const Minify *, SymbolId)) {
  const Minify *minify = self->minify;
  SymbolsCounted *counted = self->counted;
  for (uint32_t i = 0; i < found_count(self); i++) {
    SymbolId symbol = found_at(self, i);
    counted->is_news[symbol] = is_news(minify, symbol);
  }
  for (uint32_t i = 0; i < counted->events.count; i++) {
    const Event *event = &counted->events.at[i];
    bool is_name = event->step == STEP_VARIABLE;
    if (is_name && counted->is_news[ast_node(self->ast, event->at)->symbol])
      ast_note_change(self->ast, event->at);
  }
}

static void make_room(Minify *minify) {
  Arena *arena = minify->arena;
  uint32_t count = minify->table->symbol_count;
  SymbolsCounted *counted = minify->counted = arena_new(arena, SymbolsCounted, 1);
  counted->uses = arena_new(arena, SymbolUse, count);
  counted->facts = arena_new(arena, SymbolFact, count);
  counted->stamps = arena_new(arena, uint32_t, count);
  counted->edges = arena_new(arena, uint32_t, count);
  counted->is_news = arena_new(arena, bool, count);
  minify->facts = arena_new(arena, SymbolFact, count);
  if (!minify->is_part) array_reserve(arena, &counted->events, minify->ast->nodes.count / 2);
}

// Before a count of all: `facts` are what was found the last time until it is through.
static void begin(Minify *minify) {
  uint32_t count = minify->table->symbol_count;
  SymbolFact *last = minify->facts;
  minify->facts = minify->counted->facts, minify->counted->facts = last;
  for (SymbolId i = 0; i < count; i++) minify->facts[i] = unknown;
  memset(minify->uses, 0, sizeof *minify->uses * count);
  memset(minify->counted->edges, 0, sizeof(uint32_t) * count);
  minify->reads.count = 0;
}

static void count_all(Finder *self) {
  self->counted->events.count = self->counted->found.count = 0;
  self->counted->stamp++;
  list(self);
  find(self);
  revive(self);
  if (self->minify->is_part) hide_outside(self);
}

// For the next count to compare with.
static void keep(const Finder *self) {
  const Minify *minify = self->minify;
  for (uint32_t i = 0; i < found_count(self); i++) {
    SymbolId symbol = found_at(self, i);
    self->counted->uses[symbol] = minify->uses[symbol];
  }
}

void symbols_count(Minify *minify) {
  if (minify->is_counted) return;
  Arena scratch = {0};
  bool is_first = !minify->counted;
  if (is_first) make_room(minify);
  begin(minify);
  Finder self = {minify, minify->ast, &scratch, AST_ROOT, .counted = minify->counted};
  count_all(&self);
  if (!is_first) note_changes(&self, has_changed);
  if (is_first && minify->has_parts) note_changes(&self, was_hidden);
  keep(&self);
  arena_release(&scratch);
  minify->is_counted = true;
}

void symbols_count_statement(Minify *minify, AstId statement, bool is_first) {
  Arena scratch = {0};
  if (!minify->counted) make_room(minify);
  Finder self = {minify, minify->ast, &scratch, statement, .counted = minify->counted};
  count_all(&self);
  if (!is_first) note_changes(&self, has_changed);
  keep(&self);
  arena_release(&scratch);
}

// ---- Asking

bool symbol_has_arguments(const Minify *minify, SymbolId parameter) {
  const ScopeTable *table = minify->table;
  const Scope *scope = &table->scopes[table->symbols[parameter].scope];
  for (SymbolId i = scope->first_symbol; i; i = table->symbols[i].next_in_scope) {
    if (table->symbols[i].kind == SYMBOL_ARGUMENTS) return true;
  }
  return false;
}

bool symbol_is_argument(const Minify *minify, SymbolId id) {
  const Symbol *symbol = &minify->table->symbols[id];
  return symbol->kind == SYMBOL_PARAMETER &&
         !(minify->table->scopes[symbol->scope].flags & SCOPE_STRICT) &&
         symbol_has_arguments(minify, id);
}

bool symbol_is_unshared(const Minify *minify, SymbolId id) {
  const SymbolFact *fact = &minify->facts[id];
  if (!minify_owns(minify, id) || !fact->home || symbol_is_argument(minify, id)) return false;
  return fact->writer == AST_NONE || fact->writer == fact->home;
}

bool symbol_is_private(const Minify *minify, SymbolId id) {
  const SymbolFact *fact = &minify->facts[id];
  return symbol_is_unshared(minify, id) && (fact->reader == AST_NONE || fact->reader == fact->home);
}

AstId symbol_only_read(const Minify *minify, AstId name) {
  const Ast *ast = minify->ast;
  SymbolId symbol = ast_node(ast, name)->symbol;
  if (!symbol || !minify_owns(minify, symbol)) return AST_NONE;
  if (minify->uses[symbol].reads != 1 || minify->facts[symbol].is_dead) return AST_NONE;
  AstId read = minify->uses[symbol].read;
  NodeKind kind = ast_kind(ast, read);
  bool is_there = kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER;
  return is_there && read != name && ast_node(ast, read)->symbol == symbol ? read : AST_NONE;
}

bool symbol_is_visible(const Minify *minify, SymbolId symbol, SymbolId variable) {
  const ScopeTable *table = minify->table;
  if (minify_is_tied(minify, symbol)) return false;
  if (table->symbols[variable].kind != SYMBOL_VAR) return true;
  switch ((int)table->symbols[symbol].kind) {
  case SYMBOL_UNBOUND:
  case SYMBOL_VAR:
  case SYMBOL_PARAMETER:
  case SYMBOL_FUNCTION: return true;
  default: {
    ScopeKind kind = (ScopeKind)table->scopes[table->symbols[symbol].scope].kind;
    return kind == SCOPE_KIND_FILE || kind == SCOPE_KIND_FUNCTION_BODY;
  }
  }
}

bool symbol_is_in_time(const Minify *minify, AstId read) {
  if (!fact_is_settled(minify, read)) return false;
  const SymbolFact *fact = &minify->facts[ast_node(minify->ast, read)->symbol];
  return fact_is_initialized(minify, read) ||
         (fact->is_prompt && fact->reader != fact->home && fact->reader != SYMBOL_SEVERAL);
}
