// Draws the plots of the audit report from the data beside their tables. The
// page is whole without it.
import * as kinds from "./plots.js";

const PRINTED = 680; // pixels of a sheet between its margins, A4 and Letter
const LEAST = 260;

const figures = [...document.querySelectorAll("figure[data-plot]")].map(
  (figure, number) => ({
    number,
    kind: kinds[figure.dataset.plot],
    data: JSON.parse(figure.querySelector("script").textContent),
    name: figure.querySelector("figcaption b").textContent,
    told: figure.querySelector("figcaption").textContent.trim(),
    place: figure.querySelector(".plot"),
    width: 0,
  }));

const element = (name, id, words) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  made.id = id;
  made.textContent = words;
  return made;
};

// To a screen reader a plot is one picture; the numbers are in the table.
const draw = (figure, width) => {
  if (figure.width === width) return;
  figure.width = width;
  const { kind, data, number, name, told, place } = figure;
  const svg = kind(data, width);
  const ids = [`plot-${number}-title`, `plot-${number}-words`];
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", ids[0]);
  svg.setAttribute("aria-describedby", ids[1]);
  svg.prepend(
    element("title", ids[0], `Plot: ${name}`),
    element("desc", ids[1], `${told} The table below has the numbers.`));
  place.replaceChildren(svg);
  place.hidden = false;
};

// What is folded in has no width yet; it is drawn as wide as the page.
const widthOf = ({ place }) => {
  const shown = place.parentElement.clientWidth;
  const page = document.querySelector("main").clientWidth;
  return Math.max(LEAST, Math.floor(shown || page));
};

const drawAll = () => {
  for (const figure of figures) draw(figure, widthOf(figure));
};

drawAll();
let waiting = 0;
const later = () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(drawAll);
};
addEventListener("resize", later);
for (const details of document.querySelectorAll("details"))
  details.addEventListener("toggle", later);

// A link to something folded in unfolds it.
const unfold = () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.tagName === "DETAILS") target.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// On paper: what is folded in and worth a sheet is opened.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.prints:not([open])")];
  for (const details of opened) details.open = true;
  for (const figure of figures) draw(figure, PRINTED);
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
  opened = [];
  drawAll();
});
