// A text is read from left to right, as esquery's grammar has it: blanks are spaces only, and what
// stands in a name is anything but the signs of the language.
#include "rules/selector_parts.h"

#include <stdlib.h>
#include <string.h>

typedef struct Reader {
  Arena *arena;
  Text text;
  uint32_t at, depth;
  Text reason;
} Reader;

static Selector *read_list(Reader *reader, bool is_relative);

// ---- Signs

static bool next_is(const Reader *reader, const char *mark) {
  return text_starts(text_slice(reader->text, reader->at, reader->text.size), text_of(mark));
}

static bool takes(Reader *reader, const char *mark) {
  if (!next_is(reader, mark)) return false;
  reader->at += (uint32_t)strlen(mark);
  return true;
}

static void skip_blanks(Reader *reader) {
  while (takes(reader, " ")) continue;
}

// Remembers the first problem. Always NULL.
static Selector *refuse(Reader *reader, const char *expected) {
  if (reader->reason.size) return NULL;
  Text rest = text_slice(reader->text, reader->at, reader->text.size);
  reader->reason = rest.size ? text_format(reader->arena, "expected %s before \"%.*s\"", expected,
                                           TEXT_ARGS(rest))
                             : text_format(reader->arena, "expected %s at its end", expected);
  return NULL;
}

static Text take_name(Reader *reader) {
  uint32_t start = reader->at;
  while (reader->at < reader->text.size && !strchr(" [],():#!=><~+.", reader->text.at[reader->at]))
    reader->at++;
  return text_slice(reader->text, start, reader->at);
}

static Selector *new_selector(Reader *reader, SelectorKind kind) {
  Selector *made = arena_new(reader->arena, Selector, 1);
  *made = (Selector){.kind = kind, .types = {{~0ull, ~0ull}}};
  return made;
}

// ---- Types and classes

static void set_type(EsTypes *types, EsType type) {
  types->bits[type / 64] |= 1ull << type % 64;
}

static Selector *make_type(Reader *reader, Text name) {
  Selector *made = new_selector(reader, SELECT_TYPES);
  made->types = (EsTypes){0};
  made->is_type = true;
  EsType type = es_type_named(name);
  if (type) set_type(&made->types, type);
  return made;
}

typedef enum Class {
  CLASS_NONE,
  CLASS_STATEMENT,
  CLASS_DECLARATION,
  CLASS_FUNCTION,
  CLASS_EXPRESSION,
  CLASS_PATTERN
} Class;

static Class find_class(Text name) {
  static const Text names[] = {[CLASS_STATEMENT] = TEXT("statement"),
                               [CLASS_DECLARATION] = TEXT("declaration"),
                               [CLASS_FUNCTION] = TEXT("function"),
                               [CLASS_EXPRESSION] = TEXT("expression"),
                               [CLASS_PATTERN] = TEXT("pattern")};
  for (int i = CLASS_STATEMENT; i <= CLASS_PATTERN; i++) {
    if (text_is_but_case(names[i], name)) return (Class)i;
  }
  return CLASS_NONE;
}

static bool is_in_class(Text type, Class class) {
  bool is_declaration = text_ends(type, TEXT("Declaration"));
  switch (class) {
  case CLASS_STATEMENT: return is_declaration || text_ends(type, TEXT("Statement"));
  case CLASS_DECLARATION: return is_declaration;
  case CLASS_FUNCTION:
    return text_is(type, TEXT("FunctionDeclaration")) ||
           text_is(type, TEXT("FunctionExpression")) ||
           text_is(type, TEXT("ArrowFunctionExpression"));
  case CLASS_PATTERN:
    if (text_ends(type, TEXT("Pattern"))) return true;
    break;
  case CLASS_EXPRESSION:
  case CLASS_NONE: break;
  }
  return text_ends(type, TEXT("Expression")) || text_ends(type, TEXT("Literal")) ||
         text_is(type, TEXT("Identifier")) || text_is(type, TEXT("MetaProperty"));
}

static Selector *make_class(Reader *reader, Class class) {
  bool has_names = class == CLASS_EXPRESSION || class == CLASS_PATTERN;
  Selector *made = new_selector(reader, has_names ? SELECT_EXPRESSION : SELECT_TYPES);
  made->types = (EsTypes){0};
  for (int type = 1; type < ES_TYPE_COUNT; type++) {
    if (is_in_class(es_type_name((EsType)type), class)) set_type(&made->types, (EsType)type);
  }
  return made;
}

// ---- Attributes

static bool read_path(Reader *reader, SelectorAttribute *attribute) {
  do {
    Text name = take_name(reader);
    if (name.size == 0) return false;
    array_push(reader->arena, &attribute->path, es_part(name));
  } while (takes(reader, "."));
  return true;
}

static bool read_operator(Reader *reader, SelectorAttribute *attribute) {
  static const struct {
    const char *mark;
    SelectorTest test;
  } operators[] = {{"!=", TEST_UNEQUAL}, {">=", TEST_GREATER_EQUAL}, {"<=", TEST_LESS_EQUAL},
                   {"=", TEST_EQUAL},    {">", TEST_GREATER},        {"<", TEST_LESS}};
  for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
    if (!takes(reader, operators[i].mark)) continue;
    attribute->test = operators[i].test;
    return true;
  }
  return false;
}

// What a backslash and a letter mean; any other byte stands for itself.
static char escaped(char byte) {
  static const char letters[] = "bfnrtv", bytes[] = "\b\f\n\r\t\v";
  const char *found = byte ? strchr(letters, byte) : NULL;
  return found ? bytes[found - letters] : byte;
}

static bool read_string(Reader *reader, SelectorAttribute *attribute) {
  uint32_t start = reader->at, end = text_string_end(reader->text, start);
  bool has_end = end > start + 1 && reader->text.at[end - 1] == reader->text.at[start];
  if (!has_end) return false;
  char *bytes = arena_alloc(reader->arena, end - start, 1);
  uint32_t size = 0;
  for (uint32_t at = start + 1; at < end - 1; at++) {
    char byte = reader->text.at[at];
    bytes[size++] = byte == '\\' ? escaped(reader->text.at[++at]) : byte;
  }
  attribute->text = (Text){bytes, size};
  reader->at = end;
  return true;
}

// The end of a regular expression that begins with the slash at hand: its other slash. 0: none.
static uint32_t regex_end(const Reader *reader) {
  bool is_in_class = false;
  for (uint32_t at = reader->at + 1; at < reader->text.size; at++) {
    char byte = reader->text.at[at];
    if (byte == '\\')
      at++;
    else if (byte == '[')
      is_in_class = true;
    else if (byte == ']')
      is_in_class = false;
    else if (byte == '/' && !is_in_class)
      return at > reader->at + 1 ? at : 0;
  }
  return 0;
}

static bool read_regex(Reader *reader, SelectorAttribute *attribute) {
  uint32_t end = next_is(reader, "/") ? regex_end(reader) : 0;
  bool is_test = attribute->test == TEST_EQUAL || attribute->test == TEST_UNEQUAL;
  if (!end || !is_test) return false;
  Text source = text_slice(reader->text, reader->at + 1, end);
  uint32_t flags = ++end;
  while (end < reader->text.size && strchr("imsu", reader->text.at[end])) end++;
  PatternProblem problem;
  attribute->operand = OPERAND_REGEX;
  attribute->pattern =
      pattern_make_flagged(reader->arena, source, text_slice(reader->text, flags, end), &problem);
  if (!attribute->pattern) {
    Text what = problem.reason.size
                    ? problem.reason
                    : text_concat(reader->arena, text_slice(source, problem.start, problem.end),
                                  TEXT(" is not supported"));
    reader->reason = text_format(reader->arena, "/%.*s/: %.*s", TEXT_ARGS(source), TEXT_ARGS(what));
  }
  reader->at = end;
  return true;
}

static bool read_type_test(Reader *reader, SelectorAttribute *attribute) {
  bool is_test = attribute->test == TEST_EQUAL || attribute->test == TEST_UNEQUAL;
  uint32_t start = reader->at;
  if (!is_test || !takes(reader, "type(")) return false;
  skip_blanks(reader);
  uint32_t name = reader->at;
  while (reader->at < reader->text.size && !strchr(" )", reader->text.at[reader->at])) reader->at++;
  attribute->text = text_slice(reader->text, name, reader->at);
  skip_blanks(reader);
  if (attribute->text.size && takes(reader, ")")) {
    attribute->operand = OPERAND_TYPE;
    return true;
  }
  reader->at = start;
  return false;
}

static bool read_number(Reader *reader, SelectorAttribute *attribute) {
  Text rest = text_slice(reader->text, reader->at, reader->text.size);
  uint32_t size = 0, dots = 0;
  for (; size < rest.size; size++) {
    bool is_dot = rest.at[size] == '.' && dots++ == 0;
    if (!is_dot && (rest.at[size] < '0' || rest.at[size] > '9')) break;
  }
  bool is_number = size > 0 && rest.at[size - 1] != '.';
  if (!is_number) return false;
  attribute->number = strtod(text_copy(reader->arena, text_slice(rest, 0, size)).at, NULL);
  attribute->operand = OPERAND_NUMBER;
  reader->at += size;
  return true;
}

static bool read_operand(Reader *reader, SelectorAttribute *attribute) {
  if (read_type_test(reader, attribute) || read_regex(reader, attribute)) return true;
  if (next_is(reader, "\"") || next_is(reader, "'")) return read_string(reader, attribute);
  if (read_number(reader, attribute)) return true;
  uint32_t start = reader->at;
  SelectorAttribute words = {0};
  if (!read_path(reader, &words)) return false;
  attribute->text = text_slice(reader->text, start, reader->at);
  return true;
}

static Selector *read_attribute(Reader *reader) {
  Selector *made = new_selector(reader, SELECT_ATTRIBUTE);
  skip_blanks(reader);
  if (!read_path(reader, &made->attribute)) return refuse(reader, "the name of a field");
  skip_blanks(reader);
  if (read_operator(reader, &made->attribute)) {
    skip_blanks(reader);
    if (!read_operand(reader, &made->attribute)) return refuse(reader, "a value");
  }
  skip_blanks(reader);
  return takes(reader, "]") ? made : refuse(reader, "`]`");
}

// ---- Parts

static Selector *read_nth(Reader *reader, SelectorKind kind) {
  Selector *made = new_selector(reader, kind);
  uint32_t digits = 0;
  skip_blanks(reader);
  for (; reader->at < reader->text.size; reader->at++, digits++) {
    char byte = reader->text.at[reader->at];
    if (byte < '0' || byte > '9' || made->nth > UINT32_MAX / 16) break;
    made->nth = made->nth * 10 + (uint32_t)(byte - '0');
  }
  if (!digits) return refuse(reader, "a number");
  skip_blanks(reader);
  return takes(reader, ")") ? made : refuse(reader, "`)`");
}

static Selector *make_nth(Reader *reader, SelectorKind kind) {
  Selector *made = new_selector(reader, kind);
  made->nth = 1;
  return made;
}

static Selector *read_group(Reader *reader, SelectorKind kind) {
  skip_blanks(reader);
  Selector *list = read_list(reader, kind == SELECT_HAS);
  if (!list) return NULL;
  skip_blanks(reader);
  if (!takes(reader, ")")) return refuse(reader, "`)`");
  if (kind != SELECT_NOT) return list;
  Selector *made = new_selector(reader, SELECT_NOT);
  array_push(reader->arena, &made->parts, list);
  return made;
}

static Selector *read_pseudo(Reader *reader) {
  if (takes(reader, "not(")) return read_group(reader, SELECT_NOT);
  if (takes(reader, "is(") || takes(reader, "matches(")) return read_group(reader, SELECT_IS);
  if (takes(reader, "has(")) return read_group(reader, SELECT_HAS);
  if (takes(reader, "first-child")) return make_nth(reader, SELECT_NTH);
  if (takes(reader, "last-child")) return make_nth(reader, SELECT_NTH_LAST);
  if (takes(reader, "nth-child(")) return read_nth(reader, SELECT_NTH);
  if (takes(reader, "nth-last-child(")) return read_nth(reader, SELECT_NTH_LAST);
  uint32_t start = reader->at;
  Class class = find_class(take_name(reader));
  if (class) return make_class(reader, class);
  reader->at = start;
  return refuse(reader, "statement, declaration, function, expression, pattern, first-child, "
                        "last-child, nth-child(…), nth-last-child(…), is(…), not(…) or has(…)");
}

static Selector *read_field(Reader *reader) {
  Selector *made = new_selector(reader, SELECT_FIELD);
  return read_path(reader, &made->attribute) ? made : refuse(reader, "the name of a field");
}

// One part of a sequence; NULL without a reason: there is none.
static Selector *read_part(Reader *reader) {
  if (takes(reader, "*")) return new_selector(reader, SELECT_TYPES);
  if (takes(reader, "[")) return read_attribute(reader);
  if (takes(reader, ".")) return read_field(reader);
  if (takes(reader, ":")) return read_pseudo(reader);
  bool is_marked = takes(reader, "#");
  Text name = take_name(reader);
  if (name.size) return make_type(reader, name);
  return is_marked ? refuse(reader, "the type of a node") : NULL;
}

static EsTypes both(EsTypes a, EsTypes b) {
  return (EsTypes){{a.bits[0] & b.bits[0], a.bits[1] & b.bits[1]}};
}

static Selector *read_sequence(Reader *reader) {
  takes(reader, "!"); // whether a node matches does not depend on which one is the subject
  Selector *all = new_selector(reader, SELECT_ALL), *part;
  while ((part = read_part(reader)) != NULL) {
    all->types = both(all->types, part->types);
    array_push(reader->arena, &all->parts, part);
  }
  if (reader->reason.size) return NULL;
  if (!all->parts.count) return refuse(reader, "the type of a node, `*`, `[`, `.` or `:`");
  return all->parts.count == 1 ? all->parts.at[0] : all;
}

// A sign between two sequences, blanks around it. False: there is none.
static bool read_combinator(Reader *reader, SelectorKind *kind) {
  uint32_t start = reader->at;
  skip_blanks(reader);
  bool has_blank = reader->at > start;
  *kind = takes(reader, ">")   ? SELECT_CHILD
          : takes(reader, "~") ? SELECT_SIBLING
          : takes(reader, "+") ? SELECT_ADJACENT
                               : SELECT_DESCENDANT;
  bool is_blank = *kind == SELECT_DESCENDANT;
  bool ends = reader->at == reader->text.size || next_is(reader, ",") || next_is(reader, ")");
  if (is_blank && (!has_blank || ends)) {
    reader->at = start;
    return false;
  }
  skip_blanks(reader);
  return true;
}

static Selector *read_chain(Reader *reader) {
  Selector *chain = read_sequence(reader);
  SelectorKind kind;
  for (int steps = 0; chain && read_combinator(reader, &kind); steps++) {
    if (steps == SELECTOR_STEPS_LIMIT) return refuse(reader, "fewer steps");
    Selector *right = read_sequence(reader);
    if (!right) return NULL;
    Selector *made = new_selector(reader, kind);
    made->left = chain;
    made->right = right;
    made->types = right->types;
    chain = made;
  }
  return chain;
}

// One of the list in `:has(…)`.
static Selector *read_relative(Reader *reader) {
  SelectorKind how = next_is(reader, ">")                           ? SELECT_HAS_CHILD
                     : next_is(reader, "~") || next_is(reader, "+") ? SELECT_NEVER
                                                                    : SELECT_HAS;
  if (how != SELECT_HAS) reader->at++;
  skip_blanks(reader);
  Selector *made = new_selector(reader, how);
  made->right = read_chain(reader);
  return made->right ? made : NULL;
}

static EsTypes either(EsTypes a, EsTypes b) {
  return (EsTypes){{a.bits[0] | b.bits[0], a.bits[1] | b.bits[1]}};
}

static Selector *read_list(Reader *reader, bool is_relative) {
  if (++reader->depth > SELECTOR_DEPTH_LIMIT) return refuse(reader, "fewer parentheses");
  Selector *list = new_selector(reader, SELECT_IS);
  list->types = (EsTypes){0};
  do {
    skip_blanks(reader);
    Selector *one = is_relative ? read_relative(reader) : read_chain(reader);
    if (!one) return NULL;
    list->types = either(list->types, one->types);
    array_push(reader->arena, &list->parts, one);
    skip_blanks(reader);
  } while (takes(reader, ","));
  --reader->depth;
  return list->parts.count == 1 ? list->parts.at[0] : list;
}

// ---- The whole

// How much a selector says, as ESLint counts it; and gives numbers to all that remember something.
static void count(Selector *whole, Selector *part, bool is_counted) {
  part->number = whole->part_count++;
  switch ((int)part->kind) {
  case SELECT_TYPES: whole->type_count += is_counted && part->is_type; break;
  case SELECT_FIELD:
  case SELECT_ATTRIBUTE:
  case SELECT_NTH:
  case SELECT_NTH_LAST: whole->attribute_count += is_counted; break;
  case SELECT_HAS:
  case SELECT_HAS_CHILD:
  case SELECT_NEVER: is_counted = false; break;
  default: break;
  }
  for (uint32_t i = 0; i < part->parts.count; i++) count(whole, part->parts.at[i], is_counted);
  if (part->left) count(whole, part->left, is_counted);
  if (part->right) count(whole, part->right, is_counted);
}

Selector *selector_make(Arena *arena, Text text, Text *reason) {
  Text exit = TEXT(":exit"), inside = text;
  bool is_exit = text_ends(text, exit);
  if (is_exit) inside.size -= exit.size;
  Reader reader = {.arena = arena, .text = inside};
  bool is_long = text.size > SELECTOR_SIZE_LIMIT;
  Selector *read = is_long ? refuse(&reader, "a shorter selector") : read_list(&reader, false);
  if (read && reader.at < inside.size) read = refuse(&reader, "`,` or the end");
  if (!read || reader.reason.size) {
    *reason = reader.reason;
    return NULL;
  }
  Selector *whole = new_selector(&reader, SELECT_ALL);
  whole->types = read->types;
  array_push(arena, &whole->parts, read);
  whole->text = text;
  whole->is_exit = is_exit;
  count(whole, read, true);
  return whole;
}

EsTypes selector_types(const Selector *selector) {
  return selector->types;
}

bool selector_wants(const Selector *selector, NodeKind kind) {
  for (int type = 1; type < ES_TYPE_COUNT; type++) {
    if (es_types_has(selector->types, (EsType)type) && es_kind_has(kind, (EsType)type)) return true;
  }
  return false;
}

int selector_compare(const Selector *a, const Selector *b) {
  if (a->attribute_count != b->attribute_count)
    return a->attribute_count < b->attribute_count ? -1 : 1;
  if (a->type_count != b->type_count) return a->type_count < b->type_count ? -1 : 1;
  return text_compare(a->text, b->text);
}

bool selector_is_exit(const Selector *selector) {
  return selector->is_exit;
}
