exports.Failure = class Failure extends Error { get name() { return this.constructor.name; } };
exports.act = function act() {};
