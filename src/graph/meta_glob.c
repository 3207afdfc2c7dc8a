// What is called becomes the default export of the table, a function that makes the object; so the
// call itself stays, and its arguments mean nothing any more. Modules that are wanted at once are
// imports of the table: they run before the file that asks for them, as with Vite.
#include "graph/meta_glob.h"

#include "base/buffer.h"
#include "graph/glob_import.h"
#include "graph/package_json.h"
#include "scope/imported.h"
#include "syntax/literal.h"

#include <stdlib.h>

static const Text separator = TEXT(", "); // of patterns in a specifier

typedef struct Call {
  Module *module;
  const Resolver *resolver;
  NodeId callee;
  Buffer patterns;
  ImportRecord import;
} Call;

// ---- Reading

static Text without_mark(Text pattern) {
  return text_starts(pattern, TEXT("!")) ? text_slice(pattern, 1, pattern.size) : pattern;
}

// What a pattern is seen from must be known.
static bool has_place(const Call *call, Text pattern) {
  Text path = without_mark(pattern);
  if (path_is_dotted(path) || path_is_absolute(path)) return true;
  if (path.size < pattern.size && text_starts(path, TEXT("**/"))) return true;
  return resolver_aliased(call->resolver, &call->module->arena, path).size > 0;
}

static bool add_plain_pattern(Call *call, Text pattern) {
  for (uint32_t i = 0; i < pattern.size; i++) {
    if (strchr("{}[](),", pattern.at[i])) return false; // wildcards that there are not, or a list
  }
  if (call->patterns.size) buffer_add_text(&call->patterns, separator);
  buffer_add_text(&call->patterns, pattern);
  return has_place(call, pattern);
}

static uint32_t end_of_braces(Text pattern, uint32_t start) {
  uint32_t depth = 0;
  for (uint32_t i = start; i < pattern.size; i++) {
    if (pattern.at[i] == '{') depth++;
    if (pattern.at[i] == '}' && --depth == 0) return i;
  }
  return TEXT_NOT_FOUND;
}

// "a.{js,jsx}" is two patterns, each of which may have braces, too.
static bool add_pattern(Call *call, Text pattern) {
  uint32_t start = text_find_byte(pattern, '{', 0);
  if (start == TEXT_NOT_FOUND) return add_plain_pattern(call, pattern);
  uint32_t end = end_of_braces(pattern, start), depth = 0, from = start + 1;
  if (end == TEXT_NOT_FOUND) return false;
  Text before = text_slice(pattern, 0, start), after = text_slice(pattern, end + 1, pattern.size);
  for (uint32_t i = start + 1; i <= end; i++) {
    char byte = pattern.at[i];
    bool is_end = depth == 0 && (byte == ',' || i == end);
    if (byte == '{') depth++;
    if (byte == '}') depth--;
    if (!is_end) continue;
    if (i == end && from == start + 1) return false; // one choice is none
    Text choice = text_slice(pattern, from, i);
    if (!add_pattern(call, text_concat(&call->module->arena, before, choice, after))) return false;
    from = i + 1;
  }
  return true;
}

static bool read_patterns(Call *call, NodeId argument) {
  const Tree *tree = &call->module->tree;
  Arena *arena = &call->module->arena;
  if (tree_kind(tree, argument) == NODE_STRING)
    return add_pattern(call, literal_string_value(arena, tree, argument));
  if (tree_kind(tree, argument) != NODE_ARRAY) return false;
  tree_each_named(tree, argument, element) {
    bool is_good = tree_kind(tree, element) == NODE_STRING &&
                   add_pattern(call, literal_string_value(arena, tree, element));
    if (!is_good) return false;
  }
  return call->patterns.size > 0;
}

static void add_option(Call *call, Text key, Text value) {
  ImportAttribute option = {.key = key, .value = value};
  array_push(&call->module->arena, &call->import.attributes, option);
}

static bool read_option(Call *call, NodeId pair) {
  const Tree *tree = &call->module->tree;
  Arena *arena = &call->module->arena;
  NodeId key = tree_child(tree, pair, FIELD_KEY), value = tree_child(tree, pair, FIELD_VALUE);
  if (tree_kind(tree, pair) != NODE_PAIR) return false;
  Text name = tree_kind(tree, key) == NODE_STRING ? literal_string_value(arena, tree, key)
                                                  : tree_text(tree, key);
  NodeKind kind = tree_kind(tree, value);
  if (text_is(name, TEXT("eager"))) {
    if (kind == NODE_TRUE) add_option(call, TEXT("eager"), TEXT("true"));
    return kind == NODE_TRUE || kind == NODE_FALSE;
  }
  if (kind != NODE_STRING) return false;
  Text text = literal_string_value(arena, tree, value);
  bool is_import = text_is(name, TEXT("import")), is_query = text_is(name, TEXT("query"));
  if (is_import && !text_is(text, TEXT("*"))) add_option(call, TEXT("import"), text);
  if (is_query && text.size) {
    bool has_mark = text_starts(text, TEXT("?"));
    add_option(call, TEXT("query"), text_concat(arena, has_mark ? TEXT("") : TEXT("?"), text));
  }
  return is_import || is_query;
}

static bool read_call(Call *call) {
  const Tree *tree = &call->module->tree;
  NodeId parent = tree_node(tree, call->callee)->parent;
  bool is_call = tree_kind(tree, parent) == NODE_CALL_EXPRESSION &&
                 tree_node(tree, call->callee)->field == FIELD_FUNCTION;
  if (!is_call) return false;
  NodeId first = tree_first_named(tree, tree_child(tree, parent, FIELD_ARGUMENTS));
  NodeId options = first ? tree_next_named(tree, first) : NO_NODE;
  if (!first || !read_patterns(call, first)) return false;
  if (options && tree_kind(tree, options) != NODE_OBJECT) return false;
  tree_each_named(tree, options, pair) {
    if (!read_option(call, pair)) return false;
  }
  call->import.cause = first;
  return true;
}

// ---- Applying

static bool is_meta_glob(const Tree *tree, NodeId id) {
  if (tree_kind(tree, id) != NODE_MEMBER_EXPRESSION) return false;
  NodeId object = tree_child(tree, id, FIELD_OBJECT);
  NodeId property = tree_child(tree, id, FIELD_PROPERTY);
  return tree_is_import_meta(tree, object) && text_is(tree_text(tree, property), TEXT("glob"));
}

static void apply_to(Module *module, const Resolver *resolver, NodeId callee) {
  Arena *arena = &module->arena;
  ModuleRecord *record = &module->record;
  Call call = {module, resolver, .callee = callee, .patterns = {.arena = arena}};
  call.import = (ImportRecord){.kind = IMPORT_STATEMENT, .is_glob = true, .is_glob_import = true};
  if (!read_call(&call)) {
    if (module_is_in_package(module)) return;
    Diagnostics *diagnostics = &module->diagnostics;
    Place place = module_place(module, callee);
    Diagnostic *added = diag_add(diagnostics, MESSAGE_META_GLOB, place);
    diag_note(diagnostics, added, MESSAGE_META_GLOB_NOTE, NOWHERE);
    return;
  }
  call.import.specifier = buffer_text(&call.patterns);
  call.import.node = call.import.specifier_node = NODE_ROOT;
  array_push(arena, &record->imports, call.import);
  SymbolId symbol = module->scopes.symbol_count;
  scope_add_imports(&module->syntax_arena, &module->scopes, 1);
  ImportBinding binding = {symbol, TEXT("default"), record->imports.count - 1, callee};
  array_push(arena, &record->bindings, binding);
  module->tree.nodes[callee].symbol = symbol;
  InjectedUse use = {.node = callee, .before = TEXT(""), .after = TEXT("")};
  array_push(arena, &module->injected_uses, use);
}

void meta_glob_apply(Module *module, const Resolver *resolver) {
  if (module->tree.goal != SYNTAX_MODULE) return;
  if (text_find(module->file.text, TEXT("import.meta.glob")) == TEXT_NOT_FOUND) return;
  for (NodeId id = NODE_ROOT; id < module->tree.node_count; id++) {
    bool is_dead = tree_node(&module->tree, id)->flags & NODE_DEAD;
    if (!is_dead && is_meta_glob(&module->tree, id)) apply_to(module, resolver, id);
  }
}

// ---- The files

static Text next_pattern(Text *rest) {
  uint32_t end = text_find(*rest, separator);
  Text pattern = text_slice(*rest, 0, end == TEXT_NOT_FOUND ? rest->size : end);
  uint32_t next = end == TEXT_NOT_FOUND ? rest->size : end + separator.size;
  *rest = text_slice(*rest, next, rest->size);
  return pattern;
}

// What a pattern means in the whole file system, without the slash at the beginning. What begins
// with "/" is seen from the root of the site, or the working folder, as Vite has it.
static Text whole_pattern(const Resolver *resolver, Arena *arena, Text folder, Text pattern) {
  if (text_starts(pattern, TEXT("**/"))) return pattern;
  Text root = resolver_site_root(resolver);
  Text path = text_starts(pattern, TEXT("/")) ? text_concat(arena, root, pattern)
              : path_is_dotted(pattern)       ? path_resolve(arena, folder, pattern)
                                              : resolver_aliased(resolver, arena, pattern);
  return text_slice(path, 1, path.size);
}

// Whether one of the patterns with "!" fits.
static bool is_left_out(const Texts *left_out, Text path) {
  for (uint32_t i = 0; i < left_out->count; i++) {
    if (package_json_glob(left_out->at[i], text_slice(path, 1, path.size))) return true;
  }
  return false;
}

static int compare_paths(const void *a, const void *b) {
  return text_compare(*(const Text *)a, *(const Text *)b);
}

Texts meta_glob_paths(Resolver *resolver, const Module *importer, const ImportRecord *import,
                      Arena *arena) {
  Texts found = {0}, left_out = {0}, paths = {0};
  Text folder = path_dirname(module_base(importer));
  for (Text rest = import->specifier; rest.size;) {
    Text pattern = next_pattern(&rest), path = without_mark(pattern);
    Text whole = whole_pattern(resolver, arena, folder, path);
    if (path.size < pattern.size)
      array_push(arena, &left_out, whole);
    else
      resolver_glob(resolver, TEXT("/"), text_concat(arena, TEXT("./"), whole), arena, &found);
  }
  if (found.count) qsort(found.at, found.count, sizeof *found.at, compare_paths);
  for (uint32_t i = 0; i < found.count; i++) {
    Text path = text_slice(found.at[i], 1, found.at[i].size); // behind the dot
    bool is_again = paths.count && text_is(array_last(&paths), path);
    bool is_own = text_is(path, importer->path);
    if (!is_again && !is_own && !is_left_out(&left_out, path)) array_push(arena, &paths, path);
  }
  return paths;
}

// ---- The table

static Text option_of(const ImportRecord *import, Text key) {
  for (uint32_t i = 0; i < import->attributes.count; i++) {
    if (text_is(import->attributes.at[i].key, key)) return import->attributes.at[i].value;
  }
  return TEXT("");
}

static void add_specifier(Buffer *out, const ImportRecord *import, Text path) {
  Arena scratch = {0};
  buffer_add_json_string(out, text_concat(&scratch, path, option_of(import, TEXT("query"))));
  arena_release(&scratch);
}

static void add_import(Buffer *out, const ImportRecord *import, Text path, uint32_t index) {
  Text name = option_of(import, TEXT("import"));
  buffer_add_literal(out, "import ");
  if (name.size) {
    buffer_add_literal(out, "{ ");
    buffer_add_json_string(out, name);
    buffer_add_format(out, " as part%u } from ", index);
  } else {
    buffer_add_format(out, "* as part%u from ", index);
  }
  add_specifier(out, import, path);
  buffer_add_literal(out, ";\n");
}

static void add_function(Buffer *out, const ImportRecord *import, Text path) {
  Text name = option_of(import, TEXT("import"));
  buffer_add_literal(out, "() => import(");
  add_specifier(out, import, path);
  buffer_add_byte(out, ')');
  if (!name.size) return;
  buffer_add_literal(out, ".then((part) => part[");
  buffer_add_json_string(out, name);
  buffer_add_literal(out, "])");
}

// Keys are seen from the importing file if all patterns are, else from the root.
static bool has_relative_keys(const ImportRecord *import) {
  for (Text rest = import->specifier; rest.size;) {
    Text pattern = next_pattern(&rest);
    if (!text_starts(pattern, TEXT("!")) && !path_is_dotted(pattern)) return false;
  }
  return true;
}

static Text key_of(Arena *arena, Text root, Text path) {
  Text seen = path_relative(arena, root, path);
  return text_starts(seen, TEXT("../")) ? seen : text_concat(arena, TEXT("/"), seen);
}

static Text specifier_of(Arena *arena, Text folder, Text path) {
  Text seen = path_relative(arena, folder, path);
  return text_starts(seen, TEXT("../")) ? seen : text_concat(arena, TEXT("./"), seen);
}

Text meta_glob_text(Arena *arena, const Resolver *resolver, const Module *importer,
                    const ImportRecord *import, const Texts *paths) {
  Buffer out = {.arena = arena};
  Arena scratch = {0};
  Text folder = path_dirname(module_base(importer)), root = resolver_site_root(resolver);
  bool is_eager = option_of(import, TEXT("eager")).size > 0, is_near = has_relative_keys(import);
  for (uint32_t i = 0; is_eager && i < paths->count; i++)
    add_import(&out, import, specifier_of(&scratch, folder, paths->at[i]), i);
  buffer_add_literal(&out, "export default () => ({\n");
  for (uint32_t i = 0; i < paths->count; i++) {
    Text specifier = specifier_of(&scratch, folder, paths->at[i]);
    buffer_add_literal(&out, "  ");
    buffer_add_json_string(&out, is_near ? specifier : key_of(&scratch, root, paths->at[i]));
    buffer_add_literal(&out, ": ");
    if (is_eager)
      buffer_add_format(&out, "part%u", i);
    else
      add_function(&out, import, specifier);
    buffer_add_literal(&out, ",\n");
  }
  buffer_add_literal(&out, "});\n");
  memset(buffer_reserve(&out, FILE_PADDING), 0, FILE_PADDING);
  arena_release(&scratch);
  return buffer_text(&out);
}
