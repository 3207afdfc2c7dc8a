// Program: what a page's module script leads to, built in memory and kept right.
//
// Owns:  a hot program, or an ordinary bundle for a worker; what was sent of it.
// Never: is touched by the loop while a job of its own is under way.
#pragma once

#include "serve/live_site.h"

enum { UPDATES_KEPT = 16 };

typedef struct ProgramUpdate {
  Arena arena;
  uint32_t number; // the event that tells of it
  HotCode code;
} ProgramUpdate;

// What is sent for the entry itself.
typedef struct ProgramText {
  Arena arena;
  bool is_made;
  Text text, map, etag;
} ProgramText;

struct Program {
  Arena arena; // holds this struct
  Live *live;
  Text path; // of the entry, absolute
  Text id;   // "/src/main.js"
  bool is_worker;
  Hot *hot;
  CbBuild *plain; // in its place, of a worker
  bool was_broken, is_busy;
  uint32_t number; // of the last event about it
  double build_ms;
  ProgramText sent;
  ProgramUpdate updates[UPDATES_KEPT];
  uint32_t update_count;
  Request *waiting;
  Arena pending_arena;
  Texts pending; // changes that nobody has looked at
  // Of the job that is under way:
  Job job;
  Arena work_arena;
  Texts work;
  HotUpdate update;
  ProgramUpdate made;
  bool has_update, is_new, wants_text;
};

// ---- program_text.c: called within a job

void program_make_text(Program *program);

// What is wrong with it, as a list for the overlay; in `arena`.
Text program_errors(Program *program, Arena *arena);

// ---- program_build.c: likewise

void program_build(Program *program);
CbBuild *program_cb_build(const Program *program);
bool program_is_broken(const Program *program);
