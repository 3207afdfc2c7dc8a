import { createContext, Fragment } from "react";
import React from "react"; // eslint-disable-line no-unused-vars -- for JSX

export const Theme = createContext("light");
export const list = ({ children }) => <ul className="list">{children}</ul>;
export const unused = <list>{Theme}</list>;

const jsx = "a name that the compiled code has, too";

export default function Card({ title, footer, children, ...rest }) {
  const common = { lang: "en", ...rest };
  return (
    <Fragment>
      <section {...common} key="section" title={title}>
        <h3 children={title} />
        {children}
        <small data-jsx={jsx}>{footer}</small>
      </section>
    </Fragment>
  );
}
