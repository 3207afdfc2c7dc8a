// Listing: a page about what is in a folder.
#pragma once

#include "serve/site.h"

// Answers with the page of the folder `real`, which the gate has let through.
void listing_send(Request *request, Text real);
