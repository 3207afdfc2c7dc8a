// Surroundings: the files around a document, as rules about imports see them.
//
// Takes: the document's own text as it is in the editor, all others from the disk.
// Never: reads them again for a text that imports and exports the same as before.
#pragma once

#include "lint/setup.h"
#include "lsp/document.h"

// What is known of the document, or NULL.
const ProjectFile *surroundings_find(const Surroundings *around, Text path);

// Reads the files, unless they are known and the document imports and exports what it did. True:
// they are other ones now.
bool surroundings_renew(Surroundings *around, const LintSetup *setup, const LintConfig *config,
                        const LintTarget *target, const LintResult *result);

// Files may have changed.
void surroundings_forget(Surroundings *around);
