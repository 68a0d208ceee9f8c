// The panel: all that is known of a part, with ways on to others; or the list of findings.

const panelHead = el("div", { class: "head" }), panelBody = el("div", { class: "body" });
const panel = el("aside", { id: "panel", hidden: true, tabindex: "-1" }, panelHead, panelBody);
const FINDINGS = -2;
let trail = [], step = -1; // the parts that the panel showed, and which of them it shows

/** The findings about a part; of a step, on request, about all that is in it too. */
const findingsOf = (position, isWhole = false) => state.data.findings.filter(({ part }) => {
  for (let at = part; at >= 0; at = isWhole && parts[at].in !== undefined ? parts[at].in : -1) if (at === position) return true;
  return false;
});

/**
 * Select a part: ring its cards and say what is known of it. `jump` goes to a picture that shows it, `still` moves
 * nothing, `quiet` opens no panel and leaves the focus where it is.
 */
const select = async (part, { card = null, jump = false, focus = false, keep = false, still = false, quiet = false } = {}) => {
  state.part = part;
  if (!keep && trail[step] !== part) { trail = [...trail.slice(0, step + 1), part]; step = trail.length - 1; }
  if (!quiet || !panel.hidden) showPanel();
  if (jump && part >= 0) {
    const views = viewsOf(part);
    if (views.length && !views.includes(state.view)) await showView(views[0]);
  }
  showSelected();
  const shown = card || (part >= 0 && current ? cardsFor(part)[0] : null);
  if (shown) {
    setTabStop(shown);
    if (!still) requestAnimationFrame(() => { if (current?.byId.get(shown.id) === shown) bringIntoSight(boxOf(shown)); });
  }
  if (focus || jump && !quiet) panel.focus({ preventScroll: true });
  writeHash();
  if (part < 0) return;
  announce(say("selected", { name: parts[part].t }));
  if (window.parent !== window) {
    window.parent.postMessage({ type: "blueprint:select", part: parts[part].a, view: state.view }, "*");
  }
};

/** The names of the pictures that show a part; where none does, of those that show what holds it. */
const viewsOf = part => {
  for (let i = part; i >= 0; i = parts[i].k === "step" ? -1 : parts[i].in ?? -1) {
    if (parts[i].v) return parts[i].v.map(number => state.data.views[number].name);
  }
  return [];
};

const closePanel = () => {
  const card = state.part >= 0 && current ? cardsFor(state.part)[0] : null, hadFocus = panel.contains(document.activeElement);
  panel.hidden = true;
  document.body.classList.remove("with-panel");
  state.part = -1;
  trail = []; step = -1;
  findingsButton.setAttribute("aria-expanded", "false");
  showSelected();
  writeHash();
  if (hadFocus) { if (card) focusCard(card); else focusPicture(); }
};

const walk = by => {
  if (trail[step + by] === undefined) return;
  step += by;
  select(trail[step], { keep: true, jump: true });
};

const showPanel = () => {
  const isFindings = state.part === FINDINGS;
  panel.hidden = false;
  document.body.classList.add("with-panel");
  panel.setAttribute("aria-label", isFindings ? say("findings") : say("details"));
  findingsButton.setAttribute("aria-expanded", String(isFindings));
  panelHead.replaceChildren(
    iconButton("back", `${say("back")} (Alt+←)`, () => walk(-1), { disabled: step < 1 }),
    iconButton("forward", `${say("forward")} (Alt+→)`, () => walk(1), { disabled: step >= trail.length - 1 }),
    el("span", { class: "space" }),
    iconButton("close", `${say("close")} (Esc)`, closePanel));
  panelBody.replaceChildren(...(isFindings ? findingsList() : detailsOf(state.part)));
  panelBody.scrollTop = 0;
};

// -- a part

const goButton = (i, note = "") => el("button", { type: "button", class: "go", onclick: () => select(i, { jump: true }) },
  el("span", { class: `dot ${parts[i].k}` }), el("span", { class: "what" }, parts[i].t), note ? el("small", {}, note) : null);

const section = (title, ...content) => {
  const inner = content.flat().filter(Boolean);
  return inner.length ? el("section", {}, el("h3", {}, title), inner) : null;
};

const valueOf = value => {
  if (typeof value === "number") return goButton(value);
  if (typeof value === "string") return el("span", { class: "said" }, value);
  return el("a", { href: value.u, rel: "noreferrer noopener", target: "_blank" }, value.u);
};

const facts = items => el("dl", {}, items.map(([name, values]) =>
  el("div", {}, el("dt", {}, name), [values].flat().map(value => el("dd", {}, valueOf(value))))));

const detailsOf = position => {
  const part = parts[position], names = state.data.words.fields;
  const above = [];
  for (let i = part.in; i !== undefined; i = parts[i].in) above.unshift(i);
  const own = findingsOf(position, true);
  // The card of a customer's action is that of its step, so both are told together.
  const doing = part.k === "step" ? parts[referred(part, "customer")[0]] : undefined;
  const fields = fieldsOf(part).filter(([name]) => !doing || name !== names.customer);
  const users_ = new Map();
  for (const [user, key] of users[position]) {
    const name = `${kindOf(parts[user])}${state.data.colon}${names[key] || key}`;
    if (user !== position) users_.set(name, [...(users_.get(name) || []), user]);
  }
  const views = (part.v || []).filter(i => state.data.views[i].name !== state.view);
  return [
    el("p", { class: "kind" }, above.map(i => [el("button", { type: "button", class: "up", onclick: () => select(i, { jump: true }) }, parts[i].t), " › "]), kindOf(part), part.gone ? ` · ${say("gone")}` : null),
    el("h2", { class: part.gone ? "gone" : null }, part.t),
    part.i ? el("p", { class: "id" }, part.a.slice(part.a.indexOf(":") + 1)) : null,
    section(say("findings"), own.map(findingItem)),
    part.g || part.k === "step" && state.data.why
      ? section(say("figures"), part.g ? facts(part.g) : el("p", { class: "note" }, say("no_figures", { why: state.data.why })))
      : null,
    fields.length ? el("section", {}, el("h3", { class: "unseen" }, say("details")), facts(fields)) : null,
    doing ? section(names.customer, doing.t === part.t ? null : el("p", {}, doing.t), doing.f ? facts(fieldsOf(doing)) : null) : null,
    stepAt.has(position) ? section(say("before"), waysOf(position, 1)) : null,
    stepAt.has(position) ? section(say("after"), waysOf(position, 0)) : null,
    section(say("used_by"), [...users_].map(([name, those]) => el("div", { class: "group" }, el("h4", {}, name), [...new Set(those)].map(i => goButton(i, where(i)))))),
    section(say("in_views"), views.map(i => el("button", { type: "button", class: "go", onclick: () => goTo(position, i) }, el("span", { class: "what" }, state.data.views[i].label)))),
    section(say("elsewhere"), (part.e || []).map(([label, href]) => el("a", { class: "go", href, target: "_top" }, el("span", { class: "what" }, label)))),
  ].filter(Boolean);
};

const fieldsOf = part => (part.f || []).map(([key, values]) => [state.data.words.fields[key] || key, values]);

const goTo = async (position, view) => { await showView(state.data.views[view].name); select(position, { keep: true, focus: true }); };

/** The step in which an action stands, to tell apart actions of the same name. */
const where = i => parts[i].k === "action" && parts[i].in !== undefined && parts[parts[i].in].t !== parts[i].t ? parts[parts[i].in].t : "";

const waysOf = (position, side) => state.data.ways
  .filter(way => state.data.steps[way[side ? 1 : 0]] === position && !(way[1] === null && side))
  .map(([from, to, share, when]) => {
    const note = [share === null ? "" : shown(share), when].filter(Boolean).join(" · ");
    const other = side ? from : to;
    return other === null
      ? el("p", { class: "go end" }, el("span", { class: "what" }, say("end")), note ? el("small", {}, note) : null)
      : goButton(state.data.steps[other], note);
  });

const shown = share => share > 0 && share < 0.001 ? "<0.1%" : `${Number((share * 100).toPrecision(3))}%`;

// -- findings

const SEVERITIES = ["error", "warning", "advice"];
// A page that lists the findings beside this one asks for it by `?findings=beside`: then only the cards have marks.
const isListedBeside = new URLSearchParams(location.search).get("findings") === "beside";
let isMarked = isListedBeside;

const findingItem = finding => {
  const content = [
    el("span", { class: `severity ${finding.severity}` }, sign(finding.severity), say(finding.severity)),
    el("span", { class: "code" }, finding.code, " · ", say("line", { line: finding.line })),
    el("span", { class: "message" }, withCode(finding.message)),
  ];
  return finding.part >= 0 && finding.part !== state.part
    ? el("button", { type: "button", class: "finding", onclick: () => select(finding.part, { jump: true }) }, content)
    : el("div", { class: "finding" }, content);
};

const sign = severity => {
  const made = svgEl("svg", { viewBox: "-14 -16 28 28", class: "sign", "aria-hidden": "true" });
  made.append(svgEl("path", { d: FLAGS[severity](0, -1) }));
  return made;
};

const counted = () => SEVERITIES.map(severity => [severity, state.data.findings.filter(f => f.severity === severity).length]).filter(([, n]) => n);

const findingsList = () => [
  el("h2", {}, say("findings")),
  el("p", { class: "counts" }, counted().map(([severity, count]) => el("span", { class: `severity ${severity}` }, sign(severity), say(plural(severity, count), { count })))),
  el("label", { class: "check" }, el("input", { type: "checkbox", checked: isMarked, onchange: event => { isMarked = event.target.checked; showMarks(); } }), el("span", {}, say("mark_cards"))),
  ...SEVERITIES.map(severity => state.data.findings.filter(f => f.severity === severity)).flat().map(findingItem),
];

const plural = (severity, count) => `${severity}_${count === 1 ? "one" : "many"}`;

const findingsButton = el("button", { type: "button", class: "tool wide", "aria-expanded": "false", "aria-controls": "panel", onclick: () => {
  if (state.part === FINDINGS) closePanel(); else select(FINDINGS, { focus: true });
} });

const buildFindings = () => {
  findingsButton.hidden = isListedBeside || !state.data.findings.length;
  const said = counted().map(([severity, count]) => say(plural(severity, count), { count })).join(state.data.comma);
  findingsButton.title = say("findings");
  findingsButton.setAttribute("aria-label", `${say("findings")}${state.data.colon}${said}`);
  findingsButton.replaceChildren(icon("flag"), ...counted().map(([severity, count]) => el("span", { class: `pip ${severity}` }, sign(severity), count)));
};

/** A flag with the number of findings on each card that they are about. */
const showMarks = () => {
  if (!current) return;
  clearRings("flagged");
  if (!isMarked) return;
  const shownParts = new Set(current.cards.map(card => card.part)), counts = new Map();
  for (const finding of state.data.findings) {
    let at = finding.part;
    while (at >= 0 && !shownParts.has(at)) at = parts[at].in ?? -1;
    if (at >= 0) counts.set(at, [...(counts.get(at) || []), finding.severity]);
  }
  const flagged = seen().filter(card => counts.has(card.part)), boxes = flagged.map(boxOf);
  flagged.forEach((card, i) => {
    const own = counts.get(card.part), worst = SEVERITIES.find(severity => own.includes(severity)), [x, y] = boxes[i];
    const text = svgEl("text", { x: x + 2, y: y + 4, "text-anchor": "middle" }), mark = svgEl("g", { class: `flagged ${worst}` });
    text.textContent = own.length;
    mark.append(svgEl("path", { d: FLAGS[worst](x + 2, y) }), text);
    current.over.append(mark);
  });
};

/** Severity by shape as well as by colour: a square, a triangle, a circle. */
const FLAGS = {
  error: (x, y) => `M${x - 10} ${y - 10}h20v20h-20Z`,
  warning: (x, y) => `M${x} ${y - 14}l13 22h-26Z`,
  advice: (x, y) => `M${x - 10} ${y}a10 10 0 1 0 20 0a10 10 0 1 0-20 0`,
};
