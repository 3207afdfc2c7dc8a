// Server: a folder, served to browsers while it is being worked on.
//
// Takes: options, which must stay valid until serve_run returns.
// Gives: mistakes in the options, and ports that are taken, as diagnostics.
// Never: prints: what there is to say is handed to `on_ready`, `on_build` and `on_log`.
#pragma once

#include "cbundle/cbundle.h"
#include "diag/diag.h"

typedef struct ServeUrls {
  bool has_own_certificate; // which browsers don't know
  Text local;               // "http://localhost:3000/"
  const Text *network;      // by which others reach it; none unless it is bound to the network
  uint32_t network_count;
  bool is_on_network;
} ServeUrls;

typedef struct ServeLogLine {
  Text method, target;
  int status; // 0: the client was gone before the answer
  uint64_t duration_ns;
} ServeLogLine;

typedef struct ServeOptions {
  // A folder, or a page in it, which is then its index, or a script, of which there is made a page;
  // NULL: this folder.
  const char *root;
  const char *host;        // an address or name to bind to; "": all; NULL: this machine alone
  unsigned port;           // 0: any
  bool is_strict_port;     // another one won't do
  CbStrings allowed_hosts; // names, besides those of this machine; ".name": and all below; "*": any
  CbStrings headers;       // "Name: value", for every answer
  CbPairs proxies;         // paths, and the servers that answer for them: "http://localhost:8080"
  const CbStrings *cors;   // origins that may read; an empty list: any; NULL: none
  const char *base;        // of all URLs: "/app/"; NULL: "/"
  bool is_spa;             // what is not there is the index page's business
  bool has_no_listing;     // of folders without an index page
  bool follows_links;      // out of the folder
  bool opens_browser;
  bool is_encrypted;       // HTTPS
  const char *certificate; // a file of PEM, and its key; NULL: one that is made on the spot
  const char *key;
  bool trusts_proxies;         // whatever certificates they have
  bool is_static;              // files as they are: nothing is built, no page is changed
  const CbBuildOptions *build; // what programs are built with, but for entries and outputs; or NULL
  const char *editor;          // the command that opens a file; NULL: $VISUAL, $EDITOR or "code"
  void *context;
  void (*on_ready)(void *context, const ServeUrls *urls);
  // Something was built, and took `ms`; the diagnostics say how that went. May be NULL.
  void (*on_build)(void *context, CbBuild *build, Text entry, double ms);
  // The system watches no more folders; the rest is looked at now and then. May be NULL.
  void (*on_slow_watch)(void *context);
  void (*on_log)(void *context, const ServeLogLine *line); // may be NULL
} ServeOptions;

// Serves until SIGINT, SIGTERM or SIGHUP. False if it could not begin; `diagnostics` say why. What
// is only worth a note is in them when on_ready is called.
bool serve_run(const ServeOptions *options, Diagnostics *diagnostics);
