// cbundle: the library behind the program. Plain C types, no other header needed.
//
//   CbBuildOptions options = {.entries = {(const char *[]){"app.js"}, 1}, .outfile = "out.js"};
//   CbBuild *build = cb_build(&options);
//   if (cb_build_error_count(build) == 0) cb_build_write(build);
//   cb_build_release(build);
//
// Owns:  a CbBuild owns all that its functions return, until cb_rebuild or cb_build_release.
// Takes: options that must stay valid during cb_build only (progress_context: as long as there are
//        builds). Zeroed fields mean the defaults.
// Gives: diagnostics for all that is wrong, with the options as with the files; no error codes.
// Never: prints, exits, changes the working folder, or writes a file before cb_build_write. A build
//        is not for two threads at a time; two builds may be.
#ifndef CBUNDLE_H
#define CBUNDLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef __GNUC__
#pragma GCC visibility push(default) // of the shared object, these names alone can be seen
#endif

typedef struct CbStrings {
  const char *const *at;
  size_t count;
} CbStrings;

typedef struct CbPair {
  const char *key, *value;
} CbPair;

typedef struct CbPairs {
  const CbPair *at;
  size_t count;
} CbPairs;

typedef enum CbFormat {
  CB_FORMAT_DEFAULT, // cjs for the platform node, esm for neutral, iife for browser
  CB_FORMAT_IIFE,
  CB_FORMAT_CJS,
  CB_FORMAT_ESM,
} CbFormat;

typedef enum CbPlatform { CB_PLATFORM_BROWSER, CB_PLATFORM_NODE, CB_PLATFORM_NEUTRAL } CbPlatform;

typedef enum CbSourceMap {
  CB_SOURCE_MAP_NONE,
  CB_SOURCE_MAP_LINKED,   // a .map file, named in a comment at the end of the output
  CB_SOURCE_MAP_INLINE,   // a data: URL in that comment
  CB_SOURCE_MAP_EXTERNAL, // a .map file, not named
  CB_SOURCE_MAP_BOTH,     // inline and a .map file
} CbSourceMap;

typedef enum CbCharset { CB_CHARSET_ASCII, CB_CHARSET_UTF8 } CbCharset;

typedef enum CbLegalComments {
  CB_LEGAL_DEFAULT, // at the end of each output file; where they stand without bundling
  CB_LEGAL_NONE,
  CB_LEGAL_INLINE,
  CB_LEGAL_EOF,
  CB_LEGAL_LINKED,   // a .LEGAL.txt file, named in a comment
  CB_LEGAL_EXTERNAL, // a .LEGAL.txt file, not named
} CbLegalComments;

typedef enum CbTreeShaking {
  CB_TREE_SHAKING_DEFAULT,
  CB_TREE_SHAKING_OFF,
  CB_TREE_SHAKING_ON,
} CbTreeShaking;

typedef enum CbJsx {
  CB_JSX_TRANSFORM, // calls of a factory that the file itself imports
  CB_JSX_AUTOMATIC, // calls of functions that are imported for it
  CB_JSX_PRESERVE,  // it stays as it is
} CbJsx;

// A program that is in no file, as what comes from standard input.
typedef struct CbSource {
  const char *bytes;
  size_t size;
  const char *name;   // of the file that it would be, or NULL: what it imports is seen from there
  const char *loader; // as in CbBuildOptions.loaders; NULL: by the name's extension, or "js"
} CbSource;

// As the flags of `cbundle build --help`.
typedef struct CbBuildOptions {
  const char *working_folder; // NULL: the process's
  CbStrings entries;          // "path" or "name=path"
  const CbSource *source;     // one more entry, behind them; NULL: none
  const char *outfile, *outdir, *outbase;
  bool no_bundle;  // each entry by itself: what it imports stays outside
  CbFormat format; // without bundling, CB_FORMAT_DEFAULT leaves the module system as it is
  CbPlatform platform;
  bool splitting;          // what several entries, or import(), need goes into files of its own
  const char *chunk_names; // of other files of --splitting; NULL: "[name]-[hash]"
  CbPairs manual_chunks;   // splitting: name of a chunk → files, a folder, a package, or with `*`
  unsigned min_chunk_size; // splitting: join smaller chunks that are loaded together; bytes
  const CbStrings *targets; // "esnext", or what a warning says is ignored: syntax stays as it is
  CbPairs supported;        // a feature → "true", or "false", which is ignored likewise
  const char *global_name;
  CbStrings externals;
  bool packages_external;
  CbPairs defines, aliases;
  const char *mode; // import.meta.env.MODE; NULL: "production" if all is minified, "development"
  // Of .env files (.env, .env.local, .env.MODE, .env.MODE.local), and of the environment,
  // import.meta.env has what begins with a prefix (NULL: "VITE_").
  const char *env_dir; // where they are; NULL: in the working folder
  const CbStrings *env_prefixes;
  CbStrings injects;       // files that every module imports; their exports stand in for free names
  CbPairs loaders;         // ".ext" → what is made of such files: "json", "text", "file"…
  const char *entry_names; // names of outputs: "[dir]/[name]" and "[hash]" (NULL: "[dir]/[name]")
  const char *asset_names; // of files that are copied (NULL: "[name]-[hash]")
  const char *public_path; // what URLs of copied files begin with (NULL: relative to the output)
  CbPairs out_extensions;  // ".js" → the extension of outputs
  const CbStrings *absolute_paths; // where paths are absolute: "code", "log", "metafile"
  const char *banner_js, *footer_js;
  const char *banner_css, *footer_css; // of style sheets that have no loader of their own
  CbSourceMap source_map;
  bool no_sources_content;
  const char *source_root;
  const CbStrings *main_fields, *conditions, *resolve_extensions; // NULL: the platform's
  CbStrings node_paths;
  bool preserve_symlinks;
  // A folder that a server has at "/", or at "/app" if that is the base: "/a.js" and "/app/a.js" in
  // an import are the file in it, if there is one; assets and scripts of workers stay in their
  // places, and are known by their URLs there. NULL: they are paths of this machine.
  const char *site_root, *site_base;
  const char *tsconfig;     // the tsconfig.json of all files; NULL: the nearest one of each
  const char *tsconfig_raw; // its text, instead
  CbCharset charset;
  CbLegalComments legal_comments;
  bool metafile;
  bool dumps; // cb_build_dump will be called
  bool allow_overwrite;
  bool clean;               // cb_build_write removes what former builds left in outdir
  CbStrings clean_keeps;    // files that `clean` leaves beside the outputs: of other builds
  bool measures_compressed; // CbOutput tells compressed sizes, too
  unsigned line_limit;      // bytes that a line may have before it is broken; 0: any number
  CbPairs log_overrides;    // the id of a diagnostic → "verbose", "debug", "info", "warning",
                            // "error" or "silent"; errors stay errors
  bool minify;              // all three:
  bool minify_whitespace, minify_identifiers, minify_syntax;
  // A regular expression (bundle/pattern.h says which): properties whose names match get short
  // ones, the same in all outputs. And one for names that stay.
  const char *mangle_props, *reserve_props;
  bool mangle_quoted;       // also where a string names the property
  const char *mangle_cache; // a JSON file of such names, read, and written by cb_build_write
  CbTreeShaking tree_shaking;
  // Each module has its own __filename, __dirname, and import.meta.url, .filename and .dirname, as
  // constants: for programs that run where their files are.
  bool tell_places;
  // With them, an object of the program's surroundings that has a function for each module, by its
  // path in hexadecimal digits behind a "p": that stands for import.meta.resolve. NULL: nothing.
  const char *place_resolver;
  // A function that each `x.stack` and `x.message` reads its object through, as NAME(x).stack:
  // where the engine writes them in another way than programs expect. NULL: none.
  const char *stack_reader;
  // A function that what `await` waits for goes through, as await NAME(x). NULL: none.
  const char *await_keeper;
  // An object of the program's surroundings whose methods `commonJS`, `toESM` and `toCommonJS`
  // stand in the place of the output's own: so these know the CommonJS modules of the output, by
  // their paths as the output has them, and which of the modules outside are ES modules. NULL:
  // none.
  const char *module_host;
  // What require() or import() in a package asks for and is not there stays outside, without a
  // word, as does what is native code: asking fails when it is reached, as in Node.
  bool missing_stays;
  // A program of format cjs or iife may have top-level await: the output, which says so, is then
  // the body of a function that returns a promise of the program's end (cjs), or a script that goes
  // on after it has been run (iife).
  bool return_promise;
  bool keep_names; // "name" of functions and classes stays, though variables are renamed
  CbStrings drop;  // "console": calls of its methods; "debugger": such statements
  const CbStrings *drop_labels; // statements with these labels
  CbStrings pure;               // functions, as "name" or "object.name", whose calls nobody notices
  bool ignore_annotations;      // comments such as @__PURE__, and "sideEffects" in package.json
  CbJsx jsx;
  const char *jsx_factory, *jsx_fragment; // transform: NULL: React.createElement, React.Fragment
  const char *jsx_import_source;          // automatic: the package of jsx-runtime; NULL: react
  bool jsx_dev;          // automatic: calls tell where in the source they are, by jsx-dev-runtime
  bool jsx_side_effects; // elements that nobody uses stay
  bool watch;            // cb_build_watched and cb_build_changed will be called
  bool incremental;      // cb_rebuild will be called: what it takes for that stays in memory
  unsigned threads;      // 0: one per core
  // Called now and then, from any thread, while modules are read, by cb_rebuild as well; may be
  // NULL.
  void (*progress)(void *context, size_t modules_done, size_t modules_known);
  void *progress_context;
} CbBuildOptions;

typedef struct CbOutput {
  const char *path; // absolute; "<stdout>" when neither outfile nor outdir is given
  const char *bytes;
  size_t size;
  bool is_map;                   // a source map, a copied file or another file beside an output
  bool returns_promise;          // see CbBuildOptions
  size_t gzip_size, brotli_size; // 0 unless asked for; of outputs alone
} CbOutput;

typedef enum CbSeverity {
  CB_ERROR,
  CB_WARNING,
  CB_INFO,
  CB_DEBUG,
  CB_VERBOSE,
  CB_SILENT
} CbSeverity;

typedef struct CbDiagnostic {
  CbSeverity severity;
  const char *id;   // "could-not-resolve"
  const char *text; // what is wrong, in one sentence
  const char *path; // NULL where it concerns no file
  uint32_t line;    // from 1
  uint32_t column;  // from 0, in UTF-16 units
  uint32_t length;  // of the marked text, in UTF-16 units
} CbDiagnostic;

typedef struct CbBuild CbBuild;

// Resolves, links and prints; all in memory. Never NULL.
CbBuild *cb_build(const CbBuildOptions *options);
void cb_build_release(CbBuild *build);

// Builds again, with the same options, in place of what the build held: nothing that its functions
// returned before is valid any more. The result is what cb_build would give now, error or not.
// Where options.incremental was set, modules are not read again whose files, tsconfig.json and
// package.json say what they said before.
void cb_rebuild(CbBuild *build);

size_t cb_build_error_count(const CbBuild *build);

// Whether one of the errors is that a module of Node's own was asked for, which the platform of the
// build does not have: it is a program for Node.
bool cb_build_needs_node(const CbBuild *build);
size_t cb_build_warning_count(const CbBuild *build);
size_t cb_build_module_count(const CbBuild *build);

// How many modules were read and parsed; the others are those of the build before.
size_t cb_build_loaded_count(const CbBuild *build);

// How many times a module was linked and printed for an output. After cb_rebuild, what is the same
// as before is not printed again.
size_t cb_build_printed_count(const CbBuild *build);

// In the order of the entries, copied files behind them; none if there are errors.
const CbOutput *cb_build_outputs(const CbBuild *build, size_t *count);

// In a fixed order: the same input gives the same list.
const CbDiagnostic *cb_build_diagnostics(const CbBuild *build, size_t *count);

// Diagnostic `index` as text for a terminal of `width` columns (0: unknown), with its code frame
// and notes. NUL-terminated.
const char *cb_build_render_diagnostic(CbBuild *build, size_t index, bool color, unsigned width);

// The metafile (JSON), or NULL if options.metafile was not set.
const char *cb_build_metafile(const CbBuild *build);

typedef enum CbAnalysis {
  CB_ANALYSIS_NONE,
  CB_ANALYSIS_TABLE,   // a table for a terminal
  CB_ANALYSIS_VERBOSE, // the same, with how the entry came to need each module
  CB_ANALYSIS_HTML,    // a page for a browser
} CbAnalysis;

// What takes how much room in the outputs; NULL if options.metafile was not set. NUL-terminated.
const char *cb_build_analysis(CbBuild *build, CbAnalysis form, bool color);

// The absolute paths that the build depends on: its inputs, the package.json files that it read,
// and what it looked for in vain. One with a slash at its end is a folder in which any file may be
// meant. None unless options.watch is set.
const char *const *cb_build_watched(const CbBuild *build, size_t *count);

// One of these paths that is not as it was when the build looked at it; NULL if all are.
const char *cb_build_changed(const CbBuild *build);

// A text of internals for debugging and tests: "tree", "scope", "graph" or "link". NULL: there is
// no such text.
const char *cb_build_dump(CbBuild *build, const char *what);

// What `clean` is to leave, beside the outputs, when they are written: files of other builds, in
// place of options.clean_keeps, which may be out of date after cb_rebuild. NULL: everything. They
// must stay valid until cb_build_write.
void cb_build_leave(CbBuild *build, const CbStrings *others);

// Writes all outputs, or none. After cb_rebuild, outputs that were written before and are not made
// any more are removed (options.incremental). False, with a diagnostic added, if one could not be
// written.
bool cb_build_write(CbBuild *build);

// "0.1.0"
const char *cb_version(void);

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif
