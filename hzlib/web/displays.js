import { hydrate } from "./hydrate.js";
import { beginPage, tellReady } from "./page.js";

/** Begin a page with displays: all of its body comes to life. */
export const beginDisplays = async () => {
  const { data, look, panel, signal } = await beginPage();
  const { figures, looks } = data["figure-data"] ?? {};
  const content = { figures, looks, pictures: data["picture-data"], held: data["held-data"] };
  await hydrate(document.body, content, { panel, look, plotly: async () => globalThis.Plotly, signal }).ready;
  tellReady();
};
