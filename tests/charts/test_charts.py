"""Figures say what their tables say, in both languages, without pyplot."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest

from simulator import charts
from simulator.charts import maps, words
from simulator.errors import SimulatorError
from simulator.population.residents import EDUCATIONS, MOBILITY_CLASSES, OCCUPATIONS, SEXES
from simulator.wording import translator

YEARS = np.arange(2025, 2041)
CLASSES = {
    "all": ["all"],
    "education": list(EDUCATIONS),
    "commune": ["62001", "62002"],
    "agglomeration": ["CALL", "CAHC"],
}


class KnownRun:
    """A record with known shares: 40 % in 2025, a point more each year, plus `shift` from 2026."""

    def __init__(self, shift: float, rows: int = 400) -> None:
        self.years, self._shift, self._rows, self.territory = YEARS, shift, rows, None

    def classes(self, by):
        return CLASSES[by]

    def rows(self, by):
        return np.full(len(CLASSES[by]), self._rows)

    def share(self, measure, by="all"):
        growth = 0.40 + 0.01 * (YEARS - 2025) + self._shift * (YEARS > 2025)
        return growth[:, None] + 0.02 * np.arange(len(CLASSES[by]))


def known_comparison(shift: float) -> SimpleNamespace:
    def difference(measure, by="all"):
        mean = np.outer(shift * (YEARS > 2025), 1 + np.arange(len(CLASSES[by])))
        return SimpleNamespace(mean=mean, low=mean - 0.01, high=mean + 0.01)

    return SimpleNamespace(reference=[KnownRun(0.0)], plan=[KnownRun(shift)], difference=difference)


@pytest.fixture
def two_communes(tmp_path):
    """Two square communes side by side, in two agglomerations."""
    square = "[[[{0},50.4],[{1},50.4],[{1},50.5],[{0},50.5],[{0},50.4]]]"
    feature = (
        '{{"type":"Feature","properties":{{"code":"{2}"}},"geometry":{{"type":"Polygon","coordinates":'
        + square
        + "}}}}"
    )
    features = ",".join(feature.format(x, x + 0.1, code) for x, code in ((2.8, "62001"), (2.9, "62002")))
    (tmp_path / "communes.geojson").write_text(f'{{"type":"FeatureCollection","features":[{features}]}}')
    communes = SimpleNamespace(
        code=("62001", "62002"), name=("Ici", "Là"), agglomeration=np.array([0, 1]), latitude=np.array([50.45, 50.45])
    )
    agglomerations = SimpleNamespace(code=("CALL", "CAHC"), name=("Lens-Liévin", "Hénin-Carvin"))
    return SimpleNamespace(folder=tmp_path, communes=communes, agglomerations=agglomerations)


def test_curves_draw_the_mean_of_both_sides_and_say_the_last_year():
    chart = charts.curves(known_comparison(0.05), "any", "fr")
    last = chart.table.iloc[-1]
    assert (last["year"], last["reference"], last["plan"]) == (2040, pytest.approx(0.55), pytest.approx(0.60))
    assert "2040" in chart.sentence
    assert "+\u202f5,0\u00a0points" in chart.sentence
    drawn = chart.axes[0].lines[1].get_ydata()
    assert np.allclose(drawn, chart.table["plan"])


def test_end_labels_never_touch():
    axes = charts.curves(known_comparison(0.0), "any", "fr").axes[0]
    heights = sorted(text.get_position()[1] for text in axes.texts if text.get_text().endswith("%"))
    low, high = axes.get_ylim()
    assert heights[1] - heights[0] >= 0.07 * (high - low)


def test_the_scale_of_curves_shows_at_least_ten_points():
    low, high = charts.curves(known_comparison(0.001), "any", "fr").axes[0].get_ylim()
    assert high - low >= 0.0999


@pytest.mark.parametrize("shift", [0.02, -0.02])
def test_groups_give_every_class_its_difference_and_its_sign(shift):
    chart = charts.groups(known_comparison(shift), "any", "education", 2040, "en")
    assert list(chart.table["class"]) == list(EDUCATIONS)
    assert chart.table["label"].iloc[0] == "No diploma"
    assert np.allclose([bar.get_width() for bar in chart.axes[0].patches], shift * np.arange(1, 5))
    written = [text.get_text() for text in chart.axes[0].texts if "point" in text.get_text()]
    assert len(written) == 4
    assert all(text[0] == ("+" if shift > 0 else "\u2212") for text in written)


def test_classes_without_rows_are_left_out():
    comparison = known_comparison(0.02)
    comparison.reference[0].rows = lambda by: np.array([10, 0, 10, 10])
    assert list(charts.groups(comparison, "any", "education").table["class"]) == ["none", "bac", "sup"]


@pytest.mark.parametrize("by", ["commune", "agglomeration"])
def test_maps_colour_every_commune_and_tell_the_range(two_communes, by):
    run = KnownRun(0.0)
    run.territory = two_communes
    chart = charts.map(run, "any", 2040, by, "fr")
    assert len(chart.axes[0].collections[0].get_paths()) == 2
    assert list(chart.table["value"]) == pytest.approx([0.55, 0.57])
    assert "55\u00a0%" in chart.sentence
    assert "57\u00a0%" in chart.sentence


def test_a_small_sample_is_shown_by_agglomeration_and_hatched(two_communes):
    run = KnownRun(0.0, rows=5)
    run.territory = two_communes
    chart = charts.map(run, "any", 2040)
    assert list(chart.table["code"]) == ["CALL", "CAHC"]
    assert len(chart.axes[0].collections[1].get_paths()) == 2
    assert "Hachuré" in chart.sentence


def test_zero_is_in_the_middle_step_of_a_change_map(two_communes):
    comparison = known_comparison(0.0)
    comparison.reference[0].territory = two_communes
    chart = charts.change_map(comparison, "any", 2040, "en")
    from matplotlib.colors import to_hex

    middle = charts.palette.DIFFERENCES[charts.palette.STEPS // 2]
    assert [to_hex(colour) for colour in chart.axes[0].collections[0].get_facecolors()] == [middle.lower()] * 2


def test_symbolic_distance_is_not_mapped():
    with pytest.raises(SimulatorError, match="distance symbolique"):
        maps.map(KnownRun(0.0), "symbolic_distance")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_charts_show_themselves_with_their_text_alternative(language):
    chart = charts.curves(known_comparison(0.05), "any", language)
    page = chart._repr_html_()
    assert f'lang="{language}"' in page
    assert 'alt="' in page
    assert "<figcaption>" in page
    assert chart.png().startswith(b"\x89PNG")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_class_and_measure_has_a_label(language):
    dimensions = {"education": EDUCATIONS, "sex": SEXES, "mobility": MOBILITY_CLASSES, "occupation": OCCUPATIONS}
    labels = [words.class_label(by, name, language) for by, names in dimensions.items() for name in names]
    labels += [words.measure_label(measure, language) for measure in words.SHARES]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert words.class_label("age", "75+", language).startswith("75")
    assert translator(language)("charts.caution")


def test_figures_keep_no_global_state():
    import subprocess

    code = "import sys, simulator.charts; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
