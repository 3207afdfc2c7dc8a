// A component with state, context and effects, rendered on the server in two ways.
import { createContext, createElement as h, Fragment, useContext, useMemo, useState } from "react";
import { renderToStaticMarkup, renderToString } from "react-dom/server";

const Theme = createContext("light");

function Row({ text }) {
  const theme = useContext(Theme);
  const [count] = useState(() => text.length);
  return h("li", { className: theme, style: { width: count } }, text, " & ", count);
}

function List({ rows }) {
  const sorted = useMemo(() => [...rows].sort(), [rows]);
  return h(
    Fragment,
    null,
    h(
      "ul",
      { "data-n": rows.length },
      sorted.map((text) => h(Row, { key: text, text })),
    ),
  );
}

const page = h(Theme.Provider, { value: "dark" }, h(List, { rows: ["b<", "aa", "c"] }));
console.log(renderToStaticMarkup(page));
console.log(renderToString(page));
