// Place: where in a random program something is generated: which names can be used there and which
// declared, what statements are allowed, and how much may still be written.

const NAMES = "a b c d e f g h x y z item value self".split(" ");

export class Scope {
  constructor(parent, isFunction) {
    this.parent = parent;
    this.isFunction = isFunction;
    this.variables = new Map(); // name → { name, kind, type, isFixed, level, arity }
    this.passed = new Set(); // names of `var`s further in, that belong to a scope further out
  }
}

export class Place {
  constructor(fields) {
    Object.assign(this, fields);
  }

  // The same place but for some fields.
  with(changes) {
    return new Place({ ...this, ...changes });
  }

  inBlock() {
    return this.with({ scope: new Scope(this.scope, false), isTop: false });
  }

  // Whether there is still something to spend; statements and functions cost.
  spend(cost = 1) {
    this.program.budget -= cost;
    return this.program.budget > 0;
  }

  unique(prefix) {
    return `${prefix}${++this.program.count}`;
  }

  // Declares a variable and gives its name. `kind` is var, let, const, class, function or param.
  declare(kind, type, more = {}) {
    const legal = NAMES.filter((name) => this.#allows(kind, name));
    const name =
      legal.length > 0 && this.random.chance(0.85) ? this.random.pick(legal) : this.unique("v");
    return this.declareAs(name, kind, type, more);
  }

  declareAs(name, kind, type, more = {}) {
    let scope = this.scope;
    if (kind === "var")
      for (; !scope.isFunction; scope = scope.parent) scope.passed.add(name);
    const isFixed = kind === "const" || kind === "function" || kind === "class";
    scope.variables.set(name, { name, kind, type, isFixed, level: this.program.level, ...more });
    return name;
  }

  #allows(kind, name) {
    if (this.isStrict && ["eval", "arguments"].includes(name)) return false;
    const own = this.scope.variables.get(name);
    if (kind === "param") return !own;
    if (kind !== "var") return !own && !this.scope.passed.has(name);
    for (let scope = this.scope; scope; scope = scope.parent) {
      const found = scope.variables.get(name);
      const isVariable = ["var", "param"].includes(found?.kind);
      if (found && !isVariable) return false;
      if (found?.isFixed) return false;
      if (scope.isFunction) return true;
    }
    return true;
  }

  // What can be seen from here and fits, each name once.
  visible(fits) {
    const seen = new Set();
    const found = [];
    for (let { scope } = this; scope; scope = scope.parent)
      for (const variable of scope.variables.values()) {
        if (seen.has(variable.name)) continue;
        seen.add(variable.name);
        if (fits(variable)) found.push(variable);
      }
    return found;
  }

  // One of them, or undefined; those that are near are likelier.
  pickVisible(fits) {
    const all = this.visible(fits);
    if (all.length === 0) return undefined;
    return this.random.chance(0.5) ? all[this.random.below(Math.min(3, all.length))] : this.random.pick(all);
  }

  // One of [weight, make] pairs, where weight 0 means that it does not fit.
  pickWeighted(pairs) {
    let at = this.random.next() * pairs.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of pairs) if ((at -= weight) < 0) return make;
    return pairs.at(-1)[1];
  }
}
