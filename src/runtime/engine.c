// One context at a time; a restart makes a new one in a group of its own, so that nothing of the
// old script stays.
#include "runtime/engine.h"

#include "runtime/bindings.h"
#include "runtime/handles.h"
#include "runtime/modules.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

Engine engine;

// The engine stops its threads by a signal while it collects garbage: one that no script asks for.
extern bool JSConfigureSignalForGC(int signal);

// Of the same library; its header would bring another interface with it.
extern int jsc_options_set_boolean(const char *option, int value);

static void keep_constants(void) {
  engine.undefined = JSValueMakeUndefined(engine.context);
  engine.null = JSValueMakeNull(engine.context);
  engine.yes = JSValueMakeBoolean(engine.context, true);
  engine.no = JSValueMakeBoolean(engine.context, false);
  engine.length = JSStringCreateWithUTF8CString("length");
}

// Making a first text sets up the engine, which takes milliseconds: whatever thread does it.
void engine_prepare(void) {
  static bool is_prepared;
  if (is_prepared) return;
  is_prepared = true;
  JSConfigureSignalForGC(SIGRTMAX - 3);
  jsc_options_set_boolean("useSharedArrayBuffer", true);
  JSStringRelease(JSStringCreateWithUTF8CString("first"));
}

void engine_start(const RuntimeProgram *program, Loop *loop) {
  engine_prepare();
  engine = (Engine){.program = program, .own_loop = loop, .started_ns = uv_hrtime()};
  engine.loop = loop_handle(loop);
  engine.context = JSGlobalContextCreateInGroup(NULL, NULL);
  keep_constants();
  modules_start();
}

void engine_stop(void) {
  engine.is_stopping = true;
  handles_close_all();
  timers_stop();
  http_keep();
  do uv_run(engine.loop, UV_RUN_DEFAULT);
  while (uv_loop_alive(engine.loop)); // whatever stops it meanwhile
  JSStringRelease(engine.length);
  JSGlobalContextRelease(engine.context);
}

JSValueRef engine_evaluate(JSStringRef script, const char *url, JSValueRef *exception) {
  JSStringRef name = JSStringCreateWithUTF8CString(url);
  JSValueRef value = JSEvaluateScript(engine.context, script, NULL, name, 1, exception);
  JSStringRelease(script);
  JSStringRelease(name);
  return value;
}

void engine_fail(const char *what, JSValueRef exception) {
  Utf8 text = {.at = text.small};
  if (exception) utf8_take(&text, exception);
  fprintf(stderr, "cbundle: %s: %s\n", what, text.at);
  if (exception && JSValueIsObject(engine.context, exception)) {
    utf8_take(&text, object_get((JSObjectRef)exception, "stack"));
    fprintf(stderr, "%s\n", text.at);
  }
  exit(1);
}

// The engine itself runs promise jobs when the outermost call ends. They may ask for ticks, whose
// turn it then is.
void engine_dispatch(JSObjectRef function, size_t count, const JSValueRef *arguments) {
  if (engine_is_over() || !function) return;
  enum { MOST = 7 };
  JSValueRef all[MOST + 1] = {function};
  for (size_t i = 0; i < count && i < MOST; i++) all[i + 1] = arguments[i];
  JSValueRef exception = NULL;
  JSObjectCallAsFunction(engine.context, engine.dispatch, NULL, count + 1, all, &exception);
  while (!exception && !engine.has_ended && engine.tick_info[0] != 0)
    JSObjectCallAsFunction(engine.context, engine.run_ticks, NULL, 0, NULL, &exception);
  if (exception && !engine.has_ended) engine_fail("internal error", exception);
}

JSObjectRef engine_keep(JSValueRef value) {
  if (!value_is_function(value)) return NULL;
  JSValueProtect(engine.context, value);
  return (JSObjectRef)value;
}

void engine_forget(JSObjectRef kept) {
  if (kept) JSValueUnprotect(engine.context, kept);
}
