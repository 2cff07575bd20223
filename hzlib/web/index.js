import { dressNumbers, followNumbers } from "./numbers.js";
import { beginPage, tellReady } from "./page.js";

const beginIndex = async () => {
  const { panel, signal } = await beginPage();
  dressNumbers(document, panel);
  followNumbers(document, panel, signal);
  tellReady();
};
beginIndex();
