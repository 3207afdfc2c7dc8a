// From options to a running server, and back again.
#include "host/browser.h"
#include "host/network.h"
#include "host/stop_signals.h"
#include "host/timer.h"
#include "serve/cache.h"
#include "serve/handle.h"
#include "serve/https.h"
#include "serve/live.h"
#include "serve/proxy.h"
#include "serve/server.h"

#include <errno.h>

enum {
  PORTS_TRIED = 100,     // the wanted one and those behind it
  GRACE_MS = 400,        // for answers that are under way when we are to stop
  HEAD_BYTES = 48 << 10, // of a request: cookies of all that was ever served on localhost
  TARGET_BYTES = 8 << 10,
  STALL_MS = 60000, // without a byte that the reader takes
  LAST_PORT = 65535,
};

typedef struct Run {
  const ServeOptions *options;
  Diagnostics *diagnostics;
  Arena arena;
  Site site;
  TcpListener *listeners[2];
  uint32_t listener_count;
  uint16_t port;
  Timer *grace;
  bool is_stopping;
} Run;

// ---- The folder

static bool complain(Run *run, MessageId id, Text about) {
  diag_add(run->diagnostics, id, NOWHERE, about);
  return false;
}

// A script is seen from the working folder, if it is in there: it may import from beside its own.
static Text take_script(Run *run, Text script) {
  Text root, here = file_working_folder(&run->arena);
  bool is_inside =
      here.size && file_real_path(&run->arena, here.at, &root) == 0 && path_is_inside(script, root);
  if (!is_inside) root = text_copy(&run->arena, path_dirname(script));
  run->site.entry = text_slice(script, root.size > 1 ? root.size : 0, script.size);
  return root;
}

static bool find_root(Run *run) {
  static const char *const pages[] = {".html", ".htm", NULL};
  static const char *const scripts[] = {".js", ".jsx", ".mjs", ".cjs", NULL};
  Site *site = &run->site;
  const char *given = run->options->root ? run->options->root : ".";
  Text real;
  int code = file_real_path(&run->arena, given, &real);
  if (code < 0) {
    MessageId id =
        code == -ENOENT || code == -ENOTDIR ? MESSAGE_SERVE_NO_FOLDER : MESSAGE_COULD_NOT_READ;
    diag_add(run->diagnostics, id, NOWHERE, text_of(given), text_of(file_error_text(code)));
    return false;
  }
  site->index = TEXT("index.html");
  if (file_kind(real.at) != FILE_FOLDER) {
    Text extension = path_extension(real);
    bool is_script = !run->options->is_static && text_is_one_of(extension, scripts);
    if (!is_script && !text_is_one_of(extension, pages))
      return complain(run, MESSAGE_SERVE_NO_PAGE, text_of(given));
    site->index = path_basename(real);
    real = is_script ? take_script(run, real) : text_copy(&run->arena, path_dirname(real));
  }
  site->gate = (Gate){.root = real, .follows_links = run->options->follows_links};
  return true;
}

static bool read_base(Run *run) {
  Text base = text_of(run->options->base ? run->options->base : "/");
  GatePath path;
  bool is_path = gate_read(&run->arena, base, &path) == 0 && path.query.size == 0;
  if (!is_path) return complain(run, MESSAGE_SERVE_BASE, base);
  run->site.base = path.path.size > 1 ? path.path : TEXT("");
  return true;
}

// ---- Headers of every answer

static bool is_token(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if (byte <= ' ' || byte >= 0x7F || strchr("\"(),/:;<=>?@[\\]{}", byte)) return false;
  }
  return text.size > 0;
}

static bool has_control(Text text) {
  for (uint32_t i = 0; i < text.size; i++) {
    unsigned char byte = (unsigned char)text.at[i];
    if ((byte < ' ' && byte != '\t') || byte == 0x7F) return true;
  }
  return false;
}

static bool read_header(Run *run, Text text, HttpHeader *out) {
  out->name = text_until(text, ':');
  uint32_t behind = out->name.size < text.size ? out->name.size + 1 : text.size;
  out->value = http_trim(text_slice(text, behind, text.size));
  bool is_header = out->name.size < text.size && is_token(out->name) && !has_control(out->value);
  return is_header || complain(run, MESSAGE_SERVE_HEADER, text);
}

static bool read_headers(Run *run) {
  const ServeOptions *options = run->options;
  bool is_for_all = options->cors && options->cors->count == 0;
  HttpHeader ours[] = {{TEXT("X-Content-Type-Options"), TEXT("nosniff")},
                       {TEXT("Cross-Origin-Resource-Policy"),
                        is_for_all ? TEXT("cross-origin") : TEXT("same-origin")}};
  enum { OURS = sizeof ours / sizeof *ours };
  Site *site = &run->site;
  site->standing = arena_new(&run->arena, HttpHeader, options->headers.count + OURS);
  bool are_good = true;
  for (size_t i = 0; i < options->headers.count; i++) {
    Text text = text_of(options->headers.at[i]);
    are_good &= read_header(run, text, &site->standing[site->own_count++]);
  }
  site->standing_count = site->own_count;
  for (int i = 0; i < OURS; i++) {
    HttpHeaders own = {site->standing, site->own_count};
    if (!http_count_header(own, ours[i].name)) site->standing[site->standing_count++] = ours[i];
  }
  return are_good;
}

// ---- Listening

typedef struct BindPlace {
  const char *addresses[2]; // to bind to; NULL: all
  uint32_t count;
} BindPlace;

static bool find_place(Run *run, TcpAddress *found, BindPlace *place) {
  const char *host = run->options->host;
  if (!host || strcmp(host, "localhost") == 0) {
    *place = (BindPlace){{"127.0.0.1", "::1"}, 2};
  } else if (!*host) {
    *place = (BindPlace){{NULL}, 1};
  } else {
    if (network_address_of(host, found) < 0)
      return complain(run, MESSAGE_SERVE_NO_HOST, text_of(host));
    *place = (BindPlace){{found->text}, 1};
  }
  return true;
}

static void close_listeners(Run *run) {
  while (run->listener_count) tcp_listener_close(run->listeners[--run->listener_count]);
}

static int listen_at(Run *run, const BindPlace *place, uint16_t port) {
  for (uint32_t i = 0; i < place->count; i++) {
    TcpListenOptions options = {.address = place->addresses[i], .port = port, .is_v6_only = i > 0};
    TcpListener *listener;
    int code =
        tcp_listen(run->site.loop, &options, http_server_accept, run->site.server, &listener);
    bool has_none = code == -EADDRNOTAVAIL || code == -EAFNOSUPPORT;
    if (i > 0 && has_none) continue; // a machine without IPv6
    if (code < 0) {
      close_listeners(run);
      return code;
    }
    run->listeners[run->listener_count++] = listener;
    port = run->port = tcp_listener_address(listener).port;
  }
  return 0;
}

static bool tell_port(Run *run, int code, Text port) {
  if (code == -EADDRINUSE) {
    Diagnostic *taken = diag_add(run->diagnostics, MESSAGE_SERVE_PORT_TAKEN, NOWHERE, port);
    diag_note(run->diagnostics, taken, MESSAGE_SERVE_PORT_NOTE, NOWHERE);
  } else if (code == -EACCES) {
    complain(run, MESSAGE_SERVE_PORT_DENIED, port);
  } else {
    diag_add(run->diagnostics, MESSAGE_SERVE_LISTEN, NOWHERE, port, text_of(file_error_text(code)));
  }
  return false;
}

static bool listen_somewhere(Run *run) {
  TcpAddress found;
  BindPlace place;
  if (!find_place(run, &found, &place)) return false;
  uint32_t wanted = run->options->port, port = wanted;
  Text name = text_format(&run->arena, "%u", wanted);
  uint32_t tries = run->options->is_strict_port || wanted == 0 ? 1 : PORTS_TRIED;
  int code = -EADDRINUSE;
  for (; code == -EADDRINUSE && tries > 0 && port <= LAST_PORT; port++, tries--)
    code = listen_at(run, &place, (uint16_t)port);
  if (code < 0) return tell_port(run, code, name);
  if (wanted && run->port != wanted)
    diag_add(run->diagnostics, MESSAGE_SERVE_OTHER_PORT, NOWHERE, name,
             text_format(&run->arena, "%u", run->port));
  return true;
}

// ---- Being there

static Text url_of(Run *run, const char *host, bool is_v6) {
  return text_format(&run->arena, is_v6 ? "%s://[%s]:%u%.*s/" : "%s://%s:%u%.*s/",
                     run->site.tls ? "https" : "http", host, run->port, TEXT_ARGS(run->site.base));
}

static void announce(Run *run) {
  const ServeOptions *options = run->options;
  Site *site = &run->site;
  ServeUrls urls = {.local = url_of(run, "localhost", false)};
  urls.has_own_certificate = site->tls && !options->certificate;
  bool is_bound_to_one = options->host && *options->host && strcmp(options->host, "localhost") != 0;
  urls.is_on_network = options->host && !is_bound_to_one && !*options->host;
  if (is_bound_to_one) {
    TcpAddress bound = tcp_listener_address(run->listeners[0]);
    urls.local = url_of(run, bound.text, bound.is_v6);
    urls.is_on_network = !text_starts(text_of(bound.text), TEXT("127.")) &&
                         !text_is(text_of(bound.text), TEXT("::1"));
  }
  if (urls.is_on_network && !is_bound_to_one) {
    Text *network = arena_new(&run->arena, Text, site->hosts.addresses.count);
    for (uint32_t i = 0; i < site->hosts.addresses.count; i++) {
      const TcpAddress *address = &site->hosts.addresses.at[i];
      network[urls.network_count++] = url_of(run, address->text, address->is_v6);
    }
    urls.network = network;
  }
  options->on_ready(options->context, &urls);
  if (options->opens_browser && browser_open(urls.local.at) < 0)
    diag_add(run->diagnostics, MESSAGE_SERVE_BROWSER, NOWHERE);
}

static void end_grace(void *context) {
  Run *run = context;
  http_server_close_all(run->site.server);
  proxy_stop(&run->site);
}

static void on_stop(void *context, int number) {
  (void)number;
  Run *run = context;
  if (run->is_stopping) {
    end_grace(run);
    return;
  }
  run->is_stopping = true;
  close_listeners(run);
  if (run->site.live) live_stop(run->site.live);
  http_server_stop(run->site.server);
  timer_start(run->grace, GRACE_MS, GRACE_MS);
}

static bool run_site(Run *run) {
  Site *site = &run->site;
  HttpServerOptions options = http_server_defaults();
  options.events = &handle_events;
  options.context = site;
  options.head_bytes = HEAD_BYTES;
  options.target_bytes = TARGET_BYTES;
  options.stall_ms = STALL_MS;
  options.needs_host = options.allows_half_open = true;
  options.tls = site->tls;
  options.plain_answer = https_plain_answer;
  site->loop = loop_make();
  site->server = http_server_make(site->loop, &options);
  site->cache = cache_make();
  if (!run->options->is_static) site->live = live_make(site);
  run->grace = timer_make(site->loop, end_grace, run);
  timer_keeps_loop(run->grace, false);
  bool is_listening = listen_somewhere(run);
  if (is_listening) {
    StopSignals *signals = stop_signals_make(site->loop, on_stop, run);
    announce(run);
    loop_run(site->loop);
    stop_signals_release(signals);
  }
  close_listeners(run);
  timer_release(run->grace);
  http_server_release(site->server);
  if (site->live) live_release(site->live);
  loop_release(site->loop);
  cache_release(site->cache);
  return is_listening;
}

bool serve_run(const ServeOptions *options, Diagnostics *diagnostics) {
  Run run = {.options = options, .diagnostics = diagnostics};
  run.site.options = options;
  run.site.arena = &run.arena;
  run.site.hosts.allowed = options->allowed_hosts;
  run.site.hosts.bound = options->host;
  network_addresses(&run.arena, &run.site.hosts.addresses);
  bool is_ready = find_root(&run);
  is_ready &= read_base(&run);
  is_ready &= read_headers(&run);
  is_ready &= proxy_read(&run.site, diagnostics);
  if (is_ready && options->is_encrypted) {
    run.site.tls = https_make(options, diagnostics);
    is_ready = run.site.tls != NULL;
  }
  bool is_done = is_ready && run_site(&run);
  if (run.site.tls) tls_context_release(run.site.tls);
  proxy_release(&run.site);
  arena_release(&run.arena);
  return is_done;
}
