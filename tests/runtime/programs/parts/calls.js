// A part of thrown.js.
exports.callIt = function callIt(work) {
  return work();
};
