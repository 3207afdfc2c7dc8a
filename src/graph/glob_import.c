// The table is a module of its own, made as text: what it imports is found, bundled and printed as
// if somebody had written it.
#include "graph/glob_import.h"

#include "base/buffer.h"
#include "graph/resolve_search.h"

#include <stdlib.h>

// A folder still to be looked into.
typedef struct Visit {
  const Folder *folder;
  Text prefix; // of the paths in it: empty or with a slash at its end
} Visit;

typedef struct Walk {
  Folders *folders;
  Arena *arena; // for the result
  Arena scratch;
  Text pattern;
  bool goes_deeper; // the pattern may fit files in folders below
  Array(Visit) open;
  Texts *out;
} Walk;

// What comes before the name with the first `*`, or the last name: "./pages/".
static Text fixed_part(Text pattern) {
  uint32_t slash = text_find_last_byte(text_until(pattern, '*'), '/');
  return text_slice(pattern, 0, slash + 1); // a pattern begins with "./" or "../"
}

static bool is_passed_over(Text name) {
  return text_is(name, TEXT("node_modules")) || text_is(name, TEXT(".git"));
}

static void visit_name(Walk *walk, const Visit *visit, Text name) {
  if (folders_is_link(walk->folders, visit->folder, name)) return;
  FileKind kind = folders_kind(walk->folders, visit->folder, name);
  Text path = text_concat(&walk->scratch, visit->prefix, name);
  if (kind == FILE_FOLDER && walk->goes_deeper && !is_passed_over(name)) {
    Text below = path_resolve(&walk->scratch, visit->folder->path, name);
    Visit next = {folders_get(walk->folders, below), text_concat(&walk->scratch, path, TEXT("/"))};
    array_push(&walk->scratch, &walk->open, next);
  } else if (kind == FILE_REGULAR && package_json_glob(walk->pattern, path)) {
    array_push(walk->arena, walk->out, text_copy(walk->arena, path));
  }
}

static int compare_paths(const void *a, const void *b) {
  return text_compare(*(const Text *)a, *(const Text *)b);
}

bool resolver_glob(Resolver *resolver, Text folder, Text pattern, Arena *arena, Texts *out) {
  Walk walk = {.folders = resolver->folders, .arena = arena, .pattern = pattern, .out = out};
  Text prefix = fixed_part(pattern);
  Text rest = text_slice(pattern, prefix.size, pattern.size);
  walk.goes_deeper = text_find_byte(rest, '/', 0) != TEXT_NOT_FOUND;
  Text start = path_resolve(&walk.scratch, folder, prefix);
  Visit first = {folders_get(walk.folders, start), prefix};
  bool exists = first.folder->exists;
  array_push(&walk.scratch, &walk.open, first);
  while (walk.open.count > 0) {
    Visit visit = array_pop(&walk.open);
    folders_note_search(walk.folders, visit.folder);
    Texts names = folders_names(walk.folders, visit.folder, &walk.scratch);
    for (uint32_t i = 0; i < names.count; i++) visit_name(&walk, &visit, names.at[i]);
  }
  if (out->count) qsort(out->at, out->count, sizeof *out->at, compare_paths);
  arena_release(&walk.scratch);
  return exists;
}

typedef struct Table {
  Buffer out;
  Text call, options; // of each entry: `import("./a.js", options)`
} Table;

static void add_entry(Table *table, Text key, Text path) {
  Buffer *out = &table->out;
  buffer_add_literal(out, "  ");
  buffer_add_json_string(out, key);
  buffer_add_literal(out, ": () => ");
  buffer_add_text(out, table->call);
  buffer_add_byte(out, '(');
  buffer_add_json_string(out, path);
  buffer_add_text(out, table->options);
  buffer_add_literal(out, "),\n");
}

// Where the name of a file is not known, its extension may be missing. A file of that very name
// comes first, as usual.
static void add_shorter_entries(Table *table, const Texts *paths, const Texts *extensions) {
  Arena scratch = {0};
  Map keys = {0};
  for (uint32_t i = 0; i < paths->count; i++) map_set(&scratch, &keys, paths->at[i], 1);
  for (uint32_t e = 0; e < extensions->count; e++) {
    for (uint32_t i = 0; i < paths->count; i++) {
      Text path = paths->at[i];
      if (!text_ends(path, extensions->at[e])) continue;
      bool is_new;
      Text key = text_slice(path, 0, path.size - extensions->at[e].size);
      map_add(&scratch, &keys, key, &is_new);
      if (is_new) add_entry(table, key, path);
    }
  }
  arena_release(&scratch);
}

Text glob_import_options(Arena *arena, const ImportRecord *import) {
  if (import->attributes.count == 0) return TEXT("");
  Buffer out = {.arena = arena};
  buffer_add_literal(&out, ", { with: { ");
  for (uint32_t i = 0; i < import->attributes.count; i++) {
    if (i > 0) buffer_add_literal(&out, ", ");
    buffer_add_json_string(&out, import->attributes.at[i].key);
    buffer_add_literal(&out, ": ");
    buffer_add_json_string(&out, import->attributes.at[i].value);
  }
  buffer_add_literal(&out, " } }");
  return buffer_text(&out);
}

Text glob_import_text(Arena *arena, const Resolver *resolver, const ImportRecord *import,
                      const Texts *paths) {
  Table table = {.out = {.arena = arena},
                 .call = import->is_glob_import ? TEXT("import") : TEXT("require"),
                 .options = glob_import_options(arena, import)};
  Buffer *out = &table.out;
  buffer_add_literal(out, "var modules = {\n  __proto__: null,\n");
  for (uint32_t i = 0; i < paths->count; i++) add_entry(&table, paths->at[i], paths->at[i]);
  if (text_ends(import->specifier, TEXT("*"))) {
    add_shorter_entries(&table, paths, &resolver->options.extensions);
  }
  buffer_add_literal(out, "};\nmodule.exports = (path) => {\n"
                          "  if (modules[path]) return modules[path]();\n"
                          "  var error = new Error(\"Module not found in bundle: \" + path);\n");
  buffer_add_text(out, import->is_glob_import ? TEXT("  return Promise.reject(error);\n")
                                              : TEXT("  throw error;\n"));
  buffer_add_literal(out, "};\n");
  memset(buffer_reserve(out, FILE_PADDING), 0, FILE_PADDING);
  return buffer_text(out);
}

Text glob_import_shown(Arena *arena, Text folder, Text pattern, bool is_import) {
  Text call = is_import ? TEXT("import(\"") : TEXT("require(\"");
  return text_concat(arena, call, pattern, TEXT("\") in "), folder);
}
