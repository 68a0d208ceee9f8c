// How a page of the preview hears of news: by the worker that listens for all pages, or by a connection of its own.
"use strict";
/** Have `onState` called with how something stands, now and whenever that changes; `onConnected` when that is cut off. */
const follow = (name, onState, onConnected) => {
  const hear = ({ connected, state }) => {
    if (connected !== undefined) onConnected(connected);
    if (state) onState(state);
  };
  let port = null, events = null;
  if (window.SharedWorker) {
    port = new SharedWorker("/static/events.js").port;
    port.onmessage = ({ data }) => hear(data);
  }
  const start = () => {
    if (port) port.postMessage(name);
    else if (!events && !document.hidden) {
      events = new EventSource(`/events?${new URLSearchParams({ of: name })}`);
      events.onopen = () => hear({ connected: true });
      events.onerror = () => hear({ connected: false });
      events.onmessage = message => hear({ state: JSON.parse(message.data) });
    }
  };
  const stop = () => {
    port?.postMessage(null);
    events?.close();
    events = null;
  };
  // Without the worker, only pages that are seen keep a connection.
  if (!port) document.addEventListener("visibilitychange", () => { if (document.hidden) stop(); else start(); });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", start); // also the first time
};
