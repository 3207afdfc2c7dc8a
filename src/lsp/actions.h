// Actions: what can be done about problems: fixes, suggestions, comments that silence a rule.
#pragma once

#include "lsp/server.h"

// Answers textDocument/codeAction.
void actions_answer(Document *document, const Waiting *waiting, const Text *fixed);

// Whether such a request asks for the text with all fixes.
bool actions_want_fixed(const Json *params);

// Answers the command that fixes a document: the client is asked to apply the edit.
void actions_apply_fixes(Document *document, const Waiting *waiting, const Text *fixed);

// Answers a client that waits with saving until the text is fixed.
void actions_answer_saving(Document *document, const Waiting *waiting, const Text *fixed);

#define ACTION_FIX_ALL_KIND    "source.fixAll.cbundle"
#define ACTION_FIX_ALL_COMMAND "cbundle.applyAllFixes"
