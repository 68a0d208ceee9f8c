// The cards of a picture as what people point at: chosen with pointer or keys, marked, and shown or not.

const pictures = new Map(); // the element of each picture that was unpacked
let current = null; // what is known of the picture that is shown
const OLD = "before:"; // how the ids and the parts of cards of an older version begin

/** A picture made ready: its cards named and reachable, a layer for rings and flags on top. */
const prepared = svg => {
  const known = { svg, cards: [], boxes: new Map(), focused: null, over: svgEl("g", { class: "over", "aria-hidden": "true" }) };
  svg.setAttribute("role", "group");
  // A button holds no other: what is in a card and stands for a part of its own comes after it.
  for (const inner of [...svg.querySelectorAll("[data-part] [data-part]")].reverse()) inner.parentElement.closest("[data-part]").after(inner);
  const start = state.view.length + 1;
  for (const group of svg.querySelectorAll('g[id]')) {
    const id = group.id.slice(start);
    const isCard = group.classList.contains("card");
    const part = placeOf(group.dataset.part || (isCard ? id : ""));
    if (part === undefined) continue;
    if (!isCard && holdsCards(group, svg)) continue;
    group.dataset.card = id;
    group.dataset.part = parts[part].a;
    group.setAttribute("role", "button");
    group.setAttribute("tabindex", "-1");
    group.setAttribute("aria-label", nameOf(group, parts[part]));
    known.cards.push({ id, part, group });
  }
  addGrounds(known.cards);
  known.byId = new Map(known.cards.map(card => [card.id, card]));
  known.links = [...svg.querySelectorAll("g.link")];
  svg.append(known.over);
  return known;
};

/** A card of mere text gets a ground, or who points between its lines points at nothing. */
const addGrounds = cards => {
  const bare = cards.map(card => card.group).filter(group => group.firstElementChild?.nodeName !== "rect");
  const boxes = bare.map(group => group.getBBox());
  bare.forEach((group, i) => {
    const { x, y, width, height } = boxes[i];
    group.prepend(svgEl("rect", { class: "ground", x: x - 3, y: y - 3, width: width + 6, height: height + 6, rx: 4 }));
  });
};

/** The part that a card is about. A card may tell what is gone from where it was, of a part that is elsewhere still. */
const placeOf = about => place.get(about) ?? (about.startsWith(OLD) ? place.get(about.slice(OLD.length)) : undefined);

/** Whether a group is the ground that cards lie on: it is no button, for who points at it points at nothing. */
const holdsCards = (group, svg) => {
  const { x, y, width, height } = group.getBBox();
  return [...svg.querySelectorAll("g.card")].some(card => {
    const box = card.getBBox();
    return card !== group && box.x >= x && box.y >= y && box.x + box.width <= x + width && box.y + box.height <= y + height;
  });
};

/** What is read aloud of a card: its kind, and all that stands on it. */
const nameOf = (group, part) => {
  const said = [...group.querySelectorAll("text")].map(text => text.textContent).join(" ");
  return `${kindOf(part)}: ${said || part.t}`;
};

const boxOf = card => {
  if (!current.boxes.has(card)) {
    const box = card.group.getBBox();
    current.boxes.set(card, [box.x, box.y, box.width, box.height]);
  }
  return current.boxes.get(card);
};

const seen = () => current ? current.cards.filter(card => !card.group.classList.contains("off")) : [];

const cardsOf = part => seen().filter(card => card.part === part);

/** The cards of a part; where it has none in this picture, of the part that holds it: a step for its customer's action. */
const cardsFor = part => {
  for (let i = part; i >= 0; i = parts[i].k === "step" ? -1 : parts[i].in ?? -1) {
    const cards = cardsOf(i);
    if (cards.length) return cards;
  }
  return [];
};

/** The card of an element. */
const cardAt = element => {
  const group = element instanceof Element ? element.closest("g[data-card]") : null;
  return group && current ? current.byId.get(group.dataset.card) : undefined;
};

// -- rings

/** Rings around cards. All are measured before any is drawn: to measure after each would lay out the picture each time. */
const rings = (cards, nameOfRing, pad = 4) => {
  const made = cards.map(boxOf).map(([x, y, width, height], i) =>
    svgEl("rect", { x: x - pad, y: y - pad, width: width + 2 * pad, height: height + 2 * pad, rx: 9, class: `ring ${nameOfRing(i)}` }));
  current.over.prepend(...made); // a ring must not hide what a flag says
};

const clearRings = name => { for (const one of current.over.querySelectorAll(`.${name}`)) one.remove(); };

/** Ring the cards of the part that is selected, and show the links that join them to others. */
const showSelected = () => {
  if (!current) return;
  clearRings("selected");
  const selected = state.part >= 0 ? cardsFor(state.part) : [], own = new Set(selected.map(card => card.id));
  rings(selected, () => "selected");
  for (const link of current.links) link.classList.toggle("near", own.has(link.dataset.from) || own.has(link.dataset.to));
  for (const card of current.cards) {
    if (own.has(card.id)) card.group.setAttribute("aria-current", "true");
    else card.group.removeAttribute("aria-current");
  }
};

// -- keys

/** The one card that Tab comes to. */
const setTabStop = card => {
  if (!current) return;
  if (current.focused) current.focused.group.setAttribute("tabindex", "-1");
  current.focused = card && !card.group.classList.contains("off") ? card : seen()[0] || null;
  if (current.focused) current.focused.group.setAttribute("tabindex", "0");
};

const focusCard = card => {
  setTabStop(card);
  card.group.focus({ preventScroll: true });
  bringIntoSight(boxOf(card));
};

/** The nearest card that lies in a direction: what lies straight ahead comes before what lies aslant. */
const neighbour = (card, dx, dy) => {
  const [x, y, width, height] = boxOf(card);
  let best = null, least = Infinity;
  for (const other of seen()) {
    if (other === card) continue;
    const [ox, oy, owidth, oheight] = boxOf(other);
    const ahead = dx ? dx * (ox + owidth / 2 - x - width / 2) : dy * (oy + oheight / 2 - y - height / 2);
    const beyond = dx ? (dx > 0 ? ox - x - width : x - ox - owidth) : (dy > 0 ? oy - y - height : y - oy - oheight);
    if (ahead <= 1 || beyond < -Math.min(dx ? width : height, dx ? owidth : oheight) / 2) continue;
    const aside = dx ? Math.abs(oy + oheight / 2 - y - height / 2) : Math.abs(ox + owidth / 2 - x - width / 2);
    const room = dx ? (height + oheight) / 2 : (width + owidth) / 2;
    const far = Math.max(beyond, 0) + aside + (aside < room ? 0 : 4 * (aside - room) + 400);
    if (far < least) { least = far; best = other; }
  }
  return best;
};

const cardKey = (event, card) => {
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.key in directions) {
    const next = neighbour(card, ...directions[event.key]);
    if (next) focusCard(next);
  } else if (event.key === "Home" || event.key === "End") {
    const cards = seen();
    focusCard(event.key === "Home" ? cards[0] : cards[cards.length - 1]);
  } else if (event.key === "Enter" || event.key === " ") {
    select(card.part, { card, focus: true });
  } else return false;
  return true;
};

canvas.addEventListener("focusin", event => {
  const card = cardAt(event.target);
  if (!card) return;
  if (card !== current.focused) setTabStop(card);
  clearRings("focus");
  if (event.target.matches(":focus-visible")) { rings([card], () => "focus", 7); bringIntoSight(boxOf(card)); }
});
canvas.addEventListener("focusout", () => { if (current) clearRings("focus"); });

canvas.addEventListener("click", event => {
  const card = cardAt(event.target);
  if (card) select(card.part, { card });
  else if (!event.target.closest("button")) { canvas.focus({ preventScroll: true }); if (state.part >= 0) closePanel(); }
});
