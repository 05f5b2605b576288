"""Words of the server's pages: both languages, French set as French is, none unused, none missing."""

import re

import pytest

from simulator.serve.settings import PAGES
from simulator.serve.words import ENTRIES, words
from simulator.serve.words.doors import DOORS
from simulator.serve.words.instruments import INSTRUMENTS
from simulator.serve.words.paper import PAPER
from simulator.serve.words.phone import PHONE
from simulator.serve.words.pledges import PLEDGES
from simulator.serve.words.projection import PROJECTION

PARTS = (DOORS, INSTRUMENTS, PAPER, PHONE, PLEDGES, PROJECTION)
SOURCES = [*PAGES.glob("*.j2"), *PAGES.glob("*.js"), *PAGES.parent.glob("*.py")]
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES)
WHOLE = set(re.findall(r"[\"'`]([a-z0-9_]+(?:\.[a-z0-9_]+)+)[\"'`]", TEXT))
BEGUN = set(re.findall(r"[\"`]([a-z_]+(?:\.[a-z_]+)*\.)(?:\"|\$?\{)", TEXT))
FILES = re.compile(r".*\.(js|css|py|json|svg|html|ipynb|sqlite|example|woff2|md)|bassin\..*|bassin2040\..*|voila\..*")


def test_a_key_stands_in_one_table_only():
    assert len(ENTRIES) == sum(len(part) for part in PARTS)


@pytest.mark.parametrize("simple", [False, True])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_says_something_and_has_the_same_blanks(language, simple):
    blanks = re.compile(r"\{\w+\}")
    for key, sentence in words(language, simple).items():
        assert sentence.strip(), key
        assert set(blanks.findall(sentence)) == set(blanks.findall(ENTRIES[key][0])), key


@pytest.mark.parametrize("simple", [False, True])
def test_french_typography(simple):
    for key, sentence in words("fr", simple).items():
        for wrong in (" ?", " !", " ;", " :", " %", " »", "« ", "'", '"', "..."):
            assert wrong not in sentence, (key, sentence)
        assert not re.search(r"\w[?!;](\s|$)", sentence), (key, sentence)


@pytest.mark.parametrize("simple", [False, True])
def test_english_typography(simple):
    for key, sentence in words("en", simple).items():
        assert not re.search(r"[«»\u00a0\u202f]| [?!;:]|'", sentence), (key, sentence)


def test_no_sentence_is_unused():
    many = {f"{key}.many" for key in WHOLE}
    unused = {key for key in ENTRIES if key not in WHOLE | many and not key.startswith(tuple(BEGUN))}
    assert unused == set()


def test_no_sentence_is_missing():
    areas = {key.partition(".")[0] for key in ENTRIES}
    asked = {key for key in WHOLE if key.partition(".")[0] in areas and not FILES.fullmatch(key)}
    assert asked - set(ENTRIES) == set()
