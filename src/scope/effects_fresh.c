// Functions that are declared in the code that runs and get members there, as compilers write
// classes for ES5: nobody else has them yet, so that giving them members can't be noticed.
//
//   (function () {
//     function A() {}
//     A.prototype.m = function () {};
//     Object.defineProperty(A.prototype, "g", { get: function () {}, configurable: true });
//     A.s = function () {};
//     return A;
//   })()
//
// The function and its prototype have just the members that the language gives them, and those that
// stand here. An assignment to one that `defineProperty` has made may run its setter, or fail.
#include "scope/effects_work.h"

// ---- Who is fresh

// Where a member goes: a function's declaration, or its prototype.
typedef struct Owner {
  NodeId function; // none: something else
  bool is_prototype;
} Owner;

// The statement that an assignment or call is, by itself; or none.
static NodeId statement_of(const Tree *tree, NodeId expression) {
  NodeId statement = tree->nodes[expression].parent;
  return tree_kind(tree, statement) == NODE_EXPRESSION_STATEMENT ? statement : NO_NODE;
}

NodeId effects_declared_function(const Work *work, NodeId name) {
  const Tree *tree = work->tree;
  const Symbol *symbol = effects_symbol_of(work, name);
  if (!symbol || symbol->kind != SYMBOL_FUNCTION) return NO_NODE;
  if (symbol->flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED)) return NO_NODE;
  NodeId function = tree->nodes[symbol->declaration].parent;
  bool is_plain = tree_kind(tree, function) == NODE_FUNCTION_DECLARATION &&
                  !tree_child_of_kind(tree, function, TOKEN_ASYNC_WORD);
  return is_plain ? function : NO_NODE;
}

// The one whose prototype a member expression is, or none.
static NodeId function_of_prototype(const Work *work, NodeId id) {
  Text property = tree_text(work->tree, tree_child(work->tree, id, FIELD_PROPERTY));
  if (!text_is(property, TEXT("prototype"))) return NO_NODE;
  return effects_declared_function(work, tree_child(work->tree, id, FIELD_OBJECT));
}

bool effects_is_prototype(const Work *work, NodeId id) {
  return function_of_prototype(work, id) != NO_NODE;
}

// Whose declaration stands beside `statement` in the body of a function is new in each run of it.
static Owner owner_at(const Work *work, NodeId object, NodeId statement) {
  const Tree *tree = work->tree;
  Owner owner = {.is_prototype = tree_kind(tree, object) == NODE_MEMBER_EXPRESSION};
  owner.function = owner.is_prototype ? function_of_prototype(work, object)
                                      : effects_declared_function(work, object);
  NodeId block = tree->nodes[statement].parent;
  bool is_beside =
      tree_kind(tree, block) == NODE_STATEMENT_BLOCK && tree->nodes[owner.function].parent == block;
  if (!is_beside) owner.function = NO_NODE;
  return owner;
}

// ---- Which members

// What a key is called, as far as that tells it from others; empty: it may be any.
static Text name_of_key(const Work *work, NodeId key) {
  const Tree *tree = work->tree;
  NodeKind kind = tree_kind(tree, key);
  Text text = tree_text(tree, key);
  if (text_find_byte(text, '\\', 0) != TEXT_NOT_FOUND) return TEXT("");
  if (kind == NODE_PROPERTY_IDENTIFIER) return text;
  if (kind == NODE_STRING) return text_slice(text, 1, text.size - 1);
  bool is_symbol = kind == NODE_MEMBER_EXPRESSION && effects_is_quiet_member(work, key) &&
                   text_starts(text, TEXT("Symbol."));
  return is_symbol ? text : TEXT("");
}

// Whether the language gives the owner a member of that name, which may not be written to: symbols
// of functions may be such, as Symbol.hasInstance is.
static bool is_given(Text name, bool is_prototype) {
  static const Text names[] = {TEXT("__proto__"), TEXT("prototype"), TEXT("name"),
                               TEXT("length"),    TEXT("arguments"), TEXT("caller")};
  if (!is_prototype && text_starts(name, TEXT("Symbol."))) return true;
  size_t count = is_prototype ? 1 : sizeof names / sizeof *names;
  for (size_t i = 0; i < count; i++) {
    if (text_is(names[i], name)) return true;
  }
  return false;
}

Text effects_member_key(Arena *arena, NodeId function, bool is_prototype, Text name) {
  return text_format(arena, "%u %d %.*s", function, is_prototype, TEXT_ARGS(name));
}

// Notes that a member is given. False: it may meet another of that name.
static bool give(Work *work, Owner owner, Text name, bool is_assigned) {
  Effects *effects = work->effects;
  if (name.size == 0 || is_given(name, owner.is_prototype)) return false;
  if (is_assigned && effects_inherits(work, owner.function, owner.is_prototype, name)) return false;
  Text key = effects_member_key(&work->scratch, owner.function, owner.is_prototype, name);
  bool is_new;
  uint32_t *were_assigned = map_add(&work->scratch, &work->given, key, &is_new);
  if (is_new) *were_assigned = is_assigned;
  if (!is_assigned) map_set(effects->arena, &effects->defined, text_copy(effects->arena, key), 1);
  return is_new || (is_assigned && *were_assigned);
}

// ---- Assignments

bool effects_look_at_assignment(Work *work, NodeId id) {
  const Tree *tree = work->tree;
  NodeId left = tree_child(tree, id, FIELD_LEFT), statement = statement_of(tree, id);
  bool is_member = tree_kind(tree, left) == NODE_MEMBER_EXPRESSION;
  if (!statement || (!is_member && tree_kind(tree, left) != NODE_SUBSCRIPT_EXPRESSION)) return true;
  Owner owner = owner_at(work, tree_child(tree, left, FIELD_OBJECT), statement);
  NodeId key = tree_child(tree, left, is_member ? FIELD_PROPERTY : FIELD_INDEX);
  if (!owner.function || !give(work, owner, name_of_key(work, key), true)) return true;
  effects_later(work, tree_child(tree, id, FIELD_RIGHT));
  return false;
}

// ---- Object.defineProperty

// Whether it is an object literal that describes a property and nothing else.
static bool is_descriptor(const Work *work, NodeId object) {
  const Tree *tree = work->tree;
  bool has_value = false, has_accessor = false;
  if (tree_kind(tree, object) != NODE_OBJECT) return false;
  tree_each_named(tree, object, member) {
    NodeId key = tree_child(tree, member, FIELD_KEY), value = tree_child(tree, member, FIELD_VALUE);
    if (tree_kind(tree, member) != NODE_PAIR || tree_kind(tree, key) != NODE_PROPERTY_IDENTIFIER)
      return false;
    Text name = tree_text(tree, key);
    if (text_is(name, TEXT("get")) || text_is(name, TEXT("set"))) {
      bool is_function = tree_kind(tree, value) == NODE_FUNCTION_EXPRESSION ||
                         tree_kind(tree, value) == NODE_ARROW_FUNCTION;
      if (!is_function) return false; // it would have to be asked what it is
      has_accessor = true;
    } else if (text_is(name, TEXT("value")) || text_is(name, TEXT("writable"))) {
      has_value = true;
    } else if (!text_is(name, TEXT("enumerable")) && !text_is(name, TEXT("configurable"))) {
      return false;
    }
  }
  return !(has_value && has_accessor);
}

bool effects_defines_member(Work *work, NodeId call) {
  const Tree *tree = work->tree;
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION), statement = statement_of(tree, call);
  NodeId object = tree_child(tree, callee, FIELD_OBJECT);
  bool is_it = statement && tree_kind(tree, callee) == NODE_MEMBER_EXPRESSION &&
               tree_kind(tree, object) == NODE_IDENTIFIER && effects_is_global(work, object) &&
               text_is(tree_text(tree, callee), TEXT("Object.defineProperty"));
  if (!is_it) return false;
  NodeId target = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  NodeId key = target ? tree_next_named(tree, target) : NO_NODE;
  NodeId descriptor = key ? tree_next_named(tree, key) : NO_NODE;
  if (!descriptor || tree_next_named(tree, descriptor)) return false;
  Owner owner = owner_at(work, target, statement);
  return owner.function && is_descriptor(work, descriptor) &&
         give(work, owner, name_of_key(work, key), false);
}
