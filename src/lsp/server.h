// Server: what the files of this room share: who is spoken with, and what is known.
//
// Owns:  open documents and configurations, until the connection ends.
#pragma once

#include "base/map.h"
#include "host/changes.h"
#include "lint/lint.h"
#include "lsp/document.h"
#include "lsp/rulebook.h"
#include "lsp/voice.h"

typedef enum ServerPhase { PHASE_NEW, PHASE_RUNNING, PHASE_SHUT, PHASE_ENDED } ServerPhase;

// What the client can do.
typedef struct Abilities {
  PositionEncoding encoding;
  bool has_tags, has_data;
  bool pulls;             // it asks for diagnostics, and can be told to ask again
  bool registers_watches; // it tells of changed files if it is asked to
  bool applies_edits, has_document_changes;
} Abilities;

struct Server {
  const LintOptions *options;
  Loop *loop;
  Voice voice;
  ServerPhase phase;
  bool is_good_end; // the client has said "shutdown" before
  Abilities can;
  bool fixes_on_save; // the client has asked for it
  Array(Document *) documents;
  Arena arena; // of that list
  uint32_t state_count;
  Rulebooks books;
  Map shown_failures;   // messages that a rule has failed; each is shown once
  Changes *changes;     // or NULL: the client tells of changed files
  bool watches_scripts; // it has been asked to tell of changed scripts, too
  Timer *parent_timer, *reload_timer;
  int64_t parent; // the process that must live; 0: unknown
};

// The folder that texts are in that are no files.
Text server_first_folder(const Server *server);

Document *server_document(const Server *server, Text uri);

// Nothing is read any more; the loop ends when what other threads do has.
void server_end(Server *server);

// Closes all documents.
void server_close_all(Server *server);

// Makes sure that we are told of changes to what a book says.
void server_watch_folders(Server *server, const Rulebook *book);
// Likewise of changes to scripts that no document shows.
void server_watch_scripts(Server *server);

// Looks again at documents with rules about the files around them, which may have changed; not at
// `unless`, which may be NULL.
void server_look_around(Server *server, const Document *unless);

// Looks at all documents again, for whatever else has changed than their texts.
void server_reload(Server *server);
