// First the children of a node are looked through, then what is said by its tokens.
#include "rules/estree_values.h"
#include "base/utf8.h"
#include "rules/functions.h"
#include "rules/prologue.h"
#include "syntax/literal.h"
#include "syntax/literal_number.h"

#include <ctype.h>
#include <stdlib.h>

static const EsValue undefined = {0};

static EsValue null_value(void) {
  return (EsValue){.kind = ES_NULL};
}

static EsValue boolean(bool is) {
  return (EsValue){.kind = ES_BOOLEAN, .number = is};
}

static EsValue number(double value) {
  return (EsValue){.kind = ES_NUMBER, .number = value};
}

static EsValue text_value(Text text) {
  return (EsValue){.kind = ES_TEXT, .text = text};
}

static EsValue word(const char *text) {
  return text_value(text_of(text));
}

static EsValue object_of(EsObject object, EsNode node) {
  return (EsValue){.kind = ES_OBJECT, .object = object, .node = node};
}

void es_view_begin(EsView *view, SourceCode *code) {
  *view = (EsView){.code = code, .tree = code->tree};
  es_lists_begin(&view->lists, code->tree, code->arena);
}

EsPart es_part(Text name) {
  return (EsPart){name, es_field_named(name)};
}

// ---- Names and literals

static Text text_at(EsView *view, Span span) {
  return text_slice(view->code->text, span.start, span.end);
}

static EsValue name_of(EsView *view, EsNode node) {
  Text text = text_at(view, es_span(view->code, node));
  if (text_starts(text, TEXT("#"))) text = text_slice(text, 1, text.size);
  bool has_escape = text_find_byte(text, '\\', 0) != TEXT_NOT_FOUND;
  return text_value(has_escape ? literal_text_value(view->code->arena, text) : text);
}

static bool is_bigint(Text text) {
  return text.size && text.at[text.size - 1] == 'n';
}

static EsValue literal_value(EsView *view, EsNode node) {
  Text text = tree_text(view->tree, node.node);
  switch ((int)tree_kind(view->tree, node.node)) {
  case NODE_TRUE: return boolean(true);
  case NODE_FALSE: return boolean(false);
  case NODE_NULL: return null_value();
  case NODE_REGEX: return object_of(ES_REGEX, node);
  case NODE_STRING:
    return text_value(literal_string_value(view->code->arena, view->tree, node.node));
  default: break;
  }
  if (!is_bigint(text)) return number(literal_number_value(text));
  return (EsValue){.kind = ES_BIGINT, .text = literal_bigint_text(view->code->arena, text)};
}

static EsValue literal_field(EsView *view, EsNode node, EsField field) {
  Text text = tree_text(view->tree, node.node);
  NodeKind kind = tree_kind(view->tree, node.node);
  switch ((int)field) {
  case ES_FIELD_value: return literal_value(view, node);
  case ES_FIELD_raw: return text_value(text);
  case ES_FIELD_regex: return kind == NODE_REGEX ? object_of(ES_REGEX_TEXT, node) : undefined;
  case ES_FIELD_bigint:
    if (kind != NODE_NUMBER || !is_bigint(text)) return undefined;
    return text_value(literal_bigint_text(view->code->arena, text));
  default: return undefined;
  }
}

// ---- Words and flags of nodes

static bool has(EsView *view, NodeId id, NodeKind token) {
  return tree_child_of_kind(view->tree, id, token) != NO_NODE;
}

static EsValue operator_of(EsView *view, NodeId id) {
  NodeId sign = tree_child(view->tree, id, FIELD_OPERATOR);
  bool is_plain = tree_kind(view->tree, id) == NODE_ASSIGNMENT_EXPRESSION;
  return is_plain ? word("=") : text_value(tree_text(view->tree, sign));
}

static EsValue declaration_kind(EsView *view, NodeId id) {
  const Tree *tree = view->tree;
  NodeId first = tree_child(tree, id, FIELD_KIND);
  if (tree_kind(tree, id) == NODE_VARIABLE_DECLARATION) return word("var");
  if (tree_kind(tree, first) == TOKEN_AWAIT_WORD) return word("await using");
  return text_value(tree_text(tree, first));
}

static EsValue member_kind(EsView *view, NodeId id, bool is_method) {
  if (is_method && function_is_constructor(view->tree, id)) return word("constructor");
  if (has(view, id, TOKEN_GET_WORD) || has(view, id, TOKEN_STATIC_GET)) return word("get");
  if (has(view, id, TOKEN_SET_WORD)) return word("set");
  return word(is_method ? "method" : "init");
}

static bool is_computed(EsView *view, NodeId id) {
  static const NodeField fields[] = {FIELD_NAME, FIELD_KEY, FIELD_PROPERTY};
  for (int i = 0; i < 3; i++) {
    NodeId key = tree_child(view->tree, id, fields[i]);
    if (key) return tree_kind(view->tree, key) == NODE_COMPUTED_PROPERTY_NAME;
  }
  return false;
}

static EsValue member_field(EsView *view, EsNode node, EsType type, EsField field) {
  NodeKind kind = tree_kind(view->tree, node.node);
  bool is_property = type == ES_Property, is_method = kind == NODE_METHOD_DEFINITION;
  bool is_field = type == ES_PropertyDefinition || type == ES_AccessorProperty;
  switch ((int)field) {
  case ES_FIELD_computed: return boolean(is_computed(view, node.node));
  case ES_FIELD_static:
    return is_property ? undefined : boolean(tree_is_static(view->tree, node.node));
  case ES_FIELD_kind: return is_field ? undefined : member_kind(view, node.node, !is_property);
  case ES_FIELD_method: {
    if (!is_property) return undefined;
    bool is_plain = text_is(member_kind(view, node.node, false).text, TEXT("init"));
    return boolean(is_method && is_plain);
  }
  case ES_FIELD_shorthand:
    if (!is_property) return undefined;
    return boolean(kind != NODE_PAIR && kind != NODE_PAIR_PATTERN && !is_method);
  default: return undefined;
  }
}

static EsValue function_field(EsView *view, EsNode node, EsType type, EsField field) {
  NodeId id = node.role == ROLE_FUNCTION ? tree_node(view->tree, node.node)->parent : node.node;
  bool is_arrow = type == ES_ArrowFunctionExpression;
  switch ((int)field) {
  case ES_FIELD_async: return boolean(function_is_async(view->tree, id));
  case ES_FIELD_generator: return boolean(function_is_generator(view->tree, id));
  case ES_FIELD_expression: return boolean(is_arrow && function_is_expression(view->tree, id));
  case ES_FIELD_id: return null_value();
  default: return undefined;
  }
}

static EsValue link_field(EsView *view, EsNode node, EsType type, EsField field) {
  NodeKind kind = tree_kind(view->tree, node.node);
  if (field == ES_FIELD_optional)
    return boolean(tree_child(view->tree, node.node, FIELD_OPTIONAL_CHAIN) != NO_NODE);
  if (field == ES_FIELD_computed && type == ES_MemberExpression)
    return boolean(kind == NODE_SUBSCRIPT_EXPRESSION);
  return undefined;
}

static EsValue directive_of(EsView *view, NodeId statement) {
  if (!is_directive(view->code, statement)) return undefined;
  Text raw = tree_text(view->tree, tree_first_named(view->tree, statement));
  return text_value(text_slice(raw, 1, raw.size - 1));
}

static EsValue text_field(EsView *view, EsNode node, EsField field) {
  bool is_text = field == ES_FIELD_value || field == ES_FIELD_raw;
  return is_text ? text_value(text_at(view, es_span(view->code, node))) : undefined;
}

static bool is_last_piece(EsView *view, EsNode node) {
  Span span = es_span(view->code, node);
  return view->code->text.at[span.end - 1] == '`';
}

// What no child of the node is.
static EsValue own_field(EsView *view, EsNode node, EsType type, EsField field) {
  NodeId id = node.node;
  switch ((int)type) {
  case ES_Identifier:
  case ES_JSXIdentifier:
  case ES_PrivateIdentifier: return field == ES_FIELD_name ? name_of(view, node) : undefined;
  case ES_Literal: return literal_field(view, node, field);
  case ES_ExpressionStatement:
    return field == ES_FIELD_directive ? directive_of(view, id) : undefined;
  case ES_ArrowFunctionExpression:
  case ES_FunctionDeclaration:
  case ES_FunctionExpression: return function_field(view, node, type, field);
  case ES_VariableDeclaration:
    return field == ES_FIELD_kind ? declaration_kind(view, id) : undefined;
  case ES_VariableDeclarator: return field == ES_FIELD_init ? null_value() : undefined;
  case ES_AccessorProperty:
  case ES_MethodDefinition:
  case ES_Property:
  case ES_PropertyDefinition: return member_field(view, node, type, field);
  case ES_UnaryExpression:
    if (field == ES_FIELD_prefix) return boolean(true);
    return field == ES_FIELD_operator ? operator_of(view, id) : undefined;
  case ES_UpdateExpression:
    if (field == ES_FIELD_prefix)
      return boolean(tree_node(view->tree, tree_first_child(view->tree, id))->field ==
                     FIELD_OPERATOR);
    return field == ES_FIELD_operator ? operator_of(view, id) : undefined;
  case ES_AssignmentExpression:
  case ES_BinaryExpression:
  case ES_LogicalExpression: return field == ES_FIELD_operator ? operator_of(view, id) : undefined;
  case ES_CallExpression:
  case ES_MemberExpression: return link_field(view, node, type, field);
  case ES_ForOfStatement:
    return field == ES_FIELD_await ? boolean(has(view, id, TOKEN_AWAIT_WORD)) : undefined;
  case ES_YieldExpression:
    return field == ES_FIELD_delegate ? boolean(has(view, id, TOKEN_STAR)) : undefined;
  case ES_TemplateElement:
    if (field == ES_FIELD_tail) return boolean(is_last_piece(view, node));
    return field == ES_FIELD_value ? object_of(ES_PIECE, node) : undefined;
  case ES_SwitchCase: return field == ES_FIELD_test ? null_value() : undefined;
  case ES_Program:
    if (field != ES_FIELD_sourceType) return undefined;
    return word(view->tree->goal == SYNTAX_MODULE     ? "module"
                : view->tree->goal == SYNTAX_COMMONJS ? "commonjs"
                                                      : "script");
  case ES_JSXOpeningElement:
  case ES_JSXOpeningFragment:
    return field == ES_FIELD_selfClosing ? boolean(node.role == ROLE_OPENING) : undefined;
  case ES_JSXText: return text_field(view, node, field);
  default: return undefined;
  }
}

// ---- Nodes

// What all nodes have.
static EsValue common_field(EsView *view, EsNode node, EsType type, EsField field) {
  switch ((int)field) {
  case ES_FIELD_type: return text_value(es_type_name(type));
  case ES_FIELD_parent: {
    EsLink link = es_link(view->tree, node);
    return link.parent.node ? es_value_of(link.parent) : null_value();
  }
  case ES_FIELD_loc: return object_of(ES_LOC, node);
  case ES_FIELD_range: return object_of(ES_RANGE, node);
  case ES_FIELD_start: return number(source_unit(view->code, es_span(view->code, node).start));
  case ES_FIELD_end: return number(source_unit(view->code, es_span(view->code, node).end));
  default: return undefined;
  }
}

static EsValue node_field(EsView *view, EsNode node, EsField field) {
  EsType type = es_type(view->tree, node);
  EsValue common = common_field(view, node, type, field);
  if (common.kind != ES_UNDEFINED) return common;
  EsChild child = es_child(&view->lists, node, field);
  switch (child.kind) {
  case ES_CHILD_ONE: return es_value_of(child.node);
  case ES_CHILD_LIST: return (EsValue){.kind = ES_LIST, .list = child.list};
  case ES_CHILD_NONE: return null_value();
  case ES_CHILD_UNKNOWN: break;
  }
  return own_field(view, node, type, field);
}

// ---- Objects

static EsValue piece_field(EsView *view, EsNode node, EsField field) {
  Span span = es_span(view->code, node);
  uint32_t end = span.end - (is_last_piece(view, node) ? 1 : 2);
  Text piece = text_slice(view->code->text, span.start + 1, end), value;
  if (field == ES_FIELD_raw) return text_value(literal_template_raw(view->code->arena, piece));
  if (field != ES_FIELD_cooked) return undefined;
  bool is_good = literal_template_value(view->code->arena, piece, &value);
  return is_good ? text_value(value) : null_value();
}

static EsValue place_field(EsView *view, uint32_t offset, EsField field) {
  if (field == ES_FIELD_line) return number(source_line(view->code, offset) + 1);
  return field == ES_FIELD_column ? number(source_column(view->code, offset)) : undefined;
}

static EsValue object_field(EsView *view, const EsValue *object, const EsPart *part) {
  Text regex = tree_text(view->tree, object->node.node);
  Span span = es_span(view->code, object->node);
  switch (object->object) {
  case ES_REGEX:
    if (text_is(part->name, TEXT("source"))) return text_value(literal_regex_pattern(regex));
    return part->field == ES_FIELD_flags ? text_value(literal_regex_flags(regex)) : undefined;
  case ES_REGEX_TEXT:
    if (part->field == ES_FIELD_pattern) return text_value(literal_regex_pattern(regex));
    return part->field == ES_FIELD_flags ? text_value(literal_regex_flags(regex)) : undefined;
  case ES_PIECE: return piece_field(view, object->node, part->field);
  case ES_LOC:
    if (part->field == ES_FIELD_start) return object_of(ES_LOC_START, object->node);
    return part->field == ES_FIELD_end ? object_of(ES_LOC_END, object->node) : undefined;
  case ES_LOC_START: return place_field(view, span.start, part->field);
  case ES_LOC_END: return place_field(view, span.end, part->field);
  case ES_RANGE:
    if (text_is(part->name, TEXT("0"))) return number(source_unit(view->code, span.start));
    if (text_is(part->name, TEXT("1"))) return number(source_unit(view->code, span.end));
    break;
  }
  return part->field == ES_FIELD_length ? number(2) : undefined;
}

// ---- Lists and texts

// Whether a name is a place in a list: a number without leading zeros.
static bool read_index(Text name, uint32_t *index) {
  *index = 0;
  if (name.size == 0 || name.size > 9 || (name.size > 1 && name.at[0] == '0')) return false;
  for (uint32_t i = 0; i < name.size; i++) {
    if (!isdigit((unsigned char)name.at[i])) return false;
    *index = *index * 10 + (uint32_t)(name.at[i] - '0');
  }
  return true;
}

static EsValue list_field(const EsList *list, const EsPart *part) {
  uint32_t index;
  if (part->field == ES_FIELD_length) return number(list->length);
  if (!read_index(part->name, &index) || index >= list->length) return undefined;
  uint32_t low = 0, high = list->items.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (list->items.at[middle].index < index)
      low = middle + 1;
    else
      high = middle;
  }
  bool is_hole = low == list->items.count || list->items.at[low].index != index;
  return is_hole ? null_value() : es_value_of(list->items.at[low].node);
}

EsValue es_value_at(EsView *view, const EsValue *value, const EsPart *part) {
  switch (value->kind) {
  case ES_UNDEFINED:
  case ES_NULL: return *value; // as optional chaining does, but null stays null
  case ES_NODE: return node_field(view, value->node, part->field);
  case ES_LIST: return list_field(value->list, part);
  case ES_OBJECT: return object_field(view, value, part);
  case ES_TEXT:
    return part->field == ES_FIELD_length ? number(utf8_utf16_length(value->text)) : undefined;
  case ES_BOOLEAN:
  case ES_NUMBER:
  case ES_BIGINT: break;
  }
  return undefined;
}
