// The theme that was chosen on a picture's page holds for the pages around it too.
"use strict";
(() => {
  const apply = () => {
    let chosen = null;
    try { chosen = localStorage.getItem("blueprint.theme"); } catch { /* none is kept */ }
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
    else delete document.documentElement.dataset.theme;
  };
  apply();
  addEventListener("storage", apply); // the picture is another document
})();
