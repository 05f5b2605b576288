"""The keyboard alone plays a whole workshop: its host, a table and a phone, from the first phase to the pack."""

from pathlib import Path

import pytest
from keys import Keys
from robots import HostRobot, PhoneRobot, TableRobot
from rooms import room

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
ON = ".day .foot button"


@pytest.fixture(scope="module")
def seated(request, browser, tmp_path_factory):
    """One table, its phone and its host, each with a keyboard."""
    cache = Path(request.config.cache.mkdir("bassin2040"))
    with room(cache, tmp_path_factory.mktemp("keyboard"), residents=600) as (process, workshop):
        robots = [HostRobot(browser, workshop.address), TableRobot(browser, workshop.address, 1)]
        robots.append(PhoneRobot(browser, workshop.address, 1, 1))
        host, table, phone = robots
        seats = host.open_workshop(process.entrance, "Au clavier", 1, ("sobriete",), 180)
        host.go(seats.host)
        table.go(seats.tables[0])
        phone.go(f"/rejoindre/{seats.code}")
        host.ready()
        table.stage("pages")
        yield host, table, phone
        for one in robots:
            assert one.complaints == []
            one.leave()


def test_the_keyboard_alone_plays_a_workshop(seated, tmp_path):
    host, table, phone = seated
    day, desk, hand = (Keys(one.page) for one in seated)
    begin(day, host, desk, table, hand, phone)
    talk(day, host, desk, table, hand, phone)
    decide(day, host, desk, table, hand, phone)
    reveal(day, host, desk, table)
    close(day, host, hand, phone, table, tmp_path / "pack.zip")


def go_on(day, host, phase):
    day.enter(ON)
    host.page.wait_for_selector(f".agenda li[data-when=now]:has-text('{phase}')")


def begin(day, host, desk, table, hand, phone):
    go_on(day, host, "Accueil")
    table.page.wait_for_selector(".naming")
    desk.write(".naming input", "Les passerelles")
    desk.enter(".naming button")
    host.page.wait_for_selector(".table-card:has-text('Les passerelles')")
    hand.write("#pseudonym", "Lynx")
    hand.choose("[name=table]")
    hand.enter("button.main")
    phone.step("waiting")
    day.enter(".wall button:nth-child(2)")
    host.page.wait_for_selector(".wall button:nth-child(2)[aria-pressed=true]")


def talk(day, host, desk, table, hand, phone):
    go_on(day, host, "Où en sommes-nous")
    phone.step("grid")
    hand.choose("[name=stated-venues]", 1)
    hand.enter(".send button")
    phone.taken()
    table.page.wait_for_selector(".grid-form")
    desk.choose("[name='stated.0']", 2)
    desk.choose("[name='actual.0']", 1)
    desk.enter(".grid-form button.action")
    go_on(day, host, "Ressources et manques")
    table.page.wait_for_selector(".form.resources")
    desk.to(".page-tab[aria-selected=true]")
    desk.move(1)
    table.page.wait_for_selector(".form.ties")
    desk.press("Home")
    desk.write(".form.resources [name=what]", "Un minibus")
    desk.write(".form.resources [name=owner]", "Le centre social")
    desk.enter(".form.resources button.action")
    table.page.wait_for_selector(".kept:has-text('Un minibus')")
    for phase in ("Coopérations rêvées", "Pause", "2040, un monde"):
        go_on(day, host, phase)
    table.page.wait_for_selector(".form.fiction")
    desk.write(".form.fiction [name=title]", "Affiche")
    desk.write(".form.fiction [name=text]", "Bal ce soir")
    desk.enter(".form.fiction button.action")


def decide(day, host, desk, table, hand, phone):
    go_on(day, host, "Tour 1")
    phone.step("prediction")
    hand.choose("[name=points]", 2)
    hand.enter("button.main")
    phone.taken()
    table.stage("decide")
    desk.to(".lever input[type=range]")
    desk.move(3)
    desk.to(".prediction [name=points]")
    desk.move(4)
    desk.enter(".prediction button.action")
    table.stage("wait")
    host.counted("Calculs prêts", 1)


def reveal(day, host, desk, table):
    go_on(day, host, "Révélation 1")
    day.enter(".acts button.action.wide")
    table.page.wait_for_selector(".foreseen strong")
    desk.to(".results .page-tab[aria-selected=true]")
    desk.move(1)
    table.page.wait_for_selector(".explained .curves")
    desk.enter(".reveal-side button.action")
    number = "dialog input[type=number]"
    desk.to(number)
    desk.press("Control+A")
    desk.write(number, table.page.get_attribute(number, "min"))
    desk.write("dialog textarea", "Au clavier aussi")
    desk.enter("dialog button[type=submit]")
    table.page.wait_for_selector("dialog [role=status]:has-text('Gardé')")
    desk.press("Escape")
    table.page.wait_for_selector("dialog", state="hidden")


def close(day, host, hand, phone, table, pack):
    go_on(day, host, "Débrief")
    phone.step("vote")
    hand.choose("[name=option]", 1)
    hand.enter("button.main")
    phone.taken()
    go_on(day, host, "Fiches-action")
    day.enter(".acts > :last-child button.quiet")
    day.enter(".dialog-body button.action")
    table.stage("ended")
    with host.page.expect_download() as download:
        day.enter("a.pack")
    download.value.save_as(pack)
    assert pack.read_bytes()[:2] == b"PK"
