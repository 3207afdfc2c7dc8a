module.exports = (path) => require(path);
throw new Error("fails");
