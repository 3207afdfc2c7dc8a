// DeniedNames: where a name that a project does not want stands for something of its own: what is
// declared, assigned to or exported there, and not what others have named.
#pragma once

#include "rules/rule.h"

// Whether the options, a list of names, have the name of an identifier of any kind, and whether it
// counts where it stands. `*name` is without the `#` of a private one.
bool is_denied_name(RuleContext *context, NodeId identifier, Text *name);

// Whether a member is assigned to, by `=` and its like or by a pattern.
bool is_assigned_member(const Tree *tree, NodeId member);

// Whether what is called is called as it stands: by no template, and it is not `import`.
bool is_plain_call(const Tree *tree, NodeId call);

// Whether an identifier refers to a global that the file does not declare. The shorthand `{ a }` is
// a property of its own name as well, and does not count.
bool names_global(SourceCode *code, NodeId identifier);
