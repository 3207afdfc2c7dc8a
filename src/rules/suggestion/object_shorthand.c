// object-shorthand: `{ a: a, b: function () {} }`, or `{ a, b() {} }`.
#include "rules/functions.h"
#include "rules/option_patterns.h"
#include "rules/rule.h"
#include "rules/tokens.h"

enum { ALL_SHORT, LITERAL_LONG, METHOD_LONG, METHOD_SHORT, PROPERTY_LONG, PROPERTY_SHORT, MIXED };

static const RuleMessage messages[] = {
    [ALL_SHORT] = {"expectedAllPropertiesShorthanded", "Expected shorthand for all properties."},
    [LITERAL_LONG] = {"expectedLiteralMethodLongform",
                      "Expected longform method syntax for string literal keys."},
    [METHOD_LONG] = {"expectedMethodLongform", "Expected longform method syntax."},
    [METHOD_SHORT] = {"expectedMethodShorthand", "Expected method shorthand."},
    [PROPERTY_LONG] = {"expectedPropertyLongform", "Expected longform property syntax."},
    [PROPERTY_SHORT] = {"expectedPropertyShorthand", "Expected property shorthand."},
    [MIXED] = {"unexpectedMix", "Unexpected mix of shorthand and non-shorthand properties."},
};

typedef struct Settings {
  bool is_never, wants_methods, wants_properties, is_consistent, is_as_needed;
  bool avoids_quotes, ignores_constructors, wants_no_arrows;
  const Pattern *ignored;
} Settings;

static void configure(Arena *arena, const Json *const *options, void *settings) {
  Settings *made = settings;
  Text mode = json_text(options[0]);
  const Json *more = options[1] ? options[1] : NULL;
  made->is_never = text_is(mode, TEXT("never"));
  made->wants_methods = text_is(mode, TEXT("always")) || text_is(mode, TEXT("methods"));
  made->wants_properties = text_is(mode, TEXT("always")) || text_is(mode, TEXT("properties"));
  made->is_as_needed = text_is(mode, TEXT("consistent-as-needed"));
  made->is_consistent = made->is_as_needed || text_is(mode, TEXT("consistent"));
  made->avoids_quotes = json_is(json_get(more, TEXT("avoidQuotes")), JSON_TRUE);
  made->ignores_constructors = json_is(json_get(more, TEXT("ignoreConstructors")), JSON_TRUE);
  made->wants_no_arrows = json_is(json_get(more, TEXT("avoidExplicitReturnArrows")), JSON_TRUE);
  made->ignored = option_pattern(arena, more, "methodsIgnorePattern");
}

static bool is_function(NodeKind kind) {
  return kind == NODE_FUNCTION_EXPRESSION || kind == NODE_GENERATOR_FUNCTION;
}

static bool is_accessor(const Tree *tree, NodeId node) {
  return tree_child_of_kind(tree, node, TOKEN_GET_WORD) ||
         tree_child_of_kind(tree, node, TOKEN_SET_WORD);
}

// `"a"`, `["a"]`, `[`a`]`.
static bool is_quoted(const Tree *tree, NodeId key) {
  NodeId inside = key;
  if (tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME)
    inside = tree_inside_parentheses(tree, tree_first_named(tree, key));
  NodeKind kind = tree_kind(tree, inside);
  return kind == NODE_STRING || kind == NODE_TEMPLATE_STRING;
}

// ---- From long to short

// Whether an arrow function uses what it has from the function around it.
static bool uses_outside(const Tree *tree, NodeId arrow) {
  NodeId end = tree_node(tree, arrow)->after;
  for (NodeId at = arrow + 1; at < end;) {
    NodeKind kind = tree_kind(tree, at);
    bool is_outside = kind == NODE_THIS || kind == NODE_SUPER || kind == NODE_META_PROPERTY ||
                      is_identifier(tree, at, "arguments");
    if (is_outside) return true;
    NodeId behind = tree_end_of_this(tree, at);
    at = behind ? behind : at + 1;
  }
  return false;
}

static Text arrow_rest(RuleContext *context, NodeId arrow) {
  const Tree *tree = context->tree;
  NodeId only = tree_child(tree, arrow, FIELD_PARAMETER);
  NodeId list = only ? only : tree_child(tree, arrow, FIELD_PARAMETERS);
  const Node *sign = tree_node(tree, tree_child_of_kind(tree, arrow, TOKEN_ARROW));
  return text_format(context->arena, "%s%.*s%s%.*s", only ? "(" : "",
                     TEXT_ARGS(tree_text(tree, list)), only ? ")" : "",
                     TEXT_ARGS(text_slice(tree->source, sign->end, tree_node(tree, arrow)->end)));
}

static void report_long_method(RuleContext *context, NodeId pair, NodeId value) {
  const Tree *tree = context->tree;
  RuleReport *made = report(context, pair, METHOD_SHORT);
  NodeId key = tree_child(tree, pair, FIELD_KEY);
  const TokenTable *tokens = source_tokens(context->code);
  const Node *name = tree_node(tree, key), *function = tree_node(tree, value);
  if (tokens_have_comment(tokens, name->end, function->start)) return;
  Text rest;
  if (tree_kind(tree, value) == NODE_ARROW_FUNCTION) {
    rest = arrow_rest(context, value);
  } else {
    NodeId before = tree_child_of_kind(tree, value, TOKEN_STAR);
    if (!before) before = tree_child_of_kind(tree, value, TOKEN_FUNCTION_WORD);
    rest = text_slice(tree->source, tree_node(tree, before)->end, function->end);
  }
  fix_replace(made, context->arena, (Span){name->start, tree_node(tree, pair)->end},
              text_format(context->arena, "%s%s%.*s%.*s",
                          function_is_async(tree, value) ? "async " : "",
                          function_is_generator(tree, value) ? "*" : "",
                          TEXT_ARGS(tree_text(tree, key)), TEXT_ARGS(rest)));
}

// Whether the first letter is an upper case one.
static bool is_constructor_name(Text name) {
  for (uint32_t i = 0; i < name.size; i++) {
    char byte = name.at[i];
    if (byte == '_' || byte == '$' || (byte >= '0' && byte <= '9')) continue;
    return !(byte >= 'a' && byte <= 'z');
  }
  return false;
}

static void check_function(RuleContext *context, NodeId pair, NodeId value) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId key = tree_child(tree, pair, FIELD_KEY);
  Text name;
  if (settings->ignores_constructors && tree_kind(tree, key) == NODE_PROPERTY_IDENTIFIER &&
      is_constructor_name(tree_text(tree, key)))
    return;
  if (settings->ignored && static_key_name(context->code, key, &name) &&
      pattern_matches(settings->ignored, name))
    return;
  if (settings->avoids_quotes && is_quoted(tree, key)) return;
  bool is_arrow = tree_kind(tree, value) == NODE_ARROW_FUNCTION;
  if (is_arrow && (!settings->wants_no_arrows ||
                   tree_kind(tree, tree_child(tree, value, FIELD_BODY)) != NODE_STATEMENT_BLOCK ||
                   uses_outside(tree, value)))
    return;
  report_long_method(context, pair, value);
}

// Whether a comment says what type the value is (`/** @type {A} */ (a)`): a short property has no
// place for that.
static bool says_type(RuleContext *context, NodeId pair) {
  const Node *at = tree_node(context->tree, pair);
  const TokenTable *tokens = source_tokens(context->code);
  for (TokenId id = token_at(tokens, at->start); id && tokens->at[id].start < at->end;
       id = token_next_any(tokens, id)) {
    if (tokens->at[id].type != TOKEN_TYPE_BLOCK_COMMENT) continue;
    Text text = token_text(tokens, id);
    if (text_starts(text, TEXT("/**")) && text_find(text, TEXT("@type")) != TEXT_NOT_FOUND)
      return true;
  }
  return false;
}

static void check_value(RuleContext *context, NodeId pair, NodeId value) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId key = tree_child(tree, pair, FIELD_KEY);
  NodeKind kind = tree_kind(tree, key);
  Text name, shown = tree_text(tree, value);
  if (kind != NODE_PROPERTY_IDENTIFIER && (kind != NODE_STRING || settings->avoids_quotes)) return;
  if (!static_key_name(context->code, key, &name) || !text_is(name, shown)) return;
  if (says_type(context, pair)) return;
  RuleReport *made = report(context, pair, PROPERTY_SHORT);
  const Node *at = tree_node(tree, pair);
  if (!tokens_have_comment(source_tokens(context->code), at->start, at->end))
    fix_replace(made, context->arena, (Span){at->start, at->end}, shown);
}

static void check_pair(RuleContext *context, NodeId pair) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId value = estree_child(tree, pair, FIELD_VALUE);
  NodeKind kind = tree_kind(tree, value);
  if (is_function(kind) || kind == NODE_ARROW_FUNCTION) {
    if (settings->wants_methods && !tree_child(tree, value, FIELD_NAME))
      check_function(context, pair, value);
  } else if (settings->wants_properties && is_identifier(tree, value, NULL)) {
    check_value(context, pair, value);
  }
}

// ---- From short to long

static void check_method(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  NodeId key = tree_child(tree, node, FIELD_NAME);
  bool is_avoided = settings->avoids_quotes && is_quoted(tree, key);
  if (is_accessor(tree, node) || (!settings->is_never && !is_avoided)) return;
  RuleReport *made = report(context, node, settings->is_never ? METHOD_LONG : LITERAL_LONG);
  fix_replace(made, context->arena, (Span){tree_node(tree, node)->start, tree_node(tree, key)->end},
              text_format(context->arena, "%.*s: %sfunction%s", TEXT_ARGS(tree_text(tree, key)),
                          function_is_async(tree, node) ? "async " : "",
                          function_is_generator(tree, node) ? "*" : ""));
}

static void check_shorthand(RuleContext *context, NodeId node) {
  if (!((const Settings *)context->settings)->is_never) return;
  RuleReport *made = report(context, node, PROPERTY_LONG);
  fix_insert(made, context->arena, tree_node(context->tree, node)->end,
             text_format(context->arena, ": %.*s", TEXT_ARGS(tree_text(context->tree, node))));
}

// ---- All alike

// Whether a pair could be short.
static bool is_redundant(RuleContext *context, NodeId pair) {
  const Tree *tree = context->tree;
  NodeId value = estree_child(tree, pair, FIELD_VALUE);
  Text name;
  if (is_function(tree_kind(tree, value))) return !tree_child(tree, value, FIELD_NAME);
  return is_identifier(tree, value, NULL) &&
         static_key_name(context->code, tree_child(tree, pair, FIELD_KEY), &name) &&
         text_is(name, tree_text(tree, value));
}

static void check_consistency(RuleContext *context, NodeId node) {
  const Tree *tree = context->tree;
  const Settings *settings = context->settings;
  uint32_t count = 0, short_count = 0;
  bool are_redundant = true;
  tree_each_named(tree, node, each) {
    NodeKind kind = tree_kind(tree, each);
    if (kind == NODE_SPREAD_ELEMENT || (kind == NODE_METHOD_DEFINITION && is_accessor(tree, each)))
      continue;
    ++count;
    if (kind != NODE_PAIR)
      ++short_count;
    else if (settings->is_as_needed && are_redundant)
      are_redundant = is_redundant(context, each);
  }
  if (count == short_count) return;
  if (short_count)
    report(context, node, MIXED);
  else if (settings->is_as_needed && are_redundant)
    report(context, node, ALL_SHORT);
}

static void check_object(RuleContext *context, NodeId node) {
  const Settings *settings = context->settings;
  if (settings->is_consistent) {
    check_consistency(context, node);
    return;
  }
  tree_each_named(context->tree, node, each) {
    switch ((int)tree_kind(context->tree, each)) {
    case NODE_PAIR: check_pair(context, each); break;
    case NODE_METHOD_DEFINITION: check_method(context, each); break;
    case NODE_SHORTHAND_PROPERTY_IDENTIFIER: check_shorthand(context, each); break;
    default: break;
    }
  }
}

const Rule rule_object_shorthand = {
    .name = "object-shorthand",
    .type = RULE_SUGGESTION,
    .flags = RULE_FIXABLE,
    .summary = "Require or disallow the short forms of properties and methods",
    .why = "`{ a, b() {} }` says the same as `{ a: a, b: function () {} }` without saying it "
           "twice.",
    .options = "('always' | 'methods' | 'properties' | 'never' | 'consistent' | "
               "'consistent-as-needed') = always, { avoidQuotes: boolean, ignoreConstructors: "
               "boolean, methodsIgnorePattern: regex, avoidExplicitReturnArrows: boolean }",
    .messages = messages,
    .bad = EXAMPLES({"const user = { name: name, greet: function () {} };"}),
    .good = EXAMPLES({"const user = { name, greet() {} };"},
                     {"const user = { name: name };", "[\"never\"]"}),
    .settings_size = sizeof(Settings),
    .configure = configure,
    .visits = VISITS({NODE_OBJECT, check_object}),
};
