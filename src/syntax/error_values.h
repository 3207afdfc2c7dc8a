// ErrorValues: mistakes with values: what is assigned to, functions, conditions, objects, blocks.
#pragma once

#include "syntax/error_forms.h"

// Whether the error is such a mistake, and which.
bool value_find_fault(const ErrorScene *scene, FormFault *fault);

// The "?" that a ":" should follow before the error; or NO_NODE.
NodeId value_open_condition(const ErrorScene *scene);

// What should follow a part of the head of a loop: ";" or ")".
Text value_after_part(const ErrorScene *scene, const OpenBracket *head);

// What to add to a message that says which token was not expected. False if there is nothing; only
// the note of `hint` is filled in.
bool value_find_hint(const ErrorScene *scene, FormFault *hint);
