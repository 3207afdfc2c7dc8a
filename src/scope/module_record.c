// One pass over the nodes in source order. What a node means often depends on what it is inside of
// (a function, a try block); as the nodes below one are a range of the array, "inside" is a
// comparison with the end of the latest such range, and no stack is needed.
#include "scope/module_record.h"

#include "scope/commonjs_exports.h"
#include "scope/created_require.h"
#include "scope/glob_pattern.h"
#include "scope/passed_require.h"
#include "scope/url_import.h"
#include "syntax/literal.h"

#include <ctype.h>

typedef struct Reader {
  Arena *arena;
  Arena scratch;
  const ScopeTable *table;
  const Tree *tree;
  ModuleRecord *record;
  NodeIds exports_uses; // identifiers called `exports` and `module`
  NodeIds choosers;     // calls around that choose between strings, the innermost last
  SymbolId require, module, exports, filename, dirname; // given symbols, or 0
  SymbolId passed;                                      // a parameter that is `require`, too, or 0
  Array(SymbolId) created;                              // variables that are `require`, too
  NodeId end_of_function; // below it, `await` and `return` belong to a function
  NodeId end_of_this;     // below it, `this` is not the file's
  NodeId end_of_try;      // below it, an exception is caught
  uint8_t *is_telling;    // by SymbolId: its uses are looked at
} Reader;

static void find_given(Reader *reader);
static void find_telling(Reader *reader);
static bool is_of_interest(const Reader *reader, const Node *node);
static void read_node(Reader *reader, NodeId id);
static void read_annotation(Reader *reader, NodeId dead);

void module_record_read(Arena *arena, const ScopeTable *table, ModuleRecord *record) {
  Reader reader = {.arena = arena, .table = table, .tree = table->tree, .record = record};
  find_given(&reader);
  find_telling(&reader);
  for (NodeId id = NODE_ROOT; id < reader.tree->node_count;) {
    const Node *node = tree_node(reader.tree, id);
    if (node->flags & NODE_DEAD) {
      read_annotation(&reader, id);
      id = node->after;
      continue;
    }
    if (is_of_interest(&reader, node)) read_node(&reader, id);
    id++;
  }
  if (!module_record_is_esm(record)) {
    if (table->has_eval) record->syntax |= MODULE_USES_MODULE | MODULE_USES_EXPORTS;
    commonjs_exports_read(arena, table, record, &reader.exports_uses);
  }
  arena_release(&reader.scratch);
}

// `var exports` at the top of a CommonJS file is the variable that is there anyway.
static bool is_given(const ScopeTable *table, SymbolId id) {
  const Symbol *symbol = &table->symbols[id];
  bool is_again = symbol->kind == SYMBOL_VAR && symbol->scope == SCOPE_FILE;
  return symbol->kind == SYMBOL_UNBOUND || (is_again && table->tree->goal == SYNTAX_COMMONJS);
}

static void find_given(Reader *reader) {
  const ScopeTable *table = reader->table;
  for (SymbolId id = 1; id < table->symbol_count; id++) {
    if (!is_given(table, id)) continue;
    Text name = scope_symbol_name(table, id);
    bool is_unbound = table->symbols[id].kind == SYMBOL_UNBOUND;
    if (text_is(name, TEXT("require")) && is_unbound)
      reader->require = id;
    else if (text_is(name, TEXT("module")))
      reader->module = id;
    else if (text_is(name, TEXT("exports")))
      reader->exports = id;
    else if (text_is(name, TEXT("__filename")))
      reader->filename = id;
    else if (text_is(name, TEXT("__dirname")))
      reader->dirname = id;
  }
}

// Besides what Node gives, a variable may be `require` by another name: those come as they are
// found. What is called `exports` or `module` counts whatever it is, see commonjs_exports.h.
static void find_telling(Reader *reader) {
  const ScopeTable *table = reader->table;
  reader->is_telling = arena_new(&reader->scratch, uint8_t, table->symbol_count);
  SymbolId given[] = {reader->require, reader->module, reader->exports, reader->filename,
                      reader->dirname};
  for (size_t i = 0; i < sizeof given / sizeof *given; i++) reader->is_telling[given[i]] = true;
  // What is no variable may be the `this` of a tag.
  reader->is_telling[0] = true;
  for (SymbolId id = 1; (reader->module || reader->exports) && id < table->symbol_count; id++) {
    Text name = scope_symbol_name(table, id);
    if (text_is(name, TEXT("exports")) || text_is(name, TEXT("module")))
      reader->is_telling[id] = true;
  }
}

// What there is to do about a node. Few are looked at: the rest is passed over at the speed of
// memory.
enum { OF_NO_INTEREST, IF_TELLING, OF_INTEREST };

static const uint8_t interests[NODE_KIND_COUNT] = {
    [NODE_IDENTIFIER] = IF_TELLING,
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER] = IF_TELLING,
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN] = IF_TELLING,
    [NODE_CALL_EXPRESSION] = OF_INTEREST,
    [NODE_VARIABLE_DECLARATOR] = OF_INTEREST,
    [NODE_MEMBER_EXPRESSION] = OF_INTEREST,
    [NODE_NEW_EXPRESSION] = OF_INTEREST,
    [NODE_IMPORT_STATEMENT] = OF_INTEREST,
    [NODE_EXPORT_STATEMENT] = OF_INTEREST,
    [NODE_META_PROPERTY] = OF_INTEREST,
    [NODE_RETURN_STATEMENT] = OF_INTEREST,
    [NODE_TRY_STATEMENT] = OF_INTEREST,
    [NODE_THIS] = OF_INTEREST,
    [TOKEN_AWAIT_WORD] = OF_INTEREST,
    // where another `this` begins
    [NODE_ARROW_FUNCTION] = OF_INTEREST,
    [NODE_FUNCTION_DECLARATION] = OF_INTEREST,
    [NODE_FUNCTION_EXPRESSION] = OF_INTEREST,
    [NODE_GENERATOR_FUNCTION] = OF_INTEREST,
    [NODE_GENERATOR_FUNCTION_DECLARATION] = OF_INTEREST,
    [NODE_CLASS_STATIC_BLOCK] = OF_INTEREST,
    [NODE_FORMAL_PARAMETERS] = OF_INTEREST,
};

// The value of a field has a `this` of its own, and a branch may be a path to choose; whatever they
// are.
static bool is_of_interest(const Reader *reader, const Node *node) {
  uint8_t interest = interests[node->kind];
  if (interest == IF_TELLING && reader->is_telling[node->symbol]) return true;
  if (interest == OF_INTEREST || node->field == FIELD_VALUE) return true;
  bool is_branch = node->field == FIELD_CONSEQUENCE || node->field == FIELD_ALTERNATIVE;
  return is_branch && reader->choosers.count > 0;
}

// ---- Statements

static Text specifier_text(const Reader *reader, NodeId specifier) {
  Text text;
  if (tree_kind(reader->tree, specifier) == NODE_STRING)
    return literal_string_value(reader->arena, reader->tree, specifier);
  glob_known_text(reader->arena, reader->tree, specifier, &text);
  return text;
}

// Whether the code around deals with failures of `node`. Those of a promise, and of what a function
// does at another time, come to a `try` only where they are awaited in it.
static bool is_caught(const Reader *reader, NodeId node, bool is_promise) {
  const Tree *tree = reader->tree;
  if (node >= reader->end_of_try) return false;
  for (; node; node = tree_node(tree, node)->parent) {
    NodeKind kind = tree_kind(tree, node);
    if (kind_is_function(kind)) is_promise = true;
    if (kind == NODE_AWAIT_EXPRESSION) is_promise = false;
    bool is_tried = tree_node(tree, node)->field == FIELD_BODY &&
                    tree_kind(tree, tree_node(tree, node)->parent) == NODE_TRY_STATEMENT;
    if (is_tried && !is_promise) return true;
  }
  return false;
}

static uint32_t add_import(Reader *reader, ImportKind kind, NodeId node, NodeId specifier) {
  ImportRecord import = {
      .kind = kind,
      .node = node,
      .specifier_node = specifier,
      .specifier = specifier_text(reader, specifier),
      .is_guarded = is_caught(reader, node, kind == IMPORT_DYNAMIC),
  };
  array_push(reader->arena, &reader->record->imports, import);
  return reader->record->imports.count - 1;
}

// `node` is an import statement, or the `import` of a call.
static ImportPhase phase_of(const Tree *tree, NodeId node) {
  if (tree_child_of_kind(tree, node, TOKEN_DEFER_WORD)) return PHASE_DEFER;
  return tree_child_of_kind(tree, node, TOKEN_SOURCE_WORD) ? PHASE_SOURCE : PHASE_EVALUATION;
}

// Reads the attributes that stand in `object`.
static void read_attributes(Reader *reader, uint32_t import, NodeId object) {
  const Tree *tree = reader->tree;
  ImportRecord *record = &reader->record->imports.at[import];
  tree_each_named(tree, object, pair) {
    NodeId key = tree_child(tree, pair, FIELD_KEY), value = tree_child(tree, pair, FIELD_VALUE);
    bool is_quoted = tree_kind(tree, key) == NODE_STRING;
    if (tree_kind(tree, value) != NODE_STRING) continue;
    ImportAttribute attribute = {.key = is_quoted ? literal_string_value(reader->arena, tree, key)
                                                  : tree_text(tree, key),
                                 .value = literal_string_value(reader->arena, tree, value),
                                 .key_node = key,
                                 .value_node = value};
    array_push(reader->arena, &record->attributes, attribute);
  }
}

// The object behind the `with` of a statement, or none.
static NodeId attributes_of(const Tree *tree, NodeId statement) {
  NodeId clause = tree_child_of_kind(tree, statement, NODE_IMPORT_ATTRIBUTE);
  return clause ? tree_child_of_kind(tree, clause, NODE_OBJECT) : NO_NODE;
}

// A symbol's name as a text that lives as long as the record: a piece of the source, or a copy.
static Text symbol_name(Reader *reader, SymbolId symbol) {
  Text name = scope_symbol_name(reader->table, symbol);
  Text source = reader->tree->source;
  bool is_piece = name.at >= source.at && name.at + name.size <= source.at + source.size;
  return is_piece ? name : text_copy(reader->arena, name);
}

// The name that an import or export specifier writes: an identifier, a keyword or a string.
static Text written_name(Reader *reader, NodeId node) {
  if (tree_kind(reader->tree, node) == NODE_STRING) {
    return literal_string_value(reader->arena, reader->tree, node);
  }
  SymbolId symbol = tree_node(reader->tree, node)->symbol;
  Text text = tree_text(reader->tree, node);
  bool has_escape = text_find_byte(text, '\\', 0) != TEXT_NOT_FOUND;
  return has_escape && symbol ? symbol_name(reader, symbol) : text;
}

static void add_binding(Reader *reader, uint32_t import, Text name, NodeId local) {
  ImportBinding binding = {tree_node(reader->tree, local)->symbol, name, import, local};
  array_push(reader->arena, &reader->record->bindings, binding);
}

static void read_named_imports(Reader *reader, uint32_t import, NodeId list) {
  tree_each_child(reader->tree, list, child) {
    if (tree_kind(reader->tree, child) != NODE_IMPORT_SPECIFIER) continue;
    NodeId name = tree_child(reader->tree, child, FIELD_NAME);
    NodeId alias = tree_child(reader->tree, child, FIELD_ALIAS);
    add_binding(reader, import, written_name(reader, name), alias ? alias : name);
  }
}

static void read_import_statement(Reader *reader, NodeId statement) {
  const Tree *tree = reader->tree;
  reader->record->syntax |= MODULE_HAS_IMPORT;
  NodeId source = tree_child(tree, statement, FIELD_SOURCE);
  uint32_t import = add_import(reader, IMPORT_STATEMENT, statement, source);
  reader->record->imports.at[import].phase = phase_of(tree, statement);
  read_attributes(reader, import, attributes_of(tree, statement));
  NodeId clause = tree_child_of_kind(tree, statement, NODE_IMPORT_CLAUSE);
  tree_each_child(tree, clause, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind == NODE_IDENTIFIER) add_binding(reader, import, TEXT("default"), child);
    if (kind == NODE_NAMED_IMPORTS) read_named_imports(reader, import, child);
    if (kind == NODE_NAMESPACE_IMPORT) {
      add_binding(reader, import, TEXT("*"), tree_last_child(tree, child));
    }
  }
}

static void add_export(Reader *reader, ExportEntry entry) {
  array_push(reader->arena, &reader->record->exports, entry);
}

static void read_export_clause(Reader *reader, NodeId clause, NodeId source, uint32_t import) {
  const Tree *tree = reader->tree;
  tree_each_child(tree, clause, child) {
    if (tree_kind(tree, child) != NODE_EXPORT_SPECIFIER) continue;
    NodeId name = tree_child(tree, child, FIELD_NAME);
    NodeId alias = tree_child(tree, child, FIELD_ALIAS);
    ExportEntry entry = {
        .kind = source ? EXPORT_INDIRECT : EXPORT_LOCAL,
        .name = written_name(reader, alias ? alias : name),
        .local = source ? 0 : tree_node(tree, name)->symbol,
        .imported = source ? written_name(reader, name) : (Text){0},
        .record = import,
        .node = alias ? alias : name,
    };
    add_export(reader, entry);
  }
}

// Exports every name that `pattern` declares: all identifiers in it that declare a symbol.
static void export_pattern(Reader *reader, NodeId pattern) {
  const Tree *tree = reader->tree;
  for (NodeId id = pattern; id < tree_node(tree, pattern)->after; id++) {
    NodeKind kind = tree_kind(tree, id);
    bool is_name = kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN ||
                   kind == NODE_UNDEFINED;
    // Defaults and computed keys are expressions, not names.
    const Node *node = tree_node(tree, id);
    bool is_value = node->field == FIELD_RIGHT || kind == NODE_COMPUTED_PROPERTY_NAME;
    if (is_value && id != pattern) {
      id = node->after - 1;
      continue;
    }
    if (!is_name || !node->symbol) continue;
    ExportEntry entry = {.kind = EXPORT_LOCAL,
                         .name = symbol_name(reader, node->symbol),
                         .local = node->symbol,
                         .node = id};
    add_export(reader, entry);
  }
}

static void export_declaration(Reader *reader, NodeId declaration, bool is_default) {
  const Tree *tree = reader->tree;
  NodeId name = tree_child(tree, declaration, FIELD_NAME);
  if (name) {
    SymbolId symbol = tree_node(tree, name)->symbol;
    Text exported = is_default ? TEXT("default") : symbol_name(reader, symbol);
    add_export(reader, (ExportEntry){
                           .kind = EXPORT_LOCAL, .name = exported, .local = symbol, .node = name});
    return;
  }
  tree_each_child(tree, declaration, child) {
    if (tree_kind(tree, child) != NODE_VARIABLE_DECLARATOR) continue;
    export_pattern(reader, tree_child(tree, child, FIELD_NAME));
  }
}

static void read_export_all(Reader *reader, NodeId statement, uint32_t import) {
  const Tree *tree = reader->tree;
  NodeId as = tree_child_of_kind(tree, statement, NODE_NAMESPACE_EXPORT);
  if (!as) {
    array_push(reader->arena, &reader->record->stars, import);
    return;
  }
  NodeId name = tree_last_child(tree, as);
  add_export(reader, (ExportEntry){.kind = EXPORT_INDIRECT,
                                   .name = written_name(reader, name),
                                   .imported = TEXT("*"),
                                   .record = import,
                                   .node = name});
}

static void read_export_statement(Reader *reader, NodeId statement) {
  const Tree *tree = reader->tree;
  reader->record->syntax |= MODULE_HAS_EXPORT;
  NodeId source = tree_child(tree, statement, FIELD_SOURCE);
  uint32_t import = source ? add_import(reader, IMPORT_STATEMENT, statement, source) : 0;
  if (source) read_attributes(reader, import, attributes_of(tree, statement));
  NodeId clause = tree_child_of_kind(tree, statement, NODE_EXPORT_CLAUSE);
  NodeId declaration = tree_child(tree, statement, FIELD_DECLARATION);
  NodeId default_word = tree_child_of_kind(tree, statement, TOKEN_DEFAULT_WORD);
  if (clause) {
    read_export_clause(reader, clause, source, import);
  } else if (source) {
    read_export_all(reader, statement, import);
  } else if (declaration) {
    export_declaration(reader, declaration, default_word != NO_NODE);
  } else if (default_word) {
    add_export(reader, (ExportEntry){
                           .kind = EXPORT_DEFAULT, .name = TEXT("default"), .node = default_word});
  }
}

// ---- Calls

// Whether the string that an expression makes is written there.
static bool is_known(Reader *reader, NodeId expression) {
  const Tree *tree = reader->tree;
  NodeKind kind = tree_kind(tree, expression);
  if (kind == NODE_STRING) return true;
  bool may_be = kind == NODE_TEMPLATE_STRING || kind == NODE_BINARY_EXPRESSION ||
                kind == NODE_PARENTHESIZED_EXPRESSION;
  Text text;
  return may_be && glob_known_text(&reader->scratch, tree, expression, &text);
}

// The first argument of a call if it is a string, perhaps put together of known ones.
static NodeId string_argument(Reader *reader, NodeId call) {
  NodeId arguments = tree_child(reader->tree, call, FIELD_ARGUMENTS);
  NodeId first = tree_first_named(reader->tree, arguments);
  return is_known(reader, first) ? first : NO_NODE;
}

// Whether `.catch(…)` or `.then(…, …)` takes care of the promise that `call` makes, or of one that
// `.then(…)` or `.finally(…)` makes of it.
static bool has_catch(const Tree *tree, NodeId call) {
  for (;;) {
    NodeId member = tree_node(tree, call)->parent;
    if (tree_kind(tree, member) != NODE_MEMBER_EXPRESSION) return false;
    Text property = tree_text(tree, tree_child(tree, member, FIELD_PROPERTY));
    if (text_is(property, TEXT("catch"))) return true;
    bool is_then = text_is(property, TEXT("then"));
    if (!is_then && !text_is(property, TEXT("finally"))) return false;
    call = tree_node(tree, member)->parent;
    NodeId first = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
    if (is_then && first && tree_next_named(tree, first)) return true;
  }
}

// ---- Options of import()

// The second argument of import(), or none.
static NodeId options_of(const Tree *tree, NodeId call) {
  return tree_next_named(tree, tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS)));
}

// The object of attributes in options, as far as it is written there; or none.
static NodeId with_option(Reader *reader, NodeId options) {
  const Tree *tree = reader->tree;
  if (tree_kind(tree, options) != NODE_OBJECT) return NO_NODE;
  tree_each_named(tree, options, pair) {
    NodeId key = tree_child(tree, pair, FIELD_KEY), value = tree_child(tree, pair, FIELD_VALUE);
    bool is_quoted = tree_kind(tree, key) == NODE_STRING;
    Text name = is_quoted ? literal_string_value(reader->arena, tree, key) : tree_text(tree, key);
    if (text_is(name, TEXT("with")) && tree_kind(tree, value) == NODE_OBJECT) return value;
  }
  return NO_NODE;
}

// Whether all that stands in an object are strings by plain names; `except`, a value, may be
// anything.
static bool holds_strings(const Tree *tree, NodeId object, NodeId except) {
  tree_each_named(tree, object, pair) {
    NodeId key = tree_child(tree, pair, FIELD_KEY), value = tree_child(tree, pair, FIELD_VALUE);
    NodeKind kind = tree_kind(tree, key);
    bool is_name = kind == NODE_PROPERTY_IDENTIFIER || kind == NODE_STRING;
    Text name = tree_text(tree, key);
    bool is_special = text_find_byte(name, '\\', 0) != TEXT_NOT_FOUND ||
                      text_find(name, TEXT("__proto__")) != TEXT_NOT_FOUND;
    if (!is_name || is_special) return false;
    if (value != except && tree_kind(tree, value) != NODE_STRING) return false;
  }
  return true;
}

// Reads the options of import(), which `import` is or belongs to. Those that are written out are
// known; of all others it must be seen to, when they are there, that import() can use them.
static void read_options(Reader *reader, uint32_t import, NodeId call) {
  const Tree *tree = reader->tree;
  NodeId options = options_of(tree, call), with = with_option(reader, options);
  bool is_known = with && holds_strings(tree, with, NO_NODE) && holds_strings(tree, options, with);
  if (!is_known) reader->record->imports.at[import].options = options;
  read_attributes(reader, import, with);
}

// ---- Calls that choose between strings

enum { DEEPEST_CHOICE = 16 }; // choices inside of each other

static bool are_strings(Reader *reader, NodeId expression, uint32_t depth) {
  const Tree *tree = reader->tree;
  if (tree_node(tree, expression)->flags & NODE_DEAD || is_known(reader, expression)) return true;
  NodeKind kind = tree_kind(tree, expression);
  if (depth == DEEPEST_CHOICE) return false;
  if (kind == NODE_PARENTHESIZED_EXPRESSION)
    return are_strings(reader, tree_first_named(tree, expression), depth + 1);
  return kind == NODE_TERNARY_EXPRESSION &&
         are_strings(reader, tree_child(tree, expression, FIELD_CONSEQUENCE), depth + 1) &&
         are_strings(reader, tree_child(tree, expression, FIELD_ALTERNATIVE), depth + 1);
}

// Whether the path is one of several that are known, as in `require(a ? "./b" : "./c")`. It is
// asked once for each call, as all of its strings have to be looked at; they become imports as they
// come.
static bool enter_chooser(Reader *reader, NodeId call) {
  const Tree *tree = reader->tree;
  NodeId path = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  NodeKind kind = tree_kind(tree, path);
  bool may_choose = kind == NODE_TERNARY_EXPRESSION || kind == NODE_PARENTHESIZED_EXPRESSION;
  if (!may_choose || !are_strings(reader, path, 0)) return false;
  array_push(&reader->scratch, &reader->choosers, call);
  return true;
}

// The innermost call around a node that chooses between strings, or none.
static NodeId chooser_around(Reader *reader, NodeId id) {
  NodeIds *choosers = &reader->choosers;
  while (choosers->count > 0) {
    NodeId call = choosers->at[choosers->count - 1];
    if (id < tree_node(reader->tree, call)->after) return call;
    choosers->count--;
  }
  return NO_NODE;
}

// The call of whose path an expression is a choice, or none.
static NodeId choosing_call(const Tree *tree, NodeId choice) {
  for (uint32_t depth = 0; depth < DEEPEST_CHOICE; depth++) {
    const Node *node = tree_node(tree, choice);
    NodeKind parent = tree_kind(tree, node->parent);
    bool is_path = parent == NODE_ARGUMENTS && tree_first_named(tree, node->parent) == choice;
    if (is_path) return tree_node(tree, node->parent)->parent;
    bool is_branch = node->field == FIELD_CONSEQUENCE || node->field == FIELD_ALTERNATIVE;
    bool is_inside =
        parent == NODE_PARENTHESIZED_EXPRESSION || (parent == NODE_TERNARY_EXPRESSION && is_branch);
    if (!is_inside) return NO_NODE;
    choice = node->parent;
  }
  return NO_NODE;
}

static void read_branch(Reader *reader, NodeId branch) {
  const Tree *tree = reader->tree;
  NodeId call = chooser_around(reader, branch);
  if (!call || choosing_call(tree, branch) != call || !is_known(reader, branch)) return;
  NodeId callee = tree_first_child(tree, call);
  bool is_import = tree_kind(tree, callee) == NODE_IMPORT;
  uint32_t import = add_import(reader, is_import ? IMPORT_DYNAMIC : IMPORT_REQUIRE, branch, branch);
  reader->record->imports.at[import].chooser = callee;
  if (!is_import) return;
  reader->record->imports.at[import].is_guarded |= has_catch(tree, call);
  read_options(reader, import, call);
}

// ---- Calls whose path is not known

// A call whose path is only known in part when it runs. False if nothing is known of it.
static bool read_glob(Reader *reader, NodeId call, NodeId callee) {
  const Tree *tree = reader->tree;
  NodeId path = tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS));
  NodeKind kind = tree_kind(tree, path);
  if (kind != NODE_BINARY_EXPRESSION && kind != NODE_TEMPLATE_STRING) return false;
  Text pattern = glob_pattern_of(reader->arena, tree, path);
  if (pattern.size == 0) return false;
  bool is_import = tree_kind(tree, callee) == NODE_IMPORT;
  ImportRecord import = {.kind = IMPORT_REQUIRE,
                         .node = callee,
                         .specifier_node = path,
                         .specifier = pattern,
                         .is_glob = true,
                         .is_glob_import = is_import,
                         .is_guarded = is_caught(reader, callee, is_import)};
  if (is_import) import.is_guarded |= has_catch(tree, call);
  array_push(reader->arena, &reader->record->imports, import);
  uint32_t index = reader->record->imports.count - 1;
  if (is_import) read_options(reader, index, call);
  return true;
}

static void read_dynamic_import(Reader *reader, NodeId call) {
  NodeId specifier = string_argument(reader, call);
  NodeId callee = tree_first_child(reader->tree, call);
  ImportPhase phase = phase_of(reader->tree, callee);
  if (!specifier && (phase || enter_chooser(reader, call))) return;
  if (!specifier) {
    read_glob(reader, call, callee);
    return;
  }
  uint32_t import = add_import(reader, IMPORT_DYNAMIC, call, specifier);
  reader->record->imports.at[import].phase = phase;
  reader->record->imports.at[import].is_guarded |= has_catch(reader->tree, call);
  read_options(reader, import, call);
}

static uint32_t count_arguments(const Reader *reader, NodeId call) {
  uint32_t count = 0;
  tree_each_named(reader->tree, tree_child(reader->tree, call, FIELD_ARGUMENTS), argument) count++;
  return count;
}

// Whether a node is what `.property` is asked of.
static bool is_object_of(const Tree *tree, NodeId name, Text property) {
  NodeId member = tree_node(tree, name)->parent;
  return tree_kind(tree, member) == NODE_MEMBER_EXPRESSION &&
         tree_node(tree, name)->field == FIELD_OBJECT &&
         text_is(tree_text(tree, tree_child(tree, member, FIELD_PROPERTY)), property);
}

// A use of `require`: a call that is understood becomes an import, anything else is listed.
static void read_require(Reader *reader, NodeId name) {
  const Tree *tree = reader->tree;
  NodeId parent = tree_node(tree, name)->parent;
  NodeId grand_parent = tree_node(tree, parent)->parent;
  bool is_call = tree_kind(tree, parent) == NODE_CALL_EXPRESSION &&
                 tree_node(tree, name)->field == FIELD_FUNCTION;
  NodeId specifier = is_call ? string_argument(reader, parent) : NO_NODE;
  if (specifier) {
    add_import(reader, IMPORT_REQUIRE, parent, specifier);
    return;
  }
  if (is_call && enter_chooser(reader, parent)) return;
  if (is_call && read_glob(reader, parent, name)) return;
  if (is_call && name >= reader->end_of_try) {
    array_push(reader->arena, &reader->record->dynamic_requires, parent);
  }
  bool is_resolve = is_object_of(tree, name, TEXT("resolve")) &&
                    tree_kind(tree, grand_parent) == NODE_CALL_EXPRESSION;
  NodeId resolved = is_resolve ? string_argument(reader, grand_parent) : NO_NODE;
  // Options say from where else to look.
  if (resolved && count_arguments(reader, grand_parent) == 1)
    add_import(reader, IMPORT_RESOLVE, grand_parent, resolved);
  if (is_object_of(tree, name, TEXT("main"))) reader->record->syntax |= MODULE_READS_MAIN;
  SymbolId passed = passed_require(reader->table, name);
  if (passed) {
    reader->passed = passed;
    reader->is_telling[passed] = true;
  }
  array_push(reader->arena, &reader->record->requires, name);
}

// What is not understood asks the parameter, as it is.
static void read_passed_require(Reader *reader, NodeId name) {
  const Tree *tree = reader->tree;
  NodeId call = tree_node(tree, name)->parent;
  if (tree_kind(tree, call) != NODE_CALL_EXPRESSION) return;
  NodeId specifier =
      tree_node(tree, name)->field == FIELD_FUNCTION ? string_argument(reader, call) : NO_NODE;
  if (specifier) add_import(reader, IMPORT_REQUIRE, call, specifier);
}

// A call of what createRequire() gives.
static void read_created_call(Reader *reader, NodeId call) {
  NodeId specifier = string_argument(reader, call);
  if (!specifier) return;
  uint32_t import = add_import(reader, IMPORT_REQUIRE, call, specifier);
  reader->record->imports.at[import].is_created = true;
}

static void read_created_require(Reader *reader, NodeId name) {
  const Node *node = tree_node(reader->tree, name);
  uint32_t which = 0;
  while (which < reader->created.count && reader->created.at[which] != node->symbol) which++;
  if (which == reader->created.count) return;
  bool is_call = tree_kind(reader->tree, node->parent) == NODE_CALL_EXPRESSION;
  if (is_call && node->field == FIELD_FUNCTION) read_created_call(reader, node->parent);
}

enum { MOST_CREATED = 8 }; // in a file: each name is compared with all of them

static void read_declarator(Reader *reader, NodeId declarator) {
  SymbolId created = created_require(reader->table, reader->record, declarator);
  if (!created || reader->created.count == MOST_CREATED) return;
  array_push(&reader->scratch, &reader->created, created);
  reader->is_telling[created] = true;
}

// ---- Names, and what is inside what

enum { TELLING_ALWAYS = 3 }; // those that are called for nothing else

// `Object.freeze(name)`, and what else tells a property that is a value from one with a getter.
// What isn't an import may be a namespace that import() has given, but hardly where it is frozen.
static void read_reflection(Reader *reader, NodeId call) {
  static const char *const telling[] = {
      "getOwnPropertyDescriptor", "getOwnPropertyDescriptors", "isFrozen",
      "defineProperty",           "defineProperties",          "freeze"};
  const Tree *tree = reader->tree;
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  if (tree_kind(tree, callee) != NODE_MEMBER_EXPRESSION) return;
  Text object = tree_text(tree, tree_child(tree, callee, FIELD_OBJECT));
  if (!text_is(object, TEXT("Object")) && !text_is(object, TEXT("Reflect"))) return;
  Text name = tree_text(tree, tree_child(tree, callee, FIELD_PROPERTY));
  size_t count = sizeof telling / sizeof *telling, which = 0;
  while (which < count && !text_is(name, text_of(telling[which]))) which++;
  bool tells = which < count;
  NodeId subject =
      tells ? tree_first_named(tree, tree_child(tree, call, FIELD_ARGUMENTS)) : NO_NODE;
  SymbolId symbol = subject ? tree_node(tree, subject)->symbol : 0;
  if (!symbol) return;
  SymbolKind kind = reader->table->symbols[symbol].kind;
  if (kind == SYMBOL_IMPORT)
    reader->record->syntax |= MODULE_LOOKS_INTO_IMPORTS;
  else if (kind != SYMBOL_UNBOUND && which < TELLING_ALWAYS)
    reader->record->syntax |= MODULE_LOOKS_INTO_OBJECTS;
}

static void read_member(Reader *reader, NodeId member) {
  const Tree *tree = reader->tree;
  NodeId property = tree_node(tree, member)->after - 1; // a member's last leaf
  if (!text_is(tree_text(tree, property), TEXT("name"))) return;
  NodeId object = tree_child(tree, member, FIELD_OBJECT);
  SymbolId symbol = tree_node(tree, object)->symbol;
  bool is_import = symbol && reader->table->symbols[symbol].kind == SYMBOL_IMPORT;
  bool is_default =
      tree_kind(tree, object) == NODE_MEMBER_EXPRESSION &&
      text_is(tree_text(tree, tree_child(tree, object, FIELD_PROPERTY)), TEXT("default"));
  if (is_import || is_default) reader->record->syntax |= MODULE_READS_NAMES;
}

static void read_this(Reader *reader, NodeId id) {
  if (id < reader->end_of_this) return;
  reader->record->syntax |= MODULE_USES_THIS;
  array_push(reader->arena, &reader->record->this_nodes, id);
}

// The tag of <this.x/> begins with a name that is none.
static void read_this_in_tag(Reader *reader, NodeId id) {
  const Tree *tree = reader->tree;
  bool is_object = tree_node(tree, id)->field == FIELD_OBJECT;
  if (is_object && text_is(tree_text(tree, id), TEXT("this"))) read_this(reader, id);
}

// Any variable of that name counts, see commonjs_exports.h.
static void note_exports_use(Reader *reader, NodeId id) {
  Text name = tree_text(reader->tree, id);
  if (text_is(name, TEXT("exports")) || text_is(name, TEXT("module"))) {
    array_push(&reader->scratch, &reader->exports_uses, id);
  }
}

// `0 && (module.exports = { … })`: what compilers write for Node to read, and nobody to run.
static void read_annotation(Reader *reader, NodeId dead) {
  const Tree *tree = reader->tree;
  NodeId parent = tree_node(tree, dead)->parent;
  bool is_annotation = tree_kind(tree, parent) == NODE_BINARY_EXPRESSION &&
                       text_is(tree_text(tree, tree_child(tree, parent, FIELD_LEFT)), TEXT("0"));
  for (NodeId id = dead; is_annotation && id < tree_node(tree, dead)->after; id++) {
    if (tree_kind(tree, id) == NODE_IDENTIFIER) note_exports_use(reader, id);
  }
}

static void read_name(Reader *reader, NodeId id) {
  SymbolId symbol = tree_node(reader->tree, id)->symbol;
  if (!symbol) {
    read_this_in_tag(reader, id);
    return;
  }
  if (reader->module || reader->exports) note_exports_use(reader, id);
  uint32_t *syntax = &reader->record->syntax;
  if (symbol == reader->require) read_require(reader, id);
  if (symbol == reader->passed) read_passed_require(reader, id);
  read_created_require(reader, id);
  if (symbol == reader->module) {
    *syntax |= MODULE_USES_MODULE;
    if (is_object_of(reader->tree, id, TEXT("parent"))) *syntax |= MODULE_READS_PARENT;
    // `module.require` is `require`, seen from the same file.
    if (is_object_of(reader->tree, id, TEXT("require")))
      read_require(reader, tree_node(reader->tree, id)->parent);
  }
  if (symbol == reader->exports) *syntax |= MODULE_USES_EXPORTS;
  if (symbol == reader->filename) *syntax |= MODULE_USES_FILENAME;
  if (symbol == reader->dirname) *syntax |= MODULE_USES_DIRNAME;
}

// `new.target` outside of functions is that of the one around a CommonJS module, as `this` is.
static void read_meta_property(Reader *reader, NodeId id) {
  if (!tree_is_import_meta(reader->tree, id)) {
    if (id >= reader->end_of_this) reader->record->syntax |= MODULE_USES_THIS;
    return;
  }
  reader->record->syntax |= MODULE_HAS_IMPORT;
  if (!url_import_is_own(reader->tree, tree_node(reader->tree, id)->parent))
    reader->record->syntax |= MODULE_READS_PATHS;
  array_push(reader->arena, &reader->record->import_metas, id);
}

static void enter_until(NodeId *end, NodeId until) {
  if (*end < until) *end = until;
}

// `for await` and `await using` have the word as a token of their own.
static void read_await_word(Reader *reader, NodeId id) {
  if (id < reader->end_of_function) return;
  reader->record->syntax |= MODULE_HAS_AWAIT;
  if (!reader->record->top_level_await) reader->record->top_level_await = id;
}

static void read_call(Reader *reader, NodeId call) {
  NodeId callee = tree_first_child(reader->tree, call);
  if (tree_kind(reader->tree, callee) == NODE_IMPORT)
    read_dynamic_import(reader, call);
  else if (creates_require(reader->table, reader->record, callee))
    read_created_call(reader, call);
  read_reflection(reader, call);
}

static void read_node(Reader *reader, NodeId id) {
  const Tree *tree = reader->tree;
  const Node *node = tree_node(tree, id);
  NodeKind kind = node->kind;
  NodeId end_of_this = tree_end_of_this(tree, id);
  enter_until(&reader->end_of_function, end_of_this);
  enter_until(&reader->end_of_this, end_of_this);
  if (kind == NODE_IDENTIFIER || kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER ||
      kind == NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN) {
    read_name(reader, id);
  } else if (kind == NODE_CALL_EXPRESSION) {
    read_call(reader, id);
  } else if (kind == NODE_VARIABLE_DECLARATOR) {
    read_declarator(reader, id);
  } else if (kind == NODE_MEMBER_EXPRESSION) {
    read_member(reader, id);
  } else if (kind == NODE_NEW_EXPRESSION) {
    NodeId file = url_import_specifier(reader->table, id);
    bool is_code = file && url_import_use(reader->table, id) != URL_OF_FILE;
    if (file) add_import(reader, is_code ? IMPORT_WORKER : IMPORT_URL, id, file);
  } else if (kind == NODE_IMPORT_STATEMENT) {
    read_import_statement(reader, id);
  } else if (kind == NODE_EXPORT_STATEMENT) {
    read_export_statement(reader, id);
  } else if (kind == NODE_ARROW_FUNCTION) {
    enter_until(&reader->end_of_function, node->after);
  } else if (kind == NODE_META_PROPERTY) {
    read_meta_property(reader, id);
  } else if (kind == NODE_RETURN_STATEMENT) {
    if (id >= reader->end_of_function) reader->record->syntax |= MODULE_HAS_RETURN;
  } else if (kind == TOKEN_AWAIT_WORD) {
    read_await_word(reader, id);
  } else if (kind == NODE_THIS) {
    read_this(reader, id);
  } else if (kind == NODE_TRY_STATEMENT) { // its block comes first
    NodeId block = tree_child(tree, id, FIELD_BODY);
    enter_until(&reader->end_of_try, tree_node(tree, block)->after);
  }
  bool is_branch = node->field == FIELD_CONSEQUENCE || node->field == FIELD_ALTERNATIVE;
  if (is_branch && tree_kind(tree, node->parent) == NODE_TERNARY_EXPRESSION)
    read_branch(reader, id);
}

bool name_is_plain(Text name) {
  if (name.size == 0 || isdigit((unsigned char)name.at[0])) return false;
  for (uint32_t i = 0; i < name.size; i++) {
    unsigned char byte = (unsigned char)name.at[i];
    if (!isalnum(byte) && byte != '_' && byte != '$') return false;
  }
  return true;
}
