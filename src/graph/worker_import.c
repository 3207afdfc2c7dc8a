// The web's workers are plain scripts unless they are asked to be modules; those of Node are
// whatever its files are, so that they are what the build makes.
#include "graph/worker_import.h"

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
