// Lsp: a language server over standard input and output: what the linter finds, in an editor, as
// one types (https://microsoft.github.io/language-server-protocol, 3.17).
//
// Takes: the flags of the linter, which hold for all documents.
// Never: writes files, or anything but messages to standard output.
#pragma once

#include "lint/lint.h"

// Serves until the client says "exit", its process ends, or standard input does. False: the client
// did not say "shutdown" before.
bool lsp_run(const LintOptions *options);
