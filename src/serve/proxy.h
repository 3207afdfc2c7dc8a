// Proxy: paths that another server answers for (--proxy).
#pragma once

#include "diag/diag.h"
#include "serve/site.h"

// Reads the rules. False, with diagnostics, if one of them is none. There may be none at all.
bool proxy_read(Site *site, Diagnostics *diagnostics);

// Hands the request on, if its path is another server's: its body and the answer follow by
// themselves. `target` is without scheme and host. False if it is ours.
bool proxy_send(Request *request, Text target);

// Whether the target is another server's, and so may become another protocol.
bool proxy_takes(const Site *site, Text target);

// Bytes of the request's body, and its end. False if the request is not a proxy's.
bool proxy_body(Request *request, const char *bytes, size_t size);
bool proxy_body_end(Request *request);
void proxy_drain(Request *request);

// Gives back what proxy_read has made, beyond the site's memory.
void proxy_release(Site *site);

// Ends what has become another protocol.
void proxy_stop(Site *site);
