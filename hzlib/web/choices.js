/** @import { Choice, ChoiceOption, Plain, Spec } from "./types.js" */
import { el, first } from "./dom.js";

/** Set a value at a path of plotly's, like "yaxis.title.text" or "annotations[0].text".
 * @type {(target: Plain, path: string, value: unknown) => void} */
export const setAt = (target, path, value) => {
  const steps = path.split(/[.[\]]+/).filter(Boolean);
  const last = steps.pop();
  if (last === undefined) return;
  let here = target;
  for (const step of steps) here = here[step] ??= {};
  here[last] = value;
};

/** The data and layout of a figure with one option chosen of each of its choices: a trace is seen
 * if every choice lets it be seen.
 * @type {(spec: Spec, state: number[]) => { data: Plain[], layout: Plain }} */
export const chosenFigure = ({ data, layout, choices = [] }, state) => {
  const options = choices.map((choice, i) => choice.options[state[i]]);
  const lists = options.flatMap(({ visible }) => (visible ? [visible] : []));
  const made = structuredClone(layout);
  for (const option of options) {
    for (const [path, value] of Object.entries(option.layout ?? {})) setAt(made, path, structuredClone(value));
  }
  return {
    data: lists.length ? data.map((trace, i) => ({ ...trace, visible: lists.every((list) => list[i] ?? true) })) : data,
    layout: made,
  };
};

/** Where an option's words go, each rendered by Python. */
const WORDS = /** @type {const} */ ([["title", ".hz-title"], ["caption", "figcaption"], ["reading", ".hz-reading"]]);

/** Put the words of an option into a figure: title, caption and reading; the text for who cannot see it; its numbers.
 * @type {(holder: HTMLElement, option: ChoiceOption) => void} */
export const showWords = (holder, option) => {
  for (const [name, selector] of WORDS) {
    const node = first(holder, selector);
    // The HTML is Python's, which escapes what documents say.
    if (node && typeof option[name] === "string") node.innerHTML = option[name];
  }
  const data = first(holder, "details .hz-scroll");
  if (data && typeof option.table === "string") {
    first(holder, "details .hz-bar")?.remove();
    delete data.dataset.held;
    data.innerHTML = option.table; // Python's, as above
  }
  if (typeof option.alt !== "string") return;
  const told = first(holder, ".hz-alt");
  if (told) told.textContent = option.alt;
  first(holder, ".hz-plot")?.setAttribute("aria-label", option.alt);
};

/** Keep room for the longest words of all options, so that nothing moves while one chooses.
 * @type {(holder: HTMLElement, choices: Choice[]) => void} */
export const keepRoom = (holder, choices) => {
  for (const [name, selector] of WORDS) {
    const node = first(holder, selector);
    const texts = choices.flatMap(({ options }) => options.map((option) => option[name])).filter((one) => typeof one === "string");
    if (!node || !texts.length) continue;
    node.style.minHeight = "";
    const twins = texts.map((html) => {
      const twin = /** @type {HTMLElement} */ (node.cloneNode());
      twin.style.cssText = `position:absolute;visibility:hidden;width:${node.offsetWidth}px`;
      twin.innerHTML = html; // Python's, as above
      return twin;
    });
    node.after(...twins);
    const room = Math.max(node.offsetHeight, ...twins.map((twin) => twin.offsetHeight));
    for (const twin of twins) twin.remove();
    node.style.minHeight = `${room}px`;
  }
};

/** A control of the page's own (plotly's cannot be used by keyboard); `choose` gets the option's place.
 * @type {(choice: Choice, choose: (place: number) => void) => HTMLElement} */
export const choiceControl = ({ name, kind, options, active = 0 }, choose) => {
  if (kind === "box") {
    const select = el("select", { on: { change: () => choose(select.selectedIndex) } },
      ...options.map(({ label }, place) => el("option", { text: label, selected: place === active })));
    return el("label", {}, el("span", { text: name }), select);
  }
  const shown = el("output", { text: options[active].label });
  const range = el("input", { type: "range", min: 0, max: options.length - 1, value: active, "aria-valuetext": options[active].label,
    on: { input: () => {
      const place = Number(range.value);
      shown.textContent = options[place].label;
      range.setAttribute("aria-valuetext", options[place].label);
      choose(place);
    } } });
  return el("label", {}, el("span", { text: name }), range, shown);
};
