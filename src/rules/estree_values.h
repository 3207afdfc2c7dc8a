// EstreeValues: what a field of ESLint's node holds: children, words, numbers, and the like.
//
// Never: knows `comments`, `tokens` and what plugins add.
#pragma once

#include "rules/estree_children.h"

typedef enum EsValueKind {
  ES_UNDEFINED,
  ES_NULL,
  ES_BOOLEAN,
  ES_NUMBER,
  ES_BIGINT, // its digits are the text
  ES_TEXT,
  ES_NODE,
  ES_LIST,
  ES_OBJECT,
} EsValueKind;

// Objects that are no nodes.
typedef enum EsObject {
  ES_REGEX,      // the value of a regular expression
  ES_REGEX_TEXT, // `regex`: its pattern and flags
  ES_PIECE,      // the value of a TemplateElement
  ES_LOC,
  ES_LOC_START,
  ES_LOC_END,
  ES_RANGE,
} EsObject;

typedef struct EsValue {
  EsValueKind kind;
  EsObject object;
  double number; // of a boolean: 0 or 1
  Text text;
  EsNode node; // of a node, and which one an object is of
  const EsList *list;
} EsValue;

// One file as ESLint's tree.
typedef struct EsView {
  SourceCode *code;
  const Tree *tree;
  EsLists lists;
} EsView;

void es_view_begin(EsView *view, SourceCode *code);

// A name between dots of a path: of a field, or a number of a place in a list.
typedef struct EsPart {
  Text name;
  EsField field;
} EsPart;

EsPart es_part(Text name);

// What a value has at a name, as `value.name` or `value[name]` in JavaScript.
EsValue es_value_at(EsView *view, const EsValue *value, const EsPart *part);

static inline EsValue es_value_of(EsNode node) {
  return (EsValue){.kind = ES_NODE, .node = node};
}
