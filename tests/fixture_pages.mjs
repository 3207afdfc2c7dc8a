// Fixture pages: chooses cases by words, runs them, tells which failed, and writes what changed.
import * as fs from "node:fs";
import { join } from "node:path";
import { readPage, rewritePage } from "./markdown_page.mjs";
import { inParallel } from "./programs.mjs";

// The options that all runners have; fixtures.mjs says what they mean.
export const PAGE_OPTIONS = { update: { type: "boolean" }, "if-any": { type: "boolean" } };

// Runs the cases of the pages at `paths`, which are seen from `root`: runCase({ page, test }, its
// number) gives { complaints, edits }, the edits being for rewritePage(). `file` puts a block into
// its case, as readPage() has it. Gives the exit code.
export async function runPages({ root, paths, file, atOnce, values, words, runCase }) {
  const count = { passed: 0, failed: 0 };
  const pages = paths.map((path) => loadPage(root, path, file));
  for (const page of pages)
    for (const { line, text } of page.problems) report(count, `${page.path}:${line + 1}: ${text}`);
  const chosen = chooseCases(pages, words);
  if (chosen.length === 0 && words.length > 0 && !values["if-any"])
    report(count, `no case matches ${words.join(" ")}`);
  const edits = new Map(pages.map((page) => [page, []]));
  await inParallel(chosen, atOnce, async ({ page, test }, number) => {
    const judged = await runCase({ page, test }, number);
    edits.get(page).push(...judged.edits);
    if (judged.complaints.length === 0) count.passed++;
    else report(count, `${page.path}:${test.line + 1}: ${test.title}`, judged.complaints);
  });
  for (const [page, list] of edits)
    if (list.length > 0) fs.writeFileSync(join(root, page.path), rewritePage(page, list));
  const changed = [...edits.values()].flat().length;
  if (values.update) console.log(`${changed} expectation${changed === 1 ? "" : "s"} rewritten`);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return count.failed === 0 ? 0 : 1;
}

// A page that is not UTF-8 could not be written back as it was.
function loadPage(root, path, file) {
  const bytes = fs.readFileSync(join(root, path));
  const text = bytes.toString("utf8");
  if (!Buffer.from(text).equals(bytes))
    return { path, cases: [], problems: [{ line: 0, text: "this page is not UTF-8" }] };
  return readPage(path, text, file);
}

function chooseCases(pages, words) {
  const wanted = words.map((word) => word.toLowerCase());
  return pages
    .flatMap((page) => page.cases.map((test) => ({ page, test })))
    .filter(({ page, test }) => {
      const name = `${page.path}: ${test.title}`.toLowerCase();
      return wanted.every((word) => name.includes(word));
    });
}

function report(count, title, complaints = []) {
  count.failed++;
  const lines = complaints.map((text) => text.replace(/^/gm, "    "));
  console.log([`FAILED ${title}`, ...lines].join("\n"));
}
