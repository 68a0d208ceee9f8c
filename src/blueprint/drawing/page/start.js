// How the page begins, and what holds it together: bars, views, keys, the address, printing, and newer pages.

const picture = document.getElementById("picture"), bar = document.getElementById("bar");
const page = {
  table: el("div", { id: "table", class: "sheet-of-text", tabindex: "0", role: "tabpanel", "aria-labelledby": "tab-table", hidden: true }),
  report: el("div", { id: "report", class: "sheet-of-text", tabindex: "0", role: "tabpanel", "aria-labelledby": "tab-report", hidden: true }),
  why: el("div", { class: "why", hidden: true }),
};
const tabs = el("div", { id: "tabs", role: "tablist" });
const zoomBar = el("div", { id: "zoom", role: "group" });
const keysDialog = el("dialog", { id: "keys", "aria-labelledby": "keys-title" });
const themeButton = el("button", { type: "button", class: "tool", onclick: () => {
  setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
  memory.set("theme", theme);
} });
const THEMES = ["system", "light", "dark"];
let theme = "system";

// -- views

const tabNames = () => [
  ...state.data.views.map(view => [view.name, view.label]),
  ["table", state.data.words.views.table],
  ...(state.data.report ? [["report", state.data.words.views.report]] : []),
];

const isText = name => name === "table" || name === "report";

const buildTabs = () => {
  tabs.setAttribute("aria-label", say("views"));
  tabs.replaceChildren(...tabNames().map(([name, label]) => el("button", {
    type: "button", role: "tab", id: `tab-${name}`, "data-name": name, "aria-controls": isText(name) ? name : "canvas",
    onclick: () => showView(name),
  }, label)));
};

tabs.addEventListener("keydown", event => {
  const names = tabNames().map(([name]) => name), now = names.indexOf(state.view);
  const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: names.length - 1 }[event.key];
  if (next === undefined || event.altKey) return;
  event.preventDefault();
  showView(names[(next + names.length) % names.length]).then(() => tabs.querySelector("[aria-selected=true]").focus());
});

let waiting = 0;

const showView = async (name, { place: where = null } = {}) => {
  const number = ++waiting;
  if (isText(name) && !page[name].childNodes.length) {
    const body = await unpack(name);
    if (number !== waiting) return;
    page[name].replaceChildren(...(body ? body.childNodes : []));
  }
  if (!isText(name) && !pictures.has(name)) {
    const body = await unpack(name);
    if (number !== waiting) return;
    const svg = body ? document.adoptNode(body.querySelector("svg")) : null;
    pictures.set(name, { svg });
  }
  if (current) kept.set(state.view, { ...at });
  state.view = name;
  document.body.dataset.view = name;
  for (const tab of tabs.children) {
    const isShown = tab.dataset.name === name;
    tab.setAttribute("aria-selected", String(isShown));
    tab.setAttribute("tabindex", isShown ? "0" : "-1");
    if (isShown) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  page.table.hidden = name !== "table";
  page.report.hidden = name !== "report";
  canvas.hidden = isText(name);
  canvas.setAttribute("aria-labelledby", `tab-${name}`);
  current = null;
  if (!isText(name)) showPicture(name, where);
  page.why.hidden = isText(name) || current !== null;
  applyFilters();
  search();
  showSelected();
  showMarks();
  writeHash();
};

const showPicture = (name, where) => {
  const view = state.data.views.find(one => one.name === name), known = pictures.get(name);
  sheet.dataset.view = name;
  if (!known.svg) {
    sheet.replaceChildren();
    readHeads(null);
    page.why.replaceChildren(el("h2", {}, say("cannot")), el("p", {}, view?.why || ""));
    return;
  }
  if (sheet.firstElementChild !== known.svg) sheet.replaceChildren(known.svg);
  if (!known.cards) pictures.set(name, prepared(known.svg));
  current = pictures.get(name);
  readHeads(current.svg);
  stopGliding();
  Object.assign(at, where || kept.get(name) || fitted("start"));
  moved();
  setTabStop(current.focused);
};

const focusPicture = () => {
  if (!canvas.hidden) canvas.focus({ preventScroll: true });
  else page[state.view]?.focus();
};

// -- the address

let isReading = false;

const writeHash = () => {
  if (isReading) return;
  const said = new URLSearchParams();
  said.set("view", state.view);
  if (state.part >= 0) said.set("part", parts[state.part].a);
  for (const group of GROUPS) if (state.filters[group].size) said.set(group, [...state.filters[group]].join(","));
  try { history.replaceState(null, "", `#${said}`); } catch { /* a page within a page may be refused */ }
  if (window.parent !== window) {
    const part = state.part >= 0 ? parts[state.part].a : "";
    window.parent.postMessage({ type: "blueprint:shown", view: state.view, part, panel: !panel.hidden }, "*");
  }
};

const readHash = async () => {
  const said = new URLSearchParams(location.hash.slice(1));
  isReading = true;
  for (const group of GROUPS) {
    const known = new Set((choices()[group] || []).map(([value]) => value));
    state.filters[group] = new Set((said.get(group) || "").split(",").filter(value => known.has(value)));
  }
  buildFilters();
  const names = tabNames().map(([name]) => name), part = place.get(said.get("part") || "");
  await showView(names.includes(said.get("view")) ? said.get("view") : state.view || state.data.view);
  isReading = false;
  if (part !== undefined && part !== state.part) await select(part, { jump: !said.has("view") });
  writeHash();
};

window.addEventListener("hashchange", readHash);

// -- colours, keys, printing

const setTheme = chosen => {
  theme = chosen;
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  const said = `${say("theme")}${state.data.colon}${say(`theme_${theme}`)}`;
  themeButton.replaceChildren(icon({ system: "auto", light: "light", dark: "dark" }[theme]));
  themeButton.setAttribute("aria-label", said);
  themeButton.title = said;
};

const KEYS = [
  ["/", "Enter", "Shift+Enter", "key_search"], ["←", "→", "↑", "↓", "key_move"], ["Home", "End", "key_ends"], ["Enter", "key_open"],
  ["Esc", "key_leave"], ["Shift+←", "→", "↑", "↓", "key_pan"], ["+", "-", "key_zoom"], ["0", "1", "w", "key_fit"],
  ["[", "]", "key_view"], ["Alt+←", "Alt+→", "key_back"], ["?", "key_help"],
];

const buildKeys = () => keysDialog.replaceChildren(
  el("h2", { id: "keys-title" }, say("keys")),
  el("dl", {}, KEYS.map(row => el("div", {}, el("dt", {}, row.slice(0, -1).map(key => el("kbd", {}, key))), el("dd", {}, say(row.at(-1)))))),
  el("p", {}, say("pan_hint")),
  el("button", { type: "button", class: "plain", onclick: () => keysDialog.close() }, say("close")));

document.addEventListener("keydown", event => {
  if (event.defaultPrevented || keysDialog.open) return;
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select");
  const card = cardAt(event.target), isOnCanvas = event.target === canvas;
  let done = true;
  if (event.altKey && (event.key === "ArrowLeft" || event.key === "ArrowRight") && !panel.hidden) walk(event.key === "ArrowLeft" ? -1 : 1);
  else if (event.key === "Escape") done = leave(card);
  else if (isTyping || event.altKey || event.ctrlKey || event.metaKey) done = false;
  else if (card && cardKey(event, card)) done = true;
  else if (event.key === "/") field.select(), field.focus();
  else if (event.key === "?") keysDialog.showModal();
  else if (event.key === "[" || event.key === "]") {
    const all = tabNames(), now = all.findIndex(([name]) => name === state.view);
    const [name, label] = all[(now + (event.key === "]" ? 1 : -1) + all.length) % all.length];
    const isInside = isOnCanvas || card || event.target.matches(".sheet-of-text");
    showView(name).then(() => {
      if (isInside) focusPicture(); // what had the focus may be out of sight
      announce([label, isFiltered() ? statusText.textContent : ""].filter(Boolean).join(" · "));
    });
  } else if (isOnCanvas && event.key === "Enter" && current?.focused) focusCard(current.focused);
  else if (!canvas.hidden && (isOnCanvas || card || event.target === document.body)) done = canvasKey(event, !card);
  else done = false;
  if (done) event.preventDefault();
});

/** Close what is open, the innermost first; else leave the cards. */
const leave = card => {
  const menu = document.querySelector(".also[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  else if (!filterBox.hidden) { toggleFilters(false); filterButton.focus(); }
  else if (!panel.hidden) closePanel();
  else if (card) focusPicture();
  else return false;
  return true;
};

document.addEventListener("pointerdown", event => {
  if (!filterBox.hidden && !filterBox.contains(event.target) && !filterButton.contains(event.target)) toggleFilters(false);
  const menu = document.querySelector(".also[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});

/** What one can do with a picture, told to who sees such a page for the first time, until they do it. */
const showHint = () => {
  if (memory.get("hinted")) return;
  const hint = el("p", { id: "hint" }, say(matchMedia("(pointer: coarse)").matches ? "touch_hint" : "pan_hint"));
  const learnt = () => { hint.remove(); memory.set("hinted", "1"); };
  for (const type of ["pointerdown", "wheel", "keydown"]) canvas.addEventListener(type, learnt, { once: true, passive: true });
  picture.append(hint);
};

// -- the beginning

const build = () => {
  document.title = document.querySelector("h1").textContent;
  buildTabs(); buildSearch(); buildFilters(); buildFindings(); buildKeys();
  zoomBar.setAttribute("aria-label", say("zoom"));
  zoomBar.replaceChildren(
    iconButton("minus", `${say("zoom_out")} (-)`, () => zoomBy(1 / STEP)), zoomShown, iconButton("plus", `${say("zoom_in")} (+)`, () => zoomBy(STEP)),
    iconButton("fit", `${say("fit")} (0)`, () => fit("whole")), iconButton("width", `${say("fit_width")} (w)`, () => fit("width")));
  const keysButton = iconButton("keys", `${say("keys")} (?)`, () => keysDialog.showModal());
  const box = el("div", { class: "searching", role: "search" }, icon("search"), field, hitCount, hitButtons);
  tools.replaceChildren(box, filterButton, findingsButton, themeButton, keysButton);
  setTheme(theme);
};

const tools = el("div", { class: "tools" });

const begin = async () => {
  readData(document);
  bar.append(tools, filterBox);
  bar.after(tabs);
  picture.append(page.table, page.report, page.why, zoomBar, statusLine);
  showHint();
  picture.after(panel, live, keysDialog);
  canvas.setAttribute("tabindex", "-1");
  canvas.setAttribute("role", "tabpanel");
  const chosen = document.documentElement.dataset.theme, kept_ = memory.get("theme");
  theme = THEMES.includes(kept_) && !chosen ? kept_ : THEMES.includes(chosen) ? chosen : "system";
  const first = sheet.querySelector("svg");
  if (first) pictures.set(state.data.view, { svg: first });
  build();
  if (chosen === "print") document.documentElement.dataset.theme = "print";
  await readHash();
  document.documentElement.dataset.ready = "";
};

/** Show what a newer page of the same blueprint holds, from the same place, with the same part selected. */
const replace = async text => {
  const newer = new DOMParser().parseFromString(text, "text/html");
  if (!newer.getElementById("data")) return;
  const selected = state.part >= 0 ? parts[state.part].a : null, isFindings = state.part === FINDINGS;
  const isQuiet = panel.hidden;
  const place_ = { ...at }, view = state.view, had = trail.map(i => i >= 0 ? parts[i].a : i);
  document.querySelector(".named").replaceWith(document.adoptNode(newer.querySelector(".named")));
  document.documentElement.lang = newer.documentElement.lang;
  document.head.querySelector("style").textContent = newer.head.querySelector("style").textContent;
  document.querySelector("svg.icons").replaceWith(document.adoptNode(newer.querySelector("svg.icons")));
  readData(newer);
  pictures.clear();
  current = null;
  page.table.replaceChildren(); page.report.replaceChildren();
  const first = newer.querySelector("#sheet svg");
  if (first) pictures.set(state.data.view, { svg: document.adoptNode(first) });
  build();
  const name = tabNames().some(([one]) => one === view) ? view : state.data.view;
  await showView(name, { place: name === view ? place_ : null });
  trail = had.map(about => typeof about === "number" ? about : place.get(about)).filter(i => i !== undefined);
  step = Math.min(step, trail.length - 1);
  if (isFindings && state.data.findings.length) await select(FINDINGS, { keep: true });
  else if (selected !== null && place.has(selected)) await select(place.get(selected), { keep: true, still: true, quiet: isQuiet });
  else if (selected !== null || isFindings) closePanel();
};

page.table.addEventListener("click", event => {
  const found = event.target.closest("[data-go], [data-part]");
  if (found) select(place.get(found.dataset.go || found.dataset.part), { focus: Boolean(found.dataset.go) });
});

window.addEventListener("resize", () => { if (current) moved(); });

/**
 * Whoever holds this page in a frame says what to show: a view, a part (`quiet`: without the panel), or none ("") of
 * them; and whether cards have `marks` of what was found.
 */
window.addEventListener("message", async event => {
  const said = event.data;
  if (said?.type !== "blueprint:show") return;
  if (said.view && said.view !== state.view && tabNames().some(([name]) => name === said.view)) await showView(said.view);
  if (place.has(said.part)) select(place.get(said.part), { jump: !said.view, quiet: said.quiet === true });
  else if (said.part === "" && state.part >= 0) closePanel();
  if (typeof said.marks === "boolean") {
    isMarked = said.marks;
    showMarks();
  }
});

// For what holds this page (a preview, a notebook): `replace(text of a newer page)` keeps what one looks at; `ready` is
// kept when the page has begun. It tells its parent window what is selected, and selects what the parent asks for.
window.blueprintPage = { replace, ready: begin() };
