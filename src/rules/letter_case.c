// Ranges in which capitals and small letters lie apart by a distance, or take turns.
#include "rules/letter_case.h"
#include "base/utf8.h"

typedef struct CaseRange {
  uint32_t first, last; // of the capitals
  uint32_t distance;    // to the small ones; 1: they take turns, a capital first
} CaseRange;

static const CaseRange ranges[] = {
    {'A', 'Z', 32},
    {0x10A0, 0x10C5, 7264},
    {0x1C90, 0x1CBA, (uint32_t)-3008},
    {0x1CBD, 0x1CBF, (uint32_t)-3008},
    {0x2C00, 0x2C2F, 48},
    {0x2C80, 0x2CE3, 1},
    {0xA640, 0xA66D, 1},
    {0xA680, 0xA69B, 1},
    {0xA722, 0xA72F, 1},
    {0xA732, 0xA76F, 1},
    {0x104B0, 0x104D3, 40},
    {0x10C80, 0x10CB2, 64},
    {0x118A0, 0x118BF, 32},
    {0x16E40, 0x16E5F, 32},
    {0x1E900, 0x1E921, 34},
    {0xC0, 0xD6, 32},
    {0xD8, 0xDE, 32},
    {0x100, 0x137, 1},
    {0x139, 0x148, 1},
    {0x14A, 0x177, 1},
    {0x179, 0x17E, 1},
    {0x1CD, 0x1DC, 1},
    {0x1DE, 0x1EF, 1},
    {0x1F8, 0x21F, 1},
    {0x222, 0x233, 1},
    {0x388, 0x38A, 37},
    {0x391, 0x3A1, 32},
    {0x3A3, 0x3AB, 32},
    {0x3D8, 0x3EF, 1},
    {0x400, 0x40F, 80},
    {0x410, 0x42F, 32},
    {0x460, 0x481, 1},
    {0x48A, 0x4BF, 1},
    {0x4C1, 0x4CE, 1},
    {0x4D0, 0x52F, 1},
    {0x531, 0x556, 48},
    {0x1E00, 0x1E95, 1},
    {0x1EA0, 0x1EFF, 1},
    {0xFF21, 0xFF3A, 32},
    {0x10400, 0x10427, 40},
};

static const CaseRange *range_of(uint32_t code, int *which) {
  for (uint32_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
    const CaseRange *range = &ranges[i];
    if (range->distance == 1) {
      if (code < range->first || code > range->last) continue;
      *which = (code - range->first) % 2 == 0 ? 1 : -1;
      return range;
    }
    if (code >= range->first && code <= range->last) return *which = 1, range;
    uint32_t back = code - range->distance; // may wrap, as distances do that lead down
    if (back >= range->first && back <= range->last) return *which = -1, range;
  }
  return NULL;
}

int letter_case(uint32_t code) {
  int which = 0;
  if (code == 0xDF || code == 0xFF) return -1; // they have no capital in their range
  range_of(code, &which);
  return which;
}

uint32_t letter_other_case(uint32_t code) {
  int which;
  const CaseRange *range = range_of(code, &which);
  if (code == 0xDF || code == 0xFF || !range) return code == 0xFF ? 0x178 : code;
  return which == 1 ? code + range->distance : code - range->distance;
}

int letter_case_of_first(Text text) {
  uint32_t length;
  return text.size ? letter_case(utf8_decode(text, 0, &length)) : 0;
}
