// console.table: rows and columns in a frame.
"use strict";
const { inspect } = require("internal/inspect");
const { widthOf } = require("internal/inspect_layout");
const types = require("util/types");

const shown = (value) => inspect(value, {
  maxArrayLength: 3, breakLength: Infinity, colors: false,
  depth: value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0,
});

function renderRow(cells, widths) {
  const parts = cells.map((cell, i) => ` ${cell}${" ".repeat(widths[i] - widthOf(cell) - 1)}`);
  return `│${parts.join("│")}│`;
}

/** `columns` are lists of cells, one for each name in `head`. */
function render(head, columns) {
  const rowCount = Math.max(...columns.map((column) => column.length));
  const rows = [];
  const widths = head.map((name) => widthOf(name) + 2);
  columns.forEach((column, i) => {
    for (let j = 0; j < rowCount; j++) {
      const cell = Object.hasOwn(column, j) && column[j] !== undefined ? column[j] : "";
      (rows[j] ??= [])[i] = cell;
      widths[i] = Math.max(widths[i], widthOf(cell) + 2);
    }
  });
  const lines = widths.map((width) => "─".repeat(width));
  const body = rows.map((row) => `${renderRow(row, widths)}\n`).join("");
  const top = `┌${lines.join("┬")}┐\n${renderRow(head, widths)}\n├${lines.join("┼")}┤`;
  return `${top}\n${body}└${lines.join("┴")}┘`;
}

const indexName = "(index)", iterationName = "(iteration index)", valuesName = "Values", keyName = "Key";

function mapTable(data) {
  const keys = [], values = [];
  for (const [key, value] of data) {
    keys.push(shown(key));
    values.push(shown(value));
  }
  return render([iterationName, keyName, valuesName], [keys.map((_, i) => `${i}`), keys, values]);
}

function setTable(data) {
  const values = [...data].map(shown);
  return render([iterationName, valuesName], [values.map((_, i) => `${i}`), values]);
}

/** The table of a value, or undefined if it has no rows. */
function table(data, properties) {
  if (types.isMap(data)) return mapTable(data);
  if (types.isSet(data)) return setTable(data);
  const columns = new Map();
  const keys = Object.keys(data);
  const values = [];
  let hasPlain = false;
  keys.forEach((key, row) => {
    const item = data[key];
    const isPlain = item === null || typeof item !== "function" && typeof item !== "object";
    if (isPlain) {
      hasPlain = true;
      values[row] = shown(item);
      return;
    }
    for (const name of properties || Object.keys(item)) {
      if (!columns.has(name)) columns.set(name, []);
      if (isPlain && properties || !Object.hasOwn(item, name)) columns.get(name)[row] = "";
      else columns.get(name)[row] = shown(item[name]);
    }
  });
  const head = [indexName, ...columns.keys()];
  const cells = [keys, ...columns.values()];
  if (hasPlain) {
    head.push(valuesName);
    cells.push(values);
  }
  return render(head, cells);
}

module.exports = { table };
