// The lines in which two texts differ, as `diff -u` shows them.

const CONTEXT = 3; // unchanged lines around a change
const CELL_LIMIT = 4_000_000; // beyond it, the middle is shown as one change instead of a fine one

// `expected` and `actual` are texts; `names` says what they are. An empty string if they are equal.
export function unifiedDiff(expected, actual, names) {
  if (expected === actual) return "";
  const rows = compareLines(expected.split("\n"), actual.split("\n"));
  const hunks = hunksOf(rows).map(showHunk);
  return [`--- ${names[0]}`, `+++ ${names[1]}`, ...hunks].join("\n");
}

// Rows of [" ", "-" or "+", line], in order. What is equal at both ends is set aside first, so that
// the quadratic part sees only the middle.
function compareLines(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const same = (line) => [" ", line];
  return [
    ...a.slice(0, start).map(same),
    ...compareMiddle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...a.slice(a.length - end).map(same),
  ];
}

// Longest common subsequence, by the table of all suffixes.
function compareMiddle(a, b) {
  const removed = a.map((line) => ["-", line]);
  const added = b.map((line) => ["+", line]);
  if (a.length * b.length > CELL_LIMIT) return [...removed, ...added];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1] + 1
          : Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    }
  }
  const rows = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      rows.push([" ", a[i++]]);
      j++;
    } else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) rows.push(removed[i++]);
    else rows.push(added[j++]);
  }
  return [...rows, ...removed.slice(i), ...added.slice(j)];
}

// Cuts the rows into changes with their context: [{ at: [line of a, line of b], rows }].
function hunksOf(rows) {
  const hunks = [];
  const at = [1, 1];
  let quiet = Infinity; // unchanged rows since the last change
  rows.forEach((row, index) => {
    if (row[0] !== " ") {
      if (quiet > 2 * CONTEXT) {
        const before = rows.slice(Math.max(0, index - CONTEXT), index);
        hunks.push({ at: at.map((line) => line - before.length), rows: before });
      } else if (quiet > CONTEXT) {
        hunks.at(-1).rows.push(...rows.slice(index - quiet + CONTEXT, index));
      }
      hunks.at(-1).rows.push(row);
      quiet = 0;
    } else if (quiet++ < CONTEXT) hunks.at(-1).rows.push(row);
    if (row[0] !== "+") at[0]++;
    if (row[0] !== "-") at[1]++;
  });
  return hunks;
}

function showHunk({ at, rows }) {
  const count = (sign) => rows.filter((row) => row[0] !== sign).length;
  const head = `@@ -${at[0]},${count("+")} +${at[1]},${count("-")} @@`;
  return [head, ...rows.map(([sign, line]) => sign + line)].join("\n");
}
