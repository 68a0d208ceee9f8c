// Finding parts by what is written of them: rings around the cards that say it, and a way from one to the next.

const field = el("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false" });
const hitCount = el("output", { class: "hits", for: "search" });
const plain = text => text.normalize("NFKC").toLowerCase();
let texts = null, hits = [], here = -1, elsewhere = [];

/** What is written of a part: its id and title, its texts, and the names of what it is done by, with and at. */
const textOf = part => {
  const said = [part.a, part.t];
  for (const [key, values] of part.f || []) {
    for (const value of values) {
      if (typeof value === "string") said.push(value);
      else if (value.u) said.push(value.u);
      else if (["actor", "system", "systems", "touchpoint", "touchpoints", "asks"].includes(key)) said.push(parts[value].t);
    }
  }
  return plain(said.join("\n"));
};

const search = () => {
  texts ||= parts.map(textOf);
  const wanted = plain(field.value.trim()), previous = hits[here];
  const found = new Set(wanted ? texts.flatMap((text, i) => text.includes(wanted) ? [i] : []) : []);
  hits = state.view === "table" ? rowsWith(wanted, found) : seen().filter(card => found.has(card.part));
  here = previous ? hits.findIndex(hit => hit === previous || hit.row && hit.row === previous.row) : -1;
  const shown = new Set(hits.map(card => card.part));
  elsewhere = state.view === "table" ? [] : [...found].filter(part => !shown.has(part) && (parts[part].v || []).some(i => state.data.views[i].name !== state.view));
  showHits();
  if (wanted) announce(hitCount.textContent);
};

/** The rows of the table that say something; a row is a hit as a card is. */
const rowsWith = (wanted, found) => {
  const says = item => item.checkVisibility() && (found.has(place.get(item.dataset.part)) || plain(item.innerText).includes(wanted));
  const rows = wanted ? [...page.table.querySelectorAll("tr[data-step]")] : [];
  return rows
    .filter(row => row.checkVisibility() && (found.has(place.get(row.dataset.step)) || [...row.querySelectorAll("[data-part], td")].some(says)))
    .map(row => ({ row, part: place.get(row.dataset.step) }));
};

const showHits = () => {
  const wanted = field.value.trim();
  if (current) {
    clearRings("hit");
    if (state.view !== "table") rings(hits, i => i === here ? "hit this" : "hit", 3);
  }
  for (const row of page.table.querySelectorAll("tr.hit")) row.classList.remove("hit", "this");
  hits.forEach((hit, i) => { hit.row?.classList.add("hit"); hit.row?.classList.toggle("this", i === here); });
  const rest = elsewhere.length ? say("hits_elsewhere", { count: elsewhere.length }) : "";
  const own = hits.length ? (here >= 0 ? say("hits", { here: here + 1, count: hits.length }) : say("hits_here", { count: hits.length })) : "";
  hitCount.textContent = wanted ? [own, rest].filter(Boolean).join(" · ") || say("no_hits") : "";
  hitButtons.hidden = !hits.length && !elsewhere.length;
};

const nextHit = step => {
  if (hits.length) {
    here = (here + step + hits.length) % hits.length;
    showHits();
    if (hits[here].row) hits[here].row.scrollIntoView({ block: "center" });
    else bringIntoSight(boxOf(hits[here]));
    announce(`${hitCount.textContent}: ${parts[hits[here].part].t}`);
  } else if (elsewhere.length) {
    select(elsewhere.shift(), { jump: true });
  }
};

const hitButtons = el("span", { class: "around", hidden: true });

field.addEventListener("input", search);
field.addEventListener("keydown", event => {
  if (event.key === "Enter") { event.preventDefault(); nextHit(event.shiftKey ? -1 : 1); }
  if (event.key === "Escape") {
    event.stopPropagation();
    if (field.value) { field.value = ""; search(); announce(""); } else focusPicture();
  }
});

const buildSearch = () => {
  texts = null;
  field.setAttribute("aria-label", say("search_in"));
  field.setAttribute("placeholder", say("search"));
  hitButtons.replaceChildren(
    iconButton("up", say("previous_hit"), () => nextHit(-1)), iconButton("down", say("next_hit"), () => nextHit(1)));
};
