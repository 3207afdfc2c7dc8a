// Memory that processes share, and waiting for one another at it. Its name for other processes is
// this process and a descriptor: they open it by what Linux tells of that under /proc.
#include "runtime/bindings.h"
#include "runtime/handles.h"

#include <errno.h>
#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined __linux__
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>

typedef struct SharedMemory {
  void *at;
  size_t size;
  int descriptor;
} SharedMemory;

static void unmap(void *bytes, void *context) {
  (void)bytes;
  SharedMemory *memory = context;
  munmap(memory->at, memory->size);
  close(memory->descriptor);
  g_free(memory);
}

// [buffer, descriptor], or an error's number; the descriptor is the buffer's.
static JSValueRef map_descriptor(int descriptor, size_t length) {
  if (descriptor < 0) return value_of_number(-errno);
  size_t size = length ? length : 1;
  void *at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  if (at == MAP_FAILED) {
    int error = errno;
    close(descriptor);
    return value_of_number(-error);
  }
  SharedMemory *memory = g_new(SharedMemory, 1);
  *memory = (SharedMemory){at, size, descriptor};
  JSObjectRef buffer =
      JSObjectMakeArrayBufferWithBytesNoCopy(engine.context, at, length, unmap, memory, NULL);
  return array_make(2, (JSValueRef[]){buffer, value_of_number(descriptor)});
}

// make(length): zeros
NATIVE(make_memory) {
  size_t length = (size_t)call_number(call, 0);
  int descriptor = memfd_create("shared", MFD_CLOEXEC);
  if (descriptor >= 0 && ftruncate(descriptor, (off_t)(length ? length : 1)) < 0) {
    int error = errno;
    close(descriptor);
    return value_of_number(-error);
  }
  return map_descriptor(descriptor, length);
}

// open(process, descriptor, length): what another process has made
NATIVE(open_memory) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd/%d", call_int(call, 0), call_int(call, 1));
  return map_descriptor(open(path, O_RDWR | O_CLOEXEC), (size_t)call_number(call, 2));
}

// The word that a view begins with.
static uint32_t *word_of(JSValueRef view) {
  char *at;
  size_t size;
  return value_memory(view, &at, &size) && size >= sizeof(uint32_t) ? (uint32_t *)at : NULL;
}

// 0: somebody woke us; or an error's number. More milliseconds than an int holds are no limit.
static int wait_at(uint32_t *word, int32_t value, double wait_ms) {
  struct timespec time = {.tv_sec = (time_t)(wait_ms / 1000),
                          .tv_nsec = (long)(fmod(wait_ms, 1000) * 1e6)};
  bool is_endless = wait_ms > INT_MAX;
  long code =
      syscall(SYS_futex, word, FUTEX_WAIT, (uint32_t)value, is_endless ? NULL : &time, NULL, 0);
  return code < 0 ? -errno : 0;
}

// wait(view, value, milliseconds): as wait_at
NATIVE(wait_for_word) {
  uint32_t *word = word_of(call_at(call, 0));
  if (!word) return value_of_number(-EINVAL);
  return value_of_number(wait_at(word, call_int(call, 1), call_number(call, 2)));
}

// ---- Waiting on a thread of its own

typedef struct Waiter {
  uv_mutex_t lock;
  Handle *handle; // NULL: nobody wants to know any more
  uv_thread_t thread;
  uint32_t *word;
  int32_t value;
  double wait_ms;
  int code;
} Waiter;

static void waiter_free(Waiter *waiter) {
  uv_mutex_destroy(&waiter->lock);
  g_free(waiter);
}

static void waiter_run(void *context) {
  Waiter *waiter = context;
  do waiter->code = wait_at(waiter->word, waiter->value, waiter->wait_ms);
  while (waiter->code == -EINTR);
  uv_mutex_lock(&waiter->lock);
  bool is_wanted = waiter->handle != NULL;
  if (is_wanted) uv_async_send(&waiter->handle->uv.async);
  uv_mutex_unlock(&waiter->lock);
  if (!is_wanted) waiter_free(waiter);
}

// The thread may wait on: it frees what is its own when it ends.
static void abandon(Handle *handle) {
  Waiter *waiter = handle->owner;
  if (!waiter) return;
  uv_mutex_lock(&waiter->lock);
  waiter->handle = NULL;
  uv_mutex_unlock(&waiter->lock);
}

static void on_woken(uv_async_t *async) {
  Handle *handle = async->data;
  Waiter *waiter = handle->owner;
  int code = waiter->code;
  handle->owner = NULL;
  uv_thread_join(&waiter->thread);
  waiter_free(waiter);
  engine_tell(handle->listener, value_of_number(code));
  handle_close(handle, engine.undefined);
}

// waitBeside(view, value, milliseconds, listener): the listener gets what wait would give; the view
// must live until then. A handle, which does not keep the loop alive; or an error's number.
NATIVE(wait_beside) {
  uint32_t *word = word_of(call_at(call, 0));
  if (!word) return value_of_number(-EINVAL);
  Waiter *waiter = g_new0(Waiter, 1);
  Handle *handle = handle_make(call_at(call, 3));
  uv_async_init(engine.loop, &handle->uv.async, on_woken);
  uv_unref(&handle->uv.any);
  uv_mutex_init(&waiter->lock);
  waiter->handle = handle;
  waiter->word = word;
  waiter->value = call_int(call, 1);
  waiter->wait_ms = call_number(call, 2);
  handle->owner = waiter;
  handle->on_close = abandon;
  int error = uv_thread_create(&waiter->thread, waiter_run, waiter);
  if (!error) return handle->object;
  handle->owner = NULL;
  waiter_free(waiter);
  handle_close(handle, engine.undefined);
  return value_of_number(error);
}

// notify(view, count): how many have been woken
NATIVE(notify_word) {
  uint32_t *word = word_of(call_at(call, 0));
  double count = call_number(call, 1);
  if (!word) return value_of_number(0);
  int most = count > INT_MAX ? INT_MAX : (int)count;
  long woken = syscall(SYS_futex, word, FUTEX_WAKE, most, NULL, NULL, 0);
  return value_of_number(woken < 0 ? 0 : (double)woken);
}

static void add_functions(JSObjectRef binding) {
  static const NativeFunction functions[] = {{"make", make_memory},
                                             {"open", open_memory},
                                             {"wait", wait_for_word},
                                             {"waitBeside", wait_beside},
                                             {"notify", notify_word}};
  native_add_all(binding, functions);
}
#else
// No functions: buffers stay those of the engine, which processes can't share.
static void add_functions(JSObjectRef binding) {
  (void)binding;
}
#endif

JSObjectRef binding_shared(void) {
  JSObjectRef binding = object_make();
  handles_add_functions(binding);
  object_set(binding, "process", value_of_number(getpid()));
  add_functions(binding);
  return binding;
}
