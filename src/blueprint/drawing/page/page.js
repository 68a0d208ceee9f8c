// What the page is about: its data and words, what it remembers, and how elements are made.
// All text from a blueprint becomes text nodes or attributes that run nothing, here and in every other file.

const state = {
  root: document, // where the data and the packed pictures are: this document, or a newer page
  data: null,
  view: "", // the name of a picture, "table" or "report"
  part: -1, // the position of the part that is selected
  filters: { persona: new Set(), lane: new Set(), kind: new Set(), mark: new Set() },
};

let parts = []; // what is known of each part
let place = new Map(); // the position of a part by what cards say they are about; `before:` what only the older version has
let users = []; // for each part the parts that refer to it, with the key
let stepAt = new Map(); // the number of a step by the position of its part

const ICONS = {
  search: "M4 10.5a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0-13 0M15.5 15.5L21 21",
  filter: "M3 5h18M6.5 12h11M10 19h4",
  flag: "M5 22V3h14l-3.5 5 3.5 5H5",
  auto: "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 3v18M12 7.5l5.5-2M12 12l8.5-2M12 16.5l7.5-1",
  light: "M7.5 12a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3L19 19M5 19l1.7-1.7M17.3 6.7L19 5",
  dark: "M20.5 14.5A8.5 8.5 0 1 1 9.5 3.5a7 7 0 0 0 11 11Z",
  keys: "M2.5 6h19v12h-19ZM6 10h.5M10 10h.5M14 10h.5M18 10h.2M7 14h10",
  close: "M5 5l14 14M19 5L5 19",
  back: "M15 4l-8 8l8 8",
  forward: "M9 4l8 8l-8 8",
  up: "M5 15l7-7l7 7",
  down: "M5 9l7 7l7-7",
  plus: "M12 4v16M4 12h16",
  minus: "M4 12h16",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  width: "M3 4v16M21 4v16M6.5 12h11M9 9l-3 3l3 3M15 9l3 3l-3 3",
  link: "M10 14l4-4M8.5 11.5l-2.7 2.7a3.7 3.7 0 0 0 5.2 5.2l2.7-2.7M10.5 7.5l2.7-2.7a3.7 3.7 0 0 1 5.2 5.2l-2.7 2.7",
};

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`onclick`) and children: elements or text. */
const el = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== ""));
  return made;
};

const svgEl = (name, attributes = {}) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

const icon = name => {
  const made = svgEl("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" });
  made.append(svgEl("path", { d: ICONS[name] }));
  return made;
};

/** A button with an icon, named by a title. */
const iconButton = (name, title, onclick, attributes = {}) =>
  el("button", { type: "button", class: "tool", "aria-label": title, title, onclick, ...attributes }, icon(name));

/** What the page says, with values filled in. */
const say = (key, values = {}) =>
  state.data.words.said[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

const live = el("div", { id: "live", role: "status", "aria-live": "polite", class: "unseen" });
const announce = text => { live.textContent = text; };

/** What stands packed in the page: the content of a picture, the table or the report, ready to be shown. */
const unpack = async name => {
  const packed = state.root.querySelector(`script[data-view="${CSS.escape(name)}"]`);
  if (!packed) return null;
  const bytes = Uint8Array.from(atob(packed.textContent), c => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new DOMParser().parseFromString(await new Response(stream).text(), "text/html").body;
};

/** Memory that a page opened from a file may be refused. */
const memory = {
  get(key) { try { return localStorage.getItem(`blueprint.${key}`); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(`blueprint.${key}`, value); } catch { /* not kept */ } },
};

/** Read the data of a page into the tables above. */
const readData = root => {
  state.root = root;
  state.data = JSON.parse(root.getElementById("data").textContent);
  parts = state.data.parts;
  place = new Map(parts.map((part, i) => [part.a, i]));
  stepAt = new Map(state.data.steps.map((part, number) => [part, number]));
  users = parts.map(() => []);
  parts.forEach((part, i) => {
    if (part.gone) return; // nothing is done with it any more
    for (const [key, values] of part.f || []) {
      for (const value of values) if (typeof value === "number" && parts[value].in !== i) users[value].push([i, key]);
    }
  });
};

/** The parts that a key of a part refers to. */
const referred = (part, key) => {
  const field = (part.f || []).find(([name]) => name === key);
  return field ? field[1].filter(value => typeof value === "number") : [];
};

const hasField = (part, key) => (part.f || []).some(([name]) => name === key);

const kindOf = part => state.data.words.kinds[part.k] || part.k;

/** A text with what stands in backticks as code. */
const withCode = text => text.split(/`([^`]+)`/).map((piece, i) => i % 2 ? el("code", {}, piece) : piece);
