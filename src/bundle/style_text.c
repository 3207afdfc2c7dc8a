// A byte order mark and an @charset rule count only as the very first bytes: a banner comes behind
// them.
#include "bundle/style_text.h"

#include "base/hash.h"

static bool gets_text(const CbBuild *build, const Module *asset) {
  const BuildSettings *settings = &build->settings;
  bool has_text = settings->style_banner.size || settings->style_footer.size;
  return has_text && asset->loader == LOADER_STYLE;
}

// How many bytes must stay at the beginning: with the rule, the end of its line.
static uint32_t fixed_size(Text text) {
  static const Text charset = TEXT("@charset \""), mark = TEXT("\xEF\xBB\xBF");
  uint32_t start = text_starts(text, mark) ? mark.size : 0;
  if (!text_starts(text_slice(text, start, text.size), charset)) return start;
  uint32_t at = text_find_byte(text, '"', start + charset.size);
  bool is_rule = at != TEXT_NOT_FOUND && at + 1 < text.size && text.at[at + 1] == ';';
  if (!is_rule) return start;
  at += 2;
  if (text_starts(text_slice(text, at, text.size), TEXT("\r\n"))) return at + 2;
  return at < text.size && text.at[at] == '\n' ? at + 1 : at;
}

static void end_line(Buffer *out) {
  if (out->size && out->at[out->size - 1] != '\n') buffer_add_byte(out, '\n');
}

Text style_text(CbBuild *build, const Module *asset) {
  Text text = asset->file.text;
  if (!gets_text(build, asset)) return text;
  Text banner = build->settings.style_banner, footer = build->settings.style_footer;
  uint32_t fixed = fixed_size(text);
  bool is_only_mark = fixed && text.at[fixed - 1] != ';' && text.at[fixed - 1] != '\n';
  Buffer out = {.arena = &build->arena};
  buffer_add_text(&out, text_slice(text, 0, fixed));
  if (banner.size) {
    if (!is_only_mark) end_line(&out);
    buffer_add_text(&out, banner);
    buffer_add_byte(&out, '\n');
  }
  buffer_add_text(&out, text_slice(text, fixed, text.size));
  if (footer.size) {
    end_line(&out);
    buffer_add_text(&out, footer);
    buffer_add_byte(&out, '\n');
  }
  return buffer_text(&out);
}

uint64_t style_hash(const CbBuild *build, const Module *asset) {
  if (!gets_text(build, asset)) return asset->content_hash;
  const BuildSettings *settings = &build->settings;
  uint64_t parts[] = {asset->content_hash, hash_text(settings->style_banner),
                      hash_text(settings->style_footer)};
  return hash_numbers(parts, sizeof parts / sizeof *parts);
}
