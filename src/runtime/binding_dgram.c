// UDP. The handle's listener hears of each datagram: its bytes, or an error's number; the address,
// family and port that it came from.
#include "runtime/bindings.h"
#include "runtime/handles.h"

#include <glib.h>

enum { DATAGRAM_BYTES = 64 * 1024 };

static char datagram[DATAGRAM_BYTES];

static uv_udp_t *udp_at(const Call *call) {
  Handle *handle = handle_of(call_at(call, 0));
  return handle ? &handle->uv.udp : NULL;
}

// udp(listener)
NATIVE(make_udp) {
  Handle *handle = handle_make(call_at(call, 0));
  uv_udp_init(engine.loop, &handle->uv.udp);
  return handle->object;
}

static int read_address(const Call *call, size_t first, struct sockaddr_storage *out) {
  Utf8 host;
  utf8_take(&host, call_at(call, first));
  int port = call_int(call, first + 1);
  int error = uv_ip4_addr(host.at, port, (struct sockaddr_in *)out);
  if (error) error = uv_ip6_addr(host.at, port, (struct sockaddr_in6 *)out);
  utf8_drop(&host);
  return error;
}

// Address, family, port.
static void address_values(const struct sockaddr *address, JSValueRef out[3]) {
  char name[INET6_ADDRSTRLEN] = "";
  bool is_v6 = address->sa_family == AF_INET6;
  int port = ntohs(is_v6 ? ((const struct sockaddr_in6 *)(const void *)address)->sin6_port
                         : ((const struct sockaddr_in *)(const void *)address)->sin_port);
  uv_ip_name(address, name, sizeof name);
  out[0] = value_of_string(name);
  out[1] = value_of_string(is_v6 ? "IPv6" : "IPv4");
  out[2] = value_of_number(port);
}

// bind(handle, address, port, reuses an address, only IPv6): 0 or an error
NATIVE(bind_udp) {
  uv_udp_t *udp = udp_at(call);
  struct sockaddr_storage address;
  if (!udp) return value_of_number(UV_EBADF);
  unsigned flags =
      (call_bool(call, 3) ? UV_UDP_REUSEADDR : 0) | (call_bool(call, 4) ? UV_UDP_IPV6ONLY : 0);
  int error = read_address(call, 1, &address);
  return value_of_number(error ? error : uv_udp_bind(udp, (struct sockaddr *)&address, flags));
}

static void give_buffer(uv_handle_t *handle, size_t suggested, uv_buf_t *out) {
  (void)handle, (void)suggested;
  *out = uv_buf_init(datagram, DATAGRAM_BYTES);
}

static void on_datagram(uv_udp_t *udp, ssize_t size, const uv_buf_t *buffer,
                        const struct sockaddr *from, unsigned flags) {
  (void)flags;
  Handle *handle = udp->data;
  if (handle->is_closing || (size == 0 && !from)) return;
  JSValueRef values[4] = {size < 0 ? value_of_number((double)size)
                                   : value_of_bytes(buffer->base, (size_t)size)};
  if (size >= 0) address_values(from, values + 1);
  engine_dispatch(handle->listener, size >= 0 ? 4 : 1, values);
}

// receive(handle): 0 or an error
NATIVE(receive) {
  uv_udp_t *udp = udp_at(call);
  return value_of_number(udp ? uv_udp_recv_start(udp, give_buffer, on_datagram) : UV_EBADF);
}

// connect(handle, address, port), or connect(handle) to undo it: 0 or an error
NATIVE(connect_udp) {
  uv_udp_t *udp = udp_at(call);
  struct sockaddr_storage address;
  if (!udp) return value_of_number(UV_EBADF);
  if (call->count < 2) return value_of_number(uv_udp_connect(udp, NULL));
  int error = read_address(call, 1, &address);
  return value_of_number(error ? error : uv_udp_connect(udp, (struct sockaddr *)&address));
}

typedef struct SendRequest {
  uv_udp_send_t uv;
  JSObjectRef callback;
  char bytes[];
} SendRequest;

static void on_sent(uv_udp_send_t *uv, int status) {
  SendRequest *request = (SendRequest *)uv;
  engine_tell(request->callback, value_of_number(status));
  engine_forget(request->callback);
  g_free(request);
}

static int send_later(uv_udp_t *udp, const Bytes *bytes, const struct sockaddr *to,
                      JSValueRef callback) {
  SendRequest *request = g_malloc(sizeof *request + bytes->size);
  memcpy(request->bytes, bytes->at, bytes->size);
  request->callback = engine_keep(callback);
  uv_buf_t buffer = uv_buf_init(request->bytes, (unsigned)bytes->size);
  int error = uv_udp_send(&request->uv, udp, &buffer, 1, to, on_sent);
  if (!error) return 0;
  engine_forget(request->callback);
  g_free(request);
  return error;
}

// send(handle, bytes, callback, address, port), without an address on a connected one: 1 if it has
// gone; 0 if it waits, then the callback is called; an error
NATIVE(send_datagram) {
  uv_udp_t *udp = udp_at(call);
  struct sockaddr_storage address;
  if (!udp) return value_of_number(UV_EBADF);
  const struct sockaddr *to = call->count > 3 ? (struct sockaddr *)&address : NULL;
  int error = to ? read_address(call, 3, &address) : 0;
  if (error) return value_of_number(error);
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  uv_buf_t buffer = uv_buf_init((char *)bytes.at, (unsigned)bytes.size);
  int sent = uv_udp_try_send(udp, &buffer, 1, to);
  int result = sent == UV_EAGAIN ? send_later(udp, &bytes, to, call_at(call, 2))
               : sent < 0        ? sent
                                 : 1;
  bytes_drop(&bytes);
  return value_of_number(result);
}

typedef int AskAddress(const uv_udp_t *udp, struct sockaddr *name, int *size);

static JSValueRef ask_address(const Call *call, AskAddress *ask) {
  const uv_udp_t *udp = udp_at(call);
  struct sockaddr_storage address;
  int size = sizeof address;
  int error = udp ? ask(udp, (struct sockaddr *)&address, &size) : UV_EBADF;
  if (error) return value_of_number(error);
  JSValueRef values[3];
  address_values((struct sockaddr *)&address, values);
  return array_make(3, values);
}

// sockname(handle), peername(handle): address, family, port; or an error
NATIVE(own_address) {
  return ask_address(call, uv_udp_getsockname);
}

NATIVE(peer_address) {
  return ask_address(call, uv_udp_getpeername);
}

// set(handle, name, number): 0 or an error
NATIVE(set_option) {
  typedef struct Setter {
    const char *name;
    int (*set)(uv_udp_t *udp, int value);
  } Setter;
  static const Setter setters[] = {{"broadcast", uv_udp_set_broadcast},
                                   {"ttl", uv_udp_set_ttl},
                                   {"multicastTtl", uv_udp_set_multicast_ttl},
                                   {"multicastLoopback", uv_udp_set_multicast_loop}};
  uv_udp_t *udp = udp_at(call);
  if (!udp) return value_of_number(UV_EBADF);
  Utf8 name;
  utf8_take(&name, call_at(call, 1));
  int error = UV_EINVAL;
  for (size_t i = 0; i < sizeof setters / sizeof *setters; i++) {
    if (strcmp(setters[i].name, name.at) == 0) error = setters[i].set(udp, call_int(call, 2));
  }
  utf8_drop(&name);
  return value_of_number(error);
}

// setInterface(handle, address): 0 or an error
NATIVE(set_interface) {
  uv_udp_t *udp = udp_at(call);
  if (!udp) return value_of_number(UV_EBADF);
  Utf8 address;
  utf8_take(&address, call_at(call, 1));
  int error = uv_udp_set_multicast_interface(udp, address.at);
  utf8_drop(&address);
  return value_of_number(error);
}

// member(handle, joins, group, interface or undefined, source or undefined): 0 or an error
NATIVE(set_membership) {
  uv_udp_t *udp = udp_at(call);
  if (!udp) return value_of_number(UV_EBADF);
  uv_membership membership = call_bool(call, 1) ? UV_JOIN_GROUP : UV_LEAVE_GROUP;
  Utf8 texts[3];
  const char *at[3];
  for (size_t i = 0; i < 3; i++) {
    utf8_take(&texts[i], call_at(call, i + 2));
    at[i] = value_is_nothing(call_at(call, i + 2)) ? NULL : texts[i].at;
  }
  int error = at[2] ? uv_udp_set_source_membership(udp, at[0], at[1], at[2], membership)
                    : uv_udp_set_membership(udp, at[0], at[1], membership);
  for (size_t i = 0; i < 3; i++) utf8_drop(&texts[i]);
  return value_of_number(error);
}

// bufferSize(handle, of receiving, bytes or 0 to ask): bytes, or an error
NATIVE(buffer_size) {
  Handle *handle = handle_of(call_at(call, 0));
  int size = call_int(call, 2);
  if (!handle) return value_of_number(UV_EBADF);
  int error = call_bool(call, 1) ? uv_recv_buffer_size(&handle->uv.any, &size)
                                 : uv_send_buffer_size(&handle->uv.any, &size);
  return value_of_number(error ? error : size);
}

// waiting(handle): bytes and datagrams that have yet to go
NATIVE(waiting) {
  const uv_udp_t *udp = udp_at(call);
  JSValueRef values[] = {value_of_number(udp ? (double)uv_udp_get_send_queue_size(udp) : 0),
                         value_of_number(udp ? (double)uv_udp_get_send_queue_count(udp) : 0)};
  return array_make(2, values);
}

JSObjectRef binding_dgram(void) {
  static const NativeFunction functions[] = {
      {"udp", make_udp},          {"bind", bind_udp},          {"receive", receive},
      {"connect", connect_udp},   {"send", send_datagram},     {"sockname", own_address},
      {"peername", peer_address}, {"set", set_option},         {"setInterface", set_interface},
      {"member", set_membership}, {"bufferSize", buffer_size}, {"waiting", waiting},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  handles_add_functions(binding);
  return binding;
}
