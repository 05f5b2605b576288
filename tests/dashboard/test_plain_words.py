"""The shorter words of the simplified version stand in for sentences that exist, and are shorter."""

import re

import pytest

from simulator.dashboard.host_words import HOST_WORDS
from simulator.dashboard.plain_words import PLAIN

PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_short_sentence_stands_in_for_a_longer_one(language):
    whole = HOST_WORDS[language]
    for key, sentence in PLAIN[language].items():
        assert set(PLACEHOLDER.findall(sentence)) <= set(PLACEHOLDER.findall(whole[key])), key
        longest = max(len(part) for part in re.split(r"(?<=[.?!:]) ", sentence))
        assert longest <= 80, key


def test_short_words_are_fewer_in_all():
    for language, words in PLAIN.items():
        assert sum(map(len, words.values())) < sum(len(HOST_WORDS[language][key]) for key in words)


def test_no_jargon_is_left():
    said = " ".join(PLAIN["fr"].values()).casefold()
    for jargon in ("intervalle", "levier", "mécanisme", "départager", "valider", "agglomération", "subvention"):
        assert jargon not in said
