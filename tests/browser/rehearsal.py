"""A rehearsal: robots play a whole workshop in a real browser, from the welcome to the debrief pack.

Short in the suite (`test_rehearsal.py`), ten tables and forty phones in `benchmarks/rehearsal.py`. The last table has
no screen: an operator keys in its paper. Robots act one after the other, so that times are those of one pair of hands.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Error
from robots import HostRobot, OperatorRobot, PhoneRobot, Robot, Seats, TableRobot

TITLE = "Répétition générale"


class Rehearsal:
    """A workshop and its robots.

    Attributes:
        figures: Seconds and bytes, by name.
    """

    def __init__(self, browser, room: tuple[str, str], tables: int, phones: int, worlds: tuple[str, ...]) -> None:
        """Open the workshop and seat everybody.

        Args:
            browser: A browser.
            room: The server's address, and the path and key by which its host enters.
            tables: Tables, the last of them on paper.
            phones: Phones, at the tables that have a screen, in turn.
            worlds: Worlds played.
        """
        self.figures: dict[str, float] = {}
        self.browser, (self.address, entrance) = browser, room
        address = self.address
        self.host = HostRobot(browser, address)
        self.seats: Seats = self.host.open_workshop(entrance, TITLE, tables, worlds, 240)
        self.tables = [TableRobot(browser, address, number) for number in range(1, tables)]
        self.phones = [PhoneRobot(browser, address, rank, 1 + rank % (tables - 1)) for rank in range(phones)]
        self.operator, self.wall = OperatorRobot(browser, address, tables), Robot(browser, address)

    @property
    def robots(self) -> list[Robot]:
        """Everybody."""
        return [self.host, self.wall, self.operator, *self.tables, *self.phones]

    @contextlib.contextmanager
    def timed(self, name: str) -> Iterator[None]:
        """Note how long something took."""
        begun = time.perf_counter()
        yield
        self.figures[f"{name}_s"] = round(time.perf_counter() - begun, 1)

    def play(self, pack: Path, seen: Path) -> dict[str, float]:
        """The whole day; the pack is saved at `pack`, pictures in `seen` when something went wrong."""
        try:
            self.play_out(pack)
        except Exception:
            self.picture(seen)
            raise
        return self.figures

    def picture(self, folder: Path) -> None:
        """What everybody saw when something went wrong; a page that cannot be drawn must not hide why."""
        names = {"host": self.host, "wall": self.wall, "operator": self.operator}
        names |= {f"table-{one.number}": one for one in self.tables} | {f"phone-{one.rank}": one for one in self.phones}
        folder.mkdir(parents=True, exist_ok=True)
        for name, robot in names.items():
            (folder / f"{name}.txt").write_text("\n".join([*robot.said, *robot.complaints]), encoding="utf-8")
            with contextlib.suppress(Error):
                robot.page.screenshot(path=folder / f"{name}.png", timeout=5_000)

    def play_out(self, pack: Path) -> None:
        """The phases, one after the other."""
        with self.timed("day"):
            self.sit()
            self.join()
            self.talk()
            self.first_round()
            self.second_round()
            self.close(pack)

    def sit(self) -> None:
        """Screens on, the wall's welcome shown."""
        with self.timed("screens"):
            self.host.go(self.seats.host)
            for table, link in zip(self.tables, self.seats.tables, strict=False):
                table.go(link)
            self.wall.go(self.seats.wall)
            self.operator.go(self.seats.operator)
            self.host.ready()
            for table in self.tables:
                table.stage("pages")
        self.wall.page.wait_for_selector("body[data-view=welcome]")
        self.host.go_on("Accueil")

    def join(self) -> None:
        """Every phone, by the code on the wall."""
        with self.timed("join"):
            for phone in self.phones:
                phone.go(f"/rejoindre/{self.seats.code}")
            for phone in self.phones:
                phone.name_itself()
            for phone in self.phones:
                phone.page.click("button.main")
            for phone in self.phones:
                phone.step("waiting")
        self.host.page.wait_for_selector(f"main .sentence:has-text('{len(self.phones)} personnes ici')")

    def talk(self) -> None:
        """Grid, resources, gaps, ties, dreams, an object from 2040."""
        self.host.go_on("Où en sommes-nous")
        self.each(self.phones, PhoneRobot.fill_grid)
        self.each(self.tables, TableRobot.fill_grid)
        self.operator.grids(2)
        self.host.show("Grille")
        self.wall.page.wait_for_selector("body[data-view=grid]")
        self.host.go_on("Ressources et manques")
        self.each(self.phones, PhoneRobot.note_gap)
        self.each(self.tables, self.list_resources)
        self.operator.card("gap", place="Wingles", concerned="Les familles", missing="Un lieu pour répéter")
        self.operator.card("resource", what="Un minibus", owner="Le centre social")
        self.host.go_on("Coopérations rêvées")
        for table in self.tables:
            table.write("dreams", one="L’harmonie", other="Le bailleur", about="Répéter en bas des tours")
        self.operator.card("tie", one="La médiathèque", other="La mission locale")
        self.host.go_on("Pause")
        self.host.go_on("2040, un monde")
        self.each(self.phones, PhoneRobot.react)
        for table in self.tables:
            table.write("fiction", title=f"Billet de la table {table.number}", text="Entrée libre, même le soir")
        self.operator.card("artefact", title="Affiche de papier", text="Bal ce soir au coron")
        self.operator.card("reaction", words="Le dernier train part trop tôt")

    def list_resources(self, table: TableRobot) -> None:
        """A resource, a gap and a tie."""
        table.write("resources", what="Une salle de danse", owner="La commune")
        table.tab("Manques")
        table.write("gaps", place="Auchel", concerned="Les aînés", missing="Un bus le dimanche")
        table.tab("Qui travaille avec qui")
        table.write("ties", one="Le théâtre", other="Le lycée", about="Les répétitions")

    def first_round(self) -> None:
        """Levers, predictions, the lock, the reveal; then a dissent, whose world is run too."""
        self.host.go_on("Tour 1")
        self.decide(1, {"outreach": 3, "transport": 4})
        self.await_runs()
        self.host.go_on("Révélation 1")
        self.reveal(1)
        self.host.show("Tables")
        self.wall.page.wait_for_selector("body[data-view=tables]")
        self.tables[0].dissent()

    def second_round(self) -> None:
        """An event card for a world; every lever; a table that does not validate, for which the host does; the vote."""
        self.host.go_on("Tour 2")
        self.tables[0].stage("decide")
        self.tables[0].open_world()
        self.host.play_card()
        self.tables[0].page.wait_for_selector(".card.event")
        self.tables[0].close_world()
        self.decide(2, {"schools": 2, "amateurs": 4}, late=self.tables[-1])
        self.await_runs()
        self.host.go_on("Révélation 2")
        self.reveal(2)
        self.host.show("Silence")
        self.wall.page.wait_for_selector("body[data-view=silence]")
        self.each(self.phones, PhoneRobot.vote)

    def decide(self, number: int, paper: dict[str, int], late: TableRobot | None = None) -> None:
        """Everybody's prediction and plan of a round."""
        self.each(self.phones, PhoneRobot.predict)
        for table in self.tables:
            table.plan((3 + table.number % 3, 1 + number))
            table.predict(2 + table.number)
        self.operator.round(paper, "-1,5")
        for table in self.tables:
            if table is not late:
                table.validate()
                table.stage("wait")
        if late:
            self.host.validate_for(late.number)
            late.stage("wait")

    def await_runs(self) -> None:
        """From the last lock to the last run kept."""
        with self.timed("runs"):
            self.host.counted("Calculs prêts", len(self.tables) + 1)

    def reveal(self, number: int) -> None:
        """The host reveals; every screen and phone shows what came out."""
        with self.timed("reveal"):
            self.host.reveal()
            for table in self.tables:
                table.stage("reveal")
                table.page.wait_for_selector(".foreseen strong")
            self.tables[0].fits()
            self.tables[0].tab("Les tables")
            self.tables[0].page.wait_for_selector(".peers tbody tr:nth-child(2)")
            for phone in self.phones if number == 1 else ():
                phone.page.wait_for_selector(".card.result .big")

    def close(self, pack: Path) -> None:
        """Notes, action sheets, the end, the pack."""
        self.host.go_on("Débrief")
        for table in self.tables:
            table.write("notes", text=f"Surprise : le soir compte ({table.number})")
        self.operator.card("note", text="Qui manquait : les équipes de nuit")
        self.host.go_on("Fiches-action")
        for table in self.tables:
            table.write(
                "actions",
                issue="Rentrer le soir",
                action=f"Un bus après le concert ({table.number})",
                lead="Le réseau de bus",
            )
        self.phones[0].card("action", issue="Se parler", action="Une réunion par trimestre", lead="La médiathèque")
        self.phones[0].taken()
        self.operator.card(
            "action", issue="Jouer", action="Ouvrir la salle", lead="Le centre social", disagreements="Le prix"
        )
        self.host.show("Fin")
        self.host.end()
        self.each(self.phones, lambda phone: phone.step("end"))
        self.each(self.tables, lambda table: table.stage("ended"))
        with self.timed("pack"):
            self.host.save_pack(pack)
        self.figures["pack_bytes"] = pack.stat().st_size

    def each(self, robots: list, act) -> None:
        """Each robot acts; then all phones' words are with the server."""
        for robot in robots:
            act(robot)
        for robot in robots:
            if isinstance(robot, PhoneRobot):
                robot.taken()

    def leave(self) -> None:
        """Nobody asked another host for anything, nobody's page complained; everybody goes."""
        for robot in self.robots:
            assert robot.foreign == [], robot.foreign
            assert robot.complaints == [], robot.complaints
            robot.leave()
