// Document: a text that is open in an editor, and what is known of it.
//
// Owns:  its text, and the problems of its newest state that was linted.
// Takes: changes by their ranges.
#pragma once

#include "base/json.h"
#include "host/timer.h"
#include "lint/project.h"
#include "lsp/problems.h"

typedef struct Server Server;
typedef struct Document Document;

// A request that waits until the newest state of a document has been linted.
typedef struct Waiting Waiting;
struct Waiting {
  Arena arena; // holds this struct, and what it points to
  Waiting *next;
  Text id;             // as the client spells it
  const Json *params;  // or NULL
  bool wants_fixed;    // the text with all fixes
  bool outlives_edits; // it is about whichever text is the newest
  void (*answer)(Document *document, const Waiting *waiting, const Text *fixed);
};

// Files around it, as rules about imports see them.
typedef struct Surroundings {
  Arena arena; // of what the project began with
  ProjectWishes wishes;
  LintTargets targets;
  LintProject *project; // or NULL
  uint64_t imports;     // a hash of what the document imported and exported then
} Surroundings;

struct Document {
  Arena arena; // holds this struct
  Server *server;
  Text uri;
  Text path;      // absolute; of a text that is no file, one that it could have
  bool is_file;   // its URI is that of a file
  bool is_ours;   // it is JavaScript
  bool is_closed; // it goes when no other thread works on it
  Text version;   // as the client spells it
  Arena version_arena, text_arena;
  Buffer text;
  uint32_t state; // a number that no other state of any document has
  Timer *timer;
  bool is_due;           // it is linted again as soon as that has ended
  bool is_looked_at;     // another thread works on it
  struct Look *look;     // that work; NULL: none
  uint64_t last_look_ms; // how long that took
  Problems *problems;    // or NULL
  uint32_t problems_state;
  Waiting *waiting;          // the newest first
  Surroundings surroundings; // who looks at it changes them
  bool asks_around;          // a rule is on that asks for them
  bool are_surroundings_old;
};

Document *document_make(Server *server, Text uri, Text language);
void document_release(Document *document);

// Replaces a stretch of bytes.
void document_edit(Document *document, uint32_t start, uint32_t end, Text text);

static inline Text document_text(const Document *document) {
  return buffer_text(&document->text);
}

// The problems of the text as it is now; NULL: they are not known yet.
static inline const Problems *document_problems(const Document *document) {
  bool is_current = document->problems && document->problems_state == document->state;
  return is_current ? document->problems : NULL;
}
