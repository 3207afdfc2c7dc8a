// Ranges are painted from the last one backwards, and each token is painted once: what is painted
// is passed over by links to the next token that is not.
#include "rules/indentation.h"

static void find_line_firsts(Indentation *indentation) {
  SourceCode *code = indentation->code;
  const TokenTable *tokens = indentation->tokens;
  uint32_t count = source_lines(code)->count;
  TokenId *firsts = arena_new(indentation->arena, TokenId, count + 1);
  uint32_t line = 0;
  const uint32_t *starts = source_lines(code)->starts;
  for (TokenId id = 1; id < tokens->count; id++) {
    while (line + 1 < count && starts[line + 1] <= tokens->at[id].start) ++line;
    if (!firsts[line]) firsts[line] = id;
    uint32_t end = line;
    while (end + 1 < count && starts[end + 1] <= tokens->at[id].end) ++end;
    if (end == line || firsts[end]) continue;
    Text before = text_slice(code->text, starts[end], tokens->at[id].end);
    for (uint32_t i = 0; i < before.size; i++) {
      if (before.at[i] != ' ' && before.at[i] != '\t') firsts[end] = id;
    }
  }
  indentation->line_firsts = firsts;
}

void indentation_begin(Indentation *indentation, SourceCode *code, uint32_t step) {
  indentation->code = code;
  indentation->tokens = source_tokens(code);
  indentation->step = step;
  uint32_t count = indentation->tokens->count + 1;
  indentation->at = arena_new(indentation->arena, IndentToken, count);
  indentation->known = arena_new(indentation->arena, Indent, count);
  indentation->is_list_paren = arena_new(indentation->arena, bool, count);
  find_line_firsts(indentation);
}

// ---- What rules say

static void add_range(Indentation *indentation, IndentRange range) {
  if (range.start >= range.end || !range.start) return;
  if (range.from < range.start || range.from >= range.end) {
    array_push(indentation->arena, &indentation->ranges, range);
    return;
  }
  IndentRange left = range, right = range;
  left.end = range.from;
  right.start = range.from + 1;
  if (left.start < left.end) array_push(indentation->arena, &indentation->ranges, left);
  if (right.start < right.end) array_push(indentation->arena, &indentation->ranges, right);
}

void indent_range(Indentation *indentation, TokenId start, TokenId end, TokenId from,
                  int32_t steps) {
  add_range(indentation, (IndentRange){start, end, from, steps, false});
}

void indent_range_forced(Indentation *indentation, TokenId start, TokenId end, TokenId from,
                         int32_t steps) {
  add_range(indentation, (IndentRange){start, end, from, steps, true});
}

void indent_token(Indentation *indentation, TokenId token, TokenId from, int32_t steps) {
  if (token) indent_range(indentation, token, token + 1, from, steps);
}

bool begins_line(const Indentation *indentation, TokenId token) {
  uint32_t line = source_line(indentation->code, indentation->tokens->at[token].start);
  return indentation->line_firsts[line] == token;
}

void indent_ignore(Indentation *indentation, TokenId token) {
  if (token && begins_line(indentation, token)) indentation->at[token].is_ignored = true;
}

void indent_ignore_range(Indentation *indentation, TokenId start, TokenId end) {
  array_push(indentation->arena, &indentation->ignored, (IndentRange){start, end, 0, 0, false});
}

void indent_align(Indentation *indentation, TokenId token, TokenId with) {
  if (token != with) indentation->at[token].aligned = with;
}

// ---- What follows from it

static TokenId next_unpainted(TokenId *links, TokenId id) {
  TokenId end = id;
  while (links[end] != end) end = links[end];
  while (links[id] != end) {
    TokenId next = links[id];
    links[id] = end;
    id = next;
  }
  return end;
}

static void paint(Indentation *indentation) {
  uint32_t count = indentation->tokens->count;
  TokenId *links = arena_new(indentation->arena, TokenId, count + 1);
  for (TokenId id = 0; id <= count; id++) links[id] = id;
  for (uint32_t i = indentation->ranges.count; i-- > 0;) {
    const IndentRange *range = &indentation->ranges.at[i];
    for (TokenId id = next_unpainted(links, range->start); id < range->end;
         id = next_unpainted(links, id)) {
      IndentToken *token = &indentation->at[id];
      token->from = range->from;
      token->steps = range->steps;
      token->is_forced = range->is_forced;
      links[id] = id + 1;
    }
  }
}

// A token that depends on none of the innermost ignored node around it stays where it is, or goes
// with its line.
static void see_to_ignored(Indentation *indentation) {
  Array(const IndentRange *) open = {0};
  uint32_t next = 0;
  if (!indentation->ignored.count) return;
  for (TokenId id = 1; id < indentation->tokens->count; id++) {
    while (open.count && array_last(&open)->end <= id) (void)array_pop(&open);
    for (; next < indentation->ignored.count && indentation->ignored.at[next].start == id; next++)
      array_push(indentation->arena, &open, &indentation->ignored.at[next]);
    if (!open.count) continue;
    const IndentRange *inner = array_last(&open);
    IndentToken *token = &indentation->at[id];
    if (token->from >= inner->start && token->from < inner->end) continue;
    if (begins_line(indentation, id)) {
      token->is_ignored = true;
    } else {
      uint32_t line = source_line(indentation->code, indentation->tokens->at[id].start);
      *token =
          (IndentToken){.from = indentation->line_firsts[line], .is_ignored = token->is_ignored};
    }
  }
}

// What stands in parentheses depends on the innermost one around it, or on what is inside, too.
static void see_to_parentheses(Indentation *indentation) {
  const TokenTable *tokens = indentation->tokens;
  Array(TokenId) open = {0}, shown = {0}; // shown: those that are around expressions
  for (TokenId id = 1; id < tokens->count; id++) {
    if (token_is_comment(tokens, id)) continue;
    IndentToken *token = &indentation->at[id];
    if (token_is(tokens, id, TOKEN_PAREN_CLOSE) && open.count) {
      TokenId left = array_pop(&open);
      if (!indentation->is_list_paren[left]) (void)array_pop(&shown);
      *token = (IndentToken){left, 0, token->aligned, false, token->is_ignored};
      continue;
    }
    if (shown.count && token->from <= array_last(&shown))
      *token = (IndentToken){array_last(&shown), 1, token->aligned, false, token->is_ignored};
    if (!token_is(tokens, id, TOKEN_PAREN_OPEN)) continue;
    array_push(indentation->arena, &open, id);
    if (!indentation->is_list_paren[id]) array_push(indentation->arena, &shown, id);
  }
}

void indentation_resolve(Indentation *indentation) {
  paint(indentation);
  see_to_ignored(indentation);
  see_to_parentheses(indentation);
}

Text indent_found(Indentation *indentation, TokenId token) {
  uint32_t start = indentation->tokens->at[token].start;
  uint32_t line = source_line_start(indentation->code, start);
  return text_slice(indentation->code->text, line, start);
}

static TokenId first_beside(const Indentation *indentation, TokenId token) {
  return indentation
      ->line_firsts[source_line(indentation->code, indentation->tokens->at[token].start)];
}

// A text of JSX that begins with a line end is where that line end leads to.
static bool begins_with_line_end(const TokenTable *tokens, TokenId id) {
  if (tokens->at[id].type != TOKEN_TYPE_JSX_TEXT) return false;
  Text text = token_text(tokens, id);
  for (uint32_t i = 0; i < text.size; i++) {
    if (text.at[i] == '\n') return true;
    if (text.at[i] != ' ' && text.at[i] != '\t' && text.at[i] != '\r') return false;
  }
  return false;
}

static TokenId depends_on(const Indentation *indentation, TokenId token) {
  const IndentToken *at = &indentation->at[token];
  if (at->is_ignored) return 0;
  return at->aligned ? first_beside(indentation, at->aligned) : at->from;
}

static Indent indent_from(Indentation *indentation, TokenId token, Indent base) {
  const IndentToken *at = &indentation->at[token];
  const TokenTable *tokens = indentation->tokens;
  SourceCode *code = indentation->code;
  if (at->is_ignored) return (Indent){indent_found(indentation, token), 0, true};
  if (at->aligned) {
    TokenId first = first_beside(indentation, at->aligned);
    base.more += source_column(code, tokens->at[at->aligned].start) -
                 source_column(code, tokens->at[first].start);
    return base;
  }
  bool is_beside = at->from && !at->is_forced &&
                   source_same_line(code, tokens->at[at->from].start, tokens->at[token].start) &&
                   !begins_with_line_end(tokens, token);
  if (!is_beside) base.more += (uint32_t)at->steps * indentation->step;
  return base;
}

Indent indent_wanted(Indentation *indentation, TokenId token) {
  Array(TokenId) waiting = {0};
  TokenId at = token;
  uint32_t most = indentation->tokens->count;
  while (at && !indentation->known[at].is_known && waiting.count < most) {
    array_push(indentation->arena, &waiting, at);
    at = depends_on(indentation, at);
  }
  Indent base = at ? indentation->known[at] : (Indent){{"", 0}, 0, true};
  while (waiting.count) {
    TokenId next = array_pop(&waiting);
    base = indent_from(indentation, next, base);
    base.is_known = true;
    indentation->known[next] = base;
  }
  return base;
}

bool indent_is(const Indent *indent, Text found, char unit) {
  if (found.size != indent->blanks.size + indent->more || !text_starts(found, indent->blanks))
    return false;
  for (uint32_t i = indent->blanks.size; i < found.size; i++) {
    if (found.at[i] != unit) return false;
  }
  return true;
}
