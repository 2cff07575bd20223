import { all } from "./dom.js";

const FOLDER = "?folder"; // how an index opens the pages of its folder

/** The address of a page beside this one; null in a page that may lie alone, as one that came by
 * mail: none but the pages of a site, and those that their index has opened, know where they are.
 * @type {(file: string) => string | null} */
export const beside = (file) => {
  if ("site" in document.documentElement.dataset) return file;
  return location.search === FOLDER ? file + FOLDER : null;
};

/** Make links of what names a page beside this one, where there is one. */
export const linkBeside = () => {
  for (const link of all(document, "a[data-beside]")) {
    const address = beside(link.dataset.beside ?? "");
    if (address) link.setAttribute("href", address);
  }
};
