// How code writes what lies in another module: a variable, or a member of a namespace object.
#include "bundle/piece.h"

#include "print/string_literal.h"

Text piece_member_text(Arena *arena, Text object, Text name) {
  if (name_is_plain(name)) return text_concat(arena, object, TEXT("."), name);
  Buffer out = {.arena = arena};
  buffer_add_text(&out, object);
  buffer_add_byte(&out, '[');
  string_literal_add(&out, name, true);
  buffer_add_byte(&out, ']');
  return buffer_text(&out);
}

Text piece_quoted(Arena *arena, Text text) {
  Buffer out = {.arena = arena};
  buffer_add_json_string(&out, text);
  return buffer_text(&out);
}

static PrintName external_text(Arena *arena, const Plan *plan, const Binding *binding) {
  const External *external = link_external(plan, binding->module, binding->record);
  const uint32_t *name = map_find(&external->name_indices, binding->name);
  if (name) return (PrintName){plan_name(plan, external->slots.at[*name]), false};
  Text namespace = plan_name(plan, external->namespace_slot);
  if (text_is(binding->name, TEXT("*"))) return (PrintName){namespace, false};
  return (PrintName){piece_member_text(arena, namespace, binding->name), true};
}

// A variable, or a member of what require() of its chunk returned.
static PrintName slot_text(const Plan *plan, SlotId slot) {
  const LocalName *local = plan_owns(plan, slot) ? NULL : plan_local(plan, slot);
  return (PrintName){plan_name(plan, slot), local && local->variable};
}

PrintName piece_binding_text(Arena *arena, const Plan *plan, const Binding *binding) {
  if (binding->kind == BINDING_MISSING) return (PrintName){TEXT("void 0"), false};
  if (binding->kind == BINDING_EXTERNAL) return external_text(arena, plan, binding);
  const Linked *target = plan_of(plan, binding->module);
  if (!target->is_included) return (PrintName){TEXT("void 0"), false}; // nothing uses it
  bool is_bare = target->wrap == WRAP_NONE;
  if (binding->kind == BINDING_SYMBOL && is_bare) {
    return slot_text(plan, target->slots[binding->symbol]);
  }
  if (binding->kind == BINDING_DEFAULT && is_bare) {
    return slot_text(plan, target->default_slot);
  }
  SlotId object = target->acts_as_commonjs ? target->import_slots[binding->is_node_mode]
                                           : target->namespace_slot;
  if (binding->kind == BINDING_KEY) {
    if (target->key_slots) {
      return (PrintName){plan_name(plan, target->key_slots[binding->record]), false};
    }
    object = target->default_slot;
  }
  if (binding->kind == BINDING_NAMESPACE) return (PrintName){plan_name(plan, object), false};
  return (PrintName){piece_member_text(arena, plan_name(plan, object), binding->name), true};
}
