// StaticNames: the names of properties that are known without running the code.
#pragma once

#include "rules/estree.h"

// What a string, a number, a BigInt, a regular expression, `null`, `true`, `false` or a template
// without substitutions is as a string; false for anything else. Parentheses are looked through.
bool static_string(SourceCode *code, NodeId value, Text *text);

// The name that a key gives a property: of a pair, a method, a field, a pattern; computed ones by
// static_string. A private name is none.
bool static_key_name(SourceCode *code, NodeId key, Text *name);

// The property that `a.b` or `a["b"]` is, whatever is in front; false for anything else.
bool static_member_name(SourceCode *code, NodeId member, Text *name);

// Whether a node is the identifier `name`; whether it is `object.property`, written in any way,
// also as a link of an optional chain. NULL: any.
bool is_identifier(const Tree *tree, NodeId node, const char *name);
bool is_member_of(SourceCode *code, NodeId node, const char *object, const char *property);

// "Array.from" for a node that is this method, of `Array` or of what is called so at its end, such
// as `Int32Array`; "Array.fromAsync", which only `Array` has; NULL for anything else.
const char *array_maker(SourceCode *code, NodeId node);

// Whether a node is the identifier `name` and means the platform's value of that name: nothing in
// the file declares it. NULL: any.
bool is_global(SourceCode *code, NodeId node, const char *name);

// Whether the name, written at a node, would mean the platform's value of that name.
bool sees_global(SourceCode *code, NodeId at, Text name);

// Whether a node is a number that a dot behind it would become a part of: `1`, not `1.0` or `0x1`.
bool is_decimal_integer(const Tree *tree, NodeId number);

// The name of an identifier, without the `#` of a private one; the name in a specifier, which may
// be a string.
Text bare_name(const Tree *tree, NodeId identifier);
Text specifier_name(SourceCode *code, NodeId name);

// Where a key stands: a computed one inside of its brackets.
Span key_span(SourceCode *code, NodeId key);

// Whether it is a call of a function that is no `new`, an optional one too; the function called,
// its parentheses taken off.
NodeId called_function(const Tree *tree, NodeId call);

// The argument in a place of a call or a `new`, its parentheses taken off, or NO_NODE.
NodeId argument_at(const Tree *tree, NodeId call, uint32_t index);
