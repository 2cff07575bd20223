/** @import { Plotly } from "./types.js" */
import { el, unpack } from "./dom.js";
import { hydrate } from "./hydrate.js";
import { beginPage, tellReady } from "./page.js";

/** plotly: of a file beside the page, or packed in it; the page's policy lets just this text run.
 * @type {() => Promise<Plotly>} */
const plotlyOfPage = async () => {
  const packed = document.getElementById("plotly");
  if (packed && !globalThis.Plotly) document.head.append(el("script", { text: await unpack(packed) }));
  return globalThis.Plotly;
};

/** Begin a page with displays: all of its body comes to life. */
export const beginDisplays = async () => {
  const { data, look, panel, signal } = await beginPage();
  const { figures, looks } = data["figure-data"] ?? {};
  const content = { figures, looks, pictures: data["picture-data"], held: data["held-data"] };
  await hydrate(document.body, content, { panel, look, plotly: plotlyOfPage, signal }).ready;
  tellReady();
};
