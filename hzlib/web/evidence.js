/** @import { Evidence, Found, Payload, Place, Provenance } from "./types.js" */

const MOST_PARTS = 20; // of a list in a data file's cell

/** @type {(payload: Payload, sentence: number, low: number, high: number, doc: string, start: number) => Place} */
const placeOf = ({ sentences, documents }, sentence, low, high, doc, start) => {
  const text = sentences[sentence] ?? "";
  const end = start + [...text.slice(low, high)].length;
  return { text, low, high, doc, start, end, section: "", subject: [], title: documents[doc]?.title ?? doc,
    reader: Boolean(documents[doc]?.reader) };
};

/** @type {(list: string[]) => string} */
const joined = (list) => [...new Set(list.filter(Boolean))].join("；");

/** What is known of the sources of all numbers at hand, by their keys.
 * @returns {Evidence} */
export const knownEvidence = () => {
  /** @type {Payload[]} */
  const payloads = [];
  /** @type {Map<string, Provenance>} */
  const told = new Map();

  /** @type {(key: string) => Found | null} */
  const find = (key) => {
    const payload = payloads.find((one) => Object.hasOwn(one.entries, key));
    if (!payload) return null;
    const { quote, lines = [], ...entry } = payload.entries[key];
    return {
      ...entry,
      quote: quote ? { ...placeOf(payload, quote.sentence, ...quote.mark, quote.doc, quote.start),
        end: quote.end, section: quote.section, subject: quote.subject ?? [] } : null,
      lines: lines.map((line) => placeOf(payload, ...line)),
    };
  };

  /** @type {(entry: Found) => Provenance} */
  const describe = (entry) => {
    const kind = entry.heading;
    if (entry.quote) {
      const { title, section, text, doc, start, end } = entry.quote;
      return { kind, source: [title, section].filter(Boolean).join(" › "), text, place: `${doc} ${start}–${end}` };
    }
    const parts = (entry.parts ?? []).slice(0, MOST_PARTS).map(([, key]) => provenance(key));
    if (!parts.length) {
      const fields = (entry.fields ?? []).map((pair) => pair.join("："));
      return { kind, source: joined([...fields, ...entry.lines.map((line) => line.title)]),
        text: joined([entry.text ?? "", entry.note ?? ""]), place: entry.url ?? "" };
    }
    return {
      kind,
      source: joined(parts.map((part) => part.source)),
      text: joined([entry.text ?? "", ...parts.map((part) => part.text)]),
      place: joined(parts.map((part) => part.place)),
    };
  };

  /** One line of provenance, for data files.
   * @type {(key: string) => Provenance} */
  const provenance = (key) => {
    const before = told.get(key);
    if (before) return before;
    const entry = find(key);
    const made = entry ? describe(entry) : { kind: "", source: "", text: "", place: "" };
    told.set(key, made);
    return made;
  };

  /** @type {Evidence["around"]} */
  const around = ({ doc, start }) => {
    const payload = payloads.find((one) => one.passages?.[doc]);
    const held = payload?.passages?.[doc] ?? [];
    const here = held.filter(([, from]) => from <= start).at(-1);
    if (!payload || !here) return null;
    const near = held.filter(([number]) => Math.abs(number - here[0]) <= 1);
    return { section: here[2], html: near.map(([, , , text]) => payload.sentences[text]).join("\n") };
  };

  return { around, add: (payload) => { payloads.push(payload); }, find, provenance };
};
