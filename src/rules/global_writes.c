// Which globals are read-only is said by the language, the configuration and comments.
#include "rules/global_writes.h"
#include "rules/variables.h"

void report_global_writes(RuleContext *context) {
  const VariableTable *table = source_variables(context->code);
  const Json *exceptions = option_field(context, 0, "exceptions");
  scope_each_variable(table, NAME_SCOPE_ROOT, id) {
    const Variable *variable = &table->variables[id];
    bool is_readonly = (variable->flags & (VARIABLE_CONFIGURED | VARIABLE_WRITABLE)) ==
                       (unsigned)VARIABLE_CONFIGURED;
    if (!is_readonly || json_list_has(exceptions, variable->name)) continue;
    variable_each_reference(table, id, each) {
      if (reference_modifies(table, each))
        report(context, table->references[each].node, 0, variable->name);
    }
  }
}
