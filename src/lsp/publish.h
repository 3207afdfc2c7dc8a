// Publish: problems as the client is told of them.
#pragma once

#include "lsp/server.h"

// Appends a problem as JSON.
void publish_add_problem(Buffer *out, const Problem *problem, const Abilities *can);

// Tells the client of all problems of a document as it is now: a closed one has none.
void publish_problems(const Document *document);

// Answers a request for them.
void publish_answer(Document *document, const Waiting *waiting, const Text *fixed);
