// Sums of strings. A sum `a + b + c` is looked at as a whole: neighbours that are constants become
// one as soon as what stands before them can only be a string, or one of them is.
//
//   "a" + "b" + c      → "ab" + c        a + "b" + 1 + "c"   → a + "b1c"
//   "a" + `b${c}`      → `ab${c}`        "a" + b + ("c" + d) → "a" + b + "c" + d
//   "" + typeof a      → typeof a        a + 1 + 2           stays: a may be a number
#include "minify/concat.h"
#include "minify/make.h"

// ---- What can be joined

typedef enum OperandKind {
  OPERAND_OTHER,
  OPERAND_CONSTANT, // no string
  OPERAND_STRING,
  OPERAND_TEMPLATE,
} OperandKind;

// Numbers that are longer as text stay numbers: 1e99.
static bool is_text_short(Minify *minify, const Value *value) {
  return value->type != TYPE_NUMBER ||
         value_text(minify, value).size <= make_number_size(minify, value->number) + 1;
}

static OperandKind operand_kind(Minify *minify, AstId id, Value *value) {
  if (value_of(minify, id, value)) {
    if (value->type == TYPE_STRING) return OPERAND_STRING;
    return is_text_short(minify, value) ? OPERAND_CONSTANT : OPERAND_OTHER;
  }
  bool is_template = ast_kind(minify->ast, id) == NODE_TEMPLATE_STRING;
  return is_template ? OPERAND_TEMPLATE : OPERAND_OTHER;
}

static bool is_sum(const Minify *minify, AstId id) {
  return ast_kind(minify->ast, id) == NODE_BINARY_EXPRESSION &&
         ast_node(minify->ast, id)->op == TOKEN_PLUS;
}

// Whether two neighbours may be something for us: a quick look.
static bool may_join(Minify *minify, AstId left, AstId right) {
  Value value;
  if (is_sum(minify, right)) return true;
  OperandKind second = operand_kind(minify, right, &value);
  if (second == OPERAND_STRING && value.text.size == 0) return true;
  OperandKind first = operand_kind(minify, left, &value);
  if (first == OPERAND_STRING && value.text.size == 0) return true;
  return first != OPERAND_OTHER && second != OPERAND_OTHER;
}

// Whether the sum as a whole has such neighbours.
static bool is_promising(Minify *minify, AstId sum) {
  for (AstId id = sum; is_sum(minify, id); id = fact_left(minify, id)) {
    AstId left = fact_left(minify, id);
    AstId before = is_sum(minify, left) ? fact_right(minify, left) : left;
    if (may_join(minify, before, fact_right(minify, id))) return true;
  }
  return false;
}

// ---- Taking the sum apart

typedef struct Sum {
  Minify *minify;
  Arena scratch;
  Array(AstId) operands;
  Array(AstId) made;
  Concat open;         // neighbours that are being joined
  AstId first_open;    // the only one of them, or the first
  uint32_t open_count; // 0: none
  bool is_open_text;   // what is open is a string
  bool is_string;      // what stands before what is open is surely a string
  bool has_changed;
} Sum;

static void collect_left(Sum *self, AstId sum) {
  const Minify *minify = self->minify;
  uint32_t start = self->operands.count;
  AstId id = sum;
  for (; is_sum(minify, id); id = fact_left(minify, id))
    array_push(&self->scratch, &self->operands, fact_right(minify, id));
  array_push(&self->scratch, &self->operands, id);
  AstId *at = self->operands.at;
  for (uint32_t i = start, j = self->operands.count - 1; i < j; i++, j--) {
    AstId other = at[i];
    at[i] = at[j], at[j] = other;
  }
}

// ---- Joining

static void end_open(Sum *self) {
  if (self->open_count == 0) return;
  AstId made = self->first_open;
  if (self->open_count > 1) {
    made = concat_end(self->minify, &self->open, made);
    self->has_changed = true;
  }
  array_push(&self->scratch, &self->made, made);
  self->is_string |= self->is_open_text;
  self->open_count = 0;
}

// Adds an operand to what is open.
static void add_open(Sum *self, AstId id, OperandKind kind, const Value *value) {
  if (self->open_count++ == 0) {
    concat_start(&self->open, &self->scratch);
    self->first_open = id;
    self->is_open_text = false;
  }
  self->is_open_text |= kind == OPERAND_STRING || kind == OPERAND_TEMPLATE;
  if (kind == OPERAND_TEMPLATE)
    concat_add_template(self->minify, &self->open, id);
  else
    concat_add_text(&self->open, value_text(self->minify, value));
}

// Whether running what stands before can't be noticed to come after what is joined: a sum is
// primitive already.
static bool is_front_primitive(const Sum *self) {
  if (self->made.count != 1) return true;
  return fact_is(self->minify, self->made.at[0], TYPE_SIMPLE | TYPE_BIGINT);
}

static bool can_join(const Sum *self, OperandKind kind) {
  if (self->open_count == 0 || kind == OPERAND_OTHER) return false;
  if (kind == OPERAND_TEMPLATE && !is_front_primitive(self)) return false;
  bool is_text = kind == OPERAND_STRING || kind == OPERAND_TEMPLATE;
  return self->is_open_text || self->is_string || (is_text && self->made.count == 0);
}

static bool is_string(const Sum *self, AstId id) {
  return fact_is(self->minify, id, TYPE_STRING);
}

// An empty string has nothing to say next to a string.
static bool is_needless(Sum *self, uint32_t i, OperandKind kind, const Value *value) {
  if (kind != OPERAND_STRING || value->text.size > 0) return false;
  bool is_before = self->is_string || (self->open_count > 0 && self->is_open_text);
  bool is_behind = i + 1 < self->operands.count && is_string(self, self->operands.at[i + 1]);
  return is_before || (is_behind && is_front_primitive(self));
}

static void take(Sum *self, uint32_t i) {
  AstId id = self->operands.at[i];
  Value value;
  OperandKind kind = operand_kind(self->minify, id, &value);
  if (is_needless(self, i, kind, &value)) {
    self->has_changed = true;
    return;
  }
  if (kind == OPERAND_TEMPLATE && !concat_understands(self->minify, id)) kind = OPERAND_OTHER;
  if (!can_join(self, kind)) end_open(self);
  if (kind != OPERAND_OTHER) {
    add_open(self, id, kind, &value);
  } else {
    array_push(&self->scratch, &self->made, id);
    self->is_string |= is_string(self, id);
  }
}

// ---- Sums on the right

// Whether `front + (sum)` is the same without brackets: `front` and the sum are strings from their
// start, and nothing runs in between.
static bool can_flatten(const Sum *self, AstId sum, bool is_front_string, AstId front) {
  const Minify *minify = self->minify;
  AstId first = sum, second = AST_NONE;
  for (; is_sum(minify, first); first = fact_left(minify, first))
    second = fact_right(minify, first);
  bool is_primitive =
      is_front_string || !front || fact_is(minify, front, TYPE_SIMPLE | TYPE_BIGINT);
  bool is_late_string =
      is_front_string && ast_kind(minify->ast, second) == NODE_STRING; // "a" + (b + "c")
  return is_primitive && (fact_is(minify, first, TYPE_STRING) || is_late_string);
}

// Puts the operands of sums that stand on the right in their places.
static void flatten(Sum *self) {
  Array(AstId) given = {0};
  given.at = self->operands.at, given.count = self->operands.count;
  self->operands.at = NULL, self->operands.count = self->operands.capacity = 0;
  bool is_front_string = false;
  for (uint32_t i = 0; i < given.count; i++) {
    AstId id = given.at[i];
    bool is_inside = i > 0 && is_sum(self->minify, id) &&
                     can_flatten(self, id, is_front_string, i == 1 ? given.at[0] : AST_NONE);
    if (is_inside) {
      collect_left(self, id);
      self->has_changed = true;
    } else {
      array_push(&self->scratch, &self->operands, id);
    }
    is_front_string |= is_string(self, id);
  }
}

// ---- The whole

static AstId build(Sum *self) {
  AstId made = self->made.at[0];
  for (uint32_t i = 1; i < self->made.count; i++)
    made = make_binary(self->minify, TOKEN_PLUS, made, self->made.at[i]);
  return made;
}

static bool fold(Sum *self, AstId id) {
  collect_left(self, id);
  flatten(self);
  for (uint32_t i = 0; i < self->operands.count; i++) take(self, i);
  end_open(self);
  if (self->has_changed) make_replace(self->minify, id, build(self));
  return self->has_changed;
}

bool fold_sum(Minify *minify, AstId id) {
  if (!is_sum(minify, id)) return false;
  bool is_inner =
      is_sum(minify, ast_parent(minify->ast, id)) && ast_node(minify->ast, id)->field == FIELD_LEFT;
  if (is_inner || !is_promising(minify, id)) return false;
  Sum self = {.minify = minify};
  bool has_changed = fold(&self, id);
  arena_release(&self.scratch);
  return has_changed;
}
