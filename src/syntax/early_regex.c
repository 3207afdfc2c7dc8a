// Regular expressions: the grammar takes any text between two slashes.
#include "syntax/early_checks.h"

#include "syntax/regex.h"

void early_regex(Early *early, NodeId id) {
  Text literal = tree_text(early->tree, id);
  uint32_t start = early->tree->nodes[id].start;
  Arena scratch = {0};
  RegexError error;
  if (!regex_check(&scratch, literal, &error))
    early_report_range(early, error.message, start + error.start, start + error.end, error.about);
  arena_release(&scratch);
}
