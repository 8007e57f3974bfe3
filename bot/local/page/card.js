// Adaptive Cards 1.5, as far as Reckoner's cards go, drawn as Teams draws them. https://adaptivecards.io/explorer/
import { drawActions } from "./cardactions.js";
import { describe, drawInput } from "./cardinputs.js";
import { inlineMarkdown } from "./cardtext.js";
import { drawChart } from "./chart.js";
import { el } from "./dom.js";

/**
 * Draws a card. `host`: {press(action), open(data), submit(data), heading? (the level of headings)}; `within` says
 * that it is a card within another, whose inputs are that one's.
 */
export function drawCard(card, host, { within = false } = {}) {
  const drawn = elements(card.body ?? [], host);
  if (card.actions?.length > 0) drawn.push(...drawActions(card.actions, host, drawCard));
  return el("div", { class: within ? "card-inner" : "card card-root" }, drawn);
}

/** Draws only a card's body, whose actions stand elsewhere. */
export function drawBody(card, host) {
  return el("div", { class: "card-inner" }, elements(card.body ?? [], host));
}

const isFault = (one) => one?.type === "Container" && one.style === "attention";
const isHint = (one) => one?.type === "TextBlock" && one.isSubtle && one.spacing === "None";

function elements(all, host) {
  const nodes = all.map((one) => drawOne(one, host));
  all.forEach((one, index) => {
    if (!one.type.startsWith("Input.") || !nodes[index].dataset.inputId) return;
    describe(nodes[index], { fault: isFault(all[index - 1]) ? nodes[index - 1] : null, hint: isHint(all[index + 1]) ? nodes[index + 1] : null });
  });
  return nodes;
}

function drawOne(one, host) {
  const drawn = (KINDS[one.type] ?? unknown)(one, host);
  drawn.classList.add("card-element", `space-${(one.spacing ?? "Default").toLowerCase()}`);
  if (one.separator) drawn.classList.add("separator");
  return drawn;
}

function unknown(one, host) {
  if (one.type.startsWith("Input.")) return drawInput(one) ?? missing(one);
  return one.fallback && one.fallback !== "drop" ? drawOne(one.fallback, host) : missing(one);
}

const missing = (one) => el("p", { class: "muted" }, `(This page cannot show an element of the kind “${one.type}”.)`);

function said(one) {
  return [one.size === "Small" && "small", one.size === "Large" && "large", one.isSubtle && "muted", one.weight === "Bolder" && "bolder",
    one.horizontalAlignment === "Right" && "to-right"].filter(Boolean).join(" ");
}

const textBlock = (one, host) => inlineMarkdown(one.text, el(one.style === "heading" ? host.heading ?? "h2" : "p", { class: `card-text ${said(one)}` }));

function richText(one) {
  return el("p", { class: "card-text" }, one.inlines.map((run) => (typeof run === "string" ? run : el("span", { class: said(run) }, run.text))));
}

function factSet(one) {
  return el("dl", { class: "facts" }, one.facts.flatMap((fact) => [inlineMarkdown(fact.title, el("dt")), inlineMarkdown(fact.value, el("dd"))]));
}

const container = (one, host) => el("div", { class: one.style ? `card-box ${one.style}` : "card-group" }, elements(one.items, host));

function columnSet(one, host) {
  return el("div", { class: "columns" }, one.columns.map((column) => el("div", { class: column.width === "auto" ? "column narrow" : "column" }, elements(column.items, host))));
}

const cellText = (cell) => cell.items.map((item) => inlineMarkdown(item.text, el("span", { class: said(item) })));

function table(one) {
  const [head, ...rows] = one.rows;
  const align = (index) => (one.columns[index]?.horizontalCellContentAlignment === "Right" ? "to-right" : null);
  const widths = one.columns.map((column) => Number(column.width) || 1);
  const all = widths.reduce((sum, width) => sum + width, 0);
  const shares = el("colgroup", {}, widths.map((width) => {
    const col = el("col");
    col.style.width = `${(100 * width) / all}%`;
    return col;
  }));
  const cells = (row, tag) => row.cells.map((cell, index) => el(tag, { class: align(index), scope: tag === "th" ? "col" : null }, cellText(cell)));
  return el("div", { class: "table-frame", role: "region", "aria-label": "Table", tabindex: "0" }, el("table", {}, shares,
    el("thead", {}, el("tr", {}, cells(head, "th"))), el("tbody", {}, rows.map((row) => el("tr", {}, cells(row, "td"))))));
}

/** A picture of this machine's own; one from elsewhere is never fetched, its description stands for it. */
function image(one) {
  const instead = el("p", { class: "picture-missing" }, `Picture: ${one.altText || "no description"}`);
  if (new URL(one.url, location.href).origin !== location.origin) return instead;
  return el("img", { class: "picture", src: one.url, alt: one.altText ?? "", loading: "lazy", on: { error: (event) => event.target.replaceWith(instead) } });
}

function chart(one, host) {
  const alt = one.fallback ? drawOne(one.fallback, host).textContent : one.title ?? "Chart";
  return drawChart(one, alt);
}

const KINDS = {
  TextBlock: textBlock,
  RichTextBlock: richText,
  FactSet: factSet,
  Container: container,
  ColumnSet: columnSet,
  Table: table,
  Image: image,
  "Chart.VerticalBar.Grouped": chart,
  ActionSet: (one, host) => el("div", {}, drawActions(one.actions, host, drawCard)),
};
