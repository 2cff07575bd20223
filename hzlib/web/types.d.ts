// What Python gives to these scripts, and what they share. Types only: nothing of this is bundled.

export interface Quote {
  doc: string; section: string; sentence: number; mark: [number, number]; start: number; end: number;
  subject?: [number, number][];
}
export type Line = [sentence: number, low: number, high: number, doc: string, start: number];
export interface Entry {
  heading: string; value?: string; text?: string; quote?: Quote; fields?: [string, string][];
  note?: string; url?: string; indicator?: string; parts?: [label: string, key: string][]; total?: number; lines?: Line[];
  /** How many parts there are of each kind. */
  kinds?: [kind: string, count: string][];
}
export interface Payload {
  entries: Record<string, Entry>; sentences: string[];
  documents: Record<string, { title: string; reader: boolean }>;
  /** Of a page: the paragraphs around the places that it cites, by document, in their order; their
   * HTML stands among the sentences. */
  passages?: Record<string, [number: number, start: number, section: string, text: number][]>;
}
/** A quote with its words, as the panel and the data files show it. */
export interface Place {
  text: string; low: number; high: number; doc: string; title: string; section: string;
  start: number; end: number; reader: boolean; subject: [number, number][];
}
export interface Found extends Omit<Entry, "quote" | "lines"> { quote: Place | null; lines: Place[] }
export interface Provenance { source: string; text: string; place: string; kind: string }
export interface Evidence {
  /** What the page holds around a place: the paragraph and those beside it. */
  around(place: Place): { section: string; html: string } | null;
  add(payload: Payload): void; find(key: string): Found | null; provenance(key: string): Provenance;
}
export interface Panel {
  evidence: Evidence; known(key: string): boolean; open(key: string, origin?: HTMLElement | null): void;
  close(): void;
}

export interface ChoiceOption {
  label: string; visible?: (boolean | string)[] | null; layout?: Record<string, unknown> | null;
  title?: string | null; caption?: string | null; reading?: string | null; alt?: string | null;
  table?: string | null;
}
export interface Choice { name: string; kind: "box" | "slider"; options: ChoiceOption[]; active?: number }
export type Plain = Record<string, any>;
export interface Spec { data: Plain[]; layout: Plain; choices?: Choice[]; title?: string }
/** The templates of plotly in both looks, and each colour of the light look with its twin. */
export interface Looks { light: Plain; dark: Plain; twins: Record<string, string> }
export interface Look { dark(): boolean; watch(run: () => void, signal: AbortSignal): void }
/** A cell of a table: its words, what it is sorted by, what data files have of it, the keys of its numbers. */
export interface Cell { text: string; worth: number | string | null; saved: string; keys: string[] }
/** A column of a long table: each of its cells once, and which of them each row has; a cell for each row without. */
export type HeldColumn = [cells: string[], places?: number[]];
export interface Content {
  figures?: Record<string, Spec>; pictures?: Record<string, string>; evidence?: Payload;
  held?: Record<string, string>; rows?: Record<string, HeldColumn[]>; looks?: Looks;
}
export interface View extends Content { html: string }

export interface PlotElement extends HTMLElement {
  data: Plain[]; layout: Plain;
  on(event: string, run: (event: any) => void): void;
  calcdata?: any[]; _fullLayout?: any; _fullData?: any[];
}
export interface Plotly {
  newPlot(node: HTMLElement, data: Plain[], layout: Plain, config: Plain): Promise<PlotElement>;
  react(node: HTMLElement, data: Plain[], layout: Plain, config: Plain): Promise<PlotElement>;
  toImage(figure: Plain, options: Plain): Promise<string>;
  purge(node: HTMLElement): void;
  Fx: { hover(node: HTMLElement, points: Plain[]): void; unhover(node: HTMLElement): void };
}
/** A figure; it is drawn when it is first shown, `picture` gives it as SVG in the light look, with its title. */
export interface Drawn { holder: HTMLElement; show(): Promise<void>; redraw(): Promise<void>; picture(): Promise<string> }

export interface Message { give: "plotly" | "text"; doc?: string; html?: string; evidence?: Payload; error?: string }
export interface Model {
  get(name: "view"): View;
  on(event: string, run: (...args: any[]) => void): void;
  off(event: string, run?: (...args: any[]) => void): void;
  send(message: { need: "plotly" } | { need: "text"; doc: string }): void;
}
declare global {
  var Plotly: Plotly;
  /** The page's one copy of plotly, asked for by the first widget that needs it. */
  var hzPlotly: Promise<Plotly> | undefined;
}
