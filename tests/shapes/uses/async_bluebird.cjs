// async's limits and graphs of tasks, then bluebird's coroutines, filters and typed catches.
const async = require("async");
const Bluebird = require("bluebird");

const double = (n, done) => setTimeout(done, 5 - n, null, n * 2);
async.mapLimit([1, 2, 3, 4], 2, double, (error, doubled) => {
  console.log("async", error, doubled);
  const tasks = { a: (done) => done(null, 1), b: ["a", (got, done) => done(null, got.a + 1)] };
  async.auto(tasks, (failed, all) => {
    console.log("auto", failed, all);
    add_even_numbers();
  });
});

const sum = Bluebird.coroutine(function* (list) {
  const even = yield Bluebird.filter(list, (n) => Bluebird.delay(1).then(() => n % 2 === 0));
  return yield Bluebird.reduce(even, (a, b) => a + b, 0);
});

function add_even_numbers() {
  sum([1, 2, 3, 4, 6])
    .timeout(5000)
    .tap((total) => console.log("bluebird", total))
    .then(() => Bluebird.reject(new TypeError("no")))
    .catch(TypeError, (error) => console.log("caught", error.message));
}
