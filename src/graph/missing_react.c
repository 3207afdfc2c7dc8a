// A page may have React from a script of its own, as a global variable: then nothing is wrong. But
// who imports from the package has it as modules, and gives it to nobody else, unless code says so.
#include "graph/missing_react.h"

#include "base/buffer.h"

enum { MOST_LISTED = 3 }; // other files

static bool is_one_of_react(Text specifier) {
  static const char *const packages[] = {"react", "react-dom", NULL};
  return text_is_one_of(text_until(specifier, '/'), packages);
}

static bool imports_react(const Module *module) {
  for (uint32_t i = 0; i < module->record.imports.count; i++) {
    if (is_one_of_react(module->record.imports.at[i].specifier)) return true;
  }
  return false;
}

// Whether the text has an assignment such as `window.React = …`.
static bool sets_global(Text text) {
  static const Text name = TEXT(".React");
  for (uint32_t at; (at = text_find(text, name)) != TEXT_NOT_FOUND;) {
    text = text_slice(text, at + name.size, text.size);
    uint32_t next = 0;
    while (next < text.size && strchr(" \t\r\n", text.at[next])) next++;
    bool is_assigned = next < text.size && text.at[next] == '=';
    if (is_assigned) return true;
  }
  return false;
}

static bool react_is_module(const Graph *graph) {
  bool is_imported = false;
  for (uint32_t i = 0; i < graph->modules.count; i++) {
    const Module *module = graph->modules.at[i];
    if (module_is_in_package(module) || !loader_is_script(module->loader)) continue;
    if (sets_global(module->file.text)) return false;
    is_imported |= imports_react(module);
  }
  return is_imported;
}

static void list_others(const Graph *graph, uint32_t first, Buffer *out) {
  uint32_t count = 0;
  for (uint32_t i = first + 1; i < graph->modules.count; i++) {
    const Module *module = graph->modules.at[i];
    if (!module->react_is_free.file || module_is_in_package(module)) continue;
    if (++count > MOST_LISTED) continue;
    buffer_add_format(out, "%s\"%.*s\"", count > 1 ? ", " : "", TEXT_ARGS(module->file.path));
  }
  if (count > MOST_LISTED) buffer_add_format(out, " and %u more", count - MOST_LISTED);
}

void missing_react_report(const Graph *graph, Diagnostics *diagnostics) {
  uint32_t first = 0, count = graph->modules.count;
  while (first < count && (!graph->modules.at[first]->react_is_free.file ||
                           module_is_in_package(graph->modules.at[first])))
    first++;
  if (first == count || !react_is_module(graph)) return;
  const Module *module = graph->modules.at[first];
  Buffer others = {.arena = diagnostics->arena};
  list_others(graph, first, &others);
  Diagnostic *said = diag_add(diagnostics, MESSAGE_JSX_WITHOUT_REACT, module->react_is_free);
  diag_note(diagnostics, said, MESSAGE_JSX_WITHOUT_REACT_NOTE, NOWHERE);
  if (others.size)
    diag_note(diagnostics, said, MESSAGE_JSX_WITHOUT_REACT_OTHERS, NOWHERE, buffer_text(&others));
}
