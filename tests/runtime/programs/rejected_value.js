// stderr: a promise that is rejected with something that is no error.
process.on("exit", (code) => { console.log("exit", code); });
class Reason {}
Promise.reject(new Reason());
