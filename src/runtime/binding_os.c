// The machine, as os asks for it.
#include "runtime/bindings.h"

#include <stdio.h>

enum { NAME_SIZE = 1024 };

NATIVE(host_name) {
  (void)call;
  char name[NAME_SIZE];
  size_t size = sizeof name;
  int error = uv_os_gethostname(name, &size);
  return error ? value_of_number(error) : value_of_text(name, size);
}

NATIVE(home_folder) {
  (void)call;
  char path[NAME_SIZE];
  size_t size = sizeof path;
  int error = uv_os_homedir(path, &size);
  return error ? value_of_number(error) : value_of_text(path, size);
}

NATIVE(temporary_folder) {
  (void)call;
  char path[NAME_SIZE];
  size_t size = sizeof path;
  int error = uv_os_tmpdir(path, &size);
  return error ? value_of_number(error) : value_of_text(path, size);
}

// system(): name, release, version, machine
NATIVE(system_names) {
  (void)call;
  uv_utsname_t names;
  uv_os_uname(&names);
  return array_make(4,
                    (JSValueRef[]){value_of_string(names.sysname), value_of_string(names.release),
                                   value_of_string(names.version), value_of_string(names.machine)});
}

// memory(): total, free
NATIVE(memory) {
  (void)call;
  return array_make(2, (JSValueRef[]){value_of_number((double)uv_get_total_memory()),
                                      value_of_number((double)uv_get_free_memory())});
}

NATIVE(load_average) {
  (void)call;
  double averages[3];
  uv_loadavg(averages);
  return array_make(3, (JSValueRef[]){value_of_number(averages[0]), value_of_number(averages[1]),
                                      value_of_number(averages[2])});
}

NATIVE(up_time) {
  (void)call;
  double seconds = 0;
  uv_uptime(&seconds);
  return value_of_number(seconds);
}

static JSValueRef describe_processor(const uv_cpu_info_t *info) {
  return array_make(7, (JSValueRef[]){value_of_string(info->model), value_of_number(info->speed),
                                      value_of_number((double)info->cpu_times.user),
                                      value_of_number((double)info->cpu_times.nice),
                                      value_of_number((double)info->cpu_times.sys),
                                      value_of_number((double)info->cpu_times.idle),
                                      value_of_number((double)info->cpu_times.irq)});
}

// Of each: model, speed, and five times.
NATIVE(processors) {
  (void)call;
  uv_cpu_info_t *infos;
  int count;
  if (uv_cpu_info(&infos, &count) != 0) return array_make(0, NULL);
  JSObjectRef array = array_make(0, NULL);
  for (int i = 0; i < count; i++) array_set(array, (unsigned)i, describe_processor(&infos[i]));
  uv_free_cpu_info(infos, count);
  return array;
}

static JSValueRef describe_address(const uv_interface_address_t *address) {
  char ip[INET6_ADDRSTRLEN], mask[INET6_ADDRSTRLEN], mac[18];
  bool is_v6 = address->address.address4.sin_family == AF_INET6;
  uv_ip_name((const struct sockaddr *)&address->address, ip, sizeof ip);
  uv_ip_name((const struct sockaddr *)&address->netmask, mask, sizeof mask);
  const unsigned char *m = (const unsigned char *)address->phys_addr;
  snprintf(mac, sizeof mac, "%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5]);
  uint32_t scope = is_v6 ? address->address.address6.sin6_scope_id : 0;
  return array_make(
      7, (JSValueRef[]){value_of_string(address->name), value_of_string(ip), value_of_string(mask),
                        value_of_string(is_v6 ? "IPv6" : "IPv4"), value_of_string(mac),
                        value_of_bool(address->is_internal), value_of_number(scope)});
}

// Of each: name, address, netmask, family, mac, internal, scope.
NATIVE(interfaces) {
  (void)call;
  uv_interface_address_t *addresses;
  int count;
  if (uv_interface_addresses(&addresses, &count) != 0) return array_make(0, NULL);
  JSObjectRef array = array_make(0, NULL);
  for (int i = 0; i < count; i++) array_set(array, (unsigned)i, describe_address(&addresses[i]));
  uv_free_interface_addresses(addresses, count);
  return array;
}

// userInfo(): name, user id, group id, home, shell
NATIVE(user) {
  (void)call;
  uv_passwd_t entry;
  int error = uv_os_get_passwd(&entry);
  if (error) return value_of_number(error);
  JSObjectRef array = array_make(
      5, (JSValueRef[]){value_of_string(entry.username), value_of_number((double)entry.uid),
                        value_of_number((double)entry.gid),
                        entry.homedir ? value_of_string(entry.homedir) : engine.null,
                        entry.shell ? value_of_string(entry.shell) : engine.null});
  uv_os_free_passwd(&entry);
  return array;
}

// priority(process), setPriority(process, priority)
NATIVE(priority) {
  int value = 0;
  int error = uv_os_getpriority(call_int(call, 0), &value);
  return error ? engine.undefined : value_of_number(value);
}

NATIVE(set_priority) {
  return value_of_number(uv_os_setpriority(call_int(call, 0), call_int(call, 1)));
}

NATIVE(parallelism) {
  (void)call;
  return value_of_number(uv_available_parallelism());
}

static JSObjectRef error_numbers(void) {
  JSObjectRef object = object_make();
#define ERROR_NUMBER(name) object_set(object, #name, value_of_number(name));
#include "runtime/error_numbers.def"
  return object;
}

JSObjectRef binding_os(void) {
  static const NativeFunction functions[] = {
      {"hostname", host_name},      {"homedir", home_folder}, {"tmpdir", temporary_folder},
      {"system", system_names},     {"memory", memory},       {"loadavg", load_average},
      {"uptime", up_time},          {"cpus", processors},     {"interfaces", interfaces},
      {"userInfo", user},           {"priority", priority},   {"setPriority", set_priority},
      {"parallelism", parallelism},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  object_set(binding, "errorNumbers", error_numbers());
  return binding;
}
