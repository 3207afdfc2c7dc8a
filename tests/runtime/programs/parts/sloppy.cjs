exports.isSloppy = () => (function () { return this !== undefined; })();
exports.later = (value) => new Promise((resolve) => { setTimeout(resolve, 1, value); });
