// SelectorParts: what a selector is made of; for the files that make it and match it.
#pragma once

#include "rules/selector.h"

typedef enum SelectorKind {
  SELECT_TYPES,      // `CallExpression`, `*`, `:statement`
  SELECT_EXPRESSION, // `:expression`: the names of `new.target` are none
  SELECT_FIELD,      // `.callee`
  SELECT_ATTRIBUTE,  // `[name="a"]`
  SELECT_NTH,        // `:nth-child(2)`
  SELECT_NTH_LAST,
  SELECT_ALL, // of the parts: `A[b].c`
  SELECT_IS,  // one of them
  SELECT_NOT,
  SELECT_HAS,       // below it, or itself
  SELECT_HAS_CHILD, // `:has(> A)`
  SELECT_NEVER,     // `:has(~ A)`
  SELECT_CHILD,     // a node is what the right part says, and something of it what the left one
  SELECT_DESCENDANT,
  SELECT_SIBLING,
  SELECT_ADJACENT,
} SelectorKind;

typedef enum SelectorTest {
  TEST_EXISTS,
  TEST_EQUAL,
  TEST_UNEQUAL,
  TEST_LESS,
  TEST_LESS_EQUAL,
  TEST_GREATER,
  TEST_GREATER_EQUAL,
} SelectorTest;

typedef enum SelectorOperand {
  OPERAND_TEXT,
  OPERAND_NUMBER,
  OPERAND_REGEX,
  OPERAND_TYPE
} SelectorOperand;

typedef struct SelectorAttribute {
  Array(EsPart) path;
  SelectorTest test;
  SelectorOperand operand;
  Text text;
  double number;
  const Pattern *pattern;
} SelectorAttribute;

typedef Array(Selector *) Selectors;

struct Selector {
  SelectorKind kind;
  EsTypes types;               // that a node must have
  SelectorAttribute attribute; // a field is a path
  uint32_t nth;
  Selectors parts;
  Selector *left, *right;
  uint32_t number; // among the parts of the whole
  bool is_type;    // it names a type
  // Of a whole one:
  Text text;
  uint32_t part_count;
  uint32_t attribute_count, type_count;
  bool is_exit;
};

// Whether the value of an attribute passes the test.
bool selector_test(Arena *arena, const SelectorAttribute *attribute, const EsValue *value);
