// EstreeNode: a node of ESLint's tree, as a place in ours.
//
// Most nodes of that tree are one node of ours. Where one of ours stands for several of theirs (a
// method is a property and a function, `{a}` is a property and two names), or for one that has no
// node here (`ChainExpression`, the pieces of a template), a role says which one is meant.
//
// Gives: types, parents, fields' names; all in constant time but for the length of a chain of
//        members with `?.`, asked at its end.
#pragma once

#include "rules/estree.h"

typedef enum EsRole {
  ROLE_CHAIN,       // around a member or a call: ChainExpression
  ROLE_SPECIFIER,   // around an identifier: ImportDefaultSpecifier
  ROLE_SELF,        // the node
  ROLE_FUNCTION,    // at a method's parameters: its FunctionExpression
  ROLE_KEY,         // at a shorthand property: the name as a key; of `new.target`: `new`
  ROLE_PATTERN,     // at `a` of `{a = 1}`: AssignmentPattern
  ROLE_VALUE,       // at a shorthand property: the name as a value; of `new.target`: `target`
  ROLE_TWIN,        // at `a` of `import {a}`: the same name again
  ROLE_QUASI,       // at a template its first piece; at a substitution the one behind it
  ROLE_OPENING,     // at an element that closes itself: JSXOpeningElement
  ROLE_EMPTY,       // in braces of JSX: JSXEmptyExpression
  ROLE_DECLARATION, // at `for (const a of b)`: its VariableDeclaration
  ROLE_DECLARATOR,  // there, too: VariableDeclarator
  ROLE_TEXT,        // at a tag, an element or braces: the JSXText behind it
} EsRole;

enum { ES_ROLES_LIMIT = 16, ES_HOSTED_LIMIT = 4 };

typedef struct EsNode {
  NodeId node; // NO_NODE: there is none
  EsRole role;
} EsNode;

typedef enum EsType {
  ES_NOTHING, // no node of that tree
#define NAME(type) ES_##type,
#include "rules/estree_names.def"
  ES_TYPE_COUNT
} EsType;

typedef enum EsField {
  ES_NO_FIELD,
#define FIELD(name) ES_FIELD_##name,
#include "rules/estree_names.def"
  ES_FIELD_COUNT
} EsField;

// The name of a type; the type or the field with a name, or ES_NOTHING or ES_NO_FIELD.
Text es_type_name(EsType type);
EsType es_type_named(Text name);
EsField es_field_named(Text name);

// Whether nodes of a kind can be, or have at them, nodes of a type.
bool es_kind_has(NodeKind kind, EsType type);

// The nodes of ESLint's tree at one of ours, outer ones first.
typedef struct EsHosted {
  EsNode at[ES_HOSTED_LIMIT];
  uint32_t count;
} EsHosted;
EsHosted es_hosted(const Tree *tree, NodeId id);

// The node of ESLint's tree that stands where `id` does as a child: parentheses and the like are
// looked through.
EsNode es_node_at(const Tree *tree, NodeId id);

static inline bool es_is(EsNode a, EsNode b) {
  return a.node == b.node && a.role == b.role;
}

EsType es_type(const Tree *tree, EsNode node);
Span es_span(SourceCode *code, EsNode node);

// Where a node hangs.
typedef struct EsLink {
  EsNode parent; // none: it is the program
  EsField field;
  EsField other; // a twin's second one
  bool is_list;
} EsLink;
EsLink es_link(const Tree *tree, EsNode node);

// Numbers in pre-order: what is below a node is from `es_begin` up to `es_end`.
uint64_t es_begin(const Tree *tree, EsNode node);
uint64_t es_end(const Tree *tree, EsNode node);
