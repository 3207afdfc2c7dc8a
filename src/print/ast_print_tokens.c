// What stands between two tokens: as little as keeps them apart. Whether that is anything is seen
// at the last byte that was written.
#include "print/ast_printer.h"

#include "print/escape.h"

#include "base/utf8.h"

typedef struct TokenText {
  char text[11];
  uint8_t size;
} TokenText;

static const TokenText tokens[NODE_KIND_COUNT] = {
#define NAMED(NAME, string) [NODE_##NAME] = {"", 0},
#define TOKEN(NAME, string) [TOKEN_##NAME] = {string, sizeof string - 1},
#include "syntax/kinds.def"
};

enum { LONGEST_TOKEN = sizeof tokens->text };

bool is_word_byte(char byte) {
  unsigned char c = (unsigned char)byte;
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || c >= 0x80 || c == '\\';
}

char last_byte(const AstPrinter *self) {
  return self->out.size ? self->out.at[self->out.size - 1] : '\n';
}

// ---- Bytes

void emit(AstPrinter *self, const char *bytes, size_t size) {
  if (self->out.capacity - self->out.size < size) buffer_reserve(&self->out, size);
  memcpy(self->out.at + self->out.size, bytes, size);
  self->out.size += size;
}

void emit_byte(AstPrinter *self, char byte) {
  if (self->out.capacity == self->out.size) buffer_reserve(&self->out, 1);
  self->out.at[self->out.size++] = byte;
}

// A mapping that was made for what comes moves with it.
void emit_gap(AstPrinter *self) {
  uint32_t count = self->printed.mappings.count;
  Mapping *last = count ? &self->printed.mappings.at[count - 1] : NULL;
  if (last && last->generated == self->out.size) last->generated++;
  emit_byte(self, ' ');
}

// Keeps a word, or a number, from joining a word before it.
static void keep_apart(AstPrinter *self) {
  if (is_word_byte(last_byte(self)) || self->regex_end == self->out.size) emit_gap(self);
}

// ---- Tokens

void emit_token(AstPrinter *self, NodeKind token) {
  const TokenText *text = &tokens[token];
  if (text->size == 0) return;
  if (text->text[0] >= 'a' && text->text[0] <= 'z') keep_apart(self);
  if (self->out.capacity - self->out.size < LONGEST_TOKEN)
    buffer_reserve(&self->out, LONGEST_TOKEN);
  memcpy(self->out.at + self->out.size, text->text, LONGEST_TOKEN);
  self->out.size += text->size;
}

static bool ends_with(const AstPrinter *self, char before, char last) {
  const Buffer *out = &self->out;
  return out->size >= 2 && out->at[out->size - 1] == last && out->at[out->size - 2] == before;
}

// `a-- > b`: `-->` is a comment where a line begins.
void emit_operator(AstPrinter *self, NodeKind op) {
  bool has_blanks = !self->is_compact || (tokens[op].text[0] == '>' && ends_with(self, '-', '-'));
  if (has_blanks) emit_byte(self, ' ');
  emit_token(self, op);
  if (!self->is_compact) emit_byte(self, ' ');
}

// `a + +b`, `- --a`; and `a < !--b`, of which `<!--` begins a comment.
void emit_prefix(AstPrinter *self, NodeKind op) {
  char first = tokens[op].text[0];
  bool joins = (first == '+' || first == '-') && last_byte(self) == first;
  if (joins || (op == TOKEN_DECREMENT && ends_with(self, '<', '!'))) emit_gap(self);
  emit_token(self, op);
}

void emit_name(AstPrinter *self, Text name) {
  keep_apart(self);
  if (self->input->is_ascii_only && !utf8_is_ascii(name))
    escape_add_name(&self->out, name);
  else
    emit(self, name.at, name.size);
}

// ---- Lines

void emit_line(AstPrinter *self) {
  if (self->is_compact || self->out.size == 0) return;
  emit_byte(self, '\n');
  size_t blanks = 2 * (size_t)self->depth;
  memset(buffer_reserve(&self->out, blanks), ' ', blanks);
  self->out.size += blanks;
}

static void find_line_start(AstPrinter *self) {
  const Buffer *out = &self->out;
  size_t fresh = out->size - self->lines_seen;
  const char *end = fresh ? memrchr(out->at + self->lines_seen, '\n', fresh) : NULL;
  if (end) self->line_start = (size_t)(end - out->at) + 1;
  self->lines_seen = out->size;
}

void break_long_line(AstPrinter *self) {
  if (!self->input->line_limit) return;
  find_line_start(self);
  if (self->out.size - self->line_start >= self->input->line_limit) emit_byte(self, '\n');
}

// ---- Semicolons

void emit_semicolon_owed(AstPrinter *self) {
  if (!self->owes_semicolon) return;
  self->owes_semicolon = false;
  emit_byte(self, ';');
  break_long_line(self);
}

void emit_semicolon(AstPrinter *self) {
  self->owes_semicolon = true;
  if (!self->is_compact) emit_semicolon_owed(self);
}
