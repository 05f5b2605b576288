"""Robots at the pages of a workshop: each does what a person does there, with the same buttons and boxes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from driving import ANSWERS, SIZES

PATIENCE = ANSWERS
"""Milliseconds that a robot waits for a screen on a busy machine."""
LONG = 300_000
"""The same for runs: the calculator lets everything else go first."""
STEP = 50


class Robot:
    """A browser window of its own, and whatever it asked of another host or complained of."""

    def __init__(self, browser, address: str, size: str = "desk") -> None:
        width, height = SIZES[size]
        self.context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        self.context.set_default_timeout(PATIENCE)
        self.page = self.context.new_page()
        self.address, self.foreign, self.complaints, self.said = address, [], [], []
        self.page.on("request", self._asked)
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _asked(self, request) -> None:
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.foreign.append(request.url)

    def go(self, path: str):
        """Open a page of the server without waiting for it."""
        self.page.goto(self.address + path, wait_until="commit")
        return self.page

    def sent(self, outbox: str) -> None:
        """Wait until nothing waits in the boxes of that beginning; asked again and again, for pages forbid `eval`."""
        waiting = """name => Object.entries(localStorage).filter(([key]) => key.startsWith(name))
            .reduce((sum, [, kept]) => sum + JSON.parse(kept).length, 0)"""
        for _ in range(PATIENCE // STEP):
            if self.page.evaluate(waiting, outbox) == 0:
                return
            self.page.wait_for_timeout(STEP)
        raise AssertionError(f"{outbox} still holds something")

    def leave(self) -> None:
        """Close the window as people do, so that its kernel ends."""
        self.page.goto("about:blank")
        self.context.close()


@dataclass
class Seats:
    """The links of a new workshop, as its host copied them."""

    code: str
    host: str
    tables: list[str]
    wall: str
    operator: str


class HostRobot(Robot):
    """Who started the server and holds the day."""

    def open_workshop(self, entrance: str, title: str, tables: int, worlds: tuple[str, ...], minutes: int) -> Seats:
        """Fill in `/ouvrir` and read the links; `minutes` names the agenda."""
        self.go(entrance)
        page = self.go("/ouvrir")
        page.fill("#title", title)
        page.select_option("#template", f"demi-journee-{minutes}")
        page.fill("#tables", str(tables))
        for world in page.query_selector_all("[name=world]"):
            world.set_checked(world.get_attribute("value") in worlds)
        page.click("#open button.main")
        page.wait_for_selector("#opened:not([hidden])")
        links = page.eval_on_selector_all("#opened a", "all => all.map(one => one.getAttribute('href'))")
        at = {
            name: [link for link in links if link.startswith(f"/{name}")]
            for name in ("animation", "table", "projection", "operateur")
        }
        code = re.search(r"[A-Z]{6}", page.inner_text("#opened .big")).group()
        return Seats(code, at["animation"][0], at["table"], at["projection"][0], at["operateur"][0])

    def ready(self) -> None:
        """Wait for the day and its tables."""
        self.page.wait_for_selector(".bassin.host .table-card")

    def go_on(self, phase: str) -> None:
        """Press « Passer à … », and see the day go on to that phase."""
        self.page.click(".day .foot button")
        self.page.wait_for_selector(f".agenda li[data-when=now]:has-text('{phase}')")

    def show(self, view: str) -> None:
        """Choose what the wall shows."""
        self.page.click(f".wall button:text-is('{view}')")

    def counted(self, kind: str, count: int) -> None:
        """Wait until so many tables are told to be that far."""
        self.page.wait_for_selector(f".act .note:has-text('{kind} : {count}.')", timeout=LONG)

    def reveal(self) -> None:
        """Press « Révéler »."""
        self.page.click(".act button.action:has-text('Révéler')")
        self.page.wait_for_selector(".act button.action:has-text('révélé')")

    def play_card(self) -> None:
        """Play the first event card for every table of its world."""
        self.page.click("summary:text-is('Cartes événement')")
        self.page.click("button:text-is('Jouer la carte')")

    def validate_for(self, number: int) -> None:
        """Press « Valider à sa place » on a table's card."""
        self.page.click(f".table-card:nth-child({number}) button:text-is('Valider à sa place')")

    def end(self) -> None:
        """End the workshop, and confirm it."""
        self.page.click(".act button:text-is('Terminer l’atelier')")
        self.page.click(".dialog-body button.action")

    def save_pack(self, path) -> None:
        """Save the pack where the host chooses."""
        with self.page.expect_download(timeout=PATIENCE) as download:
            self.page.click("a.pack")
        download.value.save_as(path)


class TableRobot(Robot):
    """A table's own screen."""

    def __init__(self, browser, address: str, number: int) -> None:
        super().__init__(browser, address)
        self.number, self.placed = number, 0

    def stage(self, name: str) -> None:
        """Wait for a stage of the screen."""
        self.page.wait_for_selector(f".bassin.team[data-stage={name}]")

    def tab(self, name: str) -> None:
        """Open a page of the phase that runs, when there are several."""
        self.page.wait_for_selector(f".page-tab:text-is('{name}')")
        self.page.click(f".page-tab:text-is('{name}')")

    def fill_grid(self) -> None:
        """The table's grid, and for which area."""
        page = self.page
        page.wait_for_selector(".grid-form")
        for rank in range(10):
            page.check(f"[name='stated.{rank}'][value='{1 + (rank + self.number) % 4}']", force=True)
            page.check(f"[name='actual.{rank}'][value='{1 + rank % 3}']", force=True)
        page.fill(".grid-form input[type=text]", "Carvin")
        page.click(".grid-form button.action")
        page.wait_for_selector(".grid-form [role=status]:has-text('Gardé')")

    def write(self, instrument: str, **fields: str) -> None:
        """Fill a form and keep it."""
        form = f".form.{instrument}"
        self.page.wait_for_selector(form)
        for name, text in fields.items():
            self.page.fill(f"{form} [name={name}]", text)
        self.page.click(f"{form} button.action")
        self.page.wait_for_selector(f"{form} [role=status]:has-text('Gardé')")

    def plan(self, tokens: tuple[int, int]) -> None:
        """Move two sliders, key by key; a second round goes on from the first."""
        self.stage("decide")
        for rank, count in enumerate(tokens):
            slider = self.page.locator(".lever:not([hidden]) input[type=range]").nth(rank)
            for _ in range(count):
                slider.press("ArrowRight")
        self.placed += sum(tokens)
        self.page.wait_for_selector(f".spent:has-text('{self.placed} jetons')")

    def predict(self, steps: int) -> None:
        """Move the table's prediction by half points, with a reason."""
        for _ in range(steps):
            self.page.press(".prediction [name=points]", "ArrowRight")
        self.page.fill(".prediction textarea", "Parce que les bus s’arrêtent tôt")

    def validate(self) -> None:
        """Validate plan and prediction."""
        self.page.click(".prediction button.action")

    def fits(self) -> None:
        """The whole reveal is on one screen: no part of it slides."""
        for part in (".levers .choices", ".middle", ".results"):
            hidden = self.page.eval_on_selector(part, "one => one.scrollHeight - one.clientHeight")
            assert hidden <= 1, (part, hidden)

    def open_world(self) -> None:
        """Read what the table's world is, in a window."""
        self.page.click(".world-pill")
        self.page.wait_for_selector("dialog[open] .dialog-body p")

    def close_world(self) -> None:
        """Close that window, which nothing has closed meanwhile."""
        assert self.page.is_visible("dialog[open] .dialog-body p")
        self.page.keyboard.press("Escape")
        self.page.wait_for_selector("dialog[open]", state="hidden")

    def dissent(self) -> None:
        """Dispute the first number offered: hold its upper bound true."""
        page = self.page
        page.click(".reveal-side button.action")
        page.fill("dialog input[type=number]", page.get_attribute("dialog input[type=number]", "max"))
        page.fill("dialog textarea", "On le vit autrement ici")
        page.click("dialog button[type=submit]")
        page.wait_for_selector("dialog [role=status]:has-text('Gardé')")
        page.keyboard.press("Escape")


class PhoneRobot(Robot):
    """A participant's phone."""

    def __init__(self, browser, address: str, rank: int, table: int) -> None:
        super().__init__(browser, address, "phone")
        self.rank, self.table = rank, table

    def name_itself(self) -> None:
        """A table and a pseudonym, on the join page."""
        self.page.fill("#pseudonym", f"Loutre {self.rank}")
        self.page.check(f"[name=table][value=table-{self.table}]")

    def step(self, name: str) -> None:
        """Wait for a step of the page."""
        self.page.wait_for_selector(f"body[data-step={name}]")

    def fill_grid(self) -> None:
        """Some lines of the grid, in a way of its own."""
        self.step("grid")
        for rank, line in enumerate(("venues", "prices", "hours")):
            self.page.check(f"[name=stated-{line}][value='{1 + (rank + self.rank) % 4}']", force=True)
            self.page.check(f"[name=actual-{line}][value='{(rank + self.rank) % 4}']", force=True)
        self.page.click(".send button")

    def card(self, name: str, **fields: str) -> None:
        """A card of those that the phase opens."""
        self.page.click(f"[data-card={name}]")
        for field, text in fields.items():
            self.page.fill(f"#{name}-{field}", text)
        self.page.click(f"#card-{name} button:not([type=button])")

    def note_gap(self) -> None:
        """A gap card."""
        missing = f"Un bus après 20 h ({self.rank})"
        self.card("gap", place="Libercourt", concerned="Les 15-25 ans", missing=missing)

    def react(self) -> None:
        """A reaction to the world's first object."""
        self.step("artefact")
        self.page.check(".artefact [name=reaction] >> nth=0", force=True)
        self.page.click(".artefact button >> nth=0")

    def predict(self) -> None:
        """A prediction of its own."""
        self.step("prediction")
        self.page.check("[name=points][value='4.5']", force=True)
        self.page.click("button.main")

    def vote(self) -> None:
        """Keep the plan, or amend it."""
        self.step("vote")
        self.page.check(f"[name=option][value={('keep', 'amend')[self.rank % 2]}]", force=True)
        self.page.click("button.main")

    def taken(self) -> None:
        """Wait until the server has everything."""
        self.sent("bassin.outbox.phone")


class OperatorRobot(Robot):
    """Who keys in what a table without a screen wrote on paper."""

    def __init__(self, browser, address: str, number: int) -> None:
        super().__init__(browser, address)
        self.number = number

    def card(self, name: str, **fields: str) -> None:
        """One card of the table, saved and taken."""
        page = self.page
        page.check(f"[name=table][value=table-{self.number}]", force=True)
        page.check(f"[name=card][value={name}]", force=True)
        for field, text in fields.items():
            page.fill(f"#sheet-{name} [name='{field}']", text)
        page.click(f"#sheet-{name} .main")
        page.wait_for_selector("#latest li:first-child .state.sent")
        assert page.locator("#latest .refused, .sheet-form:not([hidden]) .fault:not([hidden])").count() == 0

    def grids(self, count: int) -> None:
        """Somebody's grid, digit by digit, so many times."""
        for rank in range(count):
            self.page.check(f"[name=table][value=table-{self.number}]", force=True)
            self.page.check("[name=card][value=grid]", force=True)
            self.page.focus(".digit >> nth=0")
            self.page.keyboard.type("12340" * 3 + f"{rank % 5}4321")
            self.page.keyboard.press("Enter")
            self.page.wait_for_selector(f"#latest li:nth-child({rank + 1})")
            self.page.wait_for_selector("#latest li:first-child .state.sent")

    def round(self, tokens: dict[str, int], points: str) -> None:
        """The table's prediction, then its plan, which validates both."""
        self.card("prediction", points=points, why="Lu sur le bulletin")
        self.card("plan", **{f"tokens-{lever}": str(count) for lever, count in tokens.items()})
