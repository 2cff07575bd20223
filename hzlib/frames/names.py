"""What people write for a place, an indicator, a measure or a kind of number."""

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher, get_close_matches
from functools import cache

from hzlib import lookups, wording
from hzlib.errors import HzError
from hzlib.extraction.lexicon import aliases
from hzlib.text.places import counties, listed, short

_NEAREST, _LIKENESS = 3, 0.5
BOUNDS = wording.BOUND_WORDS | {"=": "正好"}


class Unknown(str):
    """A name that nothing in the material has: it stands for itself, without figures.

    Examples
    --------
    >>> place_name(Unknown("杭洲"), ["杭州市"]), indicator_id(Unknown("gpd"))
    ('杭洲', 'gpd')
    """

    __slots__ = ()


def indicator_id(name: str) -> str:
    """Return the id of an indicator that is named by its id, its name or an alias.

    Parameters
    ----------
    name : str
        ``gdp``, ``GDP``, ``地区生产总值``, ``生产总值``, …

    Raises
    ------
    HzError
        If there is no such indicator, with the nearest; or if the name stands for several.

    Examples
    --------
    >>> indicator_id("GDP"), indicator_id("生产总值"), indicator_id("常住人口")
    ('gdp', 'gdp', 'population')
    >>> indicator_id("gpd")
    Traceback (most recent call last):
    hzlib.errors.HzError: gpd：没有这个指标；最像的是：gdp（地区生产总值）
    """
    known = lookups.indicators()
    if isinstance(name, Unknown):
        return name
    meant = indicators_meant(name)
    if len(meant) == 1:
        return meant[0]
    written = _written()
    near = meant or tuple(id for one in nearest(name.casefold(), written) for id in written[one])
    if not near:
        raise HzError("{name}: no such indicator", 'hz.help("indicators") lists them', name=name)
    told = [f"{id}（{known[id].name_zh}）" for id in dict.fromkeys(near)]
    raise HzError("{name}: no such indicator", "the nearest: {near}", name=name, near=told)


def indicators_meant(name: str) -> tuple[str, ...]:
    """Return the ids of the indicators that a name may stand for; none if it is no such name.

    Examples
    --------
    >>> indicators_meant("GDP"), indicators_meant("口袋公园")
    (('gdp',), ())
    """
    if name in lookups.indicators():
        return (name,)
    return _written().get(name.casefold()) or next(
        (alias.known for word in (name, name.upper()) for alias in aliases().get(word, ())), ()
    )


def _written() -> dict[str, tuple[str, ...]]:
    """Return the ids of indicators by these and by their Chinese names, without capitals."""
    known = lookups.indicators().items()
    return {one.casefold(): (id,) for id, row in known for one in (id, row.name_zh)}


def place_name(name: str, known: Iterable[str]) -> str:
    """Return the full name of one of several places, named in full or in short.

    Parameters
    ----------
    name : str
        ``杭州市`` or ``杭州``; what it lies in may stand before it (浙江省杭州市, 杭州滨江).
    known : iterable of str
        The full names of the places there are.

    Raises
    ------
    HzError
        If none of them is meant, with the nearest.

    Examples
    --------
    >>> place_name("杭州", ["钱塘区", "杭州市"]), place_name("杭州市钱塘", ["钱塘区", "杭州市"])
    ('杭州市', '钱塘区')
    """
    if isinstance(name, Unknown):
        return name
    full = list(dict.fromkeys(filter(None, known)))
    found = [one for one in full if name in (one, short(one))]
    found = found or [one for one in full if _ends_with(name, one)]
    if len(found) == 1:
        return found[0]
    written = {short(one): one for one in full} | {one: one for one in full}
    near = found or list(dict.fromkeys(written[one] for one in nearest(name, written)))
    if near:
        raise HzError(
            "{name}: no such place in the material", "the nearest: {near}", name=name, near=near
        )
    raise HzError(
        "{name}: no such place in the material", "there are {known}", name=name, known=full
    )


def _ends_with(name: str, place: str) -> bool:
    """Tell whether a name is that of a place with what it lies in before it."""
    rests = (name.removesuffix(one) for one in (place, short(place)) if name.endswith(one))
    return any(_lies_in(place, rest) for rest in rests if rest)


def _lies_in(place: str, rest: str) -> bool:
    above = {*counties().get(place, ()), *([listed()[place].within] if place in listed() else ())}
    return any(
        rest == said or _lies_in(one, rest.removesuffix(said))
        for one in above - {place, ""}
        for said in (one, short(one))
    )


def measure_id(name: str) -> str:
    """Return a measure that is named by its id or in Chinese.

    Examples
    --------
    >>> measure_id("growth"), measure_id("增速")
    ('growth', 'growth')
    """
    found, known = _of_few(name, wording.STATED_MEASURES)
    if not found:
        raise HzError("{name}: no such measure", "there are {known}", name=name, known=known)
    return found


def status_id(name: str) -> str:
    """Return a kind of number that is named by its id or in Chinese.

    Examples
    --------
    >>> status_id("目标")
    'target'
    """
    found, known = _of_few(name, wording.STATUSES)
    if not found:
        raise HzError("{name}: no such kind of number", "there are {known}", name=name, known=known)
    return found


def bound_id(name: str) -> str:
    """Return a bound that is named by its sign or in Chinese.

    Examples
    --------
    >>> bound_id("以上"), bound_id("不高于"), bound_id("正好")
    ('>=', '<=', '=')
    """
    found, known = _of_few(name, BOUNDS)
    if not found:
        raise HzError("{name}: no such bound", "there are {known}", name=name, known=known)
    return found


def _of_few(name: str, words: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the id that is meant, if any, and all of them with their names."""
    other = _other_words().get(name, "")
    found = next((id for id, told in words.items() if name in (id, told) or id == other), "")
    return found, [f"{id}（{told}）" for id, told in words.items()]


@cache
def _other_words() -> dict[str, str]:
    return {word.name: word.value for word in lookups.read(lookups.AnswerWord)}


def refuse_others(name: str, wanted: Iterable[str], known: Iterable[str]) -> None:
    """Raise `HzError` if a function is asked to choose by what it does not know.

    Examples
    --------
    >>> refuse_others("hz.facts", ["years"], ["place", "year"])
    Traceback (most recent call last):
    hzlib.errors.HzError: hz.facts: 不认得 years；现有：place、year
    """
    for one in wanted:
        if one not in (choices := list(known)):
            raise HzError("{name}: {one} is no choice of it", "there are {known}",
                          name=name, one=one, known=choices)  # fmt: skip


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Return what is most like a name, the likest first.

    Examples
    --------
    >>> nearest("杭洲", ["杭州", "宁波"]), nearest("宁坡", ["遂宁", "宁波"])
    (['杭州'], ['宁波', '遂宁'])
    """
    every = list(known)
    holding = [one for one in every if name and name in one][:_NEAREST]
    close = get_close_matches(name, every, len(every) or 1, _LIKENESS)
    # Of those that are as like as another, the ones that begin as the name does: 宁坡 is 宁波.
    like = SequenceMatcher(None, b=name)

    def rank(one: str) -> tuple[float, bool]:
        like.set_seq1(one)
        return -like.ratio(), one[:1] != name[:1]

    return holding or sorted(close, key=rank)[:_NEAREST]
