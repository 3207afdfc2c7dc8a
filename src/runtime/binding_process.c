// The process itself: where it runs, what it was given, what it takes, signals, and the bytes that
// go to its standard streams.
#include "runtime/bindings.h"
#include "runtime/handles.h"

#include <errno.h>
#include <glib.h>
#include <grp.h>
#include <limits.h>
#include <poll.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#if defined __linux__
#include <sys/prctl.h>
#endif

extern char **environ;

NATIVE(arguments) {
  (void)call;
  const RuntimeProgram *program = engine.program;
  JSObjectRef array = array_make(
      2, (JSValueRef[]){value_of_string(program->executable), value_of_string(program->path)});
  for (unsigned i = 0; i < program->argument_count; i++)
    array_set(array, i + 2, value_of_string(program->arguments[i]));
  return array;
}

// Names and values, by turns.
NATIVE(environment) {
  (void)call;
  JSObjectRef object = object_make();
  for (char **at = environ; *at; at++) {
    char *equals = strchr(*at, '=');
    if (!equals) continue;
    char *name = g_strndup(*at, (size_t)(equals - *at));
    object_set(object, name, value_of_string(equals + 1));
    g_free(name);
  }
  return object;
}

// setEnvironment(name, value); undefined takes it out
NATIVE(set_environment) {
  Utf8 name, value;
  utf8_take(&name, call_at(call, 0));
  utf8_take(&value, call_at(call, 1));
  if (value_is_nothing(call_at(call, 1)))
    unsetenv(name.at);
  else
    setenv(name.at, value.at, 1);
  utf8_drop(&name);
  utf8_drop(&value);
  return engine.undefined;
}

NATIVE(exit_now) {
  fflush(NULL);
  if (!engine.program->watch) _exit(call_int(call, 0));
  engine.has_ended = true;
  engine.exit_code = call_int(call, 0);
  uv_stop(engine.loop);
  return native_throw(call, "ERR_PROCESS_ENDED", "The script has ended");
}

NATIVE(working_folder) {
  (void)call;
  char path[PATH_MAX];
  size_t size = sizeof path;
  int error = uv_cwd(path, &size);
  return error ? value_of_number(error) : value_of_text(path, size);
}

NATIVE(change_folder) {
  Utf8 path;
  utf8_take(&path, call_at(call, 0));
  int error = uv_chdir(path.at);
  utf8_drop(&path);
  return value_of_number(error);
}

// hrtime(array): seconds and nanoseconds
NATIVE(high_resolution_time) {
  uint64_t now = uv_hrtime();
  char *at;
  size_t size;
  if (value_memory(call_at(call, 0), &at, &size) && size >= 2 * sizeof(double)) {
    double parts[] = {(double)(now / 1000000000), (double)(now % 1000000000)};
    memcpy(at, parts, sizeof parts);
  }
  return value_of_number((double)(now - engine.started_ns) / 1e6);
}

extern JSObjectRef JSGetMemoryUsageStatistics(JSContextRef context);

NATIVE(memory_usage) {
  (void)call;
  size_t resident = 0;
  uv_resident_set_memory(&resident);
  JSObjectRef engines = JSGetMemoryUsageStatistics(engine.context);
  JSObjectRef usage = object_make();
  object_set(usage, "rss", value_of_number((double)resident));
  object_set(usage, "heapTotal", object_get(engines, "heapCapacity"));
  object_set(usage, "heapUsed", object_get(engines, "heapSize"));
  object_set(usage, "external", object_get(engines, "extraMemorySize"));
  return usage;
}

static double microseconds(uv_timeval_t time) {
  return (double)time.tv_sec * 1e6 + (double)time.tv_usec;
}

NATIVE(resource_usage) {
  (void)call;
  uv_rusage_t usage;
  uv_getrusage(&usage);
  JSValueRef numbers[] = {
      value_of_number(microseconds(usage.ru_utime)), value_of_number(microseconds(usage.ru_stime)),
      value_of_number((double)usage.ru_maxrss),      value_of_number((double)usage.ru_minflt),
      value_of_number((double)usage.ru_majflt),      value_of_number((double)usage.ru_inblock),
      value_of_number((double)usage.ru_oublock),     value_of_number((double)usage.ru_nvcsw),
      value_of_number((double)usage.ru_nivcsw),
  };
  return array_make(sizeof numbers / sizeof *numbers, numbers);
}

// kill(process, signal)
NATIVE(kill_process) {
  return value_of_number(uv_kill(call_int(call, 0), call_int(call, 1)));
}

NATIVE(set_umask) {
  mode_t mask;
  if (value_is_nothing(call_at(call, 0)))
    umask(mask = umask(0));
  else
    mask = umask((mode_t)call_int(call, 0));
  return value_of_number(mask);
}

// ids(): user, effective user, group, effective group
NATIVE(ids) {
  (void)call;
  JSValueRef all[] = {value_of_number(getuid()), value_of_number(geteuid()),
                      value_of_number(getgid()), value_of_number(getegid())};
  return array_make(4, all);
}

// The number of a user or a group that has a name; false where there is none.
static bool find_id(JSValueRef value, bool is_group, unsigned *id) {
  if (JSValueIsNumber(engine.context, value)) {
    *id = (unsigned)value_number(value);
    return true;
  }
  Utf8 name;
  utf8_take(&name, value);
  const struct passwd *user = is_group ? NULL : getpwnam(name.at);
  const struct group *group = is_group ? getgrnam(name.at) : NULL;
  utf8_drop(&name);
  if (user) *id = user->pw_uid;
  if (group) *id = group->gr_gid;
  return user || group;
}

// setId(kind, number or name): kinds are user, effective user, group, effective group. 0, an error,
// or undefined where nobody has the name.
NATIVE(set_id) {
  enum { USER, EFFECTIVE_USER, GROUP, EFFECTIVE_GROUP };
  int kind = call_int(call, 0), result = -1;
  unsigned id;
  if (!find_id(call_at(call, 1), kind >= GROUP, &id)) return engine.undefined;
  switch (kind) {
  case USER: result = setuid(id); break;
  case EFFECTIVE_USER: result = seteuid(id); break;
  case GROUP: result = setgid(id); break;
  case EFFECTIVE_GROUP: result = setegid(id); break;
  }
  return value_of_number(result < 0 ? -errno : 0);
}

static void wait_until_writable(int descriptor) {
  struct pollfd wanted = {.fd = descriptor, .events = POLLOUT};
  poll(&wanted, 1, -1);
}

// write(descriptor, bytes): all of them, waiting if it must. 0 or an error.
NATIVE(write_all) {
  int descriptor = call_int(call, 0), error = 0;
  Bytes bytes;
  bytes_take(&bytes, call_at(call, 1));
  for (size_t at = 0; at < bytes.size && !error;) {
    ssize_t written = write(descriptor, bytes.at + at, bytes.size - at);
    if (written >= 0)
      at += (size_t)written;
    else if (errno == EAGAIN)
      wait_until_writable(descriptor);
    else if (errno != EINTR)
      error = uv_translate_sys_error(errno);
  }
  bytes_drop(&bytes);
  return value_of_number(error);
}

static const char *const stream_kinds[] = {
    [UV_UNKNOWN_HANDLE] = "unknown", [UV_TTY] = "tty", [UV_FILE] = "file",
    [UV_NAMED_PIPE] = "pipe",        [UV_TCP] = "tcp", [UV_UDP] = "udp",
};

// streamKind(descriptor)
NATIVE(stream_kind) {
  uv_handle_type type = uv_guess_handle(call_int(call, 0));
  bool is_known = type < sizeof stream_kinds / sizeof *stream_kinds && stream_kinds[type];
  return value_of_string(is_known ? stream_kinds[type] : "unknown");
}

// windowSize(descriptor): columns and rows; undefined where it is no terminal
NATIVE(window_size) {
  uv_tty_t tty;
  int width, height;
  uv_loop_t loop; // of its own: the handle must not outlive this call
  uv_loop_init(&loop);
  JSValueRef result = engine.undefined;
  if (uv_tty_init(&loop, &tty, call_int(call, 0), 0) == 0) {
    if (uv_tty_get_winsize(&tty, &width, &height) == 0)
      result = array_make(2, (JSValueRef[]){value_of_number(width), value_of_number(height)});
    uv_close((uv_handle_t *)&tty, NULL);
    uv_run(&loop, UV_RUN_DEFAULT);
  }
  uv_loop_close(&loop);
  return result;
}

static void on_signal(uv_signal_t *signal, int number) {
  Handle *handle = signal->data;
  engine_tell(handle->listener, value_of_number(number));
}

// signal(number, listener): a handle, which does not keep the loop alive; or an error
NATIVE(watch_signal) {
  Handle *handle = handle_make(call_at(call, 1));
  uv_signal_init(engine.loop, &handle->uv.signal);
  int error = uv_signal_start(&handle->uv.signal, on_signal, call_int(call, 0));
  uv_unref(&handle->uv.any);
  if (!error) return handle->object;
  handle_close(handle, engine.undefined);
  return value_of_number(error);
}

NATIVE(flags) {
  (void)call;
  JSObjectRef array = array_make(0, NULL);
  for (unsigned i = 0; i < engine.program->flag_count; i++)
    array_set(array, i, value_of_string(engine.program->flags[i]));
  return array;
}

// dieWithParent(): where the system can see to it, this process does not outlive who made it.
NATIVE(die_with_parent) {
  (void)call;
#if defined __linux__
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  return engine.undefined;
}

// errorName(code), errorText(code)
NATIVE(error_name) {
  return value_of_string(uv_err_name(call_int(call, 0)));
}

NATIVE(error_text) {
  return value_of_string(uv_strerror(call_int(call, 0)));
}

NATIVE(error_numbers) {
  (void)call;
  JSObjectRef object = object_make();
#define ERRNO(name, text) object_set(object, #name, value_of_number(UV_##name));
  UV_ERRNO_MAP(ERRNO)
#undef ERRNO
  return object;
}

static void add_facts(JSObjectRef binding) {
  object_set(binding, "pid", value_of_number(uv_os_getpid()));
  object_set(binding, "ppid", value_of_number(uv_os_getppid()));
#if defined __APPLE__
  object_set(binding, "platform", value_of_string("darwin"));
#else
  object_set(binding, "platform", value_of_string("linux"));
#endif
#if defined __aarch64__
  object_set(binding, "arch", value_of_string("arm64"));
#else
  object_set(binding, "arch", value_of_string("x64"));
#endif
  object_set(binding, "uvVersion", value_of_string(uv_version_string()));
  object_set(binding, "ownVersion", value_of_string(CBUNDLE_VERSION));
}

JSObjectRef binding_process(void) {
  static const NativeFunction functions[] = {
      {"arguments", arguments},
      {"flags", flags},
      {"environment", environment},
      {"setEnvironment", set_environment},
      {"exit", exit_now},
      {"cwd", working_folder},
      {"chdir", change_folder},
      {"hrtime", high_resolution_time},
      {"memoryUsage", memory_usage},
      {"resourceUsage", resource_usage},
      {"kill", kill_process},
      {"umask", set_umask},
      {"ids", ids},
      {"setId", set_id},
      {"write", write_all},
      {"streamKind", stream_kind},
      {"windowSize", window_size},
      {"signal", watch_signal},
      {"dieWithParent", die_with_parent},
      {"errorName", error_name},
      {"errorText", error_text},
      {"errorNumbers", error_numbers},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  handles_add_functions(binding);
  add_facts(binding);
  return binding;
}
