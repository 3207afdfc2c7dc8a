// Server-sent events: each is an object of JSON in one line. Who comes back after a break says
// which was the last that it saw, and is told what it missed.
#include "serve/live_site.h"
#include "serve/reply.h"

enum { MOST_PENDING_BYTES = 1 << 20 }; // of a page that takes nothing any more

static void write_event(Request *client, Text text) {
  if (http_pending(client->exchange) > MOST_PENDING_BYTES) {
    http_abort(client->exchange);
    return;
  }
  http_write(client->exchange, text.at, text.size);
}

uint32_t live_tell(Live *live, Text json) {
  uint32_t sequence = ++live->sequence;
  LiveEvent *event = &live->events[sequence % EVENTS_KEPT];
  arena_release(&event->arena);
  event->text =
      text_format(&event->arena, "data: {\"sequence\":%u,%.*s\n\n", sequence, TEXT_ARGS(json));
  for (Request *client = live->clients; client; client = client->next_waiting)
    write_event(client, event->text);
  return sequence;
}

static void forget(Request *request) {
  request_leave(request, &request->site->live->clients);
}

static void tell_missed(Live *live, Request *request, uint32_t since) {
  bool is_known = since <= live->sequence && live->sequence - since < EVENTS_KEPT;
  if (!is_known) {
    write_event(request, TEXT("data: {\"kind\":\"reload\",\"why\":\"too much has changed\"}\n\n"));
    return;
  }
  for (uint32_t sequence = since + 1; sequence <= live->sequence; sequence++)
    write_event(request, live->events[sequence % EVENTS_KEPT].text);
}

void live_listen(Request *request, uint32_t since) {
  Live *live = request->site->live;
  Reply reply = reply_begin(request, 200);
  reply_add(&reply, TEXT("Content-Type"), TEXT("text/event-stream"));
  reply_add(&reply, TEXT("Cache-Control"), TEXT("no-store"));
  http_begin(request->exchange, reply_head(&reply));
  write_event(request,
              text_format(request->arena, "data: {\"kind\":\"hello\",\"boot\":\"%.*s\"}\n\n",
                          TEXT_ARGS(live->boot)));
  tell_missed(live, request, since);
  request->on_abort = forget;
  request_wait(request, &live->clients);
}

void live_end_clients(Live *live) {
  while (live->clients) {
    Request *client = live->clients;
    live->clients = client->next_waiting;
    client->on_abort = NULL;
    http_end(client->exchange, (HttpHeaders){0});
  }
}
