// chart.js without a canvas: its helpers, its defaults and a plugin in its registry.
import { Chart, defaults, Interaction, LinearScale, registerables } from "chart.js";
import { color, easingEffects, merge, splineCurve } from "chart.js/helpers";

Chart.register(...registerables);
console.log(Object.keys(Chart.registry.controllers.items).sort().join(" "), LinearScale.id);
console.log(
  Object.keys(Interaction.modes).join(" "),
  defaults.font.size,
  Chart.version.split(".")[0],
);
console.log(color("#abcdef").alpha(0.5).rgbString(), easingEffects.easeOutBounce(0.3).toFixed(4));
console.log(JSON.stringify(merge({ a: { b: 1 } }, { a: { c: [2] } })));
console.log(JSON.stringify(splineCurve({ x: 0, y: 0 }, { x: 1, y: 2 }, { x: 3, y: 1 }, 0.4)));
