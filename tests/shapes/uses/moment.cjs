// moment with a fixed date; asking for a locale makes it require() one at run time, in a try.
const moment = require("moment");

const day = moment.utc("2024-02-29T13:45:30Z");
console.log(day.format("dddd, MMMM Do YYYY, h:mm:ss a"));
console.log(day.clone().add(1, "year").toISOString(), day.from(moment.utc("2024-03-05")));
console.log(
  moment.duration(90, "minutes").humanize(),
  moment.utc("31/12/1999", "DD/MM/YYYY").dayOfYear(),
);
console.log(moment.locale("no-such-locale"), moment("nonsense", "YYYY", true).isValid());
