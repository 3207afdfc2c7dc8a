// Look: a document being linted, on another thread.
//
// Takes: the text of the document as it is when the look begins.
// Gives: its problems to the client, unless there is a newer text by then, which is linted next;
//        and answers to requests that have waited for them.
// Never: more than one at a time for a document; one that has become of no use ends early.
#pragma once

#include "lsp/server.h"

// The text, or what it is linted with, is another one now: it is linted soon, and requests about
// the old text are refused.
void look_soon(Document *document);

// What the document's timer calls.
void look_on_time(void *document);

// Answers a request when the newest text has been linted: at once, if it has. Takes `waiting`.
void look_await(Document *document, Waiting *waiting);

// Ends a request, which is answered with an error. False: there is no such request.
bool look_cancel(Server *server, Text id);

// Refuses all requests that wait.
void look_refuse(Document *document);
