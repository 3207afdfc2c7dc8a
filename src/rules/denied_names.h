// DeniedNames: where a name that a project does not want stands for something of its own: what is
// declared, assigned to or exported there, and not what others have named.
#pragma once

#include "rules/rule.h"

// Whether the options, a list of names, have the name of an identifier of any kind, and whether it
// counts where it stands. `*name` is without the `#` of a private one.
bool is_denied_name(RuleContext *context, NodeId identifier, Text *name);

// Whether an identifier refers to a global that the file does not declare. The shorthand `{ a }` is
// a property of its own name as well, and does not count.
bool names_global(SourceCode *code, NodeId identifier);
