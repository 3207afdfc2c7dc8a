// Groups that are open are found by the parents of nodes. Which escapes refer to groups is only
// known when all of those have been counted.
#include "rules/regex_tree.h"
#include "rules/regex_tree_work.h"
#include "syntax/name.h"

RegexId regex_add(RegexBuild *build, RegexId parent, RegexKind kind, uint32_t start) {
  RegexId id = build->nodes.count;
  RegexNode node = {.kind = (uint8_t)kind, .start = start, .end = build->at, .parent = parent};
  array_push(build->arena, &build->nodes, node);
  RegexNode *above = &build->nodes.at[parent];
  build->nodes.at[id].previous = above->last_child;
  if (above->last_child)
    build->nodes.at[above->last_child].next = id;
  else
    above->first_child = id;
  above->last_child = id;
  return id;
}

RegexId regex_wrap(RegexBuild *build, RegexId inside, RegexKind kind) {
  RegexId id = build->nodes.count, parent = build->nodes.at[inside].parent;
  RegexId before = build->nodes.at[inside].previous;
  RegexNode node = {.kind = (uint8_t)kind,
                    .start = build->nodes.at[inside].start,
                    .end = build->at,
                    .parent = parent,
                    .previous = before,
                    .first_child = inside,
                    .last_child = inside};
  array_push(build->arena, &build->nodes, node);
  RegexNode *above = &build->nodes.at[parent];
  if (before)
    build->nodes.at[before].next = id;
  else
    above->first_child = id;
  above->last_child = id;
  build->nodes.at[inside].parent = id;
  build->nodes.at[inside].previous = 0;
  return id;
}

// ---- Counting

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Counts captures, whether any has a name: classes and escapes hide brackets.
static void count_captures(RegexBuild *build) {
  Text text = build->text;
  uint32_t class_depth = 0;
  for (uint32_t i = 0; i < text.size; i++) {
    char next = i + 1 < text.size ? text.at[i + 1] : 0,
         third = i + 2 < text.size ? text.at[i + 2] : 0;
    switch (text.at[i]) {
    case '\\': ++i; break;
    case '[': class_depth = build->is_sets ? class_depth + 1 : 1; break;
    case ']': class_depth = build->is_sets && class_depth ? class_depth - 1 : 0; break;
    case '(': {
      char fourth = i + 3 < text.size ? text.at[i + 3] : 0;
      bool is_named = next == '?' && third == '<' && fourth != '=' && fourth != '!';
      if (class_depth || (next == '?' && !is_named)) break;
      ++build->captures_in_all;
      build->has_names |= is_named;
      break;
    }
    default: break;
    }
  }
}

// ---- Groups

static void open_alternative(RegexBuild *build, RegexId group) {
  build->open = regex_add(build, group, REGEX_ALTERNATIVE, build->at);
}

static void close_alternative(RegexBuild *build) {
  build->nodes.at[build->open].end = build->at;
}

// The name behind `<` at the next byte.
static Text read_name(RegexBuild *build) {
  uint32_t start = ++build->at;
  while (build->at < build->text.size && regex_byte(build, 0) != '>') ++build->at;
  Text name = text_slice(build->text, start, build->at);
  ++build->at;
  return name_value(build->arena, name);
}

static RegexId add_capture(RegexBuild *build, uint32_t start) {
  RegexId id = regex_add(build, build->open, REGEX_CAPTURE, start);
  build->nodes.at[id].value = ++build->captures_so_far;
  array_push(build->arena, &build->captures, id);
  return id;
}

static RegexId add_look(RegexBuild *build, RegexKind kind, uint32_t start, uint32_t size) {
  RegexId id = regex_add(build, build->open, kind, start);
  build->at += size;
  build->nodes.at[id].is_negated = build->text.at[build->at - 1] == '!';
  return id;
}

static void read_group(RegexBuild *build) {
  uint32_t start = build->at++;
  RegexId id;
  char next = regex_byte(build, 1), third = regex_byte(build, 2);
  if (regex_byte(build, 0) != '?') {
    id = add_capture(build, start);
  } else if (next == '=' || next == '!') {
    id = add_look(build, REGEX_LOOKAHEAD, start, 2);
  } else if (next == '<' && (third == '=' || third == '!')) {
    id = add_look(build, REGEX_LOOKBEHIND, start, 3);
  } else if (next == '<') {
    id = add_capture(build, start);
    ++build->at;
    Text name = read_name(build);
    build->nodes.at[id].name = name;
  } else {
    id = regex_add(build, build->open, REGEX_GROUP, start);
    while (build->at < build->text.size && regex_byte(build, 0) != ':') ++build->at;
    ++build->at;
  }
  open_alternative(build, id);
}

// Where a group ends, which is then what a quantifier repeats.
static RegexId close_group(RegexBuild *build) {
  close_alternative(build);
  RegexId group = build->nodes.at[build->open].parent;
  ++build->at;
  build->nodes.at[group].end = build->at;
  build->open = build->nodes.at[group].parent;
  return group;
}

// ---- Quantifiers

static uint32_t read_number(RegexBuild *build) {
  enum { LARGEST = 100000000 };
  uint32_t number = 0;
  for (; is_digit(regex_byte(build, 0)); build->at++) {
    if (number < LARGEST) number = number * 10 + (uint32_t)(regex_byte(build, 0) - '0');
  }
  return number;
}

// {2}, {2,} and {2,3}; false, and nothing read, where the bracket stands for itself.
static bool read_count(RegexBuild *build, uint32_t *least, uint32_t *most) {
  uint32_t start = build->at++;
  bool is_count = is_digit(regex_byte(build, 0));
  *least = *most = read_number(build);
  if (is_count && regex_byte(build, 0) == ',') {
    ++build->at;
    *most = is_digit(regex_byte(build, 0)) ? read_number(build) : REGEX_NO_LIMIT;
  }
  is_count &= regex_byte(build, 0) == '}';
  build->at = is_count ? build->at + 1 : start;
  return is_count;
}

static void read_quantifier(RegexBuild *build, RegexId repeated) {
  uint32_t least = 0, most = REGEX_NO_LIMIT;
  switch (regex_byte(build, 0)) {
  case '*': ++build->at; break;
  case '+':
    least = 1;
    ++build->at;
    break;
  case '?':
    most = 1;
    ++build->at;
    break;
  case '{':
    if (!read_count(build, &least, &most)) return;
    break;
  default: return;
  }
  bool is_lazy = regex_byte(build, 0) == '?';
  build->at += is_lazy;
  RegexId id = regex_wrap(build, repeated, REGEX_QUANTIFIER);
  RegexNode *node = &build->nodes.at[id];
  node->value = least;
  node->most = most;
  node->is_lazy = is_lazy;
}

// ---- Terms

static void add_boundary(RegexBuild *build, uint32_t size) {
  uint32_t start = build->at;
  build->at += size;
  RegexId id = regex_add(build, build->open, REGEX_BOUNDARY, start);
  build->nodes.at[id].is_negated = build->text.at[build->at - 1] == 'B';
}

// \1 to \99…, if there are as many groups; false, and nothing read, where it is an octal escape.
static bool read_numbered_reference(RegexBuild *build) {
  uint32_t start = build->at++;
  uint32_t number = read_number(build);
  if (!build->is_unicode && number > build->captures_in_all) {
    build->at = start;
    return false;
  }
  RegexId id = regex_add(build, build->open, REGEX_REFERENCE, start);
  build->nodes.at[id].value = number;
  return true;
}

static void read_named_reference(RegexBuild *build) {
  uint32_t start = build->at;
  build->at += 2;
  Text name = read_name(build);
  RegexId id = regex_add(build, build->open, REGEX_REFERENCE, start);
  build->nodes.at[id].name = name;
}

static void read_escape(RegexBuild *build) {
  char c = regex_byte(build, 1);
  if (c == 'b' || c == 'B')
    add_boundary(build, 2);
  else if (c == 'k' && (build->is_unicode || build->has_names))
    read_named_reference(build);
  else if (c < '1' || c > '9' || !read_numbered_reference(build))
    regex_read_atom(build, build->open, false);
}

static void read_term(RegexBuild *build) {
  switch (regex_byte(build, 0)) {
  case '|': {
    RegexId group = build->nodes.at[build->open].parent;
    close_alternative(build);
    ++build->at;
    open_alternative(build, group);
    return;
  }
  case '(': read_group(build); return;
  case ')': read_quantifier(build, close_group(build)); return;
  case '^':
  case '$': add_boundary(build, 1); break;
  case '.': {
    uint32_t start = build->at++;
    regex_add(build, build->open, REGEX_ANY, start);
    break;
  }
  case '[': regex_read_class(build, build->open); break;
  case '\\': read_escape(build); break;
  default: regex_read_atom(build, build->open, false); break;
  }
  read_quantifier(build, build->nodes.at[build->open].last_child);
}

const RegexTree *regex_tree(Arena *arena, Text pattern, bool is_unicode, bool is_sets) {
  RegexBuild build = {
      .arena = arena, .text = pattern, .is_unicode = is_unicode || is_sets, .is_sets = is_sets};
  array_push(arena, &build.nodes, (RegexNode){0});
  array_push(arena, &build.nodes, (RegexNode){.kind = REGEX_PATTERN, .end = pattern.size});
  count_captures(&build);
  open_alternative(&build, REGEX_ROOT);
  while (build.at < pattern.size) read_term(&build);
  close_alternative(&build);
  RegexTree *tree = arena_new(arena, RegexTree, 1);
  *tree = (RegexTree){.pattern = pattern,
                      .is_unicode = build.is_unicode,
                      .is_sets = is_sets,
                      .nodes = build.nodes.at,
                      .node_count = build.nodes.count,
                      .captures = build.captures.at,
                      .capture_count = build.captures.count};
  return tree;
}
