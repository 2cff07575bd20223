// What all scripts of a page share. Nothing here or elsewhere builds HTML from text.
"use strict";
const Hz = (() => {
  // The data of the page: plain JSON, or packed where it is long.
  const read = {};
  const unpack = (node) => {
    if (!("packed" in node.dataset)) return Promise.resolve(node.textContent);
    const bytes = Uint8Array.from(atob(node.textContent), (one) => one.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
  };
  const json = (id) => read[id] || null;

  // Each file of script is a part; all begin, in their order, once the data is there.
  const parts = [];
  const begin = (hz) => Promise.all([...document.querySelectorAll("script[type='application/json']")]
    .map((node) => unpack(node).then((text) => { read[node.id] = JSON.parse(text); })))
    .then(() => { for (const [name, make] of parts) hz[name] = make(); });

  // el("p", {class: "path", text: "…"}, child, …)
  const el = (name, options = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(options)) {
      if (value === undefined || value === null || value === false) continue;
      if (key === "text") node.textContent = value;
      else if (key === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      else node.setAttribute(key, value === true ? "" : value);
    }
    node.append(...children.filter(Boolean));
    return node;
  };

  const save = (content, type, name) => {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  // The look: what the reader chose, else what the system says; print is always light.
  const system = matchMedia("(prefers-color-scheme: dark)");
  const watchers = [];
  let printing = false;
  const dark = () => {
    const chosen = document.documentElement.dataset.look;
    return !printing && (chosen ? chosen === "dark" : system.matches);
  };
  const button = document.getElementById("look");
  const tell = () => {
    button.setAttribute("aria-pressed", String(dark()));
    for (const watcher of watchers) watcher(dark());
  };
  const remembered = (value) => {
    try {
      if (value) localStorage.setItem("hz-look", value);
      return localStorage.getItem("hz-look");
    } catch { return null; }
  };
  const before = remembered();
  if (before === "dark" || before === "light") document.documentElement.dataset.look = before;
  button.hidden = false;
  button.addEventListener("click", () => {
    document.documentElement.dataset.look = dark() ? "light" : "dark";
    remembered(document.documentElement.dataset.look);
    tell();
  });
  button.setAttribute("aria-pressed", String(dark()));
  system.addEventListener("change", tell);
  addEventListener("beforeprint", () => { printing = true; tell(); });
  addEventListener("afterprint", () => { printing = false; tell(); });

  // Arrow keys move among the marks of a figure, of which one at a time is in the order of tabs.
  const wander = (marks, event) => {
    const all = [...marks.children];
    const here = all.indexOf(document.activeElement);
    const steps = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1,
      Home: 0, End: all.length - 1 };
    if (here < 0 || !(event.key in steps)) return;
    event.preventDefault();
    const next = all[Math.min(Math.max(steps[event.key], 0), all.length - 1)];
    all[here].tabIndex = -1;
    next.tabIndex = 0;
    next.focus({ preventScroll: true });
  };

  return { json, begin, part: (name, make) => parts.push([name, make]), el, save, wander, dark, onLook: (run) => watchers.push(run) };
})();
