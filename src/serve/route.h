// Route: which file or page a path leads to.
#pragma once

#include "serve/site.h"

void route_send(Request *request);
