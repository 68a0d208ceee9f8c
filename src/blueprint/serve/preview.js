// Around a picture: follows the file, and leads from findings and cards to the lines of the source.
"use strict";
(() => {
  const { body } = document;
  const frame = document.getElementById("picture");
  const side = document.getElementById("side");
  const source = document.getElementById("source");
  const toggle = document.getElementById("toggle");
  const live = document.getElementById("live");
  const base = location.pathname.replace(/^\/b/, "");
  const inside = () => frame.contentWindow?.blueprintPage;
  let shown = null; // what the source pane shows: { at } or { part }, and the key of the finding

  // -- the source ------------------------------------------------------------------------------------------------

  let asked = 0;

  /** Show the lines around a place or a part. */
  const showSource = async (what, { quietly = false } = {}) => {
    const mine = ++asked;
    const url = new URL(`/source${base}`, location.href);
    if (what.at) url.searchParams.set("at", what.at);
    else url.searchParams.set("part", what.part);
    const answer = await fetch(url).catch(() => null);
    if (mine !== asked) return;
    if (!answer || answer.status !== 200) { if (!quietly) hideSource(); return; }
    const text = await answer.text();
    if (mine !== asked) return;
    const before = source.querySelector(".lines")?.scrollTop;
    source.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    source.hidden = false;
    body.classList.add("reading");
    shown = what;
    const lines = source.querySelector(".lines");
    const here = source.querySelector(".here");
    if (quietly && before !== undefined) lines.scrollTop = before;
    if (here) {
      const top = here.offsetTop;
      const isSeen = top >= lines.scrollTop && top + here.offsetHeight <= lines.scrollTop + lines.clientHeight;
      if (!quietly || !isSeen) lines.scrollTop = top - lines.clientHeight / 3;
    }
    source.querySelector("#close-source").addEventListener("click", () => {
      const button = current();
      hideSource();
      (button || toggle).focus();
    });
  };

  const hideSource = () => {
    source.hidden = true;
    body.classList.remove("reading");
    source.replaceChildren();
    shown = null;
    mark();
  };

  // -- findings --------------------------------------------------------------------------------------------------

  const buttons = () => [...document.querySelectorAll("button.finding")];
  const current = () => buttons().find(button => shown && button.dataset.key === shown.key);

  /** Show which finding is chosen, and those that are about the card that is. */
  const mark = () => {
    for (const button of buttons()) {
      button.setAttribute("aria-pressed", String(Boolean(shown) && button.dataset.key === shown.key));
      button.classList.toggle("about", Boolean(shown?.part) && button.dataset.part === shown.part);
    }
  };

  document.addEventListener("click", async event => {
    const button = event.target.closest?.("button.finding");
    if (!button) return;
    const { at, part, key } = button.dataset;
    shown = { at, part, key };
    mark();
    if (at) await showSource(shown);
    if (part) select(part); // last: the source takes some of the picture's room
  });

  /** Where there is no picture, there is room for the source from the start. */
  const fillBare = () => {
    const first = document.querySelector("#banner button.finding");
    if (body.dataset.state === "bare" && first && !shown) {
      const { at, key } = first.dataset;
      shown = { at, key };
      showSource(shown);
    }
    mark();
  };

  // -- the picture -----------------------------------------------------------------------------------------------

  /** Have the picture show something. */
  const show = what => {
    if (inside()) frame.contentWindow.postMessage({ type: "blueprint:show", ...what }, location.origin);
  };

  /** Select the card of a part in the picture: what is found is what one wants to read, not all that is known of it. */
  const select = part => show({ part, quiet: true });

  addEventListener("message", event => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (event.data?.type === "blueprint:shown") makeRoom(event.data.panel === true);
    const part = event.data?.type === "blueprint:select" ? event.data.part : null;
    // It also tells of what we selected ourselves, and again when it is drawn anew.
    if (typeof part !== "string" || !part || part === shown?.part || body.classList.contains("alone")) return;
    const first = buttons().find(button => button.dataset.part === part);
    const hadRoom = source.hidden;
    showSource({ part }).then(() => {
      mark();
      first?.scrollIntoView({ block: "nearest" });
      if (hadRoom && shown?.part === part) select(part); // the source took the room where the card may have been
    });
  });

  // -- what has room -----------------------------------------------------------------------------------------------

  const isNarrow = matchMedia("(max-width: 1279px)");
  let hasPanel = false;

  /** Where the window is narrow, the findings give way to the panel of the picture for as long as that is open. */
  const makeRoom = opened => {
    if (hasPanel && !opened && isNarrow.matches && shown?.part && !shown.key) hideSource(); // it came with the panel
    hasPanel = opened;
    const givesWay = hasPanel && isNarrow.matches;
    body.classList.toggle("panelled", givesWay);
    toggle.setAttribute("aria-expanded", String(!side.hidden && !givesWay));
  };
  isNarrow.addEventListener("change", () => makeRoom(hasPanel));

  const openSide = open => {
    side.hidden = !open;
    body.classList.toggle("alone", !open);
    makeRoom(hasPanel);
    show({ marks: open });
    try { localStorage.setItem("blueprint.findings", open ? "" : "hidden"); } catch { /* not kept */ }
  };
  toggle.addEventListener("click", () => {
    if (body.classList.contains("panelled")) show({ part: "" });
    if (!body.classList.contains("panelled") || side.hidden) openSide(side.hidden);
  });
  let wanted = new URLSearchParams(location.hash.slice(1)).get("part"); // whoever led here means this part
  const greet = async () => {
    await inside()?.ready;
    if (side.hidden) show({ marks: false });
    if (wanted) show({ part: wanted });
    wanted = null;
  };
  frame.addEventListener("load", greet);
  if (inside()) greet(); // it was here before us
  try { if (localStorage.getItem("blueprint.findings") === "hidden") openSide(false); } catch { /* shown */ }

  // -- following the file ----------------------------------------------------------------------------------------

  /** Put what a newer page has in place of the old, without touching the picture. */
  const takeOver = fresh => {
    const focused = document.activeElement?.dataset?.key;
    const chosen = shown?.key;
    const scroll = document.querySelector("#findings").scrollTop;
    for (const id of ["banner", "findings", "toggle"]) {
      const now = fresh.getElementById(id);
      document.getElementById(id).replaceChildren(...document.adoptNode(now).childNodes);
    }
    document.title = fresh.title;
    for (const key of ["version", "state"]) body.dataset[key] = fresh.body.dataset[key];
    document.querySelector("#findings").scrollTop = scroll;
    if (focused) buttons().find(button => button.dataset.key === focused)?.focus();
    if (chosen) {
      const same = buttons().find(button => button.dataset.key === chosen);
      if (same) shown = { ...shown, at: same.dataset.at };
      else hideSource();
    }
    if (shown) showSource(shown, { quietly: true });
    fillBare();
  };

  const takePicture = async number => {
    const answer = await fetch(frame.dataset.src).catch(() => null);
    if (!answer || !answer.ok) return;
    const text = await answer.text();
    if (frame.hidden || !inside()) {
      frame.src = frame.dataset.src;
      frame.hidden = false;
    } else {
      await inside().replace(text);
    }
    body.dataset.picture = number;
  };

  let busy = false, next = null;

  /** Follow to a newer version; while that is being done, only the newest that is told of counts. */
  const keepUp = async state => {
    next = state;
    if (busy) return;
    busy = true;
    while (next) {
      const { version, picture } = next;
      next = null;
      if (version === body.dataset.version) continue;
      const page = fetch(location.pathname).catch(() => null);
      if (picture && picture !== body.dataset.picture) await takePicture(picture);
      const answer = await page;
      if (!answer) continue;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (fresh.getElementById("findings")) takeOver(fresh);
    }
    busy = false;
  };

  const connected = isConnected => {
    live.classList.toggle("lost", !isConnected);
    const words = live.querySelector("[data-live]");
    words.textContent = isConnected ? words.dataset.live : words.dataset.lost;
  };

  follow(body.dataset.name, keepUp, connected);
  fillBare();
})();
