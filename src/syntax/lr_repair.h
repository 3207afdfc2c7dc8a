// LrRepair: code that is right, though the grammar knows no way to read it.
//
// Takes: a run whose token is an error.
// Never: is asked in a fork: what it repairs has only one reading.
#pragma once

#include "syntax/lr_fork.h"

typedef enum LrRepair {
  LR_NO_REPAIR,
  LR_RETRY, // the same token fits now
  LR_RELEX, // the run stands elsewhere: the next token is another
} LrRepair;

// Repairs the run, or leaves it as it is.
LrRepair lr_repair(LrRun *run, LrToken *token);
