// Encrypted connections: a context and a stream of host/tls.h for js/internal/tls_*.js, which
// carries the encrypted bytes over whatever there is.
#include "runtime/bindings.h"

#include <glib.h>

static JSValueRef text_value(Text text) {
  return value_of_text(text.at, text.size);
}

JSValueRef tls_problem_value(const TlsProblem *problem) {
  return array_make(
      4, (JSValueRef[]){value_of_string(problem->code), value_of_string(problem->text),
                        value_of_string(problem->library), value_of_string(problem->reason)});
}

// ---- Contexts

struct TlsHolder {
  TlsContext *tls;
  JSObjectRef object; // whose "choose", if it has one, is asked for names
  unsigned users;
};

static TlsContext *choose_none(void *context, const char *server_name) {
  (void)context, (void)server_name;
  return NULL;
}

void tls_let_go(TlsHolder *holder) {
  if (!holder || --holder->users) return;
  tls_context_release(holder->tls);
  g_free(holder);
}

// Streams and servers may live on: they ask for no names any more.
static void finalize_context(JSObjectRef object) {
  TlsHolder *holder = JSObjectGetPrivate(object);
  tls_context_choose(holder->tls, choose_none, NULL);
  tls_let_go(holder);
}

static NativeClass context_class = {.name = "TlsContext", .finalize = finalize_context};

static TlsHolder *holder_of(JSValueRef value) {
  return native_held(&context_class, value);
}

TlsHolder *tls_hold(JSValueRef value) {
  TlsHolder *holder = holder_of(value);
  if (holder) holder->users++;
  return holder;
}

TlsContext *tls_held(const TlsHolder *holder) {
  return holder->tls;
}

// The settings as js/internal/tls_context.js orders them.
typedef enum Setting {
  IS_SERVER,
  CERTIFICATE,
  KEY,
  PASSPHRASE,
  AUTHORITIES,
  PROTOCOLS,
  CIPHERS,
  LEAST_VERSION,
  MOST_VERSION,
  ASKS_CERTIFICATE,
} Setting;

enum { TEXTS = CIPHERS + 1 };

// A setting that is undefined is an empty text.
static Text take_text(Bytes *texts, JSValueRef settings, Setting setting) {
  JSValueRef value = array_at(settings, setting);
  if (value_is_nothing(value)) value = value_of_string("");
  bytes_take(&texts[setting], value);
  return (Text){texts[setting].at, (uint32_t)texts[setting].size};
}

// context(settings): a context; or an array, which is a problem
NATIVE(make_context) {
  JSValueRef given = call_at(call, 0);
  Bytes *texts = g_new0(Bytes, TEXTS);
  TlsSettings settings = {
      .certificate = take_text(texts, given, CERTIFICATE),
      .key = take_text(texts, given, KEY),
      .passphrase = take_text(texts, given, PASSPHRASE),
      .authorities = take_text(texts, given, AUTHORITIES),
      .protocols = take_text(texts, given, PROTOCOLS),
      .ciphers = take_text(texts, given, CIPHERS),
      .least_version = value_int(array_at(given, LEAST_VERSION)),
      .most_version = value_int(array_at(given, MOST_VERSION)),
      .is_server = JSValueToBoolean(engine.context, array_at(given, IS_SERVER)),
      .asks_certificate = JSValueToBoolean(engine.context, array_at(given, ASKS_CERTIFICATE)),
  };
  TlsProblem problem;
  TlsContext *tls = tls_context_make(&settings, &problem);
  for (int i = CERTIFICATE; i < TEXTS; i++) bytes_drop(&texts[i]);
  g_free(texts);
  if (!tls) return tls_problem_value(&problem);
  TlsHolder *holder = g_new0(TlsHolder, 1);
  *holder = (TlsHolder){.tls = tls, .users = 1};
  holder->object = native_object(&context_class, holder);
  return holder->object;
}

// What the script says is for the client that asks for `server_name`.
static TlsContext *choose(void *given, const char *server_name) {
  const TlsHolder *holder = given;
  if (engine_is_over()) return NULL;
  JSValueRef function = object_get(holder->object, "choose"), name = value_of_string(server_name);
  if (!value_is_function(function)) return NULL;
  JSValueRef value =
      JSObjectCallAsFunction(engine.context, (JSObjectRef)function, holder->object, 1, &name, NULL);
  const TlsHolder *chosen = value ? holder_of(value) : NULL;
  return chosen ? chosen->tls : NULL;
}

// choose(context, function): it is given a name, and gives a context or undefined
NATIVE(set_choose) {
  TlsHolder *holder = holder_of(call_at(call, 0));
  if (!holder) return engine.undefined;
  object_set(holder->object, "choose", call_at(call, 1));
  tls_context_choose(holder->tls, choose, holder);
  return engine.undefined;
}

// ---- Streams

static void finalize_stream(JSObjectRef object) {
  TlsStream *stream = JSObjectGetPrivate(object);
  if (stream) tls_release(stream);
}

static NativeClass stream_class = {.name = "TlsStream", .finalize = finalize_stream};

JSValueRef tls_stream_value(TlsStream *stream) {
  return native_object(&stream_class, stream);
}

static TlsStream *stream_at(const Call *call) {
  return native_held(&stream_class, call_at(call, 0));
}

// stream(context, name of the server, is verified)
NATIVE(make_stream) {
  const TlsHolder *holder = holder_of(call_at(call, 0));
  if (!holder) return engine.undefined;
  TlsTrust trust = call_bool(call, 2) ? TLS_TRUST_VERIFIED : TLS_TRUST_ALL;
  if (value_is_nothing(call_at(call, 1)))
    return tls_stream_value(tls_begin(holder->tls, NULL, trust));
  Utf8 name;
  utf8_take(&name, call_at(call, 1));
  TlsStream *stream = tls_begin(holder->tls, name.at, trust);
  utf8_drop(&name);
  return tls_stream_value(stream);
}

// release(stream): its memory is more than the engine knows of, so it does not wait to be collected
NATIVE(release_stream) {
  TlsStream *stream = stream_at(call);
  if (!stream) return engine.undefined;
  JSObjectSetPrivate((JSObjectRef)call_at(call, 0), NULL);
  tls_release(stream);
  return engine.undefined;
}

// receive(stream, encrypted bytes)
NATIVE(receive) {
  TlsStream *stream = stream_at(call);
  if (!stream) return engine.undefined;
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  tls_receive(stream, bytes.at, bytes.size);
  bytes_drop(&bytes);
  return engine.undefined;
}

enum { READ_BYTES = 64 << 10 };

// read(stream): plain bytes, undefined if there are none, null if there will be none
NATIVE(read_plain) {
  static char buffer[READ_BYTES];
  TlsStream *stream = stream_at(call);
  if (!stream) return engine.undefined;
  size_t size = 0;
  ptrdiff_t part = 0;
  while (size < sizeof buffer) {
    part = tls_read(stream, buffer + size, sizeof buffer - size);
    if (part <= 0) break;
    size += (size_t)part;
  }
  if (size) return value_of_bytes(buffer, size);
  return part == TLS_END ? engine.null : engine.undefined;
}

// write(stream, plain bytes)
NATIVE(write_plain) {
  TlsStream *stream = stream_at(call);
  if (!stream) return engine.undefined;
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  tls_write(stream, bytes.at, bytes.size);
  bytes_drop(&bytes);
  return engine.undefined;
}

NATIVE(say_goodbye) {
  TlsStream *stream = stream_at(call);
  if (stream) tls_shutdown(stream);
  return engine.undefined;
}

// output(stream): encrypted bytes to be sent, or undefined
NATIVE(take_output) {
  TlsStream *stream = stream_at(call);
  if (!stream) return engine.undefined;
  Text output = tls_output(stream);
  if (output.size == 0) return engine.undefined;
  JSValueRef bytes = value_of_bytes(output.at, output.size);
  tls_output_taken(stream, output.size);
  return bytes;
}

// ---- What they are

NATIVE(is_open) {
  const TlsStream *stream = stream_at(call);
  return value_of_bool(stream && tls_is_open(stream));
}

// problem(stream): undefined, or what went wrong
NATIVE(problem_of) {
  const TlsStream *stream = stream_at(call);
  if (!stream || !tls_has_failed(stream)) return engine.undefined;
  return tls_problem_value(tls_problem(stream));
}

JSValueRef tls_describe(const TlsStream *stream) {
  TlsCipher cipher = tls_cipher(stream);
  Text reason;
  Text code = tls_verify_error(stream, &reason);
  JSValueRef parts[] = {
      text_value(tls_protocol(stream)),
      text_value(tls_alpn(stream)),
      text_value(tls_server_name(stream)),
      text_value(cipher.name),
      text_value(cipher.standard_name),
      text_value(cipher.version),
      text_value(code),
      text_value(reason),
      value_of_bool(tls_is_resumed(stream)),
  };
  return array_make(sizeof parts / sizeof *parts, parts);
}

JSValueRef tls_certificate_value(const TlsStream *stream, uint32_t index) {
  Arena arena = {0};
  Text der = tls_peer_certificate(stream, index, &arena);
  JSValueRef bytes = der.size ? value_of_bytes(der.at, der.size) : engine.undefined;
  arena_release(&arena);
  return bytes;
}

// describe(stream): what was agreed on
NATIVE(describe) {
  const TlsStream *stream = stream_at(call);
  return stream ? tls_describe(stream) : engine.undefined;
}

// certificate(stream, index): one that the other side has shown, or undefined
NATIVE(certificate) {
  const TlsStream *stream = stream_at(call);
  return stream ? tls_certificate_value(stream, (uint32_t)call_int(call, 1)) : engine.undefined;
}

JSObjectRef binding_tls(void) {
  static const NativeFunction functions[] = {
      {"context", make_context},   {"choose", set_choose},  {"stream", make_stream},
      {"receive", receive},        {"read", read_plain},    {"write", write_plain},
      {"shutdown", say_goodbye},   {"output", take_output}, {"isOpen", is_open},
      {"problem", problem_of},     {"describe", describe},  {"certificate", certificate},
      {"release", release_stream},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  object_set(binding, "package", value_of_string(TLS_PACKAGE));
  return binding;
}
