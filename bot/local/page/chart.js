// A card's chart of stacked columns, drawn as Teams draws it: a colour for each series, and its number where there is room.
import { el } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 560;
const HEIGHT = 220;
const FOOT = 34;
const HEAD = 18;
const LEAST_FOR_NUMBER = 16;

function shape(tag, attributes, words) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  if (words !== undefined) node.textContent = words;
  return node;
}

const words = (x, y, text, more = {}) => shape("text", { x, y, "text-anchor": "middle", ...more }, text);

/** A label in two lines: "31 Jan 2022" has its year beneath. */
function inTwo(label) {
  const cut = label.lastIndexOf(" ");
  return cut < 0 ? [label, ""] : [label.slice(0, cut), label.slice(cut + 1)];
}

/** Draws `chart`; `alt` says in words what it shows. */
export function drawChart(chart, alt) {
  const along = [...new Set(chart.data.flatMap((series) => series.values.map((one) => one.x)))];
  const numbers = new Map(chart.data.map((series) => [series, new Map(series.values.map((one) => [one.x, one.y]))]));
  const total = (x) => chart.data.reduce((sum, series) => sum + (numbers.get(series).get(x) ?? 0), 0);
  const most = Math.max(1, ...along.map(total));
  const scale = (HEIGHT - FOOT - HEAD) / most;
  const step = WIDTH / along.length;
  const wide = Math.min(64, step * 0.6);
  const drawing = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": alt, class: "chart" });
  let year = "";
  drawing.append(shape("line", { x1: 0, x2: WIDTH, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT, class: "chart-axis" }));
  along.forEach((x, index) => {
    const middle = step * (index + 0.5);
    let top = HEIGHT - FOOT;
    chart.data.forEach((series, place) => {
      const number = numbers.get(series).get(x) ?? 0;
      const high = number * scale;
      if (high === 0) return;
      top -= high;
      drawing.append(shape("rect", { x: middle - wide / 2, y: top, width: wide, height: high, class: `chart-${place % 4}` }));
      if (high >= LEAST_FOR_NUMBER) drawing.append(words(middle, top + high / 2 + 5, number, { class: `chart-number on-${place % 4}` }));
    });
    drawing.append(words(middle, top - 5, total(x), { class: "chart-total" }));
    const [first, second] = inTwo(x);
    drawing.append(words(middle, HEIGHT - FOOT + 15, first, { class: "chart-label" }));
    // A year is said once for all that follow in it.
    if (second !== year) drawing.append(words(middle, HEIGHT - FOOT + 29, second, { class: "chart-label" }));
    year = second;
  });
  const legend = el("ul", { class: "chart-legend", "aria-hidden": "true" }, chart.data.map((series, place) => el("li", {}, el("span", { class: `swatch chart-${place % 4}` }), series.legend)));
  // Where it is too wide for a phone it is moved sideways by itself.
  const frame = el("div", { class: "chart-frame", role: "region", "aria-label": "Chart", tabindex: "0" }, drawing);
  return el("figure", { class: "chart-figure" }, chart.title ? el("figcaption", {}, chart.title) : null, frame, legend);
}
