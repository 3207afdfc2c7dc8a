// Loading is the part of a build that is done file by file: on a worker, in the module's own arena,
// without a look at any other module.
#include "base/buffer.h"
#include "base/utf8.h"
#include "graph/constants.h"
#include "graph/inject.h"
#include "scope/conflicts.h"
#include "syntax/parse.h"

#include <errno.h>

enum {
  LOOK_BYTES = 4096,      // at the start of a file, to tell what it is
  BYTES_PER_STRANGE = 20, // a file with NUL bytes is a text if there are no more strange ones
};

#define REPLACEMENT "\xEF\xBF\xBD" // U+FFFD

static bool read_source(Module *module);
static void load_json(Module *module);
static void load_script(Module *module, const LoadOptions *options);

void module_load(Module *module, const LoadOptions *options) {
  module->diagnostics.arena = &module->arena;
  if (module->is_disabled) {
    static const char nothing[FILE_PADDING]; // the lexer reads past the end
    module->file.text = (Text){nothing, 0};
  } else if (!module->is_given && !read_source(module)) {
    module->is_broken = true;
    return;
  }
  bool is_json = module->is_given || text_is(path_extension(module->path), TEXT(".json"));
  if (is_json && !module->is_disabled) {
    load_json(module);
  } else {
    load_script(module, options);
  }
}

// ---- Reading

static bool has_loader(Text path) {
  static const Text extensions[] = {
      {".js", 3}, {".mjs", 4}, {".cjs", 4}, {".jsx", 4}, {".json", 5}};
  Text extension = path_extension(path);
  for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
    if (text_is(extension, extensions[i])) return true;
  }
  return extension.size == 0; // scripts with a hashbang have none
}

// Replaces each byte that is not UTF-8 by U+FFFD, as Node does; old packages have such comments.
static Text mend_utf8(Arena *arena, Text text) {
  if (utf8_find_invalid(text) == TEXT_NOT_FOUND) return text;
  Buffer out = {.arena = arena};
  while (text.size > 0) {
    uint32_t bad = utf8_find_invalid(text);
    uint32_t good = bad == TEXT_NOT_FOUND ? text.size : bad;
    buffer_add(&out, text.at, good);
    if (bad == TEXT_NOT_FOUND) break;
    buffer_add_literal(&out, REPLACEMENT);
    text = text_slice(text, good + 1, text.size);
  }
  memset(buffer_reserve(&out, FILE_PADDING), 0, FILE_PADDING);
  return buffer_text(&out);
}

static Text head_of(Text text) {
  return text.size > LOOK_BYTES ? text_slice(text, 0, LOOK_BYTES) : text;
}

static bool is_utf32(Text text) {
  return text_starts(text, TEXT("\xFF\xFE\0\0")) || text_starts(text, TEXT("\0\0\xFE\xFF"));
}

// By its mark; without one, by the NUL that is half of every ASCII character.
static bool is_utf16(Text text) {
  if (text_starts(text, TEXT("\xFF\xFE")) || text_starts(text, TEXT("\xFE\xFF"))) return true;
  Text head = head_of(text);
  uint32_t nuls[2] = {0};
  for (uint32_t i = 0; i < head.size; i++) nuls[i % 2] += head.at[i] == '\0';
  uint32_t more = nuls[0] > nuls[1] ? nuls[0] : nuls[1], fewer = nuls[0] + nuls[1] - more;
  return fewer == 0 && head.size >= 4 && more >= head.size / 2 - head.size / 8;
}

static bool is_strange(unsigned char byte) {
  return (byte < ' ' && (byte < '\t' || byte > '\r')) || byte == 0x7F;
}

// A NUL alone makes no binary file: in strings and comments it is JavaScript.
static bool looks_binary(Text text) {
  Text head = head_of(text);
  if (text_find_byte(head, '\0', 0) == TEXT_NOT_FOUND) return false;
  uint32_t strange = 0;
  for (uint32_t i = 0; i < head.size; i++) strange += is_strange((unsigned char)head.at[i]);
  return strange > head.size / BYTES_PER_STRANGE;
}

// Says so if the bytes are no text that we read.
static bool report_encoding(Module *module, Text text) {
  Diagnostics *diagnostics = &module->diagnostics;
  Text shown = module->file.path;
  if (is_utf32(text)) {
    diag_add(diagnostics, MESSAGE_UTF32_FILE, NOWHERE, shown);
  } else if (is_utf16(text)) {
    diag_add(diagnostics, MESSAGE_UTF16_FILE, NOWHERE, shown);
  } else if (looks_binary(text)) {
    Diagnostic *added = diag_add(diagnostics, MESSAGE_BINARY_FILE, NOWHERE, shown);
    diag_note(diagnostics, added, MESSAGE_BINARY_FILE_NOTE, NOWHERE, shown);
  } else {
    return false;
  }
  return true;
}

// Whether it is not one's own code.
static bool is_in_package(const Module *module) {
  return text_find(module->path, TEXT("/node_modules/")) != TEXT_NOT_FOUND;
}

// Warns of the first byte that was replaced: in packages, nobody who builds can mend it.
static void report_replaced(Module *module, uint32_t at) {
  Place place = {&module->file, at, at + (uint32_t)strlen(REPLACEMENT), {0}};
  if (!is_in_package(module)) diag_add(&module->diagnostics, MESSAGE_NOT_UTF8, place);
}

static void report_unreadable(Module *module, int code) {
  Text shown = module->file.path;
  if (file_kind(module->path.at) == FILE_OTHER) {
    diag_add(&module->diagnostics, MESSAGE_NOT_A_FILE, NOWHERE, shown);
  } else if (code == -EFBIG) {
    diag_add(&module->diagnostics, MESSAGE_FILE_TOO_LARGE, NOWHERE, shown);
  } else {
    diag_add(&module->diagnostics, MESSAGE_COULD_NOT_READ, NOWHERE, shown,
             text_of(file_error_text(code)));
  }
}

static bool read_source(Module *module) {
  Diagnostics *diagnostics = &module->diagnostics;
  Text shown = module->file.path;
  if (!has_loader(module->path)) {
    diag_add(diagnostics, MESSAGE_NO_LOADER, NOWHERE, path_extension(module->path), shown);
    return false;
  }
  Text text;
  int code = file_read(&module->arena, module->path.at, &text);
  if (code < 0) {
    report_unreadable(module, code);
    return false;
  }
  if (report_encoding(module, text)) return false;
  bool has_mark = text_starts(text, TEXT("\xEF\xBB\xBF"));
  if (has_mark) text = text_slice(text, 3, text.size);
  uint32_t bad = utf8_find_invalid(text);
  module->file.text = mend_utf8(&module->arena, text);
  if (bad != TEXT_NOT_FOUND) report_replaced(module, bad);
  return true;
}

// ---- Analysing

static void load_json(Module *module) {
  module->kind = MODULE_JSON;
  module->is_strict = true; // a value is as strict as it is sloppy
  Text text = module->file.text;
  bool is_too_deep;
  uint32_t bad = json_check(&module->arena, text, &module->json_keys, &is_too_deep);
  if (bad == JSON_GOOD) return;
  module->is_broken = true;
  Place place = {&module->file, bad, bad, {0}};
  if (is_too_deep) {
    diag_add(&module->diagnostics, MESSAGE_NESTED_TOO_DEEPLY, place,
             text_format(&module->arena, "%d", JSON_DEPTH_LIMIT));
  } else if (bad == text.size) {
    diag_add(&module->diagnostics, MESSAGE_UNEXPECTED_END, place);
  } else {
    uint32_t length;
    utf8_decode(text, bad, &length);
    place.end = bad + length;
    diag_add(&module->diagnostics, MESSAGE_BAD_JSON, place, text_slice(text, bad, place.end));
  }
}

static SyntaxGoal goal_of(const Module *module) {
  Text extension = path_extension(module->path);
  if (text_is(extension, TEXT(".mjs"))) return SYNTAX_MODULE;
  if (text_is(extension, TEXT(".cjs"))) return SYNTAX_COMMONJS;
  // The text decides otherwise: packages ship ES modules as .js without "type", by "module".
  return module->type == MODULE_TYPE_MODULE ? SYNTAX_MODULE : SYNTAX_UNKNOWN;
}

static ModuleKind kind_of(const Module *module) {
  uint32_t syntax = module->record.syntax;
  bool uses_commonjs = syntax & (MODULE_USES_EXPORTS | MODULE_USES_MODULE);
  if (module->is_disabled) return MODULE_COMMONJS;
  if (syntax & MODULE_HAS_EXPORT) return MODULE_ESM;
  if (module->type == MODULE_TYPE_MODULE) return MODULE_ESM;
  if (uses_commonjs) return MODULE_COMMONJS;
  if (syntax & (MODULE_HAS_IMPORT | MODULE_HAS_AWAIT)) return MODULE_ESM;
  if (syntax & (MODULE_HAS_RETURN | MODULE_USES_THIS)) return MODULE_COMMONJS;
  return MODULE_SCRIPT;
}

// JSX is read, but not compiled yet.
static void report_jsx(Module *module) {
  Diagnostics *diagnostics = &module->diagnostics;
  Place place = module_place(module, module->scopes.first_jsx);
  Diagnostic *added = diag_add(diagnostics, MESSAGE_JSX_NOT_COMPILED, place);
  diag_note(diagnostics, added, MESSAGE_JSX_NOTE, NOWHERE);
  module->is_broken = true;
}

// Packages require what is there in ways of their own; in one's own code it may be a mistake.
static void report_dynamic_requires(Module *module) {
  if (is_in_package(module)) return;
  Diagnostics *diagnostics = &module->diagnostics;
  for (uint32_t i = 0; i < module->record.dynamic_requires.count; i++) {
    Place place = module_place(module, module->record.dynamic_requires.at[i]);
    Diagnostic *added = diag_add(diagnostics, MESSAGE_DYNAMIC_REQUIRE, place);
    diag_note(diagnostics, added, MESSAGE_DYNAMIC_REQUIRE_NOTE, NOWHERE);
  }
}

// What is wrong with the file's names. The record is read first: it says what is exported.
static void report_names(Module *module) {
  Diagnostics *diagnostics = &module->diagnostics;
  uint32_t errors_before = diagnostics->error_count;
  scope_report(&module->scopes, &module->file, diagnostics);
  scope_report_exports(&module->record, &module->tree, &module->file, diagnostics);
  scope_report_writes(&module->scopes, &module->file, !is_in_package(module), diagnostics);
  module->is_broken |= diagnostics->error_count > errors_before;
}

// What is replaced by a constant can't be meant to change.
static void report_assigned_defines(Module *module, const DefineResults *results) {
  for (uint32_t i = 0; i < results->assigned.count && !is_in_package(module); i++) {
    NodeId node = results->assigned.at[i];
    Diagnostic *added = diag_add(&module->diagnostics, MESSAGE_DEFINE_ASSIGNED,
                                 module_place(module, node), tree_text(&module->tree, node));
    diag_note(&module->diagnostics, added, MESSAGE_DEFINE_ASSIGNED_NOTE, NOWHERE);
  }
}

// What the user has set stands in for names and calls; then some code can never run.
static void replace_code(Module *module, const LoadOptions *options) {
  DeadCode dead = {.arena = &module->arena,
                   .tree = &module->tree,
                   .table = &module->scopes,
                   .out = &module->replacements};
  const Injection *injection = module->is_injected ? NULL : options->injection;
  DefineResults results = {.out = dead.out};
  const Defines *defines = injection ? &injection->defines : options->defines;
  define_apply(dead.arena, dead.table, defines, &results);
  if (injection) injection_apply(injection, module, &results);
  report_assigned_defines(module, &results);
  drop_apply(&dead, &options->drop);
  dead_find(&dead, &module->open_conditions);
}

static void load_script(Module *module, const LoadOptions *options) {
  Arena *arena = &module->arena;
  SyntaxGoal goal = goal_of(module);
  syntax_parse(&module->syntax_arena, &module->file, goal, &module->tree, &module->diagnostics);
  module->is_broken = module->tree.has_error;
  if (module->is_broken) return;
  scope_analyze(&module->syntax_arena, &module->tree, &module->scopes);
  replace_code(module, options);
  module_record_read(arena, &module->scopes, &module->record);
  module->kind = kind_of(module);
  if (module->kind == MODULE_ESM && !module->scopes.has_eval) {
    Effects effects = effects_make(&module->syntax_arena, &module->scopes, &options->effects);
    parts_read(&module->syntax_arena, &effects, &module->parts);
    constants_find(module);
  }
  report_dynamic_requires(module);
  report_names(module);
  if (module->scopes.first_jsx && !options->keeps_jsx) report_jsx(module);
  module->is_strict = module->scopes.scopes[SCOPE_FILE].flags & SCOPE_STRICT;
  NodeId first = tree_node(&module->tree, NODE_ROOT)->first_child;
  bool has_hashbang = tree_kind(&module->tree, first) == NODE_HASH_BANG_LINE;
  if (has_hashbang) module->hashbang = tree_text(&module->tree, first);
}

void module_release_syntax(Module *module) {
  arena_release(&module->syntax_arena);
  module->tree = (Tree){.source = module->tree.source};
  module->scopes = (ScopeTable){0};
  module->parts = (Parts){0};
}
