2class A extends (B, C) {
  #p = 1; static s = eval("x"); static { this.#q(); } get #q() { return #p in this }
  constructor(a, { b }, ...c) { super(a); } async *[Symbol.iterator]() {}
}
label: for (const [k, v] of Object.entries(o)) {
  for (var i = 0, n = 9; i < n; i++) { if (k) continue label; else break }
}
switch (x) { case 1: { function f() {} } default: let y = `a${b`c`}d${`${1}`}`; }
do x++; while (x < 5) with (o) { p = /[/\]]+(?<n>.)/giu.exec(s)?.groups.n ?? 1_000n ** 2n }
