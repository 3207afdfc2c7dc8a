// A comment says of globals what a configuration does, in a grammar of its own: names between
// blanks and commas, each with a setting behind a colon.
#include "rules/global_names.h"
#include "scope/known_globals.h"

// ---- Configuration

static bool read_word(Text value, GlobalSetting *setting) {
  static const struct {
    Text word;
    GlobalSetting setting;
  } words[] = {
      {TEXT("off"), GLOBAL_OFF},           {TEXT("true"), GLOBAL_WRITABLE},
      {TEXT("writable"), GLOBAL_WRITABLE}, {TEXT("writeable"), GLOBAL_WRITABLE},
      {TEXT("false"), GLOBAL_READONLY},    {TEXT("readonly"), GLOBAL_READONLY},
      {TEXT("readable"), GLOBAL_READONLY},
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    if (!text_is(words[i].word, value)) continue;
    *setting = words[i].setting;
    return true;
  }
  return false;
}

bool global_setting_read(const Json *value, GlobalSetting *setting) {
  switch ((int)value->kind) {
  case JSON_TRUE: *setting = GLOBAL_WRITABLE; return true;
  case JSON_FALSE:
  case JSON_NULL: *setting = GLOBAL_READONLY; return true;
  case JSON_STRING: return read_word(value->text, setting);
  default: return false;
  }
}

GlobalNames *global_names_read(Arena *arena, const Json *globals) {
  GlobalNames *names = arena_new(arena, GlobalNames, 1);
  for (const Json *each = globals ? globals->first_child : NULL; each; each = each->next) {
    GlobalSetting setting;
    if (global_setting_read(each, &setting)) map_set(arena, &names->settings, each->key, setting);
  }
  return names;
}

static GlobalSetting setting_of_language(const Language *language, Text name) {
  uint32_t year = known_global_year(name);
  if (year && year <= language->ecma_version) return GLOBAL_READONLY;
  if (language->goal != SYNTAX_COMMONJS) return GLOBAL_UNKNOWN;
  if (text_is(name, TEXT("exports"))) return GLOBAL_WRITABLE;
  bool is_given = text_is(name, TEXT("require")) || text_is(name, TEXT("module")) ||
                  text_is(name, TEXT("global"));
  return is_given ? GLOBAL_READONLY : GLOBAL_UNKNOWN;
}

GlobalSetting global_setting(const SourceCode *code, Text name) {
  const uint32_t *known = code->globals ? map_find(&code->globals->settings, name) : NULL;
  return known ? (GlobalSetting)*known : setting_of_language(&code->language, name);
}

// ---- Comments

static bool is_blank(char byte) {
  return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static Text trim(Text text) {
  while (text.size && is_blank(text.at[0])) text = text_slice(text, 1, text.size);
  while (text.size && is_blank(text.at[text.size - 1])) text.size--;
  return text;
}

// What comes before ` -- `, behind which a comment may say why.
static Text without_reason(Text text) {
  for (uint32_t at = 1; at + 2 < text.size; at++) {
    if (text.at[at] != '-' || !is_blank(text.at[at - 1])) continue;
    uint32_t end = at;
    while (end < text.size && text.at[end] == '-') end++;
    bool is_reason = end - at >= 2 && end < text.size && is_blank(text.at[end]);
    if (is_reason) return text_slice(text, 0, at - 1);
  }
  return text;
}

// The text between the delimiters of a block comment; empty for others.
static Text block_text(const Tree *tree, const Comment *comment) {
  Text text = text_slice(tree->source, comment->start, comment->end);
  if (text.size < 4 || text.at[0] != '/' || text.at[1] != '*') return (Text){0};
  return text_slice(text, 2, text.size - 2);
}

// Whether `text` begins with the word; what follows is left.
static bool take_word(Text *text, Text word) {
  if (!text_starts(*text, word)) return false;
  if (text->size > word.size && !is_blank(text->at[word.size])) return false;
  *text = text_slice(*text, word.size, text->size);
  return true;
}

static uint32_t skip_blanks(Text text, uint32_t at) {
  while (at < text.size && is_blank(text.at[at])) at++;
  return at;
}

static uint32_t word_end(Text text, uint32_t at) {
  while (at < text.size && !is_blank(text.at[at]) && text.at[at] != ',' && text.at[at] != ':') at++;
  return at;
}

// Adds a name, unless the comment has it already: then the last setting counts.
static void add(Arena *arena, CommentedNames *names, Map *seen, CommentedName name) {
  bool is_new;
  uint32_t *index = map_add(arena, seen, name.name, &is_new);
  if (is_new) {
    *index = names->count;
    array_push(arena, names, name);
  } else {
    names->at[*index].setting = name.setting;
  }
}

static void read_settings(Arena *arena, Text text, uint32_t comment, CommentedNames *names) {
  Map seen = {0};
  for (uint32_t at = 0; at < text.size;) {
    uint32_t end = word_end(text, at);
    Text name = text_slice(text, at, end);
    GlobalSetting setting = GLOBAL_READONLY;
    bool is_valid = name.size > 0;
    at = skip_blanks(text, end);
    if (at < text.size && text.at[at] == ':') {
      at = skip_blanks(text, at + 1);
      end = word_end(text, at);
      is_valid &= read_word(text_slice(text, at, end), &setting);
      at = skip_blanks(text, end);
    }
    if (is_valid) add(arena, names, &seen, (CommentedName){name, comment, false, setting});
    while (at < text.size && text.at[at] == ',') at = skip_blanks(text, at + 1);
  }
}

static Text without_quotes(Text name) {
  char first = name.size >= 2 ? name.at[0] : 0;
  bool is_quoted = (first == '"' || first == '\'') && name.at[name.size - 1] == first;
  return is_quoted ? text_slice(name, 1, name.size - 1) : name;
}

static void read_exported(Arena *arena, Text text, uint32_t comment, CommentedNames *names) {
  Map seen = {0};
  while (text.size) {
    Text name = without_quotes(trim(text_next(&text, ',')));
    CommentedName commented = {name, comment, true, GLOBAL_UNKNOWN};
    if (name.size) add(arena, names, &seen, commented);
  }
}

void comments_read_globals(SourceCode *code, CommentedNames *names) {
  const Tree *tree = code->tree;
  for (uint32_t i = 0; !code->no_inline && i < tree->comment_count; i++) {
    Text text = trim(block_text(tree, &tree->comments[i]));
    bool is_exported = take_word(&text, TEXT("exported"));
    bool is_global = take_word(&text, TEXT("globals")) || take_word(&text, TEXT("global"));
    if (!is_exported && !is_global) continue;
    text = trim(without_reason(text));
    if (is_exported)
      read_exported(code->arena, text, i, names);
    else
      read_settings(code->arena, text, i, names);
  }
}

Span comment_name_span(const Tree *tree, uint32_t comment, Text name) {
  const Comment *at = &tree->comments[comment];
  Text text = block_text(tree, at);
  uint32_t from = text_find(text, TEXT("global"));
  if (from == TEXT_NOT_FOUND) return (Span){at->start, at->end};
  for (uint32_t i = from + 6; i + name.size < text.size + 1; i++) {
    char before = text.at[i - 1];
    if (!is_blank(before) && before != ',') continue;
    uint32_t end = i + name.size;
    if (end > text.size || !text_is(text_slice(text, i, end), name)) continue;
    char behind = end < text.size ? text.at[end] : ' ';
    if (is_blank(behind) || behind == ',' || behind == ':')
      return (Span){at->start + 2 + i, at->start + 2 + end};
  }
  return (Span){at->start, at->start};
}
