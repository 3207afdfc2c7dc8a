// Reply: an answer's head as it grows, and answers that say something to people.
#pragma once

#include "base/buffer.h"
#include "serve/site.h"

typedef struct Reply {
  Request *request;
  HttpAnswer answer;
  HttpHeader *headers;
  uint32_t count;
} Reply;

enum { REPLY_HEADERS = 16 }; // besides the standing ones

// An answer with the headers that every answer has.
Reply reply_begin(Request *request, int status);

// Adds a header, unless the user's own has this name. The texts must live as long as the request.
void reply_add(Reply *reply, Text name, Text value);
void reply_add_number(Reply *reply, Text name, uint64_t number);

// The head, to be handed to `http`.
const HttpAnswer *reply_head(Reply *reply);

// Answers with this body, which a 304 leaves out.
void reply_body(Reply *reply, Text body);

// Answers with a text of this type.
void reply_text(Reply *reply, Text type, Text body);

// Answers with a text that nobody is to keep.
void reply_unstored(Request *request, Text type, Text body);

// Whether the client has the text with this tag already: then 304 is the answer.
bool reply_is_known(const Request *request, Text etag);

typedef enum ProblemId {
#define PROBLEM(NAME, status, text) PROBLEM_##NAME,
#include "serve/problems.def"
  PROBLEM_COUNT
} ProblemId;

// Says what is wrong: as a page to browsers, else as a line. `about` takes the place of {0}.
void reply_problem(Request *request, ProblemId id, Text about);

// What a problem says that is about nothing in particular.
Text reply_sentence(ProblemId id);

// The problem that a status of the gate's is.
ProblemId reply_problem_of(int gate_status);

// Sends the browser to another path of this server; `path` is not escaped yet.
void reply_redirect(Request *request, Text path, bool adds_slash);

// Whether the client is a browser that shows what it gets as a page.
bool reply_wants_page(const Request *request);

// The same, unless the path is that of a script, a picture or the like: a page would be no answer.
bool reply_shows_page(const Request *request);

// Appends `text` for a page's text or a quoted attribute.
void reply_add_escaped(Buffer *out, Text text);

// Appends `page` with each "{{name}}" replaced.
typedef struct PagePart {
  const char *name;
  Text text;
} PagePart;
void reply_fill_page(Buffer *out, Text page, const PagePart *parts, uint32_t count);
