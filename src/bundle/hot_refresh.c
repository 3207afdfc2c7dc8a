// A component keeps its state as long as it calls the same hooks in the same order: the signature
// lists them, with the names that their results are given and what their state begins with. Custom
// hooks count with the signatures that they have themselves. A class has none: it begins anew.
#include "bundle/hot_refresh.h"

#include "bundle/piece.h"
#include "print/string_literal.h"

typedef struct Registering {
  Arena *arena;
  const Plan *plan;
  const Module *module;
  Buffer components, signatures;
} Registering;

typedef struct Signature {
  Buffer key;
  Buffer hooks;  // custom ones, as a list
  bool is_reset; // some hook can't be named from outside
} Signature;

static bool is_upper(char byte) {
  return byte >= 'A' && byte <= 'Z';
}

static bool is_hook_name(Text name) {
  return name.size > 3 && text_starts(name, TEXT("use")) && is_upper(name.at[3]);
}

static bool is_builtin_hook(Text name) {
  static const char *const names[] = {"useState",
                                      "useReducer",
                                      "useEffect",
                                      "useLayoutEffect",
                                      "useMemo",
                                      "useCallback",
                                      "useRef",
                                      "useContext",
                                      "useImperativeHandle",
                                      "useDebugValue",
                                      "useId",
                                      "useDeferredValue",
                                      "useTransition",
                                      "useInsertionEffect",
                                      "useSyncExternalStore",
                                      "useFormStatus",
                                      "useFormState",
                                      "useActionState",
                                      "useOptimistic",
                                      "use"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (text_is(name, text_of(names[i]))) return true;
  }
  return false;
}

static bool is_function(NodeKind kind) {
  switch ((int)kind) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_FUNCTION_EXPRESSION:
  case NODE_ARROW_FUNCTION:
  case NODE_GENERATOR_FUNCTION:
  case NODE_GENERATOR_FUNCTION_DECLARATION:
  case NODE_METHOD_DEFINITION: return true;
  default: return false;
  }
}

// How the module's code writes a variable of its top level; empty for others.
static Text variable_text(Registering *self, NodeId identifier) {
  const ScopeTable *scopes = &self->module->scopes;
  SymbolId symbol = tree_node(&self->module->tree, identifier)->symbol;
  if (!symbol || scopes->symbols[symbol].scope != SCOPE_FILE) return TEXT("");
  if (!scopes->symbols[symbol].declaration) return TEXT("");
  const Binding *binding = link_binding(self->plan, self->module, symbol);
  if (binding) return piece_binding_text(self->arena, self->plan, binding).text;
  const SlotId *slots = plan_of(self->plan, self->module)->slots;
  SlotId slot = slots ? slots[symbol] : 0;
  return slot ? plan_name(self->plan, slot) : scope_symbol_name(scopes, symbol);
}

// ---- Signatures

typedef struct HookCall {
  NodeId call, object; // `object.useThing()`; or none
  NodeId callee;
  Text name;
} HookCall;

static bool read_call(const Tree *tree, NodeId call, HookCall *out) {
  NodeId callee = tree_child(tree, call, FIELD_FUNCTION);
  *out = (HookCall){.call = call, .callee = callee};
  NodeKind kind = tree_kind(tree, callee);
  if (kind == NODE_IDENTIFIER) {
    out->name = tree_text(tree, callee);
  } else if (kind == NODE_MEMBER_EXPRESSION) {
    out->object = tree_child(tree, callee, FIELD_OBJECT);
    out->name = tree_text(tree, tree_child(tree, callee, FIELD_PROPERTY));
    if (tree_kind(tree, out->object) != NODE_IDENTIFIER) return false;
  }
  return is_hook_name(out->name);
}

// What the hook is to begin with: another initial state is another state.
static NodeId initial_value(const Tree *tree, const HookCall *hook) {
  uint32_t which = text_is(hook->name, TEXT("useState"))     ? 1
                   : text_is(hook->name, TEXT("useReducer")) ? 2
                                                             : 0;
  NodeId arguments = tree_child(tree, hook->call, FIELD_ARGUMENTS);
  tree_each_named(tree, arguments, argument) {
    if (which > 0 && --which == 0) return argument;
  }
  return NO_NODE;
}

static void add_hook(Registering *self, const HookCall *hook, Signature *signature) {
  const Tree *tree = &self->module->tree;
  NodeId parent = tree_node(tree, hook->call)->parent, value = initial_value(tree, hook);
  buffer_add_text(&signature->key, hook->name);
  buffer_add_byte(&signature->key, '{');
  if (tree_kind(tree, parent) == NODE_VARIABLE_DECLARATOR)
    buffer_add_text(&signature->key, tree_text(tree, tree_child(tree, parent, FIELD_NAME)));
  if (value) {
    buffer_add_byte(&signature->key, '(');
    buffer_add_text(&signature->key, tree_text(tree, value));
    buffer_add_byte(&signature->key, ')');
  }
  buffer_add_literal(&signature->key, "}\n");
  if (is_builtin_hook(hook->name)) return;
  Text text = variable_text(self, hook->object ? hook->object : hook->callee);
  if (text.size == 0) {
    signature->is_reset = true;
    return;
  }
  if (signature->hooks.size) buffer_add_literal(&signature->hooks, ", ");
  buffer_add_text(&signature->hooks, text);
  if (hook->object) {
    buffer_add_byte(&signature->hooks, '.');
    buffer_add_text(&signature->hooks, hook->name);
  }
}

// All hooks that a function calls itself, in order.
static void add_hooks(Registering *self, NodeId function, Signature *signature) {
  const Tree *tree = &self->module->tree;
  NodeId end = tree_node(tree, function)->after;
  for (NodeId node = function + 1; node < end;) {
    HookCall hook;
    NodeKind kind = tree_kind(tree, node);
    if (is_function(kind)) {
      node = tree_node(tree, node)->after;
      continue;
    }
    if (kind == NODE_CALL_EXPRESSION && read_call(tree, node, &hook))
      add_hook(self, &hook, signature);
    node++;
  }
}

// `[App, "useState{…}", false, () => [useThing]],`
static void sign(Registering *self, Text variable, NodeId function) {
  Signature signature = {.key = {.arena = self->arena}, .hooks = {.arena = self->arena}};
  add_hooks(self, function, &signature);
  if (signature.key.size == 0) return;
  Buffer *out = &self->signatures;
  buffer_add_format(out, "[%.*s, ", TEXT_ARGS(variable));
  string_literal_add(out, buffer_text(&signature.key), true);
  buffer_add_format(out, ", %s, () => [%.*s]], ", signature.is_reset ? "true" : "false",
                    (int)signature.hooks.size, signature.hooks.size ? signature.hooks.at : "");
}

// ---- Components

// A class that extends nothing is none of React's.
static bool is_derived_class(const Tree *tree, NodeId node) {
  NodeKind kind = tree_kind(tree, node);
  bool is_class = kind == NODE_CLASS || kind == NODE_CLASS_DECLARATION;
  return is_class && tree_child_of_kind(tree, node, NODE_CLASS_HERITAGE);
}

// The function or class that a value is, or is made of: `memo(forwardRef(() => …))`.
static NodeId component_in(const Tree *tree, NodeId value) {
  for (;;) {
    value = tree_inside_parentheses(tree, value);
    if (is_function(tree_kind(tree, value)) || is_derived_class(tree, value)) return value;
    if (tree_kind(tree, value) != NODE_CALL_EXPRESSION) return NO_NODE;
    value = tree_first_named(tree, tree_child(tree, value, FIELD_ARGUMENTS));
    if (!value) return NO_NODE;
  }
}

static void register_value(Registering *self, Text name, Text variable, NodeId value) {
  const Tree *tree = &self->module->tree;
  bool is_component = is_upper(name.at[0]) || text_is(name, TEXT("default"));
  if (!is_component && !is_hook_name(name)) return;
  NodeId component = component_in(tree, value);
  bool is_call = tree_kind(tree, tree_inside_parentheses(tree, value)) == NODE_CALL_EXPRESSION;
  if (!component && !(is_component && is_call)) return;
  if (is_component) {
    buffer_add_literal(&self->components, "[");
    string_literal_add(&self->components, name, true);
    buffer_add_format(&self->components, ", %.*s], ", TEXT_ARGS(variable));
  }
  if (component && is_function(tree_kind(tree, component))) sign(self, variable, component);
}

static void register_named(Registering *self, NodeId identifier, NodeId value) {
  const Tree *tree = &self->module->tree;
  if (!identifier || !value || tree_kind(tree, identifier) != NODE_IDENTIFIER) return;
  Text variable = variable_text(self, identifier);
  if (variable.size) register_value(self, tree_text(tree, identifier), variable, value);
}

static void register_statement(Registering *self, NodeId statement) {
  const Tree *tree = &self->module->tree;
  if (tree_kind(tree, statement) == NODE_EXPORT_STATEMENT) {
    NodeId value = tree_child(tree, statement, FIELD_VALUE);
    SlotId slot = plan_of(self->plan, self->module)->default_slot;
    if (value && slot) register_value(self, TEXT("default"), plan_name(self->plan, slot), value);
    statement = tree_child(tree, statement, FIELD_DECLARATION);
    if (!statement) return;
  }
  switch ((int)tree_kind(tree, statement)) {
  case NODE_FUNCTION_DECLARATION:
  case NODE_CLASS_DECLARATION:
    register_named(self, tree_child(tree, statement, FIELD_NAME), statement);
    break;
  case NODE_LEXICAL_DECLARATION:
  case NODE_VARIABLE_DECLARATION:
    tree_each_named(tree, statement, declarator) {
      register_named(self, tree_child(tree, declarator, FIELD_NAME),
                     tree_child(tree, declarator, FIELD_VALUE));
    }
    break;
  default: break;
  }
}

void hot_refresh_add(Buffer *out, const Plan *plan, const Module *module, Text id) {
  if (!module_is_esm(module) || module_is_in_package(module)) return;
  Arena scratch = {0};
  Registering self = {.arena = &scratch,
                      .plan = plan,
                      .module = module,
                      .components = {.arena = &scratch},
                      .signatures = {.arena = &scratch}};
  tree_each_child(&module->tree, NODE_ROOT, statement) {
    register_statement(&self, statement);
  }
  if (self.components.size + self.signatures.size > 0) {
    buffer_add_literal(out, "__cbundle.refresh(");
    string_literal_add(out, id, true);
    buffer_add_literal(out, ", [");
    buffer_add(out, self.components.at, self.components.size);
    buffer_add_literal(out, "], [");
    buffer_add(out, self.signatures.at, self.signatures.size);
    buffer_add_literal(out, "]);\n");
  }
  arena_release(&scratch);
}
