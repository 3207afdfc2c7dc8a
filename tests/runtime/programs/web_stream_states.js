// What Node's questions about streams say of the web's, which packages ask while they read a body.
const stream = require("node:stream");

function show(name, one) {
  console.log(name, stream.isReadable(one), stream.isErrored(one), stream.isDisturbed(one));
}

(async () => {
  let controller;
  const readable = new ReadableStream({ start(given) { controller = given; } });
  show("new", readable);
  controller.enqueue("a");
  show("filled", readable);
  await readable.getReader().read();
  show("read", readable);
  controller.error(new Error("broken"));
  show("broken", readable);
  const closed = new ReadableStream({ start(given) { given.close(); } });
  show("closed", closed);
  const writable = new WritableStream();
  show("writable", writable);
  show("transform", new TransformStream());
  show("none", null);
  stream.finished(closed, (error) => console.log("finished", error));
  stream.finished(readable, (error) => console.log("finished", error?.message));
})();
