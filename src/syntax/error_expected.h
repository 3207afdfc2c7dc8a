// ErrorExpected: what should stand where an error is, as far as that is certain enough to say.
//
// Takes: the scene of the error, and what the parser would have taken there.
#pragma once

#include "syntax/error_scene.h"
#include "syntax/lr_refusal.h"

typedef struct Expected {
  Text token, other; // one of these; `other` may be empty, and both are where nothing is certain
  bool is_name;      // any name will do; then there are no tokens
  bool is_string;    // any string will
} Expected;

// What should stand before the token, or in its place.
Expected expected_find(const ErrorScene *scene, const LrMends *mends);

// Whether the token stands where a value should follow the leaf before it, as in `a = ;`.
bool expected_value(const ErrorScene *scene);

// Whether a value must follow a token of this kind.
bool expected_needs_value(NodeKind kind);
