// Any text: a module goes all the way that it goes by itself, from bytes to scopes, imports and
// replacements, and printing it gives its source back. Printed in ASCII, it is the same tree. The
// first byte chooses what the rest is parsed as.
#include "base/utf8.h"
#include "diag/render.h"
#include "print/print.h"
#include "scope/module_record.h"
#include "transform/define.h"
#include "transform/drop.h"
#include "transform/jsx.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

typedef struct Subject {
  Arena arena;
  SourceFile file;
  SyntaxGoal goal;
  Tree tree;
  ScopeTable scopes;
  Diagnostics diagnostics;
} Subject;

static void require_at(bool holds, int line) {
  if (holds) return;
  fprintf(stderr, "line %d does not hold\n", line);
  abort();
}
#define require(holds) require_at((holds), __LINE__)

static Text pad(Arena *arena, Text text) {
  char *padded = arena_alloc(arena, text.size + SYNTAX_PADDING, 1);
  if (text.size) memcpy(padded, text.at, text.size);
  return (Text){padded, text.size};
}

static Text print(Subject *subject, const Replacements *replacements, bool is_ascii_only) {
  const PrintInput input = {
      .scopes = &subject->scopes,
      .names = arena_new(&subject->arena, PrintName, subject->scopes.symbol_count),
      .replacements = replacements,
      .is_ascii_only = is_ascii_only,
      .wants_mappings = true,
  };
  Printer printer = printer_make(&subject->arena, &subject->arena, &input, 0);
  printer_add_node(&printer, NODE_ROOT);
  for (uint32_t i = 0; i < printer.mappings.count; i++) {
    const Mapping *mapping = &printer.mappings.at[i];
    require(mapping->generated <= printer.out.size);
    require(mapping->original <= subject->file.text.size);
    require(i == 0 || mapping->generated >= mapping[-1].generated);
  }
  return buffer_text(&printer.out);
}

// The next node from `id` on that is not a part of a string: in ASCII, those are other parts.
static NodeId skip_strings(const Tree *tree, NodeId id) {
  while (id < tree->node_count && (tree_kind(tree, id) == NODE_STRING_FRAGMENT ||
                                   tree_kind(tree, id) == NODE_ESCAPE_SEQUENCE)) {
    id++;
  }
  return id;
}

// `text` must have a tree of the same kinds.
static void require_same_tree(Subject *subject, Text text) {
  const Tree *tree = &subject->tree;
  Tree again;
  SourceFile file = {TEXT("printed.js"), pad(&subject->arena, text)};
  syntax_parse(&subject->arena, &file, subject->goal, &again, &subject->diagnostics);
  require(!again.has_error);
  NodeId other = skip_strings(&again, NODE_ROOT);
  for (NodeId id = NODE_ROOT; id < tree->node_count; id = skip_strings(tree, id + 1)) {
    require(other < again.node_count && tree_kind(&again, other) == tree_kind(tree, id));
    other = skip_strings(&again, other + 1);
  }
  require(other == again.node_count);
}

static void check_record(const Subject *subject, const ModuleRecord *record) {
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    require(import->node && import->node < subject->tree.node_count);
    require(import->specifier_node && import->specifier_node < subject->tree.node_count);
  }
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    require(record->bindings.at[i].record < record->imports.count);
    require(record->bindings.at[i].local < subject->scopes.symbol_count);
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *export = &record->exports.at[i];
    require(export->kind != EXPORT_INDIRECT || export->record < record->imports.count);
    require(export->local < subject->scopes.symbol_count);
  }
}

// JSX becomes code that has none and that parses.
static void check_jsx(Subject *subject, Replacements replacements, JsxMode mode) {
  Arena *arena = &subject->arena;
  JsxOptions options = {.mode = mode,
                        .factory = TEXT("React.createElement"),
                        .fragment = TEXT("React.Fragment"),
                        .import_source = TEXT("react"),
                        .is_dev = mode == JSX_AUTOMATIC};
  Diagnostics said = {.arena = arena};
  JsxNames names = jsx_names_of(&options);
  scope_analyze(arena, &subject->tree, &names, &subject->scopes);
  if (!subject->scopes.first_jsx) return;
  JsxInput input = {.arena = arena,
                    .lasting = arena,
                    .tree = &subject->tree,
                    .table = &subject->scopes,
                    .file = &subject->file,
                    .options = &options,
                    .diagnostics = &said,
                    .warns = true};
  ModuleRecord record = {0};
  Replacements own = {0};
  for (uint32_t i = 0; i < replacements.count; i++) array_push(arena, &own, replacements.at[i]);
  jsx_compile(&input, &own, &record);
  replacements_sort(&subject->tree, &own);
  Subject out = {.file = {.path = TEXT("out.js")}, .goal = subject->tree.goal};
  out.file.text = pad(&out.arena, print(subject, &own, true));
  out.diagnostics.arena = &out.arena;
  syntax_parse(&out.arena, &out.file, out.goal, &out.tree, &out.diagnostics);
  require(!out.tree.has_error);
  scope_analyze(&out.arena, &out.tree, NULL, &out.scopes);
  require(!out.scopes.first_jsx);
  arena_release(&out.arena);
}

static void check_module(Subject *subject) {
  Arena *arena = &subject->arena;
  Defines defines = {0};
  Replacements none = {0}, replacements = {0};
  ModuleRecord record = {0};
  scope_analyze(arena, &subject->tree, NULL, &subject->scopes);
  require(text_is(print(subject, &none, false), subject->file.text));
  if (utf8_is_ascii(subject->file.text)) {
    require(text_is(print(subject, &none, true), subject->file.text));
  } else {
    require_same_tree(subject, print(subject, &none, true));
  }
  defines_add(arena, &defines, TEXT("DEBUG"), TEXT("false"));
  defines_add(arena, &defines, TEXT("process.env.NODE_ENV"), TEXT("\"production\""));
  DefineResults results = {.out = &replacements};
  DeadCode dead = {
      .arena = arena, .tree = &subject->tree, .table = &subject->scopes, .out = &replacements};
  DropOptions drop = {.console = true, .debugger = true};
  NodeIds open = {0};
  define_apply(arena, &subject->scopes, &defines, &results);
  drop_apply(&dead, &drop);
  dead_find(&dead, &open);
  module_record_read(arena, &subject->scopes, &record);
  check_record(subject, &record);
  print(subject, &replacements, true);
  check_jsx(subject, replacements, JSX_CLASSIC);
  check_jsx(subject, replacements, JSX_AUTOMATIC);
}

// Messages must be about places in the file.
static void check_messages(Subject *subject) {
  Buffer out = {.arena = &subject->arena};
  RenderOptions options = {.color = true};
  require(subject->diagnostics.error_count > 0);
  for (uint32_t i = 0; i < subject->diagnostics.items.count; i++) {
    const Diagnostic *diagnostic = subject->diagnostics.items.at[i];
    require(diagnostic->place.start <= subject->file.text.size);
    require(diagnostic->place.end <= subject->file.text.size);
    diag_render(&out, diagnostic, &options);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  if (size == 0) return 0;
  Subject subject = {.goal = (SyntaxGoal)(bytes[0] % 4)};
  Text source = {(const char *)bytes + 1, (uint32_t)size - 1};
  if (utf8_find_invalid(source) != TEXT_NOT_FOUND) return -1; // it is mended where it is read
  subject.diagnostics.arena = &subject.arena;
  subject.file = (SourceFile){TEXT("fuzzed.js"), pad(&subject.arena, source)};
  syntax_parse(&subject.arena, &subject.file, subject.goal, &subject.tree, &subject.diagnostics);
  if (subject.tree.has_error)
    check_messages(&subject);
  else
    check_module(&subject);
  arena_release(&subject.arena);
  return 0;
}
