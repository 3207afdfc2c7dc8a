// One table says what our children are called there, and which of them are lists; it is read both
// ways. Nodes that stand for several of theirs are seen to one by one.
#include "rules/estree_children.h"

typedef struct Row {
  uint16_t kind, child_kind;
  uint8_t child_field, field;
  bool is_list;
} Row;

#define NODE_ANY NODE_NONE
static const Row rows[] = {
#define ONE(KIND, FIELD, CHILD, name)                                                              \
  {NODE_##KIND, NODE_##CHILD, FIELD_##FIELD, ES_FIELD_##name, false},
#define LIST(KIND, FIELD, CHILD, name)                                                             \
  {NODE_##KIND, NODE_##CHILD, FIELD_##FIELD, ES_FIELD_##name, true},
#include "rules/estree_fields.def"
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };

// The rows of a kind are next to each other, and kinds are in alphabetical order, as in kinds.def.
static const Row *rows_of(NodeKind kind) {
  uint32_t low = 0, high = ROW_COUNT;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (rows[middle].kind < kind)
      low = middle + 1;
    else
      high = middle;
  }
  return &rows[low];
}

static bool is_of(const Row *row, NodeKind kind) {
  return row < rows + ROW_COUNT && row->kind == kind;
}

static const Row *row_of_child(const Tree *tree, NodeId parent, NodeId child) {
  NodeKind kind = tree_kind(tree, parent);
  const Node *node = tree_node(tree, child);
  if (!kind_is_named(node->kind)) return NULL;
  for (const Row *row = rows_of(kind); is_of(row, kind); ++row) {
    if (row->child_field == node->field && (!row->child_kind || row->child_kind == node->kind))
      return row;
  }
  return NULL;
}

// ---- Upwards

static EsNode function_at(const Tree *tree, NodeId method) {
  return (EsNode){tree_child(tree, method, FIELD_PARAMETERS), ROLE_FUNCTION};
}

static bool is_first_named(const Tree *tree, NodeId parent, NodeId child) {
  return tree_first_named(tree, parent) == child;
}

static EsField call_field(const Tree *tree, NodeId call, NodeId top, const Row *row) {
  EsType type = es_type(tree, (EsNode){call, ROLE_SELF});
  if (type == ES_TaggedTemplateExpression)
    return row->field == ES_FIELD_callee ? ES_FIELD_tag : ES_FIELD_quasi;
  if (type != ES_ImportExpression) return (EsField)row->field;
  NodeId arguments = tree_child(tree, call, FIELD_ARGUMENTS);
  return is_first_named(tree, arguments, top) ? ES_FIELD_source : ES_FIELD_options;
}

// The parent that a row is of, and what is special about it. `top`: the child's outermost
// parentheses.
static EsLink link_by(const Tree *tree, NodeId parent, NodeId top, const Row *row) {
  EsLink link = {{parent, ROLE_SELF}, (EsField)row->field, ES_NO_FIELD, row->is_list};
  switch ((int)tree_kind(tree, parent)) {
  case NODE_METHOD_DEFINITION:
    if (row->field == ES_FIELD_params || row->field == ES_FIELD_body)
      link.parent = function_at(tree, parent);
    break;
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
    link.parent = (EsNode){tree_child(tree, parent, FIELD_LEFT), ROLE_PATTERN};
    break;
  case NODE_FOR_IN_STATEMENT: {
    bool is_declared = tree_child(tree, parent, FIELD_KIND) != NO_NODE;
    bool is_inside = row->field == ES_FIELD_left || row->field == ES_FIELD_init;
    if (!is_declared || !is_inside) break;
    link.parent.role = ROLE_DECLARATOR;
    if (row->field == ES_FIELD_left) link.field = ES_FIELD_id;
    break;
  }
  case NODE_JSX_SELF_CLOSING_ELEMENT: link.parent.role = ROLE_OPENING; break;
  case NODE_JSX_ELEMENT: {
    if (es_type(tree, link.parent) != ES_JSXFragment) break;
    if (link.field == ES_FIELD_openingElement) link.field = ES_FIELD_openingFragment;
    if (link.field == ES_FIELD_closingElement) link.field = ES_FIELD_closingFragment;
    break;
  }
  case NODE_JSX_EXPRESSION:
    if (es_type(tree, link.parent) == ES_JSXSpreadAttribute) link.field = ES_FIELD_argument;
    break;
  case NODE_CALL_EXPRESSION:
    link.field = call_field(tree, parent, top, row);
    link.is_list = link.field == ES_FIELD_arguments;
    break;
  default: break;
  }
  return link;
}

// Two children without fields of their own, which are told apart by their order.
static bool link_by_order(const Tree *tree, NodeId parent, NodeId child, EsLink *link) {
  NodeKind kind = tree_kind(tree, parent);
  if (kind != NODE_JSX_ATTRIBUTE && kind != NODE_JSX_NAMESPACE_NAME) return false;
  bool is_first = is_first_named(tree, parent, child), is_attribute = kind == NODE_JSX_ATTRIBUTE;
  EsField field = is_attribute ? (is_first ? ES_FIELD_name : ES_FIELD_value)
                               : (is_first ? ES_FIELD_namespace : ES_FIELD_name);
  *link = (EsLink){.parent = {parent, ROLE_SELF}, .field = field};
  return true;
}

static EsLink climb(const Tree *tree, NodeId node) {
  NodeId top = tree_outside_parentheses(tree, node);
  for (NodeId child = top;;) {
    NodeId parent = tree_node(tree, child)->parent;
    EsLink link = {0};
    if (!parent || link_by_order(tree, parent, child, &link)) return link;
    const Row *row = row_of_child(tree, parent, child);
    if (row && es_type(tree, (EsNode){parent, ROLE_SELF})) return link_by(tree, parent, top, row);
    child = parent;
  }
}

static EsLink link_of_self(const Tree *tree, EsNode node) {
  EsHosted hosted = es_hosted(tree, node.node);
  EsNode outer = hosted.at[0];
  if (outer.role == ROLE_CHAIN) return (EsLink){.parent = outer, .field = ES_FIELD_expression};
  if (outer.role == ROLE_SPECIFIER) return (EsLink){.parent = outer, .field = ES_FIELD_local};
  EsLink link = climb(tree, node.node);
  bool is_twin = hosted.count > 1 && array_last(&hosted).role == ROLE_TWIN;
  if (is_twin) link.other = link.field == ES_FIELD_local ? ES_FIELD_exported : ES_FIELD_local;
  return link;
}

// A name of a shorthand property, or of a meta property.
static EsLink link_of_name(const Tree *tree, EsNode node) {
  NodeId parent = tree_node(tree, node.node)->parent;
  bool is_key = node.role == ROLE_KEY;
  if (tree_kind(tree, node.node) == NODE_META_PROPERTY)
    return (EsLink){{node.node, ROLE_SELF}, is_key ? ES_FIELD_meta : ES_FIELD_property, 0, false};
  bool has_default = tree_kind(tree, parent) == NODE_OBJECT_ASSIGNMENT_PATTERN;
  EsNode property = {has_default ? parent : node.node, ROLE_SELF};
  if (is_key) return (EsLink){.parent = property, .field = ES_FIELD_key};
  if (!has_default || node.role == ROLE_PATTERN)
    return (EsLink){.parent = property, .field = ES_FIELD_value};
  return (EsLink){.parent = {node.node, ROLE_PATTERN}, .field = ES_FIELD_left};
}

EsLink es_link(const Tree *tree, EsNode node) {
  EsNode self = {node.node, ROLE_SELF};
  NodeId parent = tree_node(tree, node.node)->parent;
  switch (node.role) {
  case ROLE_CHAIN:
  case ROLE_SPECIFIER: return climb(tree, node.node);
  case ROLE_SELF:
  case ROLE_TWIN: return link_of_self(tree, node);
  case ROLE_FUNCTION: return (EsLink){.parent = {parent, ROLE_SELF}, .field = ES_FIELD_value};
  case ROLE_KEY:
  case ROLE_PATTERN:
  case ROLE_VALUE: return link_of_name(tree, node);
  case ROLE_QUASI:
    if (tree_kind(tree, node.node) == NODE_TEMPLATE_SUBSTITUTION) self.node = parent;
    return (EsLink){.parent = self, .field = ES_FIELD_quasis, .is_list = true};
  case ROLE_OPENING: return (EsLink){.parent = self, .field = ES_FIELD_openingElement};
  case ROLE_EMPTY: return (EsLink){.parent = self, .field = ES_FIELD_expression};
  case ROLE_DECLARATION: return (EsLink){.parent = self, .field = ES_FIELD_left};
  case ROLE_DECLARATOR:
    return (EsLink){
        .parent = {node.node, ROLE_DECLARATION}, .field = ES_FIELD_declarations, .is_list = true};
  case ROLE_TEXT: self.node = parent; break;
  }
  return (EsLink){.parent = self, .field = ES_FIELD_children, .is_list = true};
}

// ---- Lists

void es_lists_begin(EsLists *lists, const Tree *tree, Arena *arena) {
  *lists = (EsLists){.tree = tree, .arena = arena};
}

static void add_item(EsLists *lists, EsList *list, EsNode node) {
  array_push(lists->arena, &list->items, (EsItem){node, list->length++});
}

static void add_hosted(EsLists *lists, EsList *list, NodeId id, EsRole role) {
  EsHosted hosted = es_hosted(lists->tree, id);
  for (uint32_t i = 0; i < hosted.count; i++) {
    if (hosted.at[i].role == role) add_item(lists, list, hosted.at[i]);
  }
}

// Whether a node is nothing but a list of others.
static bool is_container(const Tree *tree, NodeId id) {
  switch ((int)tree_kind(tree, id)) {
  case NODE_ARGUMENTS:
  case NODE_EXPORT_CLAUSE:
  case NODE_FORMAL_PARAMETERS:
  case NODE_IMPORT_ATTRIBUTE:
  case NODE_IMPORT_CLAUSE:
  case NODE_NAMED_IMPORTS:
  case NODE_SWITCH_BODY: return true;
  case NODE_OBJECT:
  case NODE_STATEMENT_BLOCK: return !es_type(tree, (EsNode){id, ROLE_SELF});
  default: return false;
  }
}

static void add_all(EsLists *lists, EsList *list, NodeId id) {
  if (!is_container(lists->tree, id)) {
    EsNode node = es_node_at(lists->tree, id);
    if (node.node) add_item(lists, list, node);
    return;
  }
  tree_each_named(lists->tree, id, child) add_all(lists, list, child); // three deep at most
}

// Elements and the holes between them.
static void add_elements(EsLists *lists, EsList *list, NodeId array) {
  bool is_open = false;
  tree_each_child(lists->tree, array, child) {
    bool is_comma = tree_kind(lists->tree, child) == TOKEN_COMMA;
    if (is_comma && !is_open) list->length++;
    is_open = !is_comma && kind_is_named(tree_kind(lists->tree, child));
    if (is_open) add_item(lists, list, es_node_at(lists->tree, child));
  }
}

static void add_jsx_children(EsLists *lists, EsList *list, NodeId element) {
  tree_each_named(lists->tree, element, child) {
    NodeField field = tree_node(lists->tree, child)->field;
    if (field == FIELD_NONE) add_hosted(lists, list, child, ROLE_SELF);
    if (field != FIELD_CLOSE_TAG) add_hosted(lists, list, child, ROLE_TEXT);
  }
}

static void fill(EsLists *lists, EsList *list, NodeId id) {
  const Tree *tree = lists->tree;
  NodeKind kind = tree_kind(tree, id);
  if (list->field == ES_FIELD_elements) {
    add_elements(lists, list, id);
  } else if (kind == NODE_JSX_ELEMENT) {
    add_jsx_children(lists, list, id);
  } else if (list->field == ES_FIELD_quasis) {
    add_item(lists, list, (EsNode){id, ROLE_QUASI});
    tree_each_child(tree, id, child) add_hosted(lists, list, child, ROLE_QUASI);
  } else if (list->field == ES_FIELD_declarations && kind == NODE_FOR_IN_STATEMENT) {
    add_item(lists, list, (EsNode){id, ROLE_DECLARATOR});
  } else {
    tree_each_child(tree, id, child) {
      const Row *row = row_of_child(tree, id, child);
      if (row && row->field == list->field) add_all(lists, list, child);
    }
  }
}

static EsList *list_at(EsLists *lists, NodeId id, EsField field) {
  if (!lists->at) lists->at = arena_new(lists->arena, EsList *, lists->tree->node_count);
  for (EsList *list = lists->at[id]; list; list = list->next) {
    if (list->field == field) return list;
  }
  EsList *list = arena_new(lists->arena, EsList, 1);
  *list = (EsList){.field = field, .number = lists->count++, .next = lists->at[id]};
  fill(lists, list, id);
  return lists->at[id] = list;
}

// Lists are kept at the node whose children they are.
static NodeId host_of(const Tree *tree, EsNode node) {
  return node.role == ROLE_FUNCTION ? tree_node(tree, node.node)->parent : node.node;
}

EsList *es_list_of(EsLists *lists, EsNode node, uint32_t *item) {
  EsLink link = es_link(lists->tree, node);
  if (!link.parent.node || !link.is_list) return NULL;
  EsList *list = list_at(lists, host_of(lists->tree, link.parent), link.field);
  uint64_t place = es_begin(lists->tree, node);
  uint32_t low = 0, high = list->items.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (es_begin(lists->tree, list->items.at[middle].node) < place)
      low = middle + 1;
    else
      high = middle;
  }
  *item = low;
  return low < list->items.count && es_is(list->items.at[low].node, node) ? list : NULL;
}

// ---- Downwards

static EsChild one(EsNode node) {
  return (EsChild){node.node ? ES_CHILD_ONE : ES_CHILD_NONE, node, NULL};
}

static EsChild list_child(EsLists *lists, NodeId id, EsField field) {
  return (EsChild){ES_CHILD_LIST, {0}, list_at(lists, id, field)};
}

// By the table: the first child whose row is of this field.
static EsChild child_by_row(EsLists *lists, NodeId id, EsField field) {
  const Tree *tree = lists->tree;
  NodeKind kind = tree_kind(tree, id);
  const Row *row = rows_of(kind);
  while (is_of(row, kind) && row->field != field) ++row;
  if (!is_of(row, kind)) return (EsChild){0};
  if (row->is_list) return list_child(lists, id, field);
  tree_each_child(tree, id, child) {
    const Row *its = row_of_child(tree, id, child);
    if (its && its->field == field) return one(es_node_at(tree, child));
  }
  return (EsChild){ES_CHILD_NONE, {0}, NULL};
}

static EsChild child_of_call(EsLists *lists, NodeId id, EsField field) {
  const Tree *tree = lists->tree;
  NodeId arguments = tree_child(tree, id, FIELD_ARGUMENTS);
  EsType type = es_type(tree, (EsNode){id, ROLE_SELF});
  if (type == ES_CallExpression)
    return field == ES_FIELD_quasi ? (EsChild){0} : child_by_row(lists, id, field);
  if (type == ES_TaggedTemplateExpression) {
    if (field == ES_FIELD_quasi) return one(es_node_at(tree, arguments));
    return field == ES_FIELD_tag ? child_by_row(lists, id, ES_FIELD_callee) : (EsChild){0};
  }
  NodeId source = tree_first_named(tree, arguments);
  if (field == ES_FIELD_source) return one(es_node_at(tree, source));
  if (field == ES_FIELD_options) return one(es_node_at(tree, tree_next_named(tree, source)));
  return (EsChild){0};
}

static EsChild child_in_order(const Tree *tree, NodeId id, EsField field) {
  NodeId first = tree_first_named(tree, id), second = tree_next_named(tree, first);
  bool is_attribute = tree_kind(tree, id) == NODE_JSX_ATTRIBUTE;
  if (field == (is_attribute ? ES_FIELD_name : ES_FIELD_namespace))
    return one(es_node_at(tree, first));
  if (field == (is_attribute ? ES_FIELD_value : ES_FIELD_name))
    return one(es_node_at(tree, second));
  return (EsChild){0};
}

static bool export_has(const Tree *tree, NodeId id, EsField field) {
  EsType type = es_type(tree, (EsNode){id, ROLE_SELF});
  switch ((int)field) {
  case ES_FIELD_declaration: return type != ES_ExportAllDeclaration;
  case ES_FIELD_specifiers: return type == ES_ExportNamedDeclaration;
  case ES_FIELD_exported: return type == ES_ExportAllDeclaration;
  default: return type != ES_ExportDefaultDeclaration;
  }
}

static EsChild child_of_jsx(EsLists *lists, NodeId id, EsField field) {
  const Tree *tree = lists->tree;
  EsType type = es_type(tree, (EsNode){id, ROLE_SELF});
  bool is_fragment = type == ES_JSXFragment, is_element = type == ES_JSXElement;
  if (tree_kind(tree, id) == NODE_JSX_SELF_CLOSING_ELEMENT) {
    if (field == ES_FIELD_openingElement) return one((EsNode){id, ROLE_OPENING});
    if (field == ES_FIELD_closingElement) return (EsChild){ES_CHILD_NONE, {0}, NULL};
    return field == ES_FIELD_children ? list_child(lists, id, field) : (EsChild){0};
  }
  if (field == ES_FIELD_openingElement || field == ES_FIELD_closingElement)
    return is_element ? child_by_row(lists, id, field) : (EsChild){0};
  if (is_fragment && field == ES_FIELD_openingFragment)
    return child_by_row(lists, id, ES_FIELD_openingElement);
  if (is_fragment && field == ES_FIELD_closingFragment)
    return child_by_row(lists, id, ES_FIELD_closingElement);
  bool is_spread = type == ES_JSXSpreadAttribute;
  if (is_spread)
    return field == ES_FIELD_argument ? child_by_row(lists, id, ES_FIELD_expression) : (EsChild){0};
  EsNode empty = {id, ROLE_EMPTY};
  bool is_empty = type == ES_JSXExpressionContainer && !tree_first_named(tree, id);
  return is_empty && field == ES_FIELD_expression ? one(empty) : child_by_row(lists, id, field);
}

// A node that is several of theirs.
static EsChild child_of_shorthand(const Tree *tree, NodeId id, EsField field) {
  bool has_default = tree_kind(tree, id) == NODE_OBJECT_ASSIGNMENT_PATTERN;
  NodeId name = has_default ? tree_child(tree, id, FIELD_LEFT) : id;
  if (field == ES_FIELD_key) return one((EsNode){name, ROLE_KEY});
  if (field == ES_FIELD_value) return one((EsNode){name, has_default ? ROLE_PATTERN : ROLE_VALUE});
  return (EsChild){0};
}

static EsChild child_of_specifier(EsLists *lists, NodeId id, EsField field) {
  EsChild child = child_by_row(lists, id, field);
  if (child.kind != ES_CHILD_NONE) return child;
  return one((EsNode){tree_child(lists->tree, id, FIELD_NAME), ROLE_TWIN});
}

static EsChild child_of_self(EsLists *lists, NodeId id, EsField field) {
  const Tree *tree = lists->tree;
  switch ((int)tree_kind(tree, id)) {
  case NODE_CALL_EXPRESSION: return child_of_call(lists, id, field);
  case NODE_EXPORT_STATEMENT:
    return export_has(tree, id, field) ? child_by_row(lists, id, field) : (EsChild){0};
  case NODE_EXPORT_SPECIFIER:
  case NODE_IMPORT_SPECIFIER: return child_of_specifier(lists, id, field);
  case NODE_FOR_IN_STATEMENT: {
    bool is_declared = tree_child(tree, id, FIELD_KIND) != NO_NODE;
    if (field == ES_FIELD_init) return (EsChild){0};
    return is_declared && field == ES_FIELD_left ? one((EsNode){id, ROLE_DECLARATION})
                                                 : child_by_row(lists, id, field);
  }
  case NODE_JSX_ATTRIBUTE:
  case NODE_JSX_NAMESPACE_NAME: return child_in_order(tree, id, field);
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_OPENING_ELEMENT: { // a fragment's has no name
    bool has_name = field != ES_FIELD_name || tree_child(tree, id, FIELD_NAME);
    return has_name ? child_by_row(lists, id, field) : (EsChild){0};
  }
  case NODE_JSX_ELEMENT:
  case NODE_JSX_EXPRESSION:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return child_of_jsx(lists, id, field);
  case NODE_META_PROPERTY:
    if (field == ES_FIELD_meta) return one((EsNode){id, ROLE_KEY});
    return field == ES_FIELD_property ? one((EsNode){id, ROLE_VALUE}) : (EsChild){0};
  case NODE_METHOD_DEFINITION:
    if (field == ES_FIELD_value) return one(function_at(tree, id));
    return field == ES_FIELD_key || field == ES_FIELD_decorators ? child_by_row(lists, id, field)
                                                                 : (EsChild){0};
  case NODE_OBJECT_ASSIGNMENT_PATTERN:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: return child_of_shorthand(tree, id, field);
  case NODE_TEMPLATE_STRING:
    return field == ES_FIELD_quasis ? list_child(lists, id, field) : child_by_row(lists, id, field);
  default: return child_by_row(lists, id, field);
  }
}

EsChild es_child(EsLists *lists, EsNode node, EsField field) {
  const Tree *tree = lists->tree;
  EsNode self = {node.node, ROLE_SELF};
  NodeId parent = tree_node(tree, node.node)->parent;
  switch (node.role) {
  case ROLE_CHAIN: return field == ES_FIELD_expression ? one(self) : (EsChild){0};
  case ROLE_SPECIFIER: return field == ES_FIELD_local ? one(self) : (EsChild){0};
  case ROLE_SELF:
  case ROLE_TWIN: return child_of_self(lists, node.node, field);
  case ROLE_FUNCTION:
    if (field == ES_FIELD_id) return (EsChild){ES_CHILD_NONE, {0}, NULL};
    return field == ES_FIELD_key || field == ES_FIELD_decorators
               ? (EsChild){0}
               : child_by_row(lists, parent, field);
  case ROLE_PATTERN:
    if (field == ES_FIELD_left) return one((EsNode){node.node, ROLE_VALUE});
    return child_by_row(lists, parent, field);
  case ROLE_OPENING: return child_by_row(lists, node.node, field);
  case ROLE_DECLARATION:
    return field == ES_FIELD_declarations ? list_child(lists, node.node, field) : (EsChild){0};
  case ROLE_DECLARATOR:
    if (field == ES_FIELD_id) return child_by_row(lists, node.node, ES_FIELD_left);
    return field == ES_FIELD_init ? child_by_row(lists, node.node, field) : (EsChild){0};
  case ROLE_KEY:
  case ROLE_VALUE:
  case ROLE_QUASI:
  case ROLE_EMPTY:
  case ROLE_TEXT: break;
  }
  return (EsChild){0};
}
