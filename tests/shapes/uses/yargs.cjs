// A command line with a subcommand, parsed; and its help, made from the same description.
const yargs = require("yargs/yargs");

const parser = yargs([])
  .scriptName("tool")
  .command("copy <from> [to]", "copies a file", (y) =>
    y.option("force", { alias: "f", type: "boolean" }),
  )
  .option("level", { type: "number", default: 3, describe: "how hard" })
  .option("tag", { type: "array", string: true })
  .exitProcess(false)
  .version(false)
  .locale("en");
const { $0, ...parsed } = parser.parse(
  "copy a.txt b.txt -f --level 7 --tag x --tag y --no-color -- rest",
);
console.log(typeof $0, JSON.stringify(parsed));
parser.parse("--help", (error, argv, output) => console.log(output));
