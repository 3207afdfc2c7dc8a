// echarts draws charts of several kinds as SVG, without a browser.
import * as echarts from "echarts";

const days = ["Mon", "Tue", "Wed", "Thu"];
const options = [
  {
    animation: false,
    title: { text: "Two series" },
    legend: {},
    xAxis: { data: days },
    yAxis: {},
    series: [
      { name: "bars", type: "bar", data: [5, 20, 36, 10], stack: "all" },
      { name: "line", type: "line", smooth: true, areaStyle: {}, data: [1, -2, 3, 7] },
    ],
  },
  { animation: false, series: [{ type: "pie", radius: ["40%", "70%"], data: [{ value: 1 }, { value: 3, name: "x" }] }] },
  {
    animation: false,
    radar: { indicator: [{ name: "a", max: 5 }, { name: "b", max: 5 }, { name: "c", max: 5 }] },
    series: [{ type: "radar", data: [{ value: [1, 4, 2] }] }],
  },
  {
    animation: false,
    series: [{ type: "treemap", data: [{ value: 4, children: [{ value: 1 }, { value: 3 }] }, { value: 2 }] }],
  },
  {
    animation: false,
    series: [{ type: "sankey", data: [{ name: "a" }, { name: "b" }, { name: "c" }], links: [{ source: "a", target: "b", value: 2 }, { source: "a", target: "c", value: 1 }] }],
  },
];
for (const option of options) {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 400, height: 300 });
  chart.setOption(option);
  console.log(chart.renderToSVGString().replace(/zr\d+-/g, "zr-"));
  chart.dispose();
}
console.log(echarts.format.addCommas(1234567.891), echarts.number.round(1.23456, 2));
