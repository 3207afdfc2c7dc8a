// import/namespace: `* as name` used for what the module does not export.
#include "rules/project.h"
#include "rules/rule.h"
#include "rules/variables.h"

enum { NOT_FOUND, NOT_FOUND_DEEP, COMPUTED, ASSIGNMENT, NO_NAMES };

static const RuleMessage messages[] = {
    [NOT_FOUND] = {"notFound", "'{0}' not found in imported namespace '{1}'."},
    [NOT_FOUND_DEEP] = {"notFoundDeep", "'{0}' not found in deeply imported namespace '{1}'."},
    [COMPUTED] = {"computed", "Unable to validate computed reference to imported namespace '{0}'."},
    [ASSIGNMENT] = {"assignment", "Assignment to member of namespace '{0}'."},
    [NO_NAMES] = {"noNames", "No exported names found in module '{0}'."},
};

// The module that a name stands for as a whole, by `export * as name from`; or NULL.
static const ProjectFile *namespace_of(const ProjectFile *file, Text name) {
  const uint32_t *index = map_find(&file->export_index, name);
  const ProjectExport *made = index ? &file->exports.at[*index] : NULL;
  if (!made || made->import == NO_IMPORT || !text_is(made->imported, TEXT("*"))) return NULL;
  const ProjectFile *to = file->imports.at[made->import].file;
  return to && to->is_module ? to : NULL;
}

static bool has(RuleContext *context, const ProjectFile *file, Text name) {
  ProjectPath path = {0};
  return project_exports(context->arena, file, name, &path);
}

static bool is_object_of(const Tree *tree, NodeId node, NodeId member) {
  return tree_child(tree, member, FIELD_OBJECT) == tree_outside_parentheses(tree, node);
}

// `name.a`, and `name.a.b` where `a` stands for a module, too.
static void check_members(RuleContext *context, const ProjectFile *file, NodeId node) {
  const Tree *tree = context->tree;
  Text path = tree_text(tree, node), name = path;
  for (int depth = 0; file; depth++) {
    NodeId member = estree_parent(tree, node), outer = estree_parent(tree, member);
    if (!estree_is_member(tree_kind(tree, member)) || !is_object_of(tree, node, member)) return;
    bool is_target = tree_kind(tree, outer) == NODE_ASSIGNMENT_EXPRESSION &&
                     estree_child(tree, outer, FIELD_LEFT) == member;
    if (is_target) report(context, outer, ASSIGNMENT, name);
    NodeId property = tree_child(tree, member, FIELD_PROPERTY);
    if (!property) {
      NodeId index = estree_child(tree, member, FIELD_INDEX);
      if (!option_flag(context, 0, "allowComputed")) report(context, index, COMPUTED, name);
      return;
    }
    Text wanted = tree_text(tree, property);
    if (!has(context, file, wanted)) {
      report(context, property, depth ? NOT_FOUND_DEEP : NOT_FOUND, wanted, path);
      return;
    }
    file = namespace_of(file, wanted);
    path = text_concat(context->arena, path, TEXT("."), wanted);
    node = member;
  }
}

// `const { a } = name`.
static void check_pattern(RuleContext *context, const ProjectFile *file, NodeId node) {
  const Tree *tree = context->tree;
  NodeId declarator = estree_parent(tree, node);
  if (tree_kind(tree, declarator) != NODE_VARIABLE_DECLARATOR) return;
  NodeId pattern = tree_child(tree, declarator, FIELD_NAME);
  if (tree_kind(tree, pattern) != NODE_OBJECT_PATTERN) return;
  tree_each_named(tree, pattern, item) {
    NodeId key = item;
    switch ((int)tree_kind(tree, item)) {
    case NODE_REST_PATTERN: continue;
    case NODE_PAIR_PATTERN: key = tree_child(tree, item, FIELD_KEY); break;
    case NODE_OBJECT_ASSIGNMENT_PATTERN: key = tree_child(tree, item, FIELD_LEFT); break;
    default: break;
    }
    if (tree_kind(tree, key) == NODE_COMPUTED_PROPERTY_NAME) continue;
    Text wanted = tree_text(tree, key);
    if (!has(context, file, wanted))
      report(context, item, NOT_FOUND, wanted, tree_text(tree, node));
  }
}

static void check_uses(RuleContext *context, const ProjectFile *file, NodeId local) {
  const VariableTable *table = source_variables(context->code);
  variable_each_reference(table, variable_declared_at(table, local), each) {
    NodeId node = table->references[each].node;
    check_members(context, file, node);
    check_pattern(context, file, node);
  }
}

static NodeId local_of(const Tree *tree, NodeId node) {
  NodeId specifier = tree_node(tree, node)->parent;
  NodeId alias = tree_child(tree, specifier, FIELD_ALIAS);
  return alias ? alias : node;
}

static void check(RuleContext *context) {
  if (!context->code->project) return;
  const ModuleRecord *record = source_record(context->code);
  for (uint32_t i = 0; i < record->bindings.count; i++) {
    const ImportBinding *binding = &record->bindings.at[i];
    const ImportRecord *import = &record->imports.at[binding->record];
    const ProjectFile *file = project_module(context->code, import);
    if (!file) continue;
    bool is_whole = text_is(binding->name, TEXT("*"));
    if (is_whole && !file->exports.count && !file->stars.count)
      report(context, tree_node(context->tree, binding->node)->parent, NO_NAMES, import->specifier);
    if (!is_whole) file = namespace_of(file, binding->name);
    if (file) check_uses(context, file, local_of(context->tree, binding->node));
  }
}

const Rule rule_import_namespace = {
    .name = "import/namespace",
    .type = RULE_PROBLEM,
    .flags = RULE_ACROSS_FILES,
    .summary = "Disallow properties of `* as name` that the module does not export",
    .why = "They are undefined, and nothing complains when the program runs. A property that is "
           "computed can't be looked up before; `allowComputed` lets that pass.",
    .options = "{ allowComputed: boolean = false }",
    .messages = messages,
    .bad = EXAMPLES({"import * as server from \"./server.js\";\nserver.strat();"}),
    .good = EXAMPLES({"import * as server from \"./server.js\";\nserver.start();"}),
    .end = check,
};
