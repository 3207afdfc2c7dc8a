// Classes for ES5 that extend another: `__extends` makes the new function and its prototype inherit
// from those of the other, and does nothing else. What is given to the new ones then must not meet
// an accessor that they inherit: so the other class must be known, and be as it was made.
//
//   var B = (function (_super) {
//     __extends(B, _super);
//     function B() {}
//     B.prototype.m = function () {};
//     return B;
//   })(A)
//
// It is if it was made by a part of the same file, and nothing that can be noticed has run since;
// or if it is one of the language's errors.
#include "base/hash.h"
#include "scope/effects_work.h"

#include <ctype.h>

enum { CHAIN_LIMIT = 16 }; // classes that extend each other

// ---- The helper

// What TypeScript writes for __extends, by the hash of its value without blanks. It takes what
// there is on `this` first, which is undefined in a module.
static const uint64_t helper_hashes[] = {
    0x65094e521da488d8, // 2.9
    0xdde2a1eab84bdabd, // 3.2 to 3.9
    0xd82499bf838c55d9, // 4.0 and 4.1
    0xfcb9b222b7256bbe, // 4.9 to 5.9
};

static bool is_in_name(char byte) {
  return isalnum((unsigned char)byte) || byte == '_' || byte == '$';
}

// The hash of a text in which blanks stand only where they separate names.
static uint64_t hash_without_blanks(Arena *scratch, Text text) {
  char *out = arena_alloc(scratch, text.size + 1, 1);
  uint32_t size = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    if (!isspace((unsigned char)text.at[i])) {
      out[size++] = text.at[i];
      continue;
    }
    while (i + 1 < text.size && isspace((unsigned char)text.at[i + 1])) i++;
    bool separates =
        size > 0 && is_in_name(out[size - 1]) && i + 1 < text.size && is_in_name(text.at[i + 1]);
    if (separates) out[size++] = ' ';
  }
  return hash_bytes(out, size);
}

bool effects_is_extends_helper(Work *work, NodeId declarator) {
  const Tree *tree = work->tree;
  NodeId name = tree_child(tree, declarator, FIELD_NAME);
  NodeId value = tree_child(tree, declarator, FIELD_VALUE);
  const Symbol *symbol = effects_symbol_of(work, name);
  bool may_be = work->calls && value && symbol && symbol->scope == SCOPE_FILE &&
                text_is(tree_text(tree, name), TEXT("__extends"));
  if (!may_be) return false;
  uint64_t hash = hash_without_blanks(&work->scratch, tree_text(tree, value));
  for (size_t i = 0; i < sizeof helper_hashes / sizeof *helper_hashes; i++) {
    if (helper_hashes[i] == hash) work->effects->extends_helper = declarator;
  }
  return work->effects->extends_helper == declarator;
}

static bool is_imported_helper(const Tree *tree, NodeId specifier) {
  if (tree_kind(tree, specifier) != NODE_IMPORT_SPECIFIER) return false;
  NodeId statement = specifier;
  while (tree_kind(tree, statement) != NODE_IMPORT_STATEMENT)
    statement = tree->nodes[statement].parent;
  Text source = tree_text(tree, tree_child(tree, statement, FIELD_SOURCE));
  Text name = tree_text(tree, tree_child(tree, specifier, FIELD_NAME));
  return text_is(text_slice(source, 1, source.size - 1), TEXT("tslib")) &&
         text_is(name, TEXT("__extends"));
}

// Whether a callee is the helper, of tslib or of the file, which is judged before what follows it.
static bool is_helper(Work *work, NodeId callee) {
  const Tree *tree = work->tree;
  const Symbol *symbol = effects_symbol_of(work, callee);
  if (!symbol || symbol->flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED)) return false;
  NodeId declaration = symbol->declaration ? tree->nodes[symbol->declaration].parent : NO_NODE;
  if (symbol->kind == SYMBOL_IMPORT) return is_imported_helper(tree, declaration);
  return symbol->kind == SYMBOL_VAR && symbol->scope == SCOPE_FILE &&
         declaration == work->effects->extends_helper;
}

// ---- The class that is extended

// The call of the helper with which a function's body begins, for a function that is declared
// there; or none.
static NodeId extending_call(Work *work, NodeId function) {
  const Tree *tree = work->tree;
  NodeId block = tree->nodes[function].parent;
  NodeId call = tree_first_named(tree, tree_first_named(tree, block));
  if (tree_kind(tree, call) != NODE_CALL_EXPRESSION) return NO_NODE;
  NodeId target = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  NodeId name = tree_child(tree, function, FIELD_NAME);
  bool is_it = target && tree->nodes[target].symbol == tree->nodes[name].symbol &&
               tree_kind(tree, target) == NODE_IDENTIFIER &&
               is_helper(work, tree_child(tree, call, FIELD_FUNCTION));
  return is_it ? call : NO_NODE;
}

// What a function that is called where it stands gets for its first parameter, if `name` is that.
static NodeId argument_for(const Work *work, NodeId name) {
  const Tree *tree = work->tree;
  const Symbol *symbol = effects_symbol_of(work, name);
  if (!symbol || symbol->kind != SYMBOL_PARAMETER) return NO_NODE;
  if (symbol->flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED)) return NO_NODE;
  NodeId list = tree->nodes[symbol->declaration].parent, function = tree->nodes[list].parent;
  if (tree_first_named(tree, list) != symbol->declaration) return NO_NODE;
  NodeId call = tree->nodes[function].parent;
  while (tree_kind(tree, call) == NODE_PARENTHESIZED_EXPRESSION) call = tree->nodes[call].parent;
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  bool is_called = tree_kind(tree, call) == NODE_CALL_EXPRESSION &&
                   tree_inside_parentheses(tree, callee) == function;
  return is_called ? tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS)) : NO_NODE;
}

static bool is_error(Text name) {
  static const Text names[] = {TEXT("Error"),     TEXT("EvalError"),   TEXT("RangeError"),
                               TEXT("TypeError"), TEXT("SyntaxError"), TEXT("ReferenceError"),
                               TEXT("URIError")};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (text_is(names[i], name)) return true;
  }
  return false;
}

// The class that a function extends; false: it can't be told. `*super` is NULL for an error of the
// language's.
static bool find_super(Work *work, NodeId call, const MadeClass **super) {
  const Tree *tree = work->tree;
  NodeId target = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  NodeId other = target ? tree_next_named(tree, target) : NO_NODE;
  if (!other || tree_next_named(tree, other)) return false;
  NodeId argument = argument_for(work, other);
  *super = NULL;
  if (tree_kind(tree, argument) != NODE_IDENTIFIER) return false;
  if (effects_is_global(work, argument)) return is_error(tree_text(tree, argument));
  const Effects *effects = work->effects;
  uint32_t number = effects->class_of ? effects->class_of[tree->nodes[argument].symbol] : 0;
  if (!number) return false;
  *super = &effects->classes.at[number - 1];
  return (*super)->loud_before == effects->loud_count;
}

bool effects_inherits(Work *work, NodeId function, bool is_prototype, Text name) {
  NodeId call = extending_call(work, function);
  const MadeClass *super;
  if (!call) return false;
  if (work->inside || !work->calls || !find_super(work, call, &super)) return true;
  for (int depth = 0; super; depth++) {
    Text key = effects_member_key(&work->scratch, super->function, is_prototype, name);
    if (depth == CHAIN_LIMIT || map_has(&work->effects->defined, key)) return true;
    super = super->super ? &work->effects->classes.at[super->super - 1] : NULL;
  }
  return false;
}

bool effects_is_quiet_extension(Work *work, NodeId call) {
  const Tree *tree = work->tree;
  NodeId target = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  NodeId function = effects_declared_function(work, target);
  const MadeClass *super;
  return function && !work->inside && work->calls && extending_call(work, function) == call &&
         find_super(work, call, &super);
}

// ---- Classes that a part makes

// The function that the code of `function` gives, declared in it and returned at its end; or none.
static NodeId returned_function(const Work *work, NodeId function) {
  const Tree *tree = work->tree;
  NodeId block = tree_child(tree, function, FIELD_BODY), last = NO_NODE;
  if (tree_kind(tree, block) != NODE_STATEMENT_BLOCK) return NO_NODE;
  tree_each_named(tree, block, statement) {
    NodeKind kind = tree_kind(tree, statement);
    bool is_straight = kind == NODE_EXPRESSION_STATEMENT || kind == NODE_FUNCTION_DECLARATION ||
                       kind == NODE_VARIABLE_DECLARATION || kind == NODE_RETURN_STATEMENT;
    if (!is_straight) return NO_NODE;
    last = statement;
    if (kind == NODE_RETURN_STATEMENT) break;
  }
  NodeId value = tree_first_named(tree, last);
  if (tree_kind(tree, last) != NODE_RETURN_STATEMENT || !value) return NO_NODE;
  NodeId made = effects_declared_function(work, value);
  return made && tree->nodes[made].parent == block ? made : NO_NODE;
}

// The only declarator of a part, or none.
static NodeId declarator_of(const Tree *tree, NodeId part) {
  if (tree_kind(tree, part) == NODE_EXPORT_STATEMENT)
    part = tree_child(tree, part, FIELD_DECLARATION);
  if (tree_kind(tree, part) == NODE_VARIABLE_DECLARATOR) return part;
  bool is_declaration = tree_kind(tree, part) == NODE_VARIABLE_DECLARATION ||
                        tree_kind(tree, part) == NODE_LEXICAL_DECLARATION;
  return is_declaration ? tree_first_named(tree, part) : NO_NODE;
}

void effects_note_class(Work *work, NodeId part) {
  const Tree *tree = work->tree;
  Effects *effects = work->effects;
  NodeId declarator = declarator_of(tree, part);
  NodeId name = declarator ? tree_child(tree, declarator, FIELD_NAME) : NO_NODE;
  NodeId call = tree_inside_parentheses(tree, tree_child(tree, declarator, FIELD_VALUE));
  if (!declarator || tree_kind(tree, call) != NODE_CALL_EXPRESSION) return;
  const Symbol *symbol = effects_symbol_of(work, name);
  if (!symbol || symbol->flags & (SYMBOL_ASSIGNED | SYMBOL_REDECLARED)) return;
  NodeId callee = tree_inside_parentheses(tree, tree_child(tree, call, FIELD_FUNCTION));
  if (tree_kind(tree, callee) != NODE_FUNCTION_EXPRESSION) return;
  MadeClass made = {.function = returned_function(work, callee),
                    .loud_before = effects->loud_count};
  if (!made.function) return;
  NodeId extending = extending_call(work, made.function);
  const MadeClass *super = NULL;
  if (extending && !find_super(work, extending, &super)) return;
  if (super) made.super = (uint32_t)(super - effects->classes.at) + 1;
  array_push(effects->arena, &effects->classes, made);
  if (!effects->class_of)
    effects->class_of = arena_new(effects->arena, uint32_t, effects->table->symbol_count);
  effects->class_of[tree->nodes[name].symbol] = effects->classes.count;
}
