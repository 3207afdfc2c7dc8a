// How long we wait for more to be typed depends on how long linting takes: a small file is linted
// on every key, a large one when the keys rest.
#include "lsp/look.h"

#include "host/clock.h"
#include "host/job.h"
#include "lsp/publish.h"
#include "lsp/surroundings.h"

enum {
  LEAST_WAIT_MS = 5, // what comes together is one change
  LONGEST_WAIT_MS = 250,
  NS_PER_MS = 1000000,
};

typedef struct Look {
  Arena arena; // holds this struct; of the text
  Job job;
  Document *document;
  Rulebook *book;
  LintTarget target;
  uint32_t state;
  atomic_bool is_cancelled; // there is a newer text
  bool wants_fixed, renews_surroundings, asks_around;
  PositionEncoding encoding;
  SourceFile file;
  Problems *problems;
  Text fixed;
  uint64_t spent_ms;
} Look;

// ---- On another thread

static LintResult lint(const Look *look, const LintWork *work) {
  LintResult result = {.path = look->target.path, .shown = look->file.path, .file = look->file};
  lint_file(work, &result);
  return result;
}

static void work_on(void *context) {
  Look *look = context;
  Document *document = look->document;
  Arena arena = {0};
  uint64_t started_ns = clock_now_ns();
  LintWork work = lint_setup_work(&look->book->setup, &look->target, &arena);
  work.fixes = false;
  work.cancelled = &look->is_cancelled;
  bool is_across = look->asks_around = work.config->is_across_files;
  Surroundings *around = &document->surroundings;
  if (is_across && look->renews_surroundings) surroundings_forget(around);
  if (is_across) work.project = surroundings_find(around, look->target.path);
  LintResult result = lint(look, &work);
  if (is_across &&
      surroundings_renew(around, &look->book->setup, work.config, &look->target, &result)) {
    work.project = surroundings_find(around, look->target.path);
    result = lint(look, &work);
  }
  look->problems = problems_make(&result, look->encoding);
  if (look->wants_fixed) {
    work.fixes = true;
    Text fixed = lint(look, &work).output;
    look->fixed = fixed.at ? text_copy(&look->arena, fixed) : look->file.text;
  }
  arena_release(&arena);
  look->spent_ms = (clock_now_ns() - started_ns) / NS_PER_MS;
}

// ---- Before and behind

// Whether it is JavaScript that nobody leaves out, and its configuration is right.
static bool is_wanted(const Document *document, Rulebook *book) {
  LintFolders *folders = &book->setup.folders;
  if (!document->is_ours || !book->is_good) return false;
  if (document->is_file && find_is_ignored(folders, document->path)) return false;
  return !lint_folder_get(folders, path_dirname(document->path), NULL)->is_broken;
}

static void answer_all(Document *document, const Text *fixed) {
  Waiting **link = &document->waiting;
  while (*link) {
    Waiting *waiting = *link;
    if (waiting->wants_fixed && !fixed) {
      link = &waiting->next;
      continue;
    }
    *link = waiting->next;
    waiting->answer(document, waiting, fixed);
    Arena arena = waiting->arena;
    arena_release(&arena);
  }
}

static void show_failures(Server *server, const Problems *problems) {
  for (uint32_t i = 0; i < problems->failures.count; i++) {
    Text failure = problems->failures.at[i];
    if (map_has(&server->shown_failures, failure)) continue;
    map_set(&server->arena, &server->shown_failures, text_copy(&server->arena, failure), 1);
    say_message(&server->voice, MESSAGE_TYPE_ERROR, failure);
  }
}

static void take_problems(Document *document, Problems *problems) {
  if (document->problems) problems_release(document->problems);
  document->problems = problems;
  document->problems_state = document->state;
  show_failures(document->server, problems);
  if (!document->server->can.pulls) publish_problems(document);
}

static void start(Document *document);

static void end_look(void *context) {
  Look *look = context;
  Document *document = look->document;
  document->is_looked_at = false;
  document->look = NULL;
  document->last_look_ms = look->spent_ms;
  document->asks_around = look->asks_around;
  if (look->asks_around) server_watch_scripts(document->server);
  rulebook_give(look->book);
  bool is_newest = look->state == document->state && !document->is_closed;
  if (is_newest) {
    take_problems(document, look->problems);
    answer_all(document, look->wants_fixed ? &look->fixed : NULL);
  } else {
    problems_release(look->problems);
  }
  Arena arena = look->arena;
  arena_release(&arena);
  if (document->is_closed)
    document_release(document);
  else if (document->is_due || document->waiting)
    start(document);
}

// A document that is not linted has no problems.
static void pass_over(Document *document) {
  static const LintResult nothing;
  Text same = document_text(document);
  if (document->problems && !document->problems->items.count)
    document->problems_state = document->state;
  else
    take_problems(document, problems_make(&nothing, POSITION_UTF8));
  answer_all(document, &same);
}

static bool wants_fixed(const Document *document) {
  const Waiting *waiting = document->waiting;
  while (waiting && !waiting->wants_fixed) waiting = waiting->next;
  return waiting != NULL;
}

static void start(Document *document) {
  Server *server = document->server;
  timer_stop(document->timer);
  if (document->is_looked_at) {
    document->is_due = true;
    return;
  }
  document->is_due = false;
  Rulebook *book = rulebook_take(server, document->path);
  if (!is_wanted(document, book)) {
    rulebooks_tell(server);
    rulebook_give(book);
    pass_over(document);
    return;
  }
  const LintFolder *folder =
      lint_folder_get(&book->setup.folders, path_dirname(document->path), NULL);
  server_watch_folders(server, book);
  rulebooks_tell(server);
  Arena arena = {0};
  Look *look = arena_new(&arena, Look, 1);
  *look = (Look){.arena = arena,
                 .document = document,
                 .book = book,
                 .target = {document->path, folder},
                 .state = document->state,
                 .wants_fixed = wants_fixed(document),
                 .renews_surroundings = document->are_surroundings_old,
                 .encoding = server->can.encoding};
  document->are_surroundings_old = false;
  Text text = document_text(document);
  char *copy = arena_alloc(&look->arena, text.size + FILE_PADDING, 1);
  memcpy(copy, text.at, text.size);
  look->file.path = path_relative(&look->arena, book->folder, document->path);
  look->file.text = (Text){copy, text.size};
  look->job = (Job){work_on, end_look, look};
  document->is_looked_at = true;
  document->look = look;
  job_start(server->loop, &look->job);
}

void look_on_time(void *context) {
  start(context);
}

// ---- Requests

// The look that goes on is of an old text, or nobody's.
static void cancel(Document *document) {
  if (document->look) atomic_store(&document->look->is_cancelled, true);
}

static void refuse(Document *document, Waiting *waiting, ErrorCode code, Text text) {
  say_error(&document->server->voice, waiting->id, code, text);
  Arena arena = waiting->arena;
  arena_release(&arena);
}

void look_refuse(Document *document) {
  cancel(document);
  while (document->waiting) {
    Waiting *waiting = document->waiting;
    document->waiting = waiting->next;
    refuse(document, waiting, ERROR_CONTENT_MODIFIED, TEXT("The document has been closed."));
  }
}

static void refuse_old(Document *document) {
  for (Waiting **link = &document->waiting; *link;) {
    Waiting *waiting = *link;
    if (waiting->outlives_edits) {
      link = &waiting->next;
      continue;
    }
    *link = waiting->next;
    refuse(document, waiting, ERROR_CONTENT_MODIFIED, TEXT("The document has changed."));
  }
}

void look_soon(Document *document) {
  cancel(document);
  document->state = ++document->server->state_count;
  refuse_old(document);
  uint64_t wait_ms = LEAST_WAIT_MS + document->last_look_ms / 2;
  if (wait_ms > LONGEST_WAIT_MS) wait_ms = LONGEST_WAIT_MS;
  if (!document->waiting)
    timer_start(document->timer, wait_ms, 0);
  else
    start(document);
}

void look_await(Document *document, Waiting *waiting) {
  waiting->next = document->waiting;
  document->waiting = waiting;
  if (document_problems(document) && !waiting->wants_fixed)
    answer_all(document, NULL);
  else
    start(document);
}

bool look_cancel(Server *server, Text id) {
  for (uint32_t i = 0; i < server->documents.count; i++) {
    Document *document = server->documents.at[i];
    for (Waiting **link = &document->waiting; *link; link = &(*link)->next) {
      Waiting *waiting = *link;
      if (!text_is(waiting->id, id)) continue;
      *link = waiting->next;
      refuse(document, waiting, ERROR_CANCELLED, TEXT("The request was cancelled."));
      return true;
    }
  }
  return false;
}
