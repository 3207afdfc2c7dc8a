// LineBreaks: line ends behind an opening bracket and before a closing one, and between items.
#pragma once

#include "rules/spacing.h"

// When a list must have line ends inside of its brackets.
typedef struct BreakSetting {
  double least;       // how many items it has; INFINITY: that does not matter
  bool is_multiline;  // when it has several lines
  bool is_consistent; // otherwise at both ends or at none
} BreakSetting;

// What an option says: "always", "never", "consistent", or an object whose field `least` is the
// number of items.
BreakSetting break_setting(const Json *given, const char *least);

// A pair of brackets, and the numbers of the messages about it.
typedef struct BreakCheck {
  TokenId open, close;
  int missing_open, missing_close, extra_open, extra_close;
} BreakCheck;

// Whether the next token, or the previous one, stands on another line; comments don't count.
bool breaks_behind(SourceCode *code, TokenId open);
bool breaks_before(SourceCode *code, TokenId close);

// Whether what stands inside of brackets, comments too, takes more than one line.
bool is_multiline_inside(SourceCode *code, TokenId open, TokenId close);

// Reports ends without a line end, and adds one; not beside a comment if `keeps_comments`.
void check_breaks_wanted(RuleContext *context, const BreakCheck *check, bool keeps_comments);

// Reports ends with a line end, and takes it out unless there is a comment.
void check_breaks_unwanted(RuleContext *context, const BreakCheck *check);

// The messages about braces; does with them what a setting says about a list with `count` items.
extern const RuleMessage brace_messages[];
void check_brace_breaks(RuleContext *context, TokenId open, TokenId close,
                        const BreakSetting *setting, uint32_t count);

// Whether a line ends between two items; their own parentheses are passed over.
bool breaks_between(SourceCode *code, NodeId left, NodeId right);

// Reports that a token must, or must not, begin a line: a line end or a space is put between it and
// what is before it, except that a comment of a line, or any if `keeps_comments`, keeps it.
void report_line_wanted(RuleContext *context, TokenId token, int message);
void report_line_unwanted(RuleContext *context, TokenId token, int message, bool keeps_comments);
