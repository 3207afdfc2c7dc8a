// antd renders a page of components on the server.
import { createElement as h } from "react";
import { renderToString } from "react-dom/server";
import * as antd from "antd";

const columns = [
  { title: "Name", dataIndex: "name", sorter: true },
  { title: "Age", dataIndex: "age", render: (age) => h(antd.Tag, { color: "blue" }, age) },
];
const rows = [
  { key: 1, name: "Ada", age: 36 },
  { key: 2, name: "Bob", age: 41 },
];
const page = h(
  antd.ConfigProvider,
  { theme: { token: { colorPrimary: "#00b96b" }, algorithm: antd.theme.darkAlgorithm } },
  h(antd.Button, { type: "primary", danger: true, loading: true }, "Go"),
  h(antd.Table, { columns, dataSource: rows, pagination: { pageSize: 1 } }),
  h(antd.Form, { layout: "vertical" }, h(antd.Form.Item, { label: "Mail", name: "mail", required: true }, h(antd.Input, { placeholder: "you" }))),
  h(antd.Tabs, { items: [{ key: "a", label: "A", children: "first" }, { key: "b", label: "B" }] }),
  h(antd.Select, { options: [{ value: 1, label: "one" }], defaultValue: 1 }),
  h(antd.Slider, { defaultValue: 30, marks: { 0: "low", 100: "high" } }),
  h(antd.Progress, { percent: 42, steps: 5 }),
  h(antd.Steps, { current: 1, items: [{ title: "x" }, { title: "y" }] }),
  h(antd.Tree, { treeData: [{ title: "root", key: "r", children: [{ title: "leaf", key: "l" }] }], defaultExpandAll: true }),
  h(antd.Typography.Text, { code: true, copyable: true }, "text"),
);
console.log(renderToString(page));
console.log(antd.theme.getDesignToken({ token: { colorPrimary: "#123456" } }));
console.log(Object.keys(antd).sort().join(" "));
