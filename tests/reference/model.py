"""A plain Mesa model of the same month: one object per resident, Python floats, no compiled loop."""

from types import SimpleNamespace

import mesa
import numpy as np

from simulator.draws import Stream, key_of, uniform
from simulator.elementary import exp, log, logit
from simulator.model.access import AccessBook
from simulator.model.aims import Aims
from simulator.model.drivers import Drivers
from simulator.model.life import with_slots
from simulator.model.parameters import defaults
from simulator.model.policy_effects import Bases, Intensities, practice_places
from simulator.model.state import start_residents, with_state
from tests.reference.choice import choose
from tests.reference.lives import renew, turn_year
from tests.reference.resident import Resident, stored

SPIN_UP = 240


class ReferenceModel(mesa.Model):
    """The month as the documents tell it; starts where the engine's population starts, or from its saved state."""

    def __init__(
        self,
        territory,
        people,
        *,
        parameters=None,
        drivers=None,
        levers=None,
        targets=None,
        seed=1,
        book=None,
        start=None,
        lives=None,
    ):
        super().__init__(rng=seed)
        parameters = parameters or defaults()
        self.p = SimpleNamespace(**parameters.as_dict())
        self.territory, self.people, self.lives = territory, people, lives
        self.book = book or AccessBook(territory, parameters)
        self.drivers = Drivers(drivers or {})
        self.month = int(start["month"]) if start else -SPIN_UP
        self.keys = {stream: key_of(seed, stream) for stream in Stream}
        places = practice_places(territory)
        self.places_of_practice = places
        total = int(people.weight.sum())
        self.targets, self.seed = targets or {}, seed
        aims = Aims(targets, territory, people, parameters) if targets else None
        self.levers = Intensities(levers or {}, Bases.of(territory, people, self.book), aims)
        self.total = total
        self.venue_rows, self.first_column = self.book.venue.tolist(), self.book.start.tolist()
        self.mediations = territory.venues.mediation.tolist()
        self.carried = start["carried"].tolist() if start else [0] * len(territory.venues)
        self._constants()
        self._people(people, territory, seed, start)

    def _constants(self):
        self._log1p = [log(1.0 + i / 64.0) for i in range(24 * 64 + 2)]
        self._logits = [logit((j + 0.5) / 65536) for j in range(65536)]
        self._alone, self._unheard, self._meetable = {}, {}, {}
        self._taste = [1.0]
        self._habit = [2.0**64]
        for _ in range(SPIN_UP + 181):
            self._taste.append(self._taste[-1] * (1.0 - self.p.taste_fading))
            self._habit.append(self._habit[-1] * (1.0 - self.p.habit_fading))

    def _people(self, people, territory, seed, start):
        columns = start_residents(people, self.p, seed)
        rows = people.commune.size
        if self.lives is not None:
            columns = with_slots(columns, self.lives, np.asarray(territory.communes.agglomeration))
            rows = self.lives.size
        if start:
            columns = with_state(columns, start, self.month - 1)
        self.residents = [Resident(self, i, self._start_of(columns, territory, i)) for i in range(rows)]
        for resident in self.residents:
            known = columns.ties[resident.row].tolist()
            resident.know([self.residents[j] if j < rows else None for j in known])
            if start:
                resident.window = [int(m) for m in columns.past[:, resident.row]]
                resident.show((self.month - 1) % 12)

    @staticmethod
    def _start_of(columns, territory, i):
        scalars = {
            "cell": int(columns.cell[i]),
            "zone": int(territory.communes.agglomeration[columns.cell[i] // 3]),
            "education": int(columns.education[i]),
            "weight": int(columns.weight[i]),
            "practice": int(columns.practice[i]),
            "digital": int(columns.digital[i]),
            "mates": int(columns.mates[i]),
            "present": columns.present[i] > 0,
            "age": int(columns.age[i]),
            "sex": int(columns.sex[i]),
            "occupation": int(columns.occupation[i]),
        }
        scalars |= {name: float(getattr(columns, name)[i]) for name in ("origin", "symbolic", "habitus")}
        by_domain = ("base", "latent", "gap", "habit", "experience", "awareness")
        return scalars | {name: [float(x) for x in getattr(columns, name)[:, i]] for name in by_domain}

    def step(self):
        """One month, in the words of the specification."""
        self.begin_month()
        for resident in self.residents:
            resident.decide()
        outings = [outing for resident in self.residents for outing in self.outings_of(resident)]
        guests = self.invite(outings)
        self.seat(outings)
        self.ration_practice()
        for outing in outings + guests:
            self.live(outing)
        for resident in self.residents:
            resident.close()
        self.month += 1

    def begin_month(self):
        """The world of the month: intensities, access, the units in which fading stocks are kept."""
        month, p = self.month, self.p
        step = month + SPIN_UP
        self.taste_before, self.taste_now = self._taste[step], self._taste[step + 1]
        self.habit_before, self.habit_now = self._habit[step], self._habit[step + 1]
        self.taste_one, self.habit_one = 1.0 / self.taste_now, 1.0 / self.habit_now
        self.open_the_world()
        if self.lives is not None and month >= 0:
            turn_year(self, self.lives)
        support = self.levers.support(month)
        self.reach = {
            way: self.levers.chances(way, month, reach, self.meetable(way))
            for way, reach in (
                ("outreach", p.contact_reach),
                ("cocreation", p.cocreation_reach),
                ("company", p.company_reach),
            )
        }
        year = max(2026 + month // 12, 2025)
        volunteers = p.volunteer_elasticity * self.drivers.value("volunteer_time", year)
        wish = log(1.0 + self.drivers.value("amateur_taste", year))
        self.start_logit = {x: p.practice_intercept + p.practice_start * x + wish for x in (support, 0.0)}
        self.start_ceiling = exp(self.start_logit[support] + p.practice_norm * (1.0 - p.practice_reference))
        self.stop = {x: p.practice_stop / 12.0 * exp(-p.practice_stay * x) for x in (support, 0.0)}
        self.practice_gain, self.volunteers = support, volunteers
        self.taught = self.levers.share("schools", month) if month % 12 == 5 else None
        self.digital_logit = p.digital_intercept + log(1.0 + self.drivers.value("digital_use", year))
        if self.lives is not None and month >= 0:
            renew(self, self.lives)

    def open_the_world(self):
        """What can be reached, without policy and with it: new each January, and when a lever moves it."""
        month = self.month
        year = max(2026 + month // 12, 2025)
        january, quarter = month - month % 12, month - month % 3
        reference = self.book.situation(self.drivers, year, january)
        shares = self.levers.of_places(quarter)
        current = self.book.situation(self.drivers, year, january, shares, self.levers.where)
        if getattr(self, "_situations", None) != (reference, current):
            self._situations = (reference, current)
            self._tables = self.book.tables(reference, current)
            offset = self._tables.offset.tolist()
            for resident in self.residents:
                resident.feel(offset)
            self._rows = {}
            self.venue_places = self._tables.places.tolist()

    def lesson(self, resident):
        """S5: chance of an action at school this year, in June; none in other months."""
        age = resident.age
        if self.taught is None or not 3 <= age <= 17:
            return 0.0
        taught = self.taught if self.aims_at("schools", resident) else 0.0
        today = self.lesson_today(age)
        return today + (1.0 - today if taught >= 0.0 else today) * taught

    def lesson_today(self, age):
        """S5: the same without any lever."""
        return 0.0 if not 3 <= age <= 17 else self.p.school_coverage[0 if age < 11 else 1 if age < 15 else 2]

    def meetable(self, way):
        """Residents whom a lever may meet, of six and over, by education, as shares of 2025's residents.

        Counted in January after its birthdays; those who come and go within the year change nothing until the next one.
        """
        year = self.month // 12
        if self.month % 12 and self.lives is not None and year not in self._meetable and way not in self.targets:
            return self.lives.meetable[year]  # a state from the midst of a year
        if year not in self._meetable and (self.month % 12 == 0 or not self._meetable):
            self._meetable = {year: {}}
        (counted,) = self._meetable.values()
        if way not in counted:
            weights = [0] * 4
            for resident in self.residents:
                weights[resident.education] += resident.weight * (resident.may_go and self.aims_at(way, resident))
            counted[way] = np.array([float(weight) / self.total for weight in weights])
        return counted[way]

    def aims_at(self, lever, resident):
        """S1: whether a lever is aimed at a resident: at where they live, and at who they are today."""
        target = self.targets.get(lever)
        if target is None:
            return True
        education, mobility = ("none", "cap", "bac", "sup"), ("car", "no_car", "reduced")
        return (
            self.lives_there(target, resident)
            and (not target.ages or any(first <= resident.age <= last for first, last in target.ages))
            and (not target.education or education[resident.education] in target.education)
            and (not target.mobility or mobility[resident.cell % 3] in target.mobility)
        )

    def lives_there(self, target, resident):
        """Whether a row is where a target says; a layer's households are drawn, commune by commune."""
        communes, zones, c = self.territory.communes, self.territory.agglomerations, resident.cell // 3
        named = communes.code[c] in target.communes or communes.name[c] in target.communes
        named = named or zones.code[communes.agglomeration[c]] in target.agglomerations
        if (target.communes or target.agglomerations) and not named:
            return False
        if not target.layer:
            return True
        household, row = self.people.household, resident.row
        home = household[row] if row < len(household) else household.max() + 1 + row - len(household)
        drawn = uniform(key_of(self.seed, Stream.LAYER), int(home), 0, 0, 0)
        return drawn < self.territory.layers[target.layer].share[c]

    def outings_of(self, resident):
        """A resident's outings of the month, with a venue and a number of visits."""
        along = False
        for d in range(6):
            if resident.went >> d & 1:
                bits = int(resident.draw(Stream.PROPOSAL, d << 8)[3])
                column = choose(resident, d)
                along = along or column is not None
                visits = resident.number_of_visits(d, ((bits >> 16) + 0.5) / 65536)
                yield Outing(resident, d, column, visits, ((bits & 0xFFFF) + 0.5) / 65536)
        if along and "company" in resident.met:
            resident.symbolic = stored(resident.symbolic * (1.0 - self.p.company_effect))

    def invite(self, outings):
        """S9, rule 9: hosts ask one tie along; of several hosts, a guest follows the lowest keyed priority."""
        accepted = []
        for outing in outings:
            host, d = outing.resident, outing.domain
            guest = host.whom_to_invite(d) if outing.column is not None else None
            if guest is not None and guest.willing >> d & 1 and not self.has_outing(outings, guest, d):
                accepted.append((guest.row, d, int(host.draw(Stream.INVITATION, d)[2]) >> 3, host.row, outing))
        guests, taken = [], set()
        for row, d, _, _, outing in sorted(accepted, key=lambda a: a[:4]):
            if (row, d) not in taken:
                taken.add((row, d))
                guests.append(outing.bring(self.residents[row]))
        return guests

    def has_outing(self, outings, resident, d):
        """Whether a resident has a venue to go to of their own in domain `d`."""
        if getattr(self, "_listed", None) is not outings:
            self._listed = outings
            self._going = {(o.resident.row, o.domain) for o in outings if o.column is not None}
        return (resident.row, d) in self._going

    def seat(self, outings):
        """S10: full venues seat by keyed order; the refused choose once more, then stay home."""
        left = [p + c for p, c in zip(self.venue_places, self.carried, strict=True)]
        demand = [0] * len(left)
        for outing in outings:
            if outing.column is not None:
                demand[self.venue_of(outing)] += outing.persons()
        refused = self.fill(outings, left, demand, 0)
        again = []
        for outing in refused:
            column = choose(outing.resident, outing.domain, 1, outing.column)
            if column is not None:
                for one in outing.party():
                    one.column, one.refused = column, False
                again.append(outing)
        self.fill(again, left, None, 1)
        most = 8 * (int(self.people.weight.max()) - 1)
        self.carried = [min(max(x, -most), most) for x in left]

    def fill(self, outings, left, demand, attempt):
        """Seat outings in (keyed hash, row) order, venue by venue; without `demand`, every venue queues."""
        queue, refused = [], []
        for outing in outings:
            if outing.column is None:
                continue
            v = self.venue_of(outing)
            if demand is not None and demand[v] <= left[v]:
                continue
            w = outing.resident.draw(Stream.SEAT, (attempt << 3) + outing.domain)
            queue.append((v, int(w[0]), int(w[1]), outing.resident.row, outing.domain, outing))
        if demand is not None:
            for v in range(len(left)):
                if demand[v] <= left[v]:
                    left[v] -= demand[v]
        for v, *_, outing in sorted(queue, key=lambda q: q[:5]):
            weight, guest = outing.resident.weight, outing.guest
            if left[v] <= (weight if guest else 0):  # of a pair, the second too must find a place
                for one in outing.party():
                    one.refused = True
                refused.append(outing)
                continue
            left[v] -= outing.persons(1)
            more = max(min(outing.visits - 1, -(-left[v] // weight)), 0)
            outing.visits = 1 + more
            left[v] -= more * weight
        return sorted(refused, key=lambda o: (o.resident.row, o.domain))

    def ration_practice(self):
        """S13: newcomers enter by keyed order while their agglomeration has places."""
        added = self.added_to()
        for zone, places in enumerate(self.places_of_practice.tolist()):
            here = [r for r in self.residents if r.zone == zone]
            today = places / self.p.organised_share * (1.0 + self.volunteers)
            room = int(today + added[zone] * self.practice_gain)
            room -= sum(r.weight for r in here if r.practice and r.move != 2)
            newcomers = [r for r in here if r.move == 1]
            if sum(r.weight for r in newcomers) <= room:
                continue
            for r in sorted(newcomers, key=lambda r: (*map(int, r.draw(Stream.PRACTICE)[:2]), r.row)):
                if room <= 0:
                    r.move = 0
                else:
                    room -= r.weight

    def added_to(self):
        """S13: places of practice of today that the lever may add to, by agglomeration."""
        aims = self.levers.aims
        return aims.added(self.places_of_practice) if aims else self.places_of_practice

    @staticmethod
    def live(outing):
        """A visit teaches, a refusal disappoints, an outing without a venue leaves nothing."""
        resident, d = outing.resident, outing.domain
        if outing.column is not None and not outing.refused:
            resident.visit(d, outing.column, outing.surprise)
            return
        resident.went &= ~(1 << d)
        if outing.column is not None:
            resident.refused(d)

    def venue_of(self, outing):
        """Venue row of an outing."""
        return self.venue_row(outing.domain, outing.column)

    def venue_row(self, d, column):
        """Venue row of a column within a domain."""
        return self.venue_rows[self.first_column[d] + column]

    def told(self, d, column):
        """What a visit tells of partners' offers: (domain, share of the awareness lacking there)."""
        tables, column = self._tables, self.first_column[d] + column
        span = slice(tables.told_first[column], tables.told_first[column + 1])
        return zip(tables.told_domain[span].tolist(), tables.told_spill[span].tolist(), strict=True)

    def mediation(self, d, column):
        """Mediation of a column's venue."""
        return self.mediations[self.venue_row(d, column)]

    def weights(self, cell, d):
        """q and w of a cell in a domain."""
        return self._row("w", cell, d)

    def alias(self, cell, d):
        """Alias table of q of a cell in a domain."""
        return self._row("a", cell, d)

    def _row(self, kind, cell, d):
        key = (kind, cell, d)
        if key not in self._rows:
            t = self._tables
            span = slice(t.start[d], t.start[d + 1])
            if kind == "w":
                pair = t.reference[cell, span], t.current[cell, span]
            else:
                pair = t.slots[cell, span] >> 32, t.slots[cell, span] & 0xFFFFFFFF
            self._rows[key] = tuple(array.tolist() for array in pair)
        return self._rows[key]

    def logit_of_bin(self, j):
        """The tabled logit."""
        return self._logits[j]

    def log1p(self, x):
        """ln(1 + x), linear between 64 points a unit."""
        position = x * 64.0
        j = int(position)
        return self._log1p[j] + (self._log1p[j + 1] - self._log1p[j]) * (position - j)

    def alone(self, share):
        """(1 - share)^8."""
        if share not in self._alone:
            square = (1.0 - share) * (1.0 - share)
            self._alone[share] = (square * square) * (square * square)
        return self._alone[share]

    def unheard(self, share, met):
        """e^-Pi (S6)."""
        told = self.levers.told(self.month - self.month % 3)
        key = (share, met, told)
        if key not in self._unheard:
            p = self.p
            self._unheard[key] = exp(-(p.media_push * (1.0 + told) + p.word_of_mouth * share + p.contact_push * met))
        return self._unheard[key]


class Outing:
    """Someone, somewhere, this month."""

    __slots__ = ("column", "domain", "guest", "refused", "resident", "surprise", "visits")

    def __init__(self, resident, domain, column, visits, surprise):
        self.resident, self.domain, self.column = resident, domain, column
        self.visits, self.surprise, self.refused = visits, surprise, False
        self.guest = None

    def bring(self, guest):
        """The outing of a guest: there once, with the host."""
        bits = int(self.resident.draw(Stream.INVITATION, self.domain)[3]) & 0xFFFF
        self.guest = Outing(guest, self.domain, self.column, 1, (bits + 0.5) / 65536)
        guest.went |= 1 << self.domain
        return self.guest

    def party(self):
        """The outing, and the guest's."""
        return [self, self.guest] if self.guest else [self]

    def persons(self, visits=None):
        """Persons' visits that host and guest ask for, if the host goes so often."""
        return (visits or self.visits) * self.resident.weight + (self.guest.resident.weight if self.guest else 0)
