// Slides: arrow keys, page keys and space move; the panel and the marks keep their own keys.
"use strict";
Hz.part("slides", () => {
  const slides = [...document.querySelectorAll(".slide")];
  const where = document.getElementById("where");
  const here = () => {
    const middle = innerHeight / 2;
    const found = slides.findIndex((slide) => slide.getBoundingClientRect().bottom > middle);
    return found < 0 ? slides.length - 1 : found;
  };
  const tell = () => { where.textContent = `${here() + 1} / ${slides.length}`; };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const go = (place) => {
    const slide = slides[Math.min(Math.max(place, 0), slides.length - 1)];
    slide.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
  };
  const keys = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("select, input, button, summary, .number, #evidence, .scroll, .marks")) return;
    if (event.key in keys) { event.preventDefault(); go(here() + keys[event.key]); }
    if (event.key === "Home") go(0);
    if (event.key === "End") go(slides.length - 1);
  });
  document.getElementById("back").addEventListener("click", () => go(here() - 1));
  document.getElementById("forth").addEventListener("click", () => go(here() + 1));
  addEventListener("scroll", tell, { passive: true });
  tell();
});
