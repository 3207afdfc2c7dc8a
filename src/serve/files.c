// A small file is answered from memory with one write; a large one by the system, straight from its
// pages. Compressing takes longer than all else and is done on another thread, once for each state
// of a file; those who ask meanwhile wait for it together.
#include "serve/files.h"

#include "base/compress.h"
#include "host/job.h"
#include "http/range.h"
#include "serve/cache.h"
#include "serve/reply.h"

enum {
  LEAST_COMPRESSED = 1024,    // below, a packet is a packet
  MOST_COMPRESSED = 16 << 20, // above, waiting for it takes longer than sending it
  WORTHWHILE_PERCENT = 90,    // of the size, which it must be smaller than
};

// A file on its way out.
typedef struct Sending {
  Request *request;
  CachedFile *file;
  OpenFile open; // of one that is not in memory
  Text path;
  int status;
  Encoding encoding;
} Sending;

static void send(Sending *sending);

static void add_standing(Reply *reply, const Sending *sending) {
  const CachedFile *file = sending->file;
  reply_add(reply, TEXT("ETag"), file->etags[sending->encoding]);
  reply_add(reply, TEXT("Last-Modified"), file->modified);
  reply_add(reply, TEXT("Cache-Control"), TEXT("no-cache"));
  if (file->mime.may_compress) reply_add(reply, TEXT("Vary"), TEXT("Accept-Encoding"));
}

static Reply begin(const Sending *sending, int status) {
  Reply reply = reply_begin(sending->request, status);
  reply_add(&reply, TEXT("Content-Type"), sending->file->mime.type);
  add_standing(&reply, sending);
  reply_add(&reply, TEXT("Accept-Ranges"), TEXT("bytes"));
  return reply;
}

// ---- The whole

static void send_whole(Sending *sending) {
  HttpExchange *exchange = sending->request->exchange;
  const CachedFile *file = sending->file;
  Reply reply = begin(sending, sending->status);
  bool is_compressed = sending->encoding != ENCODING_NONE;
  Text body = is_compressed ? file->variants[sending->encoding].bytes : file->content;
  bool is_in_memory = is_compressed || file->has_content;
  if (is_compressed)
    reply_add(&reply, TEXT("Content-Encoding"),
              sending->encoding == ENCODING_GZIP ? TEXT("gzip") : TEXT("br"));
  reply_add_number(&reply, TEXT("Content-Length"), is_in_memory ? body.size : file->state.size);
  if (is_in_memory) {
    http_respond(exchange, reply_head(&reply), body.at, body.size);
    return;
  }
  http_begin(exchange, reply_head(&reply));
  http_write_file(exchange, sending->open.descriptor, 0, file->state.size);
  sending->open.descriptor = -1;
  http_end(exchange, (HttpHeaders){0});
}

// ---- Parts

static void write_part(Sending *sending, const HttpRange *range) {
  HttpExchange *exchange = sending->request->exchange;
  uint64_t size = range->last - range->first + 1;
  if (sending->file->has_content) {
    http_write(exchange, sending->file->content.at + range->first, (size_t)size);
    return;
  }
  int descriptor = open_file_copy(&sending->open);
  if (descriptor < 0)
    http_abort(exchange);
  else
    http_write_file(exchange, descriptor, (int64_t)range->first, size);
}

static Text range_text(const Sending *sending, const HttpRange *range) {
  return text_format(sending->request->arena, "bytes %llu-%llu/%llu",
                     (unsigned long long)range->first, (unsigned long long)range->last,
                     (unsigned long long)sending->file->state.size);
}

static void send_part(Sending *sending, const HttpRange *range) {
  HttpExchange *exchange = sending->request->exchange;
  Reply reply = begin(sending, 206);
  reply_add(&reply, TEXT("Content-Range"), range_text(sending, range));
  reply_add_number(&reply, TEXT("Content-Length"), range->last - range->first + 1);
  http_begin(exchange, reply_head(&reply));
  write_part(sending, range);
  http_end(exchange, (HttpHeaders){0});
}

static const char boundary[] = "cbundle-3f1d7b52a90c46e8-part";

static Text part_head(const Sending *sending, const HttpRange *range) {
  return text_format(sending->request->arena,
                     "\r\n--%s\r\nContent-Type: %.*s\r\nContent-Range: %.*s\r\n\r\n", boundary,
                     TEXT_ARGS(sending->file->mime.type), TEXT_ARGS(range_text(sending, range)));
}

static void send_parts(Sending *sending, const HttpRange *ranges, uint32_t count) {
  Arena *arena = sending->request->arena;
  HttpExchange *exchange = sending->request->exchange;
  Text heads[HTTP_RANGES], end = text_format(arena, "\r\n--%s--\r\n", boundary);
  uint64_t size = end.size;
  for (uint32_t i = 0; i < count; i++) {
    heads[i] = part_head(sending, &ranges[i]);
    size += heads[i].size + ranges[i].last - ranges[i].first + 1;
  }
  Reply reply = reply_begin(sending->request, 206);
  reply_add(&reply, TEXT("Content-Type"),
            text_format(arena, "multipart/byteranges; boundary=%s", boundary));
  add_standing(&reply, sending);
  reply_add_number(&reply, TEXT("Content-Length"), size);
  http_begin(exchange, reply_head(&reply));
  for (uint32_t i = 0; i < count; i++) {
    http_write(exchange, heads[i].at, heads[i].size);
    write_part(sending, &ranges[i]);
  }
  http_write(exchange, end.at, end.size);
  http_end(exchange, (HttpHeaders){0});
}

static void refuse_range(Sending *sending) {
  Request *request = sending->request;
  Reply reply = reply_begin(request, 416);
  reply_add(
      &reply, TEXT("Content-Range"),
      text_format(request->arena, "bytes */%llu", (unsigned long long)sending->file->state.size));
  add_standing(&reply, sending);
  reply_text(&reply, TEXT("text/plain; charset=utf-8"),
             text_concat(request->arena, reply_sentence(PROBLEM_NO_SUCH_RANGE), TEXT("\n")));
}

// False where the whole is to be sent.
static bool send_ranges(Sending *sending) {
  Request *request = sending->request;
  Text header = request_header(request, TEXT("range"));
  HttpValidators now = cache_validators(sending->file, sending->encoding);
  bool is_get = text_is(request->exchange->method, TEXT("GET"));
  if (!header.at || !is_get || sending->status != 200) return false;
  if (!http_range_applies(request->exchange->headers, &now)) return false;
  HttpRange ranges[HTTP_RANGES];
  uint32_t count;
  switch (http_read_ranges(header, sending->file->state.size, ranges, &count)) {
  case HTTP_RANGE_WHOLE: return false;
  case HTTP_RANGE_UNSATISFIABLE: refuse_range(sending); return true;
  case HTTP_RANGE_PARTS: break;
  }
  if (count == 1)
    send_part(sending, &ranges[0]);
  else
    send_parts(sending, ranges, count);
  return true;
}

// ---- Compressed

// Somebody else's thread, and what comes of it.
typedef struct Compression {
  Job job;
  Arena arena; // holds this struct
  Site *site;
  CachedFile *file;
  Encoding encoding;
  OpenFile open;
} Compression;

static bool has_room_for(const CachedFile *file) {
  return file->mime.may_compress && file->state.size >= LEAST_COMPRESSED &&
         file->state.size <= MOST_COMPRESSED;
}

static Encoding choose_encoding(const Request *request, const CachedFile *file) {
  Text accepted = request_header(request, TEXT("accept-encoding"));
  if (!accepted.at || !has_room_for(file) || request_header(request, TEXT("range")).at)
    return ENCODING_NONE;
  int brotli = http_quality(accepted, TEXT("br")), gzip = http_quality(accepted, TEXT("gzip"));
  Encoding best = brotli > 0 && brotli >= gzip ? ENCODING_BROTLI
                  : gzip > 0                   ? ENCODING_GZIP
                                               : ENCODING_NONE;
  return file->variants[best].state == VARIANT_USELESS ? ENCODING_NONE : best;
}

// On another thread, which alone has the file and the variant meanwhile.
static void compress(void *context) {
  Compression *compression = context;
  const CachedFile *file = compression->file;
  Variant *variant = &compression->file->variants[compression->encoding];
  Text text = file->content;
  if (!file->has_content) {
    char *bytes = arena_alloc(&compression->arena, (size_t)file->state.size, 1);
    text = (Text){bytes, (uint32_t)file->state.size};
    if (open_file_read(&compression->open, 0, bytes, text.size) < 0) return;
  }
  bool is_gzip = compression->encoding == ENCODING_GZIP;
  variant->bytes =
      is_gzip ? compress_gzip(&variant->arena, text) : compress_brotli(&variant->arena, text);
}

static void send_waiting(Request *request, CachedFile *file) {
  request->on_abort = NULL;
  Sending *sending = request->waits_for;
  sending->file = file;
  send(sending);
}

static void end_compression(void *context) {
  Compression *compression = context;
  Site *site = compression->site;
  CachedFile *file = compression->file;
  Variant *variant = &file->variants[compression->encoding];
  uint64_t limit = file->state.size * WORTHWHILE_PERCENT / 100;
  bool is_worthwhile = variant->bytes.size > 0 && variant->bytes.size < limit;
  variant->state = is_worthwhile ? VARIANT_READY : VARIANT_USELESS;
  if (!is_worthwhile) arena_release(&variant->arena);
  cache_note_bytes(site->cache, file, variant->arena.reserved_bytes);
  Request *waiting = variant->waiting;
  variant->waiting = NULL;
  for (Request *next; waiting; waiting = next) {
    next = waiting->next_waiting;
    send_waiting(waiting, file);
  }
  open_file_close(&compression->open);
  cache_unpin(site->cache, file);
  Arena arena = compression->arena;
  arena_release(&arena);
}

static void start_compression(Sending *sending) {
  Arena arena = {0};
  Compression *compression = arena_new(&arena, Compression, 1);
  compression->arena = arena;
  compression->job = (Job){compress, end_compression, compression};
  compression->site = sending->request->site;
  compression->file = sending->file;
  compression->encoding = sending->encoding;
  compression->open = sending->open;
  sending->open.descriptor = -1;
  sending->file->variants[sending->encoding].state = VARIANT_MAKING;
  cache_pin(sending->file);
  job_start(compression->site->loop, &compression->job);
}

static void stop_waiting(Request *request) {
  Sending *sending = request->waits_for;
  request_leave(request, &sending->file->variants[sending->encoding].waiting);
}

// Promises the compressed file to this request.
static void wait_for_variant(Sending *sending) {
  Request *request = sending->request;
  Variant *variant = &sending->file->variants[sending->encoding];
  Sending *kept = arena_new(request->arena, Sending, 1);
  *kept = *sending;
  kept->open = (OpenFile){.descriptor = -1};
  request->waits_for = kept;
  request->on_abort = stop_waiting;
  request_wait(request, &variant->waiting);
  if (variant->state == VARIANT_MISSING) start_compression(sending);
}

// ---- One file

// Whether the file's bytes are needed from disk.
static bool needs_disk(const Sending *sending) {
  VariantState state = sending->file->variants[sending->encoding].state;
  bool has_variant = sending->encoding != ENCODING_NONE && state != VARIANT_MISSING;
  return !sending->file->has_content && !has_variant;
}

// Opens a file whose entry is in the cache, unless it is another one by now.
static bool reopen(Sending *sending) {
  if (sending->open.descriptor >= 0 || !needs_disk(sending)) return true;
  Request *request = sending->request;
  int status = gate_enter(&request->site->gate, request->arena, sending->path, &sending->open);
  if (!status && file_state_is_same(&sending->open.state, &sending->file->state)) return true;
  reply_problem(request, status ? reply_problem_of(status) : PROBLEM_FAILED, TEXT(""));
  return false;
}

// Sends nothing if the client has it already.
static bool send_condition(Sending *sending) {
  Request *request = sending->request;
  HttpValidators now = cache_validators(sending->file, sending->encoding);
  if (sending->status != 200) return false;
  switch (http_check_condition(request->exchange->headers, &now)) {
  case HTTP_CONDITION_HOLDS: return false;
  case HTTP_CONDITION_FAILED: reply_problem(request, PROBLEM_CHANGED, TEXT("")); return true;
  case HTTP_CONDITION_NOT_MODIFIED: break;
  }
  Reply reply = reply_begin(request, 304);
  add_standing(&reply, sending);
  http_respond(request->exchange, reply_head(&reply), NULL, 0);
  return true;
}

static void send(Sending *sending) {
  sending->encoding = choose_encoding(sending->request, sending->file);
  if (!send_condition(sending) && reopen(sending)) {
    VariantState state = sending->file->variants[sending->encoding].state;
    if (sending->encoding != ENCODING_NONE && state != VARIANT_READY)
      wait_for_variant(sending);
    else if (!send_ranges(sending))
      send_whole(sending);
  }
  open_file_close(&sending->open);
}

void files_send(Request *request, Text path, const FileState *state, int status) {
  Site *site = request->site;
  Text place = gate_place(&site->gate, request->arena, path);
  Sending sending = {.request = request, .path = path, .status = status};
  sending.open.descriptor = -1;
  sending.file = cache_find(site->cache, place, state);
  if (!sending.file) {
    int refused = gate_enter(&site->gate, request->arena, path, &sending.open);
    if (!refused && sending.open.state.kind != FILE_REGULAR) refused = 404;
    if (!refused) sending.file = cache_add(site->cache, place, &sending.open);
    if (!sending.file) {
      open_file_close(&sending.open);
      reply_problem(request, reply_problem_of(refused ? refused : 500), TEXT(""));
      return;
    }
  }
  send(&sending);
}
