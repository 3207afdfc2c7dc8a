// What an import is in the output: a variable, or a member of an object that is one.
#include "link/link.h"

static Mention mention_external(const Plan *plan, const Binding *binding) {
  const External *external = link_external(plan, binding->module, binding->record);
  const uint32_t *index = map_find(&external->name_indices, binding->name);
  if (index) return (Mention){external->slots.at[*index], false};
  return (Mention){external->namespace_slot, !text_is(binding->name, TEXT("*"))};
}

Mention link_mention(const Plan *plan, const Binding *binding) {
  if (binding->kind == BINDING_MISSING) return (Mention){0};
  if (binding->kind == BINDING_EXTERNAL) return mention_external(plan, binding);
  const Linked *target = plan_of(plan, binding->module);
  if (!target->is_included) return (Mention){0};
  if (binding->kind == BINDING_SYMBOL && target->slots)
    return (Mention){target->slots[binding->symbol], false};
  if (binding->kind == BINDING_DEFAULT && target->wrap == WRAP_NONE)
    return (Mention){target->default_slot, false};
  if (binding->kind == BINDING_KEY && target->key_slots)
    return (Mention){target->key_slots[binding->record], false};
  if (binding->kind == BINDING_KEY) return (Mention){target->default_slot, true};
  SlotId object = target->acts_as_commonjs ? target->import_slots[binding->is_node_mode]
                                           : target->namespace_slot;
  return (Mention){object, binding->kind != BINDING_NAMESPACE};
}
