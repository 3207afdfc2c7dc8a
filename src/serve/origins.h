// Origins: which pages may ask. A page of somebody else's can make a browser ask this server for
// scripts and pictures, and would learn from them what it must not know.
#pragma once

#include "serve/site.h"

// Notes in the request who asks, and who may read the answer. False if it has been refused.
bool origins_check(Request *request);
