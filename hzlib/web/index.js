import { beginPage, tellReady } from "./page.js";

const beginIndex = async () => {
  await beginPage();
  tellReady();
};
beginIndex();
