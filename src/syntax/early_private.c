// Private names. A class declares all of its own before anything in it is looked at. For each name
// it is counted how many of the classes around the walk declare it, so that a use costs one lookup.
#include "syntax/early_checks.h"

// The forms in which a class has a private name; a getter and a setter can share one.
typedef enum PrivateForm {
  PRIVATE_GETTER = 1 << 0,
  PRIVATE_SETTER = 1 << 1,
  PRIVATE_OTHER = 1 << 2,
  PRIVATE_STATIC = 1 << 3,
} PrivateForm;

// The private name that an element of a class declares, or NO_NODE.
static NodeId private_name_of(const Tree *tree, NodeId element) {
  NodeKind kind = tree_kind(tree, element);
  if (kind != NODE_FIELD_DEFINITION && kind != NODE_METHOD_DEFINITION) return NO_NODE;
  NodeField field = kind == NODE_FIELD_DEFINITION ? FIELD_PROPERTY : FIELD_NAME;
  NodeId name = tree_child(tree, element, field);
  return tree_kind(tree, name) == NODE_PRIVATE_PROPERTY_IDENTIFIER ? name : NO_NODE;
}

static unsigned form_of(const Tree *tree, NodeId element) {
  unsigned form = tree_is_static(tree, element) ? PRIVATE_STATIC : 0;
  if (tree_kind(tree, element) == NODE_METHOD_DEFINITION) {
    if (tree_child_of_kind(tree, element, TOKEN_GET_WORD)) return form | PRIVATE_GETTER;
    if (tree_child_of_kind(tree, element, TOKEN_SET_WORD)) return form | PRIVATE_SETTER;
  }
  return form | PRIVATE_OTHER;
}

static bool is_pair(unsigned a, unsigned b) {
  unsigned both = PRIVATE_GETTER | PRIVATE_SETTER;
  return (a & PRIVATE_STATIC) == (b & PRIVATE_STATIC) &&
         ((a | b) & ~(unsigned)PRIVATE_STATIC) == both && (a & both) != both;
}

static void declare(Early *early, NodeId class_body, NodeId element, NodeId name) {
  const Tree *tree = early->tree;
  bool is_new;
  Text text = early_name_text(early, name);
  uint32_t *index = map_add(&early->scratch, &early->private_indices, text, &is_new);
  if (is_new) {
    *index = early->private_names.count;
    array_push(&early->scratch, &early->private_names, (EarlyPrivateName){0});
  }
  EarlyPrivateName *known = &early->private_names.at[*index];
  unsigned form = form_of(tree, element);
  if (known->class_body != class_body) {
    *known = (EarlyPrivateName){known->open_count + 1, class_body, name, form};
    array_push(&early->scratch, &early->open_privates, (EarlyPrivateUse){class_body, *index});
  } else if (is_pair(known->forms, form)) {
    known->forms |= form;
  } else {
    Text shown = tree_text(tree, name);
    Diagnostic *said = early_report(early, MESSAGE_REDECLARED, name, shown);
    early_note(early, said, MESSAGE_REDECLARED_NOTE, known->first, shown);
  }
  if (text_is(text, TEXT("#constructor")))
    early_report(early, MESSAGE_PRIVATE_CONSTRUCTOR, name, TEXT(""));
}

void early_class_body(Early *early, NodeId id) {
  early_open(early, id, early_flags(early));
  early_check_elements(early, id);
  tree_each_child(early->tree, id, element) {
    NodeId name = private_name_of(early->tree, element);
    if (name) declare(early, id, element, name);
  }
}

void early_close_class(Early *early, NodeId class_body) {
  while (early->open_privates.count > 0 &&
         array_last(&early->open_privates).class_body == class_body) {
    early->private_names.at[array_pop(&early->open_privates).name].open_count--;
  }
}

static bool is_declared(Early *early, Text name) {
  const uint32_t *index = map_find(&early->private_indices, name);
  return index && early->private_names.at[*index].open_count > 0;
}

static bool is_operator(const Tree *tree, NodeId binary, NodeKind sign) {
  return tree_kind(tree, tree_child(tree, binary, FIELD_OPERATOR)) == sign;
}

// Whether `#a in b` is what a unary operator, or one that binds as tightly as `in`, is used on.
static bool is_tight_operand(const Tree *tree, NodeId binary) {
  NodeId outer = tree->nodes[binary].parent;
  NodeKind kind = tree_kind(tree, outer);
  if (kind == NODE_UNARY_EXPRESSION || kind == NODE_AWAIT_EXPRESSION) return true;
  if (kind != NODE_BINARY_EXPRESSION || tree->nodes[binary].field != FIELD_RIGHT) return false;
  static const NodeKind loose[] = {
      TOKEN_EQUAL, TOKEN_NOT_EQUAL, TOKEN_STRICT_EQUAL, TOKEN_STRICT_NOT_EQUAL, TOKEN_AND,
      TOKEN_XOR,   TOKEN_OR,        TOKEN_LOGICAL_AND,  TOKEN_LOGICAL_OR,       TOKEN_NULLISH};
  for (size_t i = 0; i < sizeof loose / sizeof *loose; i++) {
    if (is_operator(tree, outer, loose[i])) return false;
  }
  return true;
}

void early_private_name(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId parent = tree->nodes[id].parent;
  NodeKind kind = tree_kind(tree, parent);
  Text text = tree_text(tree, id);
  bool is_in_object = kind == NODE_PAIR || kind == NODE_PAIR_PATTERN ||
                      (kind == NODE_METHOD_DEFINITION &&
                       tree_kind(tree, tree->nodes[parent].parent) == NODE_OBJECT);
  if (is_in_object) {
    early_report(early, MESSAGE_PRIVATE_IN_OBJECT, id, text);
    return;
  }
  NodeId object = tree_child(tree, parent, FIELD_OBJECT);
  if (kind == NODE_MEMBER_EXPRESSION && tree_kind(tree, object) == NODE_SUPER)
    early_report(early, MESSAGE_PRIVATE_OF_SUPER, id, text);
  if (kind == NODE_BINARY_EXPRESSION && is_tight_operand(tree, parent))
    early_report(early, MESSAGE_NEEDS_PARENTHESES, parent, TEXT("A test for a private name"));
  else if (!is_declared(early, early_name_text(early, id)))
    early_report(early, MESSAGE_PRIVATE_UNDECLARED, id, text);
}
