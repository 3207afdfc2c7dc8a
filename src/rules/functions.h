// Functions: how people call a function, and where its head is.
//
// A function is any node of kind_is_function; in ESLint's tree the function of a method is a node
// of its own, which begins with its parameters.
#pragma once

#include "rules/static_names.h"

// "async method 'load'", "arrow function", "private getter #size", "constructor"; in the arena.
Text function_title(SourceCode *code, NodeId function);

// What stands in front of the parameters: `function load`, `async load`; the arrow of an arrow
// function. A function that is the value of a property or a field has that one's name.
Span function_head(SourceCode *code, NodeId function);

// Where ESLint's tree says that the function itself is.
Span function_span(SourceCode *code, NodeId function);

bool function_is_async(const Tree *tree, NodeId function);
bool function_is_generator(const Tree *tree, NodeId function);

// Where the innermost function around a node is; outside of all, from the file's first token to its
// last. A fix that holds on to it is the only one there in a pass.
Span span_of_function_around(SourceCode *code, NodeId node);

// The call of a function that is called where it stands, or NO_NODE.
NodeId function_immediate_call(const Tree *tree, NodeId function);

// Whether it is the constructor of a class.
bool function_is_constructor(const Tree *tree, NodeId function);

// The property, field or method that a function is the value of: itself if it is a method, the pair
// or field around it, or NO_NODE.
NodeId function_member(const Tree *tree, NodeId function);

// The same title at the beginning of a sentence.
Text function_title_capital(SourceCode *code, NodeId function);

// Whether it is an arrow function that is only an expression.
bool function_is_expression(const Tree *tree, NodeId function);

// Rows of a rule's visits for all functions.
#define FUNCTION_VISITS(enter, leave)                                                              \
  {NODE_ARROW_FUNCTION, enter, leave}, {NODE_FUNCTION_DECLARATION, enter, leave},                  \
      {NODE_FUNCTION_EXPRESSION, enter, leave}, {NODE_GENERATOR_FUNCTION, enter, leave},           \
      {NODE_GENERATOR_FUNCTION_DECLARATION, enter, leave}, {                                       \
    NODE_METHOD_DEFINITION, enter, leave                                                           \
  }
