// What forks.js makes a child of.
console.log("child", process.argv.slice(2), process.connected, typeof process.send, process.env.NODE_CHANNEL_FD);
process.on("message", (message) => {
  if (message === "end") {
    process.send({ last: true }, () => process.disconnect());
    return;
  }
  process.send({ echo: message, length: JSON.stringify(message).length });
});
process.on("disconnect", () => console.log("child: disconnect", process.connected));
process.send("hello");
