/** @import { Panel, Plotly } from "./types.js" */
import { beginCiting } from "./cite.js";
import { el, unpack } from "./dom.js";
import { hatch } from "./hatch.js";
import { hydrate } from "./hydrate.js";
import { painted, pause } from "./near.js";
import { beginNotes } from "./notes.js";
import { beginPage, tellReady } from "./page.js";

/** plotly of the page, packed in it or in a script beside it that puts it there; the page's policy lets just this text
 * run. That takes a second: `run` does it at once if its text has been prepared, as a print must, `plotly` waits.
 * @type {() => { prepare: () => Promise<void>, run: () => void, plotly: () => Promise<Plotly> }} */
const plotlyOfPage = () => {
  const place = document.getElementById("plotly");
  let text = "";
  /** @type {Promise<void> | undefined} */
  let begun;
  const fetched = async () => {
    if (!place) return;
    if (place.dataset.src) await new Promise((load, error) => { document.head.append(el("script", { src: place.dataset.src, on: { load, error } })); });
    text = await unpack(place);
  };
  const prepare = () => { begun ??= fetched(); return begun; };
  const run = () => { if (text && !globalThis.Plotly) document.head.append(el("script", { text })); };
  const plotly = async () => {
    if (!globalThis.Plotly) {
      await prepare();
      run();
      await pause(); // running it and drawing with it are two tasks
    }
    return globalThis.Plotly;
  };
  return { prepare, run, plotly };
};

/** Begin a page with displays: all of its body comes to life, its figures as they come near; before that what `arrange`
 * does with them.
 * @type {(arrange?: (panel: Panel) => Promise<void>) => Promise<void>} */
export const beginDisplays = async (arrange) => {
  await painted();
  const { data, look, panel, signal } = await beginPage();
  const { figures = {}, looks } = data["figure-data"] ?? {};
  const content = { figures, looks, pictures: data["picture-data"], held: data["held-data"], rows: data["rows-data"] };
  const library = plotlyOfPage();
  const { ready, showAll } = hydrate(document.body, content, { panel, look, plotly: library.plotly, near: true, signal });
  await arrange?.(panel);
  let unhatch = () => {};
  addEventListener("beforeprint", () => {
    library.run();
    showAll().then(() => { unhatch = hatch(document); });
  });
  addEventListener("afterprint", () => unhatch());
  beginNotes(panel.evidence, figures);
  beginCiting();
  await ready;
  tellReady();
  library.prepare();
};
