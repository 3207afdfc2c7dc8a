// Hosts: by which names the server may be called. A page of somebody else's whose name is made to
// lead to this machine (DNS rebinding) still says its own name in Host.
#pragma once

#include "base/text.h"
#include "cbundle/cbundle.h"
#include "host/network.h"

typedef struct Hosts {
  CbStrings allowed;      // as given with --allowed-hosts
  const char *bound;      // as given with --host, or NULL
  TcpAddresses addresses; // of this machine
} Hosts;

// What stands in Host or in a URL, taken apart.
typedef struct HostName {
  Text name; // "localhost", "::1": without brackets
  Text port; // "3000", or empty
  bool is_address;
} HostName;

// False for what can be no host: "[::1", "a b", "a:99999".
bool hosts_read(Text text, HostName *out);

// Whether it is one of ours. The address at which the connection was accepted is.
bool hosts_allow(const Hosts *hosts, const HostName *host, const TcpConnection *connection);
