// What the gate would refuse is not listed. Names may hold anything but a slash: they are escaped,
// and stand in an element of their own, so that one that turns the writing direction harms no
// other.
#include "serve/listing.h"

#include "base/url.h"
#include "generated/serve_scripts.h"
#include "host/files.h"
#include "serve/reply.h"

#include <stdlib.h>
#include <time.h>

typedef struct Row {
  Text name;
  FileState state;
} Row;

typedef Array(Row) Rows;

static int compare_rows(const void *left, const void *right) {
  const Row *a = left, *b = right;
  bool a_is_folder = a->state.kind == FILE_FOLDER, b_is_folder = b->state.kind == FILE_FOLDER;
  return a_is_folder != b_is_folder ? b_is_folder - a_is_folder : text_compare(a->name, b->name);
}

// A link may lead where the gate lets nobody through.
static bool is_open(const Request *request, Text name) {
  OpenFile file;
  Text path = path_join(request->arena, request->at.path, name);
  if (gate_enter(&request->site->gate, request->arena, path, &file)) return false;
  open_file_close(&file);
  return true;
}

static bool is_shown(const Request *request, const FolderEntry *entry, Text path, Row *row) {
  row->name = entry->name;
  return gate_check_names(row->name) == 0 && file_state(path.at, &row->state) == 0 &&
         row->state.kind != FILE_OTHER &&
         (entry->kind != FILE_OTHER || is_open(request, row->name));
}

static int read_rows(const Request *request, Text folder, Rows *rows) {
  Arena *arena = request->arena;
  FolderEntries entries;
  int code = file_list(arena, folder.at, &entries);
  if (code < 0) return code;
  array_reserve(arena, rows, entries.count);
  for (uint32_t i = 0; i < entries.count; i++) {
    Row row;
    Text path = path_join(arena, folder, entries.at[i].name);
    if (is_shown(request, &entries.at[i], path, &row)) array_push(arena, rows, row);
  }
  if (rows->count) qsort(rows->at, rows->count, sizeof *rows->at, compare_rows);
  return 0;
}

static void add_size(Buffer *out, uint64_t size) {
  static const char *const units[] = {"B", "KB", "MB", "GB", "TB"};
  double amount = (double)size;
  int unit = 0;
  for (; amount >= 1000 && unit < 4; unit++) amount /= 1000;
  buffer_add_format(out, unit && amount < 10 ? "%.1f %s" : "%.0f %s", amount, units[unit]);
}

static void add_time(Buffer *out, int64_t nanoseconds) {
  time_t seconds = (time_t)(nanoseconds / 1000000000);
  struct tm local;
  char text[32];
  if (!localtime_r(&seconds, &local)) return;
  buffer_add(out, text, strftime(text, sizeof text, "%Y-%m-%d %H:%M", &local));
}

static void add_name(Buffer *out, const Row *row) {
  bool is_folder = row->state.kind == FILE_FOLDER;
  bool is_reachable = gate_may_name(row->name);
  if (is_reachable) {
    buffer_add_format(out, "<a class=\"%s\" href=\"./", is_folder ? "folder" : "file");
    Buffer url = {.arena = out->arena};
    url_add_path(&url, row->name);
    reply_add_escaped(out, buffer_text(&url));
    buffer_add_text(out, is_folder ? TEXT("/\">") : TEXT("\">"));
  }
  buffer_add_literal(out, "<bdi>");
  if (is_reachable) reply_add_escaped(out, row->name);
  for (uint32_t i = 0; !is_reachable && i < row->name.size; i++) {
    unsigned char byte = (unsigned char)row->name.at[i];
    reply_add_escaped(out, byte < 0x80 ? text_slice(row->name, i, i + 1) : TEXT("\xEF\xBF\xBD"));
  }
  buffer_add_text(out, is_folder ? TEXT("/</bdi>") : TEXT("</bdi>"));
  if (is_reachable) buffer_add_literal(out, "</a>");
}

static void add_row(Buffer *out, const Row *row) {
  buffer_add_literal(out, "      <tr><td>");
  add_name(out, row);
  buffer_add_literal(out, "</td><td>");
  if (row->state.kind == FILE_REGULAR) add_size(out, row->state.size);
  buffer_add_literal(out, "</td><td>");
  add_time(out, row->state.modified_ns);
  buffer_add_literal(out, "</td></tr>\n");
}

static void add_step(Buffer *out, Buffer *url, Text name) {
  buffer_add_byte(url, '/');
  buffer_add_literal(out, "<a href=\"");
  reply_add_escaped(out, buffer_text(url));
  buffer_add_literal(out, "\"><bdi>");
  reply_add_escaped(out, name);
  buffer_add_literal(out, "</bdi></a><i>/</i>");
}

// Each folder on the way is a link: "root / a / b".
static void add_path(Buffer *out, const Request *request) {
  const Site *site = request->site;
  Buffer url = {.arena = out->arena};
  buffer_add_text(&url, site->base);
  add_step(out, &url, path_basename(site->gate.root));
  for (Text rest = request->at.path; rest.size;) {
    Text part = text_next(&rest, '/');
    if (part.size == 0) continue;
    url_add_path(&url, part);
    add_step(out, &url, part);
  }
}

void listing_send(Request *request, Text real) {
  Arena *arena = request->arena;
  Rows rows = {0};
  if (read_rows(request, real, &rows) < 0) {
    reply_problem(request, PROBLEM_NO_ACCESS, TEXT(""));
    return;
  }
  Buffer title = {.arena = arena}, path = {.arena = arena}, lines = {.arena = arena};
  bool is_root = request->at.path.size == 1;
  reply_add_escaped(&title, path_basename(is_root ? request->site->gate.root : request->at.path));
  add_path(&path, request);
  if (!is_root)
    buffer_add_literal(&lines, "      <tr><td><a class=\"up\" href=\"../\">..</a></td><td></td>"
                               "<td></td></tr>\n");
  for (uint32_t i = 0; i < rows.count; i++) add_row(&lines, &rows.at[i]);
  Text count = rows.count == 1 ? TEXT("1 entry") : text_format(arena, "%u entries", rows.count);
  PagePart parts[] = {{"title", buffer_text(&title)},
                      {"path", buffer_text(&path)},
                      {"rows", buffer_text(&lines)},
                      {"count", count}};
  Buffer page = {.arena = arena};
  Text listing = {serve_listing_html, (uint32_t)serve_listing_html_size};
  reply_fill_page(&page, listing, parts, sizeof parts / sizeof *parts);
  Reply reply = reply_begin(request, 200);
  reply_add(&reply, TEXT("Cache-Control"), TEXT("no-cache"));
  reply_add(&reply, TEXT("Content-Security-Policy"),
            TEXT("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'"));
  reply_text(&reply, TEXT("text/html; charset=utf-8"), buffer_text(&page));
}
