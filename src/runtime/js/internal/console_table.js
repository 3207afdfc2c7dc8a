// The table of `console.table`.
"use strict";

const inspect = (value) => require("internal/inspect").inspect(value, { maxArrayLength: 3, breakLength: Infinity, depth: 0 });

const widthOf = (text) => require("internal/inspect").getStringWidth?.(text) ?? text.length;

function row(cells, widths) {
  let text = "│";
  cells.forEach((cell, i) => {
    const space = widths[i] - widthOf(cell);
    text += `${" ".repeat(Math.floor(space / 2))}${cell}${" ".repeat(Math.ceil(space / 2))}│`;
  });
  return text;
}

function draw(head, columns) {
  const count = Math.max(0, ...columns.map((column) => column.length));
  const widths = head.map((title, i) => Math.max(widthOf(title), ...columns[i].map((cell) => widthOf(cell ?? ""))) + 2);
  const line = (left, middle, right) => left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const lines = [line("┌", "┬", "┐"), row(head, widths), line("├", "┼", "┤")];
  for (let i = 0; i < count; i++) lines.push(row(columns.map((column) => column[i] ?? ""), widths));
  lines.push(line("└", "┴", "┘"));
  return lines.join("\n");
}

const isPlain = (value) => value === null || (typeof value !== "object" && typeof value !== "function");

/** Rows of `data`: [index, value]. */
function rowsOf(data) {
  if (data instanceof Map) return { title: "(iteration index)", rows: [...data].map((pair, i) => [i, pair]), isMap: true };
  if (data instanceof Set) return { title: "(iteration index)", rows: [...data].map((value, i) => [i, value]) };
  return { title: "(index)", rows: Object.keys(data).map((key) => [key, data[key]]) };
}

function table(data, wanted) {
  const { title, rows, isMap } = rowsOf(data);
  if (isMap) {
    return draw([title, "Key", "Values"], [rows.map(([i]) => String(i)), rows.map(([, [key]]) => inspect(key)),
      rows.map(([, [, value]]) => inspect(value))]);
  }
  const columns = new Map((wanted || []).map((name) => [name, []]));
  const values = [];
  rows.forEach(([, value], i) => {
    if (isPlain(value)) {
      values[i] = inspect(value);
      return;
    }
    for (const key of wanted || Object.keys(value)) {
      if (!columns.has(key)) columns.set(key, []);
      if (Object.hasOwn(value, key)) columns.get(key)[i] = inspect(value[key]);
    }
  });
  const head = [title, ...columns.keys()], all = [rows.map(([index]) => String(index)), ...columns.values()];
  if (values.length > 0) {
    head.push("Values");
    all.push(values);
  }
  return draw(head, all.map((column) => Array.from(column)));
}

module.exports = { table };
