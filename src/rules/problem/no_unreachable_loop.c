// no-unreachable-loop: loops that never have a second turn.
#include "rules/code_paths.h"
#include "rules/rule.h"

enum { INVALID };

static const RuleMessage messages[] = {
    [INVALID] = {"invalid", "Invalid loop. Its body allows only one iteration."},
};

typedef struct State {
  Array(NodeId) loops;
} State;

static void add_loop(RuleContext *context, NodeId node) {
  State *state = context->state;
  const Json *ignored = option_field(context, 0, "ignore");
  if (ignored && json_list_has(ignored, estree_type(context->tree, node))) return;
  if (code_reaches(context->code, node)) array_push(context->arena, &state->loops, node);
}

// The loop whose next turn begins with a node, or NO_NODE.
static NodeId loop_begun_by(const Tree *tree, NodeId node) {
  const Node *at = tree_node(tree, tree_outside_parentheses(tree, node));
  NodeId condition;
  bool begins = false;
  switch ((int)tree_kind(tree, at->parent)) {
  case NODE_WHILE_STATEMENT: begins = at->field == FIELD_CONDITION; break;
  case NODE_DO_STATEMENT: begins = at->field == FIELD_BODY; break;
  case NODE_FOR_IN_STATEMENT: begins = at->field == FIELD_LEFT; break;
  case NODE_FOR_STATEMENT:
    condition = tree_child(tree, at->parent, FIELD_CONDITION);
    if (tree_child(tree, at->parent, FIELD_INCREMENT))
      begins = at->field == FIELD_INCREMENT;
    else if (tree_kind(tree, condition) != NODE_EMPTY_STATEMENT)
      begins = at->field == FIELD_CONDITION;
    else
      begins = at->field == FIELD_BODY;
    break;
  default: break;
  }
  return begins ? at->parent : NO_NODE;
}

// Which loops go back to where a turn begins, at the end of the body or by `continue`.
static void find_repeated(RuleContext *context, bool *is_repeated) {
  const CodePaths *paths = source_code_paths(context->code);
  Arena scratch = {0};
  NodeId *loops = arena_new(&scratch, NodeId, paths->segment_count);
  for (uint32_t i = 0; i < paths->event_count; i++) {
    const CodeEvent *event = &paths->events[i];
    if (event->kind == CODE_SEGMENT_START) {
      NodeId loop = loop_begun_by(context->tree, event->node);
      if (loop) loops[event->segment] = loop;
    } else if (event->kind == CODE_SEGMENT_LOOP) {
      NodeId loop = loops[event->to];
      bool is_turn =
          event->node == loop || tree_kind(context->tree, event->node) == NODE_CONTINUE_STATEMENT;
      if (is_turn) is_repeated[loop] = true;
    }
  }
  arena_release(&scratch);
}

static void finish(RuleContext *context) {
  const State *state = context->state;
  if (!state->loops.count) return;
  bool *is_repeated = arena_new(context->arena, bool, context->tree->node_count);
  find_repeated(context, is_repeated);
  for (uint32_t i = 0; i < state->loops.count; i++) {
    if (!is_repeated[state->loops.at[i]]) report(context, state->loops.at[i], INVALID);
  }
}

const Rule rule_no_unreachable_loop = {
    .name = "no-unreachable-loop",
    .type = RULE_PROBLEM,
    .summary = "Disallow loops whose body allows only one turn",
    .why = "A loop that is always left at the end of its first turn is no loop: the `break` or "
           "`return` was meant to stand under a condition, or an `if` would do.",
    .options = "{ ignore: ('WhileStatement' | 'DoWhileStatement' | 'ForStatement' | "
               "'ForInStatement' | 'ForOfStatement')[] = [] }",
    .messages = messages,
    .bad = EXAMPLES({"for (const a of list) {\n  if (a.ok) log(a);\n  break;\n}"}),
    .good = EXAMPLES({"for (const a of list) {\n  if (a.ok) break;\n  log(a);\n}"},
                     {"for (const key in a) throw key;", "[{\"ignore\": [\"ForInStatement\"]}]"}),
    .visits = VISITS({NODE_WHILE_STATEMENT, add_loop}, {NODE_DO_STATEMENT, add_loop},
                     {NODE_FOR_STATEMENT, add_loop}, {NODE_FOR_IN_STATEMENT, add_loop}),
    .state_size = sizeof(State),
    .end = finish,
};
