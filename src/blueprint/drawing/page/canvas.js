// The ground on which a picture lies: moved by dragging, wheel, touch and keys, zoomed around the pointer.

const canvas = document.getElementById("canvas");
const sheet = document.getElementById("sheet");
const at = { x: 0, y: 0, k: 1 }; // where the picture's corner is, in pixels, and how large the picture is shown
const kept = new Map(); // the same for each picture that was seen
const SMALLEST = 0.04, LARGEST = 6, READABLE = 0.75, EDGE = 64, STEP = 1.25, STRIDE = 90;
let frame = 0, resting = 0, gliding = 0, painted = 0; // the scale that was painted last

const pictureSize = () => {
  const svg = sheet.querySelector("svg");
  return svg ? [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height] : [1, 1];
};

const paint = () => {
  frame = 0;
  // A layer keeps the resolution it began with: to zoom out of one paints far more than is seen, so only a pan has one.
  sheet.classList.toggle("moving", resting !== 0 && at.k === painted);
  painted = at.k;
  sheet.style.transform = `translate(${at.x}px,${at.y}px) scale(${at.k})`;
  zoomShown.textContent = `${Math.round(at.k * 100)}%`;
  followHeads();
};

/** Show the picture at its new place with the next frame. */
const moved = () => {
  const [width, height] = pictureSize();
  at.k = Math.min(Math.max(at.k, SMALLEST), LARGEST);
  at.x = Math.min(Math.max(at.x, EDGE - width * at.k), canvas.clientWidth - EDGE);
  at.y = Math.min(Math.max(at.y, EDGE - height * at.k), canvas.clientHeight - EDGE);
  clearTimeout(resting);
  resting = setTimeout(() => { resting = 0; sheet.classList.remove("moving"); }, 180);
  frame ||= requestAnimationFrame(paint);
};

const panBy = (dx, dy) => { stopGliding(); at.x += dx; at.y += dy; moved(); };

const zoomAround = (x, y, factor) => {
  stopGliding();
  const k = Math.min(Math.max(at.k * factor, SMALLEST), LARGEST);
  at.x = x - (x - at.x) * k / at.k;
  at.y = y - (y - at.y) * k / at.k;
  at.k = k;
  moved();
};

const zoomBy = factor => zoomAround(canvas.clientWidth / 2, canvas.clientHeight / 2, factor);

const stopGliding = () => { cancelAnimationFrame(gliding); gliding = 0; };

/** Move there within some frames, so that the eye can follow; at once for who wants no motion. */
const glideTo = target => {
  stopGliding();
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) { Object.assign(at, target); moved(); return; }
  const from = { ...at }, start = performance.now();
  const next = now => {
    const part = Math.min((now - start) / 200, 1), eased = 1 - (1 - part) ** 3;
    for (const key of ["x", "y", "k"]) at[key] = from[key] + (target[key] - from[key]) * eased;
    moved();
    gliding = part < 1 ? requestAnimationFrame(next) : 0;
  };
  gliding = requestAnimationFrame(next);
};

/** Where the picture lies so that all of it is seen, or its width, or itself in full size. */
const fitted = how => {
  const [width, height] = pictureSize(), margin = 16;
  const wide = (canvas.clientWidth - 2 * margin) / width, high = (canvas.clientHeight - 2 * margin) / height;
  const k = how === "full" ? 1 : how === "width" ? wide : how === "start" ? startSize(wide, high) : Math.min(wide, high, 2);
  const spare = canvas.clientWidth - width * k, below = canvas.clientHeight - height * k;
  return { k, x: spare > 0 ? spare / 2 : margin, y: below > 0 && how !== "start" ? below / 2 : margin };
};

/** A picture is first seen whole where it can be read so, else as high as the window, else as small as one can read. */
const startSize = (wide, high) => {
  const whole = Math.min(wide, high, 1.25);
  return whole >= READABLE ? whole : Math.max(Math.min(high, 1), READABLE);
};

const fit = how => glideTo(fitted(how));

/** Bring a box of the picture into sight, if it is not. */
const bringIntoSight = ([x, y, width, height]) => {
  const margin = 48, below = 72, left = at.x + x * at.k, top = at.y + y * at.k, right = left + width * at.k, bottom = top + height * at.k;
  const target = { ...at };
  if (target.k * 13 < 8) {
    target.k = READABLE;
    target.x = canvas.clientWidth / 2 - (x + width / 2) * target.k;
    target.y = canvas.clientHeight / 2 - (y + height / 2) * target.k;
  } else {
    const headed = sides.length ? margin + 96 : margin;
    if (left < headed) target.x += headed - left;
    else if (right > canvas.clientWidth - margin) target.x -= right - canvas.clientWidth + margin;
    if (top < margin) target.y += margin - top;
    else if (bottom > canvas.clientHeight - below) target.y -= bottom - canvas.clientHeight + below;
  }
  if (target.x !== at.x || target.y !== at.y || target.k !== at.k) glideTo(target);
};

// What makes a browser scroll to something (a search in the page, a link to it) moves the picture instead.
canvas.addEventListener("scroll", () => {
  at.x -= canvas.scrollLeft;
  at.y -= canvas.scrollTop;
  canvas.scrollTo(0, 0);
  moved();
});

// -- wheel, dragging, touch

canvas.addEventListener("wheel", event => {
  event.preventDefault();
  const unit = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 300 : 1;
  const dx = event.deltaX * unit, dy = event.deltaY * unit;
  if (event.shiftKey) panBy(-(dx || dy), 0);
  else if (Math.abs(dx) > Math.abs(dy)) panBy(-dx, -dy);
  else {
    const box = canvas.getBoundingClientRect();
    zoomAround(event.clientX - box.left, event.clientY - box.top, Math.exp(-dy * (event.ctrlKey ? 0.01 : 0.0018)));
  }
}, { passive: false });

const pointers = new Map();
let dragged = false, pinch = null;

const pinched = () => {
  const [a, b] = [...pointers.values()], box = canvas.getBoundingClientRect();
  return { x: (a.x + b.x) / 2 - box.left, y: (a.y + b.y) / 2 - box.top, apart: Math.hypot(a.x - b.x, a.y - b.y) };
};

canvas.addEventListener("pointerdown", event => {
  if (event.button > 1 || event.target.closest("button")) return;
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 1) dragged = false;
  pinch = pointers.size === 2 ? pinched() : null;
});

canvas.addEventListener("pointermove", event => {
  const before = pointers.get(event.pointerId);
  if (!before) return;
  if (event.pointerType === "mouse" && !event.buttons) { pointers.delete(event.pointerId); return; } // let go elsewhere
  const dx = event.clientX - before.x, dy = event.clientY - before.y;
  if (pointers.size === 1) {
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    if (!dragged) canvas.setPointerCapture(event.pointerId);
    dragged = true;
    canvas.classList.add("dragged");
    panBy(dx, dy);
  }
  pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  if (pointers.size === 2 && pinch) {
    dragged = true;
    const now = pinched();
    at.x += now.x - pinch.x;
    at.y += now.y - pinch.y;
    zoomAround(now.x, now.y, now.apart / pinch.apart);
    pinch = now;
  }
});

for (const type of ["pointerup", "pointercancel"]) {
  canvas.addEventListener(type, event => {
    pointers.delete(event.pointerId);
    pinch = null;
    canvas.classList.remove("dragged");
  });
}

// A click that ended a drag is none.
canvas.addEventListener("click", event => { if (dragged) { event.stopPropagation(); dragged = false; } }, true);

/** Move or zoom by a key; whether the key does so. `pans` says whether the arrows move the picture. */
const canvasKey = (event, pans) => {
  const arrows = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key in arrows && (pans || event.shiftKey)) {
    const [dx, dy] = arrows[event.key];
    panBy(dx * STRIDE, dy * STRIDE);
  } else if (event.key === "+" || event.key === "=") zoomBy(STEP);
  else if (event.key === "-" || event.key === "_") zoomBy(1 / STEP);
  else if (event.key === "0") fit("whole");
  else if (event.key === "1") fit("full");
  else if (event.key === "w") fit("width");
  else return false;
  return true;
};

// -- the names of lanes and stages, where the picture's own are out of sight

const heads = el("div", { class: "heads", "aria-hidden": "true", hidden: true });
const sideHeads = el("div", { class: "heads side" }), topHeads = el("div", { class: "heads top" });
heads.append(sideHeads, topHeads);
canvas.append(heads);
const zoomShown = el("output", { class: "zoomed" });
let sides = [], tops = [], corner = { x: 0, y: 0 }; // the corner: where the picture's own names begin

/** Find the names of rows and stages in a picture in rows and columns. */
const readHeads = svg => {
  sides = []; tops = [];
  sideHeads.replaceChildren(); topHeads.replaceChildren();
  const rows = svg ? [...svg.querySelectorAll("g.row")] : [], stages = svg ? [...svg.querySelectorAll("g.stage")] : [];
  heads.hidden = !rows.length && !stages.length;
  const labels = rows.map(row => row.getBBox());
  const boxes = stages.map(stage => stage.getBBox());
  corner = { x: Math.min(...labels.map(box => box.x)), y: Math.min(...boxes.map(box => box.y)) };
  sides = rows.map((row, i) => {
    const middle = labels[i].y + labels[i].height / 2;
    const shown = el("span", {}, row.dataset.name);
    sideHeads.append(shown);
    return { shown, y: middle };
  });
  tops = stages.map((stage, i) => {
    const box = boxes[i];
    const shown = el("span", {}, stage.dataset.name);
    topHeads.append(shown);
    return { shown, x: box.x, width: box.width };
  });
};

/** Keep these names beside what they name. */
const followHeads = () => {
  if (heads.hidden) return;
  const besides = at.x + corner.x * at.k < 0, above = at.y + corner.y * at.k < 0;
  sideHeads.classList.toggle("on", besides);
  topHeads.classList.toggle("on", above);
  if (besides) for (const { shown, y } of sides) shown.style.transform = `translate(0,${at.y + y * at.k}px) translate(0,-50%)`;
  if (!above) return;
  for (const { shown, x, width } of tops) {
    const left = at.x + x * at.k, right = left + width * at.k;
    const isSeen = right > 40 && left < canvas.clientWidth;
    shown.style.display = isSeen ? "" : "none";
    if (isSeen) {
      const from = Math.max(left, 0);
      shown.style.transform = `translate(${from}px,0)`;
      shown.style.width = `${right - from}px`;
    }
  }
};
