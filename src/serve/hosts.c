// An address can't be made to lead elsewhere, but it may still be a stranger's: only our own do.
#include "serve/hosts.h"

enum { LAST_PORT = 65535 };

static bool is_port(Text text) {
  uint32_t number = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    if (text.at[i] < '0' || text.at[i] > '9') return false;
    number = number * 10 + (uint32_t)(text.at[i] - '0');
    if (number > LAST_PORT) return false;
  }
  return text.size > 0;
}

static bool is_made_of(Text text, const char *others) {
  for (uint32_t i = 0; i < text.size; i++) {
    char byte = text.at[i], letter = byte | 0x20;
    bool is_fine = (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9') ||
                   (byte && strchr(others, byte));
    if (!is_fine) return false;
  }
  return text.size > 0;
}

static bool is_v4(Text text) {
  uint32_t parts = 0;
  for (Text rest = text; rest.size;) {
    Text part = text_next(&rest, '.');
    if (part.size > 3 || !is_port(part)) return false;
    parts++;
  }
  return parts == 4;
}

bool hosts_read(Text text, HostName *out) {
  *out = (HostName){0};
  uint32_t end;
  if (text_starts(text, TEXT("["))) {
    end = text_find_byte(text, ']', 0);
    if (end == TEXT_NOT_FOUND) return false;
    out->name = text_slice(text, 1, end++);
    out->is_address = true;
    if (!is_made_of(out->name, ":.%")) return false;
  } else {
    out->name = text_until(text, ':');
    end = out->name.size;
    out->is_address = is_v4(out->name);
    if (!is_made_of(out->name, "-._") || text_find(out->name, TEXT("..")) != TEXT_NOT_FOUND)
      return false;
    if (out->name.at[end - 1] == '.') out->name.size--; // the root of all names
  }
  if (end == text.size) return out->name.size > 0;
  out->port = text_slice(text, end + 1, text.size);
  return text.at[end] == ':' && is_port(out->port);
}

// "::ffff:1.2.3.4" is 1.2.3.4, on a socket that takes both.
static Text without_mapping(Text address) {
  Text mapping = TEXT("::ffff:");
  bool is_mapped = text_starts(address, mapping) && is_v4(text_slice(address, 7, address.size));
  return is_mapped ? text_slice(address, mapping.size, address.size) : address;
}

static bool is_own_address(const Hosts *hosts, Text address, const TcpConnection *connection) {
  address = without_mapping(address);
  if (text_starts(address, TEXT("127.")) || text_is(address, TEXT("::1"))) return true;
  TcpAddress local = tcp_local(connection);
  if (text_is(address, without_mapping(text_of(local.text)))) return true;
  for (uint32_t i = 0; i < hosts->addresses.count; i++) {
    if (text_is(address, text_of(hosts->addresses.at[i].text))) return true;
  }
  return false;
}

static bool ends_with(Text name, Text suffix) {
  return name.size > suffix.size && text_ends_but_case(name, suffix);
}

static bool matches(Text name, Text pattern) {
  if (text_is(pattern, TEXT("*"))) return true;
  if (!text_starts(pattern, TEXT("."))) return text_is_but_case(name, pattern);
  return ends_with(name, pattern) || text_is_but_case(name, text_slice(pattern, 1, pattern.size));
}

bool hosts_allow(const Hosts *hosts, const HostName *host, const TcpConnection *connection) {
  for (size_t i = 0; i < hosts->allowed.count; i++) {
    if (matches(host->name, text_of(hosts->allowed.at[i]))) return true;
  }
  if (host->is_address) return is_own_address(hosts, host->name, connection);
  if (hosts->bound && text_is_but_case(host->name, text_of(hosts->bound))) return true;
  return text_is_but_case(host->name, TEXT("localhost")) ||
         ends_with(host->name, TEXT(".localhost"));
}
