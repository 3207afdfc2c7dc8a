// A program is built when it is first asked for, and again when files change. Building takes place
// on another thread, one job of a program at a time; requests wait for it, changes are collected.
#include "serve/program.h"

#include "base/path.h"
#include "base/url.h"
#include "bundle/build.h"
#include "bundle/site_files.h"
#include "link/link.h"
#include "serve/reply.h"

static void start(Program *program);
static void answer(const Program *program, Request *request);

static Program *add_program(Live *live, Text path, Text key) {
  Arena arena = {0};
  Program *program = arena_new(&arena, Program, 1);
  program->arena = arena;
  program->live = live;
  program->path = text_copy(&program->arena, path);
  program->id = link_site_url(&program->arena, live->site->gate.root, TEXT(""), program->path);
  program->number = live->sequence;
  map_set(&live->arena, &live->by_path, text_copy(&live->arena, key), live->programs.count);
  array_push(&live->arena, &live->programs, program);
  return program;
}

static Program *find(Live *live, Text key) {
  const uint32_t *index = map_find(&live->by_path, key);
  return index ? live->programs.at[*index] : NULL;
}

// ---- Requests that wait

static void forget(Request *request) {
  Program *program = request->waits_for;
  request_leave(request, &program->waiting);
}

static void wait(Program *program, Request *request) {
  request->waits_for = program;
  request->on_abort = forget;
  request_wait(request, &program->waiting);
  if (!program->is_busy) start(program);
}

static void answer_waiting(Program *program) {
  while (program->waiting) {
    Request *request = program->waiting;
    program->waiting = request->next_waiting;
    request->on_abort = NULL;
    answer(program, request);
  }
}

static void send(Program *program, Request *request) {
  if (!program->is_busy && program->sent.is_made)
    answer(program, request);
  else
    wait(program, request);
}

void program_send(Live *live, Request *request, Text path) {
  Program *program = find(live, path);
  if (!program) program = add_program(live, path, path);
  send(program, request);
}

void program_send_worker(Live *live, Request *request, Text path) {
  Text key = text_concat(request->arena, path, TEXT("?worker"));
  Program *program = find(live, key);
  if (!program) program = add_program(live, path, key);
  program->is_worker = true;
  send(program, request);
}

// ---- Answers

static void answer(const Program *program, Request *request) {
  const ProgramText *sent = &program->sent;
  Reply reply = reply_begin(request, reply_is_known(request, sent->etag) ? 304 : 200);
  reply_add(&reply, TEXT("Content-Type"), TEXT("text/javascript; charset=utf-8"));
  reply_add(&reply, TEXT("Cache-Control"), TEXT("no-cache"));
  reply_add(&reply, TEXT("ETag"), sent->etag);
  reply_add(&reply, TEXT("Vary"), TEXT("Sec-Fetch-Dest, Sec-Fetch-Mode"));
  reply_add(&reply, TEXT("Server-Timing"),
            text_format(request->arena, "build;dur=%.2f", program->build_ms));
  reply_body(&reply, sent->text);
}

static const ProgramUpdate *find_update(const Program *program, uint32_t number) {
  for (uint32_t i = 0; program && i < UPDATES_KEPT; i++) {
    if (program->updates[i].number == number && number) return &program->updates[i];
  }
  return NULL;
}

static Program *program_of_id(Live *live, const Request *request, Text id) {
  return find(live, gate_place(&live->site->gate, request->arena, id));
}

void program_send_update(Live *live, Request *request, Text entry, uint32_t number) {
  const ProgramUpdate *update = find_update(program_of_id(live, request, entry), number);
  if (!update) {
    reply_problem(request, PROBLEM_NOT_THERE, TEXT(""));
    return;
  }
  Buffer out = {.arena = request->arena};
  buffer_reserve(&out, update->code.text.size + 256);
  buffer_add_text(&out, update->code.text);
  buffer_add_format(&out, "//# sourceMappingURL=%.*s/@cbundle/program.map?n=%u&entry=",
                    TEXT_ARGS(live->site->base), number);
  url_add_path(&out, entry);
  buffer_add_byte(&out, '\n');
  reply_unstored(request, TEXT("text/javascript; charset=utf-8"), buffer_text(&out));
}

// A map is asked for when tools are open; by then the program may be another one.
void program_send_map(Live *live, Request *request, Text entry, uint32_t number) {
  const Program *program = program_of_id(live, request, entry);
  const ProgramUpdate *update = find_update(program, number);
  Text map = update ? update->code.map : TEXT("");
  if (!update && program && !program->is_busy && program->sent.is_made) map = program->sent.map;
  if (map.size)
    reply_unstored(request, TEXT("application/json"), map);
  else
    reply_problem(request, PROBLEM_NOT_THERE, TEXT(""));
}

// ---- Events

static void add_ids(Buffer *out, const Texts *ids) {
  buffer_add_byte(out, '[');
  for (uint32_t i = 0; i < ids->count; i++) {
    if (i) buffer_add_byte(out, ',');
    buffer_add_json_string(out, ids->at[i]);
  }
  buffer_add_byte(out, ']');
}

// `"kind":"…","entry":"…"`
static Buffer begin_event(const Program *program, Arena *arena, const char *kind) {
  Buffer out = {.arena = arena};
  buffer_add_format(&out, "\"kind\":\"%s\",\"entry\":", kind);
  buffer_add_json_string(&out, program->id);
  return out;
}

static void tell(Program *program, Buffer *event) {
  buffer_add_byte(event, '}');
  program->number = live_tell(program->live, buffer_text(event));
}

static void keep_update(Program *program) {
  ProgramUpdate *slot = &program->updates[program->update_count++ % UPDATES_KEPT];
  arena_release(&slot->arena);
  *slot = program->made;
  slot->number = program->number;
  program->made = (ProgramUpdate){0};
}

static void tell_broken(Program *program) {
  Arena scratch = {0};
  Buffer event = begin_event(program, &scratch, "error");
  buffer_add_literal(&event, ",\"errors\":");
  buffer_add_text(&event, program_errors(program, &scratch));
  tell(program, &event);
  arena_release(&scratch);
}

static void tell_good(Program *program) {
  Arena scratch = {0};
  const char *kind = program->has_update ? "update" : "fixed";
  Buffer event = begin_event(program, &scratch, kind);
  if (program->is_worker) { // it is the page's business
    event.size = 0;
    buffer_add_literal(&event, "\"kind\":\"reload\",\"why\":\"a worker has changed\"");
  } else if (program->has_update) {
    buffer_add_literal(&event, ",\"changed\":");
    add_ids(&event, &program->update.changed);
    buffer_add_literal(&event, ",\"gone\":");
    add_ids(&event, &program->update.gone);
  }
  bool is_worth_it = program->is_worker || program->has_update || program->was_broken;
  if (is_worth_it) tell(program, &event);
  if (program->has_update) keep_update(program);
  arena_release(&scratch);
}

static void tell_pages(Program *program) {
  bool is_broken = program_is_broken(program);
  const ServeOptions *options = program->live->site->options;
  bool is_news = program->is_new || program->update.is_concerned;
  if (is_news && options->on_build)
    options->on_build(options->context, program_cb_build(program), program->id, program->build_ms);
  if (!program->is_new && program->update.is_concerned) {
    if (is_broken)
      tell_broken(program);
    else
      tell_good(program);
  }
  program->was_broken = is_broken;
  arena_release(&program->made.arena); // where nobody was told of it
  program->made = (ProgramUpdate){0};
}

// ---- Jobs

// What the program shows may be seen.
static void grant(Program *program) {
  Live *live = program->live;
  Arena scratch = {0};
  if (program_is_broken(program)) return;
  Texts files = site_files(program_cb_build(program), &scratch);
  for (uint32_t i = 0; i < files.count; i++) {
    Map *granted = &live->site->gate.granted;
    if (!map_has(granted, files.at[i]))
      map_set(&live->arena, granted, text_copy(&live->arena, files.at[i]), 1);
  }
  arena_release(&scratch);
}

static void note_change(Program *program, Text path) {
  Text copy = text_copy(&program->pending_arena, path);
  array_push(&program->pending_arena, &program->pending, copy);
}

// Nobody has told us of what happened in a folder before it was watched, though it may have been
// after the build looked there.
static void note_unheard(Program *program, const Map *new_folders) {
  const CbBuild *build = program_cb_build(program);
  for (uint32_t i = 0; i < build->watched.count; i++) {
    Text path = text_of(build->watched.at[i].path);
    bool is_new = map_has(new_folders, path_dirname(path));
    if (is_new && watched_has_changed(build, i)) note_change(program, path);
  }
}

static void watch(Program *program) {
  const CbBuild *build = program_cb_build(program);
  Arena scratch = {0};
  Map new_folders = {0};
  Text last = TEXT("");
  for (uint32_t i = 0; i < build->watched.count; i++) {
    Text folder = path_dirname(text_of(build->watched.at[i].path));
    bool is_new = !text_is(folder, last) && live_watch(program->live, folder);
    if (is_new) map_set(&scratch, &new_folders, folder, 1);
    last = folder;
  }
  if (new_folders.entries.count) note_unheard(program, &new_folders);
  arena_release(&scratch);
}

// What a program that has been built depends on. Nobody knows of one whose job is under way.
static bool depends_on(const Program *program, Text path) {
  bool is_built = program->hot || program->plain;
  return program->is_busy || (is_built && watched_has(program_cb_build(program), path));
}

bool programs_want(const Live *live, Text path) {
  for (uint32_t p = 0; p < live->programs.count; p++) {
    if (depends_on(live->programs.at[p], path)) return true;
  }
  return false;
}

// Of the changes that came during the job, those that are of any matter.
static void sift_pending(Program *program) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < program->pending.count; i++) {
    Text path = program->pending.at[i];
    if (depends_on(program, path)) program->pending.at[kept++] = path;
  }
  program->pending.count = kept;
}

static void work(void *context) {
  program_build(context);
}

static void done(void *context) {
  Program *program = context;
  program->is_busy = false;
  if (program->live->is_stopping) return;
  sift_pending(program);
  bool looks_elsewhere = program->is_new || program->update.is_concerned;
  if (looks_elsewhere) {
    watch(program);
    grant(program);
  }
  tell_pages(program);
  arena_release(&program->work_arena);
  program->work = (Texts){0};
  if (program->sent.is_made && !program->pending.count) answer_waiting(program);
  if (program->waiting || program->pending.count) start(program);
}

static void start(Program *program) {
  program->is_busy = true;
  program->wants_text = program->waiting != NULL;
  program->work_arena = program->pending_arena;
  program->work = program->pending;
  program->pending_arena = (Arena){0};
  program->pending = (Texts){0};
  program->job = (Job){work, done, program};
  job_start(program->live->site->loop, &program->job);
}

void program_note_changes(Live *live, const Text *paths, uint32_t count) {
  for (uint32_t p = 0; p < live->programs.count; p++) {
    Program *program = live->programs.at[p];
    for (uint32_t i = 0; i < count; i++) {
      if (depends_on(program, paths[i])) note_change(program, paths[i]);
    }
    if (!program->is_busy && program->pending.count) start(program);
  }
}

void program_release(Program *program) {
  if (program->hot) hot_release(program->hot);
  if (program->plain) cb_build_release(program->plain);
  for (uint32_t i = 0; i < UPDATES_KEPT; i++) arena_release(&program->updates[i].arena);
  arena_release(&program->made.arena);
  arena_release(&program->sent.arena);
  arena_release(&program->pending_arena);
  arena_release(&program->work_arena);
  Arena arena = program->arena;
  arena_release(&arena);
}
