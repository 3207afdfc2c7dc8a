// Functions of C as JavaScript sees them.
#include "runtime/native.h"

JSObjectRef native_function(const char *name, JSObjectCallAsFunctionCallback function) {
  JSStringRef string = JSStringCreateWithUTF8CString(name);
  JSObjectRef object = JSObjectMakeFunctionWithCallback(engine.context, string, function);
  JSStringRelease(string);
  return object;
}

void native_add(JSObjectRef object, const NativeFunction *functions, size_t count) {
  for (size_t i = 0; i < count; i++)
    object_set(object, functions[i].name,
               native_function(functions[i].name, functions[i].function));
}

JSObjectRef native_object(NativeClass *class, void *held) {
  if (!class->made) {
    JSClassDefinition definition = kJSClassDefinitionEmpty;
    definition.className = class->name;
    definition.finalize = class->finalize;
    class->made = JSClassCreate(&definition);
  }
  return JSObjectMake(engine.context, class->made, held);
}

void *native_held(const NativeClass *class, JSValueRef value) {
  if (!class->made || !JSValueIsObjectOfClass(engine.context, value, class->made)) return NULL;
  return JSObjectGetPrivate((JSObjectRef)value);
}

JSValueRef native_throw(const Call *call, const char *code, const char *message) {
  JSValueRef text = value_of_string(message);
  JSObjectRef error = JSObjectMakeError(engine.context, 1, &text, NULL);
  object_set(error, "code", value_of_string(code));
  *call->exception = error;
  return engine.undefined;
}
