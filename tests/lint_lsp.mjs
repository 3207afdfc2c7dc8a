// Tests `cbundle lint --lsp`.
//
//   node tests/lint_lsp.mjs [--cbundle=PATH] [WORDS…]
//
// With words, only the tests run whose names contain all of them.
import { spawn, execFileSync } from "node:child_process";
import * as fs from "node:fs";
import { join } from "node:path";
import * as lsp from "vscode-languageserver-protocol/node";
import { inParallel, makeFolder } from "./programs.mjs";
import { editAtRandom } from "./lsp_random.mjs";
import {
  sleep,
  expect,
  expectTrue,
  ABLE,
  PULLING,
  Session,
  at,
  codes,
  applyEdits,
  editsOf,
  config,
  CALL_ALL,
  frame,
  call,
  note,
  speak,
  errorsOf,
  INITIALIZE,
  END,
  PATIENCE_MS,
  words,
  cbundle,
} from "./lsp_session.mjs";

const QUIET_MS = 300; // in which nothing more may be said
const AT_ONCE = 3;

const tests = {
  async "diagnostics as one types"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const { capabilities, serverInfo } = session.initialized;
    expect(capabilities.positionEncoding, "utf-16");
    expect(capabilities.textDocumentSync.change, 2);
    expect(capabilities.diagnosticProvider, undefined);
    expect(serverInfo.name, "cbundle");
    const uri = session.open("a.js", "var x = 1;\nx == 2\n");
    const first = await session.published(uri);
    expect(codes(first), ["no-var", "eqeqeq", "semi"]);
    expect(first[1], {
      range: at(1, 2, 1, 4),
      severity: 1,
      source: "cbundle",
      code: "eqeqeq",
      data: { isFixable: false, suggestions: 1 },
      message: "Expected '===' and instead saw '=='.",
    });
    expect(first[0].severity, 2);
    session.change(uri, 2, { range: at(1, 2, 1, 4), text: "===" });
    expect(codes(await session.published(uri, 2)), ["no-var", "semi"]);
    session.tell("textDocument/didClose", { textDocument: { uri } });
    await session.until(() => session.told.get(uri).diagnostics.length === 0, "none when closed");
    expect(session.told.get(uri).version, undefined);
  },

  async tags(start) {
    const session = await start({});
    const uri = session.open("a.mjs", "let unused;\nfunction f() { return 1; f(); }\nf();\n");
    const diagnostics = await session.published(uri);
    expect(codes(diagnostics), ["no-unused-vars", "no-unreachable"]);
    expect(
      diagnostics.map(({ tags }) => tags),
      [[1], [1]],
    );
  },

  async "a document that does not parse shows one syntax error"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const uri = session.open("a.js", "var a = 1\nvar b = = 2;\nvar c ==\n");
    const [error, ...others] = await session.published(uri);
    expect(others, []);
    expect(error.range.start, { line: 1, character: 8 });
    expect([error.severity, error.code], [1, undefined]);
    session.change(
      uri,
      2,
      { range: at(1, 8, 1, 10), text: "" },
      { range: at(2, 6, 2, 8), text: ";" },
    );
    expect(codes(await session.published(uri, 2)), ["no-var", "semi", "no-var", "no-var"]);
  },

  async "only the newest of many versions counts"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const uri = session.open("a.js", "");
    await session.published(uri);
    const before = session.count;
    for (let i = 0; i < 200; i++) session.change(uri, i + 2, { range: at(0, 0), text: "a;" });
    await session.published(uri, 201);
    await sleep(QUIET_MS);
    expectTrue(session.count - before < 50, `${session.count - before} times told of 200 changes`);
    expect(session.told.get(uri).version, 201);
  },

  async "positions in UTF-16, UTF-8 and UTF-32"(start) {
    for (const [encoding, character] of [
      ["utf-16", 11],
      ["utf-8", 14],
      ["utf-32", 10],
    ]) {
      const capabilities = { ...ABLE, general: { positionEncodings: [encoding, "utf-16"] } };
      const session = await start({ "cbundle.json": CALL_ALL }, { capabilities });
      expect(session.initialized.capabilities.positionEncoding, encoding);
      const uri = session.open("a.js", '"ä𝒳" + a == 1;\n');
      const [diagnostic] = await session.published(uri);
      expect(diagnostic.range, at(0, character - 1, 0, character + 1), encoding);
      session.change(uri, 2, { range: diagnostic.range, text: "===" });
      expect(await session.published(uri, 2), []);
    }
  },

  async "positions outside of the text"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const uri = session.open("a.js", "a;\n");
    session.change(uri, 2, { range: at(7, 3, 4e9, 4e9), text: "b" });
    session.change(uri, 3, { range: at(1, 2 ** 31, 1, 2 ** 31), text: "c;\n" });
    session.change(uri, 4, { range: at(0, 99, 0, 99), text: " d == e;" });
    session.change(
      uri,
      3,
      { range: at(2, 0, 1, 0), text: "f;" },
      { range: null, text: 7 },
      1,
      null,
    );
    const diagnostics = await session.published(uri, 3);
    expect(
      diagnostics.map(({ range }) => range),
      [at(0, 5, 0, 7)],
    );
    const [action] = await session.actions(uri, at(0, 5));
    expect(applyEdits("a; d == e;\nbc;\nf;", editsOf(action, uri)), "a; d === e;\nbc;\nf;");
  },

  async "code actions: fixes, suggestions, comments"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const text = "if (a) {\n  b == c\n  d()\n}\n";
    const uri = session.open("a.js", text);
    const diagnostics = await session.published(uri);
    const actions = await session.actions(uri, at(1, 0, 1, 9), { diagnostics });
    const done = actions.map(({ title, edit }) => [
      title,
      edit && applyEdits(text, editsOf({ edit }, uri)),
    ]);
    expect(done, [
      ["Use '===' instead of '=='.", "if (a) {\n  b === c\n  d()\n}\n"],
      ["Fix this semi problem", "if (a) {\n  b == c;\n  d()\n}\n"],
      ["Fix all semi problems", "if (a) {\n  b == c;\n  d();\n}\n"],
      [
        "Disable eqeqeq for this line",
        text.replace("  b", "  // eslint-disable-next-line eqeqeq\n  b"),
      ],
      ["Disable eqeqeq for the entire file", `/* eslint-disable eqeqeq */\n${text}`],
      [
        "Disable semi for this line",
        text.replace("  b", "  // eslint-disable-next-line semi\n  b"),
      ],
      ["Disable semi for the entire file", `/* eslint-disable semi */\n${text}`],
      ["Fix all problems that cbundle can fix", undefined],
    ]);
    expect(
      actions.map(({ kind }) => kind),
      Array(8).fill("quickfix"),
    );
    expect(
      actions.map(({ isPreferred }) => isPreferred === true),
      [0, 1, 0, 0, 0, 0, 0, 0].map(Boolean),
    );
    expect(actions[1].diagnostics, [diagnostics[1]]);
    expect(actions[0].edit.documentChanges[0].textDocument, { uri, version: 1 });
    expect(await session.actions(uri, at(0, 0)), []);
    const { command, arguments: given } = actions.at(-1).command;
    expect(await session.ask("workspace/executeCommand", { command, arguments: given }), null);
    await session.until(() => session.edits.length, "workspace/applyEdit");
    expect(applyEdits(text, editsOf(session.edits[0], uri)), "if (a) {\n  b == c;\n  d();\n}\n");
  },

  async "comments where others are, in JSX, and not in templates"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const disable = async (path, text, line) => {
      const uri = session.open(path, text);
      const before = await session.published(uri);
      const actions = await session.actions(uri, at(line, 0, line, 99));
      const action = actions.find(({ title }) => /^Disable .* for this line$/.test(title));
      if (!action) return null;
      const changed = applyEdits(text, editsOf(action, uri));
      session.change(uri, 2, { text: changed });
      const left = await session.published(uri, 2);
      expect(left.length, before.length - 1, changed);
      return changed;
    };
    const before = "// eslint-disable-next-line no-var -- old\nvar a = b == c;\n";
    expect(await disable("1.js", before, 1), before.replace("no-var", "no-var, eqeqeq"));
    const jsx = "x = <p>\n  <b>{a == b}</b>\n  text {a == b}\n</p>;\n";
    expect(
      await disable("2.jsx", jsx, 1),
      jsx.replace("  <b>", "  {/* eslint-disable-next-line eqeqeq */}\n  <b>"),
    );
    const template = "x = `\n${a == b}`;\n";
    expect(await disable("3.js", template, 1), null);
    const windows = "a;\r\nb == c;\r\n";
    expect(
      await disable("4.js", windows, 1),
      windows.replace("b", "// eslint-disable-next-line eqeqeq\r\nb"),
    );
    const hashbang = "#!/usr/bin/env node\na == b;\n";
    const uri = session.open("5.js", hashbang);
    await session.published(uri);
    const action = (await session.actions(uri, at(1, 2))).find(({ title }) =>
      title.includes("entire"),
    );
    expect(
      applyEdits(hashbang, editsOf(action, uri)),
      hashbang.replace("a", "/* eslint-disable eqeqeq */\na"),
    );
  },

  async "fix on save: all passes in one edit"(start) {
    const lint = {
      rules: { "no-var": "error", "prefer-const": "error", semi: "error", quotes: "error" },
    };
    const session = await start({ "cbundle.json": config(lint) });
    const text = "f('ä𝒳')\r\nvar a = 1\r\nfoo(a)\r\nvar b = '\\n'\r\nfoo(b)\r\n";
    const uri = session.open("a.js", text);
    for (const only of [["source.fixAll"], ["source.fixAll.cbundle"], ["source"]]) {
      const actions = await session.actions(uri, at(0, 0), { only });
      expect(
        actions.map(({ kind }) => kind),
        ["source.fixAll.cbundle"],
      );
      expect(
        applyEdits(text, editsOf(actions[0], uri)),
        'f("ä𝒳");\r\nconst a = 1;\r\nfoo(a);\r\nconst b = "\\n";\r\nfoo(b);\r\n',
      );
    }
    expect(await session.actions(uri, at(0, 0), { only: ["source.fixAll.eslint"] }), []);
    expect(await session.actions(uri, at(0, 0), { only: ["refactor"] }), []);
    const fixed = session.open("b.js", "f();\n");
    expect(await session.actions(fixed, at(0, 0), { only: ["source.fixAll"] }), []);
    const broken = session.open("c.js", "f(;\n");
    expect(await session.actions(broken, at(0, 0), { only: ["source.fixAll"] }), []);
  },

  async "fixes while a document is saved, for who asks for it"(start) {
    const session = await start({ "cbundle.json": CALL_ALL }, {
      params: { initializationOptions: { fixOnSave: true } },
    });
    expect(session.initialized.capabilities.textDocumentSync.willSaveWaitUntil, true);
    const text = "f()\n", uri = session.open("a.js", text);
    const save = (reason) =>
      session.ask("textDocument/willSaveWaitUntil", { textDocument: { uri }, reason });
    expect(applyEdits(text, await save(1)), "f();\n");
    expect(await save(2), []);
    expect(applyEdits(text, await save(3)), "f();\n");
    session.change(uri, 2, { range: at(0, 3), text: ";" });
    expect(await save(1), []);
  },

  async "edits for clients that know no documentChanges"(start) {
    const session = await start({ "cbundle.json": CALL_ALL }, { capabilities: {} });
    const uri = session.open("a.js", "f()\n");
    const [diagnostic] = await session.published(uri);
    expect([diagnostic.data, diagnostic.tags], [undefined, undefined]);
    const actions = await session.actions(uri, at(0, 3));
    expect(actions[0].edit, { changes: { [uri]: [{ range: at(0, 3), newText: ";" }] } });
    expect(
      actions.some(({ command }) => command),
      false,
    );
  },

  async "diagnostics that are asked for"(start) {
    const session = await start({ "cbundle.json": CALL_ALL }, { capabilities: PULLING });
    expect(session.initialized.capabilities.diagnosticProvider.identifier, "cbundle");
    const uri = session.open("a.js", "a == b;\n");
    const textDocument = { uri };
    const first = await session.ask("textDocument/diagnostic", { textDocument });
    expect([first.kind, ...codes(first.items)], ["full", "eqeqeq"]);
    const previousResultId = first.resultId;
    const second = await session.ask("textDocument/diagnostic", { textDocument, previousResultId });
    expect(second, { kind: "unchanged", resultId: previousResultId });
    session.change(uri, 2, { text: "a === b;\n" });
    const third = await session.ask("textDocument/diagnostic", { textDocument, previousResultId });
    expect([third.kind, third.items], ["full", []]);
    expect(session.told.size, 0);
    session.write("cbundle.json", config({ rules: { "no-console": "error" } }));
    session.tell("workspace/didChangeWatchedFiles", {
      changes: [{ uri: session.uri("cbundle.json"), type: 2 }],
    });
    await session.until(
      () => session.requests.some(({ name }) => name.includes("refresh")),
      "a refresh",
    );
    const other = { textDocument: { uri: session.uri("unknown.js") } };
    expect(await session.ask("textDocument/diagnostic", other), { kind: "full", items: [] });
  },

  async "configurations change, and the client tells"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const uri = session.open("src/a.js", "a == b;\n");
    expect(codes(await session.published(uri)), ["eqeqeq"]);
    const registered = session.requests.find(({ name }) => name === "client/registerCapability");
    const { method, registerOptions } = registered.params.registrations[0];
    expect(method, "workspace/didChangeWatchedFiles");
    const globs = registerOptions.watchers.map(({ globPattern }) => globPattern);
    for (const name of [
      "cbundle.json",
      ".oxlintrc.json",
      ".eslintrc.json",
      ".gitignore",
      ".eslintignore",
    ])
      expectTrue(globs.includes(`**/${name}`), name);
    const change = async (path, text, count) => {
      if (text === null) fs.rmSync(join(session.folder, path));
      else session.write(path, text);
      session.tell("workspace/didChangeWatchedFiles", {
        changes: [{ uri: session.uri(path), type: 2 }],
      });
      await session.until(
        () => session.told.get(uri).diagnostics.length === count,
        `${count} by ${path}`,
      );
    };
    await change("cbundle.json", config({ rules: { eqeqeq: "off" } }), 0);
    await change(".eslintrc.json", '{ "rules": { "eqeqeq": 2 } }', 0); // ours wins
    await change("cbundle.json", null, 1);
    await change(".eslintignore", "src\n", 0);
    await change(".eslintignore", null, 1);
    await change("src/.eslintrc.json", '{ "rules": { "no-undef": 2 } }', 3);
  },

  async "configurations change, and nobody tells"(start) {
    const files = { "cbundle.json": config({ extends: "./base.json" }), "base.json": config({}) };
    for (const capabilities of [{}, ABLE]) {
      const session = await start(files, { capabilities });
      const uri = session.open("a.js", "a == b;\n");
      await session.published(uri);
      session.write("base.json", CALL_ALL); // which no client would tell of
      await session.until(
        () => codes(session.told.get(uri).diagnostics).includes("eqeqeq"),
        "base.json",
      );
      if (capabilities === ABLE) continue;
      session.write("cbundle.json", config({ extends: "./base.json", rules: { eqeqeq: 0 } }));
      await session.until(
        () => !codes(session.told.get(uri).diagnostics).includes("eqeqeq"),
        "cbundle.json",
      );
    }
  },

  async "workspace/didChangeConfiguration"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const uri = session.open("a.js", "a == b;\n");
    await session.published(uri);
    session.write("cbundle.json", config({ rules: { "no-undef": 0 } }));
    session.tell("workspace/didChangeConfiguration", { settings: {} });
    await session.until(() => session.told.get(uri).diagnostics.length === 0, "nothing any more");
  },

  async "a configuration with mistakes"(start) {
    const files = { "cbundle.json": '{\n  "lint": { "rules": { "eqeqeqe": 2 } }\n}\n' };
    const session = await start(files);
    const configured = session.uri("cbundle.json");
    await session.until(() => session.told.has(configured), "diagnostics of cbundle.json");
    const [mistake, ...others] = session.told.get(configured).diagnostics;
    expect(others, []);
    expect([mistake.range, mistake.severity], [at(1, 23, 1, 32), 1]);
    expectTrue(mistake.message.startsWith('There is no rule "eqeqeqe"'), mistake.message);
    expectTrue(mistake.message.includes('eqeqeq"'), mistake.message);
    await session.until(() => session.messages.length, "window/showMessage");
    expect(session.messages[0].type, 1);
    expectTrue(
      session.messages[0].message.includes("cbundle.json:2:24: There is no rule"),
      session.messages[0].message,
    );
    const uri = session.open("a.js", "debugger;\n");
    expect(await session.published(uri), []);
    const other = session.open("a/b.js", "debugger;\n");
    expect(await session.published(other), []);
    session.write("cbundle.json", config({ extends: "recommended" }));
    session.tell("workspace/didChangeConfiguration", { settings: {} });
    await session.until(() => session.told.get(configured).diagnostics.length === 0, "no mistake");
    await session.until(() => session.told.get(uri).diagnostics.length === 1, "linted again");
    expect(session.messages.length, 1);
  },

  async "a broken configuration concerns its folder"(start) {
    const session = await start({ "bad/cbundle.json": "{", "good/x.js": "" });
    const good = session.open("good/a.js", "debugger;\n"),
      bad = session.open("bad/a.js", "debugger;\n");
    expect(codes(await session.published(good)), ["no-debugger"]);
    expect(await session.published(bad), []);
    await session.until(() => session.told.has(session.uri("bad/cbundle.json")), "its mistake");
  },

  async "ignored files, other languages, texts without a file"(start) {
    const files = {
      ".eslintignore": "out\n",
      "cbundle.json": config({ extends: "recommended", ignore: ["gen*.js"] }),
    };
    const session = await start(files);
    const text = "debugger;\n";
    for (const path of ["out/a.js", "gen.js", "node_modules/a/b.js"])
      expect(await session.published(session.open(path, text)), [], path);
    expect(await session.published(session.open("a.ts", text, { languageId: "typescript" })), []);
    expect(codes(await session.published(session.open("x", text))), ["no-debugger"]);
    expect(codes(await session.published(session.open("untitled:Untitled-1", text))), [
      "no-debugger",
    ]);
    const jsx = session.open("untitled:Untitled-2", "debugger; <a/>;\n", {
      languageId: "javascriptreact",
    });
    expect(codes(await session.published(jsx)), ["no-debugger"]);
    const odd = session.open("ä b%#.js", text);
    expectTrue(odd.includes("%25") && odd.includes("%20"), odd);
    expect(codes(await session.published(odd)), ["no-debugger"]);
  },

  async "folders of the workspace"(start) {
    const files = { "one/cbundle.json": CALL_ALL, "two/a.js": "", "two/.eslintignore": "no\n" };
    const session = new Session(files);
    const folders = ["one", "two"].map((name) => ({ uri: session.uri(name), name }));
    await start(session, { params: { workspaceFolders: [folders[0]] } });
    const one = session.open("one/a.js", "a == b;\n"),
      no = session.open("two/no/a.js", "debugger;\n");
    expect(codes(await session.published(one)), ["eqeqeq"]);
    expect(codes(await session.published(no)), ["no-debugger"]);
    const event = { added: [folders[1]], removed: [] };
    session.tell("workspace/didChangeWorkspaceFolders", { event });
    await session.until(() => session.told.get(no).diagnostics.length === 0, "ignored now");
    session.tell("workspace/didChangeWorkspaceFolders", { event: { added: [], removed: folders } });
    await session.until(() => session.told.get(no).diagnostics.length === 1, "and not any more");
  },

  async "mistakes in a folder that is added later go, and nobody tells"(start) {
    const session = new Session({ "one/a.js": "", "two/cbundle.json": "{" });
    const folders = ["one", "two"].map((name) => ({ uri: session.uri(name), name }));
    await start(session, { params: { workspaceFolders: [folders[0]] }, capabilities: {} });
    const event = { added: [folders[1]], removed: [] };
    session.tell("workspace/didChangeWorkspaceFolders", { event });
    const configured = session.uri("two/cbundle.json");
    await session.until(() => session.told.get(configured)?.diagnostics.length === 1, "a mistake");
    session.write("two/cbundle.json", "{}");
    await session.until(() => session.told.get(configured).diagnostics.length === 0, "no mistake");
  },

  async "flags of the linter"(start) {
    const session = await start(
      {},
      { args: ["--stdio", "--rule", "no-undef: off, eqeqeq: warn", "--quiet"] },
    );
    const uri = session.open("a.js", "a == b; debugger;\n");
    expect(codes(await session.published(uri)), ["no-debugger"]);
  },

  async "rules about imports"(start) {
    const rules = { "import/named": 2, "import/no-unresolved": 2 };
    const session = await start({
      "cbundle.json": config({ rules }),
      "b.js": "export const one = 1;\n",
    });
    const uri = session.open("a.js", 'import { one } from "./b.js";\none();\n');
    expect(await session.published(uri), []);
    session.change(uri, 2, { text: 'import { two } from "./b.js";\nimport "./c.js";\ntwo();\n' });
    expect(codes(await session.published(uri, 2)), ["import/named", "import/no-unresolved"]);
    session.change(uri, 3, { range: at(2, 0, 2, 5), text: "two( )" });
    expect((await session.published(uri, 3)).length, 2);
    await session.until(
      () => JSON.stringify(session.requests).includes("{js,mjs,cjs,jsx}"),
      "a watch",
    );
    session.write("b.js", "export const two = 2;\n");
    session.write("c.js", "");
    const changes = ["b.js", "c.js"].map((path) => ({ uri: session.uri(path), type: 2 }));
    session.tell("workspace/didChangeWatchedFiles", { changes });
    await session.until(
      () => session.told.get(uri).diagnostics.length === 0,
      "the files are right now",
    );
  },

  async "a rule that fails"(start) {
    const env = { CBUNDLE_FAIL_RULE: "no-debugger" }; // as tests can ask for
    const session = await start({}, { env });
    const uri = session.open("a.js", "debugger; alert2();\n");
    expect(codes(await session.published(uri)), ["no-undef"]);
    session.change(uri, 2, { text: "debugger; alert2();;\n" });
    await session.published(uri, 2);
    expect(session.messages.length, 1);
    const { message } = session.messages[0];
    expectTrue(message.startsWith('The rule "no-debugger" has failed on "a.js"'), message);
  },

  async "requests are cancelled, or refused when the text changes"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const text = "a == b;\n".repeat(20_000);
    const uri = session.open("a.js", text);
    const codeOf = (promise) =>
      promise.then(
        () => "answered",
        ({ code }) => code,
      );
    const source = new lsp.CancellationTokenSource();
    const context = { diagnostics: [], only: ["source.fixAll"] }; // for which it is linted anew
    const params = { textDocument: { uri }, range: at(0, 0), context };
    const cancelled = codeOf(
      session.connection.sendRequest("textDocument/codeAction", params, source.token),
    );
    source.cancel();
    expect(await cancelled, lsp.LSPErrorCodes.RequestCancelled);
    const refused = codeOf(session.ask("textDocument/codeAction", params));
    session.change(uri, 2, { range: at(0, 0), text: ";" });
    expect(await refused, lsp.LSPErrorCodes.ContentModified);
    const closed = codeOf(session.ask("textDocument/codeAction", params));
    session.tell("textDocument/didClose", { textDocument: { uri } });
    expect(await closed, lsp.LSPErrorCodes.ContentModified);
    session.open("a.js", "a == b;\n", { version: 7 });
    expect(codes(await session.published(uri, 7)), ["eqeqeq"]);
  },

  async "errors of the protocol"() {
    const requests = [
      call(1, "textDocument/codeAction"),
      note("textDocument/didOpen"),
      call("two", "initialize", { capabilities: {} }),
      call(3, "initialize"),
      call(4, "no/such"),
      call(5, "$/optional"),
      note("$/optional"),
      call(6, "textDocument/didOpen"),
      call(7, "workspace/executeCommand", { command: "rm" }),
      { jsonrpc: "2.0", id: 8 },
      "{",
      [],
      "\xff",
      call(9, "textDocument/codeAction"),
      { jsonrpc: "2.0", id: "cbundle-1", result: null },
      call(10, "shutdown"),
      call(11, "textDocument/codeAction"),
      note("exit"),
    ];
    const said = speak(requests.map(frame).join(""));
    expect(errorsOf(said), [
      [1, -32002],
      [3, -32600],
      [4, -32601],
      [5, -32601],
      [6, -32601],
      [7, -32602],
      [8, -32600],
      [null, -32700],
      [null, -32600],
      [null, -32700],
      [11, -32600],
    ]);
    const good = said.answers.filter(({ result }) => result !== undefined).map(({ id }) => id);
    expect([said.code, said.stderr, good], [0, "", ["two", 9, 10]]);
  },

  async "how it ends"() {
    expect(speak(INITIALIZE + END).code, 0);
    expect(speak(INITIALIZE + frame(note("exit"))).code, 1);
    expect(speak(INITIALIZE).code, 1);
    expect(speak("").code, 1);
    expect(speak(frame(note("exit"))).code, 1);
  },

  async "it ends with its parent"() {
    const parent = spawn(process.execPath, ["-e", "setTimeout(() => {}, 1e6)"]);
    const server = spawn(cbundle, ["lint", "--lsp"], { stdio: ["pipe", "ignore", "ignore"] });
    const ended = new Promise((resolve) => server.on("exit", (code) => resolve(code)));
    server.stdin.write(frame(call(1, "initialize", { processId: parent.pid, capabilities: {} })));
    parent.kill("SIGKILL");
    expect(await Promise.race([ended, sleep(PATIENCE_MS).then(() => "never")]), 1);
  },

  async "standard input is a file"() {
    const folder = makeFolder("lsp");
    fs.writeFileSync(join(folder, "said"), INITIALIZE + END);
    const input = fs.openSync(join(folder, "said"));
    const said = execFileSync(cbundle, ["lint", "--lsp"], {
      cwd: folder,
      stdio: [input, "pipe", "inherit"],
    });
    expectTrue(String(said).includes('"id":"end","result":null'), String(said));
    fs.rmSync(folder, { recursive: true });
  },

  async "messages of a wrong length, and what is none"() {
    const body = JSON.stringify(call(1, "no/such"));
    for (const broken of [
      "Content-Length: 5\r\n\r\n" + body + "\r\n\r\n",
      "Content-Length: 0\r\n\r\n",
      "Content-Length: -1\r\n\r\n",
      "Content-Length: 99999999999999999999\r\n\r\n",
      "Content-Length: x\r\n\r\n",
      "Content-Type: text\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
      `${"a".repeat(100_000)}\r\n\r\n`,
      "\n\n\n",
      "Content-Length: 2\n\n{}",
    ]) {
      const { code, answers } = speak(INITIALIZE + broken + frame(call(2, "no/such")) + END);
      const error = answers.find(({ id }) => id === 2)?.error;
      expect([code, error?.code], [0, -32601], JSON.stringify(broken.slice(0, 40)));
    }
    const huge = `Content-Length: ${2 ** 29 + 1}\r\n\r\n${" ".repeat(1 << 20)}`;
    expect(speak(INITIALIZE + huge).code, 1);
    expect(speak(`${INITIALIZE}Content-Length: 1000\r\n\r\n{`).code, 1);
    const split = "Content-Type: x\r\ncontent-length:   2\r\n\r\n{}";
    expect(errorsOf(speak(INITIALIZE + split + END)), [[null, -32600]]);
  },

  async "hostile values"() {
    const uri = "file:///x/a.js";
    const open = (more) =>
      note("textDocument/didOpen", { textDocument: { uri, text: "a;", ...more } });
    const change = (more) =>
      note("textDocument/didChange", { textDocument: { uri }, contentChanges: more });
    const values = [
      null,
      true,
      -1,
      1.5,
      1e300,
      "",
      "x",
      [],
      {},
      [[]],
      { uri: 1 },
      { uri: "file://" },
    ];
    let bytes = INITIALIZE;
    for (const value of values)
      for (const method of ["didOpen", "didChange", "didSave", "didClose"])
        for (const params of [
          value,
          { textDocument: value },
          { textDocument: { uri }, contentChanges: value },
        ])
          bytes += frame(note(`textDocument/${method}`, params));
    for (const value of values) {
      bytes += frame(open({ version: value, languageId: value })) + frame(open({ text: value }));
      bytes += frame(open({})) + frame(change([{ text: value, range: value }, value]));
      bytes += frame(
        change([{ range: { start: value, end: { line: value, character: value } }, text: "b" }]),
      );
      bytes += frame(
        call(1, "textDocument/codeAction", { textDocument: { uri }, range: value, context: value }),
      );
      bytes += frame(
        call(1, "textDocument/diagnostic", { textDocument: { uri }, previousResultId: value }),
      );
      bytes += frame(call(value, "no/such", value)) + frame(note("$/cancelRequest", { id: value }));
      bytes += frame(note("workspace/didChangeWatchedFiles", { changes: [value, { uri: value }] }));
      bytes += frame(
        note("workspace/didChangeWorkspaceFolders", { event: { added: [value], removed: value } }),
      );
      bytes += frame(
        call(2, "workspace/executeCommand", { command: "cbundle.applyAllFixes", arguments: value }),
      );
    }
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    bytes +=
      frame(deep) + frame(`{"id":3,"method":"x","params":${"[".repeat(4000)}${"]".repeat(4000)}}`);
    const said = speak(bytes + END);
    expect([said.code, said.stderr, said.answers.at(-1).id], [0, "", "end"]);
  },

  async "texts that are no UTF-8, have NUL bytes or halves of pairs"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const uri = session.open("a.js", '"\0\ud800"; a == b;\n');
    const [diagnostic] = await session.published(uri);
    expect([diagnostic.code, diagnostic.range], ["eqeqeq", at(0, 8, 0, 10)]);
    const open = note("textDocument/didOpen", {
      textDocument: { uri: "untitled:x", text: '"~" == a' },
    });
    const body = Buffer.from(JSON.stringify(open).replace("~", "\xff\xfe"), "latin1");
    const head = `Content-Length: ${body.length}\r\n\r\n`;
    const rest =
      frame(call(1, "textDocument/diagnostic", { textDocument: { uri: "untitled:x" } })) + END;
    const { code, answers } = speak(
      Buffer.concat([Buffer.from(INITIALIZE + head), body, Buffer.from(rest)]),
    );
    expect(code, 0);
    expectTrue(
      answers.some(({ id }) => id === 1),
      "an answer",
    );
  },

  async "memory stays flat"(start) {
    const session = await start({ "cbundle.json": CALL_ALL });
    const uri = session.open("a.js", "a == b;\n".repeat(500));
    const size = () =>
      Number(
        /VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${session.process.pid}/status`, "utf8"))[1],
      );
    if (!fs.existsSync("/proc/self/status")) return;
    const type = async (from, to) => {
      for (let i = from; i < to; i++) {
        session.change(uri, i, { range: at(i % 500, 0, i % 500, i % 2), text: i % 2 ? "c" : "" });
        if (i % 5 === 0) await session.published(uri, i);
        if (i % 20 === 0)
          await session
            .actions(uri, at(0, 0, 9, 0), { only: ["quickfix", "source.fixAll"] })
            .catch(() => 0);
      }
    };
    await type(2, 152);
    const before = size();
    await type(152, 602);
    const grown = size() - before;
    // Sanitizers keep what was freed for a while: this is about what would grow without end.
    expectTrue(grown < 256 << 10, `${grown} KB more`);
  },

  async "a client that reads nothing for a while"(start) {
    const session = new Session({ "cbundle.json": CALL_ALL });
    session.spawn();
    const text = "a == b;\n".repeat(3000);
    const uri = session.uri("a.js");
    session.process.stdin.write(INITIALIZE);
    for (let i = 0; i < 20; i++) {
      const textDocument = { uri, text, version: i };
      session.process.stdin.write(frame(note("textDocument/didOpen", { textDocument })));
      session.process.stdin.write(frame(call(i, "textDocument/diagnostic", { textDocument })));
      await sleep(10);
    }
    session.process.stdin.write(frame(call("last", "no/such")) + END);
    let said = 0,
      last = "";
    session.process.stdout.on("data", (data) => {
      said += data.length;
      last = (last + data).slice(-1000);
    });
    expect(await session.ended, 0);
    expectTrue(last.includes('"id":"end"'), `${said} bytes, then ${last}`);
    start.sessions.push(session);
  },

  async "300 random changes in UTF-16, then as by --stdin"() {
    let count = 0;
    for (let seed = 1; seed <= 3; seed++) count += await editAtRandom("utf-16", seed);
    expectTrue(count > 3, `${count} diagnostics are too few to tell`);
  },

  async "300 random changes in UTF-8 and UTF-32, then as by --stdin"() {
    await editAtRandom("utf-8", 11);
    await editAtRandom("utf-32", 12);
  },
};

let passed = 0;
const failures = [];

async function run([name, test]) {
  const sessions = [];
  // start(files or a session, options) gives a session that is ended when the test is over.
  const start = async (what, options) => {
    const session = what instanceof Session ? what : new Session(what);
    sessions.push(session);
    return session.start(options);
  };
  start.sessions = [];
  try {
    await test(start);
    for (const session of sessions) await session.end();
    passed++;
  } catch (error) {
    failures.push(`${name}: ${error.message}\n${sessions.map(({ stderr }) => stderr).join("")}`);
    for (const session of sessions) session.process?.kill("SIGKILL");
  }
  for (const session of start.sessions) session.clean();
}

const chosen = Object.entries(tests).filter(([name]) => words.every((word) => name.includes(word)));
await inParallel(chosen, AT_ONCE, run);
for (const failure of failures) console.log(failure);
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length ? 1 : 0;
