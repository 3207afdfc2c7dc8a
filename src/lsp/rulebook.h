// Rulebook: what documents are linted with: the flags and configurations of a folder of the
// workspace.
//
// Owns:  a setup for each folder, made when it is first needed. One that another thread works with
//        lives on until that has ended.
// Gives: mistakes in configurations, as diagnostics of their files and as messages.
#pragma once

#include "lint/setup.h"
#include "lsp/voice.h"

typedef struct Server Server;

typedef struct Rulebook {
  Arena arena; // holds this struct
  Text folder;
  LintOptions options;
  Diagnostics diagnostics;
  LintSetup setup;
  bool is_good; // the flags are right
  bool is_old;  // there is a newer one
  uint32_t users;
} Rulebook;

typedef struct Rulebooks {
  Arena arena; // of the list of folders
  Texts folders;
  Array(Rulebook *) books; // by folder; or NULL
  uint32_t told_count;     // of mistakes
  Arena told_arena;        // of what the client knows: URIs of configurations, and messages
  Map told_files, told_messages;
} Rulebooks;

// Begins with these folders: from now on documents are linted by what is in them.
void rulebooks_set(Rulebooks *books, const Text *folders, uint32_t count);
void rulebooks_release(Rulebooks *books);

// Forgets what configurations say.
void rulebooks_forget(Rulebooks *books);

// The book for an absolute path, with one more user.
Rulebook *rulebook_take(Server *server, Text path);

void rulebook_give(Rulebook *book);

// Tells the client of mistakes that it has not been told of, and of those that are gone.
void rulebooks_tell(Server *server);
