// Constant: the value of an expression if it is the same at every run.
#pragma once

#include "scope/scope.h"
#include "syntax/replacement.h"

typedef enum ConstantKind {
  CONSTANT_UNKNOWN,
  CONSTANT_UNDEFINED,
  CONSTANT_NULL,
  CONSTANT_BOOLEAN,
  CONSTANT_NUMBER,
  CONSTANT_STRING,
  CONSTANT_OBJECT, // some object: not known to be the same as another
  CONSTANT_FUNCTION,
} ConstantKind;

typedef struct Constant {
  ConstantKind kind;
  bool boolean;
  double number;
  Text text;
} Constant;

// What is known of variables of a file's top level, imported ones too.
typedef struct ConstantNames {
  // The value of an identifier, or of a member of an imported name; NULL: nothing is known.
  Constant (*value_of)(void *context, NodeId node);
  void *context;
  bool is_asked; // set where somebody wanted to know
} ConstantNames;

// What constants are read from: a file, and what stands in for some of its nodes.
typedef struct ConstantSource {
  Arena *arena;
  const Tree *tree;
  const ScopeTable *table;
  const Replacements *replacements; // by node, ascending
  ConstantNames *names;             // or NULL
} ConstantSource;

// The value of an expression without effects; CONSTANT_UNKNOWN for anything else.
Constant constant_of(const ConstantSource *source, NodeId expression);

// The value of a JSON text such as a define's.
Constant constant_of_text(Text text);

// Whether it is a value that can be written down again: no function or object.
static inline bool constant_is_plain(Constant constant) {
  return constant.kind != CONSTANT_UNKNOWN && constant.kind != CONSTANT_FUNCTION &&
         constant.kind != CONSTANT_OBJECT;
}

typedef enum Truth { TRUTH_UNKNOWN, TRUTH_FALSE, TRUTH_TRUE } Truth;
Truth constant_truth(Constant constant);
