// Tree compare: our tree against an ESTree tree (acorn's, Babel's), by what each node is and where.
//
//   const compare = treeComparer(probe);
//   compare(nodes, ast, source)  → null, or a sentence about the first difference
//
// Every expression, statement, identifier and literal counts: both trees are reduced to a set of
// (ESTree type, start, end), and the sets must be equal. What has an operator counts twice: the
// second time with the operator as its type. The two differ in form; each rule below says how, and
// marks the side that is bent. No rule looks at what the other side has.
const KIND_BITS = 8;
const PLACE_BITS = 22; // offsets below 4 MB
const MOST_OFFSET = 2 ** PLACE_BITS;
const NODE_WORDS = 6; // kind, field and flags; start; end; parent; after; symbol

// Our kind → ESTree type, where they mean the same. Kinds that are in neither table have no
// counterpart: clauses, lists of arguments and parameters, the pieces of literals.
const SAME = {
  array: "ArrayExpression",
  array_pattern: "ArrayPattern",
  arrow_function: "ArrowFunctionExpression",
  assignment_expression: "AssignmentExpression",
  assignment_pattern: "AssignmentPattern",
  augmented_assignment_expression: "AssignmentExpression",
  await_expression: "AwaitExpression",
  binary_expression: "BinaryExpression",
  break_statement: "BreakStatement",
  catch_clause: "CatchClause",
  class: "ClassExpression",
  class_body: "ClassBody",
  class_static_block: "StaticBlock",
  continue_statement: "ContinueStatement",
  debugger_statement: "DebuggerStatement",
  do_statement: "DoWhileStatement",
  export_specifier: "ExportSpecifier",
  expression_statement: "ExpressionStatement",
  false: "Literal",
  for_in_statement: "ForInStatement",
  for_statement: "ForStatement",
  function_declaration: "FunctionDeclaration",
  function_expression: "FunctionExpression",
  generator_function: "FunctionExpression",
  generator_function_declaration: "FunctionDeclaration",
  identifier: "Identifier",
  if_statement: "IfStatement",
  import_specifier: "ImportSpecifier",
  import_statement: "ImportDeclaration",
  labeled_statement: "LabeledStatement",
  lexical_declaration: "VariableDeclaration",
  member_expression: "MemberExpression",
  meta_property: "MetaProperty",
  namespace_import: "ImportNamespaceSpecifier",
  new_expression: "NewExpression",
  null: "Literal",
  number: "Literal",
  object_assignment_pattern: "AssignmentPattern",
  object_pattern: "ObjectPattern",
  pair_pattern: "Property",
  private_property_identifier: "PrivateIdentifier",
  property_identifier: "Identifier",
  regex: "Literal",
  rest_pattern: "RestElement",
  return_statement: "ReturnStatement",
  sequence_expression: "SequenceExpression",
  shorthand_property_identifier: "Identifier",
  shorthand_property_identifier_pattern: "Identifier",
  spread_element: "SpreadElement",
  statement_identifier: "Identifier",
  string: "Literal",
  subscript_expression: "MemberExpression",
  super: "Super",
  switch_case: "SwitchCase",
  switch_default: "SwitchCase",
  switch_statement: "SwitchStatement",
  template_string: "TemplateLiteral",
  ternary_expression: "ConditionalExpression",
  this: "ThisExpression",
  throw_statement: "ThrowStatement",
  true: "Literal",
  try_statement: "TryStatement",
  unary_expression: "UnaryExpression",
  undefined: "Identifier",
  update_expression: "UpdateExpression",
  using_declaration: "VariableDeclaration",
  variable_declaration: "VariableDeclaration",
  variable_declarator: "VariableDeclarator",
  while_statement: "WhileStatement",
  with_statement: "WithStatement",
  yield_expression: "YieldExpression",
};

// Kinds whose type depends on where they stand: functions of the view of our tree, below.
const BY_PLACE = {
  // The brackets of `if (…)`, `while (…)` and so on are a node of ours and none of ESTree's.
  parenthesized_expression: (at) =>
    at.parentIs("if_statement", "while_statement", "do_statement", "switch_statement") ||
    at.parentIs("with_statement")
      ? at.fieldIs("condition", "value", "object") || at.add("ParenthesizedExpression")
      : at.add("ParenthesizedExpression"),
  // Our static block holds a block, ESTree's is one.
  statement_block: (at) => at.parentIs("class_static_block") || at.add("BlockStatement"),
  // `for (;;)` holds empty statements of ours.
  empty_statement: (at) =>
    (at.parentIs("for_statement") && at.fieldIs("initializer", "condition")) ||
    at.add("EmptyStatement"),
  // The `;` in `for (var i = 0;` belongs to our declaration, and not to ESTree's.
  variable_declaration: (at) => at.addDeclaration(),
  lexical_declaration: (at) => at.addDeclaration(),
  using_declaration: (at) => at.addDeclaration(),
  method_definition: (at) =>
    at.add(at.parentIs("class_body") ? "MethodDefinition" : "Property"),
  // The `;` behind a class field belongs to ESTree's, and not to our node.
  field_definition: (at) => at.add("PropertyDefinition", at.endWithSemicolon()),
  // `with { type: "json" }` holds an object of ours.
  object: (at) => at.parentIs("import_attribute") || at.add("ObjectExpression"),
  pair: (at) => at.add(at.grandparentIs("import_attribute") ? "ImportAttribute" : "Property"),
  call_expression: (at) => at.add(at.callType()),
  export_statement: (at) => at.addExport(),
  // `export default function () {}` holds an expression of ours.
  function_expression: (at) => at.addFunction(),
  generator_function: (at) => at.addFunction(),
  class: (at) =>
    at.isDecoratedOutside() || at.add(at.isDefault() ? "ClassDeclaration" : "ClassExpression"),
  // The name `default` in import and export lists is a token of ours.
  default: (at) =>
    (at.fieldIs("name", "alias") || at.parentIs("namespace_export")) && at.add("Identifier"),
  // `@a export class A {}`: Babel's class begins with the decorator, ours behind `export`.
  class_declaration: (at) => at.isDecoratedOutside() || at.add("ClassDeclaration"),
};

// ESTree types that count as another one, or as none (null) with their children counting.
const BENT = {
  Program: null,
  File: null,
  LogicalExpression: "BinaryExpression", // one kind of ours for all binary operators
  ForOfStatement: "ForInStatement", // and for both loops
  AccessorProperty: "PropertyDefinition",
  ChainExpression: null, // we mark the `?.` instead
  TemplateElement: null, // our pieces are escapes and what is between them
  ImportDefaultSpecifier: null, // we have the name alone
  Decorator: null, // the expression counts
};

// Of unary, binary and logical expressions, of updates, and of assignments that do more than `=`.
const OPERATORS = [
  ...["!", "~", "typeof", "void", "delete", "++", "--", "in", "instanceof"],
  ...["==", "!=", "===", "!==", "<", "<=", ">", ">="],
  ...["+", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "&&", "||", "??"],
  ...["+=", "-=", "*=", "/=", "%=", "**=", "<<=", ">>=", ">>>=", "&=", "|=", "^="],
  ...["&&=", "||=", "??="],
];

const ESTREE_TYPES = [
  ...OPERATORS,
  ...new Set([
    ...Object.values(SAME),
    ...["ClassDeclaration", "ParenthesizedExpression", "BlockStatement", "EmptyStatement"],
    ...["MethodDefinition"],
    ...["Property", "PropertyDefinition", "ObjectExpression", "ImportAttribute"],
    ...["TaggedTemplateExpression", "ImportExpression", "CallExpression"],
    ...["ExportDefaultDeclaration", "ExportAllDeclaration", "ExportNamedDeclaration"],
  ]),
];
const TYPE_NUMBERS = new Map(ESTREE_TYPES.map((type, i) => [type, i]));

export function treeComparer(probe) {
  const view = new View(probe);
  return (nodes, ast, source) => {
    const text = typeof source === "string" ? source : source.toString("utf8");
    const ours = view.list(nodes, offsetsOf(source, text)).sort();
    const theirs = listEstree(ast).sort();
    return firstDifference(ours, theirs, text);
  };
}

// A node as one number, by which a list of them sorts quickly: place first.
function pack(type, start, end) {
  const number = TYPE_NUMBERS.get(type);
  if (number === undefined) throw new Error(`there is no rule for ESTree's ${type}`);
  return (start * MOST_OFFSET + end) * 2 ** KIND_BITS + number;
}

function unpack(key) {
  const place = Math.floor(key / 2 ** KIND_BITS);
  const [start, end] = [Math.floor(place / MOST_OFFSET), place % MOST_OFFSET];
  return { type: ESTREE_TYPES[key % 2 ** KIND_BITS], start, end };
}

function firstDifference(ours, theirs, text) {
  let i = 0;
  while (i < ours.length && ours[i] === theirs[i]) i++;
  if (i === ours.length && i === theirs.length) return null;
  const isOurs = i < ours.length && !(theirs[i] < ours[i]);
  const { type, start, end } = unpack(isOurs ? ours[i] : theirs[i]);
  const line = text.slice(0, start).split("\n").length;
  const piece = JSON.stringify(text.slice(start, Math.min(end, start + 60)));
  return `only ${isOurs ? "ours" : "theirs"} has ${type} ${piece} at ${start}–${end}, line ${line}`;
}

// Our offsets are bytes, ESTree's are UTF-16 units: a table from one to the other, or null where
// they are the same.
function offsetsOf(source, text) {
  const size = Buffer.byteLength(source);
  if (size === text.length) return null;
  const table = new Uint32Array(size + 1);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isPair = unit >= 0xd800 && unit < 0xdc00;
    const bytes = unit < 0x80 ? 1 : unit < 0x800 ? 2 : isPair ? 4 : 3;
    table.fill(i, at, at + bytes);
    at += bytes;
    if (isPair) i++;
  }
  table[at] = text.length;
  return table;
}

// --- Our tree ------------------------------------------------------------------------------------

// One node of our tree after the other, as the rules of BY_PLACE look at it.
class View {
  constructor({ kinds, fields, isNamed }) {
    this.kinds = kinds;
    this.fields = fields;
    const counts = (name, i) => isNamed[i] || name === "default"; // `class` is a token, too
    this.rules = kinds.map((name, i) => (counts(name, i) && BY_PLACE[name]) || null);
    this.hasOperator = kinds.map((name, i) => isNamed[i] && OPERATED.includes(name));
    this.types = kinds.map((name, i) => (counts(name, i) && SAME[name]) || null);
  }

  list(nodes, offsets) {
    const found = new Float64Array((nodes.length / NODE_WORDS) * 2 + 16);
    Object.assign(this, { nodes, offsets, found, count: 0 });
    for (let id = 1; id < nodes.length / NODE_WORDS; id++) {
      const kind = nodes[id * NODE_WORDS] & 0xffff;
      this.id = id;
      if (this.rules[kind]) this.rules[kind](this);
      else if (this.types[kind]) this.add(this.types[kind]);
      if (this.hasOperator[kind]) this.addOperator();
    }
    return this.found.slice(0, this.count);
  }

  // A statement that ends without a semicolon, in front of a comment, includes the comment in our
  // tree. So every end is that of the last token.
  add(type, end = this.tokenEnd(this.after(this.id) - 1), start = this.start(this.id)) {
    const place = this.offsets;
    this.found[this.count++] = pack(type, place ? place[start] : start, place ? place[end] : end);
    return true;
  }

  addOperator() {
    const sign = this.children(this.id).find((id) => this.field(id) === "operator");
    this.add(this.kind(sign));
  }

  addDeclaration() {
    const isHead = this.parentIs("for_statement") && this.fieldIs("initializer");
    this.add("VariableDeclaration", this.tokenEnd(this.after(this.id) - (isHead ? 2 : 1)));
  }

  // `export default function () {};` and the same with a class: our statement includes the `;`.
  addExport() {
    const children = this.children(this.id);
    const value = children.find((id) => this.field(id) === "value");
    const has = (...kinds) => children.some((id) => kinds.includes(this.kind(id)));
    const last = children.at(-1);
    if (value && DEFAULTS.includes(this.kind(value)) && this.kind(last) === ";") {
      this.add("ExportDefaultDeclaration", this.tokenEnd(this.after(value) - 1));
      this.add("EmptyStatement", this.tokenEnd(last), this.start(last));
    } else if (has("default")) this.add("ExportDefaultDeclaration");
    else this.add(has("*", "namespace_export") ? "ExportAllDeclaration" : "ExportNamedDeclaration");
  }

  addFunction() {
    this.add(this.isDefault() ? "FunctionDeclaration" : "FunctionExpression");
  }

  callType() {
    const children = this.children(this.id);
    if (this.kind(children.at(-1)) === "template_string") return "TaggedTemplateExpression";
    return this.kind(children[0]) === "import" ? "ImportExpression" : "CallExpression";
  }

  isDefault() {
    return this.parentIs("export_statement") && this.fieldIs("value");
  }

  isDecoratedOutside() {
    if (!this.parentIs("export_statement")) return false;
    return this.children(this.parent(this.id)).some((id) => this.kind(id) === "decorator");
  }

  endWithSemicolon() {
    const next = this.after(this.id);
    const hasNext = next < this.after(this.parent(this.id));
    return this.tokenEnd(hasNext && this.kind(next) === ";" ? next : next - 1);
  }

  children(id) {
    const all = [];
    for (let child = id + 1; child < this.after(id); child = this.after(child)) all.push(child);
    return all;
  }

  parentIs(...kinds) {
    return kinds.includes(this.kind(this.parent(this.id)));
  }

  grandparentIs(kind) {
    return this.kind(this.parent(this.parent(this.id))) === kind;
  }

  fieldIs(...fields) {
    return fields.includes(this.field(this.id));
  }

  kind(id) {
    return this.kinds[this.nodes[id * NODE_WORDS] & 0xffff];
  }

  field(id) {
    return this.fields[(this.nodes[id * NODE_WORDS] >> 16) & 0xff];
  }

  parent(id) {
    return this.nodes[id * NODE_WORDS + 3];
  }

  after(id) {
    return this.nodes[id * NODE_WORDS + 4];
  }

  start(id) {
    return this.nodes[id * NODE_WORDS + 1];
  }

  tokenEnd(id) {
    return this.nodes[id * NODE_WORDS + 2];
  }
}

const OPERATED = [
  ...["unary_expression", "binary_expression", "update_expression"],
  "augmented_assignment_expression",
];
const DEFAULTS = ["function_expression", "generator_function", "class"];

// --- Shapes --------------------------------------------------------------------------------------

// Kinds without a part in a shape; their children stand where they stood. `a => a` has no list of
// parameters, `import "a"` and `import {} from "a"` are the same, as are `new a` and `new a()`.
const SHAPELESS = new Set([
  ...["parenthesized_expression", "formal_parameters", "import_clause", "named_imports"],
  ...["string_fragment", "escape_sequence"],
]);

// Gives a function from nodes to a text of what is in what, without places: two sources that differ
// in brackets, semicolons and line ends have the same.
export function treeShaper({ kinds, fields, isNamed }) {
  return (nodes) => {
    const kindOf = (id) => kinds[nodes[id * NODE_WORDS] & 0xffff];
    const holders = new Uint32Array(nodes.length / NODE_WORDS); // what a node's children are in
    const depths = new Uint32Array(holders.length);
    let shape = "";
    for (let id = 1; id < holders.length; id++) {
      const [head, , , parent] = nodes.subarray(id * NODE_WORDS, id * NODE_WORDS + 4);
      const holder = holders[parent];
      const kind = kindOf(id);
      holders[id] = holder;
      if (!isNamed[head & 0xffff] || SHAPELESS.has(kind)) continue;
      // `(a, b), c` and `a, b, c` run alike.
      if (kind === "sequence_expression" && kindOf(holder) === kind) continue;
      if (kind === "arguments" && nodes[id * NODE_WORDS + 4] === id + 3) continue; // `(` and `)`
      holders[id] = id;
      depths[id] = depths[holder] + 1;
      shape += `${depths[id]}:${shapeKind(kind, fields[(head >> 16) & 0xff])} `;
    }
    return shape;
  };
}

// `{ a: 1 }` and `{ "a": 1 }` are the same.
function shapeKind(kind, field) {
  const isKey = field === "key" || field === "name";
  return isKey && ["string", "number", "property_identifier"].includes(kind) ? "key" : kind;
}

// --- ESTree --------------------------------------------------------------------------------------

// Keys that hold no nodes, or nodes that a rule has counted.
const NO_CHILDREN = new Set("type start end loc range extra raw value regex bigint".split(" "));

function listEstree(ast) {
  const list = new EstreeList();
  list.visit(ast);
  return Float64Array.from(list.found);
}

class EstreeList {
  found = [];

  visit(node) {
    if (Array.isArray(node)) for (const one of node) this.visit(one);
    else if (node) this.visitNode(node);
  }

  visitNode(node) {
    const special = SPECIAL[node.type];
    if (special) return special(this, node);
    this.add(node);
    this.visitChildren(node);
  }

  add({ type, start, end, operator }) {
    const as = BENT[type] === undefined ? type : BENT[type];
    if (as) this.found.push(pack(as, start, end));
    if (operator && operator !== "=") this.found.push(pack(operator, start, end));
  }

  visitChildren(node) {
    for (const key in node) {
      const value = node[key];
      if (typeof value !== "object" || value === null) continue;
      if (NO_CHILDREN.has(key) && !(key === "value" && VALUED.has(node.type))) continue;
      this.visit(value);
    }
  }
}

const VALUED = new Set("Property PropertyDefinition AccessorProperty ImportAttribute".split(" "));

function visitExport(list, node) {
  const outside = node.declaration?.decorators?.find(({ start }) => start < node.start);
  list.add({ ...node, start: outside?.start ?? node.start });
  if (outside) list.visitChildren(node.declaration);
  else list.visit(node.declaration);
  list.visit([node.specifiers, node.source, node.attributes]);
}

function visitMethod(list, node) {
  list.add(node);
  list.visit(node.decorators);
  list.visit(node.key);
  // Ours is one node from the name to the body; ESTree has a function in it, from the brackets on.
  list.visit(node.value.params);
  list.visit(node.value.body);
}

// The name and its alias are one and the same where there is no alias.
function visitNames(first, second) {
  return (list, node) => {
    list.add(node);
    list.visit(node[first]);
    if (node[second].start !== node[first].start) list.visit(node[second]);
  };
}

// `for (var a of b)` has the declared names in our loop itself.
function visitForIn(list, node) {
  list.add(node);
  if (node.left.type === "VariableDeclaration")
    for (const { id, init } of node.left.declarations) list.visit([id, init]);
  else list.visit(node.left);
  list.visit([node.right, node.body]);
}

const SPECIAL = {
  MethodDefinition: visitMethod,
  Property(list, node) {
    if (node.method || node.kind === "get" || node.kind === "set") return visitMethod(list, node);
    // `{ a }` and `{ a = 1 }` are a name and a pattern of ours, with no property around them.
    if (node.shorthand) return list.visit(node.value);
    list.add(node);
    list.visit([node.key, node.value]);
  },
  ExportNamedDeclaration: visitExport,
  ExportDefaultDeclaration: visitExport,
  ImportSpecifier: visitNames("imported", "local"),
  ExportSpecifier: visitNames("local", "exported"),
  ForInStatement: visitForIn,
  ForOfStatement: visitForIn,
  MetaProperty: (list, node) => list.add(node), // `new` and `target` are no names of ours
  Literal: (list, node) => list.add(node),
  File: (list, node) => list.visit(node.program),
};
