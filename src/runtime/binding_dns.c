// Names of hosts, as the system resolves them.
#include "runtime/bindings.h"

#include <glib.h>
#include <netdb.h>

typedef struct Lookup {
  uv_getaddrinfo_t uv;
  JSObjectRef callback;
} Lookup;

// Addresses and families, by turns.
static JSValueRef addresses_value(const struct addrinfo *first) {
  JSObjectRef array = array_make(0, NULL);
  unsigned at = 0;
  for (const struct addrinfo *info = first; info; info = info->ai_next) {
    char name[INET6_ADDRSTRLEN];
    if (uv_ip_name(info->ai_addr, name, sizeof name) != 0) continue;
    array_set(array, at++, value_of_string(name));
    array_set(array, at++, value_of_number(info->ai_family == AF_INET ? 4 : 6));
  }
  return array;
}

static void on_found(uv_getaddrinfo_t *uv, int status, struct addrinfo *first) {
  Lookup *lookup = (Lookup *)uv;
  engine_tell(lookup->callback, status ? value_of_number(status) : addresses_value(first));
  uv_freeaddrinfo(first);
  engine_forget(lookup->callback);
  g_free(lookup);
}

// lookup(name, family (0, 4, 6), flags, callback): 0 or an error
NATIVE(look_up) {
  Utf8 name;
  utf8_take(&name, call_at(call, 0));
  int family = call_int(call, 1);
  struct addrinfo hints = {
      .ai_family = family == 4   ? AF_INET
                   : family == 6 ? AF_INET6
                                 : AF_UNSPEC,
      .ai_socktype = SOCK_STREAM,
      .ai_flags = call_int(call, 2),
  };
  Lookup *lookup = g_new0(Lookup, 1);
  lookup->callback = engine_keep(call_at(call, 3));
  int error = uv_getaddrinfo(engine.loop, &lookup->uv, on_found, name.at, NULL, &hints);
  utf8_drop(&name);
  if (error) {
    engine_forget(lookup->callback);
    g_free(lookup);
  }
  return value_of_number(error);
}

JSObjectRef binding_dns(void) {
  static const NativeFunction functions[] = {{"lookup", look_up}};
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  object_set(binding, "AI_ADDRCONFIG", value_of_number(AI_ADDRCONFIG));
  object_set(binding, "AI_ALL", value_of_number(AI_ALL));
  object_set(binding, "AI_V4MAPPED", value_of_number(AI_V4MAPPED));
  return binding;
}
