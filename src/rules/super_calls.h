// SuperCalls: constructors of derived classes, and what their superclass can be.
#pragma once

#include "rules/code_paths.h"
#include "rules/rule.h"

// The superclass of the class that a constructor belongs to, its parentheses taken off; NO_NODE if
// the function is no constructor, or its class has none.
NodeId constructor_superclass(const Tree *tree, NodeId function);

// Whether a value may be a constructor, as far as can be seen.
bool can_be_constructor(const Tree *tree, NodeId value);

// What a rule knows of the constructors of derived classes that it is in: it goes along with what
// happens in them, and looks at nothing else.
typedef struct ConstructorWalk ConstructorWalk;
typedef void ConstructorEvent(RuleContext *context, const CodeEvent *event);
struct ConstructorWalk {
  ConstructorEvent *happens; // a segment of the innermost constructor begins, or goes back
  uint32_t next_event;
  Array(NodeId) open; // constructors around
};

// A method begins; true if it is such a constructor, which is then the innermost one.
bool constructor_enter(RuleContext *context, ConstructorWalk *walk, NodeId method);

// It ends: everything that happens in it has happened. False if it is none.
bool constructor_leave(RuleContext *context, ConstructorWalk *walk, NodeId method);

// Whether the moment is one of the innermost constructor itself, not of a function in it. If so,
// all that happened before has happened.
bool constructor_is_at(RuleContext *context, ConstructorWalk *walk, const CodeMoment *moment);
