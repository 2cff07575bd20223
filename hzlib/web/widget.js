/** @import { Message, Model, Plotly } from "./types.js" */
import { el } from "./dom.js";
import { knownEvidence } from "./evidence.js";
import { hydrate } from "./hydrate.js";
import { labLook } from "./look.js";
import { evidencePanel, panelFrame } from "./panel.js";

const PATIENCE = 30000; // ms, for Python's answer
let widgets = 0;

/** Ask Python for something, and wait for the message that gives it.
 * @template T
 * @param {Model} model
 * @param {Parameters<Model["send"]>[0]} message
 * @param {(given: Message, buffers: DataView[]) => T | undefined} take undefined if it is not what was asked for
 * @returns {Promise<T>}
 */
const asked = (model, message, take) => new Promise((resolve, reject) => {
  /** @type {(given: Message, buffers: DataView[]) => void} */
  const hear = (given, buffers) => {
    const taken = take(given, buffers);
    if (taken !== undefined) done(() => resolve(taken));
  };
  const late = setTimeout(() => done(() => reject(new Error("内核没有回答，请重新运行这一格"))), PATIENCE);
  /** @type {(end: () => void) => void} */
  const done = (end) => {
    clearTimeout(late);
    model.off("msg:custom", hear);
    end();
  };
  model.on("msg:custom", hear);
  model.send(message);
});

/** @type {(source: DataView) => Promise<Plotly>} */
const run = (source) => new Promise((resolve, reject) => {
  const address = URL.createObjectURL(new Blob([/** @type {BlobPart} */ (source)], { type: "text/javascript" }));
  /** @type {() => void} */
  const end = () => {
    URL.revokeObjectURL(address);
    if (globalThis.Plotly) resolve(globalThis.Plotly); else reject(new Error("plotly 没有装上"));
  };
  document.head.append(el("script", { src: address, on: { load: end, error: end } }));
});

/** plotly, once for all widgets of the page.
 * @type {(model: Model) => Promise<Plotly>} */
const plotlyOf = (model) => {
  if (globalThis.Plotly) return Promise.resolve(globalThis.Plotly);
  globalThis.hzPlotly ??= asked(model, { need: "plotly" }, ({ give }, buffers) => (give === "plotly" ? buffers[0] : undefined))
    .then(run)
    .catch((error) => {
      globalThis.hzPlotly = undefined; // the next widget may ask again
      throw error;
    });
  return globalThis.hzPlotly;
};

/** A display with its evidence panel, from the model's trait `view`.
 * @type {(context: { model: Model, el: HTMLElement }) => () => void} */
const render = ({ model, el: home }) => {
  /** @type {AbortController | null} */
  let life = null;
  /** @type {Map<string, Promise<string>>} */
  const texts = new Map();

  const build = () => {
    life?.abort();
    life = new AbortController();
    const { signal } = life;
    const { html, ...content } = model.get("view");
    const main = el("div", { class: "hz-main" });
    main.innerHTML = html; // rendered by Python, which escapes what documents say
    const box = panelFrame(`hz-evidence-${widgets += 1}`);
    // JupyterLab listens before the page does: it leaves alone what bears this name.
    const root = el("div", { class: "hz-widget", "data-lm-suppress-shortcuts": "true" }, el("div", { class: "hz-columns" }, main, box));
    const look = labLook();
    const dress = () => { root.dataset.look = look.dark() ? "dark" : "light"; };
    dress();
    look.watch(dress, signal);

    /** @type {(doc: string) => Promise<string>} */
    const ask = (doc) => {
      const known = texts.get(doc) ?? asked(model, { need: "text", doc }, (given) => {
        if (given.give !== "text" || given.doc !== doc) return undefined;
        if (given.evidence) evidence.add(given.evidence);
        return given;
      }).then(({ html: text, error }) => {
        if (text === undefined) throw new Error(error ?? "没有这份文件");
        return text;
      });
      texts.set(doc, known);
      known.catch(() => texts.delete(doc));
      return known;
    };
    const evidence = knownEvidence();
    const panel = evidencePanel(box, evidence, {
      signal, scope: root, ask, onToggle: (open) => { if (open) requestAnimationFrame(() => box.scrollIntoView({ block: "nearest" })); },
    });
    const { ready } = hydrate(root, content, { panel, look, plotly: () => plotlyOf(model), signal });
    root.addEventListener("keydown", (event) => event.stopPropagation(), { signal });
    home.replaceChildren(root);
    ready.then(() => { root.dataset.ready = "yes"; }, (error) => {
      main.append(el("p", { class: "hz-note", role: "alert", text: `图没有画出来：${error.message}` }));
    });
  };
  model.on("change:view", build);
  build();
  return () => {
    model.off("change:view", build);
    life?.abort();
  };
};

export default { render };
