"""What notebook 04 shows: what documents say, and how their words differ and change."""

from hzlib.themes.words.keys import (
    apart,
    called,
    cloud,
    key_words,
    key_words_of_each,
    printed_key_words,
    spread,
    strongest,
)
from hzlib.themes.words.tables import (
    candidate_table,
    changed_words,
    coverage_table,
    cut_table,
    densest,
    effect_table,
    fullest,
    latent_topic_table,
    line_table,
    number_of,
    part_table,
    richest,
    size_table,
    stabilities,
    topic_map,
)
from hzlib.themes.words.uses import (
    absences,
    closest,
    collocation_table,
    moves,
    name_of,
    places,
    printed_trends,
    sequence_table,
    trends,
    word_network,
)

__all__ = [
    "absences", "apart", "called", "candidate_table", "changed_words", "closest", "cloud",
    "collocation_table", "coverage_table", "cut_table", "densest", "effect_table", "fullest",
    "key_words", "key_words_of_each", "latent_topic_table", "line_table", "moves", "name_of",
    "number_of",
    "part_table", "places", "printed_key_words", "printed_trends", "richest", "sequence_table",
    "size_table", "spread", "stabilities", "strongest", "topic_map", "trends", "word_network",
]  # fmt: skip
