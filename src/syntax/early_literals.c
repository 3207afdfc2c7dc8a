// Literals and names: what is wrong within one token. Escapes are nodes; of names, only those with
// a backslash or a character beyond ASCII are looked at: where the next such byte stands is kept.
#include "syntax/early_checks.h"

#include "base/bytes16.h"
#include "syntax/literal_check.h"

static void report_fault(Early *early, const LiteralFault *fault) {
  early_report_range(early, fault->message, fault->start, fault->end, fault->about);
}

// The grammar passes over a line end before the closing quote.
void early_string(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId quote = tree->nodes[id].after - 1;
  for (uint32_t at = tree->nodes[quote - 1].end; at < tree->nodes[quote].start; at++) {
    bool is_end = tree->source.at[at] == '\n' || tree->source.at[at] == '\r';
    if (!is_end) continue;
    early_report_range(early, MESSAGE_UNTERMINATED, tree->nodes[id].start, at, TEXT("string"));
    return;
  }
}

static bool is_tagged(const Tree *tree, NodeId template) {
  const Node *node = tree_node(tree, template);
  return tree_kind(tree, node->parent) == NODE_CALL_EXPRESSION && node->field == FIELD_ARGUMENTS;
}

void early_escape(Early *early, NodeId id) {
  const Tree *tree = early->tree;
  NodeId literal = tree->nodes[id].parent;
  bool is_template = tree_kind(tree, literal) == NODE_TEMPLATE_STRING;
  if (is_template && is_tagged(tree, literal)) return;
  EscapeRules rules = is_template              ? ESCAPES_TEMPLATE
                      : early_is_strict(early) ? ESCAPES_STRICT
                                               : ESCAPES_SLOPPY;
  LiteralFault fault;
  if (!literal_check_escape(tree->source, tree->nodes[id].start, rules, &fault))
    report_fault(early, &fault);
}

// Whether it is a few digits and nothing more: nearly every number is.
static bool is_plain_number(Text source, const Node *node) {
  const char *at = source.at + node->start, *end = source.at + node->end;
  if (*at == '0' && end - at > 1) return false;
  while (at < end && *at >= '0' && *at <= '9') at++;
  return at == end && strchr(" \n,;:)]}+-*/%<>=&|?", *at);
}

void early_number(Early *early, NodeId id) {
  const Node *node = tree_node(early->tree, id);
  if (is_plain_number(early->tree->source, node)) return;
  LiteralFault fault;
  bool is_strict = early_is_strict(early);
  if (!literal_check_number(early->tree->source, node->start, is_strict, &fault))
    report_fault(early, &fault);
}

// The next backslash or byte beyond ASCII from `at` on, or the size of the source.
static uint32_t find_rare(Text source, uint32_t at) {
  static const unsigned char backslash[4] = "\\\\\\\\";
  const unsigned char *text = (const unsigned char *)source.at;
  do {
    at = (uint32_t)(bytes16_find(text + at, backslash) - text);
  } while (at < source.size && text[at] == 0 && ++at);
  return at < source.size ? at : source.size;
}

bool early_is_rare_name(Early *early, NodeId id) {
  const Node *node = tree_node(early->tree, id);
  if (early->rare_at < node->start) early->rare_at = find_rare(early->tree->source, node->start);
  return early->rare_at < node->end;
}

void early_spelling(Early *early, NodeId id) {
  const Node *node = tree_node(early->tree, id);
  LiteralFault fault;
  if (!early_is_rare_name(early, id)) return;
  if (!literal_check_name(early->tree->source, node->start, node->end, &fault))
    report_fault(early, &fault);
}
