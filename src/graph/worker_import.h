// WorkerImport: scripts that code starts by their URL, as in
// `new Worker(new URL("./a.js", import.meta.url))`, and what such a script must be able to do.
#pragma once

#include "graph/module.h"

// What output is made of a script, as bits: each form of it is one of its own.
typedef enum WorkerForm {
  WORKER_PLAIN = 1 << 0,   // a script that imports nothing, in builds whose outputs may
  WORKER_SERVICE = 1 << 1, // its URL must not change with what is in it
  WORKER_FORMS = 1 << 2,   // how many there are
} WorkerForm;

// Whether it is certain that an IMPORT_WORKER of `module` starts a script; and in which form.
bool worker_import_form(const Module *module, const ImportRecord *import,
                        const WorkerOptions *options, uint8_t *form);

// The text of a module that is imported as "./a.js?worker" or "?sharedworker": a class that starts
// that file. With "&url", it is the URL alone. Followed by FILE_PADDING zero bytes.
Text worker_starter_text(Module *module, const WorkerOptions *options);
