"""The front page of 2040: headlines from verdicts, what the model makes of sayings, a table's text that stays text."""

from __future__ import annotations

import io
from html.parser import HTMLParser

import pytest
import told
from made_bundles import bundle
from pypdf import PdfReader

from simulator.experiments.claims import Finding
from simulator.experiments.fiction import Claim, Sign
from simulator.experiments.scenario import Scenario
from simulator.workshop.deck import world_page
from simulator.workshop.editions import sayings_of
from simulator.workshop.front_page import FrontPage, Saying, Story, find
from simulator.workshop.lives import lives_record
from simulator.workshop.traces import trace_pair

WORLD = Scenario.load("sobriete")
NASTY = 'Clé <script>alert(1)</script> & #panic("x") $x$ *gras* _i_ \\u{41} // fin `a` @ref <b>'
FREE = "fiction libre\u00a0: le modèle ne peut pas la vérifier"
STORY = Story("Table 3", "Cahier des clés", f"Mardi : clé n° 7.\n\n{NASTY}")


def page(gain: float = 0.02, language: str = "fr", story: Story = STORY, **more) -> FrontPage:
    return FrontPage(bundle(WORLD, gain), story, "ab" * 32, language, **more)


@pytest.mark.parametrize(
    ("gain", "fr", "en"),
    [
        (
            0.02,
            "Davantage d’habitants sortent\u00a0: 2,2\u00a0points de plus",
            "More residents go out: 2.2\u00a0points more",
        ),
        (
            -0.03,
            "Moins d’habitants sortent\u00a0: 2,8\u00a0points de moins",
            "Fewer residents go out: 2.8\u00a0points fewer",
        ),
        (
            -0.0017,
            "Avec ou sans ce plan, on ne peut pas départager les sorties",
            "With this plan or without it, outings cannot be told apart",
        ),
    ],
)
def test_headlines_come_from_the_verdict(gain, fr, en):
    assert page(gain).data["headline"] == fr
    assert page(gain, "en").data["headline"] == en


def claim(outcome=None, driver=None, sign=None) -> Saying:
    return Saying("dit ainsi", Claim({"fr": "dit", "en": "said"}, driver, outcome, sign))


@pytest.mark.parametrize(
    ("saying", "words"),
    [
        (claim("any_but_cinema", sign=Sign.UP), "le modèle le retrouve"),
        (claim("any_but_cinema", sign=Sign.DOWN), "le modèle ne le retrouve pas"),
        (claim("visits", sign=Sign.UP), "le modèle ne sait pas"),
        (claim("co2_kg", sign=Sign.UP), "le modèle ne sait pas"),
        (claim(driver="evening_transport", sign=Sign.UP), "le modèle le retrouve"),
        (claim(driver="fuel_price", sign=Sign.DOWN), "le modèle ne le retrouve pas"),
        (claim(), FREE),
        (Saying("rien"), FREE),
    ],
)
def test_what_the_model_makes_of_a_saying(saying, words):
    made = page(story=Story("T", "t", "x", (saying,)))
    assert made.data["artefact"]["sayings"] == [
        {"text": saying.text, "finding": find(saying, made.bundle).value, "says": words}
    ]


class Seen(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(tag)

    def handle_data(self, data) -> None:
        self.text += data


def test_what_a_table_writes_stays_text_on_the_page_and_needs_nothing_else():
    nasty = Story(f"<img src=x>{NASTY}", NASTY, NASTY, (Saying(NASTY),))
    source = page(story=nasty).html()
    seen = Seen(source)
    assert not {"script", "img", "b", "s", "del", "link"} & set(seen.tags) - {"b"}
    assert seen.tags.count("b") == 1, "the one badge"
    assert NASTY in seen.text
    assert "http" not in source.replace("data:font", "")
    assert "line-through" not in source


def test_print_is_one_tagged_sheet_and_the_text_is_whole():
    made = page(story=Story("Table 3", "Titre <b>", NASTY, (Saying("#strike[non]"),)))
    reader = PdfReader(io.BytesIO(made.pdf()))
    assert len(reader.pages) == 1
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    text = " ".join(reader.pages[0].extract_text().split())
    for words in ("La Lampisterie", '#panic("x")', "<script>alert(1)</script>", "#strike[non]", "fiction libre"):
        assert words in text


def test_a_long_text_makes_smaller_letters_not_fewer_words():
    words = [f"mot{k}" for k in range(420)]
    made = page(story=Story("Table 3", "Long", " ".join(words)), language="en")
    reader = PdfReader(io.BytesIO(made.pdf()))
    text = " ".join(one.extract_text() for one in reader.pages).replace("\n", " ").replace("-", "").replace(" ", "")
    assert all(word in text for word in ("mot0", "mot211", "mot419"))
    assert len(reader.pages) == 1


def test_the_picture_is_a_picture():
    made = page(futures="Essayé dans 200 futurs.")
    assert made.png(dots=20.0).startswith(b"\x89PNG\r\n")


def test_a_life_is_told_in_both_worlds_and_is_imagined():
    pair = trace_pair(told.study(400, 1), told.PLAN)
    for language, imagined in (("fr", "Personne imaginée"), ("en", "Imagined person")):
        life = lives_record(pair)[language][0]
        seen = Seen(page(language=language, life=life).html()).text
        for words in (
            imagined,
            life["name"],
            life["labels"]["reference"],
            life["labels"]["plan"],
            life["reference"][0],
        ):
            assert words in seen


def test_what_was_asked_of_the_world_itself_stands():
    saying = Saying("dit", Claim({}, None, "any_but_cinema", Sign.DOWN), Finding.FOUND)
    assert find(saying, bundle(WORLD)) is Finding.FOUND


def test_cautions_and_the_run_are_on_every_page():
    for language, caution in (
        ("fr", "Une aide au débat, pas à l’attribution de subventions."),
        ("en", "An aid to debate, not a tool for awarding grants."),
    ):
        source = page(language=language).html()
        assert caution in source
        assert "ab" * 32 in source


@pytest.mark.parametrize(
    ("chosen", "written", "said"),
    [
        (None, "Un ticket de café, quai numéro deux", []),
        (4, "Un ticket de café", ["il y a plus de trains le soir"]),
        (None, "Affiche : IL Y A PLUS DE TRAINS, le soir !", ["il y a plus de trains le soir"]),
        (None, "A poster: tours have grown scarce", ["Les tournées se font rares"]),
        (5, "Les tournées se font rares.", ["Les tournées se font rares"]),
        (98, "Un rang que ce monde n’a pas", []),
        (None, "Il prête une robe de bal à qui la rendra propre", ["prête une robe de bal à qui la rendra propre"]),
    ],
)
def test_an_object_is_bound_to_what_its_table_chose_and_to_the_words_it_takes_up(chosen, written, said):
    found = list(sayings_of(WORLD.claims, chosen, written, "fr"))
    assert [saying.claim.text["fr"] for saying in found] == said
    for saying in found:
        assert saying.text == f"Ce qu’il raconte de ce monde\u00a0: «\u00a0{saying.claim.text['fr']}\u00a0»"
        free = saying.claim.sign is None
        assert find(saying, bundle(WORLD)) is (Finding.FREE if free else Finding.FOUND)


def test_a_table_may_choose_only_what_a_run_can_look_for():
    offered = world_page("sobriete")["claims"]
    assert {one["rank"] for one in offered} == {n for n, one in enumerate(WORLD.claims, 1) if one.sign is not None}
    assert all(dict(WORLD.claims[one["rank"] - 1].text) == one["text"] for one in offered)
