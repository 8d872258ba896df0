// The three kinds of plots of the audit report, drawn with Observable Plot.
// Colours are variables of the style sheet, so that dark, light and print need
// no drawing anew; every difference is told by shape or dashes as well.
import {
  axisX, axisY, barX, dot, gridX, gridY, line, link, plot, ruleX, ruleY, text,
  tickX,
} from "@observablehq/plot";

// Plot puts a style element into its SVG, which the policy of the page forbids.
// In a document that is not shown nobody asks; the element goes before the SVG
// comes over. So do names of marks: the plot as a whole has one (audit.js).
const elsewhere = document.implementation.createHTMLDocument("");

const drawn = (options) => {
  const svg = plot({ document: elsewhere, className: "drawn", ...options });
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const mark of svg.querySelectorAll("[aria-label], [aria-hidden]"))
    for (const name of ["aria-label", "aria-hidden"]) mark.removeAttribute(name);
  return document.adoptNode(svg);
};

// --- Numbers as people read them --------------------------------------------

const plain = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const dollars = new Intl.NumberFormat("en-US", {
  style: "currency", currency: "USD",
});
const wholeDollars = new Intl.NumberFormat("en-US", {
  style: "currency", currency: "USD", maximumFractionDigits: 0,
});
const shortDollars = new Intl.NumberFormat("en-US", {
  style: "currency", currency: "USD", notation: "compact",
  maximumFractionDigits: 1,
});
const FEW_DOLLARS = 1000000; // cents up to which a scale has whole dollars

export const words = {
  share: (value) => `${(100 * value).toFixed(1)} %`,
  mean: (value) => plain.format(value),
  count: (value) => plain.format(value),
  money: (value) => dollars.format(value / 100),
};

// How the scale is marked, by its greatest value.
const tick = (unit, most) => {
  if (unit === "share") return (value) => `${plain.format(100 * value)} %`;
  if (unit !== "money") return plain.format;
  const form = most < FEW_DOLLARS ? wholeDollars : shortDollars;
  return (value) => form.format(value / 100);
};

// --- What they have in common -----------------------------------------------

const PIXELS = 7.6; // of a digit, the widest of most; Plot has no layout to measure by

const cut = (name, most) =>
  name.length > most ? `${name.slice(0, most - 1)}…` : name;

// Room for names at the left, and how many letters of them are shown.
const roomFor = (names, width) => {
  const most = Math.max(8, Math.floor((width * 0.36) / PIXELS));
  const longest = Math.max(4, ...names.map((name) => Math.min(name.length, most)));
  return { most, margin: Math.ceil(longest * PIXELS) + 14 };
};

const top = (values, unit) => {
  const most = Math.max(0, ...values.filter((value) => value != null));
  if (most > 0) return unit === "share" ? Math.min(1, most * 1.08) : most * 1.08;
  return unit === "share" ? 0.05 : 1;
};

const grid = { stroke: "var(--grid)", strokeOpacity: 1 };

// Few marks on the scale: about one for a label's width.
const scaleX = (unit, most, width) => {
  const ticks = Math.max(2, Math.floor(width / 95));
  return [
    gridX({ ...grid, ticks }),
    axisX({ ticks, tickFormat: tick(unit, most), label: null, tickSize: 0 }),
    ruleX([0], { stroke: "var(--axis)" }),
  ];
};

// --- A provider among the others --------------------------------------------

const signs = [
  { symbol: "circle", stroke: "var(--word-0)", fill: "var(--ground)", r: 4.5 },
  { symbol: "circle", stroke: "var(--word-1)", fill: "var(--word-1)", r: 4.5 },
  { symbol: "triangle", stroke: "var(--word-2)", fill: "var(--word-2)", r: 5 },
  { symbol: "diamond2", stroke: "var(--word-3)", fill: "var(--word-3)", r: 6 },
];

// Rows: name, value (null: not known), peers, past, word (0 to 3).
export const position = ({ unit, rows }, width) => {
  const room = roomFor(rows.map(({ name }) => name), width);
  const at = rows.map((row, index) => ({ ...row, index }));
  const known = at.filter(({ value }) => value != null);
  const tell = ({ name, value, peers, past, word }) =>
    [`${name}: ${words[unit](value)}`,
      peers == null ? null : `peers ${words[unit](peers)}`,
      past == null ? null : `the span before ${words[unit](past)}`, word.words]
      .filter(Boolean).join("\n");
  const most = top(rows.flatMap((r) => [r.value, r.peers, r.past]), unit);
  return drawn({
    width, height: rows.length * 24 + 34, marginLeft: room.margin,
    marginRight: 18, marginTop: 6, marginBottom: 28,
    x: { domain: [0, most] },
    y: { type: "band", domain: at.map(({ index }) => index), label: null },
    marks: [
      ...scaleX(unit, most, width - room.margin),
      axisY({
        tickFormat: (index) => cut(rows[index].name, room.most), tickSize: 0,
      }),
      link(known.filter(({ peers }) => peers != null), {
        y1: "index", y2: "index", x1: "peers", x2: "value",
        stroke: "var(--axis)",
      }),
      tickX(at.filter(({ peers }) => peers != null), {
        y: "index", x: "peers", stroke: "var(--ink)", strokeWidth: 2, inset: 4,
      }),
      dot(known.filter(({ past }) => past != null), {
        y: "index", x: "past", symbol: "times", r: 3.5, stroke: "var(--quiet)",
      }),
      ...signs.map((sign, number) =>
        dot(known.filter(({ word }) => word.number === number), {
          y: "index", x: "value", strokeWidth: 1.5, ...sign,
          title: tell,
        })),
    ],
  });
};

// --- Through the periods ----------------------------------------------------

const lines = [
  { stroke: "var(--ink)", strokeWidth: 2.5, symbol: "circle" },
  { stroke: "var(--series-1)", dash: "6 3", symbol: "square" },
  { stroke: "var(--series-2)", dash: "2 3", symbol: "triangle" },
  { stroke: "var(--series-3)", dash: "8 3 2 3", symbol: "diamond2" },
  { stroke: "var(--series-4)", dash: "4 2", symbol: "star" },
  { stroke: "var(--series-5)", dash: "1 2", symbol: "wye" },
];

// Names at the ends of the lines, moved apart so that none lies on another.
const apart = (ends, height, domain) => {
  const scale = height / (domain[1] - domain[0] || 1);
  const gap = 13 / scale;
  const placed = ends.toSorted((a, b) => a.value - b.value);
  for (let i = 0; i < placed.length; i++) {
    const least = i === 0 ? domain[0] : placed[i - 1].at + gap;
    placed[i].at = Math.max(placed[i].value, least);
  }
  for (let i = placed.length - 1, most = domain[1]; i >= 0; i--) {
    placed[i].at = Math.min(placed[i].at, most);
    most = placed[i].at - gap;
  }
  return placed;
};

// Series: name and values, null where not known; the first is the practice.
export const trend = ({ unit, periods, series }, width) => {
  const points = series.flatMap(({ name, values }, number) =>
    values.map((value, index) => ({ name, value, index, number })));
  const known = points.filter(({ value }) => value != null);
  const most = Math.max(9, Math.floor((width * 0.26) / PIXELS));
  const names = series.map(({ name }) => cut(name, most));
  const marginRight =
    Math.max(...names.map((name) => name.length), 4) * PIXELS + 16;
  const marginLeft = 62, marginTop = 10, marginBottom = 30, height = 250;
  const domain = [0, top(known.map(({ value }) => value), unit)];
  const inner = width - marginLeft - marginRight;
  const labels = Math.max(1, Math.floor(inner / 68));
  const step = Math.ceil(periods.length / labels);
  const shown = periods.map((_, index) => index)
    .filter((index) => index % step === 0);
  const last = names.map((name, number) => ({
    ...known.findLast((point) => point.number === number), number, name,
  }));
  const ends = apart(last.filter(({ value }) => value != null),
    height - marginTop - marginBottom, domain);
  return drawn({
    width, height, marginLeft, marginRight, marginTop, marginBottom,
    x: { type: "linear", domain: [0, Math.max(1, periods.length - 1)] },
    y: { domain, label: null },
    marks: [
      gridY({ ...grid, ticks: 5 }),
      axisY({
        ticks: 5, tickFormat: tick(unit, domain[1]), tickSize: 0, label: null,
      }),
      axisX({
        ticks: shown, tickFormat: (index) => periods[index], label: null,
        tickSize: 3,
      }),
      ruleY([0], { stroke: "var(--axis)" }),
      ...lines.slice(0, series.length).toReversed().map((style, back) => {
        const number = Math.min(series.length, lines.length) - 1 - back;
        const mine = points.filter((point) => point.number === number);
        return [
          line(mine, {
            x: "index", y: "value", stroke: style.stroke,
            strokeWidth: style.strokeWidth ?? 1.75, strokeDasharray: style.dash,
          }),
          dot(mine.filter(({ value }) => value != null), {
            x: "index", y: "value", symbol: style.symbol, r: 3,
            stroke: style.stroke, fill: style.stroke,
            title: ({ name, value, index }) =>
              `${name}, ${periods[index]}: ${words[unit](value)}`,
          }),
        ];
      }),
      text(ends, {
        x: () => Math.max(1, periods.length - 1), y: "at", text: "name", dx: 9,
        textAnchor: "start", fill: ({ number }) => lines[number].stroke,
        fontWeight: ({ number }) => (number === 0 ? "bold" : "normal"),
      }),
    ],
  });
};

// --- Amounts side by side ---------------------------------------------------

// Rows: name, value, of (the whole it is part of, or null).
export const bars = ({ unit, rows }, width) => {
  const room = roomFor(rows.map(({ name }) => name), width);
  const at = rows.map((row, index) => ({ ...row, index }));
  const end = ({ value, of }) => Math.max(value, of ?? 0);
  const most = top(at.map(end), unit);
  const both = width >= 560;
  const short = (value) =>
    unit === "money" ? wholeDollars.format(value / 100) : words[unit](value);
  const told = ({ value, of }) =>
    of == null || !both ? short(value) : `${short(value)} of ${short(of)}`;
  const marginRight =
    Math.max(4, ...rows.map((row) => told(row).length)) * PIXELS + 14;
  const thin = rows.some(({ of }) => of != null) ? 8 : 5;
  return drawn({
    width, height: rows.length * 26 + 34, marginLeft: room.margin,
    marginRight, marginTop: 4, marginBottom: 28,
    x: { domain: [Math.min(0, ...at.map(({ value }) => value)), most] },
    y: { type: "band", domain: at.map(({ index }) => index), label: null },
    marks: [
      ...scaleX(unit, most, width - room.margin - marginRight),
      axisY({
        tickFormat: (index) => cut(rows[index].name, room.most), tickSize: 0,
      }),
      barX(at.filter(({ of }) => of != null), {
        y: "index", x: "of", fill: "var(--bar-of)", stroke: "var(--axis)",
        inset: 0.5, insetTop: 4, insetBottom: 4,
      }),
      barX(at, {
        y: "index", x: "value", fill: "var(--bar)", insetTop: thin,
        insetBottom: thin,
        title: ({ name, value, of }) =>
          `${name}: ${words[unit](value)}` +
          (of == null ? "" : ` of ${words[unit](of)}`),
      }),
      text(at, {
        y: "index", x: end, text: told, dx: 6,
        textAnchor: "start", fill: "currentColor",
      }),
    ],
  });
};
