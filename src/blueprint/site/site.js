"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  // -- colours: those of the pages of blueprints, too; kept where the browser lets a page keep anything -----------

  const remembered = {
    get: key => { try { return localStorage.getItem(key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, value); } catch { /* a file may not be allowed to */ } },
  };
  const themes = [...document.querySelectorAll("[data-theme]")].filter(one => one !== root);
  const colour = theme => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const button of themes) button.setAttribute("aria-pressed", String(button.dataset.theme === (root.dataset.theme || "system")));
  };
  colour(remembered.get("blueprint.theme"));
  for (const button of themes) {
    button.addEventListener("click", () => {
      remembered.set("blueprint.theme", button.dataset.theme);
      colour(button.dataset.theme);
    });
  }

  // -- a list that is searched ------------------------------------------------------------------------------------

  const form = document.querySelector(".tools");
  const said = document.querySelector(".found");
  const nothing = document.querySelector(".nothing");
  if (!form) return;
  const fold = text => text.normalize("NFKC").toLowerCase();
  const terms = () => fold(form.elements.q.value).split(/\s+/).filter(Boolean);
  const tell = (shown, all) => {
    said.textContent = said.dataset.found.replace("{}", shown).replace("{}", all);
    nothing.hidden = shown > 0;
  };
  const keep = () => {
    const given = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value && !(name === "sort" && value === "file")) given.set(name, value);
    const hash = given.toString();
    // What is only looked at is no new place to go back to.
    try { history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search); } catch { /* nor here */ }
  };
  const restore = () => {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const control of form.elements) {
      if (!control.name || !given.has(control.name)) continue;
      if (control.type === "checkbox") control.checked = true;
      else control.value = given.get(control.name);
      if (control.type === "select-one" && control.selectedIndex < 0) control.selectedIndex = 0;
    }
  };
  document.addEventListener("keydown", event => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      form.elements.q.focus();
      form.elements.q.select();
    } else if (event.key === "Escape" && event.target === form.elements.q && form.elements.q.value) {
      event.preventDefault();
      form.elements.q.value = "";
      form.dispatchEvent(new Event("input"));
    }
  });
  form.addEventListener("submit", event => event.preventDefault());

  const block = document.getElementById("portfolio");
  if (block) index(JSON.parse(block.textContent));
  else parts();

  // -- the blueprints ---------------------------------------------------------------------------------------------

  function index(data) {
    const table = document.querySelector(".blueprints");
    const body = table.tBodies[0];
    const clear = form.querySelector(".clear");
    const keys = ["success_share", "expected_time", "handoffs", "pain_weight", "findings", "reviewed"];
    const rising = new Set(["success_share", "reviewed", "title"]);
    const most = 6;
    const rows = data.map((row, i) => ({
      ...row, i, element: body.rows[i], list: body.rows[i].querySelector(".hits"), folded: fold(row.text), parts: row.parts.map(([about, label]) => [about, label, fold(label)]),
    }));
    const compare = new Intl.Collator(root.lang, { numeric: true }).compare;
    let direction = 1;
    let sorted = "file 1";

    const value = (row, key) => (key === "title" ? row.title : row.sort[keys.indexOf(key)]);
    const order = key => (a, b) => {
      if (key === "file") return a.i - b.i;
      const [x, y] = [value(a, key), value(b, key)];
      if (x === null || y === null) return (x === null) - (y === null) || a.i - b.i; // what is not known comes last
      return direction * (typeof x === "string" ? compare(x, y) : x - y) || a.i - b.i;
    };

    const marked = (label, folded, words) => {
      const spots = words.map(word => [folded.indexOf(word), word.length]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
      if (folded.length !== label.length) return [label]; // the places would not be the same
      const pieces = [];
      let from = 0;
      for (const [at, size] of spots) {
        if (at < from) continue;
        const mark = document.createElement("mark");
        mark.textContent = label.slice(at, at + size);
        pieces.push(label.slice(from, at), mark);
        from = at + size;
      }
      return [...pieces, label.slice(from)];
    };
    const hits = (row, words) => {
      const { list } = row;
      if (!words.length && list.hidden) return;
      const whole = words.length ? row.parts.filter(part => words.every(word => part[2].includes(word))) : [];
      const some = words.length ? row.parts.filter(part => words.some(word => part[2].includes(word))) : [];
      const found = whole.length ? whole : some;
      const items = found.slice(0, most).map(([about, label, folded]) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `${row.page}#part=${encodeURIComponent(about)}`;
        link.append(...marked(label, folded, words));
        item.append(link);
        return item;
      });
      if (found.length > most) {
        const item = document.createElement("li");
        const more = document.createElement("span");
        const forms = form.dataset.more.split("|");
        more.textContent = forms[Number(found.length - most !== 1)].replace("{}", found.length - most);
        item.append(more);
        items.push(item);
      }
      list.replaceChildren(...items);
      list.hidden = !items.length;
    };
    const fits = (row, words) => {
      const { state, owner } = form.elements;
      if (state && state.value && row.state !== state.value) return false;
      if (owner && owner.value && `=${row.owner}` !== owner.value) return false;
      return words.every(word => row.folded.includes(word) || row.parts.some(part => part[2].includes(word)));
    };
    const show = () => {
      const words = terms();
      const key = form.elements.sort.value;
      const now = `${key} ${direction}`;
      if (now !== sorted) { // moving rows costs more than all else
        body.append(...[...rows].sort(order(key)).map(row => row.element));
        sorted = now;
      }
      let shown = 0;
      for (const row of rows) {
        const is = fits(row, words);
        row.element.hidden = !is;
        shown += is;
        hits(row, is ? words : []);
      }
      for (const head of table.tHead.rows[0].cells) {
        if (head.querySelector("button").dataset.key === key) head.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
        else head.removeAttribute("aria-sort");
      }
      clear.hidden = !(words.length || form.elements.state?.value || form.elements.owner?.value);
      tell(shown, rows.length);
      table.hidden = !shown;
    };
    const first = key => (rising.has(key) || key === "file" ? 1 : -1);
    form.addEventListener("input", event => {
      if (event.target === form.elements.sort) direction = first(form.elements.sort.value);
      keep();
      show();
    });
    clear.addEventListener("click", () => {
      for (const name of ["q", "state", "owner"]) if (form.elements[name]) form.elements[name].value = "";
      keep();
      show();
      form.elements.q.focus();
    });
    for (const button of table.tHead.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        const { key } = button.dataset;
        direction = form.elements.sort.value === key ? -direction : first(key);
        form.elements.sort.value = key;
        keep();
        show();
      });
    }
    restore();
    direction = first(form.elements.sort.value);
    show();
  }

  // -- shared parts -----------------------------------------------------------------------------------------------

  function parts() {
    const sections = [...document.querySelectorAll(".part")].map(element => ({ element, folded: fold(element.textContent) }));
    const show = () => {
      const words = terms();
      const limit = form.elements.shared?.checked;
      let shown = 0;
      for (const { element, folded } of sections) {
        const is = words.every(word => folded.includes(word)) && !(limit && element.dataset.shared === "0");
        element.hidden = !is;
        shown += is;
      }
      tell(shown, sections.length);
    };
    form.addEventListener("input", () => { keep(); show(); });
    if (!location.hash.startsWith("#part-")) restore();
    show();
  }
})();
