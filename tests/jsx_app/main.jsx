// A small page, rendered to a string: jsx_cases.mjs bundles it with React and compares what it
// prints with what esbuild's bundle prints.
import React, { useContext, useMemo } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import Card, { Theme, list as List } from "./components.jsx";
import * as icons from "./icons.jsx";

const notes = [
  { id: 1, title: "Tea & scones", tags: ["food", "city"] },
  { id: 2, title: "Reading", tags: [] },
];

function Title({ children, level: Heading = "h1", ...rest }) {
  const theme = useContext(Theme);
  return (
    <Heading className={`title ${theme}`} {...rest}>
      {children}
    </Heading>
  );
}

class Counter extends React.Component {
  state = { count: this.props.start ?? 0 };
  renderCount = () => <b data-count={this.state.count}>{this.state.count}</b>;
  render() {
    return <>{this.renderCount()} of {notes.length}</>;
  }
}

function Page() {
  const total = useMemo(() => notes.flatMap((note) => note.tags).length, []);
  return (
    <Theme.Provider value="dark">
      <Title id="top" level="h2">
        Notes &mdash; {total} tags{" "}
        <icons.Star size={12} />
      </Title>
      <Counter start={2} />
      {/* Every note is a card. */}
      <List>
        {notes.map((note) => (
          <Card key={note.id} title={note.title} footer=<i>no. {note.id}</i>>
            {note.tags.length > 0 ? note.tags.map((tag) => <li key={tag}>{tag}</li>) : "none"}
          </Card>
        ))}
      </List>
      <p style={{ color: "red", marginTop: 4 }} hidden>
        one
        two &nbsp;&lt;three&gt;
      </p>
      <input type="checkbox" defaultChecked readOnly value='a "b"' aria-label="x &amp; y" />
      <div dangerouslySetInnerHTML={{ __html: "<hr>" }} />
      {[<br key="a" />, <br key="b" />]}
      {false}{null}{undefined}{0}
    </Theme.Provider>
  );
}

console.log(renderToStaticMarkup(<Page />));
