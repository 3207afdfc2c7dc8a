// What the engine's own interface does not tell: the state of a promise, what is behind a proxy,
// how far an iterator has come. It stands in the first fields of their cells, which are read here
// once known objects have shown that it does. Where they don't, nothing is told.
#include "runtime/bindings.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct CellHead {
  uint32_t structure;
  uint8_t indexing, type, flags, state;
} CellHead;

// A cell is no longer than its kind needs: nothing behind its fields is read.
enum { PAIR_FIELDS = 2, ITERATOR_FIELDS = 4 };

typedef struct Cell {
  CellHead head;
  void *properties;
  uint64_t fields[ITERATOR_FIELDS];
} Cell;

typedef enum Kind { KIND_PROMISE, KIND_PROXY, KIND_MAP_ITERATOR, KIND_SET_ITERATOR, KINDS } Kind;

static uint8_t types[KINDS]; // of cells
static bool is_known;

enum { STATE_BITS = 3, PENDING = 0, FULFILLED = 1, REJECTED = 2 };
// Small integers among the engine's values.
static const uint64_t INTEGER = 0xfffe000000000000u;

static uint8_t type_of(JSValueRef object) {
  CellHead head;
  memcpy(&head, (const void *)object, sizeof head);
  return head.type;
}

static Cell cell_of(JSValueRef object, size_t fields) {
  Cell cell = {0};
  memcpy(&cell, (const void *)object, offsetof(Cell, fields) + fields * sizeof *cell.fields);
  return cell;
}

static bool is_integer(uint64_t field) {
  return (field & INTEGER) == INTEGER;
}

static uint32_t integer_of(uint64_t field) {
  return (uint32_t)field;
}

// A field that holds a value: only where known objects have shown that it does.
static JSValueRef value_in(uint64_t field) {
  JSValueRef value;
  memcpy(&value, &field, sizeof value);
  return value;
}

static bool is_promise(JSValueRef value, uint32_t state, JSValueRef result) {
  if (type_of(value) != types[KIND_PROMISE]) return false;
  Cell cell = cell_of(value, PAIR_FIELDS);
  return is_integer(cell.fields[0]) && (integer_of(cell.fields[0]) & STATE_BITS) == state &&
         (!result || value_in(cell.fields[1]) == result);
}

static bool is_iterator(Kind kind, JSValueRef value, uint32_t place, JSValueRef of, uint32_t what) {
  if (type_of(value) != types[kind]) return false;
  Cell cell = cell_of(value, ITERATOR_FIELDS);
  return cell.fields[0] == (INTEGER | place) && value_in(cell.fields[1]) == of &&
         cell.fields[3] == (INTEGER | what);
}

enum { KEYS = 0, VALUES = 1, ENTRIES = 2 };

// (pending, fulfilled, what with, rejected, what with, proxy, target, handler, map, its fresh
// keys, its entries of which one was taken, set, its fresh values, a plain object): whether all
// of them read as they must.
NATIVE(learn) {
  enum { SAMPLES = 14 };
  if (sizeof(void *) != sizeof(uint64_t) || call->count != SAMPLES) return engine.no;
  const JSValueRef *at = call->at;
  for (size_t i = 0; i < SAMPLES; i++) {
    bool is_result = i == 2 || i == 4;
    if (!is_result && !JSValueIsObject(engine.context, at[i])) return engine.no;
  }
  types[KIND_PROMISE] = type_of(at[0]);
  types[KIND_PROXY] = type_of(at[5]);
  types[KIND_MAP_ITERATOR] = type_of(at[9]);
  types[KIND_SET_ITERATOR] = type_of(at[12]);
  uint8_t plain = type_of(at[13]);
  for (int i = 0; i < KINDS; i++) {
    if (types[i] == plain) return engine.no;
    for (int j = 0; j < i; j++)
      if (types[i] == types[j]) return engine.no;
  }
  Cell proxy = cell_of(at[5], PAIR_FIELDS);
  is_known = is_promise(at[0], PENDING, NULL) && is_promise(at[1], FULFILLED, at[2]) &&
             is_promise(at[3], REJECTED, at[4]) && value_in(proxy.fields[0]) == at[6] &&
             value_in(proxy.fields[1]) == at[7] &&
             is_iterator(KIND_MAP_ITERATOR, at[9], 0, at[8], KEYS) &&
             is_iterator(KIND_MAP_ITERATOR, at[10], 1, at[8], ENTRIES) &&
             is_iterator(KIND_SET_ITERATOR, at[12], 0, at[11], VALUES);
  return value_of_bool(is_known);
}

static bool is_of(Kind kind, JSValueRef value) {
  return is_known && JSValueIsObject(engine.context, value) && type_of(value) == types[kind];
}

static JSValueRef two(JSValueRef first, JSValueRef second) {
  JSValueRef both[] = {first, second};
  return JSObjectMakeArray(engine.context, 2, both, NULL);
}

// [state, result]; undefined for what is no promise.
NATIVE(promise) {
  JSValueRef value = call_at(call, 0);
  if (!is_of(KIND_PROMISE, value)) return engine.undefined;
  Cell cell = cell_of(value, PAIR_FIELDS);
  uint32_t state = integer_of(cell.fields[0]) & STATE_BITS;
  JSValueRef result = state == PENDING ? engine.undefined : value_in(cell.fields[1]);
  return two(value_of_number(state), result);
}

// [target, handler], of which the last is null once it was revoked; undefined for what is no proxy.
NATIVE(proxy) {
  JSValueRef value = call_at(call, 0);
  if (!is_of(KIND_PROXY, value)) return engine.undefined;
  Cell cell = cell_of(value, PAIR_FIELDS);
  return two(value_in(cell.fields[0]), value_in(cell.fields[1]));
}

// [place, map or set, what it gives]; undefined for what is no iterator of one.
NATIVE(iterator) {
  JSValueRef value = call_at(call, 0);
  if (!is_of(KIND_MAP_ITERATOR, value) && !is_of(KIND_SET_ITERATOR, value)) return engine.undefined;
  Cell cell = cell_of(value, ITERATOR_FIELDS);
  if (!is_integer(cell.fields[0]) || !is_integer(cell.fields[3])) return engine.undefined;
  JSValueRef parts[] = {value_of_number(integer_of(cell.fields[0])), value_in(cell.fields[1]),
                        value_of_number(integer_of(cell.fields[3]))};
  return JSObjectMakeArray(engine.context, 3, parts, NULL);
}

JSObjectRef binding_engine(void) {
  static const NativeFunction functions[] = {
      {"learn", learn}, {"promise", promise}, {"proxy", proxy}, {"iterator", iterator}};
  JSObjectRef binding = object_make();
  native_add_all(binding, functions);
  return binding;
}
