// Handle: a request, from its head to whoever answers it.
#pragma once

#include "serve/site.h"

extern const HttpEvents handle_events; // their context is the Site
