// The tables are written at build time by grammars/make_tables.c, one header per grammar.
#include "syntax/lr_tables.h"

#include "generated/javascript_tables.h"
