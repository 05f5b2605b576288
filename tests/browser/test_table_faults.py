"""What a table's screen survives: its kernel killed, the server killed, both while something was being written."""

import time
from pathlib import Path

import psutil
import pytest
from robots import TableRobot
from rooms import room

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420)]
KEPT_WITHIN = 60


@pytest.fixture(scope="module")
def opened(request, tmp_path_factory):
    cache = Path(request.config.cache.mkdir("bassin2040"))
    with room(cache, tmp_path_factory.mktemp("faults")) as found:
        yield found


@pytest.fixture
def table(browser, opened):
    _, workshop = opened
    one = TableRobot(browser, workshop.address, 1)
    workshop.phase("tour-1", 1)
    one.go(f"/table#k={workshop.links['tables']['table-1']}")
    one.stage("decide")
    yield one
    assert one.foreign == []
    one.leave()


def kernels(process):
    """The processes behind the screens of a server."""
    below = psutil.Process(process.running.pid).children(recursive=True)
    return [one for one in below if "ipykernel_launcher" in " ".join(one.cmdline())]


def tokens_of(workshop):
    """Tokens of the table's plan that the server has."""
    turns = workshop.view(workshop.links["tables"]["table-1"])["turns"]
    plan = next(one for one in turns if one["round"] == 1)["plan"]
    return sum(plan["tokens"].values()) if plan else 0


def tokens_kept(workshop, table, count):
    """Wait until the server has a plan of so many tokens, and the page nothing more to send."""
    end = time.monotonic() + KEPT_WITHIN
    while tokens_of(workshop) != count and time.monotonic() < end:
        table.page.wait_for_timeout(50)
    table.sent("bassin.outbox.table")
    assert tokens_of(workshop) == count


def test_a_killed_kernel_takes_nothing_with_it(opened, table):
    process, workshop = opened
    table.plan((3, 2))
    behind = kernels(process)
    assert behind
    for one in behind:
        one.kill()
    psutil.wait_procs(behind, timeout=10)
    slider = table.page.locator(".lever:not([hidden]) input[type=range]").first
    slider.press("ArrowRight")
    table.page.wait_for_selector(".spent:has-text('6 jetons')")
    tokens_kept(workshop, table, 6)
    table.page.reload()
    table.stage("decide")
    table.page.wait_for_selector(".spent:has-text('6 jetons')")


def test_a_killed_server_finds_the_plan_again(opened, table):
    process, workshop = opened
    table.page.wait_for_selector(".spent:has-text('6 jetons')")
    table.page.fill(".prediction textarea", "Écrit avant la coupure")
    process.stop(kill=True)
    slider = table.page.locator(".lever:not([hidden]) input[type=range]").first
    slider.press("ArrowRight")
    table.predict(4)
    table.page.wait_for_selector("header .status:has-text('gardés sur cet appareil')")
    table.page.wait_for_selector(".room-notice[data-room=lost]:has-text('La salle ne répond plus')")
    assert "À envoyer" in table.page.inner_text(".room-notice")
    process.start()
    table.page.wait_for_selector(".room-notice[data-room=back]:has-text('La salle est revenue')")
    table.page.wait_for_selector("header .status:has-text('Tout est enregistré')")
    tokens_kept(workshop, table, 7)
    table.page.wait_for_selector(".room-notice:empty", state="attached")
    assert table.page.locator("#connection").is_hidden(), "a table needs no kernel, and is not told to open it again"
    table.page.reload()
    table.stage("decide")
    table.page.wait_for_selector(".spent:has-text('7 jetons')")
    assert table.page.input_value(".prediction [name=points]") == "2"
    assert table.page.input_value(".prediction textarea") == "Parce que les bus s’arrêtent tôt"


def test_two_tables_of_one_browser_keep_their_words_apart(opened, table):
    process, workshop = opened
    workshop.phase("ressources")
    other = table.context.new_page()
    other.goto(f"{workshop.address}/table#k={workshop.links['tables']['table-2']}")
    other.wait_for_selector(".form.resources")
    table.page.wait_for_selector(".form.resources")
    process.stop(kill=True)
    table.page.fill(".form.resources [name=what]", "Un minibus")
    table.page.fill(".form.resources [name=owner]", "Table une")
    table.page.click(".form.resources button.action")
    other.fill(".form.resources [name=what]", "À moitié")
    process.start()
    for page in (table.page, other):
        page.bring_to_front()
        page.wait_for_selector("header .status:has-text('Tout est enregistré')")
    listed = workshop.view(workshop.links["tables"]["table-1"])["resources"]
    assert [(one["table"], one["what"]) for one in listed] == [("table-1", "Un minibus")]
    assert other.locator("dialog[open]").count() == 0
    table.page.reload()
    table.page.wait_for_selector(".form.resources")
    assert table.page.input_value(".form.resources [name=what]") == ""


def test_a_screen_that_does_not_come_is_asked_for_again(browser, opened):
    """In a room of ten tables one screen waited for ever, while the others went on."""
    _, workshop = opened
    one, asked = TableRobot(browser, workshop.address, 2), []

    def never_answered_at_first(socket):
        if len(asked) > 1:
            socket.connect_to_server()

    one.page.clock.install()
    one.page.on("request", lambda request: request.is_navigation_request() and asked.append(request.url))
    one.page.route_web_socket("**/channels*", never_answered_at_first)
    one.page.goto(f"{workshop.address}/table#k={workshop.links['tables']['table-2']}")
    one.page.wait_for_selector("#opening-words:visible")
    one.page.clock.fast_forward(31_000)
    one.page.wait_for_selector(".bassin.team[data-stage]")
    assert len(asked) == 2
    one.leave()
