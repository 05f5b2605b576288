"""Births, deaths and moves, one resident at a time: the same events as the engine's, from the definition (S4)."""

from simulator.draws import Stream, uniform
from simulator.elementary import normal_quantile
from simulator.population.course import ARRIVAL, BOY, GIRL, MOVE
from tests.reference.resident import stored

RETIRED = 5
REDUCED = 2


def turn_year(model, lives):
    """January's birthdays and changes."""
    if model.month % 12:
        return
    for resident in model.residents:
        if resident.present:
            grow_older(model, resident)
    for change in range(lives.turn[model.month // 12], lives.turn[model.month // 12 + 1]):
        resident = model.residents[lives.turn_row[change]]
        names = ("education", "occupation", "mobility")
        become(model, resident, *(int(getattr(lives, f"turn_{name}")[change]) for name in names))


def renew(model, lives):
    """The month's departures, births, arrivals and moves; in January, whom everybody knows from then on."""
    month = model.month
    events = range(lives.start[month], lives.start[month + 1])
    for event in events:
        resident, kind = model.residents[lives.row[event]], lives.kind[event]
        if kind < GIRL:
            leave(resident)
            continue
        other = model.residents[lives.source[event]]
        if kind in (ARRIVAL, MOVE):
            resemble(resident, other)
        else:
            be_born(model, resident, other, 1 if kind == BOY else 0)
        resident.present, resident.mates = True, 0
        settle(model, resident)
        resident.show((month - 1) % 12)
    for event in events:
        if lives.kind[event] == MOVE:
            leave(model.residents[lives.source[event]])
    if month % 12 == 0:
        bind(model, lives, month // 12)


def bind(model, lives, year):
    """The ties that change with who lives with whom."""
    for change in range(lives.bond[year], lives.bond[year + 1]):
        resident = model.residents[lives.bond_row[change]]
        resident.know([model.residents[j] if j >= 0 else None for j in lives.bond_ties[change].tolist()])
        resident.mates = int(lives.bond_mates[change])


def stage(p, resident, age):
    """The life stage's term of eta, by domain (S8)."""
    out = []
    for d in range(6):
        young, old = 15 <= age <= 24, age >= 60
        term = young * p.life_young[d] + old * p.life_old[d] - p.health_fading * max(age - 79, 0)
        out.append(term + p.retirement_time[d] if resident.occupation == RETIRED else term)
    return out


def settle(model, resident):
    """Who may go out, and what a row is drawn by, after a change."""
    resident.may_go = resident.present and resident.age >= 6
    resident.feel(model._tables.offset.tolist())


def grow_older(model, resident):
    before = stage(model.p, resident, resident.age)
    resident.age = min(resident.age + 1, 120)
    after = stage(model.p, resident, resident.age)
    resident.base = [stored(resident.base[d] + (after[d] - before[d])) for d in range(6)]
    settle(model, resident)


def become(model, resident, education, occupation, mobility):
    """A diploma, a first occupation, retirement, reduced mobility."""
    p, old = model.p, resident.origin
    before, studied, worked = stage(p, resident, resident.age), resident.education, resident.occupation
    resident.education, resident.occupation = education, occupation
    resident.cell = resident.cell // 3 * 3 + mobility
    after = stage(p, resident, resident.age)
    new = min(max(old + (p.symbolic_start[education] - p.symbolic_start[studied]), 0.0), 1.0)
    resident.origin = stored(new)
    for d in range(6):
        scale, work = p.education_taste_scale[d], p.occupation_taste_scale[d]
        gain = scale * p.education_taste[education] - scale * p.education_taste[studied]
        if occupation != RETIRED:
            gain = gain + (work * p.occupation_taste[occupation] - work * p.occupation_taste[worked])
        gain = gain + (after[d] - before[d])
        resident.base[d] = stored(resident.base[d] + gain)
        resident.latent[d] = stored(resident.latent[d] + p.latent_gap * (new - old))
    settle(model, resident)


def leave(resident):
    """Nobody goes out, practises or is seen there."""
    resident.present = resident.may_go = False
    resident.practice = resident.age = resident.digital = 0
    resident.window = [0] * 12
    resident.last_month, resident.last_year = (), ()


def resemble(resident, other):
    """Whoever arrives has the state and the last twelve months of somebody alike."""
    for name in ("base", "latent", "gap", "habit", "experience", "awareness", "window"):
        setattr(resident, name, list(getattr(other, name)))
    for name in ("origin", "symbolic", "habitus", "practice", "digital", "age", "sex", "education", "occupation"):
        setattr(resident, name, getattr(other, name))
    resident.cell = resident.cell // 3 * 3 + other.cell % 3


def be_born(model, child, mother, sex):
    """No memory; part of the mother's tastes and of her distance of origin."""
    p, row, month, key = model.p, child.row, model.month, model.keys[Stream.NEWBORN]

    def drawn(index):
        return normal_quantile(uniform(key, row, 0, month, index))

    e = mother.education
    near = p.distance_likeness * mother.origin + (1.0 - p.distance_likeness) * p.symbolic_start[e]
    new = (1.0 - p.distance_likeness * p.distance_likeness) ** 0.5 * (p.symbolic_spread * drawn(7))
    origin = min(max(near + new, 0.0), 1.0)
    common = p.taste_common**0.5 * drawn(6)
    hers = stage(p, mother, mother.age)
    for d in range(6):
        scale, work = p.education_taste_scale[d], p.occupation_taste_scale[d]
        diploma, nothing = scale * p.education_taste[e], work * p.occupation_taste[0]
        inherited = mother.base[d] - hers[d]
        inherited = inherited - diploma - work * p.occupation_taste[mother.occupation]
        own = p.taste_spread[d] * (common + (1.0 - p.taste_common) ** 0.5 * drawn(d))
        novelty = (1.0 - p.taste_likeness * p.taste_likeness) ** 0.5
        child.base[d] = stored(diploma + nothing + (p.taste_likeness * inherited + novelty * own))
        child.latent[d] = stored(p.latent_gap * (origin - p.latent_origin) + p.latent_spread * drawn(8 + d))
        child.gap[d] = child.habit[d] = child.experience[d] = child.awareness[d] = 0.0
    child.window = [0] * 12
    child.origin, child.practice, child.digital = stored(origin), 0, 0
    child.symbolic, child.habitus = stored(p.symbolic_settled * origin), stored(p.habitus_settled * origin)
    child.age, child.sex, child.occupation, child.education = 0, sex, 0, e
    mobility = mother.cell % 3
    child.cell = child.cell // 3 * 3 + (0 if mobility == REDUCED else mobility)
