// What AsyncLocalStorage keeps goes over every await: of values, of what has a `then` of its own, of what fails.
const { AsyncLocalStorage } = require("node:async_hooks");

const stores = new AsyncLocalStorage();
const tell = (what) => console.log(what, stores.getStore());
const query = (result) => ({
  then(resolve, reject) {
    tell("asked");
    if (result instanceof Error) setTimeout(reject, 1, result);
    else setTimeout(resolve, 1, result);
  },
});
const order = [];

async function steps() {
  tell("start");
  await undefined;
  tell("nothing");
  await 5;
  tell("number");
  console.log(await query("rows"));
  tell("query");
  try {
    await query(new Error("failed"));
  } catch (error) {
    tell(error.message);
  }
  try {
    await { get then() { throw new Error("no then"); } };
  } catch (error) {
    tell(error.message);
  }
  console.log(await { then: 5 }, (await [await 1, await query(2)]).length);
  tell("nested");
  for await (const one of [1, Promise.resolve(2)]) tell(one);
  await import("node:fs");
  tell("imported");
}

async function counted(name) {
  for (let i = 0; i < 3; i++) {
    order.push(name + i);
    await null;
  }
}

(async () => {
  await stores.run("a", steps);
  tell("outside");
  await Promise.all([counted("x"), counted("y")]);
  console.log(order.join());
})();
