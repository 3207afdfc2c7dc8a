// LineIndents: the blanks that lines begin with, for rules that count them.
#pragma once

#include "rules/spacing.h"

// What lines are indented by.
typedef struct IndentUnit {
  uint32_t size; // of a step, in spaces or tabs
  bool is_tab;
} IndentUnit;

enum { STEPS_FIRST = -1, STEPS_OFF = -2 }; // below the first one; not looked at

// How many steps an option says: a number, "first" or "off"; what a field of it says.
int32_t indent_steps(const Json *given, int32_t otherwise);
int32_t indent_steps_at(const Json *options, const char *key, int32_t otherwise);

// How many of each a line begins with.
typedef struct LineIndent {
  uint32_t spaces, tabs;
} LineIndent;

// The blanks that a byte's line begins with; whether there is nothing else before the byte.
Text line_indent(SourceCode *code, uint32_t offset);
bool is_first_in_line(SourceCode *code, uint32_t offset);

// Of these blanks; of the line that a byte is on.
LineIndent indent_of_blanks(Text blanks);
LineIndent line_indent_at(SourceCode *code, uint32_t offset);

// Those of the unit's kind, and the others.
static inline uint32_t indent_good(IndentUnit unit, LineIndent indent) {
  return unit.is_tab ? indent.tabs : indent.spaces;
}

static inline uint32_t indent_bad(IndentUnit unit, LineIndent indent) {
  return unit.is_tab ? indent.spaces : indent.tabs;
}

// "4 spaces"; what is said of a line that has another indentation: "2", "1 tab".
Text indent_amount(Arena *arena, IndentUnit unit, uint32_t count);
Text indent_found_words(Arena *arena, IndentUnit unit, LineIndent found);
