// Removal: how the declaration of a variable that nobody reads is taken out of the text.
#pragma once

#include "rules/variables.h"

// What to do with which span. False: something else would change its meaning, or there would be
// nothing left where something must be.
bool removal_of_variable(SourceCode *code, const Definition *definition, Edit *edit);
