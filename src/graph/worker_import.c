// The web's workers are plain scripts unless they are asked to be modules; those of Node are
// whatever its files are, so that they are what the build makes.
#include "graph/worker_import.h"

#include "base/buffer.h"
#include "scope/url_import.h"

// Whether a variable is imported from Node's module of workers.
static bool is_of_node(const Module *module, SymbolId variable) {
  for (uint32_t i = 0; variable && i < module->record.bindings.count; i++) {
    const ImportBinding *binding = &module->record.bindings.at[i];
    if (binding->local != variable) continue;
    Text from = module->record.imports.at[binding->record].specifier;
    return text_is(from, TEXT("worker_threads")) || text_is(from, TEXT("node:worker_threads"));
  }
  return false;
}

bool worker_import_form(const Module *module, const ImportRecord *import,
                        const WorkerOptions *options, uint8_t *form) {
  WorkerUse use = url_import_worker(&module->scopes, import->node);
  bool is_of_threads = is_of_node(module, use.variable);
  bool is_free = is_of_threads || options->is_node || (use.is_module && options->makes_modules);
  *form = use.is_service ? WORKER_SERVICE : 0;
  if (!is_free && !options->makes_scripts) *form |= WORKER_PLAIN;
  return use.is_certain || is_of_threads;
}

static bool asks_for_url(Text suffix) {
  Text rest = text_until(text_slice(suffix, 1, suffix.size), '#');
  while (rest.size) {
    if (text_is(text_next(&rest, '&'), TEXT("url"))) return true;
  }
  return false;
}

// What Vite's wrapper gives on is the name; the rest is as the output has it.
Text worker_starter_text(Module *module, const WorkerOptions *options) {
  Buffer out = {.arena = &module->arena};
  Text url = text_concat(&module->arena, TEXT("./"), path_basename(module->path));
  bool is_url = asks_for_url(module->suffix), is_shared = module->loader == LOADER_SHARED_WORKER;
  buffer_add_literal(&out, "export default ");
  if (!is_url) {
    buffer_add_literal(&out, "function WorkerWrapper(options) {\n  return new ");
    buffer_add_text(&out, is_shared ? TEXT("SharedWorker(") : TEXT("Worker("));
  }
  buffer_add_literal(&out, "new URL(");
  buffer_add_json_string(&out, url);
  buffer_add_literal(&out, ", import.meta.url)");
  if (is_url) {
    buffer_add_literal(&out, ".href;\n");
  } else {
    buffer_add_literal(&out, ", { ");
    if (options->makes_modules) buffer_add_literal(&out, "type: \"module\", ");
    buffer_add_literal(&out, "name: options?.name });\n}\n");
  }
  memset(buffer_reserve(&out, FILE_PADDING), 0, FILE_PADDING);
  return buffer_text(&out);
}
