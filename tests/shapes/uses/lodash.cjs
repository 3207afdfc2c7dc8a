// A chain of lodash over records, required whole.
const _ = require("lodash");

const orders = [
  { who: "ada", items: ["pen", "ink"], total: 12.5 },
  { who: "bob", items: ["paper"], total: 3 },
  { who: "ada", items: ["pen"], total: 5.25 },
];
const report = _.chain(orders)
  .groupBy("who")
  .mapValues((list) => ({ total: _.sumBy(list, "total"), items: _.uniq(_.flatMap(list, "items")) }))
  .toPairs()
  .orderBy(["1.total"], ["desc"])
  .value();
console.log(JSON.stringify(report));
console.log(_.template("<b><%- name %></b> <%= _.capitalize(name) %>")({ name: "a & b" }));
console.log(
  _.kebabCase("fooBar baz"),
  _.VERSION.split(".")[0],
  _.isEqual([1, { a: 2 }], [1, { a: 2 }]),
);
