// A folder's setup learns of configurations as documents in their folders are opened; so its list
// of mistakes grows, and is told again as a whole when it has.
#include "lsp/rulebook.h"

#include "base/url.h"
#include "lsp/server.h"

// ---- Folders

static void end_book(Rulebook *book) {
  lint_setup_release(&book->setup);
  Arena arena = book->arena;
  arena_release(&arena);
}

void rulebook_give(Rulebook *book) {
  if (--book->users == 0 && book->is_old) end_book(book);
}

void rulebooks_forget(Rulebooks *books) {
  for (uint32_t i = 0; i < books->books.count; i++) {
    Rulebook *book = books->books.at[i];
    books->books.at[i] = NULL;
    if (!book) continue;
    book->is_old = true;
    if (book->users == 0) end_book(book);
  }
  books->told_count = UINT32_MAX;
}

void rulebooks_release(Rulebooks *books) {
  rulebooks_forget(books);
  arena_release(&books->arena);
  arena_release(&books->told_arena);
}

void rulebooks_set(Rulebooks *books, const Text *folders, uint32_t count) {
  Arena arena = {0};
  Texts copies = {0};
  for (uint32_t i = 0; i < count; i++)
    array_push(&arena, &copies, path_resolve(&arena, TEXT("/"), folders[i]));
  rulebooks_forget(books);
  arena_release(&books->arena);
  books->arena = arena;
  books->folders = copies;
  books->books.count = books->books.capacity = 0;
  for (uint32_t i = 0; i < count; i++) array_push(&books->arena, &books->books, NULL);
}

// The innermost folder that a path is in; else the first.
static uint32_t find_folder(const Rulebooks *books, Text path) {
  uint32_t best = 0, longest = 0;
  for (uint32_t i = 0; i < books->folders.count; i++) {
    Text folder = books->folders.at[i];
    if (folder.size <= longest || !path_is_inside(path, folder)) continue;
    best = i;
    longest = folder.size;
  }
  return best;
}

static Rulebook *make_book(const Server *server, Text folder) {
  Arena arena = {0};
  Rulebook *book = arena_new(&arena, Rulebook, 1);
  *book = (Rulebook){.arena = arena, .options = *server->options};
  book->folder = book->options.working_folder = text_copy(&book->arena, folder);
  book->diagnostics.arena = &book->arena;
  book->is_good = lint_setup_make(&book->setup, &book->options, &book->diagnostics);
  return book;
}

Rulebook *rulebook_take(Server *server, Text path) {
  Rulebooks *books = &server->books;
  uint32_t index = find_folder(books, path);
  if (!books->books.at[index]) books->books.at[index] = make_book(server, books->folders.at[index]);
  Rulebook *book = books->books.at[index];
  book->users++;
  return book;
}

// ---- Mistakes

typedef struct Telling {
  Server *server;
  Arena *arena;
  Map files; // URI → index
  Array(Buffer) lists;
  Map messages;
} Telling;

static Text uri_of(Arena *arena, Text path) {
  Buffer uri = {.arena = arena};
  buffer_add_literal(&uri, "file://");
  url_add_path(&uri, path);
  return buffer_text(&uri);
}

static void add_text(Buffer *out, const Diagnostic *diagnostic) {
  Buffer text = {.arena = out->arena};
  buffer_add_text(&text, diagnostic->text);
  for (const Diagnostic *note = diagnostic->notes; note; note = note->next) {
    buffer_add_byte(&text, '\n');
    buffer_add_text(&text, note->text);
  }
  buffer_add_json_string(out, buffer_text(&text));
}

static void add_mistake(Telling *telling, Text uri, const Diagnostic *diagnostic) {
  const Place *place = &diagnostic->place;
  PositionFinder finder =
      position_finder(telling->arena, place->file->text, telling->server->can.encoding);
  Range range = {.start = position_find(&finder, place->start)};
  range.end = position_find(&finder, place->end);
  bool is_new;
  uint32_t *index = map_add(telling->arena, &telling->files, uri, &is_new);
  if (is_new) {
    *index = telling->lists.count;
    array_push(telling->arena, &telling->lists, (Buffer){.arena = telling->arena});
  }
  Buffer *list = &telling->lists.at[*index];
  if (!is_new) buffer_add_byte(list, ',');
  buffer_add_literal(list, "{\"range\":");
  say_range(list, &range);
  buffer_add_format(list, ",\"severity\":%d,\"source\":\"cbundle\",\"message\":",
                    diagnostic->severity == SEVERITY_ERROR ? 1 : 2);
  add_text(list, diagnostic);
  buffer_add_byte(list, '}');
}

// The first error of a file is a message, too, unless it was one before.
static void show_mistake(Telling *telling, Text path, const Diagnostic *diagnostic) {
  Rulebooks *books = &telling->server->books;
  const Place *place = &diagnostic->place;
  Text text = diagnostic->text;
  if (place->file) {
    LineCursor cursor = {0};
    lines_seek(&cursor, place->file->text, place->start);
    text = text_format(telling->arena, "%.*s:%u:%u: %.*s", TEXT_ARGS(path), cursor.line + 1,
                       cursor.column + 1, TEXT_ARGS(text));
  }
  if (!map_has(&books->told_messages, text))
    say_message(&telling->server->voice, MESSAGE_TYPE_ERROR, text);
  map_set(telling->arena, &telling->messages, text, 1);
}

static void tell_book(Telling *telling, const Rulebook *book) {
  const SourceFile *shown = NULL;
  for (uint32_t i = 0; i < book->diagnostics.items.count; i++) {
    const Diagnostic *diagnostic = book->diagnostics.items.at[i];
    if (diagnostic->severity > SEVERITY_WARNING) continue;
    const SourceFile *file = diagnostic->place.file;
    Text path = file ? path_resolve(telling->arena, book->folder, file->path) : TEXT("");
    if (file) add_mistake(telling, uri_of(telling->arena, path), diagnostic);
    if (diagnostic->severity != SEVERITY_ERROR || (file && file == shown)) continue;
    shown = file;
    show_mistake(telling, path, diagnostic);
  }
}

// What the client knows now takes the place of what it knew.
static Map copy_keys(Arena *arena, const Map *from) {
  Map to = {0};
  for (uint32_t i = 0; i < from->entries.count; i++)
    map_set(arena, &to, text_copy(arena, from->entries.at[i].key), 1);
  return to;
}

static void remember(Rulebooks *books, const Telling *telling) {
  arena_release(&books->told_arena);
  books->told_files = copy_keys(&books->told_arena, &telling->files);
  books->told_messages = copy_keys(&books->told_arena, &telling->messages);
}

void rulebooks_tell(Server *server) {
  Rulebooks *books = &server->books;
  Voice *voice = &server->voice;
  uint32_t count = 0;
  for (uint32_t i = 0; i < books->books.count; i++)
    count += books->books.at[i] ? books->books.at[i]->diagnostics.items.count : 0;
  if (count == books->told_count) return;
  books->told_count = count;
  Arena arena = {0};
  Telling telling = {.server = server, .arena = &arena};
  for (uint32_t i = 0; i < books->books.count; i++) {
    if (books->books.at[i]) tell_book(&telling, books->books.at[i]);
  }
  for (uint32_t i = 0; i < telling.files.entries.count; i++)
    say_diagnostics(voice, telling.files.entries.at[i].key, TEXT(""),
                    buffer_text(&telling.lists.at[i]));
  for (uint32_t i = 0; i < books->told_files.entries.count; i++) {
    Text uri = books->told_files.entries.at[i].key;
    if (!map_has(&telling.files, uri)) say_diagnostics(voice, uri, TEXT(""), TEXT(""));
  }
  remember(books, &telling);
  arena_release(&arena);
}
