// The page in a frame without rights, so that it can do nothing to the notebook; the two only tell each other what is shown.

export default {
  render({ model, el }) {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts allow-popups allow-modals");
    frame.style.cssText = "display:block;width:100%;border:1px solid rgba(128,128,128,.35);border-radius:6px";
    const resize = () => { frame.style.height = `${model.get("height")}px`; };
    const load = () => { isReady = false; frame.title = model.get("title"); frame.srcdoc = model.get("page"); };
    // Only when it is seen: a page that opens out of sight has no size yet, and would place its picture by none.
    const sight = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      sight.disconnect();
      isSeen = true;
      load();
    });
    const reload = () => { if (isSeen) load(); };
    let isSeen = false, isReady = false, shown = {};

    const show = () => {
      const view = model.get("view"), part = model.get("part");
      if (!isReady || (view === shown.view && part === shown.part)) return;
      const said = { type: "blueprint:show", part };
      if (view !== shown.view) said.view = view;
      frame.contentWindow.postMessage(said, "*"); // a page in such a frame has no origin to name
    };
    const listen = event => {
      const { type, view, part } = event.data ?? {};
      if (event.source !== frame.contentWindow || type !== "blueprint:shown") return;
      shown = { view, part };
      if (!isReady) {
        isReady = true; // the page opens with nothing selected: what is set here goes first
        show();
        return;
      }
      if (view === model.get("view") && part === model.get("part")) return;
      model.set("view", view);
      model.set("part", part);
      model.save_changes();
    };

    window.addEventListener("message", listen);
    model.on("change:view change:part", show);
    model.on("change:height", resize);
    model.on("change:page", reload);
    resize();
    el.append(frame);
    sight.observe(frame);
    return () => {
      sight.disconnect();
      window.removeEventListener("message", listen);
      model.off("change:view change:part", show);
      model.off("change:height", resize);
      model.off("change:page", reload);
    };
  },
};
