// Diag: what we tell people about their code, and where it points.
//
// Gives: a list of diagnostics in the order of adding, each with its place and notes.
// Never: prints (see render.h), or contains a sentence that is not a row of messages.def.
#pragma once

#include "base/array.h"
#include "base/text.h"

typedef enum Severity {
  SEVERITY_ERROR,
  SEVERITY_WARNING,
  SEVERITY_INFO,
  SEVERITY_NOTE,
  SEVERITY_DEBUG, // for those who look for something: --log-level=debug
  SEVERITY_VERBOSE,
  SEVERITY_SILENT,
} Severity;

typedef enum MessageId {
#define MESSAGE(NAME, severity, text) MESSAGE_##NAME,
#include "diag/messages.def"
  MESSAGE_COUNT
} MessageId;

// A file as people know it.
typedef struct SourceFile {
  Text path; // as shown: relative to the working folder
  Text text;
} SourceFile;

// A range of bytes in a file; `file` is NULL where a message concerns no place.
typedef struct Place {
  const SourceFile *file;
  uint32_t start, end;
  Text suggestion; // what could stand there instead, or empty
} Place;

typedef struct Diagnostic Diagnostic;
struct Diagnostic {
  MessageId id;
  Severity severity;
  Text text; // the message with its arguments filled in
  Place place;
  Diagnostic *notes; // a list, linked by `next`
  Diagnostic *next;
};

// Diagnostics of one thread of work; `arena` holds them and their texts.
typedef struct Diagnostics {
  Arena *arena;
  Array(Diagnostic *) items;
  uint32_t error_count, warning_count;
  const uint8_t *overrides; // by MessageId: 1 + the severity that it is given, or 0; may be NULL
} Diagnostics;

// Adds a message; `{0}`, `{1}`… in its row are replaced by the arguments, which end with an `at`
// of NULL. `diag_add(list, MESSAGE_X, place, name, path)`.
Diagnostic *diag_add_with(Diagnostics *list, MessageId id, Place place, const Text *arguments);
#define diag_add(list, id, place, ...)                                                             \
  diag_add_with((list), (id), (place), (const Text[]){__VA_ARGS__ __VA_OPT__(, ){NULL, 0}})

// Makes a diagnostic of the list more or less important than its row says.
void diag_set_severity(Diagnostics *list, Diagnostic *of, Severity severity);

// Adds a note to a diagnostic of the same list.
Diagnostic *diag_note_with(Diagnostics *list, Diagnostic *to, MessageId id, Place place,
                           const Text *arguments);
#define diag_note(list, to, id, place, ...)                                                        \
  diag_note_with((list), (to), (id), (place), (const Text[]){__VA_ARGS__ __VA_OPT__(, ){NULL, 0}})

// A message that points nowhere.
#define NOWHERE ((Place){0})

// Appends what `from` holds; its arena must live as long as `to`.
void diag_append(Diagnostics *to, const Diagnostics *from);

// How important the row of a message says that it is.
Severity message_severity(MessageId id);

// The name of a message, for machines: "could-not-resolve".
Text message_name(Arena *arena, MessageId id);
