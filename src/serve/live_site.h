// Live_site: what the files of the live part share.
#pragma once

#include "base/map.h"
#include "bundle/hot.h"
#include "host/changes.h"
#include "host/job.h"
#include "host/timer.h"
#include "serve/live.h"

typedef struct Program Program;

enum { EVENTS_KEPT = 64 };

typedef struct LiveEvent {
  Arena arena;
  Text text; // as it is sent
} LiveEvent;

struct Live {
  Arena arena; // holds this struct
  Site *site;
  Text token, boot; // what pages show to be ours; what tells this run of the server from others
  Changes *changes;
  Timer *heartbeat;
  Map by_path; // → index into programs
  Array(Program *) programs;
  bool is_stopping;
  bool is_slow;     // to notice changes of some folders, which was told
  Map served;       // files that were sent as they are, by absolute path
  Request *clients; // pages that listen
  uint32_t sequence;
  LiveEvent events[EVENTS_KEPT]; // the newest, by sequence
  bool refreshes;                // react-refresh is there
  bool knows_refresh;
  Text refresh_text; // of the module that holds it
};

// ---- live_clients.c

// Tells all pages: `json` is an object without its opening brace and sequence: `"kind": …}`.
// Returns the event's number.
uint32_t live_tell(Live *live, Text json);

// Changes of what is in a folder are noticed from now on; true if they were not before.
bool live_watch(Live *live, Text folder);
void live_listen(Request *request, uint32_t since);
void live_end_clients(Live *live);

// ---- live_refresh.c

// Looks for react-refresh, once; `live->refreshes` tells then.
void live_find_refresh(Live *live);

// ---- live_page.c

void live_send_page(Request *request, Text path, int status);

// ---- program.c

// Answers with the program that begins with the file at `path` (absolute).
void program_send(Live *live, Request *request, Text path);

// The same for a worker's script.
void program_send_worker(Live *live, Request *request, Text path);

// "update.js" and "program.map".
void program_send_update(Live *live, Request *request, Text entry, uint32_t number);
void program_send_map(Live *live, Request *request, Text entry, uint32_t number);

// Whether a program may have to be built again when the file changes.
bool programs_want(const Live *live, Text path);

// These files have changed.
void program_note_changes(Live *live, const Text *paths, uint32_t count);
void program_release(Program *program);
