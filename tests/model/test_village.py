"""The village of five, worked out by hand (equations S3 to S13): the engine and the reference must both agree.

Every expected number below was computed outside the model, as its comment shows; none was read from a run. Domains are
in the order MUS THE CON CIN BIB RUE.
"""

from __future__ import annotations

from math import inf, log

import pytest

from simulator.draws import Stream, key_of, words
from simulator.model.access import AccessBook
from simulator.model.drivers import Drivers
from simulator.model.model import CultureModel
from simulator.model.state import start_residents
from tests.model import village
from tests.model.village import ALBA, BERT, CLEO, DINO, ELSA, FIRST_MONTH, seen
from tests.model.worlds import wanting_of
from tests.reference.model import ReferenceModel

SEED = 2848
CLOSE = {"abs": 2e-6}


@pytest.fixture(params=[CultureModel, ReferenceModel], ids=["engine", "reference"])
def make(request):
    """One kind of model of the village, with some parameters or arguments changed."""

    def of(seed=SEED, month=FIRST_MONTH, levers=None, **changes):
        state, settings = village.start(month), village.parameters(**changes)
        world = {"parameters": settings, "start": state, "seed": seed, "levers": levers}
        return request.param(village.territory(), village.people(), **world)

    return of


def test_what_everybody_can_reach():
    """S3: weight = visits^0.6 e^(0.15 if free - 0.04667 price - 0.5 (ambience - 0.7) 0.4925 - decay x minutes).

    Museum in A for Alba: 12,000^0.6 = 280.243; e^0.15 = 1.161834; e^-0.024625 = 0.975676; e^-(0.045 x 10) = 0.637628;
    product 202.5470. City museum: 300,000^0.6 = 1933.18; e^-(0.046667 x 8) = 0.688435; 0.975676; e^-2.7 = 0.067206;
    product 87.2663. Their logsum is ln 289.8133 = 5.669237. Without a car somebody drives: 25 minutes more; with
    reduced mobility 15 more again. Theatre and concerts share the theatre's 6,000 visits.
    """
    book = AccessBook(village.territory(), village.parameters())
    weights = book.weights(book.situation(Drivers({}), 2025, FIRST_MONTH))
    museum, city, theatre, concert, cinema, library, fete = range(7)
    expected = {
        0: {museum: 202.5470, city: 87.2663, theatre: 26.7867, cinema: 24.7839, library: 60.9203, fete: 6.7215},
        1: {museum: 65.7574, city: 28.3312, theatre: 7.6745, cinema: 2.0344, library: 3.0330, fete: 0.9097},
        2: {museum: 33.4808, city: 14.4250, theatre: 3.6252, cinema: 0.4539, library: 0.5014, fete: 0.2740},
        3: {museum: 129.1497, city: 109.2856, theatre: 44.1637, cinema: 67.3698, library: 18.3488, fete: 10.0273},
    }
    for cell, row in expected.items():
        for column, weight in row.items():
            assert weights.values[cell, column] == pytest.approx(weight, abs=6e-5), (cell, column)
    assert weights.logsum[:, 0] == pytest.approx([5.669237, 3.287904, 3.587904, 3.210196, 4.109566, 1.905312], abs=1e-5)
    assert weights.values[0, concert] == pytest.approx(36.1582, rel=5e-5)  # the same, 20 minutes at 0.035 each


def test_accessibility_is_centred_on_residents():
    """Museums: (3 x 5.669237 + 5.474098 + 5.390031) / 5 = 5.574368: three in A, one in B, one in C, as if by car."""
    book = AccessBook(village.territory(), village.parameters())
    assert book.centre == pytest.approx([5.574368, 3.337904, 3.622904, 3.310196, 3.389566, 2.305312], abs=1e-5)


DRAWS = {
    ALBA: (0x02CD1D61, 0xE8EFA901, 0x7D5020AB, 0x00511001),
    BERT: (0x29DA6485, 0x5E794B17, 0xDDD7A90A, 0x69C49714),
    CLEO: (0x56915AED, 0xF793FB92, 0x3CB6A2C2, 0x44598250),
    DINO: (0x52B8B639, 0x1ABAF385, 0x3741CE16, 0x02918E5F),
}
"""Philox words of participation in the first month: 16 bits a domain, low half first; the last word is practice's."""


def test_the_draws_of_the_first_month():
    for row, drawn in DRAWS.items():
        assert tuple(int(w) for w in words(key_of(SEED, Stream.PARTICIPATION), row, 0, FIRST_MONTH, 0)) == drawn


CHANCES = {
    ALBA: [(0.499219, 0.763836), (0.3, -0.005), (0.3, 0.01775), (0.3, -0.29), (0.3, 0.34), (0.3, -0.35)],
    BERT: [(0.499219, -2.656052), (0.499219, -2.03), (0.3, -1.7945), (0.499219, -1.882), (0.499219, -1.16),
           (0.3, -1.508)],
    CLEO: [(0.5, -1.698052), (0.3, -2.2), (0.3, -1.30025), (0.3, -1.63), (0.5, -0.646), (0.3, -1.236)],
    DINO: [(0.5, 0.085892), (0.3, -0.17), (0.3, 0.06625), (0.3, -0.366), (0.3, -0.362), (0.3, -0.396)],
}  # fmt: skip
"""Awareness x company, and eta without its intercept.

Alba and museums: one of her two ties went in 12 months, so company is 0.6 + 0.4 (1 - 0.5^8) = 0.998438, times an
awareness of 0.5. Eta: access 0.4 (5.669237 - 5.574368) = 0.037948; diploma 0.85; taste above it 0.2; distance
-3.2 x 0.25 = -0.8; habit 0.6 ln 2 = 0.415888; norm 1 x (0.5 - 0.44) = 0.06: together 0.763836.
Bert and cinema: Dino went, 0.998438 x 0.5; access 0.2 (0.710196 - 3.310196) = -0.52; aged 60 or over -0.8; distance
-0.6 x 0.72 = -0.432; norm 0.5 - 0.63 = -0.13: together -1.882.
Cleo, whose only tie, Alba, went to a museum: company is 1. Access 0.4 (3.869237 - 5.574368) = -0.682052; CAP 0.28;
distance -3.2 x 0.58 = -1.856; norm 1 - 0.44 = 0.56: together -1.698052.
Dino and concerts: access 0.35 (3.937904 - 3.622904) = 0.11025; bac 0.7 x 0.56 = 0.392; distance -1.3 x 0.42 = -0.546;
norm -0.24; he practises, 0.35: together 0.06625.
"""


@pytest.mark.parametrize("row", CHANCES)
def test_the_chance_of_going(make, row):
    """P = awareness x company / (1 + e^-eta): the intercept at which a draw turns from no to yes shows P itself.

    With x = u / (awareness x company), the draw goes from ln(x / (1 - x)) - eta upwards; 0.01 either side decides.
    """
    marks = []
    for d, (reach, eta) in enumerate(CHANCES[row]):
        bits = DRAWS[row][d // 2] >> 16 * (d % 2) & 0xFFFF
        x = (bits + 0.5) / 65536 / reach
        marks.append(log(x / (1 - x)) - eta if x < 1 else inf)
    within = [d for d in range(6) if abs(marks[d]) < 20]
    assert len(within) >= 2
    for shift, goes in ((-0.01, False), (0.01, True)):
        intercepts = [marks[d] + shift if d in within else 20.0 for d in range(6)]
        model = make(intercept=tuple(intercepts))
        went = decided(model)[row]
        assert [bool(went >> d & 1) for d in range(6)] == [goes and d in within for d in range(6)]


def decided(model) -> list[int]:
    """Who wants to go where, before anybody looks for a place."""
    if isinstance(model, CultureModel):
        return wanting_of(model)
    model.begin_month()
    for resident in model.residents:
        resident.decide()
    return [resident.went for resident in model.residents]


def test_the_first_month(make):
    """Alba's museum draw is (7521 + 0.5) / 65536 = 0.1148, below P = 0.499219 / (1 + e^0.236164) = 0.2203: she goes.

    Her theatre draw is 0.0109, below 0.3 / (1 + e^1.005) = 0.0804: she wants to go, and is refused. All others are
    above: the nearest is Dino's cinema, 0.1044 against 0.0610. Her first proposal for a museum is not accepted (1.25 x
    0.978 is above 1), the second is: word 895,603,924 x 2 / 2^32 falls 0.417 of the way into the first of two slots,
    below 2 x 0.698888 at most 1: the museum in A.
    """
    model = make()
    model.step()
    now = seen(model)
    assert now.went == [1, 0, 0, 0, 0]
    # Taste: 0.85 + 0.985 x 0.2 = 1.047; one visit teaches (latent 0.4 (0.25 - 0.3) + mediation 0.1 x 0.5 - 0.197) /
    # (4 + 0.985) = -0.167 / 4.985 = -0.033501. Refusal at the theatre: 0.85 - 0.05.
    assert now.taste[ALBA] == pytest.approx([1.013499, 0.80, 0.595, 0.51, 0.68, 0.17], **CLOSE)
    assert now.habit[ALBA] == pytest.approx([1.9, 0, 0, 0, 0, 0], **CLOSE)  # 0.9 x 1 + 1
    assert now.experience[ALBA] == pytest.approx([1.985, 0, 0, 0, 0, 0], **CLOSE)  # 0.985 x 1 + 1
    # Distance: 0.25 x (1 - 0.04 x 1.5) = 0.235 after the museum, + 0.01 after the refusal.
    assert now.symbolic == pytest.approx([0.245, 0.72, 0.58, 0.4179, 0.72], **CLOSE)  # Dino plays: 0.42 x 0.995
    assert now.habitus == pytest.approx([0.25, 0.72, 0.58, 0.42, 0.72], **CLOSE)
    # Awareness: 0.5 (e^-0.05 - 0.05) + 1 - e^-0.05 = 0.499385; a tie in two who went last month (Bert hears of Dino's
    # cinema) e^-0.125: 0.533752; a tie in one (Dino hears of Bert's museum) e^-0.2: 0.565635; a visit: 0.9.
    assert now.awareness[ALBA] == pytest.approx([0.9] + [0.499385] * 5, **CLOSE)
    assert now.awareness[BERT] == pytest.approx([0.499385] * 3 + [0.533752] + [0.499385] * 2, **CLOSE)
    assert now.awareness[CLEO] == pytest.approx([0.499385] * 6, **CLOSE)
    assert now.awareness[DINO] == pytest.approx([0.565635] + [0.499385] * 5, **CLOSE)
    # Practice: Alba's draw 0.0012 is below e^(-1.5 + 0.4 (0 - 0.39) - 0.8 x 0.25) = 0.1563, she starts; Dino's 0.0100
    # is below 0.15 / 12 = 0.0125, he stops.
    assert now.practice.tolist() == [1, 0, 0, 0, 0]


def test_the_second_month(make):
    """Alba again: draw 0.4892, below 0.9 x 0.998438 / (1 + e^-0.316274) = 0.5198, and to the city this time.

    Eta: -1 + 0.037948 + taste 1.013499 - 3.2 x 0.245 + 0.6 ln 2.9 + 0.06 + practice 0.35 = 0.316274 (the logarithm is
    read between points 1/64 apart: 1.9 lies between 121/64 and 122/64, an error below 0.00002). Cleo has a draw of
    0.0049 for concerts, below 0.299631 / (1 + e^3.30025) = 0.0107: refused.
    """
    model = make()
    model.step()
    model.step()
    now = seen(model)
    assert now.went == [1, 0, 0, 0, 0]
    # Taste: 0.985 x (1.013499 - 0.85) = 0.161047; (-0.02 + 0.1 x 0.3 - 0.161047) / (4 + 0.985 x 1.985) = -0.025364.
    assert now.taste[ALBA] == pytest.approx([0.985683, 0.80075, 0.595, 0.51, 0.68, 0.17], **CLOSE)
    assert now.taste[CLEO] == pytest.approx([0.28, 0.28, 0.146, 0.168, 0.224, 0.056], **CLOSE)
    assert now.habit[ALBA][0] == pytest.approx(2.71, **CLOSE)  # 0.9 x 1.9 + 1
    assert now.experience[ALBA][0] == pytest.approx(2.955225, **CLOSE)  # 0.985 x 1.985 + 1
    # Alba: (0.245 + 0.02 x 0.005) x 0.995 = 0.243875, x (1 - 0.04 x 1.3) = 0.231193; Cleo: + 0.01; Dino, who no longer
    # plays: 0.4179 + 0.02 x 0.0021. Anchors follow by a hundredth: 0.25 - 0.01 x 0.005.
    assert now.symbolic == pytest.approx([0.231193, 0.72, 0.59, 0.417942, 0.72], **CLOSE)
    assert now.habitus == pytest.approx([0.24995, 0.72, 0.58, 0.419979, 0.72], **CLOSE)
    # Bert and Cleo hear of Alba's museum: 0.499385 (e^-0.125 - 0.05) + 1 - e^-0.125; e^-0.2 for Cleo, whose only tie
    # she is. Dino forgets part of what Bert told him: 0.565635 (e^-0.05 - 0.05) + 1 - e^-0.05.
    assert now.awareness[:4, 0] == pytest.approx([0.9, 0.533240, 0.565162, 0.558537], **CLOSE)
    assert now.awareness[BERT][3] == pytest.approx(0.529803, **CLOSE)
    assert now.practice.tolist() == [1, 0, 0, 0, 0]


def test_a_meeting_with_a_mediator(make):
    """S1, S6, S12: outreach at 37.5 euros a year, one e-fold of the ceiling of 5 x 0.25 contacts: 0.790151 a year.

    Elsa is too young to be met. One of five each has no diploma, CAP, bac and higher: reach 0.2 x (1.44 + 1.1 + 0.8 +
    0.55) = 0.778. The chance a month without diploma is 0.790151 / 12 / 5 x 1.44 / 0.778 = 0.024375. Bert's draw is
    0.007134; Elsa's, 0.001196, would be below it; the others' are above 0.39: only Bert is met. Awareness: 0.5 (e^-0.2
    - 0.05) + 1 - e^-0.2, 0.15 for the meeting on top of 0.05; distance 0.72 x 0.93.
    """
    model = make(seed=1351, month=24, levers={"outreach": {2026: 37.5}})
    model.step()
    now = seen(model)
    unmoved = 0.499385
    assert now.awareness[BERT][:3] == pytest.approx([0.565635] * 3, **CLOSE)
    assert now.awareness[CLEO] == pytest.approx([unmoved] * 6, **CLOSE)
    assert now.awareness[ELSA] == pytest.approx([unmoved] * 6, **CLOSE)
    assert now.symbolic[[BERT, CLEO, ELSA]] == pytest.approx([0.6696, 0.58, 0.72], **CLOSE)


def test_taste_follows_diploma_and_occupation(make):
    """S11: Alba, a manager, 0.85 + 0.2 of her own + 0.6; at the theatre 0.85 + 0.5 x 0.6. Bert was a worker: -0.2."""
    tastes = (0.0, -0.2, -0.1, 0.3, 0.6, 9.0, 9.0, 9.0)
    now = seen(make(occupation_taste=tastes, occupation_taste_scale=(1.0, 0.5, 0.0, 0.0, 0.0, 0.0)))
    assert now.taste[:, 0] == pytest.approx([1.65, -0.2, 0.18, 0.86, 0.0], **CLOSE)
    assert now.taste[:, 1] == pytest.approx([1.15, -0.1, 0.23, 0.71, 0.0], **CLOSE)
    assert now.taste[:, 3] == pytest.approx([0.51, -0.8, 0.168, 0.336, 0.0], **CLOSE)


def test_where_distance_starts():
    """Half of the origin for distance, four fifths for habitus: Alba 0.25, Bert 0.72."""
    settled = village.parameters(symbolic_settled=0.5, habitus_settled=0.8)
    columns = start_residents(village.people(), settled, SEED)
    assert columns.origin[:2] == pytest.approx([0.25, 0.72])
    assert columns.symbolic[:2] == pytest.approx([0.125, 0.36])
    assert columns.habitus[:2] == pytest.approx([0.2, 0.576])


PLACES = {"amateurs": {2026: 150.0}}
"""One e-fold of the ceiling of 0.3 x 2 places at 250 euros: 0.3 x 0.632121 = 0.189636 of today's places are added."""


def test_support_starts_practice(make):
    """S13: support enters in its own unit, the share of places added.

    Bert, who has a tie in two who plays: e^(-1.5 + 0.5 x 0.189636 + 0.4 (0.5 - 0.39) - 0.8 x 0.72) = 0.144109, his draw
    0.133752; without support 0.131073. Alba: e^(-1.5 + 0.094818 - 0.156 - 0.2) = 0.171842, her draw 0.190336; with
    0.632121, the share of the ceiling, it would have been 0.214394.
    """
    for levers, practice in ((None, [0, 0, 0, 1, 0]), (PLACES, [0, 1, 0, 1, 0])):
        model = make(seed=2916, month=24, levers=levers)
        model.step()
        assert seen(model).practice.tolist() == practice


@pytest.mark.parametrize(("seed", "plays"), [(240, 0), (2832, 1)])
def test_support_keeps_practice(make, seed, plays):
    """0.15 / 12 x e^(-0.3 x 0.189636) = 0.011809: Dino stops on a draw of 0.010585, plays on with one of 0.012216.

    Without support the chance is 0.0125, he would have stopped; with 0.632121, the share of the ceiling, 0.010341.
    """
    model = make(seed=seed, month=24, levers=PLACES)
    model.step()
    assert seen(model).practice[DINO] == plays


def test_elsa_stays_home(make):
    """Whatever her draws, nobody goes out before six."""
    model = make(intercept=(20.0,) * 6)
    model.step()
    now = seen(model)
    assert now.went[ELSA] == 0
    assert now.went[DINO] > 0
