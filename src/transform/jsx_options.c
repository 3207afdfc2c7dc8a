// Comments are looked through for words that begin with "@jsx"; the word behind one is its value.
#include "transform/jsx_options.h"

#include "base/json_check.h"
#include "transform/define.h"

bool jsx_is_factory(Text factory) {
  return factory.size > 0 && define_is_name(factory);
}

bool jsx_is_fragment(Text fragment) {
  if (fragment.size == 0) return false;
  bool is_list = fragment.at[0] == '{' || fragment.at[0] == '[';
  bool is_value = !is_list && json_check(NULL, fragment, NULL, NULL) == JSON_GOOD;
  return is_value || define_is_name(fragment);
}

// ---- Comments

// The last value of each word, and where in the source it stands.
typedef struct Pragmas {
  Text factory, fragment, runtime, import_source;
} Pragmas;

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

// The word that begins at `*at`, which is moved behind it.
static Text next_word(Text text, uint32_t *at) {
  uint32_t start = *at;
  while (*at < text.size && !is_blank(text.at[*at])) ++*at;
  return text_slice(text, start, *at);
}

static Text *pragma_of(Pragmas *pragmas, Text word) {
  if (text_is(word, TEXT("@jsx"))) return &pragmas->factory;
  if (text_is(word, TEXT("@jsxFrag"))) return &pragmas->fragment;
  if (text_is(word, TEXT("@jsxRuntime"))) return &pragmas->runtime;
  return text_is(word, TEXT("@jsxImportSource")) ? &pragmas->import_source : NULL;
}

static void read_comment(Pragmas *pragmas, Text comment) {
  uint32_t at = 0;
  for (;;) {
    Text rest = text_slice(comment, at, comment.size);
    uint32_t found = text_find(rest, TEXT("@jsx"));
    if (found == TEXT_NOT_FOUND) return;
    at += found;
    Text *pragma = pragma_of(pragmas, next_word(comment, &at));
    while (at < comment.size && (comment.at[at] == ' ' || comment.at[at] == '\t')) at++;
    if (!pragma) continue;
    Text value = next_word(comment, &at);
    if (value.size > 0) *pragma = value;
  }
}

static Pragmas read_pragmas(const Tree *tree) {
  Pragmas pragmas = {0};
  for (uint32_t i = 0; i < tree->comment_count; i++) {
    const Comment *comment = &tree->comments[i];
    Text text = text_slice(tree->source, comment->start, comment->end);
    if (text_ends(text, TEXT("*/"))) text.size -= 2;
    read_comment(&pragmas, text);
  }
  return pragmas;
}

// ---- Options

typedef struct Warner {
  const SourceFile *file;
  Diagnostics *diagnostics;
} Warner;

static Diagnostic *warn(const Warner *warner, MessageId id, Text value) {
  uint32_t start = (uint32_t)(value.at - warner->file->text.at);
  Place place = {warner->file, start, start + value.size, {0}};
  return diag_add(warner->diagnostics, id, place, value);
}

static void read_runtime(JsxOptions *options, Text runtime, const Warner *warner) {
  if (runtime.size == 0) return;
  if (text_is(runtime, TEXT("automatic"))) {
    options->mode = JSX_AUTOMATIC;
  } else if (text_is(runtime, TEXT("classic"))) {
    options->mode = JSX_CLASSIC;
  } else {
    warn(warner, MESSAGE_BAD_JSX_RUNTIME, runtime);
  }
}

static void read_classic(JsxOptions *options, const Pragmas *pragmas, const Warner *warner) {
  if (jsx_is_factory(pragmas->factory))
    options->factory = pragmas->factory;
  else if (pragmas->factory.size)
    warn(warner, MESSAGE_BAD_JSX_PRAGMA, pragmas->factory);
  if (jsx_is_fragment(pragmas->fragment))
    options->fragment = pragmas->fragment;
  else if (pragmas->fragment.size)
    warn(warner, MESSAGE_BAD_JSX_PRAGMA, pragmas->fragment);
  if (pragmas->import_source.size == 0) return;
  Diagnostic *added = warn(warner, MESSAGE_JSX_SOURCE_IN_CLASSIC, pragmas->import_source);
  diag_note(warner->diagnostics, added, MESSAGE_JSX_SOURCE_NOTE, NOWHERE);
}

static void read_automatic(JsxOptions *options, const Pragmas *pragmas, const Warner *warner) {
  if (pragmas->import_source.size) options->import_source = pragmas->import_source;
  if (pragmas->factory.size) warn(warner, MESSAGE_JSX_FACTORY_IN_AUTOMATIC, pragmas->factory);
  if (pragmas->fragment.size) warn(warner, MESSAGE_JSX_FACTORY_IN_AUTOMATIC, pragmas->fragment);
}

JsxOptions jsx_options_of(const JsxOptions *flags, const SourceFile *file, const Tree *tree,
                          Diagnostics *diagnostics) {
  JsxOptions options = *flags;
  Warner warner = {file, diagnostics};
  if (options.mode == JSX_PRESERVE) return options;
  Pragmas pragmas = read_pragmas(tree);
  read_runtime(&options, pragmas.runtime, &warner);
  if (options.mode == JSX_CLASSIC)
    read_classic(&options, &pragmas, &warner);
  else
    read_automatic(&options, &pragmas, &warner);
  return options;
}

JsxNames jsx_names_of(const JsxOptions *options) {
  if (options->mode != JSX_CLASSIC) return (JsxNames){0};
  bool is_name = define_is_name(options->fragment);
  return (JsxNames){.factory = text_until(options->factory, '.'),
                    .fragment = is_name ? text_until(options->fragment, '.') : (Text){0}};
}
