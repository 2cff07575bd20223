/** @import { Panel } from "./types.js" */
import { all, around } from "./dom.js";

const NUMBER = ".hz-number[data-evidence]";

/** Make numbers whose evidence is known buttons for the keyboard and for screen readers. Quantities
 * of a full text that are no facts are no stops of Tab: arrow keys lead to them, see `wanderNumbers`.
 * @type {(root: ParentNode, panel: Panel) => void} */
export const dressNumbers = (root, panel) => {
  for (const number of all(root, NUMBER)) {
    const { evidence = "", subject, when } = number.dataset;
    if (!panel.known(evidence)) continue;
    number.setAttribute("role", "button");
    if (subject) number.title = `${subject}（${when}）`;
    if (!number.hasAttribute("tabindex")) number.tabIndex = number.classList.contains("stated") ? -1 : 0;
  }
};

/** Open the evidence of a number or mark under a root: by click, and by Enter or Space.
 * @type {(root: HTMLElement | Document, panel: Panel, signal: AbortSignal) => void} */
export const followNumbers = (root, panel, signal) => {
  /** @type {(event: Event, selector: string) => void} */
  const open = (event, selector) => {
    const number = around(event, selector);
    if (!number || !panel.known(number.dataset.evidence ?? "")) return;
    event.preventDefault();
    panel.open(number.dataset.evidence ?? "", number);
  };
  root.addEventListener("click", (event) => open(event, `${NUMBER}, .hz-mark[data-evidence]`), { signal });
  root.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    if (key === "Enter" || key === " ") open(event, NUMBER);
  }, { signal });
};

/** Left and Right move among the numbers of a full text that are shown, facts and others.
 * @type {(text: HTMLElement, signal: AbortSignal) => void} */
export const wanderNumbers = (text, signal) => {
  text.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const here = around(event, NUMBER);
    if (!step || !here || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const shown = all(text, `${NUMBER}[role="button"]`);
    shown[shown.indexOf(here) + step]?.focus();
  }, { signal });
};

/** Arrow keys move among the marks of a figure, of which one at a time is in the order of tabs.
 * @type {(marks: HTMLElement, signal: AbortSignal) => void} */
export const wanderMarks = (marks, signal) => {
  marks.addEventListener("keydown", (event) => {
    const list = /** @type {HTMLElement[]} */ ([...marks.children]);
    const here = list.findIndex((one) => one === event.target);
    /** @type {Record<string, number>} */
    const steps = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1,
      Home: 0, End: list.length - 1 };
    if (here < 0 || !(event.key in steps)) return;
    event.preventDefault();
    const next = list[Math.min(Math.max(steps[event.key], 0), list.length - 1)];
    list[here].tabIndex = -1;
    next.tabIndex = 0;
    next.focus({ preventScroll: true });
  }, { signal });
};
