// Live: what the dev server does beyond serving files: programs that are built when they are asked
// for, pages that are told of changes, and what those pages ask in turn.
//
// Owns:  all programs and the connections of pages that listen, from live_make to live_release.
// Takes: requests that the gate and the rules for hosts and origins have let through.
// Never: serves a file as it is; that is files.h.
#pragma once

#include "serve/site.h"

Live *live_make(Site *site);

// Says goodbye to pages that listen; to be called before the server's stopping is waited for.
void live_stop(Live *live);
void live_release(Live *live);

// Answers a request for what is below "/@cbundle/"; false if it is for something else. Only such
// may be a POST.
bool live_answer(Request *request);
bool live_takes_post(const Request *request, Text target);

// Sends a page that does nothing but load the site's entry.
void live_send_entry(Request *request);

// Answers a request for the file at `path` (as the gate has it) if it is a page, which gets a
// script, or a module, which is built. False: it is to be sent as it is.
bool live_send(Request *request, Text path, const FileState *state, int status);
