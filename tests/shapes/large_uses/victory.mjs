// victory draws charts on the server.
import { createElement as h } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import * as victory from "victory";

const data = [
  { x: 1, y: 2 },
  { x: 2, y: 3, label: "top" },
  { x: 3, y: 1 },
];
const charts = [
  h(
    victory.VictoryChart,
    { theme: victory.VictoryTheme.material, domainPadding: 10 },
    h(victory.VictoryAxis, { dependentAxis: true, tickFormat: (n) => `${n}!` }),
    h(victory.VictoryLine, { data, interpolation: "natural" }),
    h(victory.VictoryScatter, { data, size: 3 }),
    h(victory.VictoryArea, { data, y0: () => 0.5 }),
  ),
  h(victory.VictoryPie, { data, innerRadius: 20, labels: ({ datum }) => datum.y }),
  h(
    victory.VictoryStack,
    {},
    h(victory.VictoryBar, { data, cornerRadius: 2 }),
    h(victory.VictoryBar, { data }),
  ),
  h(victory.VictoryHistogram, { data: [1, 2, 2, 3, 5].map((x) => ({ x })), bins: 3 }),
];
for (const chart of charts) console.log(renderToStaticMarkup(chart).replace(/victory-[\w-]*\d+/g, "id"));
