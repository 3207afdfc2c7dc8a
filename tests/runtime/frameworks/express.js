// Express: routes, a JSON body parser, static files, an error handler.
const express = require("express");
const path = require("path");

const app = express();
app.use((request, response, next) => {
  response.set("X-Order", "first");
  next();
});
app.use(express.json({ limit: "1kb" }));
app.use(express.urlencoded({ extended: true }));
app.use("/public", express.static(path.join(__dirname, "public"), { maxAge: "1h" }));

app.get("/", (request, response) => { response.send("Hello, World!"); });
app.get("/json", (request, response) => { response.json({ protocol: request.protocol, secure: request.secure }); });
app.get("/users/:id", (request, response) => {
  response.status(201).json({ params: request.params, query: request.query });
});
app.get("/cookie", (request, response) => {
  response.cookie("name", "a value", { httpOnly: true, path: "/cookie" });
  response.redirect("/json");
});
app.get("/file", (request, response) => { response.sendFile(path.join(__dirname, "public/data.json")); });
app.get("/download", (request, response) => { response.download(path.join(__dirname, "public/style.css")); });
app.get("/accepts", (request, response) => {
  response.format({ text: () => response.send("text"), json: () => response.json({ is: "json" }) });
});
app.get("/late", async (request, response) => {
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  response.type("text").end("late");
});
app.get("/throws", async () => { throw new Error("wrong on purpose"); });
app.post("/echo", (request, response) => { response.json({ type: request.get("content-type"), body: request.body }); });
app.use((error, request, response, next) => {
  if (response.headersSent) return next(error);
  response.status(error.status || 500).json({ message: error.message, type: error.type });
});

const server = app.listen(0, "127.0.0.1", () => { console.log(`listening ${server.address().port}`); });
