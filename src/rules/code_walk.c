// One walk over the nodes: what a child is in its parent decides which ways meet before it, and
// what a node is, which ways meet behind it.
#include "rules/code_paths_work.h"
#include "syntax/literal.h"
#include "syntax/literal_number.h"

// ---- What nodes are

// Nodes of ESLint's tree; with those that only lie around one, where something can happen.
typedef enum NodeRole { ROLE_NONE, ROLE_AROUND, ROLE_NODE } NodeRole;

static const uint8_t roles[NODE_KIND_COUNT] = {
#define TYPE(KIND, name) [NODE_##KIND] = ROLE_NODE,
#include "rules/estree_types.def"
    [NODE_PARENTHESIZED_EXPRESSION] = ROLE_AROUND,
    [NODE_ELSE_CLAUSE] = ROLE_AROUND,
    [NODE_FINALLY_CLAUSE] = ROLE_AROUND,
    [NODE_FORMAL_PARAMETERS] = ROLE_AROUND,
};

static NodeKind kind_of(const CodeBuild *build, NodeId node) {
  return tree_kind(build->tree, node);
}

static bool has_optional_chain(const CodeBuild *build, NodeId link) {
  return build->may_have_chains && tree_child(build->tree, link, FIELD_OPTIONAL_CHAIN) != NO_NODE;
}

// Whether the object or the function of a link is a link of the same chain.
static bool goes_on(const CodeBuild *build, NodeId node) {
  const Node *at = tree_node(build->tree, node);
  return (at->field == FIELD_OBJECT || at->field == FIELD_FUNCTION) &&
         kind_is_link(kind_of(build, at->parent));
}

static NodeId link_below(const CodeBuild *build, NodeId link) {
  NodeId first = tree_first_child(build->tree, link);
  uint8_t field = tree_node(build->tree, first)->field;
  bool is_link =
      (field == FIELD_OBJECT || field == FIELD_FUNCTION) && kind_is_link(kind_of(build, first));
  return is_link ? first : NO_NODE;
}

// Whether a node is the outermost link of a chain with `?.`.
static bool is_chain(const CodeBuild *build, NodeId node) {
  if (!build->may_have_chains || !kind_is_link(kind_of(build, node)) || goes_on(build, node))
    return false;
  NodeId link = node;
  while (link && !has_optional_chain(build, link)) link = link_below(build, link);
  return link != NO_NODE;
}

static bool operator_choice(const CodeBuild *build, NodeId node, ChoiceKind *kind) {
  switch ((int)kind_of(build, tree_child(build->tree, node, FIELD_OPERATOR))) {
  case TOKEN_LOGICAL_AND:
  case TOKEN_LOGICAL_AND_ASSIGN: *kind = CHOICE_AND; return true;
  case TOKEN_LOGICAL_OR:
  case TOKEN_LOGICAL_OR_ASSIGN: *kind = CHOICE_OR; return true;
  case TOKEN_NULLISH:
  case TOKEN_NULLISH_ASSIGN: *kind = CHOICE_NULLISH; return true;
  default: return false;
  }
}

// Whether an operator is a condition, or an operand of another operator that chooses.
static bool hands_on(const CodeBuild *build, NodeId node) {
  const Node *at = tree_node(build->tree, tree_outside_parentheses(build->tree, node));
  ChoiceKind kind;
  switch ((int)kind_of(build, at->parent)) {
  case NODE_IF_STATEMENT:
  case NODE_WHILE_STATEMENT:
  case NODE_DO_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_TERNARY_EXPRESSION: return at->field == FIELD_CONDITION;
  case NODE_BINARY_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: return operator_choice(build, at->parent, &kind);
  default: return false;
  }
}

// Whether a node is a literal that counts as true.
static bool is_true(const CodeBuild *build, NodeId node) {
  NodeId at = tree_inside_parentheses(build->tree, node);
  Text text = tree_text(build->tree, at);
  switch ((int)kind_of(build, at)) {
  case NODE_TRUE:
  case NODE_REGEX: return true;
  case NODE_STRING: return literal_string_value(build->scratch, build->tree, at).size > 0;
  case NODE_NUMBER: return literal_number_value(text) != 0;
  default: return false;
  }
}

static NodeId label_of(const CodeBuild *build, NodeId statement) {
  NodeId parent = tree_node(build->tree, statement)->parent;
  bool is_labeled = kind_of(build, parent) == NODE_LABELED_STATEMENT;
  return is_labeled ? tree_child(build->tree, parent, FIELD_LABEL) : NO_NODE;
}

// Whether a statement takes the label before it itself.
static bool takes_label(NodeKind kind) {
  switch ((int)kind) {
  case NODE_DO_STATEMENT:
  case NODE_FOR_IN_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_SWITCH_STATEMENT:
  case NODE_WHILE_STATEMENT: return true;
  default: return false;
  }
}

// ---- Identifiers

// Whether a node with the field and kind is the name of a tag or an attribute.
static bool is_jsx_name(NodeKind parent, const Node *node) {
  switch ((int)parent) {
  case NODE_JSX_CLOSING_ELEMENT:
  case NODE_JSX_OPENING_ELEMENT:
  case NODE_JSX_SELF_CLOSING_ELEMENT: return node->field == FIELD_NAME;
  case NODE_JSX_ATTRIBUTE:
    return node->kind == NODE_PROPERTY_IDENTIFIER || node->kind == NODE_JSX_NAMESPACE_NAME;
  default: return false;
  }
}

// Whether an identifier reads or writes a variable or names a member of a value: ESLint takes both
// for something that can throw. Names that are only declared or only say where to put something do
// not.
static bool is_reference(const CodeBuild *build, NodeId node) {
  const Node *at = tree_node(build->tree, tree_outside_parentheses(build->tree, node));
  switch ((int)kind_of(build, at->parent)) {
  case NODE_ARRAY_PATTERN:
  case NODE_CATCH_CLAUSE:
  case NODE_REST_PATTERN: return false;
  case NODE_CLASS:
  case NODE_CLASS_DECLARATION:
  case NODE_FIELD_DEFINITION:
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_METHOD_DEFINITION:
  case NODE_VARIABLE_DECLARATOR: return at->field != FIELD_NAME && at->field != FIELD_PROPERTY;
  case NODE_PAIR:
  case NODE_PAIR_PATTERN: return at->field != FIELD_KEY;
  case NODE_FOR_IN_STATEMENT:
    return at->field != FIELD_LEFT || !tree_child(build->tree, at->parent, FIELD_KIND);
  default: return true;
  }
}

// ---- Before a node, by what it is in its parent

static void before_link_part(CodeBuild *build, const Node *at) {
  bool is_part = at->field == FIELD_PROPERTY || at->field == FIELD_INDEX;
  if (is_part && has_optional_chain(build, at->parent)) chain_right(build);
}

static void before_argument(CodeBuild *build, NodeId node) {
  NodeId list = tree_node(build->tree, node)->parent;
  NodeId call = tree_node(build->tree, list)->parent;
  if (tree_first_named(build->tree, list) == node && has_optional_chain(build, call))
    chain_right(build);
}

static void before_choice_part(CodeBuild *build, const Node *at) {
  if (at->field == FIELD_CONSEQUENCE) choice_consequence(build);
  if (at->field == FIELD_ALTERNATIVE) choice_alternative(build);
}

static void before_loop_part(CodeBuild *build, NodeId node) {
  switch ((int)tree_node(build->tree, node)->field) {
  case FIELD_CONDITION: loop_test(build, is_true(build, node)); break;
  case FIELD_INCREMENT: loop_update(build); break;
  case FIELD_LEFT: loop_left(build); break;
  case FIELD_RIGHT: loop_right(build); break;
  case FIELD_BODY: loop_body(build); break;
  default: break;
  }
}

static void before_default(CodeBuild *build, const Node *at) {
  if (at->field != FIELD_RIGHT) return;
  Fork *outer = build->state->fork, *fork = code_push_fork(build, 1);
  fork_add(build, fork, fork_head(outer));
  fork_add(build, fork, fork_next(build, outer));
}

static bool is_field_value(const CodeBuild *build, const Node *at) {
  return at->field == FIELD_VALUE && kind_of(build, at->parent) == NODE_FIELD_DEFINITION;
}

static void before(CodeBuild *build, NodeId node) {
  const Node *at = tree_node(build->tree, node);
  ChoiceKind choice;
  switch ((int)kind_of(build, at->parent)) {
  case NODE_ARGUMENTS: before_argument(build, node); break;
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: before_link_part(build, at); break;
  case NODE_BINARY_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION:
    if (at->field == FIELD_RIGHT && operator_choice(build, at->parent, &choice))
      choice_right(build);
    break;
  case NODE_IF_STATEMENT:
  case NODE_TERNARY_EXPRESSION: before_choice_part(build, at); break;
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT:
    if (tree_child(build->tree, at->parent, FIELD_BODY) == node)
      switch_body(build, false, kind_of(build, at->parent) == NODE_SWITCH_DEFAULT);
    break;
  case NODE_TRY_STATEMENT:
    if (at->field == FIELD_HANDLER) try_catch(build);
    if (at->field == FIELD_FINALIZER) try_finally(build);
    break;
  case NODE_WHILE_STATEMENT:
  case NODE_DO_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_FOR_IN_STATEMENT: before_loop_part(build, node); break;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: before_default(build, at); break;
  case NODE_FIELD_DEFINITION:
    if (is_field_value(build, at))
      path_start(build, PATH_OF_FIELD, tree_inside_parentheses(build->tree, node));
    break;
  default: break;
  }
}

// ---- Where a node begins, by what it is

static void enter_link(CodeBuild *build, NodeId node) {
  if (is_chain(build, node)) {
    chain_push(build);
    code_advance(build);
  }
  if (has_optional_chain(build, node)) chain_link(build);
}

static void enter_operator(CodeBuild *build, NodeId node) {
  ChoiceKind kind;
  if (operator_choice(build, node, &kind)) choice_push(build, kind, hands_on(build, node));
}

static void enter_switch(CodeBuild *build, NodeId node) {
  NodeId body = tree_child(build->tree, node, FIELD_BODY);
  bool has_case = tree_child_of_kind(build->tree, body, NODE_SWITCH_CASE) != NO_NODE;
  switch_push(build, has_case, label_of(build, node));
}

static void enter_case(CodeBuild *build, NodeId node) {
  if (tree_first_named(build->tree, tree_node(build->tree, node)->parent) != node)
    switch_case(build);
}

static void enter_labeled(CodeBuild *build, NodeId node) {
  NodeId body = tree_child(build->tree, node, FIELD_BODY);
  if (!takes_label(kind_of(build, body)))
    target_push(build, true, tree_child(build->tree, node, FIELD_LABEL));
}

static void enter_statement(CodeBuild *build, NodeId node) {
  NodeId label = label_of(build, node);
  switch ((int)kind_of(build, node)) {
  case NODE_IF_STATEMENT: choice_push(build, CHOICE_TEST, false); break;
  case NODE_SWITCH_STATEMENT: enter_switch(build, node); break;
  case NODE_TRY_STATEMENT:
    try_push(build, tree_child(build->tree, node, FIELD_FINALIZER) != NO_NODE);
    break;
  case NODE_WHILE_STATEMENT: loop_push(build, LOOP_WHILE, label); break;
  case NODE_DO_STATEMENT: loop_push(build, LOOP_DO, label); break;
  case NODE_FOR_STATEMENT: loop_push(build, LOOP_FOR, label); break;
  case NODE_FOR_IN_STATEMENT: loop_push(build, LOOP_FOR_IN, label); break;
  case NODE_LABELED_STATEMENT: enter_labeled(build, node); break;
  default: break;
  }
}

static void enter(CodeBuild *build, NodeId node) {
  NodeKind kind = kind_of(build, node);
  switch ((int)kind) {
  case NODE_PROGRAM: path_start(build, PATH_OF_PROGRAM, node); break;
  case NODE_ARROW_FUNCTION:
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION: path_start(build, PATH_OF_FUNCTION, node); break;
  case NODE_CLASS_STATIC_BLOCK: path_start(build, PATH_OF_STATIC_BLOCK, node); break;
  case NODE_CALL_EXPRESSION:
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: enter_link(build, node); break;
  case NODE_BINARY_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: enter_operator(build, node); break;
  case NODE_TERNARY_EXPRESSION: choice_push(build, CHOICE_TEST, false); break;
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: enter_case(build, node); break;
  default:
    if (kind_is_statement(kind)) enter_statement(build, node);
    break;
  }
}

// ---- Where a node ends

// Jumps: what runs up to here is told first, and what comes behind is not, until it begins.
static void leave_jump(CodeBuild *build, NodeId node) {
  NodeId label = tree_child(build->tree, node, FIELD_LABEL);
  code_advance(build);
  switch ((int)kind_of(build, node)) {
  case NODE_BREAK_STATEMENT: target_break(build, label); break;
  case NODE_CONTINUE_STATEMENT: loop_continue(build, label); break;
  case NODE_RETURN_STATEMENT: code_return(build); break;
  case NODE_THROW_STATEMENT: code_throw(build); break;
  default: break;
  }
}

static void leave_case(CodeBuild *build, NodeId node) {
  if (!tree_child(build->tree, node, FIELD_BODY))
    switch_body(build, true, kind_of(build, node) == NODE_SWITCH_DEFAULT);
  if (!fork_is_reachable(build, build->state->fork)) code_advance(build);
}

static void leave_identifier(CodeBuild *build, NodeId node, bool is_name) {
  bool may_throw = build->state->try && !is_name && is_reference(build, node);
  if (may_throw) try_may_throw(build);
}

static bool is_tagged(const CodeBuild *build, NodeId call) {
  return kind_of(build, tree_child(build->tree, call, FIELD_ARGUMENTS)) == NODE_TEMPLATE_STRING;
}

static void leave_operator(CodeBuild *build, NodeId node) {
  ChoiceKind kind;
  if (operator_choice(build, node, &kind)) choice_pop(build);
}

static void leave_labeled(CodeBuild *build, NodeId node) {
  NodeId body = tree_child(build->tree, node, FIELD_BODY);
  if (!takes_label(kind_of(build, body))) target_pop(build);
}

static void leave_and_advance(CodeBuild *build, NodeId node, bool is_name) {
  switch ((int)kind_of(build, node)) {
  case NODE_CALL_EXPRESSION:
    if (build->state->try && !is_tagged(build, node)) try_may_throw(build);
    break;
  case NODE_MEMBER_EXPRESSION:
  case NODE_META_PROPERTY:
  case NODE_NEW_EXPRESSION:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN:
  case NODE_SUBSCRIPT_EXPRESSION:
    if (!is_name) try_may_throw(build);
    break;
  case NODE_YIELD_EXPRESSION: code_yield(build); break;
  case NODE_BINARY_EXPRESSION:
  case NODE_AUGMENTED_ASSIGNMENT_EXPRESSION: leave_operator(build, node); break;
  case NODE_IF_STATEMENT:
  case NODE_TERNARY_EXPRESSION: choice_pop(build); break;
  case NODE_SWITCH_STATEMENT: switch_pop(build); break;
  case NODE_TRY_STATEMENT: try_pop(build); break;
  case NODE_WHILE_STATEMENT:
  case NODE_DO_STATEMENT:
  case NODE_FOR_STATEMENT:
  case NODE_FOR_IN_STATEMENT: loop_pop(build); break;
  case NODE_ASSIGNMENT_PATTERN:
  case NODE_OBJECT_ASSIGNMENT_PATTERN: code_pop_fork(build); break;
  case NODE_LABELED_STATEMENT: leave_labeled(build, node); break;
  default: break;
  }
  code_advance(build);
}

static void leave(CodeBuild *build, NodeId node, bool is_name) {
  switch ((int)kind_of(build, node)) {
  case NODE_BREAK_STATEMENT:
  case NODE_CONTINUE_STATEMENT:
  case NODE_RETURN_STATEMENT:
  case NODE_THROW_STATEMENT: leave_jump(build, node); break;
  case NODE_SWITCH_CASE:
  case NODE_SWITCH_DEFAULT: leave_case(build, node); break;
  case NODE_IDENTIFIER:
  case NODE_PROPERTY_IDENTIFIER:
  case NODE_UNDEFINED: leave_identifier(build, node, is_name); break;
  default: leave_and_advance(build, node, is_name); break;
  }
}

// ---- Behind the end of a node

static void after_link(CodeBuild *build, NodeId node) {
  if (!build->may_have_chains) return;
  bool is_call = kind_of(build, node) == NODE_CALL_EXPRESSION;
  NodeId arguments = is_call ? tree_child(build->tree, node, FIELD_ARGUMENTS) : NO_NODE;
  bool has_none = is_call && !tree_first_named(build->tree, arguments);
  if (has_none && has_optional_chain(build, node)) chain_right(build);
  if (is_chain(build, node)) {
    chain_pop(build);
    code_advance(build);
  }
}

static void after(CodeBuild *build, NodeId node) {
  switch ((int)kind_of(build, node)) {
  case NODE_CALL_EXPRESSION:
  case NODE_MEMBER_EXPRESSION:
  case NODE_SUBSCRIPT_EXPRESSION: after_link(build, node); break;
  case NODE_PROGRAM:
  case NODE_ARROW_FUNCTION:
  case NODE_CLASS_STATIC_BLOCK:
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_METHOD_DEFINITION: path_end(build); break;
  default: break;
  }
}

// ---- The walk

// What the node is here: a `for` has empty statements that are no nodes of ESLint's tree.
static NodeRole role_of(const CodeBuild *build, NodeId node) {
  const Node *at = tree_node(build->tree, node);
  bool is_placeholder = at->kind == NODE_EMPTY_STATEMENT && at->field != FIELD_BODY &&
                        kind_of(build, at->parent) == NODE_FOR_STATEMENT;
  return is_placeholder ? ROLE_NONE : (NodeRole)roles[at->kind];
}

static void begin_node(CodeBuild *build, NodeId node, NodeRole role) {
  NodeId parent = tree_node(build->tree, node)->parent;
  bool is_method_function = kind_of(build, node) == NODE_FORMAL_PARAMETERS &&
                            kind_of(build, parent) == NODE_METHOD_DEFINITION;
  build->node = is_method_function ? parent : node;
  before(build, node);
  if (is_method_function) path_start(build, PATH_OF_FUNCTION, parent);
  if (role == ROLE_NODE) enter(build, node);
  if (role == ROLE_NODE || is_method_function) code_advance(build);
}

// Gives the moment in which rules are told of the end.
static uint32_t end_node(CodeBuild *build, NodeId node, NodeRole role, bool is_name) {
  build->node = node;
  if (role == ROLE_NODE) leave(build, node, is_name);
  uint32_t moment = code_moment(build);
  if (role == ROLE_NODE) after(build, node);
  if (is_field_value(build, tree_node(build->tree, node))) path_end(build);
  return moment;
}

// Whether nothing can happen in or behind a node: outside of `try`, at names and literals, which
// most nodes are.
static bool is_quiet(const CodeBuild *build, const Node *at) {
  switch ((int)at->kind) {
  case NODE_IDENTIFIER:
  case NODE_NUMBER:
  case NODE_PROPERTY_IDENTIFIER:
  case NODE_SHORTHAND_PROPERTY_IDENTIFIER:
  case NODE_THIS: return !build->state->try && kind_of(build, at->parent) != NODE_FIELD_DEFINITION;
  default: return false;
  }
}

static uint32_t pass_quiet(CodeBuild *build, NodeId node) {
  build->node = node;
  before(build, node);
  code_advance(build);
  return code_moment(build);
}

void code_walk(CodeBuild *build, uint32_t *enters, uint32_t *leaves) {
  const Tree *tree = build->tree;
  Array(NodeId) open = {0};
  NodeId name = 0, name_end = 0; // the last name of a tag or an attribute, and what is behind it
  for (NodeId id = NODE_ROOT; id <= tree->node_count; id++) {
    while (open.count && tree_node(tree, array_last(&open))->after <= id) {
      NodeId closed = array_pop(&open);
      leaves[closed] =
          end_node(build, closed, role_of(build, closed), closed >= name && closed < name_end);
    }
    if (id == tree->node_count) break;
    const Node *at = tree_node(tree, id);
    if (is_quiet(build, at)) {
      enters[id] = leaves[id] = pass_quiet(build, id);
      continue;
    }
    NodeRole role = role_of(build, id);
    if (is_jsx_name(kind_of(build, at->parent), at)) name = id, name_end = at->after;
    if (role != ROLE_NONE) begin_node(build, id, role);
    enters[id] = leaves[id] = code_moment(build);
    if (role == ROLE_NONE) continue;
    if (tree_is_leaf(tree, id))
      leaves[id] = end_node(build, id, role, id >= name && id < name_end);
    else
      array_push(build->scratch, &open, id);
  }
}
