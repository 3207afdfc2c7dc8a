// From flags as people write them to what the stages take, with the defaults of each platform.
#include "bundle/env_defines.h"
#include "bundle/output_settings.h"

#include "base/dotted_name.h"
#include "base/json_check.h"
#include "bundle/env_defines.h"
#include "host/files.h"

static Text text_of_or_empty(const char *string) {
  return string ? text_of(string) : TEXT("");
}

static Texts texts_of(Arena *arena, const CbStrings *strings) {
  Texts texts = {0};
  for (size_t i = 0; strings && i < strings->count; i++) {
    array_push(arena, &texts, text_copy(arena, text_of(strings->at[i])));
  }
  return texts;
}

static void read_absolute_paths(CbBuild *build, const CbStrings *places) {
  Text folder = build->settings.working_folder;
  PathBases *bases = &build->settings.bases;
  *bases = (PathBases){folder, folder, folder};
  for (size_t i = 0; places && i < places->count; i++) {
    Text place = text_of(places->at[i]);
    if (text_is(place, TEXT("code")))
      bases->code = TEXT("");
    else if (text_is(place, TEXT("log")))
      bases->log = TEXT("");
    else if (text_is(place, TEXT("metafile")))
      bases->metafile = TEXT("");
    else
      diag_add(&build->diagnostics, MESSAGE_BAD_ABSOLUTE_PATHS, NOWHERE, place);
  }
}

static void read_folders(CbBuild *build, const CbBuildOptions *options) {
  BuildSettings *settings = &build->settings;
  Arena *arena = &build->arena;
  settings->working_folder = options->working_folder
                                 ? text_copy(arena, text_of(options->working_folder))
                                 : file_working_folder(arena);
  Text folder = settings->working_folder;
  if (options->outfile) settings->outfile = path_resolve(arena, folder, text_of(options->outfile));
  if (options->outdir) settings->outdir = path_resolve(arena, folder, text_of(options->outdir));
  if (options->outbase) settings->outbase = path_resolve(arena, folder, text_of(options->outbase));
  read_absolute_paths(build, options->absolute_paths);
}

static void read_clean(CbBuild *build, const CbBuildOptions *options) {
  BuildSettings *settings = &build->settings;
  settings->cleans = options->clean;
  if (!options->clean) return;
  for (size_t i = 0; i < options->clean_keeps.count; i++) {
    Text path = text_of(options->clean_keeps.at[i]);
    array_push(&build->arena, &settings->clean_keeps,
               path_resolve(&build->arena, settings->working_folder, path));
  }
  if (settings->outdir.size == 0) {
    diag_add(&build->diagnostics, MESSAGE_CLEAN_NEEDS_OUTDIR, NOWHERE);
  } else if (path_is_inside(settings->working_folder, settings->outdir)) {
    diag_add(&build->diagnostics, MESSAGE_CLEAN_WORKING_FOLDER, NOWHERE,
             build_shown_path(build, settings->outdir));
  }
}

// As esbuild calls it.
#define UNNAMED "<stdin>"

static Loader source_loader(CbBuild *build, const CbSource *source) {
  Text name = text_of_or_empty(source->loader);
  if (name.size && loader_named(name) == LOADER_NONE)
    settings_report_loader(build, text_concat(&build->arena, TEXT("--loader="), name), name);
  if (name.size) return loader_named(name);
  Loader loader = loaders_of(&build->settings.loaders, text_of_or_empty(source->name));
  return loader == LOADER_NONE ? LOADER_JS : loader;
}

static void read_source(CbBuild *build, const CbSource *source) {
  BuildSettings *settings = &build->settings;
  Arena *arena = &build->arena;
  Text name = text_copy(arena, text_of(source->name ? source->name : UNNAMED));
  char *bytes = arena_alloc(arena, source->size + FILE_PADDING, 1);
  if (source->size) memcpy(bytes, source->bytes, source->size);
  Text beside = path_basename(name); // whatever it is called, it is written where one works
  settings->source = (GivenSource){.path = path_resolve(arena, settings->working_folder, name),
                                   .shown = name,
                                   .base = path_resolve(arena, settings->working_folder, beside),
                                   .bytes = {bytes, (uint32_t)source->size},
                                   .loader = source_loader(build, source)};
  array_push(arena, &settings->entry_names, TEXT("stdin"));
}

static void read_entries(CbBuild *build, const CbBuildOptions *options) {
  BuildSettings *settings = &build->settings;
  Arena *arena = &build->arena;
  for (size_t i = 0; i < options->entries.count; i++) {
    Text entry = text_copy(arena, text_of(options->entries.at[i]));
    uint32_t equals = text_find_byte(entry, '=', 0);
    bool is_named = equals != TEXT_NOT_FOUND && equals > 0;
    Text name = is_named ? text_slice(entry, 0, equals) : TEXT("");
    Text path = is_named ? text_slice(entry, equals + 1, entry.size) : entry;
    array_push(arena, &settings->entries, path);
    array_push(arena, &settings->entry_names, name);
  }
  if (options->source) read_source(build, options->source);
  if (settings->entry_names.count == 0) diag_add(&build->diagnostics, MESSAGE_NO_ENTRY, NOWHERE);
}

// What an alias stands for must be the name of a package, or of something in it.
static void check_alias(CbBuild *build, const Alias *alias) {
  Diagnostics *diagnostics = &build->diagnostics;
  bool is_path = text_starts(alias->from, TEXT("./")) || text_starts(alias->from, TEXT("../")) ||
                 path_is_absolute(alias->from) || text_is(alias->from, TEXT(".")) ||
                 text_is(alias->from, TEXT(".."));
  bool is_name = alias->from.size && !is_path && !text_ends(alias->from, TEXT("/"));
  if (!is_name) {
    diag_add(diagnostics, MESSAGE_BAD_ALIAS_NAME, NOWHERE, alias->from);
  } else if (alias->to.size == 0) {
    diag_add(diagnostics, MESSAGE_EMPTY_ALIAS, NOWHERE, alias->from);
  }
}

static void check_externals(CbBuild *build) {
  const Texts *externals = &build->settings.resolve.externals;
  for (uint32_t i = 0; i < externals->count; i++) {
    Text external = externals->at[i];
    uint32_t star = text_find_byte(external, '*', 0);
    bool has_two =
        star != TEXT_NOT_FOUND && text_find_byte(external, '*', star + 1) != TEXT_NOT_FOUND;
    if (has_two) diag_add(&build->diagnostics, MESSAGE_TWO_WILDCARDS, NOWHERE, external);
  }
}

static void read_resolve_options(CbBuild *build, const CbBuildOptions *options) {
  ResolveOptions *resolve = &build->settings.resolve;
  Arena *arena = &build->arena;
  *resolve = (ResolveOptions){
      .working_folder = build->settings.working_folder,
      .shown_from = build->settings.bases.log,
      .platform = (Platform)options->platform,
      .main_fields = texts_of(arena, options->main_fields),
      .has_main_fields = options->main_fields != NULL,
      .conditions = texts_of(arena, options->conditions),
      .has_conditions = options->conditions != NULL,
      .extensions = texts_of(arena, options->resolve_extensions),
      .has_extensions = options->resolve_extensions != NULL,
      .externals = texts_of(arena, &options->externals),
      .packages_external = options->packages_external,
      .preserve_symlinks = options->preserve_symlinks,
      .site_root = text_copy(arena, text_of_or_empty(options->site_root)),
      .site_base = text_copy(arena, text_of_or_empty(options->site_base)),
      .node_paths = texts_of(arena, &options->node_paths),
      .records_lookups = options->watch,
      .tsconfig = text_copy(arena, text_of_or_empty(options->tsconfig)),
  };
  if (options->tsconfig_raw) {
    resolve->tsconfig_raw = text_copy(arena, text_of(options->tsconfig_raw));
  }
  if (options->tsconfig_raw && options->tsconfig) {
    diag_add(&build->diagnostics, MESSAGE_TSCONFIG_TWICE, NOWHERE);
  }
  for (size_t i = 0; i < options->aliases.count; i++) {
    Alias alias = {text_copy(arena, text_of(options->aliases.at[i].key)),
                   text_copy(arena, text_of(options->aliases.at[i].value))};
    check_alias(build, &alias);
    array_push(arena, &resolve->aliases, alias);
  }
  check_externals(build);
}

// A mode without quotes is the variable of that name, which hardly anybody means.
static bool is_bare_mode(Text name, Text value) {
  bool is_word = text_is(value, TEXT("undefined")) ||
                 json_check(NULL, value, NULL, NULL) == JSON_GOOD; // true, false, null, numbers
  return text_is(name, TEXT("process.env.NODE_ENV")) && name_is_plain(value) && !is_word;
}

// Whoever says what `process` is says what its mode is, too; what is said of `process.env` alone
// leaves the mode as it is.
static bool gives_process(const CbBuildOptions *options) {
  for (size_t i = 0; i < options->defines.count; i++) {
    if (text_is(text_of(options->defines.at[i].key), TEXT("process"))) return true;
  }
  return false;
}

static bool minifies_all(const CbBuildOptions *options) {
  return options->minify ||
         (options->minify_whitespace && options->minify_identifiers && options->minify_syntax);
}

static bool minifies(const CbBuildOptions *options) {
  return options->minify || options->minify_whitespace || options->minify_identifiers ||
         options->minify_syntax;
}

static Text env_folder(Arena *arena, const BuildSettings *settings, const CbBuildOptions *options) {
  if (!options->env_dir) return settings->working_folder;
  return path_resolve(arena, settings->working_folder, text_of(options->env_dir));
}

static void read_defines(CbBuild *build, const CbBuildOptions *options) {
  Arena *arena = &build->arena;
  Defines *defines = &build->settings.defines;
  // As in esbuild: code for browsers is built as for development, unless it is minified; a text of
  // standard input is only transformed where it is not bundled.
  bool is_text = options->no_bundle && options->source;
  if (options->platform == CB_PLATFORM_BROWSER && !is_text) {
    bool is_production = minifies_all(options);
    Text mode = is_production ? TEXT("\"production\"") : TEXT("\"development\"");
    if (!gives_process(options)) defines_add(arena, defines, TEXT("process.env.NODE_ENV"), mode);
    EnvDefines env = {is_production, env_folder(arena, &build->settings, options)};
    if (!options->no_bundle) env_defines_add(arena, defines, options, &env);
  }
  for (size_t i = 0; i < options->defines.count; i++) {
    Text name = text_copy(arena, text_of(options->defines.at[i].key));
    Text value = text_copy(arena, text_of(options->defines.at[i].value));
    DefineProblem problem = defines_add(arena, defines, name, value);
    if (problem == DEFINE_BAD_NAME) {
      diag_add(&build->diagnostics, MESSAGE_BAD_DEFINE_NAME, NOWHERE, name);
    } else if (problem == DEFINE_BAD_VALUE) {
      diag_add(&build->diagnostics, MESSAGE_BAD_DEFINE_VALUE, NOWHERE, value, name);
    } else if (is_bare_mode(name, value)) {
      diag_add(&build->diagnostics, MESSAGE_SUSPICIOUS_DEFINE, NOWHERE, name, value);
    }
  }
}

static void read_effects_options(CbBuild *build, const CbBuildOptions *options) {
  Texts pure = texts_of(&build->arena, &options->pure);
  bool jsx_is_code = options->jsx != CB_JSX_PRESERVE;
  build->settings.effects =
      (EffectsOptions){.ignores_annotations = options->ignore_annotations,
                       .jsx_is_quiet = jsx_is_code && !options->jsx_side_effects,
                       .pure = pure.at,
                       .pure_count = pure.count};
}

static Text text_or(Arena *arena, const char *string, Text usual) {
  return string && *string ? text_copy(arena, text_of(string)) : usual;
}

static void read_jsx_options(CbBuild *build, const CbBuildOptions *options) {
  static const JsxMode modes[] = {[CB_JSX_TRANSFORM] = JSX_CLASSIC,
                                  [CB_JSX_AUTOMATIC] = JSX_AUTOMATIC,
                                  [CB_JSX_PRESERVE] = JSX_PRESERVE};
  Arena *arena = &build->arena;
  JsxOptions *jsx = &build->settings.jsx;
  *jsx = (JsxOptions){
      .mode = modes[options->jsx],
      .factory = text_or(arena, options->jsx_factory, TEXT("React.createElement")),
      .fragment = text_or(arena, options->jsx_fragment, TEXT("React.Fragment")),
      .import_source = text_or(arena, options->jsx_import_source, TEXT("react")),
      .is_dev = options->jsx_dev,
      .has_side_effects = options->jsx_side_effects,
  };
  if (!jsx_is_factory(jsx->factory)) {
    diag_add(&build->diagnostics, MESSAGE_BAD_JSX_FACTORY, NOWHERE, jsx->factory);
  }
  if (!jsx_is_fragment(jsx->fragment)) {
    diag_add(&build->diagnostics, MESSAGE_BAD_JSX_FRAGMENT, NOWHERE, jsx->fragment);
  }
}

static void read_drop_options(CbBuild *build, const CbBuildOptions *options) {
  Texts labels = texts_of(&build->arena, options->drop_labels);
  DropOptions *drop = &build->settings.drop;
  *drop = (DropOptions){.labels = labels.at, .label_count = labels.count};
  for (size_t i = 0; i < options->drop.count; i++) {
    Text what = text_of(options->drop.at[i]);
    if (text_is(what, TEXT("console")))
      drop->console = true;
    else if (text_is(what, TEXT("debugger")))
      drop->debugger = true;
    else
      diag_add(&build->diagnostics, MESSAGE_BAD_DROP, NOWHERE, what);
  }
}

static OutputFormat format_of(const CbBuildOptions *options) {
  static const OutputFormat by_platform[] = {[CB_PLATFORM_BROWSER] = OUTPUT_IIFE,
                                             [CB_PLATFORM_NODE] = OUTPUT_CJS,
                                             [CB_PLATFORM_NEUTRAL] = OUTPUT_ESM};
  switch (options->format) {
  case CB_FORMAT_IIFE: return OUTPUT_IIFE;
  case CB_FORMAT_CJS: return OUTPUT_CJS;
  case CB_FORMAT_ESM: return OUTPUT_ESM;
  case CB_FORMAT_DEFAULT: break;
  }
  return by_platform[options->platform];
}

// A file by itself is shaken only where nothing outside of it can see its names.
static bool keeps_everything(const CbBuildOptions *options) {
  if (options->tree_shaking != CB_TREE_SHAKING_DEFAULT) {
    return options->tree_shaking == CB_TREE_SHAKING_OFF;
  }
  return options->no_bundle && options->format != CB_FORMAT_IIFE;
}

static LegalPlace legal_place_of(const CbBuildOptions *options) {
  switch (options->legal_comments) {
  case CB_LEGAL_NONE: return LEGAL_NONE;
  case CB_LEGAL_INLINE: return LEGAL_INLINE;
  case CB_LEGAL_LINKED:
  case CB_LEGAL_EXTERNAL: return LEGAL_FILE;
  case CB_LEGAL_EOF: return LEGAL_END;
  case CB_LEGAL_DEFAULT: break;
  }
  return options->no_bundle ? LEGAL_INLINE : LEGAL_END;
}

// What is minified is printed again as a whole: how it is written is decided there.
static void read_minify_options(CbBuild *build, const CbBuildOptions *options) {
  if (!minifies(options)) return;
  AssembleOptions *assemble = &build->settings.assemble;
  PieceOptions *piece = &build->settings.piece;
  assemble->is_minified = piece->is_minified = true;
  assemble->keeps_format = build->settings.keeps_format;
  assemble->minify = (MinifyOptions){.whitespace = options->minify || options->minify_whitespace,
                                     .identifiers = options->minify || options->minify_identifiers,
                                     .syntax = options->minify || options->minify_syntax,
                                     .is_ascii_only = piece->is_ascii_only,
                                     .wants_mappings = piece->wants_map || options->metafile,
                                     .keeps_legal_comments = piece->keeps_legal_comments,
                                     .line_limit = piece->line_limit,
                                     .effects = build->settings.effects};
  build->settings.link.shortens_aliases = options->splitting && assemble->minify.identifiers;
  assemble->names_all =
      options->keep_names && (assemble->minify.identifiers || assemble->minify.syntax);
  piece->is_ascii_only = false;
  piece->line_limit = 0;
}

// Whether it is a variable, or a property of one, of `this` or of `import.meta`.
static bool is_global_name(Text name) {
  if (!dotted_name_is_good(name)) return false;
  uint32_t end = 0;
  dotted_name_step(name, &end);
  if (text_is(text_slice(name, 0, end), TEXT("import"))) dotted_name_step(name, &end);
  Text root = text_slice(name, 0, end);
  bool is_object = text_is(root, TEXT("this")) || text_is(root, TEXT("import.meta"));
  return define_is_name(root) && (!is_object || end < name.size);
}

static void check_global_name(CbBuild *build) {
  Text name = build->settings.assemble.global_name;
  if (name.size == 0 || is_global_name(name)) return;
  Diagnostic *added = diag_add(&build->diagnostics, MESSAGE_BAD_GLOBAL_NAME, NOWHERE, name);
  diag_note(&build->diagnostics, added, MESSAGE_GLOBAL_NAME_FORM, NOWHERE);
}

// Newer syntax than is asked for stays: nothing makes it older.
static void check_targets(CbBuild *build, const CbBuildOptions *options) {
  for (size_t i = 0; options->targets && i < options->targets->count; i++) {
    Text target = text_of(options->targets->at[i]);
    if (text_is_but_case(target, TEXT("esnext"))) continue;
    diag_add(&build->diagnostics, MESSAGE_SYNTAX_STAYS, NOWHERE,
             text_concat(&build->arena, TEXT("--target="), target));
    return;
  }
  for (size_t i = 0; i < options->supported.count; i++) {
    const CbPair *pair = &options->supported.at[i];
    bool is_syntax = strcmp(pair->key, "inline-script") != 0;
    if (!is_syntax || !text_is(text_of(pair->value), TEXT("false"))) continue;
    diag_add(&build->diagnostics, MESSAGE_SYNTAX_STAYS, NOWHERE,
             text_concat(&build->arena, TEXT("--supported:"), text_of(pair->key), TEXT("=false")));
    return;
  }
}

// Whether outputs may come to stand between <script> and </script>.
static bool goes_into_pages(const CbBuildOptions *options) {
  bool answer = options->platform == CB_PLATFORM_BROWSER;
  for (size_t i = 0; i < options->supported.count; i++) {
    const CbPair *pair = &options->supported.at[i];
    if (strcmp(pair->key, "inline-script") == 0) answer = strcmp(pair->value, "true") == 0;
  }
  return answer;
}

static void read_output_options(CbBuild *build, const CbBuildOptions *options) {
  BuildSettings *settings = &build->settings;
  Arena *arena = &build->arena;
  OutputFormat format = format_of(options);
  bool wants_map = options->source_map != CB_SOURCE_MAP_NONE;
  settings->link = (LinkOptions){
      .format = format,
      .has_global_name = options->global_name != NULL,
      .output_folder = settings->working_folder,
      .working_folder = settings->working_folder,
      .defines = &settings->defines,
      .keeps_names = options->keep_names,
      .keeps_everything = keeps_everything(options),
      .is_alone = options->no_bundle,
      .is_ascii_only = options->charset == CB_CHARSET_ASCII,
      .keeps_jsx = options->jsx == CB_JSX_PRESERVE,
      .module_host = text_copy(arena, text_of_or_empty(options->module_host)),
      .returns_promise = options->return_promise && format != OUTPUT_ESM,
      .site_root = settings->resolve.site_root,
      .site_base = settings->resolve.site_base,
      .ignores_annotations = options->ignore_annotations,
  };
  settings->assemble = (AssembleOptions){
      .format = format,
      .platform = (Platform)options->platform,
      .global_name = text_copy(arena, text_of_or_empty(options->global_name)),
      .banner = text_copy(arena, text_of_or_empty(options->banner_js)),
      .footer = text_copy(arena, text_of_or_empty(options->footer_js)),
      .legal = legal_place_of(options),
      .wants_map = wants_map,
      .no_sources_content = options->no_sources_content,
      .source_root = text_copy(arena, text_of_or_empty(options->source_root)),
  };
  settings->style_banner = text_copy(arena, text_of_or_empty(options->banner_css));
  settings->style_footer = text_copy(arena, text_of_or_empty(options->footer_css));
  settings->piece = (PieceOptions){
      .is_ascii_only = options->charset == CB_CHARSET_ASCII,
      .wants_map = wants_map,
      .wants_sources = wants_map && !options->no_sources_content,
      .is_for_node = options->platform == CB_PLATFORM_NODE,
      .keeps_names = options->keep_names,
      .line_limit = options->line_limit,
      .keeps_legal_comments = settings->assemble.legal == LEGAL_INLINE,
  };
  settings->keeps_format = options->no_bundle && options->format == CB_FORMAT_DEFAULT;
  read_minify_options(build, options);
  // What is minified is written so in any case.
  settings->piece.is_for_page = !settings->piece.is_minified && goes_into_pages(options);
  settings->piece.parts_templates = goes_into_pages(options);
  settings->piece.keeps_jsx = settings->link.keeps_jsx;
  settings->source_map = options->source_map;
  settings->legal = options->legal_comments;
}

static const Pattern *read_pattern(CbBuild *build, const char *flag, const char *source) {
  if (!source) return NULL;
  Text text = text_copy(&build->arena, text_of(source));
  PatternProblem problem;
  const Pattern *pattern = pattern_make(&build->arena, text, &problem);
  if (pattern) return pattern;
  Text part = text_slice(text, problem.start, problem.end);
  if (problem.reason.size)
    diag_add(&build->diagnostics, MESSAGE_BAD_PATTERN, NOWHERE, text_of(flag), text,
             problem.reason);
  else
    diag_add(&build->diagnostics, MESSAGE_FOREIGN_PATTERN, NOWHERE, text_of(flag), text, part);
  return NULL;
}

static void read_mangle_options(CbBuild *build, const CbBuildOptions *options) {
  MangleOptions *mangle = &build->settings.mangle;
  mangle->pattern = read_pattern(build, "--mangle-props", options->mangle_props);
  mangle->reserved = read_pattern(build, "--reserve-props", options->reserve_props);
  mangle->takes_quoted = options->mangle_quoted;
  if (options->mangle_cache) {
    Text path = text_of(options->mangle_cache);
    mangle->cache_path = path_resolve(&build->arena, build->settings.working_folder, path);
    array_push(&build->arena, &build->settings.clean_keeps, mangle->cache_path);
  }
}

static void read_splitting_options(CbBuild *build, const CbBuildOptions *options) {
  BuildSettings *settings = &build->settings;
  settings->link.splits = options->splitting && !options->no_bundle;
  settings->link.min_chunk_bytes = options->min_chunk_size;
  for (size_t i = 0; i < options->manual_chunks.count; i++) {
    const CbPair *pair = &options->manual_chunks.at[i];
    ManualChunk chunk = {text_copy(&build->arena, text_of(pair->key)),
                         text_copy(&build->arena, text_of(pair->value))};
    array_push(&build->arena, &settings->link.manual_chunks, chunk);
  }
  if (!options->splitting) {
    bool has_chunks = options->manual_chunks.count > 0 || options->min_chunk_size > 0;
    if (has_chunks) diag_add(&build->diagnostics, MESSAGE_CHUNKS_NEED_SPLITTING, NOWHERE);
    return;
  }
  if (settings->link.format == OUTPUT_IIFE)
    diag_add(&build->diagnostics, MESSAGE_SPLITTING_OF_IIFE, NOWHERE);
  else if (settings->outdir.size == 0)
    diag_add(&build->diagnostics, MESSAGE_SPLITTING_NEEDS_OUTDIR, NOWHERE);
}

void settings_read(CbBuild *build, const CbBuildOptions *options) {
  BuildSettings *settings = &build->settings;
  overrides_read(build, &options->log_overrides);
  read_folders(build, options);
  build->settings.tells_places = options->tell_places;
  build->settings.missing_stays = options->missing_stays;
  if (options->stack_reader) settings->stack_reader = text_of(options->stack_reader);
  if (options->place_resolver) settings->place_resolver = text_of(options->place_resolver);
  if (options->await_keeper) settings->await_keeper = text_of(options->await_keeper);
  read_clean(build, options);
  settings_read_loaders(build, options);
  read_entries(build, options);
  read_resolve_options(build, options);
  read_defines(build, options);
  read_effects_options(build, options);
  read_drop_options(build, options);
  settings->injects = texts_of(&build->arena, &options->injects);
  read_jsx_options(build, options);
  read_output_options(build, options);
  check_global_name(build);
  check_targets(build, options);
  settings_read_names(build, options);
  read_splitting_options(build, options);
  read_mangle_options(build, options);
  settings->wants_metafile = options->metafile;
  settings->is_incremental = options->incremental;
  settings->keeps_syntax = options->dumps || options->incremental;
  settings->allow_overwrite = options->allow_overwrite;
  settings->measures_compressed = options->measures_compressed;
  settings->threads = options->threads;
}
