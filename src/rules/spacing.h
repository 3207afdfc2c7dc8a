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

// Reports that there must be a space at `at`, and puts one there; that there must be none in a gap,
// and takes it out.
#define report_missing_space(context, span, at, message, ...)                                      \
  fix_insert(report_span((context), (span), (message)__VA_OPT__(, ) __VA_ARGS__),                  \
             (context)->arena, (at), TEXT(" "))
#define report_extra_space(context, span, gap, message, ...)                                       \
  fix_remove(report_span((context), (span), (message)__VA_OPT__(, ) __VA_ARGS__),                  \
             (context)->arena, (gap))
