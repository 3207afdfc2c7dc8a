// A table says what type a kind of node is; what depends on where a node stands is asked here.
// Going up, nodes that ESLint's tree does not have (parentheses, lists, clauses) are passed over.
#include "rules/estree_node.h"
#include "rules/functions.h"
#include "rules/operators.h"

// ---- Names

static const char *const type_names[ES_TYPE_COUNT] = {
    "",
#define NAME(type) #type,
#include "rules/estree_names.def"
};

static const char *const field_names[ES_FIELD_COUNT] = {
    "",
#define FIELD(name) #name,
#include "rules/estree_names.def"
};

Text es_type_name(EsType type) {
  return text_of(type_names[type]);
}

static uint32_t find_name(const char *const *names, uint32_t count, Text name) {
  for (uint32_t i = 1; i < count; i++) {
    if (text_is(text_of(names[i]), name)) return i;
  }
  return 0;
}

EsType es_type_named(Text name) {
  return (EsType)find_name(type_names, ES_TYPE_COUNT, name);
}

EsField es_field_named(Text name) {
  return (EsField)find_name(field_names, ES_FIELD_COUNT, name);
}

static const uint8_t types[NODE_KIND_COUNT] = {
#define TYPE(KIND, type) [NODE_##KIND] = ES_##type,
#include "rules/estree_types.def"
};

static const struct {
  uint16_t kind;
  uint8_t type;
} others[] = {
#define TYPE(KIND, type)
#define ALSO(KIND, type) {NODE_##KIND, ES_##type},
#include "rules/estree_types.def"
};

bool es_kind_has(NodeKind kind, EsType type) {
  if (types[kind] == type) return true;
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (others[i].kind == kind && others[i].type == type) return true;
  }
  return false;
}

// ---- Types

static NodeKind parent_kind(const Tree *tree, NodeId id) {
  return tree_kind(tree, tree_node(tree, id)->parent);
}

static bool is_tag(NodeKind kind) {
  return kind == NODE_JSX_OPENING_ELEMENT || kind == NODE_JSX_CLOSING_ELEMENT ||
         kind == NODE_JSX_SELF_CLOSING_ELEMENT;
}

// Whether a member, or a name in it, is in the name of a tag: then nothing else but members begins
// where it does. Nodes are sorted by where they begin, so that no chain is climbed.
static bool is_in_tag(const Tree *tree, NodeId id) {
  bool is_member = tree_kind(tree, id) == NODE_MEMBER_EXPRESSION;
  uint32_t start = tree_node(tree, is_member ? id : tree_node(tree, id)->parent)->start;
  NodeId low = NODE_ROOT, high = id;
  while (low < high) {
    NodeId middle = low + (high - low) / 2;
    if (tree_node(tree, middle)->start < start)
      low = middle + 1;
    else
      high = middle;
  }
  return tree_kind(tree, low) == NODE_MEMBER_EXPRESSION && is_tag(parent_kind(tree, low));
}

// A value in braces is none of a tag's names.
static bool is_jsx_name(const Tree *tree, NodeId id) {
  switch ((int)parent_kind(tree, id)) {
  case NODE_JSX_ATTRIBUTE:
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_NAMESPACE_NAME:
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return true;
  case NODE_MEMBER_EXPRESSION: return is_in_tag(tree, id);
  default: return false;
  }
}

static bool is_import(const Tree *tree, NodeId call) {
  return tree_kind(tree, tree_child(tree, call, FIELD_FUNCTION)) == NODE_IMPORT;
}

static EsType call_type(const Tree *tree, NodeId node) {
  NodeKind arguments = tree_kind(tree, tree_child(tree, node, FIELD_ARGUMENTS));
  if (arguments == NODE_TEMPLATE_STRING) return ES_TaggedTemplateExpression;
  return is_import(tree, node) ? ES_ImportExpression : ES_CallExpression;
}

static EsType export_type(const Tree *tree, NodeId node) {
  if (tree_child_of_kind(tree, node, TOKEN_DEFAULT_WORD)) return ES_ExportDefaultDeclaration;
  bool is_all = tree_child_of_kind(tree, node, TOKEN_STAR) ||
                tree_child_of_kind(tree, node, NODE_NAMESPACE_EXPORT);
  return is_all ? ES_ExportAllDeclaration : ES_ExportNamedDeclaration;
}

static bool is_fragment(const Tree *tree, NodeId tag) {
  return !tree_child(tree, tag, FIELD_NAME);
}

static EsType braces_type(const Tree *tree, NodeId braces) {
  if (!tree_child_of_kind(tree, braces, NODE_SPREAD_ELEMENT)) return ES_JSXExpressionContainer;
  return is_tag(parent_kind(tree, braces)) ? ES_JSXSpreadAttribute : ES_JSXSpreadChild;
}

static EsType pair_type(const Tree *tree, NodeId pair) {
  NodeId object = tree_node(tree, pair)->parent;
  return parent_kind(tree, object) == NODE_IMPORT_ATTRIBUTE ? ES_ImportAttribute : ES_Property;
}

static EsType jsx_type(const Tree *tree, NodeId id) {
  switch ((int)tree_kind(tree, id)) {
  case NODE_JSX_CLOSING_ELEMENT:
    return is_fragment(tree, id) ? ES_JSXClosingFragment : ES_JSXClosingElement;
  case NODE_JSX_OPENING_ELEMENT:
    return is_fragment(tree, id) ? ES_JSXOpeningFragment : ES_JSXOpeningElement;
  case NODE_JSX_ELEMENT:
    return is_fragment(tree, tree_child(tree, id, FIELD_OPEN_TAG)) ? ES_JSXFragment : ES_JSXElement;
  default: return braces_type(tree, id);
  }
}

// Whether it is a function or a class without a name that is declared: `export default class {}`.
static bool is_default_export(const Tree *tree, NodeId id) {
  return parent_kind(tree, id) == NODE_EXPORT_STATEMENT &&
         tree_node(tree, id)->field == FIELD_VALUE;
}

// Whether it is the empty part of a head: `for (;;)`.
static bool is_empty_part(const Tree *tree, NodeId id) {
  return parent_kind(tree, id) == NODE_FOR_STATEMENT && tree_node(tree, id)->field != FIELD_BODY;
}

static EsType self_type(const Tree *tree, NodeId id) {
  NodeKind kind = tree_kind(tree, id);
  switch ((int)kind) {
  case NODE_BINARY_EXPRESSION:
    return kind_is_logical(estree_operator(tree, id)) ? ES_LogicalExpression : ES_BinaryExpression;
  case NODE_CALL_EXPRESSION: return call_type(tree, id);
  case NODE_CLASS: return is_default_export(tree, id) ? ES_ClassDeclaration : ES_ClassExpression;
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
    return is_default_export(tree, id) ? ES_FunctionDeclaration : ES_FunctionExpression;
  case NODE_EMPTY_STATEMENT: return is_empty_part(tree, id) ? ES_NOTHING : ES_EmptyStatement;
  case NODE_EXPORT_STATEMENT: return export_type(tree, id);
  case NODE_FIELD_DEFINITION:
    return tree_child_of_kind(tree, id, TOKEN_ACCESSOR_WORD) ? ES_AccessorProperty
                                                             : ES_PropertyDefinition;
  case NODE_FOR_IN_STATEMENT:
    return estree_operator(tree, id) == TOKEN_OF_WORD ? ES_ForOfStatement : ES_ForInStatement;
  case NODE_IDENTIFIER:
  case NODE_PROPERTY_IDENTIFIER: return is_jsx_name(tree, id) ? ES_JSXIdentifier : ES_Identifier;
  case NODE_IMPORT_ATTRIBUTE:
  case NODE_JSX_TEXT: return ES_NOTHING;
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_ELEMENT:
  case NODE_JSX_EXPRESSION:
  case NODE_JSX_OPENING_ELEMENT: return jsx_type(tree, id);
  case NODE_MEMBER_EXPRESSION:
    return is_jsx_name(tree, id) ? ES_JSXMemberExpression : ES_MemberExpression;
  case NODE_METHOD_DEFINITION:
    return parent_kind(tree, id) == NODE_OBJECT ? ES_Property : ES_MethodDefinition;
  case NODE_OBJECT:
    return parent_kind(tree, id) == NODE_IMPORT_ATTRIBUTE ? ES_NOTHING : ES_ObjectExpression;
  case NODE_PAIR: return pair_type(tree, id);
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN:
    return parent_kind(tree, id) == NODE_OBJECT_ASSIGNMENT_PATTERN ? ES_NOTHING : ES_Property;
  case NODE_SPREAD_ELEMENT:
    return parent_kind(tree, id) == NODE_JSX_EXPRESSION ? ES_NOTHING : ES_SpreadElement;
  case NODE_STATEMENT_BLOCK:
    return parent_kind(tree, id) == NODE_CLASS_STATIC_BLOCK ? ES_NOTHING : ES_BlockStatement;
  default: return (EsType)types[kind];
  }
}

EsType es_type(const Tree *tree, EsNode node) {
  switch (node.role) {
  case ROLE_CHAIN: return ES_ChainExpression;
  case ROLE_SPECIFIER: return ES_ImportDefaultSpecifier;
  case ROLE_FUNCTION: return ES_FunctionExpression;
  case ROLE_KEY:
  case ROLE_VALUE: return ES_Identifier;
  case ROLE_PATTERN: return ES_AssignmentPattern;
  case ROLE_QUASI: return ES_TemplateElement;
  case ROLE_OPENING: return ES_JSXOpeningElement;
  case ROLE_EMPTY: return ES_JSXEmptyExpression;
  case ROLE_DECLARATION: return ES_VariableDeclaration;
  case ROLE_DECLARATOR: return ES_VariableDeclarator;
  case ROLE_TEXT: return ES_JSXText;
  case ROLE_SELF:
  case ROLE_TWIN: break;
  }
  return self_type(tree, node.node);
}

// ---- What is at a node

static NodeId inside_link(const Tree *tree, NodeId link) {
  bool is_call = tree_kind(tree, link) == NODE_CALL_EXPRESSION;
  return tree_child(tree, link, is_call ? FIELD_FUNCTION : FIELD_OBJECT);
}

// Whether it is the end of a chain that has a `?.`: parentheses end a chain.
static bool ends_chain(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id);
  bool is_inner = kind_is_link(tree_kind(tree, node->parent)) &&
                  (node->field == FIELD_OBJECT || node->field == FIELD_FUNCTION);
  if (is_inner) return false;
  for (NodeId at = id; kind_is_link(tree_kind(tree, at)); at = inside_link(tree, at)) {
    if (tree_child(tree, at, FIELD_OPTIONAL_CHAIN)) return true;
  }
  return false;
}

// Whether the one name of a specifier is both of its names.
static bool is_twin(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id);
  NodeKind parent = tree_kind(tree, node->parent);
  bool is_specifier = parent == NODE_IMPORT_SPECIFIER || parent == NODE_EXPORT_SPECIFIER;
  return is_specifier && node->field == FIELD_NAME && !tree_child(tree, node->parent, FIELD_ALIAS);
}

static NodeId behind_texts(const Tree *tree, NodeId id) {
  do id = tree_next_sibling(tree, id);
  while (tree_kind(tree, id) == NODE_JSX_TEXT ||
         tree_kind(tree, id) == NODE_HTML_CHARACTER_REFERENCE);
  return id;
}

static bool has_text_behind(const Tree *tree, NodeId id) {
  if (parent_kind(tree, id) != NODE_JSX_ELEMENT) return false;
  NodeId next = behind_texts(tree, id);
  return next && tree_node(tree, id)->end < tree_node(tree, next)->start;
}

static void add(EsHosted *hosted, NodeId id, EsRole role) {
  hosted->at[hosted->count++] = (EsNode){id, role};
}

static void add_name(const Tree *tree, NodeId id, EsHosted *hosted) {
  if (parent_kind(tree, id) == NODE_IMPORT_CLAUSE) add(hosted, id, ROLE_SPECIFIER);
  add(hosted, id, ROLE_SELF);
  if (is_twin(tree, id)) add(hosted, id, ROLE_TWIN);
}

static void add_shorthand(const Tree *tree, NodeId id, EsHosted *hosted) {
  bool has_default = parent_kind(tree, id) == NODE_OBJECT_ASSIGNMENT_PATTERN;
  if (!has_default) add(hosted, id, ROLE_SELF);
  add(hosted, id, ROLE_KEY);
  if (has_default) add(hosted, id, ROLE_PATTERN);
  add(hosted, id, ROLE_VALUE);
}

static void add_jsx(const Tree *tree, NodeId id, EsHosted *hosted) {
  NodeKind kind = tree_kind(tree, id);
  add(hosted, id, ROLE_SELF);
  if (kind == NODE_JSX_SELF_CLOSING_ELEMENT) add(hosted, id, ROLE_OPENING);
  if (kind == NODE_JSX_EXPRESSION && !tree_first_named(tree, id)) add(hosted, id, ROLE_EMPTY);
  if (has_text_behind(tree, id)) add(hosted, id, ROLE_TEXT);
}

EsHosted es_hosted(const Tree *tree, NodeId id) {
  EsHosted hosted = {0};
  NodeKind kind = tree_kind(tree, id);
  switch ((int)kind) {
  case NODE_CALL_EXPRESSION:
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION:
    if (ends_chain(tree, id)) add(&hosted, id, ROLE_CHAIN);
    add(&hosted, id, ROLE_SELF);
    break;
  case NODE_IDENTIFIER:
  case NODE_STRING: add_name(tree, id, &hosted); break;
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN: add_shorthand(tree, id, &hosted); break;
  case NODE_EXPORT_STATEMENT: add(&hosted, id, ROLE_SELF); break;
  case NODE_FORMAL_PARAMETERS:
    if (parent_kind(tree, id) == NODE_METHOD_DEFINITION) add(&hosted, id, ROLE_FUNCTION);
    break;
  case NODE_FOR_IN_STATEMENT:
    add(&hosted, id, ROLE_SELF);
    if (!tree_child(tree, id, FIELD_KIND)) break;
    add(&hosted, id, ROLE_DECLARATION);
    add(&hosted, id, ROLE_DECLARATOR);
    break;
  case NODE_META_PROPERTY:
    add(&hosted, id, ROLE_SELF);
    add(&hosted, id, ROLE_KEY);
    add(&hosted, id, ROLE_VALUE);
    break;
  case NODE_TEMPLATE_STRING:
    add(&hosted, id, ROLE_SELF);
    add(&hosted, id, ROLE_QUASI);
    break;
  case NODE_TEMPLATE_SUBSTITUTION: add(&hosted, id, ROLE_QUASI); break;
  case NODE_JSX_ELEMENT:
  case NODE_JSX_EXPRESSION:
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: add_jsx(tree, id, &hosted); break;
  default:
    if (types[kind] && self_type(tree, id)) add(&hosted, id, ROLE_SELF);
    break;
  }
  return hosted;
}

EsNode es_node_at(const Tree *tree, NodeId id) {
  while (id) {
    EsHosted hosted = es_hosted(tree, id);
    bool is_wrapper = tree_kind(tree, id) == NODE_TEMPLATE_SUBSTITUTION || !hosted.count;
    if (!is_wrapper) return hosted.at[0];
    id = tree_first_named(tree, id);
  }
  return (EsNode){0};
}

// ---- Places

// The last node of the declaration in the head of a `for`.
static NodeId declared_last(const Tree *tree, NodeId loop) {
  NodeId value = tree_child(tree, loop, FIELD_VALUE);
  return value ? value : tree_child(tree, loop, FIELD_LEFT);
}

// The piece of a template behind its first tick or a substitution, with what it stands between.
static Span quasi_span(const Tree *tree, NodeId id) {
  bool is_first = tree_kind(tree, id) == NODE_TEMPLATE_STRING;
  NodeId next = is_first ? tree_first_child(tree, id) : id;
  do next = tree_next_sibling(tree, next);
  while (next && tree_kind(tree, next) != NODE_TEMPLATE_SUBSTITUTION &&
         tree_kind(tree, next) != TOKEN_BACKTICK);
  const Node *node = tree_node(tree, id), *end = tree_node(tree, next);
  bool is_last = end->kind == TOKEN_BACKTICK;
  return (Span){is_first ? node->start : node->end - 1, is_last ? end->end : end->start + 2};
}

static Span meta_span(const Tree *tree, EsNode node) {
  const Node *part = tree_node(tree, tree_first_child(tree, node.node));
  if (node.role == ROLE_VALUE) part = tree_node(tree, tree_last_child(tree, node.node));
  return (Span){part->start, part->end};
}

Span es_span(SourceCode *code, EsNode node) {
  const Tree *tree = code->tree;
  const Node *at = tree_node(tree, node.node);
  switch (node.role) {
  case ROLE_FUNCTION: return (Span){at->start, tree_node(tree, at->parent)->end};
  case ROLE_PATTERN: return estree_span(code, at->parent);
  case ROLE_QUASI: return quasi_span(tree, node.node);
  case ROLE_EMPTY: return (Span){at->start + 1, at->end - 1};
  case ROLE_TEXT: return (Span){at->end, tree_node(tree, behind_texts(tree, node.node))->start};
  case ROLE_KEY:
  case ROLE_VALUE:
    if (at->kind == NODE_META_PROPERTY) return meta_span(tree, node);
    return (Span){at->start, at->end};
  case ROLE_DECLARATION:
  case ROLE_DECLARATOR: {
    NodeField from = node.role == ROLE_DECLARATION ? FIELD_KIND : FIELD_LEFT;
    return (Span){tree_node(tree, tree_child(tree, node.node, from))->start,
                  tree_node(tree, declared_last(tree, node.node))->end};
  }
  case ROLE_CHAIN:
  case ROLE_SPECIFIER:
  case ROLE_SELF:
  case ROLE_TWIN:
  case ROLE_OPENING: break;
  }
  if (node.node == NODE_ROOT) return (Span){0, code->text.size};
  return estree_span(code, node.node);
}

uint64_t es_begin(const Tree *tree, EsNode node) {
  // A text is behind all that is below the node that it is at.
  if (node.role == ROLE_TEXT)
    return (uint64_t)tree_node(tree, node.node)->after * ES_ROLES_LIMIT - 1;
  return (uint64_t)node.node * ES_ROLES_LIMIT + node.role;
}

uint64_t es_end(const Tree *tree, EsNode node) {
  const Node *at = tree_node(tree, node.node);
  NodeId after = at->after;
  switch (node.role) {
  case ROLE_KEY:
  case ROLE_VALUE:
  case ROLE_TWIN:
  case ROLE_QUASI:
  case ROLE_EMPTY:
  case ROLE_TEXT: return es_begin(tree, node) + 1;
  case ROLE_FUNCTION:
  case ROLE_PATTERN: after = tree_node(tree, at->parent)->after; break;
  case ROLE_DECLARATION:
  case ROLE_DECLARATOR: after = tree_node(tree, declared_last(tree, node.node))->after; break;
  case ROLE_CHAIN:
  case ROLE_SPECIFIER:
  case ROLE_SELF:
  case ROLE_OPENING: break;
  }
  return (uint64_t)after * ES_ROLES_LIMIT - 1;
}
