"""The reports: notebooks run, pages written, nothing made twice."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hzlib import paths
from hzlib.errors import HzError
from hzlib.pages import store
from hzlib.pages.assemble import Link, assets, characters, page_html
from hzlib.pages.export import Page, page

TITLE = "从政府文件到图表"
LEAD = "杭州市与钱塘区的几份政府文件，读成事实、图和词；点开任何一个数字，就看到写出它的那句话。"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Source:
    """A notebook: its file, the name of its page, its title and its first paragraph."""

    path: Path
    name: str
    title: str
    lead: str
    content: bytes


def report(
    notebooks: Sequence[str | Path] = (),
    folder: str | Path = "reports",
    site: bool = False,
    slides: bool = False,
    force: bool = False,
    progress: Progress = lambda _: None,
) -> list[Path]:
    """Run notebooks and write their pages, the readers of the documents and an index.

    Parameters
    ----------
    notebooks : sequence of str or Path, optional
        Files, or names in the notebooks folder; all of the folder if empty.
    folder : str or Path, optional
        Where the pages go.
    site : bool, optional
        Share style, scripts and font in ``assets`` instead of holding them in each page.
    slides : bool, optional
        Write each notebook as a file of slides too.
    force : bool, optional
        Make everything again.
    progress : callable, optional
        Called with the name of each page that is done.

    Returns
    -------
    list of Path
        The pages, the index first.

    Raises
    ------
    HzError
        If a notebook is unknown or fails, or the folder cannot be written.
    """
    sources = [_source(path) for path in chosen(notebooks)]
    folder = Path(folder)
    store.writable(folder)
    house = _House(sources, folder, site, force, progress)
    house.notebooks("report")
    if slides:
        house.notebooks("slides")
    house.readers()
    house.index()
    house.shared()
    return [
        folder / "index.html",
        *(folder / name for name in house.written if name != "index.html"),
    ]


def chosen(notebooks: Sequence[str | Path]) -> list[Path]:
    """Return the files of the notebooks that a user names, or all of the notebooks folder.

    Raises
    ------
    HzError
        If there is no such notebook, or two have one name.
    """
    if not notebooks:
        found = sorted(paths.notebooks().glob("*.ipynb"))
        if not found:
            raise HzError(f"{paths.notebooks()}: 这里没有笔记本", "请给出笔记本的路径")
        return found
    files = [_find(str(name)) for name in notebooks]
    stems = [file.stem for file in files]
    for stem in stems:
        if stems.count(stem) > 1:
            raise HzError(f"{stem}: 有两个同名的笔记本", "改名，或分两次运行")
    return files


def _find(name: str) -> Path:
    if Path(name).is_file():
        return Path(name).resolve()
    known = sorted(paths.notebooks().rglob("*.ipynb"))
    stem = Path(name).name.removesuffix(".ipynb")
    for file in known:
        if file.stem == stem or file.stem.split("_")[0] == stem:
            return file
    raise HzError(f"{name}: 没有这个笔记本", f"现有：{'、'.join(file.stem for file in known)}")


def _source(path: Path) -> Source:
    from hzlib.pages.export import first_paragraph
    from hzlib.pages.markdown import to_html
    from hzlib.pages.run import load

    content = path.read_bytes()
    cells = [cell.source for cell in load(path).cells if cell.cell_type == "markdown"]
    text = to_html(cells[0]) if cells else ""
    title = first_paragraph(text.replace("<h1>", "<p>").replace("</h1>", "</p>"))
    lead = first_paragraph(text.partition("</h1>")[2])
    return Source(path, path.stem, title or path.stem, lead, content)


class _House:
    """One run: what is to be written where."""

    def __init__(
        self, sources: list[Source], folder: Path, site: bool, force: bool, progress: Progress
    ) -> None:
        self.sources, self.folder, self.site, self.force = sources, folder, site, force
        self.progress = progress
        self.written: dict[str, str] = {}
        self.kinds: set[str] = set()
        self._among = ""

    # --- notebooks --------------------------------------------------------------------------------

    def notebooks(self, kind: str) -> None:
        waiting = []
        for source in self.sources:
            kept = self._kept(self._page_key(source, kind))
            if kept:
                self._write(kind, _name(source, kind), kept)
            else:
                waiting.append(source)
        self._run(waiting, kind)

    def _run(self, waiting: list[Source], kind: str) -> None:
        missing = {}
        for source in waiting:
            kept = None if self.force and kind == "report" else store.get(_run_key(source))
            if kept is None:
                missing[source.path] = source
            else:
                self._make(source, kind, kept)
        if missing:
            from hzlib.pages.run import run_all

            def done(path: Path, notebook: Any) -> None:
                content = json.loads(json.dumps(notebook))
                store.put(_run_key(missing[path]), content)
                self._make(missing[path], kind, content)

            run_all(list(missing), done, self.readers)

    def _make(self, source: Source, kind: str, content: Any) -> None:
        import nbformat

        from hzlib.pages.markdown import linked

        notebook = nbformat.from_dict(content)
        if kind == "slides":
            from hzlib.pages.slides import slides

            made = slides(notebook, source.name)
        else:
            made = page(notebook, source.name)
            made.body = linked(made.body, self._mentioned(source))
        self._finish(made, self._page_key(source, kind), self._links(source, kind))

    def _page_key(self, source: Source, kind: str) -> str:
        links = [f"{link.href} {link.text} {link.title}" for link in self._links(source, kind)]
        links += self._mentioned(source)
        return store.key(kind, source.name, source.content, str(self.site), *links)

    def _mentioned(self, source: Source) -> list[str]:
        """Return the pages of this run whose notebooks a notebook may link to."""
        found = (one for one in self.sources if f"{one.name}.ipynb".encode() in source.content)
        return [_name(one, "report") for one in found]

    def _links(self, source: Source, kind: str) -> list[Link]:
        place = self.sources.index(source)
        links = []
        for step, rel, text in ((-1, "prev", "上一篇"), (1, "next", "下一篇")):
            if 0 <= place + step < len(self.sources):
                other = self.sources[place + step]
                links.append(Link(_name(other, kind), rel, text, other.title))
        return links

    # --- readers and index ------------------------------------------------------------------------

    def readers(self) -> None:
        from hzlib.text import corpus

        if "reader" in self.kinds:
            return
        for document in corpus.documents():
            key = store.key("reader", document.id, str(self.site))
            kept = self._kept(key)
            if kept:
                self._write("reader", f"read-{document.id}.html", kept)
            else:
                from hzlib.pages.reader import reader_page

                self._finish(reader_page(document), key, [])

    def index(self) -> None:
        from hzlib.text import corpus

        made = Page(name="index", kind="index", title=TITLE, lead=LEAD)
        made.body = {
            "themes": [
                {"href": _name(source, "report"), "title": source.title, "lead": source.lead}
                for source in self.sources
            ],
            "documents": [
                {"href": f"read-{one.id}.html", "title": one.title, "lead": one.issuer}
                for one in corpus.documents()
            ],
        }
        key = store.key("index", json.dumps(made.body, ensure_ascii=False), str(self.site))
        kept = self._kept(key)
        if kept:
            self._write("index", "index.html", kept)
        else:
            self._finish(made, key, [])

    def shared(self) -> None:
        """Write the assets of a site."""
        if not self.site:
            return
        shown = "".join(sorted(set("".join(self.written.values()))))
        (self.folder / "assets").mkdir(exist_ok=True)
        for name, text in assets(self.kinds, shown).items():
            store.write(self.folder / "assets" / name, text)

    # --- one page ---------------------------------------------------------------------------------

    def _kept(self, key: str) -> Any:
        return None if self.force else store.get(key)

    def _finish(self, made: Page, key: str, links: Sequence[Link]) -> None:
        text, shown = page_html(made, links, self._characters(), self.site)
        kept = {"html": text, "characters": shown}
        store.put(key, kept)
        self._write(made.kind, f"{made.name}.html", kept)

    def _write(self, kind: str, name: str, kept: dict[str, str]) -> None:
        self.kinds.add(kind)
        self.written[name] = kept["characters"]
        store.write(self.folder / name, kept["html"])
        self.progress(name)

    def _characters(self) -> str:
        """Return the characters that pages of this run are likely to show."""
        if not self._among:
            from hzlib.text import corpus

            own = paths.code()
            files: Iterable[Path] = (*own.rglob("*.py"), *own.rglob("*.j2"), *own.rglob("*.js"),
                                     *(paths.data() / "etc").glob("*"))  # fmt: skip
            sources = (source.content.decode("utf-8", "replace") for source in self.sources)
            raws = (document.raw for document in corpus.documents())
            self._among = characters([*sources, *raws, store.texts(files)])
        return self._among


def _run_key(source: Source) -> str:
    return store.key("run", source.content)


def _name(source: Source, kind: str) -> str:
    return f"{source.name}.html" if kind == "report" else f"{source.name}.slides.html"


def total(notebooks: Sequence[str | Path], slides: bool) -> int:
    """Return how many pages a run writes."""
    from hzlib.text import corpus

    return len(chosen(notebooks)) * (2 if slides else 1) + len(corpus.documents()) + 1
