// A page: what the rule asks for, why, its options by their type, and code that it complains about
// and code that it does not.
#include "lint/explain.h"

enum { USUAL_WIDTH = 80, MOST_WIDTH = 100, LEAST_WIDTH = 40 };

#define PAINT_RESET  "\033[0m"
#define PAINT_BOLD   "\033[1m"
#define PAINT_DIM    "\033[2m"
#define PAINT_RED    "\033[31m"
#define PAINT_GREEN  "\033[32m"
#define PAINT_YELLOW "\033[33m"
#define PAINT_CYAN   "\033[36m"

static void add_painted(Buffer *out, const ExplainStyle *style, const char *color, Text text) {
  if (style->color) buffer_add_text(out, text_of(color));
  buffer_add_text(out, text);
  if (style->color) buffer_add_text(out, text_of(PAINT_RESET));
}

static void add_spaces(Buffer *out, uint32_t count) {
  while (count-- > 0) buffer_add_byte(out, ' ');
}

static uint32_t page_width(const ExplainStyle *style) {
  uint32_t width = style->width ? style->width : USUAL_WIDTH;
  return width > MOST_WIDTH ? MOST_WIDTH : width < LEAST_WIDTH ? LEAST_WIDTH : width;
}

static void add_wrapped(Buffer *out, const ExplainStyle *style, Text text) {
  uint32_t width = page_width(style);
  while (text.size) {
    uint32_t end = text.size <= width ? text.size : width;
    while (end < text.size && end > 0 && text.at[end] != ' ') end--;
    if (end == 0) end = width;
    buffer_add_text(out, text_slice(text, 0, end));
    buffer_add_byte(out, '\n');
    while (end < text.size && text.at[end] == ' ') end++;
    text = text_slice(text, end, text.size);
  }
}

static void add_heading(Buffer *out, const ExplainStyle *style, const char *color, Text text) {
  buffer_add_byte(out, '\n');
  add_painted(out, style, color, text);
  buffer_add_byte(out, '\n');
}

// ---- A rule

static const char *type_of(const Rule *rule) {
  switch (rule->type) {
  case RULE_PROBLEM: return "problem";
  case RULE_SUGGESTION: return "suggestion";
  case RULE_LAYOUT: return "layout";
  }
  return "";
}

static void add_facts(Buffer *out, const ExplainStyle *style, const Rule *rule, bool is_stylistic) {
  const char *other_name = is_stylistic ? rule->name : rule->stylistic;
  bool is_deprecated = !is_stylistic && rule->flags & RULE_DEPRECATED; // its successor is not
  Buffer facts = {.arena = out->arena};
  buffer_add_format(&facts, "%s", type_of(rule));
  if (rule->flags & RULE_RECOMMENDED) buffer_add_literal(&facts, " · recommended");
  if (rule->flags & RULE_FIXABLE) buffer_add_literal(&facts, " · mended by --fix");
  if (rule->flags & RULE_SUGGESTS) buffer_add_literal(&facts, " · has suggestions");
  if (is_deprecated) buffer_add_literal(&facts, " · deprecated");
  if (other_name) buffer_add_format(&facts, " · also %s", other_name);
  if (rule->query) buffer_add_format(&facts, " · of %.*s", TEXT_ARGS(rule->query->origin));
  add_painted(out, style, PAINT_DIM, buffer_text(&facts));
  buffer_add_byte(out, '\n');
}

// Where the item that begins at `at` ends: at a comma, or a closing bracket, outside of all
// brackets; or at the end.
static uint32_t item_end(Text type, uint32_t at) {
  uint32_t depth = 0;
  for (; at < type.size; at++) {
    char byte = type.at[at];
    if (depth == 0 && strchr(")]}", byte)) break;
    if (byte == '"')
      at = text_string_end(type, at) - 1;
    else if (strchr("([{", byte))
      depth++;
    else if (strchr(")]}", byte))
      depth--;
    else if (byte == ',' && depth == 0)
      break;
  }
  return at < type.size ? at : type.size;
}

static void start_line(Buffer *out, uint32_t indent) {
  buffer_add_byte(out, '\n');
  add_spaces(out, indent);
}

// Appends a type; an object that is too long for a line has a line for each of its fields.
static void add_type(Buffer *out, Text type, uint32_t indent, uint32_t width) {
  if (type.size + indent <= width || text_find_byte(type, '{', 0) == TEXT_NOT_FOUND) {
    buffer_add_text(out, type);
    return;
  }
  uint32_t open = text_find_byte(type, '{', 0), at = open + 1;
  buffer_add_text(out, text_slice(type, 0, at));
  while (at < type.size && type.at[at] != '}') {
    while (type.at[at] == ' ') at++;
    uint32_t end = item_end(type, at);
    if (end == at) break; // a bracket that was never opened
    start_line(out, indent + 2);
    add_type(out, text_slice(type, at, end), indent + 2, width);
    at = end;
    if (at < type.size && type.at[at] == ',') buffer_add_byte(out, type.at[at++]);
    while (at < type.size && type.at[at] == ' ') at++;
  }
  while (out->at[out->size - 1] == ' ') out->size--;
  start_line(out, indent);
  buffer_add_byte(out, '}');
  if (at + 1 < type.size) add_type(out, text_slice(type, at + 1, type.size), indent, width);
}

static void add_options(Buffer *out, const ExplainStyle *style, const Rule *rule) {
  if (!rule->options) return;
  add_heading(out, style, PAINT_BOLD, TEXT("Options"));
  Text type = text_of(rule->options);
  for (uint32_t at = 0, number = 1; at < type.size; number++) {
    while (at < type.size && type.at[at] == ' ') at++;
    uint32_t end = item_end(type, at);
    Buffer text = {.arena = out->arena};
    add_type(&text, text_slice(type, at, end), 5, page_width(style));
    buffer_add_format(out, "  %u. ", number);
    add_painted(out, style, PAINT_CYAN, buffer_text(&text));
    buffer_add_byte(out, '\n');
    at = end + 1;
  }
}

static void add_code(Buffer *out, Text code) {
  while (code.size) {
    buffer_add_literal(out, "    ");
    buffer_add_text(out, text_next(&code, '\n'));
    buffer_add_byte(out, '\n');
  }
}

static void add_examples(Buffer *out, const ExplainStyle *style, const RuleExample *examples) {
  const char *options = NULL;
  for (const RuleExample *example = examples; example && example->code; ++example) {
    bool is_first = example == examples;
    bool is_same = options == example->options ||
                   (options && example->options && strcmp(options, example->options) == 0);
    if (!is_first) buffer_add_byte(out, '\n');
    options = example->options;
    if ((!is_same || is_first) && options) {
      Text with = text_format(out->arena, "    // with %s", options);
      add_painted(out, style, PAINT_DIM, with);
      buffer_add_byte(out, '\n');
    } else if (!is_same) {
      add_painted(out, style, PAINT_DIM, TEXT("    // without options"));
      buffer_add_byte(out, '\n');
    }
    add_code(out, text_of(example->code));
  }
}

// What a rule of the project's own looks for, says and does.
static void add_query(Buffer *out, const ExplainStyle *style, const QueryRule *query) {
  add_heading(out, style, PAINT_BOLD, TEXT("Query"));
  add_code(out, query->query_text);
  add_heading(out, style, PAINT_BOLD, TEXT("Message"));
  add_code(out, query->message_text);
  if (query->fixes.count) add_heading(out, style, PAINT_BOLD, TEXT("Fix"));
  for (uint32_t i = 0; i < query->fixes.count; i++) {
    int capture = query->fixes.at[i].capture;
    Text name = capture < 0 ? TEXT("") : query_capture_name(query->query, (uint32_t)capture);
    if (name.size) buffer_add_format(out, "    @%.*s becomes:\n", TEXT_ARGS(name));
    add_code(out, query->fix_texts.at[i]);
  }
}

bool explain_rule(Buffer *out, Text name, const ExplainStyle *style, OwnRules *own,
                  Diagnostics *diagnostics) {
  ConfigReading reading = {diagnostics->arena, diagnostics, TEXT(""), own, NULL};
  bool is_stylistic;
  const Rule *rule =
      config_find_rule(&(RuleOrigin){.reading = &reading}, &(Json){.key = name}, &is_stylistic);
  if (!rule) return false;
  add_painted(out, style, PAINT_BOLD, text_of(is_stylistic ? rule->stylistic : rule->name));
  bool has_stop = rule->query && strchr(".!?", rule->summary[strlen(rule->summary) - 1]);
  buffer_add_format(out, ": %s%s\n", rule->summary, has_stop ? "" : ".");
  add_facts(out, style, rule, is_stylistic);
  if (rule->why) buffer_add_byte(out, '\n');
  if (rule->why) add_wrapped(out, style, text_of(rule->why));
  add_options(out, style, rule);
  if (rule->query) add_query(out, style, rule->query);
  if (rule->bad) add_heading(out, style, PAINT_RED, TEXT("Bad"));
  add_examples(out, style, rule->bad);
  if (rule->good) add_heading(out, style, PAINT_GREEN, TEXT("Good"));
  add_examples(out, style, rule->good);
  return true;
}

// ---- All rules

static uint32_t widest_name(const Rule *const *rules, uint32_t count, const OwnRules *own) {
  uint32_t widest = 0;
  for (uint32_t i = 0; own && i < own->count; i++) {
    uint32_t size = (uint32_t)strlen(own->at[i].rule->name);
    if (size > widest) widest = size;
  }
  for (uint32_t i = 0; i < count; i++) {
    uint32_t size = rules[i]->name ? (uint32_t)strlen(rules[i]->name) : 0;
    uint32_t other = rules[i]->stylistic ? (uint32_t)strlen(rules[i]->stylistic) : 0;
    if (size > widest) widest = size;
    if (other > widest) widest = other;
  }
  return widest;
}

static void add_row(Buffer *out, const ExplainStyle *style, const Rule *rule, Text name,
                    uint32_t widest) {
  bool is_recommended = rule->flags & RULE_RECOMMENDED;
  Text mends = rule->flags & RULE_FIXABLE    ? TEXT("fix")
               : rule->flags & RULE_SUGGESTS ? TEXT("suggests")
                                             : TEXT("");
  add_painted(out, style, PAINT_CYAN, name);
  add_spaces(out, widest - name.size + 2);
  buffer_add_format(out, "%-12s", type_of(rule));
  add_painted(out, style, PAINT_YELLOW,
              is_recommended ? TEXT("recommended  ") : TEXT("             "));
  add_painted(out, style, PAINT_GREEN, mends);
  while (out->size && out->at[out->size - 1] == ' ') out->size--;
  buffer_add_byte(out, '\n');
}

typedef struct Counts {
  uint32_t all, recommended, fixable;
} Counts;

static void count_rule(Counts *counts, const Rule *rule) {
  counts->all++;
  counts->recommended += (rule->flags & RULE_RECOMMENDED) != 0;
  counts->fixable += (rule->flags & RULE_FIXABLE) != 0;
}

void explain_list(Buffer *out, const ExplainStyle *style, const OwnRules *own) {
  uint32_t count;
  const Rule *const *rules = rules_all(&count);
  uint32_t widest = widest_name(rules, count, own);
  Counts counts = {0};
  for (uint32_t i = 0; i < 2 * count; i++) {
    const Rule *rule = rules[i % count];
    const char *name = i < count ? rule->name : rule->stylistic;
    if (!name) continue;
    add_row(out, style, rule, text_of(name), widest);
    count_rule(&counts, rule);
  }
  for (uint32_t i = 0; own && i < own->count; i++) {
    add_row(out, style, own->at[i].rule, text_of(own->at[i].rule->name), widest);
    count_rule(&counts, own->at[i].rule);
  }
  buffer_add_format(
      out,
      "\n%u rules, %u recommended, %u with fixes. About one of them: cbundle lint --explain RULE\n",
      counts.all, counts.recommended, counts.fixable);
}
