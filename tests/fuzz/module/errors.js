0function f() { if (a { return [1, 2; } "abc
<<<<<<< HEAD
let x: number = 1; `never closed ${
