// The reader: places by raw offset, filters, search.
"use strict";
Hz.part("reader", () => {
  const text = document.querySelector(".text");
  const facts = [...text.querySelectorAll(".fact")];
  const holders = [...text.querySelectorAll("[data-c]")].sort((a, b) => a.dataset.c - b.dataset.c);
  const paint = (name, ranges) => {
    if (!window.CSS || !CSS.highlights) return false;
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
    return true;
  };

  // The place of a raw offset: each character of the page is one of the raw text.
  const rangeAt = (offset) => {
    let low = 0;
    let high = holders.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (Number(holders[middle].dataset.c) <= offset) low = middle; else high = middle - 1;
    }
    const holder = holders[low];
    if (!holder) return null;
    let left = offset - Number(holder.dataset.c);
    const walk = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
    let node = walk.nextNode();
    let last = null;
    while (node) {
      last = node;
      let units = 0;
      for (const sign of node.data) {
        if (left === 0) {
          const range = document.createRange();
          range.setStart(node, units);
          range.setEnd(node, units + sign.length);
          return { holder, range };
        }
        left -= 1;
        units += sign.length;
      }
      node = walk.nextNode();
    }
    return last ? { holder, range: null } : null;
  };

  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (node) => node.scrollIntoView({ block: "center", behavior: still ? "auto" : "instant" });
  let reached = null;
  const reach = () => {
    if (reached) reached.classList.remove("reached", "here");
    const offset = /^#c(\d+)$/.exec(location.hash);
    const named = /^#fact-(\d+)$/.exec(location.hash);
    if (named) {
      reached = document.getElementById(location.hash.slice(1));
      if (reached) { reached.classList.add("here"); show(reached); reached.focus({ preventScroll: true }); }
    } else if (offset) {
      const found = rangeAt(Number(offset[1]));
      if (!found) return;
      const parent = found.range && found.range.startContainer.parentElement;
      const fact = parent && parent.closest(".fact");
      reached = fact || found.holder;
      if (parent && parent.closest(".removed")) {
        text.classList.add("show-removed");
        document.getElementById("removed").checked = true;
      }
      reached.classList.add(fact ? "here" : "reached");
      if (!fact && found.range) paint("place", [found.range]);
      show(fact || found.holder);
      text.dataset.reached = offset[1];
    }
  };
  addEventListener("hashchange", reach);

  // --- filters -----------------------------------------------------------------------------------
  const choice = document.getElementById("indicator");
  const ticks = [...document.querySelectorAll("[name=status]")];
  const filter = () => {
    const kinds = new Set(ticks.filter((tick) => tick.checked).map((tick) => tick.value));
    for (const fact of facts) {
      const on = kinds.has(fact.dataset.status) && (!choice.value || fact.dataset.indicator === choice.value);
      fact.classList.toggle("off", !on);
      fact.tabIndex = on ? 0 : -1;
    }
  };
  if (choice) {
    choice.addEventListener("change", filter);
    ticks.forEach((tick) => tick.addEventListener("change", filter));
    let at = -1;
    document.getElementById("next-fact").addEventListener("click", () => {
      const shown = facts.filter((fact) => !fact.classList.contains("off"));
      if (!shown.length) return;
      at = (at + 1) % shown.length;
      show(shown[at]);
      shown[at].focus({ preventScroll: true });
    });
  }
  const removed = document.getElementById("removed");
  if (removed) removed.addEventListener("change", () => text.classList.toggle("show-removed", removed.checked));

  // --- search ------------------------------------------------------------------------------------
  const query = document.getElementById("query");
  const found = document.getElementById("found");
  let hits = [];
  let current = -1;
  const blocks = holders.map((holder) => {
    const nodes = [];
    const walk = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT, (node) =>
      (node.parentElement.closest(".removed") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    for (let node = walk.nextNode(); node; node = walk.nextNode()) nodes.push(node);
    return { nodes, text: nodes.map((node) => node.data).join("").toLowerCase() };
  });
  const rangeIn = ({ nodes }, start, end) => {
    const range = document.createRange();
    let passed = 0;
    for (const node of nodes) {
      const next = passed + node.data.length;
      if (start >= passed && start < next) range.setStart(node, start - passed);
      if (end > passed && end <= next) { range.setEnd(node, end - passed); break; }
      passed = next;
    }
    return range;
  };
  const search = () => {
    const wanted = query.value.trim().toLowerCase();
    hits = [];
    if (wanted) {
      for (const block of blocks) {
        for (let at = block.text.indexOf(wanted); at >= 0; at = block.text.indexOf(wanted, at + wanted.length)) {
          hits.push(rangeIn(block, at, at + wanted.length));
        }
      }
    }
    current = -1;
    paint("current", []);
    paint("found", hits);
    found.textContent = wanted ? (hits.length ? `${hits.length} 处` : "没有找到") : "";
  };
  const go = (step) => {
    if (!hits.length) return;
    current = (current + step + hits.length) % hits.length;
    paint("current", [hits[current]]);
    show(hits[current].startContainer.parentElement);
    found.textContent = `${current + 1} / ${hits.length} 处`;
  };
  query.addEventListener("input", search);
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
  });
  document.getElementById("later").addEventListener("click", () => go(1));
  document.getElementById("earlier").addEventListener("click", () => go(-1));
  addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|select|textarea)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      query.focus();
    }
  });

  const outline = document.querySelector(".contents details");
  if (innerWidth < 1100) outline.open = false;
  reach();
  // The font changes the length of lines: what was reached moves, and is reached again.
  document.fonts.ready.then(() => { reach(); document.documentElement.dataset.ready = "yes"; });
});
