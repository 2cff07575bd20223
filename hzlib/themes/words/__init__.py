"""What notebook 04 shows: what documents say, and how their words differ and change."""

from hzlib.themes.words.keys import (
    cloud,
    key_title,
    key_words,
    listed,
    own_title,
    own_words,
    spread,
    spread_title,
    surest_told,
)
from hzlib.themes.words.roles import example, labels, roles, seen, topical, watched
from hzlib.themes.words.tables import (
    cut_table,
    line_table,
    linked,
    richest,
    topic_map,
)
from hzlib.themes.words.uses import (
    found,
    places,
    trend_title,
    trend_told,
    trends,
    word_network,
)

__all__ = [
    "cloud", "cut_table", "example", "found",
    "key_title", "key_words", "labels", "line_table", "linked", "listed", "own_title", "own_words",
    "places", "richest", "roles", "seen", "spread", "spread_title",
    "surest_told", "topic_map", "topical", "trend_title", "trend_told",
    "trends", "watched", "word_network",
]  # fmt: skip
