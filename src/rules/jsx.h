// Jsx: elements, their tags and what stands in them, as ESLint's tree has them.
#pragma once

#include "rules/spacing.h"

// Whether it is an element or a fragment.
bool jsx_is_element(NodeKind kind);

// The tag that opens an element; of one that closes itself, the element. The tag that closes it,
// or NO_NODE.
NodeId jsx_open_tag(const Tree *tree, NodeId element);
NodeId jsx_close_tag(const Tree *tree, NodeId element);

// A piece between the tags of an element. Texts are whole, blanks and line ends included.
typedef struct JsxChild {
  Span span;
  NodeId node; // NO_NODE: it is a text
  NodeId next; // where the walk goes on
} JsxChild;

// Makes a zeroed child the first one, and each one the next. False: there is none.
bool jsx_next_child(const Tree *tree, NodeId element, JsxChild *child);

// The name of a tag as it stands there, empty for a fragment's; whether it is one of HTML (or of
// another namespace), which begins with a small letter.
Text jsx_tag_name(const Tree *tree, NodeId tag);
bool jsx_is_html(const Tree *tree, NodeId tag);

// The first property of a tag, the next one, and the last one; NO_NODE: there is none.
NodeId jsx_first_property(const Tree *tree, NodeId tag);
NodeId jsx_next_property(const Tree *tree, NodeId property);
NodeId jsx_last_property(const Tree *tree, NodeId tag);
uint32_t jsx_count_properties(const Tree *tree, NodeId tag);

// The name of a property: of `{...a}`, `a`.
Text jsx_property_name(const Tree *tree, NodeId property);

// The value of a property, or NO_NODE.
NodeId jsx_property_value(const Tree *tree, NodeId property);

// What stands in braces; NO_NODE: nothing, or a comment.
NodeId jsx_expression_value(const Tree *tree, NodeId braces);

// Whether a node takes more than one line.
bool jsx_is_multiline(SourceCode *code, NodeId node);
