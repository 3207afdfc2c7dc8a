// Globals of a file: what comments and the configuration say of variables in the global scope.
#include "rules/variables_make.h"

static bool is_there(GlobalSetting setting) {
  return setting == GLOBAL_READONLY || setting == GLOBAL_WRITABLE;
}

// A comment has the last word.
static void configure(Making *making, Variable *variable) {
  GlobalSetting setting = global_setting(making->code, variable->name);
  const uint32_t *commented = map_find(&making->table->commented, variable->name);
  variable->setting = (uint8_t)setting;
  if (commented) setting = (GlobalSetting)*commented;
  if (!is_there(setting)) return;
  variable->flags |= VARIABLE_CONFIGURED;
  if (setting == GLOBAL_WRITABLE) variable->flags |= VARIABLE_WRITABLE;
}

static VariableId add_variable(Making *making, Text name, AtomId atom) {
  Variable variable = {.name = name, .atom = atom, .scope = NAME_SCOPE_ROOT};
  configure(making, &variable);
  return making_add_variable(making, variable);
}

VariableId variables_add_configured(Making *making, AtomId atom) {
  Text name = scope_name(making->code->scopes, atom);
  const uint32_t *commented = map_find(&making->table->commented, name);
  GlobalSetting setting =
      commented ? (GlobalSetting)*commented : global_setting(making->code, name);
  return is_there(setting) ? add_variable(making, name, atom) : 0;
}

// ---- Comments

static void add_commented(Making *making, Map *declared, const CommentedName *name) {
  const uint32_t *setting = map_find(&making->table->commented, name->name);
  if (map_has(declared, name->name) || !is_there((GlobalSetting)*setting)) return;
  const uint32_t *atom = map_find(&making->code->scopes->atoms, name->name);
  VariableId id = add_variable(making, name->name, atom ? *atom + 1 : 0);
  map_set(&making->scratch, declared, name->name, id);
}

static void link_comments(Making *making, const Map *declared, const CommentedNames *names) {
  VariableComment *comments = arena_new(making->code->arena, VariableComment, names->count + 1);
  making->table->comments = comments;
  for (uint32_t i = names->count; i-- > 0;) {
    const CommentedName *name = &names->at[i];
    const uint32_t *known = map_find(declared, name->name);
    if (!known) continue;
    Variable *variable = &making->variables.at[*known];
    if (name->is_exported) {
      variable->flags |= VARIABLE_EXPORTED;
    } else if (variable->flags & VARIABLE_CONFIGURED) {
      comments[i + 1] = (VariableComment){name->comment, variable->first_comment};
      variable->first_comment = i + 1;
      variable->flags |= VARIABLE_BY_COMMENT;
    }
  }
}

static void add_comments(Making *making, const CommentedNames *names) {
  Map declared = {0};
  VariableId v = making->scopes.at[NAME_SCOPE_ROOT].first_variable;
  for (; v; v = making->variables.at[v].next_in_scope)
    map_set(&making->scratch, &declared, making->variables.at[v].name, v);
  for (uint32_t i = 0; i < names->count; i++)
    if (!names->at[i].is_exported) add_commented(making, &declared, &names->at[i]);
  link_comments(making, &declared, names);
}

void variables_add_globals(Making *making) {
  CommentedNames names = {0};
  comments_read_globals(making->code, &names);
  for (uint32_t i = 0; i < names.count; i++) {
    const CommentedName *name = &names.at[i];
    if (!name->is_exported)
      map_set(making->code->arena, &making->table->commented, name->name, name->setting);
  }
  VariableId v = making->scopes.at[NAME_SCOPE_ROOT].first_variable;
  for (; v; v = making->variables.at[v].next_in_scope) configure(making, &making->variables.at[v]);
  if (names.count) add_comments(making, &names);
}
