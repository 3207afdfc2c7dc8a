// The page is three files, joined: its frame (analyze_page.html), and in it the style, the script
// and the metafile, each at the place of a comment that names it.
#include "bundle/analyze.h"

#include "base/buffer.h"

#include "generated/bundle_scripts.h"

// JSON inside of a script element: nothing in it may look like the element's end.
static void add_data(Buffer *out, Text json) {
  for (uint32_t i = 0; i < json.size; i++) {
    if (json.at[i] == '<')
      buffer_add_literal(out, "\\u003c");
    else
      buffer_add_byte(out, json.at[i]);
  }
}

// Appends `frame` up to the comment `mark`, which is in it, and takes both off.
static void add_until(Buffer *out, Text *frame, Text mark) {
  uint32_t at = text_find(*frame, mark);
  if (at == TEXT_NOT_FOUND) return;
  buffer_add_text(out, text_slice(*frame, 0, at));
  *frame = text_slice(*frame, at + mark.size, frame->size);
}

Text analyze_page(Arena *arena, Text metafile) {
  Buffer out = {.arena = arena};
  Text frame = {bundle_analyze_page_html, (uint32_t)bundle_analyze_page_html_size};
  add_until(&out, &frame, TEXT("<!-- style -->"));
  buffer_add(&out, bundle_analyze_page_css, bundle_analyze_page_css_size);
  add_until(&out, &frame, TEXT("<!-- data -->"));
  add_data(&out, metafile);
  add_until(&out, &frame, TEXT("<!-- script -->"));
  buffer_add(&out, bundle_analyze_page_js, bundle_analyze_page_js_size);
  buffer_add_text(&out, frame);
  return buffer_text(&out);
}
