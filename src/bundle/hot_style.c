// URLs stand in `url(…)`, quoted or not, and as strings behind @import. All else is copied.
#include "bundle/hot_style.h"

#include "base/buffer.h"
#include "base/path.h"

typedef struct Style {
  Arena *arena;
  Text css, folder; // of the URL
  uint32_t at;
  Buffer out;
  Array(Text) named; // files, by `folder`
} Style;

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\f';
}

static Text rest(const Style *self) {
  return text_slice(self->css, self->at, self->css.size);
}

static void copy_to(Style *self, uint32_t end) {
  if (end > self->css.size) end = self->css.size;
  buffer_add_text(&self->out, text_slice(self->css, self->at, end));
  self->at = end;
}

// "./a.png", "a.png" and "../a.png"; neither "/a.png", "#a", "data:…" nor "//host/a.png".
static bool is_relative(Text url) {
  if (url.size == 0 || url.at[0] == '/' || url.at[0] == '#' || url.at[0] == '?') return false;
  uint32_t colon = text_find_byte(url, ':', 0), slash = text_find_byte(url, '/', 0);
  return colon == TEXT_NOT_FOUND || (slash != TEXT_NOT_FOUND && slash < colon);
}

static void add_url(Style *self, Text url) {
  if (is_relative(url)) {
    url = path_resolve(self->arena, self->folder, url);
    uint32_t end = 0;
    while (end < url.size && url.at[end] != '?' && url.at[end] != '#') end++;
    array_push(self->arena, &self->named, text_slice(url, 0, end));
  }
  buffer_add_text(&self->out, url);
}

static void copy_blanks(Style *self) {
  uint32_t end = self->at;
  while (end < self->css.size && is_blank(self->css.at[end])) end++;
  copy_to(self, end);
}

// A string whose text is a URL.
static void add_string(Style *self) {
  uint32_t end = text_string_end(self->css, self->at);
  bool is_closed = end > self->at + 1 && self->css.at[end - 1] == self->css.at[self->at];
  if (!is_closed) {
    copy_to(self, end);
    return;
  }
  Text url = text_slice(self->css, self->at + 1, end - 1);
  copy_to(self, self->at + 1);
  add_url(self, url);
  self->at = end - 1;
  copy_to(self, end);
}

static bool is_quote(const Style *self) {
  return self->at < self->css.size &&
         (self->css.at[self->at] == '"' || self->css.at[self->at] == '\'');
}

// Behind `url(`.
static void add_argument(Style *self) {
  copy_blanks(self);
  if (is_quote(self)) {
    add_string(self);
    return;
  }
  uint32_t end = self->at;
  while (end < self->css.size && self->css.at[end] != ')' && !is_blank(self->css.at[end])) end++;
  add_url(self, text_slice(self->css, self->at, end));
  self->at = end;
}

static void step(Style *self) {
  Text ahead = rest(self);
  if (text_starts(ahead, TEXT("/*"))) {
    uint32_t end = text_find(text_slice(ahead, 2, ahead.size), TEXT("*/"));
    copy_to(self, end == TEXT_NOT_FOUND ? self->css.size : self->at + 2 + end + 2);
  } else if (text_starts(ahead, TEXT("url("))) {
    copy_to(self, self->at + 4);
    add_argument(self);
  } else if (text_starts(ahead, TEXT("@import"))) {
    copy_to(self, self->at + 7);
    copy_blanks(self);
    if (is_quote(self)) add_string(self);
  } else if (is_quote(self)) {
    copy_to(self, text_string_end(self->css, self->at));
  } else {
    copy_to(self, self->at + 1);
  }
}

static Style read_all(Arena *arena, Text css, Text folder) {
  Style self = {.arena = arena, .css = css, .folder = folder, .out = {.arena = arena}};
  buffer_reserve(&self.out, css.size + 64);
  while (self.at < css.size) step(&self);
  return self;
}

Text hot_style_text(Arena *arena, Text css, Text url) {
  Style read = read_all(arena, css, path_dirname(url));
  return buffer_text(&read.out);
}

void hot_style_files(Arena *arena, Text css, Text path, Texts *files) {
  Style read = read_all(arena, css, path_dirname(path));
  for (uint32_t i = 0; i < read.named.count; i++) array_push(arena, files, read.named.at[i]);
}
