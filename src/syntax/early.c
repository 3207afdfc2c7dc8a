// One walk over the nodes in source order. What a node may be depends on the function and class
// around it: contexts are a stack of ranges, so that the innermost is the last one that has not
// ended. Checks are called by kind and look at few nodes each.
#include "syntax/early.h"

#include "syntax/directives.h"
#include "syntax/early_checks.h"
#include "syntax/literal.h"
#include "syntax/name.h"

static unsigned flags_of_file(const Tree *tree) {
  unsigned flags = 0;
  if (tree->goal == SYNTAX_MODULE) flags |= EARLY_STRICT | EARLY_ASYNC;
  if (tree->goal == SYNTAX_COMMONJS) flags |= EARLY_FUNCTION | EARLY_NEW_TARGET;
  if (directives_are_strict(tree, NODE_ROOT)) flags |= EARLY_STRICT;
  return flags;
}

// What there is to do about a kind of node.
typedef enum Interest {
  IN_SPELLING = 1 << 0, // if it is written in an unusual way
  IN_WORDS = 1 << 1,    // if it may be a word that means something
  IN_ALL = 1 << 2,
} Interest;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init" // rows say the rule first, then the exceptions
static const uint8_t interests[NODE_KIND_COUNT] = {
#define CHECK(KIND, ...) [KIND] = IN_ALL,
#include "syntax/early_checks.def"
    [NODE_PROPERTY_IDENTIFIER] = IN_SPELLING,
    [NODE_IDENTIFIER] = IN_SPELLING | IN_WORDS,
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER] = IN_SPELLING | IN_WORDS,
    [NODE_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN] = IN_SPELLING | IN_WORDS,
    [NODE_STATEMENT_IDENTIFIER] = IN_SPELLING | IN_WORDS,
};
#pragma GCC diagnostic pop

// The first node from `id` on, before `end`, that needs a look, or `end`. Every third node is a
// name, and nearly none of them needs one. What comes is unpredictable: a node's first letters are
// looked at whatever it is, so that there is one branch for each, which is seldom taken.
static NodeId next_of_interest(const Early *early, NodeId id, NodeId end) {
  const Node *nodes = early->tree->nodes;
  const char *source = early->tree->source.at;
  const uint32_t rare_at = early->rare_at;
  for (; id < end; id++) {
    const Node *node = &nodes[id];
    const char *text = source + node->start; // two bytes of padding may be read
    unsigned reasons = interests[node->kind];
    unsigned is_word = early_may_be_word(early, text, node->end - node->start);
    unsigned is_rare = node->end > rare_at;
    if (reasons & (IN_ALL | is_rare * IN_SPELLING | is_word * IN_WORDS)) break;
  }
  return id;
}

static void check(Early *early, NodeId id) {
  switch ((int)tree_kind(early->tree, id)) {
#define CHECK(KIND, ...)                                                                           \
  case KIND: {                                                                                     \
    EarlyCheck *const checks[] = {__VA_ARGS__};                                                    \
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) checks[i](early, id);              \
    break;                                                                                         \
  }
#include "syntax/early_checks.def"
  default: break;
  }
}

static void close(Early *early) {
  NodeId node = array_pop(&early->contexts).node;
  early->context_end = early->contexts.count ? array_last(&early->contexts).end : NO_NODE;
  if (tree_kind(early->tree, node) == NODE_CLASS_BODY) early_close_class(early, node);
}

// Once it is known what runs, nodes that don't can be left out.
static inline void walk(Early *early, unsigned flags, bool leaves_out) {
  const Tree *tree = early->tree;
  early_note_words(early);
  early_open(early, NODE_ROOT, flags);
  NodeId id = NODE_ROOT;
  while (id < tree->node_count) {
    while (early->context_end == id) close(early);
    id = next_of_interest(early, id, early->context_end);
    if (id == early->context_end) continue;
    bool is_left_out = leaves_out && tree->nodes[id].flags & NODE_DEAD;
    if (!is_left_out) check(early, id);
    if (early->asks_for_module && early->diagnostics->items.count > 0) break;
    id++;
  }
  arena_release(&early->scratch);
}

// What is right as strict code, and without `await` for a name, is right as sloppy code, too:
// nearly all files are, and one look at them does for both.
static bool is_right_as_module(const Tree *tree, const SourceFile *file, unsigned flags) {
  Arena scratch = {0};
  Diagnostics unheard = {.arena = &scratch};
  Early early = {.tree = tree, .file = file, .diagnostics = &unheard, .asks_for_module = true};
  walk(&early, flags | EARLY_STRICT, false);
  bool is_right = unheard.items.count == 0;
  arena_release(&scratch);
  return is_right;
}

void early_check(Tree *tree, const SourceFile *file, Diagnostics *diagnostics) {
  unsigned flags = flags_of_file(tree);
  bool is_sloppy = !(flags & EARLY_STRICT);
  tree->suits_module = is_sloppy && is_right_as_module(tree, file, flags);
  if (tree->suits_module) return;
  Early early = {.tree = tree, .file = file, .diagnostics = diagnostics};
  walk(&early, flags, false);
}

void early_check_as_strict(const Tree *tree, const SourceFile *file, const EarlyMends *mends,
                           Diagnostics *diagnostics) {
  if (tree->suits_module) return;
  Early early = {.tree = tree, .file = file, .diagnostics = diagnostics, .mends = mends};
  walk(&early, flags_of_file(tree) | EARLY_STRICT, true);
}

// Whether it is what jumps and labels can't leave.
static bool is_callable(NodeKind kind) {
  return kind_is_function(kind) || kind == NODE_PROGRAM || kind == NODE_FIELD_DEFINITION ||
         kind == NODE_CLASS_STATIC_BLOCK;
}

void early_open(Early *early, NodeId node, unsigned flags) {
  bool is_own = is_callable(tree_kind(early->tree, node));
  NodeId callable = is_own ? node : early_context(early)->callable;
  EarlyContext context = {node, early->tree->nodes[node].after, callable, flags};
  array_push(&early->scratch, &early->contexts, context);
  early->context_end = context.end;
}

Diagnostic *early_report_range(Early *early, MessageId message, uint32_t start, uint32_t end,
                               Text about) {
  const Diagnostics *known = early->diagnostics;
  if (early->mends && early->mends->has(early->mends->context, message, start)) return NULL;
  if (known->error_count >= EARLY_ERRORS_PER_FILE) return NULL;
  // What two checks find wrong is one mistake.
  if (known->items.count && array_last(&known->items)->place.start == start) return NULL;
  return diag_add(early->diagnostics, message, ((Place){early->file, start, end, {0}}), about);
}

Diagnostic *early_report(Early *early, MessageId message, NodeId id, Text about) {
  const Node *node = &early->tree->nodes[id];
  return early_report_range(early, message, node->start, node->end, about);
}

void early_note(Early *early, Diagnostic *error, MessageId message, NodeId id, Text about) {
  if (!error) return;
  const Node *node = &early->tree->nodes[id];
  Place place = {early->file, node->start, node->end, {0}};
  diag_note(early->diagnostics, error, message, place, about);
}

Text early_name_text(Early *early, NodeId id) {
  Text text = tree_text(early->tree, id);
  if (text_find_byte(text, '\\', 0) == TEXT_NOT_FOUND) return text;
  return name_value(&early->scratch, text);
}

Text early_key_text(Early *early, NodeId key) {
  if (tree_kind(early->tree, key) != NODE_STRING) return early_name_text(early, key);
  return literal_string_value(&early->scratch, early->tree, key);
}
