// Which calls are quiet: those that are annotated or named by the user, those of functions of the
// file whose code is quiet, and those of the platform that are known (effects_known.c).
#include "base/dotted_name.h"
#include "scope/effects_work.h"
#include "scope/known_globals.h"
#include "scope/spelled_name.h"

enum { CALL_DEPTH_LIMIT = 16 }; // calls of known functions inside each other that are looked into

Effects effects_make(Arena *arena, const ScopeTable *table, const EffectsOptions *options) {
  Effects effects = {.arena = arena, .table = table, .options = options};
  if (!options->ignores_annotations) effects.annotations = annotations_find(arena, table->tree);
  return effects;
}

// ---- Calls

// The function that a variable always is once it has a value, or none.
static NodeId function_value(const Work *work, NodeId name) {
  const Tree *tree = work->tree;
  const Symbol *symbol = effects_symbol_at(work, name);
  if (!symbol || symbol->flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED)) return NO_NODE;
  if (symbol->kind == SYMBOL_FUNCTION) return tree->nodes[symbol->declaration].parent;
  NodeId value = effects_constant_value(work, name);
  NodeKind kind = tree_kind(tree, value);
  bool is_function = kind == NODE_ARROW_FUNCTION || kind == NODE_FUNCTION_EXPRESSION ||
                     kind == NODE_GENERATOR_FUNCTION;
  return is_function ? value : NO_NODE;
}

// The function that a name surely means where it is used, or none.
static NodeId function_of(const Work *work, NodeId name) {
  NodeId function = function_value(work, name);
  return function && !effects_may_throw(work, name) ? function : NO_NODE;
}

// A method that a class has for itself: the `name` of `static name() { … }`, or none.
static NodeId static_method(const Tree *tree, NodeId class, Text name) {
  NodeId found = NO_NODE;
  tree_each_named(tree, tree_child(tree, class, FIELD_BODY), member) {
    NodeKind kind = tree_kind(tree, member);
    NodeField field = kind == NODE_METHOD_DEFINITION ? FIELD_NAME : FIELD_PROPERTY;
    NodeId key = kind == NODE_CLASS_STATIC_BLOCK ? NO_NODE : tree_child(tree, member, field);
    bool is_plain = tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER;
    if (key && !is_plain) return NO_NODE; // it may be called the same
    if (!is_plain || !text_is(tree_text(tree, key), name)) continue;
    bool is_method = kind == NODE_METHOD_DEFINITION &&
                     tree_kind(tree, tree_first_child(tree, member)) == TOKEN_STATIC_WORD &&
                     !tree_child_of_kind(tree, member, TOKEN_GET_WORD) &&
                     !tree_child_of_kind(tree, member, TOKEN_SET_WORD);
    if (found || !is_method) return NO_NODE;
    found = member;
  }
  return found;
}

// The class whose static field or block `id` stands in, outside of all functions but arrows; or
// none.
static NodeId class_being_made(const Tree *tree, NodeId id) {
  for (NodeId up = id; up != NODE_ROOT; up = tree->nodes[up].parent) {
    NodeKind kind = tree_kind(tree, up);
    bool is_static = kind == NODE_CLASS_STATIC_BLOCK ||
                     (kind == NODE_FIELD_DEFINITION &&
                      tree_kind(tree, tree_first_child(tree, up)) == TOKEN_STATIC_WORD);
    if (is_static) return tree->nodes[tree->nodes[up].parent].parent;
    bool is_other = (kind_is_function(kind) && kind != NODE_ARROW_FUNCTION) ||
                    kind == NODE_FIELD_DEFINITION || kind == NODE_COMPUTED_PROPERTY_NAME ||
                    kind == NODE_CLASS_HERITAGE;
    if (is_other) return NO_NODE;
  }
  return NO_NODE;
}

// `Class.method` or `this.method` where the class is being made: nobody else has had it yet.
static NodeId own_static_method(const Work *work, NodeId member) {
  const Tree *tree = work->tree;
  NodeId object = tree_child(tree, member, FIELD_OBJECT);
  NodeId class = class_being_made(tree, member);
  if (!class) return NO_NODE;
  const Symbol *symbol = effects_symbol_at(work, object);
  bool is_class =
      tree_kind(tree, object) == NODE_THIS ||
      (symbol && symbol->kind == SYMBOL_CLASS_NAME && !(symbol->flags & SYMBOL_ASSIGNED) &&
       tree->nodes[symbol->declaration].parent == class);
  NodeId property = tree_child(tree, member, FIELD_PROPERTY);
  return is_class ? static_method(tree, class, tree_text(tree, property)) : NO_NODE;
}

// Whether giving the parameters of a function their values can be noticed.
static bool has_loud_parameters(Work *work, NodeId function) {
  NodeId list = tree_child(work->tree, function, FIELD_PARAMETERS);
  tree_each_named(work->tree, list, parameter) {
    switch ((int)tree_kind(work->tree, parameter)) {
    case NODE_IDENTIFIER:
    case NODE_UNDEFINED: break;
    case NODE_ASSIGNMENT_PATTERN: {
      NodeId left = tree_child(work->tree, parameter, FIELD_LEFT);
      NodeId right = tree_child(work->tree, parameter, FIELD_RIGHT);
      if (tree_kind(work->tree, left) != NODE_IDENTIFIER) return true;
      if (effects_inside(work, right, NO_NODE, false)) return true;
      break;
    }
    default: return true;
    }
  }
  return false;
}

static bool is_generator(const Tree *tree, NodeId function) {
  NodeKind kind = tree_kind(tree, function);
  return kind == NODE_GENERATOR_FUNCTION || kind == NODE_GENERATOR_FUNCTION_DECLARATION ||
         tree_child_of_kind(tree, function, TOKEN_STAR) != NO_NODE;
}

// A function that is called where it stands runs as a part of what is looked at. False: it is none,
// or giving its parameters their values can be noticed.
static bool runs_in_place(Work *work, NodeId callee) {
  const Tree *tree = work->tree;
  NodeId function = tree_inside_parentheses(tree, callee);
  NodeKind kind = tree_kind(tree, function);
  bool is_it = (kind == NODE_FUNCTION_EXPRESSION || kind == NODE_ARROW_FUNCTION) &&
               !tree_child_of_kind(tree, function, TOKEN_ASYNC_WORD);
  if (!is_it || has_loud_parameters(work, function)) return false;
  effects_later(work, tree_child(tree, function, FIELD_BODY));
  return true;
}

// Whether running a function can be noticed. The body of a generator waits to be asked.
static bool is_loud_function(Work *work, NodeId function, bool gives_primitives) {
  const Tree *tree = work->tree;
  if (annotations_have(&work->effects->annotations.functions, function)) return false;
  if (work->call_depth == CALL_DEPTH_LIMIT || has_loud_parameters(work, function)) return true;
  if (is_generator(tree, function)) return false;
  NodeId body = tree_child(tree, function, FIELD_BODY);
  bool is_async = tree_child_of_kind(tree, function, TOKEN_ASYNC_WORD) != NO_NODE;
  return effects_inside(work, body, gives_primitives ? function : NO_NODE, is_async);
}

typedef enum Loudness { NOT_ASKED, BEING_ASKED, LOUD, QUIET } Loudness;

// Whether calling the function that a name means can be noticed. One that calls itself may never
// return.
static bool is_loud(Work *work, SymbolId symbol, NodeId function, bool gives_primitives) {
  Effects *effects = work->effects;
  uint8_t **functions = &effects->functions[gives_primitives];
  if (!*functions) {
    *functions = arena_new(effects->arena, uint8_t, effects->table->symbol_count);
  }
  uint8_t *known = &(*functions)[symbol];
  if (*known != NOT_ASKED) return *known != QUIET;
  *known = BEING_ASKED;
  bool is_loud = is_loud_function(work, function, gives_primitives);
  *known = is_loud ? LOUD : QUIET;
  return is_loud;
}

// Whether an array literal has array literals only, and no holes: what a map takes for its entries.
static bool lists_arrays(const Tree *tree, NodeId array) {
  bool is_behind_array = false;
  tree_each_child(tree, array, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == TOKEN_COMMA && !is_behind_array) return false;
    if (kind_is_named(kind) && kind != NODE_ARRAY) return false;
    is_behind_array = kind == NODE_ARRAY;
  }
  return true;
}

// Whether the arguments are such that a known constructor runs no code of theirs, and can't fail.
static bool fits_constructor(const Work *work, Text name, NodeId arguments) {
  const Tree *tree = work->tree;
  NodeId first = arguments ? tree_first_named(tree, arguments) : NO_NODE;
  if (!first) return true;
  NodeKind kind = tree_kind(tree, first);
  bool is_nothing = kind == NODE_NULL || (kind == NODE_UNDEFINED && effects_is_global(work, first));
  if (kind != NODE_ARRAY) return is_nothing;
  if (text_is(name, TEXT("Set"))) return true;
  bool is_map = text_is(name, TEXT("Map"));
  return is_map ? lists_arrays(tree, first) : !tree_first_named(tree, first);
}

static bool is_member(NodeKind kind) {
  return kind == NODE_MEMBER_EXPRESSION || kind == NODE_SUBSCRIPT_EXPRESSION;
}

static bool is_named(Work *work, NodeId callee, NodeId root, Text name) {
  uint32_t at = 0;
  return dotted_name_is_good(name) &&
         text_is(dotted_name_part(name, &at), tree_text(work->tree, root)) &&
         spelled_name(&work->scratch, work->tree, root, name) == callee;
}

// Whether the user has said that calls of this are quiet.
static bool is_named_pure(Work *work, NodeId callee) {
  const EffectsOptions *options = work->effects->options;
  NodeId root = callee;
  if (options->pure_count == 0) return false;
  while (is_member(tree_kind(work->tree, root))) root = tree_child(work->tree, root, FIELD_OBJECT);
  if (!effects_is_global(work, root)) return false;
  for (size_t i = 0; i < options->pure_count; i++) {
    if (is_named(work, callee, root, options->pure[i])) return true;
  }
  return false;
}

static bool are_primitive(const Work *work, NodeId arguments) {
  tree_each_named(work->tree, arguments, argument) {
    if (!effects_is_primitive(work, argument)) return false;
  }
  return true;
}

// Whether the callee is imported, so that others must say what its calls do.
static bool is_imported(const Work *work, NodeId callee) {
  const Tree *tree = work->tree;
  bool is_member = tree_kind(tree, callee) == NODE_MEMBER_EXPRESSION;
  NodeId root = is_member ? tree_child(tree, callee, FIELD_OBJECT) : callee;
  const Symbol *symbol = effects_symbol_of(work, root);
  if (!symbol || symbol->kind != SYMBOL_IMPORT) return false;
  return !is_member || effects_is_quiet_member(work, callee);
}

static bool is_quiet_new(const Work *work, NodeId callee, NodeId arguments) {
  if (tree_kind(work->tree, callee) != NODE_IDENTIFIER || !effects_is_global(work, callee))
    return false;
  Text name = tree_text(work->tree, callee);
  return known_constructor(name) && fits_constructor(work, name, arguments);
}

// A function that is called with a template gets an object that others may see; so only one that is
// said to be quiet is.
static bool is_quiet_tag(const Work *work, NodeId callee) {
  if (tree_kind(work->tree, callee) != NODE_IDENTIFIER) return false;
  NodeId function = function_of(work, callee);
  return function && annotations_have(&work->effects->annotations.functions, function);
}

static bool is_quiet_call(Work *work, NodeId call) {
  const Tree *tree = work->tree;
  if (annotations_have(&work->effects->annotations.calls, call)) return true;
  bool is_new = tree_kind(tree, call) == NODE_NEW_EXPRESSION;
  NodeId callee = tree_child(tree, call, is_new ? FIELD_CONSTRUCTOR : FIELD_FUNCTION);
  if (is_named_pure(work, callee)) return true;
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  if (is_new) return is_quiet_new(work, callee, arguments);
  if (tree_kind(tree, arguments) != NODE_ARGUMENTS) return is_quiet_tag(work, callee);
  if (effects_is_quiet_platform_call(work, callee, arguments)) return true;
  if (runs_in_place(work, callee) || effects_defines_member(work, call) ||
      effects_is_quiet_extension(work, call))
    return true;
  bool gives_primitives = are_primitive(work, arguments);
  if (work->calls && is_imported(work, callee)) {
    EffectsCall imported = {callee, gives_primitives ? QUIET_PRIMITIVES : QUIET_ALWAYS};
    array_push(work->calls_arena, work->calls, imported);
    return true;
  }
  if (tree_kind(tree, callee) == NODE_MEMBER_EXPRESSION) {
    NodeId method = own_static_method(work, callee);
    return method && !is_loud_function(work, method, gives_primitives);
  }
  if (tree_kind(tree, callee) != NODE_IDENTIFIER) return false;
  NodeId function = function_of(work, callee);
  return function && !is_loud(work, tree->nodes[callee].symbol, function, gives_primitives);
}

bool effects_look_at_call(Work *work, NodeId call) {
  if (!is_quiet_call(work, call)) return true;
  NodeId arguments = tree_child(work->tree, call, FIELD_ARGUMENTS);
  bool is_template = tree_kind(work->tree, arguments) == NODE_TEMPLATE_STRING;
  tree_each_named(work->tree, arguments, argument) {
    if (!is_template)
      effects_later(work, argument);
    else if (tree_kind(work->tree, argument) == NODE_TEMPLATE_SUBSTITUTION)
      effects_later(work, tree_first_named(work->tree, argument));
  }
  return false;
}

Quietness effects_of_calls(Effects *effects, SymbolId symbol) {
  Work work = {.effects = effects, .tree = effects->table->tree};
  NodeId name = effects->table->symbols[symbol].declaration;
  effects->from = work.tree->node_count;
  NodeId function = function_value(&work, name);
  if (!function) return QUIET_NEVER;
  if (!is_loud(&work, symbol, function, false)) return QUIET_ALWAYS;
  return is_loud(&work, symbol, function, true) ? QUIET_NEVER : QUIET_PRIMITIVES;
}
