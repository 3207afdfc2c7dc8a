// `maximum` is the older name: where it is 0, `max` counts.
#include "rules/limits.h"

uint32_t limit_option(const RuleContext *context, uint32_t otherwise) {
  const Json *given = option(context, 0);
  const Json *old = json_get(given, TEXT("maximum")), *new = json_get(given, TEXT("max"));
  if (json_is(given, JSON_NUMBER)) return (uint32_t)given->number;
  if (json_is(old, JSON_NUMBER) && (old->number != 0 || !new)) return (uint32_t)old->number;
  return json_is(new, JSON_NUMBER) ? (uint32_t) new->number : otherwise;
}
