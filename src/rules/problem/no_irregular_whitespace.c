// no-irregular-whitespace: spaces that look like a space, or like nothing.
#include "base/utf8.h"
#include "rules/rule.h"

enum { IRREGULAR };

static const RuleMessage messages[] = {
    [IRREGULAR] = {"noIrregularWhitespace", "Irregular whitespace not allowed."},
};

// How many bytes the irregular space at `at` takes; 0 if there is none.
static uint32_t irregular_size(Text text, uint32_t at) {
  unsigned char byte = (unsigned char)text.at[at];
  if (byte < 0x80) return byte == '\v' || byte == '\f' ? 1 : 0;
  uint32_t size, code = utf8_decode(text, at, &size);
  switch (code) {
  case 0x85:
  case 0xA0:
  case 0x1680:
  case 0x180E:
  case 0x2028:
  case 0x2029:
  case 0x202F:
  case 0x205F:
  case 0x3000:
  case 0xFEFF: return size;
  default: return code >= 0x2000 && code <= 0x200B ? size : 0;
  }
}

static bool is_ordinary(char byte) {
  return (unsigned char)byte < 0x80 && byte != '\v' && byte != '\f';
}

// Where the next byte is that may begin an irregular space. Blocks without one are passed quickly:
// the compiler looks at all bytes of one together.
static uint32_t next_suspect(Text text, uint32_t at) {
  enum { BLOCK = 16 };
  for (; text.size - at >= BLOCK; at += BLOCK) {
    bool are_ordinary = true;
    for (uint32_t i = 0; i < BLOCK; i++) are_ordinary &= is_ordinary(text.at[at + i]);
    if (!are_ordinary) break;
  }
  while (at < text.size && is_ordinary(text.at[at])) ++at;
  return at;
}

static bool is_line_end(Text text, uint32_t at) {
  uint32_t size, code = utf8_decode(text, at, &size);
  return code == 0x2028 || code == 0x2029;
}

// Whether what a token holds is left alone.
static bool is_skipped(const RuleContext *context, const Token *token) {
  switch ((int)token->type) {
  case TOKEN_TYPE_STRING: return option_flag(context, 0, "skipStrings");
  case TOKEN_TYPE_TEMPLATE: return option_flag(context, 0, "skipTemplates");
  case TOKEN_TYPE_REGEX: return option_flag(context, 0, "skipRegExps");
  case TOKEN_TYPE_JSX_TEXT: return option_flag(context, 0, "skipJSXText");
  case TOKEN_TYPE_LINE_COMMENT:
  case TOKEN_TYPE_BLOCK_COMMENT:
  case TOKEN_TYPE_SHEBANG: return option_flag(context, 0, "skipComments");
  default: return false;
  }
}

// Reports what begins at `at`, which ends at `end`, unless the token it is in is left alone. Tokens
// are passed as places come in order.
static void report_place(RuleContext *context, TokenId *token, uint32_t at, uint32_t end) {
  const TokenTable *tokens = source_tokens(context->code);
  while (*token < tokens->count && tokens->at[*token].end <= at) ++*token;
  const Token *around = &tokens->at[*token];
  if (around->start <= at && at < around->end && is_skipped(context, around)) return;
  report_span(context, ((Span){at, end}), IRREGULAR);
}

static void check_text(RuleContext *context) {
  Text text = context->code->text;
  TokenId token = 1;
  uint32_t at = source_mark_size(text);
  for (uint32_t size; (at = next_suspect(text, at)) < text.size; at += size) {
    size = irregular_size(text, at);
    if (!size) {
      size = 1;
      continue;
    }
    uint32_t end = at + size;
    if (!is_line_end(text, at)) {
      for (uint32_t more; end < text.size && !is_line_end(text, end); end += more) {
        more = irregular_size(text, end);
        if (!more) break;
      }
    }
    report_place(context, &token, at, end);
    size = end - at;
  }
}

const Rule rule_no_irregular_whitespace = {
    .name = "no-irregular-whitespace",
    .type = RULE_PROBLEM,
    .flags = RULE_RECOMMENDED,
    .summary = "Disallow spaces other than the usual ones",
    .why = "Non-breaking spaces, byte order marks and their like come in by copying. They look "
           "like a space or like nothing, and are not found by searching for one.",
    .options = "{ skipComments: boolean = false, skipStrings: boolean = true, skipTemplates: "
               "boolean = false, skipRegExps: boolean = false, skipJSXText: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"const a =\xC2\xA0"
                     "1;"}),
    .good = EXAMPLES({"const a = \"\xC2\xA0\";"}, {"// a\xC2\xA0"
                                                   "b",
                                                   "[{\"skipComments\": true}]"}),
    .end = check_text,
};
