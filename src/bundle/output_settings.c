// What the flags say of loaders and of the names of outputs.
#include "bundle/output_settings.h"

#include "bundle/path_template.h"

static Text copy_of(CbBuild *build, const char *string) {
  return text_copy(&build->arena, text_of(string ? string : ""));
}

static bool is_extension(Text text) {
  return text.size > 1 && text.at[0] == '.' && text.at[text.size - 1] != '.' &&
         text_find_byte(text, '/', 0) == TEXT_NOT_FOUND;
}

// ---- Loaders

void settings_report_loader(CbBuild *build, Text flag, Text name) {
  Diagnostics *diagnostics = &build->diagnostics;
  if (loader_comes_later(name)) {
    diag_add(diagnostics, MESSAGE_LOADER_NOT_IN_VERSION, NOWHERE, name, flag);
    return;
  }
  Diagnostic *added = diag_add(diagnostics, MESSAGE_UNKNOWN_LOADER, NOWHERE, name, flag);
  Text similar = loader_like(name);
  if (similar.size)
    diag_note(diagnostics, added, MESSAGE_DID_YOU_MEAN, NOWHERE, similar);
  else
    diag_note(diagnostics, added, MESSAGE_LOADERS_NOTE, NOWHERE, loader_names(&build->arena));
}

static void read_loader(CbBuild *build, Text extension, Text name) {
  Diagnostics *diagnostics = &build->diagnostics;
  bool is_default = text_is(name, TEXT("default"));
  Loader loader = is_default ? LOADER_NONE : loader_named(name);
  if (extension.size > 0 && !is_extension(extension)) {
    Diagnostic *added =
        diag_add(diagnostics, MESSAGE_BAD_EXTENSION, NOWHERE, extension, TEXT("loader"), name);
    diag_note(diagnostics, added, MESSAGE_EXTENSION_DOT, NOWHERE);
  } else if (!is_default && loader == LOADER_NONE) {
    Text flag = text_concat(&build->arena, TEXT("--loader:"), extension, TEXT("="), name);
    settings_report_loader(build, flag, name);
  } else {
    loaders_set(&build->arena, &build->settings.loaders, extension, loader);
  }
}

void settings_read_loaders(CbBuild *build, const CbBuildOptions *options) {
  build->settings.loaders = loaders_make(&build->arena);
  for (size_t i = 0; i < options->loaders.count; i++) {
    const CbPair *pair = &options->loaders.at[i];
    read_loader(build, copy_of(build, pair->key), copy_of(build, pair->value));
  }
}

// ---- Names

static void read_extension(CbBuild *build, Text of, Text extension) {
  Diagnostics *diagnostics = &build->diagnostics;
  if (!text_is(of, TEXT(".js"))) {
    diag_add(diagnostics, MESSAGE_OUT_EXTENSION_OF, NOWHERE, of, extension);
  } else if (!is_extension(extension)) {
    Diagnostic *added = diag_add(diagnostics, MESSAGE_BAD_OUT_EXTENSION, NOWHERE, extension);
    diag_note(diagnostics, added, MESSAGE_EXTENSION_DOT, NOWHERE);
  } else {
    build->settings.js_extension = extension;
  }
}

static Text read_template(CbBuild *build, Text flag, const char *value, Text usual) {
  if (!value) return usual;
  Text template = copy_of(build, value);
  path_template_check(flag, template, &build->diagnostics);
  return template;
}

void settings_read_names(CbBuild *build, const CbBuildOptions *options) {
  BuildSettings *settings = &build->settings;
  Text usual = TEXT("[name]-[hash]"), usual_entry = TEXT("[dir]/[name]");
  if (settings->outfile.size) usual_entry = TEXT("");
  settings->entry_template =
      read_template(build, TEXT("--entry-names"), options->entry_names, usual_entry);
  settings->chunk_template =
      read_template(build, TEXT("--chunk-names"), options->chunk_names, usual);
  settings->asset_template =
      read_template(build, TEXT("--asset-names"), options->asset_names, usual);
  settings->js_extension = TEXT(".js");
  for (size_t i = 0; i < options->out_extensions.count; i++) {
    const CbPair *pair = &options->out_extensions.at[i];
    read_extension(build, copy_of(build, pair->key), copy_of(build, pair->value));
  }
  settings->link.public_path = copy_of(build, options->public_path);
  settings->link.output_root =
      settings->outfile.size ? path_dirname(settings->outfile) : settings->outdir;
}
