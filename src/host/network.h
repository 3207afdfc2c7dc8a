// Network: this machine's addresses, and the addresses of names.
#pragma once

#include "base/array.h"
#include "host/tcp.h"

typedef Array(TcpAddress) TcpAddresses;

// The addresses by which others may reach this machine: no loopback, no link-local ones.
void network_addresses(Arena *arena, TcpAddresses *out);

// The addresses of a name, which are looked up on another thread. `found` is called from the loop:
// with a negative libuv code where there are none. The memory is the lookup's own.
typedef void (*NetworkFound)(void *context, int code, const TcpAddress *addresses, uint32_t count);
void network_look_up(Loop *loop, const char *name, uint16_t port, NetworkFound found,
                     void *context);

// The first address of a name, waited for. A negative code if there is none.
int network_address_of(const char *name, TcpAddress *out);
