// What is shown: the customers, lanes, touchpoints and marks that were chosen. Nothing chosen shows everything.

const GROUPS = ["persona", "lane", "kind", "mark"];
const MARKS = {
  pain: part => referred(part, "pain_points").length > 0,
  fail: part => referred(part, "fail_points").length > 0 || actionsOf(part).some(action => hasField(action, "fail_points")),
  moment: part => hasField(part, "moment_of_truth"),
  delight: part => hasField(part, "delights"),
  question: part => hasField(part, "asks"),
  finding: part => findingsOf(place.get(part.a), true).length > 0,
};

const actionsOf = step => ["customer", "frontstage", "backstage", "support"].flatMap(role => referred(step, role)).map(i => parts[i]);

const isFiltered = () => GROUPS.some(group => state.filters[group].size);

/** The choices of each group: a value, its name. Groups and marks without a choice are left out. */
const choices = () => {
  const { personas, lanes, kinds, steps } = state.data;
  const used = new Set(parts.map(part => part.n));
  const found = {
    persona: personas.map(persona => [parts[persona.part].a, parts[persona.part].t]),
    lane: lanes.map(([id, name]) => [id, name]),
    kind: Object.entries(kinds).filter(([kind]) => used.has(kind)),
    mark: Object.keys(MARKS).filter(mark => steps.some(step => MARKS[mark](parts[step]))).map(mark => [mark, say(mark)]),
  };
  for (const group of GROUPS) if (found[group].length < (group === "mark" ? 1 : 2)) delete found[group];
  return found;
};

/** The numbers of the steps that the filters leave out. */
const hiddenSteps = () => {
  const { persona, kind, mark } = state.filters, hidden = new Set();
  const chosen = state.data.personas.filter(one => persona.has(parts[one.part].a));
  const passed = new Set(chosen.flatMap(one => one.steps));
  state.data.steps.forEach((position, number) => {
    const step = parts[position];
    const touchpoints = [...referred(step, "touchpoints"), ...actionsOf(step).flatMap(action => referred(action, "touchpoint"))];
    if (persona.size && !passed.has(number)
      || kind.size && !touchpoints.some(i => kind.has(parts[i].n))
      || mark.size && ![...mark].some(one => MARKS[one](step))) hidden.add(number);
  });
  return hidden;
};

/** The lanes in which a part stands: its own, or those of what is done by it or in it. */
const lanesOf = (part, role) => {
  const ids = state.data.lanes.map(([id]) => id);
  if (role === "evidence") return ["evidence"];
  if (part.l !== undefined) return [ids[part.l]];
  if (["question", "pain", "fail"].includes(part.k)) return ["customer"];
  const doing = users[place.get(part.a)].map(([user]) => parts[user]).filter(user => user.l !== undefined);
  return [...new Set(doing.map(user => ids[user.l]))];
};

/** Whether what shows a part is left out. `steps` are those that it is about there. */
const isHidden = (part, steps, role, hidden) => {
  const { persona, lane, kind, mark } = state.filters;
  if (part.gone && !steps.length && persona.size + kind.size + mark.size) return true; // its steps went with it
  if (steps.length && steps.every(step => hidden.has(step))) return true;
  if (kind.size && part.n && !kind.has(part.n)) return true;
  if (persona.size) {
    if (part.k === "persona" && !persona.has(part.a)) return true;
    const felt = part.k === "pain" ? referred(part, "personas") : [];
    if (felt.length && !felt.some(i => persona.has(parts[i].a))) return true;
  }
  if (lane.size) {
    const lanes = lanesOf(part, role);
    if (lanes.length && !lanes.some(one => lane.has(one))) return true;
  }
  return false;
};

/** The steps that a card is about by its id: of a step (`step:...`, or its own id), of a part in a stage; else of its part. */
const stepsOf = (id, part) => {
  const own = id.replace(OLD, "").split(":", 1)[0], stage = parts[place.get(`stage:${own}`)];
  if (stepAt.has(place.get(own))) return [stepAt.get(place.get(own))];
  if (id.startsWith(OLD) && place.has(OLD + own)) return [];
  return stage && part.s ? part.s.filter(step => stage.s?.includes(step)) : part.s || [];
};

/** Leave out of the picture and the table what the filters hide, and say how much that is. */
const applyFilters = () => {
  const hidden = hiddenSteps();
  for (const [group, button] of Object.entries(filterCounts)) button.textContent = state.filters[group].size || "";
  filterButton.classList.toggle("active", isFiltered());
  if (state.view === "table") applyToTable(hidden);
  else if (current) applyToPicture(hidden);
  if (state.view === "report" || !isFiltered()) statusLine.hidden = true;
};

const applyToPicture = hidden => {
  const off = new Set();
  for (const card of current.cards) {
    const role = card.group.classList.contains("evidence") ? "evidence" : "";
    const isOff = isFiltered() && isHidden(parts[card.part], stepsOf(card.id, parts[card.part]), role, hidden);
    card.group.classList.toggle("off", isOff);
    if (isOff) off.add(card.id);
  }
  const closed = closedWays(), gone = new Set();
  for (const link of current.links) {
    const { from, to } = link.dataset;
    const isOff = off.has(from) || off.has(to) || closed.has(`${from}\n${to}`) && link.classList.contains("flow");
    link.classList.toggle("off", isOff);
    if (isOff) gone.add(`${state.view}.label.${from}.${to}`);
  }
  for (const label of current.svg.querySelectorAll("g.label")) label.classList.toggle("off", gone.has(label.id));
  applyToCurves(hidden);
  statusLine.hidden = !isFiltered();
  statusText.textContent = say("hidden", { hidden: off.size, count: current.cards.length });
  if (isFiltered()) announce(statusText.textContent);
  setTabStop(current.focused);
  showSelected();
};

/** The ways that none of the chosen customers can take. */
const closedWays = () => {
  const chosen = state.data.personas.filter(one => state.filters.persona.has(parts[one.part].a));
  const id = number => parts[state.data.steps[number]].a;
  const closed = chosen.map(one => new Set(one.closed.map(([from, to]) => `${id(from)}\n${id(to)}`)));
  return new Set([...(closed[0] || [])].filter(way => closed.every(those => those.has(way))));
};

/** Of several curves those of the customers who were chosen; of each, the points in columns that are shown. */
const applyToCurves = hidden => {
  const curves = [...current.svg.querySelectorAll("g.curve")];
  if (!curves.length) return;
  const names = new Set(state.data.personas.filter(one => state.filters.persona.has(parts[one.part].a)).map(one => parts[one.part].t));
  const columns = current.cards.filter(card => hidden.has(stepAt.get(card.part)) && card.id === parts[card.part].a).map(boxOf);
  const isOff = curve => curves.length > 1 && names.size > 0 && !names.has(curve.dataset.name);
  const kept_ = new Set(curves.filter(curve => !isOff(curve)).flatMap(curve => [...curve.querySelectorAll("[data-curve]")].map(one => one.dataset.curve)));
  for (const name of current.svg.querySelectorAll(":scope > [data-curve]")) name.classList.toggle("off", curves.some(isOff) && !kept_.has(name.dataset.curve));
  const isGone = x => columns.some(([left, , width]) => x > left && x < left + width);
  for (const remark of current.svg.querySelectorAll(":scope > text:not([data-curve])")) remark.classList.toggle("off", isGone(Number(remark.getAttribute("x"))));
  for (const curve of curves) {
    curve.classList.toggle("off", isOff(curve));
    const middles = [...curve.querySelectorAll("rect, use")].map(point => {
      const box = point.getBBox(), middle = box.x + box.width / 2;
      point.classList.toggle("off", isGone(middle));
      return middle;
    });
    cutLine(curve, middles.sort((a, b) => a - b), isGone);
  }
};

/** Of a curve's line what joins two points that are shown, with none between them that is not. */
const cutLine = (curve, middles, isGone) => {
  const lines = [...curve.querySelectorAll("path")], id = `${curve.id}.shown`;
  document.getElementById(id)?.remove();
  for (const line of lines) line.removeAttribute("clip-path");
  if (!middles.some(isGone)) return;
  const clip = svgEl("clipPath", { id }), height = current.svg.viewBox.baseVal.height;
  middles.slice(1).forEach((right, i) => {
    const left = middles[i];
    if (right > left && !isGone(left) && !isGone(right)) clip.append(svgEl("rect", { x: left, y: 0, width: right - left, height }));
  });
  current.over.append(clip);
  for (const line of lines) line.setAttribute("clip-path", `url(#${CSS.escape(id)})`);
};

const applyToTable = hidden => {
  const rows = [...page.table.querySelectorAll("tr[data-step]")];
  for (const row of rows) row.hidden = hidden.has(stepAt.get(place.get(row.dataset.step)));
  for (const item of page.table.querySelectorAll("[data-part]")) {
    const part = parts[place.get(item.dataset.part)];
    const own = stepAt.get(place.get(item.closest("tr").dataset.step));
    item.hidden = part !== undefined && isHidden(part, [own], item.dataset.row === "evidence" ? "evidence" : "", hidden);
  }
  const { lane } = state.filters, ids = state.data.lanes.map(([id]) => id);
  for (const cell of page.table.querySelectorAll("[data-lane]")) {
    const id = cell.dataset.lane;
    cell.hidden = lane.size > 0 && (ids.includes(id) ? !lane.has(id) : !lane.has("customer"));
  }
  for (const body of page.table.querySelectorAll("tbody")) {
    const own = [...body.querySelectorAll("tr[data-step]")];
    body.hidden = own.length > 0 && own.every(row => row.hidden);
  }
  const gone = rows.filter(row => row.hidden).length;
  statusLine.hidden = !isFiltered();
  statusText.textContent = say("hidden_rows", { hidden: gone, count: rows.length });
  if (isFiltered()) announce(statusText.textContent);
};

// -- the controls

const filterButton = el("button", { type: "button", class: "tool wide", "aria-expanded": "false", "aria-controls": "filters", onclick: () => toggleFilters() });
const filterBox = el("div", { id: "filters", class: "popover", role: "group", hidden: true });
const statusText = el("span", {});
const statusLine = el("div", { id: "status", hidden: true }, statusText);
let filterCounts = {};

const toggleFilters = (open = filterBox.hidden) => {
  filterBox.hidden = !open;
  filterButton.setAttribute("aria-expanded", String(open));
  if (open) filterBox.querySelector("input, button")?.focus();
};

const buildFilters = () => {
  filterCounts = {};
  const found = choices();
  for (const group of GROUPS) {
    const known = new Set((found[group] || []).map(([value]) => value));
    for (const value of state.filters[group]) if (!known.has(value)) state.filters[group].delete(value);
  }
  const groups = Object.entries(found).map(([group, values]) => {
    filterCounts[group] = el("span", { class: "count" });
    return el("fieldset", {}, el("legend", {}, say(group), filterCounts[group]), values.map(([value, name]) =>
      el("label", {}, el("input", {
        type: "checkbox", value, "data-group": group, checked: state.filters[group].has(value),
        onchange: event => choose(group, value, event.target.checked),
      }), el("span", {}, name))));
  });
  const clear = el("button", { type: "button", class: "text", onclick: clearFilters }, say("clear"));
  filterBox.setAttribute("aria-label", say("filters"));
  filterBox.replaceChildren(...groups, el("div", { class: "foot" }, clear,
    iconButton("close", say("close"), () => { toggleFilters(false); filterButton.focus(); })));
  filterButton.replaceChildren(icon("filter"), el("span", { class: "name" }, say("filters")));
  filterButton.hidden = !groups.length;
  statusLine.replaceChildren(statusText, el("button", { type: "button", class: "text", onclick: clearFilters }, say("clear")));
};

const choose = (group, value, isChosen) => {
  if (isChosen) state.filters[group].add(value); else state.filters[group].delete(value);
  applyFilters();
  search();
  writeHash();
};

const clearFilters = () => {
  for (const group of GROUPS) state.filters[group].clear();
  for (const box of filterBox.querySelectorAll("input")) box.checked = false;
  applyFilters();
  search();
  writeHash();
  if (document.activeElement === document.body || !document.activeElement.checkVisibility()) filterButton.focus();
  announce(say("all"));
};
