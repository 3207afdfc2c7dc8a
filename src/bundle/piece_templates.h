// PieceTemplates: templates with tags that would end the script of a page.
//
// Gives: replacements, in any order.
#pragma once

#include "bundle/piece.h"

void piece_templates(Arena *arena, const Plan *plan, Piece *piece, const PieceOptions *options,
                     Replacements *out);
