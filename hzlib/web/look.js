/** @import { Look } from "./types.js" */

/** @type {(value?: string) => string | null} */
const remembered = (value) => {
  try {
    if (value) localStorage.setItem("hz-look", value);
    return localStorage.getItem("hz-look");
  } catch { return null; }
};

/** The look of a page: what the reader chose, else what the system says; print is always light.
 * @type {(button: HTMLElement) => Look} */
export const pageLook = (button) => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const home = document.documentElement;
  /** @type {(() => void)[]} */
  const watchers = [];
  let printing = false;
  const dark = () => !printing && (home.dataset.look ? home.dataset.look === "dark" : system.matches);
  const tell = () => {
    button.setAttribute("aria-pressed", String(dark()));
    for (const run of watchers) run();
  };
  const before = remembered();
  if (before === "dark" || before === "light") home.dataset.look = before;
  button.hidden = false;
  button.addEventListener("click", () => {
    home.dataset.look = dark() ? "light" : "dark";
    remembered(home.dataset.look);
    tell();
  });
  button.setAttribute("aria-pressed", String(dark()));
  system.addEventListener("change", tell);
  addEventListener("beforeprint", () => { printing = true; tell(); });
  addEventListener("afterprint", () => { printing = false; tell(); });
  return { dark, watch: (run) => { watchers.push(run); } };
};

/** The look of JupyterLab's theme, or of the system where there is no JupyterLab.
 * @type {() => Look} */
export const labLook = () => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => {
    const light = document.body.dataset.jpThemeLight;
    return light ? light === "false" : system.matches;
  };
  return {
    dark,
    watch: (run, signal) => {
      const theme = new MutationObserver(run);
      theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
      system.addEventListener("change", run, { signal });
      signal.addEventListener("abort", () => theme.disconnect());
    },
  };
};
