// The tree lists its nodes in the order of a walk, so that one linear pass makes the Ast: each node
// is left out, or is transparent (its children become its parent's), or gets the next id.
#include "syntax/ast.h"

#include "syntax/directives.h"

// What becomes of a token of its kind: most vanish, others are a flag of the node they stand in.
static const uint16_t flags_of_tokens[NODE_KIND_COUNT] = {
    [TOKEN_ASYNC_WORD] = AST_ASYNC,       [TOKEN_STAR] = AST_GENERATOR,
    [TOKEN_GET_WORD] = AST_GETTER,        [TOKEN_SET_WORD] = AST_SETTER,
    [TOKEN_STATIC_WORD] = AST_STATIC,     [TOKEN_STATIC_GET] = AST_STATIC | AST_GETTER,
    [TOKEN_ACCESSOR_WORD] = AST_ACCESSOR, [NODE_OPTIONAL_CHAIN] = AST_OPTIONAL,
};

static const uint8_t declared_by_tokens[NODE_KIND_COUNT] = {
    [TOKEN_VAR_WORD] = AST_VAR,
    [TOKEN_LET_WORD] = AST_LET,
    [TOKEN_CONST_WORD] = AST_CONST,
    [TOKEN_USING_WORD] = AST_USING,
};

typedef struct Maker {
  const Tree *tree;
  Ast *ast;
  AstId *ids;   // by NodeId
  AstId *lasts; // by AstId: its last child so far
} Maker;

// ---- What a node becomes

// Nodes that keep their tokens.
static bool is_written_out(NodeKind kind) {
  switch ((int)kind) {
  case NODE_IMPORT_STATEMENT:
  case NODE_IMPORT_CLAUSE:
  case NODE_IMPORT_SPECIFIER:
  case NODE_IMPORT_ATTRIBUTE:
  case NODE_NAMED_IMPORTS:
  case NODE_NAMESPACE_IMPORT:
  case NODE_NAMESPACE_EXPORT:
  case NODE_EXPORT_STATEMENT:
  case NODE_EXPORT_CLAUSE:
  case NODE_EXPORT_SPECIFIER:
  case NODE_JSX_ATTRIBUTE:
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_ELEMENT:
  case NODE_JSX_EXPRESSION:
  case NODE_JSX_NAMESPACE_NAME:
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return true;
  default: return false;
  }
}

static bool is_transparent(const Tree *tree, NodeId id) {
  switch ((int)tree_kind(tree, id)) {
  case NODE_PARENTHESIZED_EXPRESSION:
  case NODE_ELSE_CLAUSE:
  case NODE_FINALLY_CLAUSE:
  case NODE_SWITCH_BODY:
  case NODE_TEMPLATE_SUBSTITUTION: return true;
  case NODE_EXPRESSION_STATEMENT: {
    const Node *node = tree_node(tree, id);
    return node->field == FIELD_INITIALIZER || node->field == FIELD_CONDITION;
  }
  default: return false;
  }
}

// The grammar has an empty statement for what a `for` leaves out.
static bool is_missing_part(const Tree *tree, NodeId id) {
  const Node *node = tree_node(tree, id);
  return node->kind == NODE_EMPTY_STATEMENT &&
         (node->field == FIELD_INITIALIZER || node->field == FIELD_CONDITION);
}

// Whole tokens of which the grammar makes more than one node.
static bool is_literal(NodeKind kind) {
  return kind == NODE_STRING || kind == NODE_REGEX || kind == NODE_META_PROPERTY ||
         kind == NODE_NUMBER;
}

static NodeField field_of(const Maker *self, NodeId id) {
  const Node *node = tree_node(self->tree, id);
  const Node *around = tree_node(self->tree, node->parent);
  if (around->kind == NODE_FINALLY_CLAUSE) return FIELD_FINALIZER;
  return is_transparent(self->tree, node->parent) ? field_of(self, node->parent)
                                                  : (NodeField)node->field;
}

// ---- Building

static AstId add(Maker *self, AstNode node) {
  Ast *ast = self->ast;
  AstId id = ast->nodes.count;
  array_push(ast->arena, &ast->nodes, node);
  AstId previous = self->lasts[node.parent];
  if (previous)
    ast->nodes.at[previous].next_sibling = id;
  else
    ast->nodes.at[node.parent].first_child = id;
  self->lasts[node.parent] = id;
  self->lasts[id] = AST_NONE;
  return id;
}

static bool is_hole(const Tree *tree, NodeId comma) {
  NodeId list = tree->nodes[comma].parent;
  NodeKind kind = tree_kind(tree, list);
  if (kind != NODE_ARRAY && kind != NODE_ARRAY_PATTERN) return false;
  NodeKind before = tree_kind(tree, comma - 1); // tokens are leaves: the one before it in the order
  return (before == TOKEN_COMMA || before == TOKEN_BRACKET_OPEN) &&
         tree->nodes[comma - 1].parent == list;
}

static void take_token(Maker *self, NodeId id, AstId parent) {
  const Node *token = tree_node(self->tree, id);
  AstNode *node = ast_node(self->ast, parent);
  bool is_operator = token->field == FIELD_OPERATOR ||
                     (token->kind == TOKEN_ASSIGN && node->kind == NODE_ASSIGNMENT_EXPRESSION);
  if (is_operator) {
    node->op = token->kind;
    if (node->kind == NODE_UPDATE_EXPRESSION && !node->first_child) node->flags |= AST_PREFIX;
  } else if (declared_by_tokens[token->kind]) {
    bool is_await = node->declares == AST_AWAIT_USING; // `await` came first
    node->declares = is_await ? AST_AWAIT_USING : declared_by_tokens[token->kind];
  } else if (token->kind == TOKEN_AWAIT_WORD && token->field == FIELD_KIND) {
    node->declares = AST_AWAIT_USING; // `await using`
  } else if (token->kind == TOKEN_AWAIT_WORD && node->kind == NODE_FOR_IN_STATEMENT) {
    node->flags |= AST_AWAIT;
  } else if (token->kind == TOKEN_STAR && node->kind == NODE_YIELD_EXPRESSION) {
    node->flags |= AST_DELEGATE;
  } else if (token->kind == TOKEN_COMMA && is_hole(self->tree, id)) {
    add(self,
        (AstNode){.kind = NODE_HOLE, .parent = parent, .start = token->start, .end = token->start});
  } else {
    node->flags |= flags_of_tokens[token->kind];
  }
}

static bool is_directive(const Tree *tree, NodeId id) {
  NodeId list = tree->nodes[id].parent;
  bool may_be = tree_kind(tree, list) == NODE_PROGRAM ||
                kind_is_function(tree_kind(tree, tree->nodes[list].parent));
  return may_be && directives_string(tree, id);
}

// Directives stand before all other statements.
static uint16_t flags_of_statement(const Maker *self, NodeId id, AstId parent) {
  AstId previous = self->lasts[parent];
  bool is_first = !previous || ast_has(self->ast, previous, AST_DIRECTIVE) ||
                  ast_kind(self->ast, previous) == NODE_HASH_BANG_LINE;
  return is_first && is_directive(self->tree, id) ? AST_DIRECTIVE : 0;
}

static AstId keep(Maker *self, NodeId id, AstId parent) {
  const Node *node = tree_node(self->tree, id);
  AstNode made = {.kind = node->kind,
                  .field = (uint8_t)field_of(self, id),
                  .parent = parent,
                  .start = node->start,
                  .end = node->end,
                  .symbol = node->symbol};
  if (tree_kind(self->tree, node->parent) == NODE_PARENTHESIZED_EXPRESSION)
    made.flags |= AST_PARENTHESES;
  if (node->kind == NODE_EXPRESSION_STATEMENT) made.flags |= flags_of_statement(self, id, parent);
  if (node->kind == NODE_VARIABLE_DECLARATION) made.declares = AST_VAR;
  if (node->kind == NODE_IDENTIFIER && node->field == FIELD_PARAMETER &&
      tree_kind(self->tree, node->parent) == NODE_ARROW_FUNCTION) {
    made.field = FIELD_NONE;
    made.parent = add(self, (AstNode){.kind = NODE_FORMAL_PARAMETERS,
                                      .field = FIELD_PARAMETERS,
                                      .parent = parent,
                                      .start = node->start,
                                      .end = node->end});
  }
  return add(self, made);
}

// The texts of a template between its substitutions are one leaf each, whatever the grammar made of
// them. While it is built, the template's `symbol` is where the next one starts.
static void take_template_child(Maker *self, const Node *child, AstId template) {
  bool is_end =
      child->kind == TOKEN_BACKTICK && child->end != ast_node(self->ast, template)->start + 1;
  if (child->kind != NODE_TEMPLATE_SUBSTITUTION && !is_end) return;
  uint32_t start = ast_node(self->ast, template)->symbol;
  if (start != child->start) {
    add(self,
        (AstNode){
            .kind = NODE_STRING_FRAGMENT, .parent = template, .start = start, .end = child->start});
  }
  ast_node(self->ast, template)->symbol = child->end;
}

// Gives what the node has become, or what it stood in.
static AstId take(Maker *self, NodeId id) {
  const Tree *tree = self->tree;
  const Node *node = tree_node(tree, id);
  AstId parent = id == NODE_ROOT ? AST_NONE : self->ids[node->parent];
  NodeKind around = ast_kind(self->ast, parent);
  if (around == NODE_TEMPLATE_STRING && tree_kind(tree, node->parent) == NODE_TEMPLATE_STRING)
    take_template_child(self, node, parent);
  bool is_kept = kind_is_named((NodeKind)node->kind) && node->kind != NODE_OPTIONAL_CHAIN;
  if (!is_kept && !is_written_out(tree_kind(tree, node->parent))) {
    take_token(self, id, parent);
    return parent;
  }
  if (is_transparent(tree, id) || is_missing_part(tree, id)) return parent;
  AstId made = keep(self, id, parent);
  if (node->kind == NODE_TEMPLATE_STRING) ast_node(self->ast, made)->symbol = node->start + 1;
  return made;
}

// ---- The whole

static void take_all(Maker *self) {
  const Tree *tree = self->tree;
  for (NodeId id = NODE_ROOT; id < tree->node_count;) {
    const Node *node = tree_node(tree, id);
    bool is_template_text =
        tree_kind(tree, node->parent) == NODE_TEMPLATE_STRING &&
        (node->kind == NODE_STRING_FRAGMENT || node->kind == NODE_ESCAPE_SEQUENCE);
    AstId made = is_template_text ? self->ids[node->parent] : take(self, id);
    NodeId after = is_literal((NodeKind)node->kind) ? node->after : id + 1;
    while (id < after) self->ids[id++] = made;
  }
}

static void take_comments(Ast *ast, const Tree *tree) {
  Comment *comments = arena_new(ast->arena, Comment, tree->comment_count);
  for (uint32_t i = 0; i < tree->comment_count; i++) comments[i] = tree->comments[i];
  ast->comments = comments;
  ast->comment_count = tree->comment_count;
}

void ast_make(Arena *arena, const Tree *tree, Ast *ast, AstId *ids) {
  Arena scratch = {0};
  *ast = (Ast){.arena = arena, .source = tree->source};
  array_reserve(arena, &ast->nodes, tree->node_count / 2 + 8);
  array_push(arena, &ast->nodes, (AstNode){0});
  // Templates and parameters can add nodes, but never more than the tokens beside them.
  Maker self = {.tree = tree, .ast = ast, .ids = ids};
  if (!ids) self.ids = arena_new(&scratch, AstId, tree->node_count);
  self.lasts = arena_new(&scratch, AstId, 2 * (size_t)tree->node_count + 8);
  take_all(&self);
  take_comments(ast, tree);
  arena_release(&scratch);
}

// ---- Reading

AstId ast_child(const Ast *ast, AstId parent, NodeField field) {
  ast_each_child(ast, parent, child) {
    if (ast_node(ast, child)->field == field) return child;
  }
  return AST_NONE;
}

AstId ast_child_of_kind(const Ast *ast, AstId parent, NodeKind kind) {
  ast_each_child(ast, parent, child) {
    if (ast_kind(ast, child) == kind) return child;
  }
  return AST_NONE;
}

AstId ast_last(const Ast *ast, AstId parent) {
  AstId last = AST_NONE;
  ast_each_child(ast, parent, child) last = child;
  return last;
}

AstId ast_last_and_before(const Ast *ast, AstId parent, AstId *before) {
  AstId last = ast_first(ast, parent);
  *before = AST_NONE;
  for (AstId next; last && (next = ast_next(ast, last)); last = next) *before = last;
  return last;
}

uint32_t ast_count(const Ast *ast, AstId parent) {
  uint32_t count = 0;
  ast_each_child(ast, parent, child) count++;
  return count;
}

Text ast_text(const Ast *ast, AstId leaf) {
  const AstNode *node = ast_node(ast, leaf);
  if (node->start < AST_ADDED) return text_slice(ast->source, node->start, node->end);
  return (Text){ast->added.at + (node->start - AST_ADDED), node->end - node->start};
}

uint32_t ast_place(const Ast *ast, AstId id) {
  const AstNode *node = ast_node(ast, id);
  if (node->flags & AST_NO_PLACE) return UINT32_MAX;
  return node->start < AST_ADDED ? node->start : node->symbol;
}

// ---- Walking

AstId ast_walk_outside(const Ast *ast, AstId id, AstId root) {
  while (id && id != root) {
    AstId next = ast_next(ast, id);
    if (next) return next;
    id = ast_parent(ast, id);
  }
  return AST_NONE;
}

AstId ast_walk(const Ast *ast, AstId id, AstId root) {
  AstId first = ast_first(ast, id);
  return first ? first : ast_walk_outside(ast, id, root);
}

void ast_tour_next(const Ast *ast, AstTour *tour) {
  if (!tour->leaves) {
    AstId first = ast_first(ast, tour->at);
    if (first) tour->at = first;
    tour->leaves = !first;
    return;
  }
  AstId next = ast_next(ast, tour->at);
  tour->at = next ? next : ast_parent(ast, tour->at);
  tour->leaves = !next;
}

AstId ast_post_first(const Ast *ast, AstId root) {
  while (ast_first(ast, root)) root = ast_first(ast, root);
  return root;
}

// The first child from `id` on that is not settled.
static AstId unsettled_from(const Ast *ast, AstId id) {
  while (id && ast_has(ast, id, AST_SETTLED)) id = ast_next(ast, id);
  return id;
}

AstId ast_unsettled_first(const Ast *ast, AstId root) {
  for (AstId child; (child = unsettled_from(ast, ast_first(ast, root)));) root = child;
  return root;
}

AstId ast_unsettled_next(const Ast *ast, AstId id, AstId root) {
  if (id == root) return AST_NONE;
  AstId next = unsettled_from(ast, ast_next(ast, id));
  return next ? ast_unsettled_first(ast, next) : ast_parent(ast, id);
}

AstId ast_post_next(const Ast *ast, AstId id, AstId root) {
  if (id == root) return AST_NONE;
  AstId next = ast_next(ast, id);
  return next ? ast_post_first(ast, next) : ast_parent(ast, id);
}
