// Passes: the steps of link_run and link_split, each in the file of its name; only these two call
// them.
#pragma once

#include "link/link.h"

// link.c: a plan of nothing yet.
Plan *plan_make(Arena *arena, const Graph *graph, const LinkOptions *options,
                Diagnostics *diagnostics);

// each_module.c: a pass that writes only what `plan` says of `module`, into `arena`, and reads
// nothing that it writes of others; for all that the plan reaches, in any order, on many threads.
typedef void (*ModulePass)(Plan *plan, Arena *arena, const Module *module);
void plan_each_module(Plan *plan, ModulePass pass);

// reachable.c: lists the modules that the entry leads to, over imports of any kind.
void find_reachable(Plan *plan);

// reachable.c: whether nothing was said of modules that the plan does not reach.
bool leaves_others_alone(const Plan *plan);

// reachable.c: finds the modules whose exports are only known when they run.
void classify_modules(Plan *plan);

// bind.c: follows each import to what it means; reports those that mean nothing.
void bind_imports(Plan *plan);

// exports.c: makes the table of a module's exports where no `export *` adds to it.
void make_own_table(Plan *plan, Arena *arena, const Module *module);

// exports.c: what link_resolve() gives, as far as finished tables tell it without a doubt; it
// remembers nothing. False where they do not.
bool link_resolve_shortly(const Plan *plan, const Module *module, uint32_t record, Text name,
                          Binding *answer);

// exports.c: whether what an import of `module` gets is known before it runs.
bool exports_are_static(const Plan *plan, const Module *module);

// cycles.c: finds the modules that run while modules that they import do, or that may do so.
void find_cycles(Plan *plan);

// constants.c: puts constants of other modules in the place of their names.
void fold_constants(Plan *plan);

// constants.c: whether constants would stand in `module`, which has none in the plan.
bool can_be_folded(Plan *plan, const Module *module);

// constants.c: whether `node` of a module is left out, or replaced by a constant.
bool is_folded(const Plan *plan, const Module *module, NodeId node);

// include.c: marks what is in the output; finds which namespace objects are needed.
void include_modules(Plan *plan);

// unset_names.c: finds the names that namespaces of CommonJS modules have in Node, set or not.
void find_unset_names(Plan *plan);

// unset_names.c: whether `binding` is a namespace that has such names.
bool lacks_names(const Plan *plan, const Binding *binding);

// commonjs_shake.c: leaves out exports of CommonJS modules that nobody takes.
void drop_unused_exports(Plan *plan);

// include.c: the member expression `namespace.name` that `use` is the object of, or none.
NodeId member_of(const Tree *tree, NodeId use);

// include.c: whether `void 0` can stand where the member expression stands.
bool may_be_absent(const Tree *tree, NodeId member);

// include.c: whether `binding` is a namespace whose names are known, or the object of a JSON file
// with keys, of which each can be had by itself, too.
bool is_known_namespace(const Plan *plan, const Binding *binding);

// include.c: whether import `record` of `module` starts a script that is one of the plan's entries.
bool plan_shares_worker(const Plan *plan, const Module *module, uint32_t record);

// include.c: whether an import of `target` alone does not bring it in.
bool is_quiet_import(const Plan *plan, const Module *target);

// names.c: adds the names that no variable of an output can have: words of the language, what the
// runtime uses, every global of every module, and what defines put in the place of others.
void reserve_names(const Plan *plan, Arena *arena, Map *taken);

// seen_by_eval.c: the modules that need a scope of their own for a direct eval to find what it may
// ask for. The list lives in `arena`.
typedef Array(const Module *) ModuleList;
void find_seen_by_eval(Plan *plan, Arena *arena, ModuleList *found);

// wrap.c: decides which modules become closures.
void wrap_modules(Plan *plan);

// turns.c: finds modules that go on while others await, and makes closures of those that await.
void find_turns(Plan *plan);

// Whether it says `throw` outside of functions.
bool throws_by_itself(const Module *module);

// order.c: lists definitions and steps.
void order_steps(Plan *plan);

// strictness.c: decides where the output says "use strict".
void decide_strictness(Plan *plan);

// names.c: adds the variables that each output has of its own: helpers, what stays outside.
void add_slots_of_all(Plan *plan);

// names.c: adds the variables of the output's modules, and lists what it exports.
void add_slots(Plan *plan);

// names.c: gives every variable of the output's scope a name that nothing hides.
void name_slots(Plan *plan);

// How the names of a module have changed.
typedef struct NameChanges {
  Texts hiding;  // that inner scopes declare now
  Texts bare;    // that they don't declare any more
  Texts globals; // that were not used before, or are not used any more
} NameChanges;

// names.c: whether all variables would be called the same with these changes in a module: before
// it was read again, and now.
bool names_stand(const Plan *plan, const Module *before, const Module *now,
                 const NameChanges *changes);

// externals.c: finds the modules that stay outside.
void list_externals(Plan *plan);

// bind.c: warns of a member of a namespace that nothing in it is called.
void report_undefined(Plan *plan, const Module *module, NodeId member, const Binding *object);

// externals.c: notes which externals namespace objects need, for `export *` of them.
void use_external_stars(Plan *plan);

// externals.c: notes that a name of an external is used.
void external_use(Plan *plan, const Module *module, uint32_t record, Text name);

// commonjs_names.c: what a CommonJS module exports, as far as it can be told, `default` left out.
const Texts *commonjs_names(Plan *plan, const Module *module);
