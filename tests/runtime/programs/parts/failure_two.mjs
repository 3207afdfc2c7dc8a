export class Failure extends Error { get name() { return this.constructor.name; } }
export function act() {}
