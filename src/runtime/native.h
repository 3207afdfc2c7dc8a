// Native: functions of C that the JavaScript halves of modules call.
//
//   NATIVE(os_uptime) { return value_of_number(…); }
//   static const NativeFunction functions[] = {{"uptime", os_uptime}};
//
// Takes: `call`, with the arguments; those that were not given are undefined.
// Gives: a value; system errors are libuv's negative codes, which JavaScript makes errors of.
#pragma once

#include "runtime/value.h"

typedef struct Call {
  const JSValueRef *at;
  size_t count;
  JSValueRef *exception;
} Call;

#define NATIVE(name)                                                                               \
  static JSValueRef name##_called(const Call *call);                                               \
  static JSValueRef name(JSContextRef context, JSObjectRef function, JSObjectRef self,             \
                         size_t count, const JSValueRef at[], JSValueRef *exception) {             \
    (void)context, (void)function, (void)self;                                                     \
    return name##_called(&(Call){at, count, exception});                                           \
  }                                                                                                \
  static JSValueRef name##_called(const Call *call)

typedef struct NativeFunction {
  const char *name;
  JSObjectCallAsFunctionCallback function;
} NativeFunction;

static inline JSValueRef call_at(const Call *call, size_t index) {
  return index < call->count ? call->at[index] : engine.undefined;
}
static inline double call_number(const Call *call, size_t index) {
  return index < call->count ? value_number(call->at[index]) : 0;
}
static inline int call_int(const Call *call, size_t index) {
  return (int)call_number(call, index);
}
static inline bool call_bool(const Call *call, size_t index) {
  return index < call->count && JSValueToBoolean(engine.context, call->at[index]);
}

#pragma GCC visibility push(default) // the room crypto is a shared object of its own

JSObjectRef native_function(const char *name, JSObjectCallAsFunctionCallback function);
void native_add(JSObjectRef object, const NativeFunction *functions, size_t count);
#define native_add_all(object, table) native_add((object), (table), sizeof(table) / sizeof *(table))

// Objects that hold something of C's, as their private data.
typedef struct NativeClass {
  const char *name;
  JSObjectFinalizeCallback finalize;
  JSClassRef made;
} NativeClass;

JSObjectRef native_object(NativeClass *class, void *held);
// What an object of `class` holds; NULL where `value` is none.
void *native_held(const NativeClass *class, JSValueRef value);

// Throws an Error with `message` and `code`.
JSValueRef native_throw(const Call *call, const char *code, const char *message);

#pragma GCC visibility pop
