// Scales, arrays, shapes, formats and a hierarchy of d3.
import * as d3 from "d3";

const scale = d3.scaleLinear().domain([0, 10]).range([0, 100]).nice();
console.log(scale(2.5), scale.ticks(5), d3.scaleBand(["a", "b"], [0, 1])("b"));
console.log(
  d3.rollups(
    [1, 2, 3, 4, 5],
    (group) => d3.sum(group),
    (n) => n % 2,
  ),
);
console.log(
  d3.line().curve(d3.curveMonotoneX)([
    [0, 1],
    [2, 3],
    [4, 1],
  ]),
  d3.format(",.2f")(12345.678),
);
console.log(d3.interpolateRgb("red", "blue")(0.5), d3.hsl("steelblue").formatHsl());
const root = d3.pack()(d3.hierarchy({ children: [{ v: 1 }, { v: 4 }] }).sum((d) => d.v));
console.log(root.leaves().map((leaf) => leaf.r.toFixed(4)));
