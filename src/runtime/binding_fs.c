// Each operation is one call of libuv, which waits for the result or calls back with it.
#include "runtime/bindings.h"
#include "runtime/handles.h"

#include <fcntl.h>
#include <glib.h>
#include <sys/stat.h>

typedef enum FsResult {
  FS_NOTHING,
  FS_NUMBER,
  FS_TEXT,     // that the request points to
  FS_OWN_PATH, // the request's path, as the system has completed it
  FS_STAT,
  FS_STATFS,
  FS_ENTRIES,
} FsResult;

typedef struct FsRequest {
  uv_fs_t uv;
  FsResult result;
  JSObjectRef callback; // NULL: the call waits
  JSValueRef held;      // memory that is read into or written from
} FsRequest;

// An operation while it is started. The loop copies paths of requests that it does later.
typedef struct FsCall {
  FsRequest here, *request;
  const Call *call;
  Utf8 paths[2];
  int path_count;
  uv_buf_t buffer;
} FsCall;

static JSValueRef numbers(const double *at, size_t count) {
  JSObjectRef array =
      JSObjectMakeTypedArray(engine.context, kJSTypedArrayTypeFloat64Array, count, NULL);
  memcpy(JSObjectGetTypedArrayBytesPtr(engine.context, array, NULL), at, count * sizeof *at);
  return array;
}

static JSValueRef stat_value(const uv_stat_t *stat) {
  double fields[] = {
      (double)stat->st_dev,
      (double)stat->st_mode,
      (double)stat->st_nlink,
      (double)stat->st_uid,
      (double)stat->st_gid,
      (double)stat->st_rdev,
      (double)stat->st_blksize,
      (double)stat->st_ino,
      (double)stat->st_size,
      (double)stat->st_blocks,
      (double)stat->st_atim.tv_sec,
      (double)stat->st_atim.tv_nsec,
      (double)stat->st_mtim.tv_sec,
      (double)stat->st_mtim.tv_nsec,
      (double)stat->st_ctim.tv_sec,
      (double)stat->st_ctim.tv_nsec,
      (double)stat->st_birthtim.tv_sec,
      (double)stat->st_birthtim.tv_nsec,
  };
  return numbers(fields, sizeof fields / sizeof *fields);
}

static JSValueRef statfs_value(const uv_statfs_t *stat) {
  double fields[] = {(double)stat->f_type,  (double)stat->f_bsize,  (double)stat->f_blocks,
                     (double)stat->f_bfree, (double)stat->f_bavail, (double)stat->f_files,
                     (double)stat->f_ffree};
  return numbers(fields, sizeof fields / sizeof *fields);
}

// Names and types, by turns; sorted as Node has them: as the system gives them.
static JSValueRef entries_value(uv_fs_t *request) {
  unsigned at = 0;
  uv_dirent_t entry;
  JSObjectRef array = array_make(0, NULL);
  while (uv_fs_scandir_next(request, &entry) == 0) {
    array_set(array, at++, value_of_string(entry.name));
    array_set(array, at++, value_of_number(entry.type));
  }
  return array;
}

static JSValueRef result_value(FsRequest *request) {
  uv_fs_t *uv = &request->uv;
  if (uv->result < 0) return value_of_number((double)uv->result);
  switch (request->result) {
  case FS_NUMBER: return value_of_number((double)uv->result);
  case FS_TEXT: return value_of_string(uv->ptr);
  case FS_OWN_PATH: return value_of_string(uv->path);
  case FS_STAT: return stat_value(&uv->statbuf);
  case FS_STATFS: return statfs_value(uv->ptr);
  case FS_ENTRIES: return entries_value(uv);
  case FS_NOTHING: break;
  }
  return engine.undefined;
}

static void drop_request(FsRequest *request) {
  uv_fs_req_cleanup(&request->uv);
  engine_forget(request->callback);
  if (request->held) JSValueUnprotect(engine.context, request->held);
  g_free(request);
}

static void request_done(uv_fs_t *uv) {
  FsRequest *request = (FsRequest *)uv;
  engine_tell(request->callback, result_value(request));
  drop_request(request);
}

static void fs_begin(FsCall *fs, const Call *call, FsResult result) {
  fs->call = call;
  fs->path_count = 0;
  fs->request = &fs->here;
  JSObjectRef callback = engine_keep(call_at(call, 0));
  if (callback) fs->request = g_new0(FsRequest, 1);
  fs->request->callback = callback;
  fs->request->held = NULL;
  fs->request->result = result;
}

static const char *fs_path(FsCall *fs, size_t index) {
  Utf8 *path = &fs->paths[fs->path_count++];
  utf8_take(path, call_at(fs->call, index));
  return path->at;
}

// Part of a typed array: its bytes from one argument on, as many as another says.
static const uv_buf_t *fs_buffer(FsCall *fs, size_t memory, size_t from, size_t count) {
  char *at = NULL;
  size_t size = 0;
  JSValueRef value = call_at(fs->call, memory);
  value_memory(value, &at, &size);
  memory_part(&at, &size, call_number(fs->call, from), call_number(fs->call, count));
  fs->buffer = uv_buf_init(at, (unsigned)size);
  if (fs->request->callback) {
    fs->request->held = value;
    JSValueProtect(engine.context, value);
  }
  return &fs->buffer;
}

// An offset into a file; -1, where the file's own place counts.
static int64_t fs_offset(FsCall *fs, size_t index) {
  JSValueRef value = call_at(fs->call, index);
  return value_is_nothing(value) ? -1 : (int64_t)value_number(value);
}

static JSValueRef fs_end(FsCall *fs, int error) {
  for (int i = 0; i < fs->path_count; i++) utf8_drop(&fs->paths[i]);
  JSValueRef result = engine.undefined;
  if (!fs->request->callback) {
    result = result_value(fs->request);
    uv_fs_req_cleanup(&fs->request->uv);
  } else if (error < 0) { // it never began
    result = value_of_number(error);
    drop_request(fs->request);
  }
  return result;
}

#define FS_REQUEST                     engine.loop, &fs.request->uv
#define FS_DONE                        (fs.request->callback ? request_done : NULL)
#define FS_PATH(index)                 fs_path(&fs, index)
#define FS_INT(index)                  call_int(call, index)
#define FS_NUMBER_AT(index)            call_number(call, index)
#define FS_OFFSET(index)               fs_offset(&fs, index)
#define FS_BUFFER(memory, from, count) fs_buffer(&fs, memory, from, count)

#define FS(name, result, start)                                                                    \
  NATIVE(fs_##name) {                                                                              \
    FsCall fs;                                                                                     \
    fs_begin(&fs, call, result);                                                                   \
    int error = start;                                                                             \
    return fs_end(&fs, error);                                                                     \
  }
#include "runtime/fs_operations.def"

static void on_change(uv_fs_event_t *uv, const char *name, int events, int status) {
  Handle *handle = uv->data;
  JSValueRef what = value_of_number(status < 0 ? status : events);
  engine_tell(handle->listener, what, name ? value_of_string(name) : engine.null);
}

// watch(path, recursive, listener): a handle, or an error
NATIVE(watch) {
  Utf8 path;
  utf8_take(&path, call_at(call, 0));
  Handle *handle = handle_make(call_at(call, 2));
  uv_fs_event_init(engine.loop, &handle->uv.fs_event);
  unsigned flags = call_bool(call, 1) ? UV_FS_EVENT_RECURSIVE : 0;
  int error = uv_fs_event_start(&handle->uv.fs_event, on_change, path.at, flags);
  utf8_drop(&path);
  if (!error) return handle->object;
  handle_close(handle, engine.undefined);
  return value_of_number(error);
}

static const struct {
  const char *name;
  int value;
} constants[] = {
#define CONSTANT(name)                                                                             \
  { #name, name }
    CONSTANT(O_RDONLY),
    CONSTANT(O_WRONLY),
    CONSTANT(O_RDWR),
    CONSTANT(UV_DIRENT_UNKNOWN),
    CONSTANT(UV_DIRENT_FILE),
    CONSTANT(UV_DIRENT_DIR),
    CONSTANT(UV_DIRENT_LINK),
    CONSTANT(UV_DIRENT_FIFO),
    CONSTANT(UV_DIRENT_SOCKET),
    CONSTANT(UV_DIRENT_CHAR),
    CONSTANT(UV_DIRENT_BLOCK),
    CONSTANT(S_IFMT),
    CONSTANT(S_IFREG),
    CONSTANT(S_IFDIR),
    CONSTANT(S_IFCHR),
    CONSTANT(S_IFBLK),
    CONSTANT(S_IFIFO),
    CONSTANT(S_IFLNK),
    CONSTANT(S_IFSOCK),
    CONSTANT(O_CREAT),
    CONSTANT(O_EXCL),
    CONSTANT(UV_FS_O_FILEMAP),
    CONSTANT(O_NOCTTY),
    CONSTANT(O_TRUNC),
    CONSTANT(O_APPEND),
    CONSTANT(O_DIRECTORY),
#ifdef O_NOATIME
    CONSTANT(O_NOATIME),
#endif
    CONSTANT(O_NOFOLLOW),
    CONSTANT(O_SYNC),
    CONSTANT(O_DSYNC),
#ifdef O_DIRECT
    CONSTANT(O_DIRECT),
#endif
    CONSTANT(O_NONBLOCK),
    CONSTANT(S_IRWXU),
    CONSTANT(S_IRUSR),
    CONSTANT(S_IWUSR),
    CONSTANT(S_IXUSR),
    CONSTANT(S_IRWXG),
    CONSTANT(S_IRGRP),
    CONSTANT(S_IWGRP),
    CONSTANT(S_IXGRP),
    CONSTANT(S_IRWXO),
    CONSTANT(S_IROTH),
    CONSTANT(S_IWOTH),
    CONSTANT(S_IXOTH),
    CONSTANT(UV_FS_COPYFILE_EXCL),
    CONSTANT(UV_FS_COPYFILE_FICLONE),
    CONSTANT(UV_FS_COPYFILE_FICLONE_FORCE),
#undef CONSTANT
};

static JSObjectRef constants_object(void) {
  JSObjectRef object = object_make();
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    object_set(object, constants[i].name, value_of_number(constants[i].value));
  return object;
}

JSObjectRef binding_fs(void) {
  static const NativeFunction functions[] = {
#define FS(name, result, start) {#name, fs_##name},
#include "runtime/fs_operations.def"
      {"watch", watch},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  JSObjectRef handles = object_make();
  handles_add_functions(handles);
  object_set(binding, "handles", handles); // of watchers: `close` is a file's
  object_set(binding, "constants", constants_object());
  return binding;
}
