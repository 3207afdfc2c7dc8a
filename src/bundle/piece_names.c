// How code writes what lies in another module: a variable, or a member of a namespace object.
#include "bundle/piece.h"

#include "print/escape.h"
#include "print/string_literal.h"
#include "transform/places.h"

Text piece_member_text(Arena *arena, Text object, Text name) {
  if (name_is_plain(name)) return text_concat(arena, object, TEXT("."), name);
  Buffer out = {.arena = arena};
  buffer_add_text(&out, object);
  buffer_add_byte(&out, '[');
  string_literal_add(&out, name, true);
  buffer_add_byte(&out, ']');
  return buffer_text(&out);
}

void piece_add_quoted(Buffer *out, const Plan *plan, Text text) {
  string_literal_add(out, text, plan->options->is_ascii_only);
}

void piece_add_name(Buffer *out, const Plan *plan, Text name) {
  if (plan->options->is_ascii_only)
    escape_add_name(out, name);
  else
    buffer_add_text(out, name);
}

Text piece_quoted(Arena *arena, const Plan *plan, Text text) {
  Buffer out = {.arena = arena};
  piece_add_quoted(&out, plan, text);
  return buffer_text(&out);
}

// A variable, or a member of what require() of its chunk returned.
static PrintName slot_text(const Plan *plan, SlotId slot) {
  const LocalName *local = plan_owns(plan, slot) ? NULL : plan_local(plan, slot);
  return (PrintName){plan_name(plan, slot), local && local->variable};
}

PrintName piece_binding_text(Arena *arena, const Plan *plan, const Binding *binding) {
  Mention mention = link_mention(plan, binding);
  if (!mention.slot) return (PrintName){TEXT("void 0"), false}; // nothing uses it
  if (!mention.is_member) return slot_text(plan, mention.slot);
  return (PrintName){piece_member_text(arena, plan_name(plan, mention.slot), binding->name), true};
}

Text piece_use_text(Arena *arena, const Plan *plan, const Tree *tree, const MemberUse *use) {
  Text text = piece_binding_text(arena, plan, &use->binding).text;
  bool has_operator = use->binding.kind == BINDING_MISSING; // void 0
  if (!has_operator || !place_binds_tightly(tree, use->node)) return text;
  return text_concat(arena, place_parenthesis(tree, use->node), text, TEXT(")"));
}
