"""The reports: notebooks run, pages written, nothing made twice."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hzlib import paths, storage, workspace
from hzlib.corpus import Corpus
from hzlib.errors import HzError
from hzlib.pages import documents, given
from hzlib.pages.assemble import Link, assets, beside, characters, page_html
from hzlib.pages.index import index_page, listed
from hzlib.pages.indicators import indicator_page
from hzlib.pages.page import Page, first_paragraph, linked, page, reader_page, to_html
from hzlib.pages.run import LIMITS, Limits, load, run_all
from hzlib.pages.slides import slides_page
from hzlib.store.schema import MARK, is_corpus
from hzlib.text import corpus
from hzlib.text.corpus import Document
from hzlib.themes.indicator import profiles

Progress = Callable[[str], None]


MANY = 80  # documents; of more a page that may be sent alone has the sentences that it cites
_OF = "indicator-"  # how the files of indicators begin
_NONE_TOLD = '<meta name="indicators" content="">'  # of a page that knows of none beside it


@dataclass(frozen=True)
class Source:
    """A notebook: its file, the name of its page, its title, and what a run of it depends on."""

    path: Path
    name: str
    title: str
    content: bytes
    data: bytes

    def file(self, kind: str) -> str:
        """Return the name of its page of a kind, ``report`` or ``slides``."""
        return f"{self.name}.html" if kind == "report" else f"{self.name}.slides.html"

    @property
    def run_key(self) -> str:
        """The key under which its run is kept."""
        return storage.key("run", self.content, self.data)


@dataclass(frozen=True)
class Plan:
    """What a run is to write, and what it has written: file -> the characters that it shows.

    ``documents`` are those that its pages show, by id, with what the pages know of them.
    """

    sources: tuple[Source, ...]
    folder: Path
    site: bool
    force: bool
    code: bool
    limits: Limits
    progress: Progress
    given: dict[str, Any] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)


def report(
    notebooks: Sequence[str | Path] = (),
    folder: str | Path = "reports",
    site: bool = False,
    slides: bool = False,
    force: bool = False,
    progress: Progress = lambda _: None,
    code: bool = False,
    limits: Limits = LIMITS,
    corpus: str | Path | None = None,
    settings: Sequence[str] = (),
) -> list[Path]:
    """Run notebooks and write their pages, the readers of their documents and an index.

    Where no notebooks are named there is a page, too, for each indicator of which the documents
    tell more than once. The index lists all pages that lie in the folder, earlier ones too.

    Parameters
    ----------
    notebooks : sequence of str or Path, optional
        Files, or names in the workspace, without one in the notebooks folder; all of it if empty.
    folder : str or Path, optional
        Where the pages go.
    site : bool, optional
        Share style, scripts and font in ``assets`` instead of holding them in each page.
    slides : bool, optional
        Write each notebook as a file of slides too.
    force : bool, optional
        Make everything again.
    progress : callable, optional
        Called with the name of each page that is done, the readers aside; once for the indicators.
    code : bool, optional
        Hold the code of the notebooks in their pages too, out of sight until it is asked for.
    limits : Limits, optional
        How long a cell of a notebook, and how much memory its kernel may take.
    corpus : str or Path, optional
        What the notebooks read in the place of their own documents: a corpus, a folder of reports
        or a report.
    settings : sequence of str, optional
        Parameters of the notebooks and their values, as ``"place=宁波市"``.

    Returns
    -------
    list of Path
        The pages, the index first.

    Raises
    ------
    HzError
        If a notebook is unknown, fails or reads no documents that are given, or has no such
        parameter, there is no such corpus, or the folder cannot be written.
    """
    parameters, data = _given(corpus)
    parameters |= given.settings(settings)
    data += repr(sorted(settings)).encode() if settings else b""
    data += _reports()
    sources = tuple(_source(path, data) for path in chosen(notebooks))
    for source in sources:
        given.put(load(source.path), parameters, source.path.name)
    plan = Plan(sources, Path(folder), site, force, code, limits, progress, parameters)
    storage.writable(plan.folder)
    _write_notebooks(plan, "report")
    if slides:
        _write_notebooks(plan, "slides")
    if not notebooks:
        _write_indicators(plan)
        _tell_indicators(plan)
    _write_index(plan)
    if site:
        _write_assets(plan)
    others = [name for name in plan.written if name != "index.html"]
    return [plan.folder / name for name in ("index.html", *others)]


def teacher_slides(
    notebooks: Path, folder: Path, progress: Progress = lambda _: None
) -> list[Path]:
    """Run all notebooks of a folder and write them as slides, with the speaker's remarks.

    Parameters
    ----------
    notebooks : Path
        The folder of the teacher's notebooks, as ``hz class build --teacher`` writes them.
    folder : Path
        Where the slides go.
    progress : callable, optional
        Called with the name of each file that is done.

    Returns
    -------
    list of Path
        The slides, in the order of the notebooks.

    Raises
    ------
    HzError
        If a notebook fails, or the folder cannot be written.
    """
    sources = tuple(_source(path) for path in sorted(notebooks.glob("*.ipynb")))
    storage.writable(folder)
    _write_notebooks(Plan(sources, folder, False, False, False, LIMITS, progress), "slides")
    return [folder / source.file("slides") for source in sources]


def total(notebooks: Sequence[str | Path], slides: bool) -> int:
    """Return how many pages a run writes, the readers aside; those of indicators are one step."""
    return len(chosen(notebooks)) * (2 if slides else 1) + (1 if notebooks else 2)


def chosen(notebooks: Sequence[str | Path]) -> list[Path]:
    """Return the files of the notebooks that a user names, or all of the folder.

    Raises
    ------
    HzError
        If there is no such notebook, or two have one name.
    """
    if not notebooks:
        found = sorted(_home().glob("*.ipynb"))
        if not found:
            raise HzError("{path}: there is no notebook in it", "name the notebooks", path=_home())
        return found
    files = [_found(str(name)) for name in notebooks]
    stems = [file.stem for file in files]
    for stem in stems:
        if stems.count(stem) > 1:
            raise HzError(
                "{name}: two notebooks have this name",
                "rename one, or run them one after the other",
                name=stem,
            )
    return files


def _home() -> Path:
    return paths.workspace() or paths.notebooks()


def _found(name: str) -> Path:
    if Path(name).is_file():
        return Path(name).resolve()
    known = workspace.notebooks(_home())
    stem = Path(name).name.removesuffix(".ipynb")
    for file in known:
        if file.stem == stem or file.stem.split("_")[0] == stem:
            return file
    raise HzError(
        "{name}: no such notebook",
        "there are {known}",
        name=name,
        known=[file.stem for file in known],
    )


def _source(path: Path, reports: bytes = b"") -> Source:
    cells = load(path).cells
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    text = to_html(texts[0]) if texts else ""
    title = first_paragraph(text.replace("<h1>", "<p>").replace("</h1>", "</p>"))
    data = reports + _named(path.parent, (cell.source for cell in cells))
    return Source(path, path.stem, title or path.stem, path.read_bytes(), data)


def _given(named: str | Path | None) -> tuple[dict[str, Any], bytes]:
    """Return the parameters that make notebooks read a corpus, and a hash over it."""
    if named is None:
        return {}, b""
    path = Path(named)
    if not path.exists():
        raise HzError("{path}: no such file", "check the name and the folder", path=named)
    # A corpus names the hashes of its files in one of them.
    files = [path / MARK] if is_corpus(path) else [path, *path.rglob("*")]
    return given.corpus(path), _hash(path, files)


def _reports() -> bytes:
    """Return a hash over the reports of the workspace, which any of its notebooks may read."""
    home = paths.workspace()
    return _hash(home, (home / workspace.REPORTS).rglob("*")) if home else b""


def _named(folder: Path, sources: Iterable[str]) -> bytes:
    """Return a hash over the files that a notebook names between quotes."""
    words = {word for source in sources for word in re.split("[\"'\n]", source) if word.strip()}
    found = []
    for word in sorted(words):
        with suppress(OSError, ValueError):  # what can be no path
            found += [folder / word] if (folder / word).is_file() else []
    return _hash(folder, found)


def _hash(folder: Path, files: Iterable[Path]) -> bytes:
    # With the folder: what is kept of a run says where its documents lie.
    found = [one for one in files if one.is_file()]
    return str(folder).encode() + storage.content(found) if found else b""


# --- notebooks ------------------------------------------------------------------------------------


def _write_notebooks(plan: Plan, kind: str) -> None:
    missing = {}
    for source in plan.sources:
        if _reused(plan, kind, source.file(kind), _page_key(plan, source, kind)):
            continue
        # A forced run makes its slides of the run that its reports have just made.
        known = None if plan.force and kind == "report" else storage.get(source.run_key)
        if known is None:
            missing[source.path] = source
        else:
            _make(plan, source, kind, known)

    def done(path: Path, notebook: Any) -> None:
        content = json.loads(json.dumps(notebook))
        storage.put(missing[path].run_key, content)
        _make(plan, missing[path], kind, content)

    if missing:
        run_all(list(missing), done, plan.limits, plan.given)


def _make(plan: Plan, source: Source, kind: str, content: Any) -> None:
    import nbformat

    notebook = nbformat.from_dict(content)
    if kind == "slides":
        made = slides_page(notebook, source.name)
    else:
        made = page(notebook, source.name, plan.code)
    body = linked(made.body, _mentioned(plan, source), beside(plan.site))
    made = replace(made, body=body)
    shown = made.evidence["documents"]
    few = plan.site or len(shown) <= MANY
    told = documents.resolved(shown, source.path.parent, few)
    made = documents.shown(documents.with_passages(made, told, few), told)
    _finish(plan, made, _page_key(plan, source, kind), _links(plan, source, kind), told)


def _page_key(plan: Plan, source: Source, kind: str) -> str:
    links = [f"{link.href} {link.text} {link.title}" for link in _links(plan, source, kind)]
    links += _mentioned(plan, source)
    how = f"{plan.site} {plan.code}"
    return storage.key(kind, source.name, source.content, source.data, how, *links)


def _mentioned(plan: Plan, source: Source) -> list[str]:
    """Return the pages of this run whose notebooks a notebook may link to."""
    found = (one for one in plan.sources if f"{one.name}.ipynb".encode() in source.content)
    return [one.file("report") for one in found]


def _links(plan: Plan, source: Source, kind: str) -> list[Link]:
    place = plan.sources.index(source)
    links = []
    for step, rel, text in ((-1, "prev", "上一篇"), (1, "next", "下一篇")):
        if 0 <= place + step < len(plan.sources):
            other = plan.sources[place + step]
            links.append(Link(other.file(kind), rel, text, other.title))
    return links


# --- readers, index, assets -----------------------------------------------------------------------


def _write_reader(plan: Plan, id: str, told: dict[str, Any]) -> None:
    name = f"read-{id}.html"
    key = storage.key("reader", id, json.dumps(told), str(plan.site))
    if name in plan.written or _reused(plan, "reader", name, key):
        return
    if document := documents.found(id, told):
        _finish(plan, documents.shown(reader_page(document), {id: told}), key, [])


def _write_indicators(plan: Plan) -> None:
    """Write the pages of indicators, which are kept together: what changes one may change all."""
    told = dict(sorted(plan.documents.items(), key=lambda pair: documents.order(pair[0])))
    key = storage.key("indicators", json.dumps(told), str(plan.site))
    kept = None if plan.force else storage.get(key)
    if kept is None:
        read = [one for id, about in told.items()
                if about["reader"] and (one := documents.found(id, about))]  # fmt: skip
        kept = dict(_indicators(plan, read)) if read else {}
        storage.put(key, kept)
    for name, one in kept.items():
        _write(plan, "indicator", name, one)
    plan.progress("indicator-*.html")


def _indicators(plan: Plan, read: Sequence[Document]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the files of the pages of indicators with what is kept of them."""
    pages = []
    for made in map(indicator_page, profiles(Corpus(tuple(read)))):
        told = documents.resolved(made.evidence["documents"], Path())
        pages.append(documents.shown(made, told))
    # The font is cut down to what these pages show before it is cut down to each.
    among = characters(page_html(made, site=True)[1] for made in pages)
    for made in pages:
        text, shown = page_html(made, among=among, site=plan.site)
        yield f"{made.name}.html", {"html": text, "characters": shown, "documents": {}}


def _tell_indicators(plan: Plan) -> None:
    """Name in each page the indicators that have a page beside it, now that these are known."""
    ids = [name[len(_OF) : -len(".html")] for name in plan.written if name.startswith(_OF)]
    for path in (plan.folder / name for name in plan.written):
        text = path.read_text(encoding="utf-8")
        if _NONE_TOLD in text:
            told = _NONE_TOLD.replace('""', f'"{" ".join(ids)}"')
            storage.write(path, text.replace(_NONE_TOLD, told, 1))


def _write_index(plan: Plan) -> None:
    found = listed(plan.folder)
    key = storage.key("index", json.dumps(found, ensure_ascii=False), str(plan.site))
    if not _reused(plan, "index", "index.html", key):
        _finish(plan, index_page(found), key, [])


def _write_assets(plan: Plan) -> None:
    shown = "".join(sorted(set("".join(plan.written.values()))))
    (plan.folder / "assets").mkdir(exist_ok=True)
    for name, text in assets(plan.kinds, shown).items():
        storage.write(plan.folder / "assets" / name, text)


# --- one page -------------------------------------------------------------------------------------


def _reused(plan: Plan, kind: str, name: str, key: str) -> bool:
    """Write a page as it is kept, unless all is to be made again; tell whether it was."""
    kept = None if plan.force else storage.get(key)
    if kept:
        _write(plan, kind, name, kept)
    return bool(kept)


def _finish(
    plan: Plan,
    made: Page,
    key: str,
    links: Sequence[Link],
    told: dict[str, Any] | None = None,
) -> None:
    text, shown = page_html(made, links, _likely_characters(plan.sources), plan.site)
    kept = {"html": text, "characters": shown, "documents": told or {}}
    storage.put(key, kept)
    _write(plan, made.kind, f"{made.name}.html", kept)


def _write(plan: Plan, kind: str, name: str, kept: dict[str, Any]) -> None:
    plan.kinds.add(kind)
    plan.written[name] = kept["characters"]
    storage.write(plan.folder / name, kept["html"])
    if kind not in ("reader", "indicator"):
        plan.progress(name)
    plan.documents.update(kept["documents"])
    for id, told in kept["documents"].items():
        if told["reader"]:
            _write_reader(plan, id, told)


_likely: dict[tuple[str, ...], str] = {}


def _likely_characters(sources: Sequence[Source]) -> str:
    """Return the characters that pages of a run are likely to show."""
    names = tuple(source.run_key for source in sources)
    if names not in _likely:
        own, etc = paths.code(), paths.data() / "etc"
        files = [*own.rglob("*.py"), *own.rglob("*.j2"), *own.rglob("*.js"), *etc.glob("*")]
        words = (file.read_text(encoding="utf-8", errors="replace") for file in files)
        texts = (source.content.decode("utf-8", "replace") for source in sources)
        raws = (document.raw for document in corpus.documents())
        _likely[names] = characters([*texts, *raws, *words])
    return _likely[names]
