// A line is NAME=VALUE, perhaps behind "export". A value ends with the line or at "#", and spaces
// around it go; in quotes, of three kinds, it may have several lines, and \n in double ones is one.
#include "bundle/env_files.h"

#include "base/buffer.h"
#include "host/environment.h"
#include "host/files.h"

static bool is_space(char byte) {
  return byte == ' ' || byte == '\t';
}

static bool is_name_byte(char byte) {
  bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
  return is_letter || (byte >= '0' && byte <= '9') || byte == '_';
}

static EnvVariable *find(const EnvVariables *variables, Text name) {
  for (uint32_t i = 0; i < variables->count; i++) {
    if (text_is(variables->at[i].name, name)) return &variables->at[i];
  }
  return NULL;
}

void env_variables_set(Arena *arena, EnvVariables *variables, Text name, Text value) {
  EnvVariable *present = find(variables, name);
  if (present)
    present->value = value;
  else
    array_push(arena, variables, (EnvVariable){name, value});
}

// ---- Reading

typedef struct Reader {
  Arena *arena;
  Text text;
  uint32_t at;
} Reader;

static char peek(const Reader *reader) {
  return reader->at < reader->text.size ? reader->text.at[reader->at] : '\0';
}

static void skip_spaces(Reader *reader) {
  while (is_space(peek(reader))) reader->at++;
}

static void skip_line(Reader *reader) {
  uint32_t end = text_find_byte(reader->text, '\n', reader->at);
  reader->at = end == TEXT_NOT_FOUND ? reader->text.size : end + 1;
}

static Text read_name(Reader *reader) {
  uint32_t start = reader->at;
  while (is_name_byte(peek(reader)) || peek(reader) == '.' || peek(reader) == '-') reader->at++;
  return text_slice(reader->text, start, reader->at);
}

static Text without_line_escapes(Arena *arena, Text text) {
  Buffer out = {.arena = arena};
  for (uint32_t i = 0; i < text.size; i++) {
    char next = i + 1 < text.size && text.at[i] == '\\' ? text.at[i + 1] : '\0';
    bool is_line = next == 'n' || next == 'r';
    buffer_add_byte(&out, is_line ? (next == 'n' ? '\n' : '\r') : text.at[i]);
    i += is_line;
  }
  return buffer_text(&out);
}

// Where the quote that begins here ends; TEXT_NOT_FOUND: nowhere, so that it is part of the value.
static uint32_t end_of_quote(const Reader *reader) {
  char quote = peek(reader);
  if (quote != '"' && quote != '\'' && quote != '`') return TEXT_NOT_FOUND;
  for (uint32_t i = reader->at + 1; i < reader->text.size; i++) {
    if (reader->text.at[i] == quote && reader->text.at[i - 1] != '\\') return i;
  }
  return TEXT_NOT_FOUND;
}

static Text read_value(Reader *reader) {
  uint32_t end = end_of_quote(reader), start = reader->at;
  if (end != TEXT_NOT_FOUND) {
    Text inside = text_slice(reader->text, start + 1, end);
    reader->at = end + 1;
    return reader->text.at[start] == '"' ? without_line_escapes(reader->arena, inside) : inside;
  }
  while (reader->at < reader->text.size && !strchr("\r\n#", peek(reader))) reader->at++;
  end = reader->at;
  while (end > start && is_space(reader->text.at[end - 1])) end--;
  return text_slice(reader->text, start, end);
}

static void read_line(Reader *reader, EnvVariables *out) {
  skip_spaces(reader);
  Text name = read_name(reader);
  skip_spaces(reader);
  if (text_is(name, TEXT("export")) && is_name_byte(peek(reader))) {
    name = read_name(reader);
    skip_spaces(reader);
  }
  if (name.size && peek(reader) == '=') {
    reader->at++;
    skip_spaces(reader);
    env_variables_set(reader->arena, out, name, read_value(reader));
  }
  skip_line(reader);
}

static void read_file(Arena *arena, Text path, EnvVariables *out) {
  Text text;
  if (file_read(arena, path.at, &text) != 0) return;
  Reader reader = {arena, text, text_starts(text, TEXT("\xef\xbb\xbf")) ? 3 : 0};
  while (reader.at < reader.text.size) read_line(&reader, out);
}

// ---- What stands for other variables

typedef struct Expanding {
  Arena *arena;
  const EnvVariables *variables;
  int depth; // of variables in variables, which may lead in a circle
} Expanding;

enum {
  MOST_DEPTH = 16,
  MOST_BYTES = 64 << 10, // of a value: what stands for two that stand for two grows quickly
};

static void expand(Expanding *self, Text value, Buffer *out);

static void expand_name(Expanding *self, Text name, Text otherwise, Buffer *out) {
  const char *own = environment_get(text_copy(self->arena, name).at);
  const EnvVariable *variable = find(self->variables, name);
  Text value = own ? text_of(own) : variable ? variable->value : (Text){0};
  if (value.size == 0) value = otherwise;
  if (own)
    buffer_add_text(out, value);
  else
    expand(self, value, out);
}

// The name behind a "$", with or without braces, and what follows ":-" in these. Gives where it
// ends; 0: there is none.
static uint32_t find_name(Text text, uint32_t at, Text *name, Text *otherwise) {
  bool has_braces = at < text.size && text.at[at] == '{';
  uint32_t start = at + has_braces, end = start;
  while (end < text.size && is_name_byte(text.at[end])) end++;
  *name = text_slice(text, start, end);
  *otherwise = (Text){0};
  if (name->size == 0 || !has_braces) return name->size ? end : 0;
  uint32_t close = text_find_byte(text, '}', end);
  if (close == TEXT_NOT_FOUND) return 0;
  Text rest = text_slice(text, end, close);
  if (text_starts(rest, TEXT(":-"))) *otherwise = text_slice(rest, 2, rest.size);
  return close + 1;
}

static void expand(Expanding *self, Text value, Buffer *out) {
  if (++self->depth > MOST_DEPTH) value = (Text){0};
  for (uint32_t at = 0; at < value.size && out->size < MOST_BYTES;) {
    bool is_escaped = value.at[at] == '\\' && at + 1 < value.size && value.at[at + 1] == '$';
    Text name, otherwise;
    uint32_t end = value.at[at] == '$' ? find_name(value, at + 1, &name, &otherwise) : 0;
    if (end) expand_name(self, name, otherwise, out);
    if (!end) buffer_add_byte(out, is_escaped ? '$' : value.at[at]);
    at = end ? end : at + 1 + is_escaped;
  }
  self->depth--;
}

static Text expanded(Arena *arena, const EnvVariables *variables, Text value) {
  if (text_find_byte(value, '$', 0) == TEXT_NOT_FOUND) return value;
  Buffer out = {.arena = arena};
  Expanding self = {arena, variables, 0};
  expand(&self, value, &out);
  return buffer_text(&out);
}

EnvVariables env_files_read(Arena *arena, Text folder, Text mode) {
  EnvVariables read = {0}, out = {0};
  Text plain = text_concat(arena, folder, TEXT("/.env"));
  Text of_mode = text_concat(arena, plain, TEXT("."), mode);
  Text paths[] = {plain, text_concat(arena, plain, TEXT(".local")), of_mode,
                  text_concat(arena, of_mode, TEXT(".local"))};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) read_file(arena, paths[i], &read);
  for (uint32_t i = 0; i < read.count; i++) {
    Text value = expanded(arena, &read, read.at[i].value);
    array_push(arena, &out, (EnvVariable){read.at[i].name, value});
  }
  return out;
}
