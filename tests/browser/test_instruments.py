"""The instruments whose words come by phone or on paper as well as from a table's screen; one log keeps them all."""

from pathlib import Path

import pytest
from robots import OperatorRobot, PhoneRobot
from rooms import room

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]


@pytest.fixture(scope="module")
def workshop(request, tmp_path_factory):
    cache = Path(request.config.cache.mkdir("bassin2040"))
    with room(cache, tmp_path_factory.mktemp("instruments")) as found:
        yield found[1]


@pytest.fixture
def seen(workshop):
    return lambda table: workshop.view(workshop.operator)["pages"][table]


@pytest.fixture
def phone(browser, workshop):
    workshop.phase("accueil")
    one = PhoneRobot(browser, workshop.address, 1, 1)
    one.go(f"/rejoindre/{workshop.code}")
    one.name_itself()
    one.page.click("button.main")
    one.step("waiting")
    yield one
    assert (one.foreign, one.complaints) == ([], [])
    one.leave()


@pytest.fixture
def operator(browser, workshop):
    one = OperatorRobot(browser, workshop.address, 2)
    one.go(f"/operateur?token={workshop.operator}")
    yield one
    assert (one.foreign, one.complaints) == ([], [])
    one.leave()


def test_a_phone_writes_its_tables_object_and_finds_it_again(phone, workshop, seen):
    workshop.phase("fiction")
    phone.step("artefact")
    phone.card("artefact", title="Billet", text="Entrée libre")
    phone.taken()
    assert [one["title"] for one in seen("table-1")["artefacts"]] == ["Billet"]
    phone.page.wait_for_selector(".artefact h2:text-is('Billet')")
    phone.page.click("[data-card=artefact]")
    assert phone.page.input_value("#artefact-title") == "Billet"


def test_a_phone_writes_an_action_sheet(phone, workshop, seen):
    workshop.phase("fiches-action")
    phone.card("action", issue="Rentrer", action="Un bus le soir", lead="Le réseau de bus", disagreements="Le prix")
    phone.taken()
    made = [one for one in seen("table-1")["actions"] if one["issue"] == "Rentrer"]
    assert [(one["action"], one["disagreements"]) for one in made] == [("Un bus le soir", "Le prix")]


def test_a_phone_disputes_a_number_within_its_bounds(phone, workshop, seen):
    workshop.phase("tour-1", 1)
    phone.step("prediction")
    phone.page.click("[data-card=dissent]")
    phone.page.select_option("#dissent-parameter", "norm_weight")
    assert "de 0 à 1,2" in phone.page.inner_text("#dissent-about")
    phone.page.fill("#dissent-value", "7")
    phone.page.click("#card-dissent button:not([type=button])")
    assert "entre 0 et 1,2" in phone.page.inner_text("#card-dissent .fault")
    phone.page.fill("#dissent-value", "0,5")
    phone.page.click("#card-dissent button:not([type=button])")
    phone.taken()
    kept = seen("table-1")["dissents"][-1]
    assert (kept["parameter"], kept["value"], kept["anonymous"]) == ("norm_weight", 0.5, True)


def test_paper_says_a_reaction_a_dissent_and_the_grids_area(operator, workshop, seen):
    workshop.phase("tour-1", 1)
    operator.card("reaction", words="Le dernier train part trop tôt")
    assert seen("table-2")["reactions"][-1]["words"] == "Le dernier train part trop tôt"
    operator.page.check("[name=card][value=dissent]", force=True)
    operator.page.wait_for_selector("#dissent-parameter:visible")
    operator.card("dissent", value="0,3")
    assert seen("table-2")["dissents"][-1]["value"] == 0.3
    operator.page.check("[name=card][value=grid]", force=True)
    operator.page.select_option("#grid-whom", "table")
    operator.page.fill("#grid-area", "Carvin")
    operator.page.focus(".digit >> nth=0")
    operator.page.keyboard.type("1234" * 5)
    operator.page.keyboard.press("Enter")
    operator.page.wait_for_selector("#latest li:nth-child(3)")
    operator.page.wait_for_selector("#latest li:first-child .state.sent")
    assert seen("table-2")["grid"]["table"]["area"] == "Carvin"
