// Numeric addresses only: names are looked up by who wants to connect.
#include "host/tcp_inside.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

static socklen_t write_v4(const char *text, uint16_t port, struct sockaddr_storage *out) {
  struct sockaddr_in *to = (struct sockaddr_in *)out;
  to->sin_family = AF_INET;
  to->sin_port = htons(port);
  return inet_pton(AF_INET, text, &to->sin_addr) == 1 ? sizeof *to : 0;
}

// "fe80::1%eth0": the part behind the percent names the network.
static socklen_t write_v6(const char *text, uint16_t port, struct sockaddr_storage *out) {
  struct sockaddr_in6 *to = (struct sockaddr_in6 *)out;
  to->sin6_family = AF_INET6;
  to->sin6_port = htons(port);
  char address[sizeof(((TcpAddress *)0)->text)];
  size_t size = strcspn(text, "%");
  if (size >= sizeof address) return 0;
  memcpy(address, text, size);
  address[size] = '\0';
  if (text[size]) to->sin6_scope_id = if_nametoindex(text + size + 1);
  return inet_pton(AF_INET6, address, &to->sin6_addr) == 1 ? sizeof *to : 0;
}

socklen_t tcp_address_write(const char *text, uint16_t port, struct sockaddr_storage *out) {
  *out = (struct sockaddr_storage){0};
  return strchr(text, ':') ? write_v6(text, port, out) : write_v4(text, port, out);
}

static void add_scope(TcpAddress *address, uint32_t scope) {
  char name[IF_NAMESIZE];
  size_t size = strlen(address->text);
  if (scope && if_indextoname(scope, name))
    snprintf(address->text + size, sizeof address->text - size, "%%%s", name);
}

TcpAddress tcp_address_read(const struct sockaddr_storage *from) {
  TcpAddress address = {0};
  if (from->ss_family == AF_INET6) {
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)from;
    inet_ntop(AF_INET6, &v6->sin6_addr, address.text, sizeof address.text);
    if (IN6_IS_ADDR_LINKLOCAL(&v6->sin6_addr)) add_scope(&address, v6->sin6_scope_id);
    address.port = ntohs(v6->sin6_port);
    address.is_v6 = true;
  } else if (from->ss_family == AF_INET) {
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)from;
    inet_ntop(AF_INET, &v4->sin_addr, address.text, sizeof address.text);
    address.port = ntohs(v4->sin_port);
  }
  return address;
}
