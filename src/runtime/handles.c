// A handle's object has the handle as private data until it is closed.
#include "runtime/handles.h"

#include <glib.h>

static Handle *all;
static NativeClass handle_class = {.name = "Handle"};

Handle *handle_make(JSValueRef listener) {
  Handle *handle = g_new0(Handle, 1);
  handle->object = native_object(&handle_class, handle);
  JSValueProtect(engine.context, handle->object);
  handle->listener = engine_keep(listener);
  handle->uv.any.data = handle;
  handle->next = all;
  if (all) all->previous = handle;
  all = handle;
  return handle;
}

static void unlink_handle(Handle *handle) {
  if (handle->previous) handle->previous->next = handle->next;
  if (handle->next) handle->next->previous = handle->previous;
  if (all == handle) all = handle->next;
}

Handle *handle_of(JSValueRef value) {
  Handle *handle = native_held(&handle_class, value);
  return handle && !handle->is_closing ? handle : NULL;
}

static void on_closed(uv_handle_t *uv) {
  Handle *handle = uv->data;
  engine_dispatch(handle->closed, 0, NULL);
  unlink_handle(handle);
  JSObjectSetPrivate(handle->object, NULL);
  engine_forget(handle->listener);
  engine_forget(handle->closed);
  JSValueUnprotect(engine.context, handle->object);
  g_free(handle);
}

void handle_close(Handle *handle, JSValueRef closed) {
  if (handle->is_closing) return;
  handle->is_closing = true;
  if (handle->on_close) handle->on_close(handle);
  handle->closed = engine_keep(closed);
  uv_close(&handle->uv.any, on_closed);
}

void handles_close_all(void) {
  for (Handle *handle = all; handle; handle = handle->next) handle_close(handle, engine.undefined);
}

NATIVE(close_handle) {
  Handle *handle = handle_of(call_at(call, 0));
  if (handle) handle_close(handle, call_at(call, 1));
  return engine.undefined;
}

NATIVE(ref_handle) {
  Handle *handle = handle_of(call_at(call, 0));
  if (handle) uv_ref(&handle->uv.any);
  return engine.undefined;
}

NATIVE(unref_handle) {
  Handle *handle = handle_of(call_at(call, 0));
  if (handle) uv_unref(&handle->uv.any);
  return engine.undefined;
}

NATIVE(has_ref_handle) {
  Handle *handle = handle_of(call_at(call, 0));
  return value_of_bool(handle && uv_has_ref(&handle->uv.any));
}

void handles_add_functions(JSObjectRef binding) {
  static const NativeFunction functions[] = {
      {"close", close_handle},
      {"ref", ref_handle},
      {"unref", unref_handle},
      {"hasRef", has_ref_handle},
  };
  native_add_all(binding, functions);
}
