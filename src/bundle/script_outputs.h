// ScriptOutputs: entries, and scripts that workers run, as outputs that share nothing.
//
// Owns:  the plans, unless they are kept, and the paths by which code knows the scripts, until all
//        outputs are there.
#pragma once

#include "bundle/joint_outputs.h"

typedef struct Scripts {
  CbBuild *build;
  Arena arena;
  uint32_t first;             // of kept plans, that is a script's
  Array(LinkedOutput *) list; // each to be linked by itself
} Scripts;

// Makes the table of paths that link_worker_path looks into. Scripts that are kept are there; the
// first of them is that of index `first`.
void scripts_begin(Scripts *scripts, CbBuild *build, uint32_t first);

// Notes the scripts that the code of `plan` starts, where nothing is made of them yet.
void scripts_add_started(Scripts *scripts, const Plan *plan);

// Links all scripts, and those that they start in their turn.
void scripts_link(Scripts *scripts);

// Adds the scripts to the outputs of `joint`, behind those that are there, and prints them. First
// `scripts_place` gives them their paths, as code may name any of them.
void scripts_place(Scripts *scripts, Joint *joint, uint32_t first);
void scripts_print(Scripts *scripts, Joint *joint);

// Once hashes are known: the same for the paths that the metafile names.
void scripts_settle(Scripts *scripts, const Joint *joint, uint32_t first);

void scripts_release(Scripts *scripts);

// Whether some module of the build starts a script.
bool scripts_are_started(const CbBuild *build);

// A build without splitting whose entries start scripts.
void script_outputs_make(CbBuild *build);
