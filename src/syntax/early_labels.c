// Labels: which ones a jump can name. Open labels are a list; for each name a map knows the
// innermost one, so that a jump costs one lookup however many labels are around it.
#include "syntax/early_checks.h"

// Takes labels off the list whose statements are over.
static void close_labels(Early *early, NodeId at) {
  while (early->labels.count > 0 && array_last(&early->labels).end <= at) {
    EarlyLabel label = array_pop(&early->labels);
    *map_find(&early->label_indices, label.name) = label.around;
  }
}

// The innermost label of a name that a jump at `at` can reach, or NULL.
static const EarlyLabel *find_label(Early *early, Text name, NodeId at) {
  close_labels(early, at);
  const uint32_t *index = map_find(&early->label_indices, name);
  if (!index || *index == 0) return NULL;
  const EarlyLabel *label = &early->labels.at[*index - 1];
  return label->callable == early_context(early)->callable ? label : NULL;
}

// Whether a label is that of a loop, through other labels.
static bool labels_loop(const Tree *tree, NodeId statement) {
  return early_is_loop(tree_kind(tree, tree_inside_labels(tree, statement)));
}

void early_label(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId at = tree_child(tree, id, FIELD_LABEL);
  Text name = early_name_text(early, at);
  const EarlyLabel *known = find_label(early, name, id);
  if (known) {
    Diagnostic *said = early_report(early, MESSAGE_DUPLICATE_LABEL, at, name);
    NodeId first = tree_child(tree, known->statement, FIELD_LABEL);
    early_note(early, said, MESSAGE_DUPLICATE_LABEL_NOTE, first, name);
  }
  uint32_t *index = map_add(&early->scratch, &early->label_indices, name, NULL);
  EarlyLabel label = {
      name,  id, tree->nodes[id].after, early_context(early)->callable, labels_loop(tree, id),
      *index};
  array_push(&early->scratch, &early->labels, label);
  *index = early->labels.count;
}

static void check_target(Early *early, NodeId at, bool is_continue) {
  Text name = early_name_text(early, at);
  const EarlyLabel *label = find_label(early, name, at);
  if (!label) {
    early_report(early, MESSAGE_NO_LABEL, at, name);
  } else if (is_continue && !label->is_loop) {
    Diagnostic *said = early_report(early, MESSAGE_CONTINUE_TO_STATEMENT, at, name);
    NodeId first = tree_child(early->tree, label->statement, FIELD_LABEL);
    early_note(early, said, MESSAGE_LABEL_NOTE, first, name);
  }
}

void early_jump(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  bool is_continue = tree_kind(tree, id) == NODE_CONTINUE_STATEMENT;
  NodeId label = tree_child(tree, id, FIELD_LABEL);
  if (label) {
    check_target(early, label, is_continue);
  } else if (!(early_flags(early) & (is_continue ? EARLY_LOOP : EARLY_BREAK))) {
    MessageId message = is_continue ? MESSAGE_CONTINUE_OUTSIDE : MESSAGE_BREAK_OUTSIDE;
    early_report(early, message, tree_first_child(tree, id), TEXT(""));
  }
}
