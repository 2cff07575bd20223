/** @import { Look, Panel } from "./types.js" */
import { blocks, one } from "./dom.js";
import { knownEvidence } from "./evidence.js";
import { pageLook } from "./look.js";
import { keepInSight } from "./sight.js";
import { evidencePanel } from "./panel.js";

/** What every page has: its data blocks, its look, its evidence panel.
 * @type {() => Promise<{ data: Record<string, any>, look: Look, panel: Panel, signal: AbortSignal }>} */
export const beginPage = async () => {
  const look = pageLook(one(document, "#look"));
  const data = await blocks();
  const evidence = knownEvidence();
  if (data["evidence-data"]) evidence.add(data["evidence-data"]);
  const { signal } = new AbortController();
  const panel = evidencePanel(one(document, "#evidence"), evidence, {
    signal, scope: document, onToggle: (open, origin) => {
      document.body.classList.toggle("open", open);
      if (origin && document.body.contains(origin)) keepInSight(origin);
    },
  });
  return { data, look, panel, signal };
};

/** Tell that a page is ready: tests and printers wait for it. */
export const tellReady = () => { document.documentElement.dataset.ready = "yes"; };
