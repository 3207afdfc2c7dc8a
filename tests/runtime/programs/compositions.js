// Streams composed to one; what fails at the end of a stream is told to who ended it.
const { compose, PassThrough, Readable, Transform, Writable } = require("node:stream");

const texts = async (stream) => (await stream.toArray()).map(String);
const upper = () => new Transform({ transform: (chunk, encoding, done) => done(null, String(chunk).toUpperCase()) });
async function* loud(source) {
  for await (const chunk of source) yield `${chunk}!`;
}

(async () => {
  const both = compose(loud, upper());
  both.end("text");
  console.log(await texts(both));
  const three = compose(upper(), loud, new PassThrough({ objectMode: true }));
  three.write("a");
  three.end("b");
  console.log(await texts(three));
  console.log(await texts(Readable.from(["a", "b"]).compose(loud)));
  try {
    compose();
  } catch (error) {
    console.log(error.code, error.message);
  }
  const broken = new Transform({ transform: (chunk, encoding, done) => done(new Error("no")) });
  const failing = compose(new PassThrough(), broken);
  failing.on("error", (error) => console.log("error", error.message));
  failing.end("x");
  await new Promise((resolve) => { failing.on("close", resolve); });
  const writable = new Writable({ write: (chunk, encoding, done) => done(), final: (done) => done(new Error("last")) });
  writable.on("error", (error) => console.log("error", error.message));
  writable.on("close", () => console.log("close"));
  writable.end((error) => console.log("ended", error.message));
})();
