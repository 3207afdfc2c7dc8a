// Any text: printing its tree gives the source back; printed in ASCII, it is the same tree. Then it
// is loaded as the graph loads modules, and what is printed of that parses. The first byte chooses
// what the rest is parsed as.
#include "graph/module.h"
#include "base/utf8.h"
#include "diag/render.h"
#include "print/print.h"
#include "syntax/parse.h"

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

static Text print(Arena *arena, const ScopeTable *scopes, const Replacements *replacements,
                  bool is_ascii_only) {
  const PrintInput input = {
      .scopes = scopes,
      .names = arena_new(arena, PrintName, scopes->symbol_count),
      .replacements = replacements,
      .is_ascii_only = is_ascii_only,
      .wants_mappings = true,
  };
  Printer printer = printer_make(arena, arena, &input, 0);
  printer_add_node(&printer, NODE_ROOT);
  for (uint32_t i = 0; i < printer.mappings.count; i++) {
    const Mapping *mapping = &printer.mappings.at[i];
    require(mapping->generated <= printer.out.size);
    require(mapping->original <= scopes->tree->source.size);
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

static void check_record(const Module *module) {
  const ModuleRecord *record = &module->record;
  for (uint32_t i = 0; i < record->imports.count; i++) {
    const ImportRecord *import = &record->imports.at[i];
    require(import->node && import->node < module->tree.node_count);
    require(import->specifier_node && import->specifier_node < module->tree.node_count);
  }
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    require(record->bindings.at[i].record < record->imports.count);
    require(record->bindings.at[i].local < module->scopes.symbol_count);
  }
  for (uint32_t i = 0; i < record->exports.count; i++) {
    const ExportEntry *export = &record->exports.at[i];
    require(export->kind != EXPORT_INDIRECT || export->record < record->imports.count);
    require(export->local < module->scopes.symbol_count);
  }
}

// What is printed of a loaded module must parse, and has no JSX any more.
static void check_output(const Module *module) {
  Subject out = {.file = {.path = TEXT("out.js")}, .goal = module->tree.goal};
  out.diagnostics.arena = &out.arena;
  out.file.text = pad(&out.arena, print(&out.arena, &module->scopes, &module->replacements, true));
  syntax_parse(&out.arena, &out.file, out.goal, &out.tree, &out.diagnostics);
  require(!out.tree.has_error);
  scope_analyze(&out.arena, &out.tree, NULL, &out.scopes);
  require(!out.scopes.first_jsx);
  arena_release(&out.arena);
}

// A path that tells the graph the goal.
static Text path_for(SyntaxGoal goal) {
  if (goal == SYNTAX_MODULE) return TEXT("/fuzzed.mjs");
  return goal == SYNTAX_COMMONJS ? TEXT("/fuzzed.cjs") : TEXT("/fuzzed.js");
}

// Loads the text as the graph does: what flags, dead code and JSX make of it.
static void check_loading(Subject *subject, JsxMode mode) {
  Defines defines = {0};
  defines_add(&subject->arena, &defines, TEXT("DEBUG"), TEXT("false"));
  defines_add(&subject->arena, &defines, TEXT("process.env.NODE_ENV"), TEXT("\"production\""));
  const LoadOptions options = {.defines = &defines,
                               .drop = {.console = true, .debugger = true},
                               .jsx = {.mode = mode,
                                       .factory = TEXT("React.createElement"),
                                       .fragment = TEXT("React.Fragment"),
                                       .import_source = TEXT("react"),
                                       .is_dev = mode == JSX_AUTOMATIC}};
  Module module = {.file = subject->file, .loader = LOADER_JSX, .is_given = true};
  module.path = path_for(subject->tree.goal);
  module_load(&module, &options);
  require(!module.tree.has_error);
  check_record(&module);
  check_output(&module);
  module_release_syntax(&module);
  arena_release(&module.arena);
}

static void check_module(Subject *subject) {
  Arena *arena = &subject->arena;
  Text source = subject->file.text;
  Replacements none = {0};
  scope_analyze(arena, &subject->tree, NULL, &subject->scopes);
  require(text_is(print(arena, &subject->scopes, &none, false), source));
  Text ascii = print(arena, &subject->scopes, &none, true);
  if (utf8_is_ascii(source))
    require(text_is(ascii, source));
  else
    require_same_tree(subject, ascii);
  // Whether this is a comment depends on the goal, and the graph knows it from the path alone.
  if (text_find(source, TEXT("<!--")) != TEXT_NOT_FOUND) return;
  check_loading(subject, JSX_CLASSIC);
  check_loading(subject, JSX_AUTOMATIC);
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
