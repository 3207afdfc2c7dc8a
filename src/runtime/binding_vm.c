// Contexts of scripts: global objects of their own, whose properties are those of an object that
// the script gave. Who asks the global object for a name is answered by that object first.
//
// A context lives as long as its global object, which the "Context" object for JavaScript holds on
// to; that object is what the given one is mapped to, so that all of them go together.
#include "runtime/bindings.h"

extern bool JSObjectSetPrivateProperty(JSContextRef context, JSObjectRef object, JSStringRef name,
                                       JSValueRef value);
extern void JSGlobalContextSetUnhandledRejectionCallback(JSGlobalContextRef context,
                                                         JSObjectRef function,
                                                         JSValueRef *exception);

static NativeClass context_class = {.name = "Context"};

static JSObjectRef given_of(JSObjectRef global) {
  return JSObjectGetPrivate(global);
}

static bool has_given(JSContextRef context, JSObjectRef global, JSStringRef name) {
  JSObjectRef given = given_of(global);
  return given && JSObjectHasProperty(context, given, name);
}

static JSValueRef get_given(JSContextRef context, JSObjectRef global, JSStringRef name,
                            JSValueRef *exception) {
  if (!has_given(context, global, name)) return NULL;
  return JSObjectGetProperty(context, given_of(global), name, exception);
}

// Written to both: functions that a script declares are in tables of the engine, too, which are
// asked first where the script itself names them.
static bool set_given(JSContextRef context, JSObjectRef global, JSStringRef name, JSValueRef value,
                      JSValueRef *exception) {
  JSObjectRef given = given_of(global);
  if (given) JSObjectSetProperty(context, given, name, value, kJSPropertyAttributeNone, exception);
  return false;
}

static bool delete_given(JSContextRef context, JSObjectRef global, JSStringRef name,
                         JSValueRef *exception) {
  if (has_given(context, global, name))
    JSObjectDeleteProperty(context, given_of(global), name, exception);
  return false;
}

static void name_given(JSContextRef context, JSObjectRef global,
                       JSPropertyNameAccumulatorRef names) {
  if (!given_of(global)) return;
  JSPropertyNameArrayRef own = JSObjectCopyPropertyNames(context, given_of(global));
  for (size_t i = 0; i < JSPropertyNameArrayGetCount(own); i++)
    JSPropertyNameAccumulatorAddName(names, JSPropertyNameArrayGetNameAtIndex(own, i));
  JSPropertyNameArrayRelease(own);
}

static JSClassRef global_class(void) {
  static JSClassRef made;
  if (made) return made;
  JSClassDefinition definition = kJSClassDefinitionEmpty;
  definition.className = "Object";
  definition.hasProperty = has_given;
  definition.getProperty = get_given;
  definition.setProperty = set_given;
  definition.deleteProperty = delete_given;
  definition.getPropertyNames = name_given;
  return made = JSClassCreate(&definition);
}

// context(object, told of rejections): a Context whose global properties are those of the object
NATIVE(make_context) {
  JSContextGroupRef group = JSContextGetGroup(engine.context);
  JSGlobalContextRef context = JSGlobalContextCreateInGroup(group, global_class());
  JSObjectRef global = JSContextGetGlobalObject(context);
  JSObjectRef given = (JSObjectRef)call_at(call, 0);
  JSStringRef name = JSStringCreateWithUTF8CString("given");
  JSObjectSetPrivate(global, given);
  JSObjectSetPrivateProperty(context, global, name, given);
  JSStringRelease(name);
  JSGlobalContextSetUnhandledRejectionCallback(context, (JSObjectRef)call_at(call, 1), NULL);
  JSObjectRef held = native_object(&context_class, context);
  object_set(held, "global", global);
  JSGlobalContextRelease(context); // the global object keeps it
  return held;
}

static JSContextRef context_of(JSValueRef value) {
  JSContextRef context = native_held(&context_class, value);
  return context ? context : engine.context;
}

// evaluate(context or nothing, text, URL, first line): what it gives
NATIVE(evaluate) {
  JSStringRef text = JSValueToStringCopy(engine.context, call_at(call, 1), NULL);
  JSStringRef url = JSValueToStringCopy(engine.context, call_at(call, 2), NULL);
  JSValueRef value = JSEvaluateScript(context_of(call_at(call, 0)), text, NULL, url,
                                      call_int(call, 3), call->exception);
  JSStringRelease(text);
  JSStringRelease(url);
  return value ? value : engine.undefined;
}

// check(text, URL, first line): throws a SyntaxError if it is no script
NATIVE(check) {
  JSStringRef text = JSValueToStringCopy(engine.context, call_at(call, 0), NULL);
  JSStringRef url = JSValueToStringCopy(engine.context, call_at(call, 1), NULL);
  JSCheckScriptSyntax(engine.context, text, url, call_int(call, 2), call->exception);
  JSStringRelease(text);
  JSStringRelease(url);
  return engine.undefined;
}

JSObjectRef binding_vm(void) {
  static const NativeFunction functions[] = {
      {"context", make_context},
      {"evaluate", evaluate},
      {"check", check},
  };
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}
