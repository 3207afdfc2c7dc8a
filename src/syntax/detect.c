// The tree of a text with errors doesn't say where its parser stopped: recovery takes back what was
// read before, and skips what comes after. So the text is parsed once more, up to there, with a
// logger listening: "detect_error" ends one reading of the text, and when none is left, the parser
// must "resume" the best of them.
#include "syntax/detect.h"

#include "base/utf8.h"

#include <stdio.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_javascript(void);

typedef struct Detection {
  Text source;
  TSPoint at;       // the end of what the reading that is being tried has taken in
  TSPoint furthest; // where the last reading ended
  bool is_over;
} Detection;

static bool starts_with(const char *line, const char *start) {
  return strncmp(line, start, strlen(start)) == 0;
}

static void listen(void *payload, TSLogType type, const char *line) {
  Detection *detection = payload;
  if (type != TSLogTypeParse || detection->is_over) return;
  if (starts_with(line, "process ")) {
    const char *row = strstr(line, "row:");
    TSPoint at;
    if (row && sscanf(row, "row:%u, col:%u", &at.row, &at.column) == 2) detection->at = at;
  } else if (starts_with(line, "detect_error ")) {
    TSPoint at = detection->at, last = detection->furthest;
    bool is_further = at.row > last.row || (at.row == last.row && at.column > last.column);
    if (is_further) detection->furthest = at;
  } else if (starts_with(line, "resume ")) {
    detection->is_over = true;
  }
}

static bool is_over(TSParseState *state) {
  return ((Detection *)state->payload)->is_over;
}

static const char *read_source(void *payload, uint32_t offset, TSPoint point, uint32_t *size) {
  (void)point;
  Text source = ((Detection *)payload)->source;
  *size = offset < source.size ? source.size - offset : 0;
  return source.at + (offset < source.size ? offset : source.size);
}

// tree-sitter's lines end with "\n" alone, and its columns are bytes.
static uint32_t offset_of(Text source, TSPoint point) {
  uint32_t start = 0;
  for (uint32_t row = 0; row < point.row; row++) {
    uint32_t end = text_find_byte(source, '\n', start);
    if (end == TEXT_NOT_FOUND) return source.size;
    start = end + 1;
  }
  return source.size - start > point.column ? start + point.column : source.size;
}

static uint32_t skip_space(Text source, uint32_t at) {
  while (at < source.size) {
    uint32_t length;
    uint32_t code = utf8_decode(source, at, &length);
    bool is_space = code <= ' ' || code == 0xA0 || code == 0xFEFF || code == 0x2028 ||
                    code == 0x2029 || code == 0x3000 || (code >= 0x2000 && code <= 0x200A);
    if (!is_space) break;
    at += length;
  }
  return at;
}

uint32_t detect_error(Text source) {
  if (source.size > DETECT_LIMIT_BYTES) return TEXT_NOT_FOUND;
  Detection detection = {.source = source};
  TSParser *parser = ts_parser_new();
  ts_parser_set_language(parser, tree_sitter_javascript());
  ts_parser_set_logger(parser, (TSLogger){&detection, listen});
  TSInput input = {&detection, read_source, TSInputEncodingUTF8, NULL};
  TSTree *tree =
      ts_parser_parse_with_options(parser, NULL, input, (TSParseOptions){&detection, is_over});
  if (tree) ts_tree_delete(tree);
  ts_parser_delete(parser);
  if (!detection.is_over) return TEXT_NOT_FOUND;
  return skip_space(source, offset_of(source, detection.furthest));
}
