// Spacing: what stands between two tokens, for rules about layout.
#pragma once

#include "rules/rule.h"

// The bytes between two tokens.
Span gap_between(const TokenTable *tokens, TokenId left, TokenId right);

// Whether there are spaces or line ends between two tokens; those inside of comments don't count.
bool is_spaced(const TokenTable *tokens, TokenId left, TokenId right);

// Whether the first ends on the line that the second begins on.
bool is_on_one_line(SourceCode *code, TokenId left, TokenId right);

// Where a token is.
Span token_span(const TokenTable *tokens, TokenId id);

// The place behind a token that ends at byte `end`: the next character, or the line end.
Span place_behind(SourceCode *code, uint32_t end);

// The comments between two tokens without the spaces around them. False: one of them goes to the
// end of its line, so that spaces must stay.
bool gap_without_spaces(RuleContext *context, TokenId left, TokenId right, Text *text);

// Replaces `span` in a way that no other fix changes the bytes of `around` at the same time.
void fix_replace_inside(RuleContext *context, RuleReport *report, Span around, Span span,
                        Text text);

// The operator between two sides: of a binary expression, an assignment, a declarator, a default
// value or a field; NO_NODE where there is none.
NodeId infix_sign(const Tree *tree, NodeId node);

// A gap that is to be empty, or to have something in it.
typedef struct SpaceCheck {
  Span gap;
  bool is_wanted;            // that it is not empty
  Span missing_at, extra_at; // what a report is about, and
  int missing, extra;        // its message
} SpaceCheck;

// Reports a gap that is not as it is wanted, and puts a space into it or takes out what it has.
void check_space_with(RuleContext *context, const SpaceCheck *check, const Text *arguments);
#define check_space(context, check, ...)                                                           \
  check_space_with((context), &(check), (const Text[]){__VA_ARGS__ __VA_OPT__(, ){NULL, 0}})

// Reports that there must be a space at `at`, and puts one there; that there must be none in a gap,
// and takes it out.
#define report_missing_space(context, span, at, message, ...)                                      \
  fix_insert(report_span((context), (span), (message)__VA_OPT__(, ) __VA_ARGS__),                  \
             (context)->arena, (at), TEXT(" "))
#define report_extra_space(context, span, gap, message, ...)                                       \
  fix_remove(report_span((context), (span), (message)__VA_OPT__(, ) __VA_ARGS__),                  \
             (context)->arena, (gap))
