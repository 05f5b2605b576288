"""One resident as one object: the equations of a month, written to be read. The oracle of the compiled engine."""

from ctypes import c_float

import mesa

from simulator.draws import Stream, unit, words
from simulator.elementary import exp, log, logit, normal_quantile, sigmoid

BINS = 65536
DOMAINS_OF = [[d for d in range(6) if mask >> d & 1] for mask in range(64)]
"""Domains of a mask of visits."""


def stored(x):
    """The one rounding at the store: state is kept as float32."""
    return c_float(x).value


class Resident(mesa.Agent):
    """A resident with their own taste, habit, knowledge and distance, and up to eight ties."""

    def __init__(self, model, row, start):
        super().__init__(model)
        self.row = row
        names = ("cell", "zone", "education", "age", "weight", "origin", "symbolic", "habitus", "practice", "digital")
        for name in names:
            setattr(self, name, start[name])
        for name in ("present", "age", "sex", "occupation"):
            setattr(self, name, start[name])
        self.may_go, self.mates = self.present and self.age >= 6, start["mates"]
        for name in ("base", "latent", "gap", "habit", "experience", "awareness"):
            setattr(self, name, list(start[name]))
        self.window = [0] * 12
        self.last_month, self.last_year = (), ()
        self.know([])

    def know(self, slots):
        """Ties, place by place: nobody where there is none, the household in the last ones."""
        self.slots, self.ties = slots, [tie for tie in slots if tie is not None]

    def feel(self, offset):
        """What the quarter's world offers here, and what this resident is drawn by whatever they live through."""
        self.pull = [stored(offset[d][self.cell] + self.base[d]) for d in range(6)]

    def draw(self, stream, index=0):
        """Four random words of this resident, this month."""
        model = self.model
        return words(model.keys[stream], self.row, 0, model.month, index)

    def look_around(self):
        """What the ties did by the end of last month: shares that went last month, in 12 months, and that practise."""
        active, year, practising = [0] * 6, [0] * 6, 0
        there = [tie for tie in self.ties if tie.present]
        for tie in there:
            for d in tie.last_month:
                active[d] += 1
            for d in tie.last_year:
                year[d] += 1
            practising += tie.practice
        self.degree = len(there)
        each = 1.0 / self.degree if there else 0.0
        return [each * count for count in active], [each * count for count in year], each * practising

    def practise_online(self):
        """S14, each January: whether to practise online this year, and what that makes known and liked."""
        model, p = self.model, self.model.p
        logit_of_year = model.digital_logit + p.digital_education * (self.education == 3)
        chance = sigmoid(logit_of_year - p.digital_symbolic * self.symbolic)
        self.digital = int(self.may_go and unit(self.draw(Stream.DIGITAL)[0]) < chance)
        if self.digital:
            one = p.digital_taste * (1.0 / model.taste_before)
            self.awareness = [stored(a + p.digital_awareness * (1.0 - a)) for a in self.awareness]
            self.gap = [stored(gap + one) for gap in self.gap]

    def decide(self):
        """S6, S8, S9, S12, S13: read the state of last month's end, write what changes for everybody."""
        model, p = self.model, self.model.p
        if model.month % 12 == 0:
            self.practise_online()
        active, year, practising = self.look_around()
        self.learn_at_school()
        self.met = self.meet()
        w = self.draw(Stream.PARTICIPATION)
        self.went, self.willing, distance = 0, 0, self.symbolic
        present = 1.0 - p.digital_substitution if self.digital else 1.0
        for d in range(6):
            bits = int(w[d // 2]) >> (16 * (d % 2)) & 0xFFFF
            known = self.awareness[d]
            company = p.company_floor + (1.0 - p.company_floor) * (1.0 - model.alone(year[d]))
            eta = self.eta(d, year[d])
            asked = d == 0 and "family" in self.met
            reach = known * present * (1.0 if asked or "company" in self.met else company)
            if self.may_go and self.goes(d, bits, reach, eta + p.invitation_pull if asked else eta):
                self.went |= 1 << d
            if self.may_go and (self.age < 15 or self.goes(d, bits, known * present, eta + p.invitation_pull)):
                self.willing |= 1 << d
            unheard = model.unheard(active[d], bool(self.met))
            self.awareness[d] = stored(known * (unheard - p.forgetting) + (1.0 - unheard))
        self.move = self.practice_move(unit(w[3]), distance, practising)
        self.relax(distance)

    def learn_at_school(self):
        """S5: an action lowers symbolic distance and its anchor, and makes every domain known."""
        chance, p = self.model.lesson(self), self.model.p
        if chance > 0.0 and unit(self.draw(Stream.SCHOOL)[0]) < chance:
            self.symbolic = stored(self.symbolic * (1.0 - p.school_effect))
            self.habitus = stored(self.habitus * (1.0 - p.school_anchor))
            self.awareness = [stored(max(known, p.school_awareness)) for known in self.awareness]

    def meet(self):
        """Who reaches this resident this month: a mediator, creation, company (S1), a pupil they live with (S5)."""
        if not self.may_go:
            return ()
        drawn = zip(self.model.reach.items(), self.draw(Stream.CONTACT), strict=False)
        ways = tuple(
            way
            for (way, chances), word in drawn
            if unit(word) < chances[self.education] and self.model.aims_at(way, self)
        )
        household = self.slots[len(self.slots) - self.mates :]
        asked = self.age >= 15 and any(one is not None and one.takes_family() for one in household)
        return (*ways, "family") if asked else ways

    def takes_family(self):
        """S5: a pupil whom school reaches this month beyond today's coverage asks their household along, by luck."""
        chance, today, p = self.model.lesson(self), self.model.lesson_today(self.age), self.model.p
        if not self.present or chance <= today:
            return False
        w = self.draw(Stream.SCHOOL)
        return today <= unit(w[0]) < chance and unit(w[1]) < p.family_visit

    def eta(self, d, share):
        """How much domain `d` draws; `share` of the ties went in 12 months (S8)."""
        model, p = self.model, self.model.p
        eta = self.pull[d] + self.gap[d] * model.taste_before
        eta = eta - p.symbolic_weight[d] * self.symbolic
        eta = eta + p.habit_weight * model.log1p(self.habit[d] * model.habit_before)
        eta = eta + p.norm_weight * (share - p.norm_reference[d])
        return eta + p.practice_weight[d] * self.practice

    def goes(self, d, bits, reach, eta):
        """One uniform against awareness x company x sigma(eta) (rule 4)."""
        if reach == 0.0:
            return False
        if bits in (0, BINS - 1):
            x = (bits + unit(self.draw(Stream.REFINEMENT, d)[0])) / BINS / reach
            return x < 1.0 and logit(x) < eta
        position = (bits + 0.5) / reach
        return position < BINS and self.model.logit_of_bin(int(position)) < eta

    def whom_to_invite(self, d):
        """S9: the tie asked along to domain `d`, of the household if there is any, or nobody."""
        asking, many = BINS * self.model.p.invitation_chance, self.mates or self.degree
        u = (int(self.draw(Stream.PROPOSAL, d << 8)[1]) & 0xFFFF) + 0.5
        if many == 0 or u >= asking:
            return None
        pick = int(u * (1.0 / (asking + 1e-6)) * many)
        return self.slots[-1 - pick if self.mates else pick]  # the household stands in the last slots

    def practice_move(self, u, distance, practising):
        """1 to start practising, 2 to stop, 0 for no change."""
        model, p = self.model, self.model.p
        support = model.practice_gain if model.aims_at("amateurs", self) else 0.0
        if self.practice:
            return 2 if u < model.stop[support] else 0
        if not self.may_go or u >= model.start_ceiling:
            return 0
        norm = p.practice_norm * (practising - p.practice_reference)
        return 1 if u < exp(model.start_logit[support] + norm - p.practice_symbolic * distance) else 0

    def relax(self, distance):
        """Symbolic distance returns to its anchor, the anchor to the origin; practice and contacts lower it."""
        p, habitus = self.model.p, self.habitus
        relaxed = distance + p.symbolic_relaxing * (habitus - distance)
        if self.practice:
            relaxed = relaxed * (1.0 - p.practice_effect)
        if "outreach" in self.met:
            relaxed = relaxed * (1.0 - p.contact_effect)
        if "cocreation" in self.met:
            relaxed = relaxed * (1.0 - p.cocreation_effect)
        self.symbolic = stored(relaxed)
        following = habitus + p.habitus_following * (distance - habitus)
        self.habitus = stored(following + p.habitus_return * (self.origin - habitus))

    def number_of_visits(self, d, u):
        """1 + Poisson, the mean growing with habit."""
        mean = self.model.p.extra_visits[d] * (1.0 + self.habit[d] * (self.model.habit_before / 3.0))
        chance, extra = exp(-mean), 0
        below = chance
        while u >= below and extra < 59:
            extra += 1
            chance = chance * mean * (1.0 / extra)
            below += chance
        return 1 + extra

    def visit(self, d, column, u):
        """S11, S12: one surprise, habit and experience one more, awareness high, symbolic distance lower."""
        model, p = self.model, self.model.p
        experience = self.experience[d] * model.taste_now
        surprise = p.surprise_spread * normal_quantile(u)
        step = self.latent[d] + p.mediation_pleasure * model.mediation(d, column) + surprise
        step = step - self.gap[d] * model.taste_now
        self.gap[d] = stored(self.gap[d] + step / (p.learning_delay + experience) * model.taste_one)
        self.experience[d] = stored(self.experience[d] + model.taste_one)
        self.habit[d] = stored(self.habit[d] + model.habit_one)
        self.awareness[d] = stored(max(self.awareness[d], p.visit_awareness))
        for other, spill in model.told(d, column):
            self.awareness[other] = stored(self.awareness[other] + (1.0 - self.awareness[other]) * spill)
        factor = exp(p.visit_exponent[d] * log(1.0 - p.visit_effect * (1.0 + model.mediation(d, column))))
        self.symbolic = stored(self.symbolic * factor)

    def refused(self, d):
        """S10: a little less taste, a little more symbolic distance."""
        model, p = self.model, self.model.p
        self.gap[d] = stored(self.gap[d] - p.refusal_taste * model.taste_one)
        self.symbolic = stored(min(self.symbolic + p.refusal_effect, 1.0))

    def close(self):
        """The month enters the 12-month window; practice moves take effect; this is what the ties will see."""
        slot = self.model.month % 12
        self.window[slot] = self.went
        if self.move:
            self.practice = 2 - self.move
        self.show(slot)

    def show(self, slot):
        """What the ties will see: domains visited last month (the window's `slot`), and in 12 months."""
        year = 0
        for visited in self.window:
            year |= visited
        self.last_month, self.last_year = DOMAINS_OF[self.window[slot]], DOMAINS_OF[year]
