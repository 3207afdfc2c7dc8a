// How the entries of an inspected value are put on lines: on one if they fit, in columns if they are many.
"use strict";

const escapeChar = String.fromCharCode(27);
const colorCodes = new RegExp(`${escapeChar}\\[\\d+(;\\d+)*m`, "g");
const withoutColors = (text) => text.replace(colorCodes, "");
const shown = (ctx, text) => ctx.colors ? withoutColors(text).length : text.length;

function fits(ctx, output, start, base) {
  let total = output.length + start;
  if (total + output.length > ctx.breakLength) return false;
  for (const entry of output) {
    total += shown(ctx, entry);
    if (total > ctx.breakLength) return false;
  }
  return base === "" || !base.includes("\n");
}

// How many columns make about a square on a terminal, whose letters are 2.5 times as high as wide.
function columnCount(ctx, widest, total, entries, count) {
  const bias = Math.sqrt(widest - total / entries);
  const width = Math.max(widest - 3 - bias, 1);
  return Math.min(Math.round(Math.sqrt(2.5 * width * count) / width),
    Math.floor((ctx.breakLength - ctx.indentationLvl) / widest),
    ctx.compact * 4, 15);
}

function rowsOf(output, lengths, count, columns, atStart) {
  const widths = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let i = column; i < count; i += columns) width = Math.max(width, lengths[i]);
    widths.push(width + 2);
  }
  const rows = [];
  for (let i = 0; i < count; i += columns) {
    const end = Math.min(i + columns, count);
    let row = "";
    for (let j = i; j < end; j++) {
      const text = output[j];
      const hidden = text.length - lengths[j];
      const isLast = j === end - 1;
      if (atStart) row += isLast ? text.padStart(widths[j - i] + hidden - 2)
        : `${text}, `.padStart(widths[j - i] + hidden);
      else row += isLast ? text : `${text}, `.padEnd(widths[j - i] + hidden);
    }
    rows.push(row);
  }
  return rows;
}

const isNumeric = (value) => typeof value === "number" || typeof value === "bigint";

const isPlain = /^[\x20-\x7e]*$/;

function inColumns(ctx, output, value) {
  const hasMore = ctx.maxArrayLength < output.length;
  const count = hasMore ? output.length - 1 : output.length;
  const lengths = [];
  let total = 0, longest = 0;
  for (let i = 0; i < count; i++) {
    const length = isPlain.test(output[i]) ? output[i].length : widthOf(output[i], ctx.colors);
    lengths.push(length);
    total += length + 2;
    longest = Math.max(longest, length);
  }
  const widest = longest + 2;
  if (widest * 3 + ctx.indentationLvl >= ctx.breakLength) return output;
  if (total / widest <= 5 && longest > 6) return output;
  const columns = columnCount(ctx, widest, total, output.length, count);
  if (columns <= 1) return output;
  let atStart = value !== undefined;
  for (let i = 0; atStart && i < output.length; i++) atStart = isNumeric(value[i]);
  if (value === undefined) atStart = true;
  const rows = rowsOf(output, lengths, count, columns, atStart);
  if (hasMore) rows.push(output[count]);
  return rows;
}

function layOutTight(ctx, output, base, braces) {
  const shownBase = base === "" ? "" : ` ${base}`;
  if (fits(ctx, output, 0, base)) return `${braces[0]}${shownBase} ${output.join(", ")} ${braces[1]}`;
  const indentation = " ".repeat(ctx.indentationLvl);
  const start = base === "" && braces[0].length === 1 ? " " : `${shownBase}\n${indentation}  `;
  return `${braces[0]}${start}${output.join(`,\n${indentation}  `)} ${braces[1]}`;
}

/** The text of an object of the given entries. */
function layOut(ctx, output, base, braces, isList, level, value) {
  if (ctx.compact === true) return layOutTight(ctx, output, base, braces);
  const shownBase = base === "" ? "" : `${base} `;
  let entries = output;
  if (typeof ctx.compact === "number" && ctx.compact >= 1) {
    if (isList && entries.length > 6) entries = inColumns(ctx, output, value);
    if (ctx.currentDepth - level < ctx.compact && entries === output) {
      const start = output.length + ctx.indentationLvl + braces[0].length + base.length + 10;
      if (fits(ctx, output, start, base)) {
        const line = output.join(", ");
        if (!line.includes("\n")) return `${shownBase}${braces[0]} ${line} ${braces[1]}`;
      }
    }
  }
  const indentation = `\n${" ".repeat(ctx.indentationLvl)}`;
  return `${shownBase}${braces[0]}${indentation}  ${entries.join(`,${indentation}  `)}${indentation}${braces[1]}`;
}

const isWide = (point) => point >= 0x1100 && (point <= 0x115f || point === 0x2329 || point === 0x232a ||
  point >= 0x2e80 && point <= 0x3247 && point !== 0x303f || point >= 0x3250 && point <= 0x4dbf ||
  point >= 0x4e00 && point <= 0xa4c6 || point >= 0xa960 && point <= 0xa97c || point >= 0xac00 && point <= 0xd7a3 ||
  point >= 0xf900 && point <= 0xfaff || point >= 0xfe10 && point <= 0xfe19 || point >= 0xfe30 && point <= 0xfe6b ||
  point >= 0xff01 && point <= 0xff60 || point >= 0xffe0 && point <= 0xffe6 || point >= 0x1b000 && point <= 0x1b001 ||
  point >= 0x1f200 && point <= 0x1f251 || point >= 0x1f300 && point <= 0x1f5ff ||
  point >= 0x1f600 && point <= 0x1f64f || point >= 0x1f680 && point <= 0x1f6ff || point >= 0x1f900 &&
    point <= 0x1f9ff || point >= 0x20000 && point <= 0x3fffd);
const isNarrow = (point) => point <= 0x1f || point >= 0x7f && point <= 0x9f || point >= 0x300 && point <= 0x36f ||
  point >= 0x200b && point <= 0x200f || point >= 0x20d0 && point <= 0x20ff || point >= 0xfe00 && point <= 0xfe0f ||
  point >= 0xfe20 && point <= 0xfe2f || point >= 0xe0100 && point <= 0xe01ef;

/** How many columns of a terminal a text takes. */
function widthOf(text, removeColors = true) {
  let width = 0;
  const bare = removeColors ? withoutColors(text) : text;
  for (const char of bare.normalize("NFC")) {
    const point = char.codePointAt(0);
    if (isWide(point)) width += 2;
    else if (!isNarrow(point)) width++;
  }
  return width;
}

module.exports = { layOut, widthOf };
