// Url_import: files that code names by their URL, as in `new URL("./a.png", import.meta.url)`.
#pragma once

#include "scope/scope.h"

// Whether `node` is `import.meta.url`.
bool url_import_is_own(const Tree *tree, NodeId node);

// The string that names the file, of a `new` expression that makes such a URL; NO_NODE for others.
NodeId url_import_specifier(const ScopeTable *table, NodeId expression);

// What such a URL is made for.
typedef enum UrlUse {
  URL_OF_FILE,
  URL_OF_WORKER,         // `new Worker(…)`: the file is code, as those below
  URL_OF_SERVICE_WORKER, // `navigator.serviceWorker.register(…)`
  URL_OF_WORKLET,        // `context.audioWorklet.addModule(…)`
} UrlUse;

UrlUse url_import_use(const ScopeTable *table, NodeId expression);

// What code says of the script that it starts.
typedef struct WorkerUse {
  bool is_module;    // it may import others: `{ type: "module" }`, and all worklets
  bool is_service;   // a browser finds it again by its URL, which must stay
  bool is_certain;   // what is called is no mere namesake
  SymbolId variable; // of the file, that the class comes from; 0: it is global
} WorkerUse;

// Of a URL that is not that of a mere file.
WorkerUse url_import_worker(const ScopeTable *table, NodeId expression);
