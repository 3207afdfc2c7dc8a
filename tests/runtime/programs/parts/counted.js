if (!module.parent) console.log("run by itself");
global.countedTimes = (global.countedTimes ?? 0) + 1;
module.exports = {
  count: global.countedTimes, loaded: module.loaded, isMain: require.main === module, paths: module.paths.length > 0,
  name: require("node:path").basename(module.id), same: module.filename === __filename && module.path === __dirname,
};
