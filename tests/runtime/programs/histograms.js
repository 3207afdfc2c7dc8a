// perf_hooks: what was recorded, how late the loop is, and timed functions.
const { createHistogram, monitorEventLoopDelay, performance, PerformanceObserver } = require("perf_hooks");
const show = (histogram) => {
  const { min, max, mean, stddev, count, exceeds, percentiles } = histogram;
  console.log(min, max, mean, stddev.toFixed(6), count, exceeds, [...percentiles]);
};
const histogram = createHistogram();
show(histogram);
for (const value of [1, 5, 10, 1000, 5]) histogram.record(value);
show(histogram);
console.log(JSON.stringify(histogram), histogram.percentile(50), histogram.percentileBigInt(99), histogram.minBigInt);
for (const value of [123456, 7654321n, 99]) histogram.record(value);
show(histogram);
for (const wrong of [() => histogram.record(0), () => histogram.record("1"), () => histogram.percentile(0),
  () => histogram.add({}), () => monitorEventLoopDelay({ resolution: 0 })]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.code, error.message);
  }
}
const other = createHistogram();
other.record(20);
histogram.add(other);
console.log(histogram.count, histogram.constructor.name);
histogram.reset();
show(histogram);

const delay = monitorEventLoopDelay({ resolution: 5 });
console.log(delay.count, delay.enable(), delay.enable());
setTimeout(() => {
  console.log(delay.count > 0, delay.mean > 1e6, delay.max >= delay.min, delay.disable(), delay.disable());
}, 100);

new PerformanceObserver((list, observer) => {
  console.log(list.getEntries().map(({ name, entryType, duration }) => [name, entryType, duration >= 0]));
  observer.disconnect();
}).observe({ entryTypes: ["function"] });
const timed = performance.timerify(function sum(a, b) { return a + b; });
console.log(timed(1, 2), timed.name, timed.length);
