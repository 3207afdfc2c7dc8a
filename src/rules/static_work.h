// StaticWork: what the files behind static_value.h share while a value is looked for.
//
// Never: is seen by rules.
#pragma once

#include "base/buffer.h"
#include "rules/static_names.h"
#include "rules/static_value.h"
#include "syntax/literal.h"

#include <math.h>

#define STATIC_BIGINT_LIMIT 9007199254740992.0 // 2^53

enum {
  STATIC_TEXT_LIMIT = 1 << 16, // longer texts are not known
};

typedef struct StaticLook {
  SourceCode *code;
  uint32_t steps, depth;
} StaticLook;

static inline StaticValue static_number(double number) {
  return (StaticValue){.kind = STATIC_NUMBER, .number = number};
}

// The value of any expression.
bool static_look(StaticLook *look, NodeId node, StaticValue *value);

// Of an operation (static_operators.c); of a call and a member of a built-in (static_builtins.c).
bool static_unary(StaticLook *look, NodeId node, StaticValue *value);
bool static_binary(StaticLook *look, NodeId node, StaticValue *value);
bool static_call(StaticLook *look, NodeId node, StaticValue *value);
bool static_member(StaticLook *look, NodeId node, StaticValue *value);
