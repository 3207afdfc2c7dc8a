// ErrorForms: mistakes in imports, exports and classes that are common enough to have a message.
#pragma once

#include "syntax/error_scene.h"

// What is wrong: where, and what {0} in the message is; then the same of a note.
typedef struct FormFault {
  MessageId message;
  uint32_t start, end;
  Text about;
  bool has_note;
  MessageId note;
  uint32_t note_start, note_end; // no place where both are the same
  Text note_about;
} FormFault;

// Fill in a fault, and give true.
bool form_fault(FormFault *fault, MessageId message, const Node *node, Text about);
bool form_note(FormFault *fault, MessageId note, const Node *node, Text about);

// Whether the innermost open bracket is the body of a class.
bool form_is_class_body(const ErrorScene *scene);

// Whether the error is such a mistake, and which.
bool form_find_fault(const ErrorScene *scene, FormFault *fault);

// The word that must be where the token is by what is before it: "as" in `import * from`. Empty if
// there is none.
Text form_expected_word(const ErrorScene *scene);
