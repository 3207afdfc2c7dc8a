// One scan over the nodes; each element gets a recipe of its own, in which the elements inside of
// it are pieces of the source like any other, so that nothing here is recursive.
//
//   classic     React.createElement(tag, { a: 1, key: k }, child, child)
//   automatic   jsx(tag, { a: 1, children: child }, k), jsxs(tag, { children: [child, child] })
//   for errors  jsxDEV(tag, { children: child }, k, false, { fileName, lineNumber, … }, this)
//
// Automatic JSX falls back to createElement where `key` stands behind a spread, which could hold
// another key.
#include "transform/jsx.h"

#include "scope/imported.h"
#include "transform/define.h"
#include "transform/jsx_recipe.h"
#include "transform/jsx_text.h"
#include "transform/jsx_this.h"

#include "diag/lines.h"

// What may have to be imported, in the order of the import.
typedef enum JsxFunction {
  JSX_FRAGMENT,
  JSX_JSX,
  JSX_JSXS,
  JSX_JSX_DEV,
  JSX_CREATE_ELEMENT, // from the import source itself
  JSX_FUNCTION_COUNT,
} JsxFunction;

static const Text function_names[] = {
    [JSX_FRAGMENT] = {"Fragment", 8},
    [JSX_JSX] = {"jsx", 3},
    [JSX_JSXS] = {"jsxs", 4},
    [JSX_JSX_DEV] = {"jsxDEV", 6},
    [JSX_CREATE_ELEMENT] = {"createElement", 13},
};

// A token that stands for an imported function.
typedef struct FunctionUse {
  NodeId token;
  JsxFunction function;
} FunctionUse;

// Something between the tags of an element that is more than white space.
typedef struct Child {
  NodeId node; // NO_NODE for text
  uint32_t start, end;
} Child;

// The newest attribute of a name.
typedef struct Seen {
  NodeId tag, attribute;
} Seen;

typedef struct Pass {
  const JsxInput *input;
  const JsxOptions *options;
  Tree *tree;
  Arena scratch;
  RecipeWriter writer;
  ThisWalk this;
  LineCursor place;
  NodeId first_free; // see jsx_compile
  Array(FunctionUse) uses;
  NodeId causes[JSX_FUNCTION_COUNT]; // the tags that need them first
  Array(Child) children;             // of the element at hand
  Map attribute_names;               // → index into seen
  Array(Seen) seen;
} Pass;

// The element at hand.
typedef struct Element {
  NodeId id;
  NodeId tag;         // the opening one, or all of it
  NodeId open, end;   // "<", and ">" or "/>"
  NodeId name;        // NO_NODE: a fragment
  uint32_t name_end;  // where attributes begin
  uint32_t inner_end; // where the closing tag, or the end of the only tag, begins
  bool is_automatic;  // children are among the properties; key, if there is one, isn't
  bool is_static;     // the number of children is known from the text
  NodeId key;         // the attribute that is the key, where it stands apart
} Element;

static void compile(Pass *pass, NodeId id);
static void add_imports(Pass *pass, ModuleRecord *record);

NodeId jsx_compile(const JsxInput *input, Replacements *out, ModuleRecord *record) {
  Pass pass = {.input = input, .options = input->options, .tree = input->tree};
  pass.writer = recipe_writer(input->arena, input->tree);
  pass.this.tree = input->tree;
  for (NodeId id = NODE_ROOT; id < input->tree->node_count;) {
    const Node *node = tree_node(input->tree, id);
    if (node->flags & NODE_DEAD) {
      id = node->after;
      continue;
    }
    if (pass.options->is_dev) this_walk_to(&pass.this, id);
    if (node->kind == NODE_JSX_ELEMENT || node->kind == NODE_JSX_SELF_CLOSING_ELEMENT) {
      compile(&pass, id);
      Replacement replacement = {.node = id, .recipe = recipe_end(&pass.writer)};
      array_push(input->arena, out, replacement);
    }
    id++;
  }
  if (pass.uses.count > 0) add_imports(&pass, record);
  arena_release(&pass.scratch);
  arena_release(&pass.writer.scratch);
  arena_release(&pass.this.scratch);
  return pass.first_free;
}

// ---- Reading

static Place place_of(const Pass *pass, NodeId id) {
  const Node *node = tree_node(pass->tree, id);
  return (Place){pass->input->file, node->start, node->end, {0}};
}

static void add_text_child(Pass *pass, uint32_t start, uint32_t end) {
  Text core = jsx_text_core(text_slice(pass->tree->source, start, end));
  if (core.size == 0) return;
  uint32_t at = (uint32_t)(core.at - pass->tree->source.at);
  array_push(&pass->scratch, &pass->children, (Child){NO_NODE, at, at + core.size});
}

// Text is what lies between other children: the grammar takes it apart, and leaves white space out.
static void read_children(Pass *pass, const Element *element) {
  const Tree *tree = pass->tree;
  uint32_t at = tree_node(tree, element->tag)->end;
  pass->children.count = 0;
  if (element->id == element->tag) return;
  for (NodeId id = tree_next_sibling(tree, element->tag); id; id = tree_next_sibling(tree, id)) {
    const Node *node = tree_node(tree, id);
    if (node->kind == NODE_JSX_TEXT || node->kind == NODE_HTML_CHARACTER_REFERENCE) continue;
    add_text_child(pass, at, node->start);
    at = node->end;
    if (node->kind == NODE_JSX_CLOSING_ELEMENT) return;
    bool is_empty = node->kind == NODE_JSX_EXPRESSION && !tree_first_named(tree, id);
    if (is_empty) continue; // at most a comment
    array_push(&pass->scratch, &pass->children, (Child){id, node->start, node->end});
  }
}

static bool is_spread(const Tree *tree, NodeId node) {
  return tree_kind(tree, node) == NODE_JSX_EXPRESSION &&
         tree_kind(tree, tree_first_named(tree, node)) == NODE_SPREAD_ELEMENT;
}

// The name of an attribute, as it is a property of an object.
static Text attribute_name(Pass *pass, NodeId attribute) {
  const Tree *tree = pass->tree;
  NodeId name = tree_first_child(tree, attribute);
  if (tree_kind(tree, name) != NODE_JSX_NAMESPACE_NAME) return tree_text(tree, name);
  return text_concat(&pass->scratch, tree_text(tree, tree_first_child(tree, name)), TEXT(":"),
                     tree_text(tree, tree_last_child(tree, name)));
}

static void report_twice(Pass *pass, const Element *element, NodeId attribute, Text name) {
  bool is_new;
  uint32_t *index = map_add(&pass->scratch, &pass->attribute_names, name, &is_new);
  if (is_new) {
    *index = pass->seen.count;
    array_push(&pass->scratch, &pass->seen, (Seen){0});
  }
  Seen before = pass->seen.at[*index];
  pass->seen.at[*index] = (Seen){element->tag, attribute};
  if (before.tag != element->tag || !pass->input->warns) return;
  Diagnostics *diagnostics = pass->input->diagnostics;
  NodeId at = tree_first_child(pass->tree, attribute);
  NodeId first = tree_first_child(pass->tree, before.attribute);
  Diagnostic *added = diag_add(diagnostics, MESSAGE_JSX_ATTRIBUTE_TWICE, place_of(pass, at), name);
  diag_note(diagnostics, added, MESSAGE_FIRST_JSX_ATTRIBUTE, place_of(pass, first), name);
}

// What automatic JSX says with arguments of its own can't be said by attributes.
static void report_reserved(Pass *pass, NodeId attribute, Text name) {
  NodeId at = tree_first_child(pass->tree, attribute);
  Diagnostics *diagnostics = pass->input->diagnostics;
  bool has_value = tree_next_sibling(pass->tree, at) != NO_NODE;
  if (text_is(name, TEXT("key")) && !has_value) {
    Diagnostic *added = diag_add(diagnostics, MESSAGE_KEY_WITHOUT_VALUE, place_of(pass, at));
    diag_note(diagnostics, added, MESSAGE_KEY_NOTE, NOWHERE);
  } else if (text_is(name, TEXT("__self")) || text_is(name, TEXT("__source"))) {
    Diagnostic *added = diag_add(diagnostics, MESSAGE_RESERVED_ATTRIBUTE, place_of(pass, at), name);
    diag_note(diagnostics, added, MESSAGE_RESERVED_ATTRIBUTE_NOTE, NOWHERE, name);
  }
}

// Looks through the attributes: which is the key, and whether it can be told apart.
static void read_attributes(Pass *pass, Element *element) {
  const Tree *tree = pass->tree;
  bool has_spread = false;
  tree_each_child(tree, element->tag, child) {
    NodeKind kind = tree_kind(tree, child);
    has_spread |= kind == NODE_JSX_EXPRESSION;
    if (kind != NODE_JSX_ATTRIBUTE) continue;
    Text name = attribute_name(pass, child);
    report_twice(pass, element, child, name);
    if (pass->options->mode != JSX_AUTOMATIC) continue;
    report_reserved(pass, child, name);
    if (!text_is(name, TEXT("key"))) continue;
    element->key = child;
    if (has_spread) element->is_automatic = false;
  }
  if (!element->is_automatic) element->key = NO_NODE;
}

static Element read_element(Pass *pass, NodeId id) {
  const Tree *tree = pass->tree;
  bool is_pair = tree_kind(tree, id) == NODE_JSX_ELEMENT;
  NodeId tag = is_pair ? tree_child(tree, id, FIELD_OPEN_TAG) : id;
  Element element = {
      .id = id,
      .tag = tag,
      .open = tree_first_child(tree, tag),
      .end = tree_last_child(tree, tag),
      .name = tree_child(tree, tag, FIELD_NAME),
      .is_automatic = pass->options->mode == JSX_AUTOMATIC,
  };
  element.name_end = tree_node(tree, element.name ? element.name : element.open)->end;
  NodeId last = is_pair ? tree_child(tree, id, FIELD_CLOSE_TAG) : element.end;
  element.inner_end = tree_node(tree, last)->start;
  read_children(pass, &element);
  read_attributes(pass, &element);
  bool is_one = pass->children.count == 1 && !is_spread(tree, pass->children.at[0].node);
  element.is_static = pass->children.count > 0 && !is_one;
  return element;
}

// ---- Functions and tags

static void use_function(Pass *pass, const Element *element, NodeId token, JsxFunction function) {
  array_push(&pass->scratch, &pass->uses, (FunctionUse){token, function});
  NodeId cause = element->name ? element->name : element->open;
  if (!pass->causes[function]) pass->causes[function] = cause;
}

static void add_dotted(Pass *pass, RecipeStepKind kind, NodeId token, Text name) {
  Text root = text_until(name, '.');
  bool is_dotted = root.size < name.size;
  recipe_name(&pass->writer, is_dotted ? RECIPE_NAME : kind, token, root);
  if (is_dotted) recipe_say(&pass->writer, text_slice(name, root.size, name.size));
}

static void add_callee(Pass *pass, const Element *element) {
  if (pass->options->mode == JSX_CLASSIC) {
    SymbolId factory = tree_node(pass->tree, element->open)->symbol;
    bool is_free = pass->input->table->symbols[factory].kind == SYMBOL_UNBOUND;
    if (is_free && !pass->first_free)
      pass->first_free = element->name ? element->name : element->open;
    add_dotted(pass, RECIPE_CALLEE, element->open, pass->options->factory);
    return;
  }
  JsxFunction function = !element->is_automatic  ? JSX_CREATE_ELEMENT
                         : pass->options->is_dev ? JSX_JSX_DEV
                         : element->is_static    ? JSX_JSXS
                                                 : JSX_JSX;
  use_function(pass, element, element->open, function);
  recipe_name(&pass->writer, RECIPE_CALLEE, element->open, function_names[function]);
}

static void add_fragment(Pass *pass, const Element *element) {
  if (pass->options->mode == JSX_AUTOMATIC) {
    use_function(pass, element, element->end, JSX_FRAGMENT);
    recipe_name(&pass->writer, RECIPE_NAME, element->end, function_names[JSX_FRAGMENT]);
  } else if (define_is_name(pass->options->fragment)) {
    add_dotted(pass, RECIPE_NAME, element->end, pass->options->fragment);
  } else {
    recipe_say_from(&pass->writer, element->open, pass->options->fragment);
  }
}

// A component is a variable, or a member of one; anything else is called by its name.
static void add_tag(Pass *pass, const Element *element) {
  const Tree *tree = pass->tree;
  NodeId name = element->name;
  if (!name) {
    add_fragment(pass, element);
  } else if (tree_kind(tree, name) == NODE_MEMBER_EXPRESSION || tree_node(tree, name)->symbol) {
    recipe_node(&pass->writer, name);
  } else {
    Text text = tree_text(tree, name);
    if (tree_kind(tree, name) == NODE_JSX_NAMESPACE_NAME) {
      text = text_concat(&pass->scratch, tree_text(tree, tree_first_child(tree, name)), TEXT(":"),
                         tree_text(tree, tree_last_child(tree, name)));
    }
    jsx_text_add_string(recipe_text_from(&pass->writer, name), text);
  }
}

// ---- Properties

static void add_braced(Pass *pass, NodeId expression) {
  const Tree *tree = pass->tree;
  NodeId content = tree_first_named(tree, expression);
  bool is_list = tree_kind(tree, content) == NODE_SEQUENCE_EXPRESSION;
  if (is_list) recipe_say_literal(&pass->writer, "(");
  recipe_inside(&pass->writer, tree_first_child(tree, expression),
                tree_last_child(tree, expression));
  if (is_list) recipe_say_literal(&pass->writer, ")");
}

static void add_value(Pass *pass, NodeId attribute) {
  const Tree *tree = pass->tree;
  NodeId value = tree_last_child(tree, attribute);
  if (value == tree_first_child(tree, attribute)) {
    recipe_say_literal(&pass->writer, "true");
  } else if (tree_kind(tree, value) == NODE_JSX_EXPRESSION) {
    add_braced(pass, value);
  } else if (tree_kind(tree, value) == NODE_STRING) {
    const Node *node = tree_node(tree, value);
    Text inside = text_slice(tree->source, node->start + 1, node->end - 1);
    jsx_text_add_value(recipe_text_from(&pass->writer, value), inside);
  } else {
    recipe_node(&pass->writer, value);
  }
}

static void add_attribute(Pass *pass, NodeId attribute) {
  const Tree *tree = pass->tree;
  if (tree_kind(tree, attribute) == NODE_JSX_EXPRESSION) {
    add_braced(pass, attribute);
    return;
  }
  Text name = attribute_name(pass, attribute);
  NodeId token = tree_first_child(tree, attribute);
  // Written with a colon alone, it would set the prototype.
  bool is_special = text_is(name, TEXT("__proto__"));
  if (name_is_plain(name) && !is_special) {
    recipe_node(&pass->writer, token); // it may be replaced: see --mangle-props
  } else {
    Buffer *out = recipe_text_from(&pass->writer, token);
    if (is_special) buffer_add_byte(out, '[');
    jsx_text_add_string(out, name);
    if (is_special) buffer_add_byte(out, ']');
  }
  recipe_say_literal(&pass->writer, ": ");
  add_value(pass, attribute);
}

static void add_child(Pass *pass, const Child *child) {
  if (!child->node) {
    // The tag before it or behind it keeps the white space that counts.
    Text text = text_slice(pass->tree->source, child->start, child->end);
    jsx_text_add(recipe_text_from(&pass->writer, NO_NODE), text);
  } else if (tree_kind(pass->tree, child->node) == NODE_JSX_EXPRESSION) {
    add_braced(pass, child->node);
  } else {
    recipe_node(&pass->writer, child->node);
  }
}

// The children, separated by commas; before the first one stands what `from` and it have between.
static void add_children(Pass *pass, const Element *element, Text before) {
  uint32_t at = tree_node(pass->tree, element->tag)->end;
  for (uint32_t i = 0; i < pass->children.count; i++) {
    const Child *child = &pass->children.at[i];
    if (i > 0) recipe_say_literal(&pass->writer, ",");
    recipe_space(&pass->writer, at, child->start, i > 0 ? TEXT(" ") : before);
    add_child(pass, child);
    at = child->end;
  }
}

// Where the last child ends.
static uint32_t children_end(const Pass *pass) {
  return array_last(&pass->children).end;
}

static void add_children_property(Pass *pass, const Element *element) {
  recipe_say_literal(&pass->writer, "children:");
  if (!element->is_static) {
    add_children(pass, element, TEXT(" "));
    return;
  }
  recipe_say_literal(&pass->writer, " [");
  add_children(pass, element, TEXT(""));
  recipe_space(&pass->writer, children_end(pass), element->inner_end, TEXT(""));
  recipe_say_literal(&pass->writer, "]");
}

static void add_properties(Pass *pass, const Element *element) {
  const Tree *tree = pass->tree;
  RecipeWriter *writer = &pass->writer;
  uint32_t at = element->name_end, end = tree_node(tree, element->end)->start;
  bool is_empty = true;
  tree_each_child(tree, element->tag, child) {
    NodeKind kind = tree_kind(tree, child);
    if (kind != NODE_JSX_ATTRIBUTE && kind != NODE_JSX_EXPRESSION) continue;
    // Of several keys, the last one counts.
    bool is_key = element->key && kind == NODE_JSX_ATTRIBUTE &&
                  text_is(attribute_name(pass, child), TEXT("key"));
    if (is_key) continue;
    recipe_say(writer, is_empty ? TEXT("{") : TEXT(","));
    recipe_space(writer, at, tree_node(tree, child)->start, TEXT(" "));
    add_attribute(pass, child);
    at = tree_node(tree, child)->end;
    is_empty = false;
  }
  if (element->is_automatic && pass->children.count > 0) {
    recipe_say(writer, is_empty ? TEXT("{ ") : TEXT(", "));
    add_children_property(pass, element);
    at = element->is_static ? element->inner_end : children_end(pass);
    end = element->inner_end;
    is_empty = false;
  }
  if (is_empty) {
    recipe_say(writer, element->is_automatic ? TEXT("{}") : TEXT("null"));
  } else {
    recipe_space(writer, at, end, TEXT(" "));
    recipe_say_literal(writer, "}");
  }
}

// ---- Calls

// Whether the call would become part of what stands around it: of a `new`, or of a chain, to all of
// which the annotation would then belong.
static bool needs_parentheses(const Pass *pass, NodeId id) {
  NodeField field = tree_node(pass->tree, id)->field;
  return field == FIELD_OBJECT || field == FIELD_FUNCTION || field == FIELD_CONSTRUCTOR;
}

// `, key, false, { fileName: "a.jsx", lineNumber: 1, columnNumber: 1 }, this`
static void add_debug_arguments(Pass *pass, const Element *element) {
  RecipeWriter *writer = &pass->writer;
  Text source = pass->input->file->text;
  if (!element->key) recipe_say_literal(writer, ", void 0");
  recipe_say(writer, element->is_static ? TEXT(", true") : TEXT(", false"));
  recipe_say_literal(writer, ", { fileName: ");
  lines_seek(&pass->place, source, tree_node(pass->tree, element->id)->start);
  Buffer *out = recipe_text_from(writer, NO_NODE);
  jsx_text_add_string(out, pass->input->name);
  buffer_add_format(out, ", lineNumber: %u, columnNumber: %u }", pass->place.line + 1,
                    pass->place.column + 1);
  if (this_walk_has(&pass->this)) recipe_say_literal(writer, ", this");
}

static void compile(Pass *pass, NodeId id) {
  Element element = read_element(pass, id);
  RecipeWriter *writer = &pass->writer;
  bool is_wrapped = needs_parentheses(pass, id);
  recipe_say_from(writer, element.open, is_wrapped ? TEXT("(") : TEXT(""));
  if (!pass->options->has_side_effects) recipe_say_literal(writer, "/* @__PURE__ */ ");
  add_callee(pass, &element);
  recipe_say_literal(writer, "(");
  add_tag(pass, &element);
  recipe_say_literal(writer, ", ");
  add_properties(pass, &element);
  if (!element.is_automatic && pass->children.count > 0) {
    recipe_say_literal(writer, ",");
    add_children(pass, &element, TEXT(" "));
    recipe_space(writer, children_end(pass), element.inner_end, TEXT(""));
  }
  if (element.key) {
    recipe_say_literal(writer, ", ");
    add_value(pass, element.key);
  }
  if (element.is_automatic && pass->options->is_dev) add_debug_arguments(pass, &element);
  recipe_say_literal(writer, ")");
  if (is_wrapped) recipe_say_literal(writer, ")");
}

// ---- Imports

// Functions of one specifier stand together.
static void add_imports(Pass *pass, ModuleRecord *record) {
  const JsxInput *input = pass->input;
  SymbolId symbols[JSX_FUNCTION_COUNT] = {0};
  SymbolId first = input->table->symbol_count, next = first;
  Text source = input->options->import_source;
  Text folder = pass->options->is_dev ? TEXT("/jsx-dev-runtime") : TEXT("/jsx-runtime");
  Text runtime = text_concat(input->lasting, source, folder);
  for (int i = 0; i < JSX_FUNCTION_COUNT; i++) {
    if (!pass->causes[i]) continue;
    ImportRecord import = {.kind = IMPORT_STATEMENT,
                           .node = NODE_ROOT,
                           .specifier_node = NODE_ROOT,
                           .specifier = i == JSX_CREATE_ELEMENT ? source : runtime,
                           .cause = pass->causes[i]};
    bool is_same =
        next > first && text_is(array_last(&record->imports).specifier, import.specifier);
    if (!is_same) array_push(input->lasting, &record->imports, import);
    symbols[i] = next++;
    ImportBinding binding = {symbols[i], function_names[i], record->imports.count - 1,
                             import.cause};
    array_push(input->lasting, &record->bindings, binding);
  }
  scope_add_imports(input->arena, input->table, next - first);
  for (uint32_t i = 0; i < pass->uses.count; i++) {
    const FunctionUse *use = &pass->uses.at[i];
    pass->tree->nodes[use->token].symbol = symbols[use->function];
  }
}
