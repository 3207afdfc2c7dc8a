// A module is a function text; boot.js keeps what was required, and knows which names users may
// ask for.
#include "runtime/modules.h"

#include "runtime/bindings.h"
#include "runtime/crypto_library.h"
#include "runtime/restart.h"

#include "generated/runtime_scripts.h"

#include <glib.h>

typedef struct Module {
  const char *name; // "internal/boot"
  const char *text;
} Module;

static const Module modules[] = {
#define MODULE(name, text) {name, text},
#include "generated/runtime_modules.def"
#undef MODULE
};
enum { MODULE_COUNT = sizeof modules / sizeof *modules };

typedef struct Binding {
  const char *name;
  JSObjectRef (*make)(void);
} Binding;

static const Binding bindings[] = {
#define BINDING(name) {#name, binding_##name},
#include "runtime/bindings.def"
};
enum { BINDING_COUNT = sizeof bindings / sizeof *bindings };

static JSObjectRef before_exit, on_exit_asked, run_script;

static const Module *find_module(const char *name) {
  for (size_t i = 0; i < MODULE_COUNT; i++) {
    if (strcmp(modules[i].name, name) == 0) return &modules[i];
  }
  return NULL;
}

// The module's function, on the same line as its first one: its places are those of the file.
static JSValueRef compile_module(const Module *module, JSValueRef *exception) {
  char *text = g_strconcat("(function (exports, require, module, internalBinding) {", module->text,
                           "\n})", NULL);
  char *url = g_strconcat("node:", module->name, NULL);
  JSValueRef function = engine_evaluate(string_of_text(text, strlen(text)), url, exception);
  g_free(text);
  g_free(url);
  return function;
}

NATIVE(compile) {
  Utf8 name;
  utf8_take(&name, call_at(call, 0));
  const Module *module = find_module(name.at);
  JSValueRef function = module ? compile_module(module, call->exception) : engine.undefined;
  utf8_drop(&name);
  return function ? function : engine.undefined;
}

NATIVE(has_module) {
  Utf8 name;
  utf8_take(&name, call_at(call, 0));
  bool is_there = find_module(name.at) != NULL;
  utf8_drop(&name);
  return value_of_bool(is_there);
}

NATIVE(internal_binding) {
  Utf8 name;
  utf8_take(&name, call_at(call, 0));
  JSValueRef result = NULL;
  for (size_t i = 0; i < BINDING_COUNT; i++) {
    if (strcmp(bindings[i].name, name.at) == 0) result = bindings[i].make();
  }
  if (!result) result = crypto_library_binding(name.at);
  utf8_drop(&name);
  return result;
}

// evaluate(text, url): what a function's text or another script gives.
NATIVE(evaluate) {
  JSStringRef script = JSValueToStringCopy(engine.context, call_at(call, 0), call->exception);
  if (!script) return engine.undefined;
  Utf8 url;
  utf8_take(&url, call_at(call, 1));
  JSValueRef value = engine_evaluate(script, url.at, call->exception);
  utf8_drop(&url);
  return value ? value : engine.undefined;
}

// What a module's code has of its surroundings: see callBody() of user_modules.js.
#define MODULE_VALUES                                                                              \
  "exports, require, module, __filename, __dirname, __import_meta_url, _impt_, _stk_, _mods_"

// readFile(path): [a function's text, whether it gives a promise], or what is wrong with the file.
NATIVE(read_file) {
  const RuntimeProgram *program = engine.program;
  Utf8 path;
  utf8_take(&path, call_at(call, 0));
  RuntimeFile file = program->read_file(program->read_context, path.at);
  utf8_drop(&path);
  if (file.problem) return value_of_string(file.problem);
  char *text = g_strconcat("(function (" MODULE_VALUES ") {", file.script.text, "\n})", NULL);
  JSValueRef parts[] = {value_of_string(text), value_of_bool(file.script.returns_promise)};
  g_free(text);
  return JSObjectMakeArray(engine.context, 2, parts, call->exception);
}

// noteFile(path): the file will be read, and counts as one of the script's.
NATIVE(note_file) {
  Utf8 path;
  utf8_take(&path, call_at(call, 0));
  restart_watch_file(path.at);
  utf8_drop(&path);
  return engine.undefined;
}

// The script is on lines of its own, from the second on: columns are those of the bundle.
NATIVE(compile_script) {
  const RuntimeProgram *program = engine.program;
  char *text = g_strconcat("(function (" MODULE_VALUES ") {\n", program->script.text, "\n})", NULL);
  JSStringRef script = string_of_text(text, strlen(text));
  JSValueRef function = engine_evaluate(script, program->path, call->exception);
  g_free(text);
  return function ? function : engine.undefined;
}

NATIVE(script_map) {
  (void)call;
  const char *map = engine.program->script.map;
  return map ? value_of_string(map) : engine.undefined;
}

NATIVE(script_returns_promise) {
  (void)call;
  return value_of_bool(engine.program->script.returns_promise);
}

extern void JSGlobalContextSetUnhandledRejectionCallback(JSGlobalContextRef context,
                                                         JSObjectRef function,
                                                         JSValueRef *exception);

static JSObjectRef kept_function(JSObjectRef object, const char *name) {
  JSObjectRef function = engine_keep(object_get(object, name));
  if (!function) engine_fail("boot.js lacks a function", value_of_string(name));
  return function;
}

static void take_functions(JSObjectRef boot) {
  engine.dispatch = kept_function(boot, "dispatch");
  engine.run_ticks = kept_function(boot, "runTicks");
  before_exit = kept_function(boot, "beforeExit");
  on_exit_asked = kept_function(boot, "exit");
  run_script = kept_function(boot, "runScript");
  char *at;
  size_t size;
  value_memory(object_get(boot, "tickInfo"), &at, &size);
  engine.tick_info = (double *)(void *)at;
  JSValueProtect(engine.context, object_get(boot, "tickInfo"));
  JSGlobalContextSetUnhandledRejectionCallback(engine.context, kept_function(boot, "rejected"),
                                               NULL);
}

void modules_start(void) {
  static const NativeFunction functions[] = {
      {"compile", compile},      {"hasModule", has_module},
      {"evaluate", evaluate},    {"compileScript", compile_script},
      {"scriptMap", script_map}, {"scriptReturnsPromise", script_returns_promise},
      {"readFile", read_file},   {"noteFile", note_file},
  };
  JSObjectRef natives = object_make();
  native_add_all(natives, functions);
  JSValueRef exception = NULL;
  JSValueRef boot = compile_module(find_module("internal/boot"), &exception);
  JSObjectRef exports = object_make();
  JSValueRef arguments[] = {exports, natives, engine.undefined,
                            native_function("internalBinding", internal_binding)};
  if (!exception)
    JSObjectCallAsFunction(engine.context, (JSObjectRef)boot, NULL, 4, arguments, &exception);
  if (exception) engine_fail("internal error", exception);
  take_functions(exports);
}

void modules_run_script(void) {
  engine_dispatch(run_script, 0, NULL);
}

void modules_before_exit(void) {
  engine_dispatch(before_exit, 0, NULL);
}

int modules_exit(void) {
  JSValueRef code = JSObjectCallAsFunction(engine.context, on_exit_asked, NULL, 0, NULL, NULL);
  return code ? value_int(code) : 1;
}
