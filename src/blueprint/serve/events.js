// One connection for all pages of the preview that are open: a browser opens six to a host at most. (A shared worker.)
"use strict";
const pages = new Map(); // the port to each page, and what it follows
const last = new Map(); // what was told of that last
let events = null, followed = "", connected = true;

const tell = (message, of) => {
  for (const [port, name] of pages) if (of === undefined || name === of) port.postMessage(message);
};

/** Listen to what the pages follow, all of it in one go. */
const listen = () => {
  const names = [...new Set(pages.values())].sort();
  const wanted = new URLSearchParams(names.map(name => ["of", name])).toString();
  if (wanted === followed) return;
  followed = wanted;
  events?.close();
  last.clear();
  if (!names.length) return;
  events = new EventSource(`/events?${wanted}`);
  events.onopen = () => { connected = true; tell({ connected }); };
  events.onerror = () => { connected = false; tell({ connected }); };
  events.onmessage = message => {
    const { of, ...state } = JSON.parse(message.data);
    last.set(of, state);
    tell({ state }, of);
  };
};

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data === null) pages.delete(port);
    else {
      pages.set(port, data);
      port.postMessage({ connected, state: last.get(data) });
    }
    listen();
  };
};
