/** @import { Look, Panel } from "./types.js" */
import { beside, linkBeside } from "./beside.js";
import { blocks, first, one } from "./dom.js";
import { knownEvidence } from "./evidence.js";
import { pageLook } from "./look.js";
import { keepInSight } from "./sight.js";
import { evidencePanel } from "./panel.js";

/** One switch for the code of a page.
 * @type {(button: HTMLElement) => void} */
const beginCode = (button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = document.body.classList.toggle("with-code");
    button.setAttribute("aria-pressed", String(shown));
    button.textContent = shown ? "隐藏代码" : "显示代码";
  });
};

/** Where the whole text of a document is to be read: in this very page, in one beside it, or nowhere.
 * @type {(doc: string) => string | null} */
const wholeText = (doc) => (document.documentElement.classList.contains("reader") ? "" : beside(`read-${encodeURIComponent(doc)}.html`));

/** Where the page of an indicator is to be read: beside this one, or nowhere; not in that page itself.
 * @type {(indicator: string) => string | null} */
const indicatorPage = (indicator) => {
  const file = `indicator-${indicator}.html`;
  const told = first(document, 'meta[name="indicators"]')?.getAttribute("content")?.split(" ") ?? [];
  return told.includes(indicator) && !location.pathname.endsWith(`/${file}`) ? beside(file) : null;
};

/** What every page has: its data blocks, its look, its evidence panel.
 * @type {() => Promise<{ data: Record<string, any>, look: Look, panel: Panel, signal: AbortSignal }>} */
export const beginPage = async () => {
  const look = pageLook(one(document, "#look"));
  const code = first(document, "#code");
  if (code) beginCode(code);
  linkBeside();
  const data = await blocks();
  const evidence = knownEvidence();
  if (data["evidence-data"]) evidence.add(data["evidence-data"]);
  const { signal } = new AbortController();
  const panel = evidencePanel(one(document, "#evidence"), evidence, {
    signal, scope: document, whole: wholeText, page: indicatorPage, onToggle: (open, origin) => {
      document.body.classList.toggle("open", open);
      if (origin && document.body.contains(origin)) keepInSight(origin);
    },
  });
  return { data, look, panel, signal };
};

/** Tell that a page is ready: tests and printers wait for it. */
export const tellReady = () => { document.documentElement.dataset.ready = "yes"; };
