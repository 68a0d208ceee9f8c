// The index: searches while one types, and follows the folder.
"use strict";
(() => {
  const query = document.getElementById("query");
  const lost = document.getElementById("lost");
  const results = () => [...document.querySelectorAll("#list th a")];
  let wanted = 0;

  /** Fetch the list anew and put it in place of the old one; whoever is on a row stays there. */
  const refresh = async () => {
    const mine = ++wanted;
    const url = new URL("/", location.href);
    if (query.value.trim()) url.searchParams.set("q", query.value);
    const answer = await fetch(url).catch(() => null);
    if (!answer || !answer.ok || mine !== wanted) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("list");
    if (!fresh || mine !== wanted) return;
    const row = document.activeElement.closest?.("tr")?.id;
    document.getElementById("list").replaceWith(document.adoptNode(fresh));
    if (row) document.getElementById(row)?.querySelector("a").focus();
    history.replaceState(null, "", url);
  };

  let waiting = 0;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(refresh, 60); });
  query.form.addEventListener("submit", event => {
    event.preventDefault();
    results()[0]?.click();
  });

  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && document.activeElement !== query) {
      event.preventDefault();
      query.focus();
      query.select();
    }
    if (event.key === "Escape" && document.activeElement === query && query.value) {
      query.value = "";
      refresh();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const links = results();
      const at = links.indexOf(document.activeElement);
      if (at < 0 && document.activeElement !== query) return;
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      if (next < 0) query.focus();
      else links[Math.min(next, links.length - 1)]?.focus();
    }
  });

  follow("", ({ version }) => {
    if (document.getElementById("list").dataset.version !== version) refresh();
  }, connected => { lost.hidden = connected; });
})();
