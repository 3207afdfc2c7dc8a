// libuv asks the system, on a thread of its pool.
#include "host/network.h"

#include "host/tcp_inside.h"

#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

enum { MOST_ADDRESSES = 16 };

void network_addresses(Arena *arena, TcpAddresses *out) {
  uv_interface_address_t *interfaces;
  int count = 0;
  if (uv_interface_addresses(&interfaces, &count) < 0) return;
  for (int i = 0; i < count; i++) {
    if (interfaces[i].is_internal) continue;
    struct sockaddr_storage address = {0};
    memcpy(&address, &interfaces[i].address, sizeof interfaces[i].address);
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)&address;
    if (address.ss_family == AF_INET6 && IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr)) continue;
    array_push(arena, out, tcp_address_read(&address));
  }
  uv_free_interface_addresses(interfaces, count);
}

static uint32_t read_addresses(const struct addrinfo *info, uint16_t port, uint32_t most,
                               TcpAddress *out) {
  uint32_t count = 0;
  for (; info && count < most; info = info->ai_next) {
    struct sockaddr_storage address = {0};
    if (info->ai_addrlen > sizeof address) continue;
    memcpy(&address, info->ai_addr, info->ai_addrlen);
    out[count] = tcp_address_read(&address);
    out[count++].port = port;
  }
  return count;
}

typedef struct Lookup {
  uv_getaddrinfo_t request;
  Arena arena; // holds this struct
  NetworkFound found;
  void *context;
  uint16_t port;
} Lookup;

static void end_lookup(uv_getaddrinfo_t *request, int status, struct addrinfo *info) {
  Lookup *lookup = request->data;
  TcpAddress addresses[MOST_ADDRESSES];
  uint32_t count = status < 0 ? 0 : read_addresses(info, lookup->port, MOST_ADDRESSES, addresses);
  uv_freeaddrinfo(info);
  Arena arena = lookup->arena;
  NetworkFound found = lookup->found;
  void *context = lookup->context;
  arena_release(&arena);
  found(context, status == 0 && count == 0 ? UV_EAI_NONAME : status, addresses, count);
}

static const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};

void network_look_up(Loop *loop, const char *name, uint16_t port, NetworkFound found,
                     void *context) {
  Arena arena = {0};
  Lookup *lookup = arena_new(&arena, Lookup, 1);
  *lookup = (Lookup){.arena = arena, .found = found, .context = context, .port = port};
  lookup->request.data = lookup;
  int code = uv_getaddrinfo(&loop->uv, &lookup->request, end_lookup, name, NULL, &hints);
  if (code < 0) end_lookup(&lookup->request, code, NULL);
}

int network_address_of(const char *name, TcpAddress *out) {
  struct sockaddr_storage numeric;
  if (tcp_address_write(name, 0, &numeric)) {
    *out = tcp_address_read(&numeric);
    return 0;
  }
  struct addrinfo *info = NULL;
  if (getaddrinfo(name, NULL, &hints, &info) != 0) return UV_EAI_NONAME;
  bool is_found = read_addresses(info, 0, 1, out) > 0;
  freeaddrinfo(info);
  return is_found ? 0 : UV_EAI_NONAME;
}
