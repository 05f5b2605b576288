"""What the kernels read and write: named tuples of arrays, so that a call names its parts.

Whatever is an index is unsigned: numba would look for negative ones, at each access, in anything signed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

TIES = 8
COUNTS = TIES + 1
ADULT_AGE = 15
"""From this age on, residents are counted; younger ones go along with whoever asks them."""
SCHOOL_MONTH = 5
"""June: by its end, the school year's action was or was not."""
FIRST_SCHOOL_AGE = 3
PERSON = float(2**30)
"""Persons expected to be reached are added as whole numbers, in 1/2^30: the order of residents does not count."""
FAMILY = np.uint8(8)
"""Mark of who is asked along by a pupil they live with, beside those of being met, creating and being accompanied."""
BINS = 65536
"""A decision's uniform has 16 bits; the outermost values are refined by a further draw."""
FIXED = 64.0
"""Minutes and kilometres of an outing are kept and summed as integers, in 1/64: 16 bits hold either, up to 1,023."""
HEADROOM = 1.25
"""Proposals come at 1.25 times the reference weights: a venue that grows by less than a quarter needs no race."""
BINS_OF_MINUTES = 256
"""Journeys are counted by whole minutes; those of 255 and more together."""
TURNOVER = 4 * 64 + 128
"""Codes of a year's turnover: four of 64 (`kernels/turnover.py`), then one of 128."""
CODE, CODES = TURNOVER, 128
"""Where the codes of a year's practice stand after those of its turnover, and how many: a visit in domain d (bit d),
amateur practice (bit 6)."""
ONLINE = CODE + CODES
"""Where those stand who practise online."""
LINE = ONLINE + 1
"""Numbers that are counted of some residents' year."""
AIMED = ("outreach", "cocreation", "company", "schools", "amateurs")
"""Levers that may be aimed at some residents, by bit; the first three bits are those of `Desk.met`."""
TRIES = 32
"""Proposals before the last resort (rule 5)."""


class Residents(NamedTuple):
    """Residents' columns; n rows. Domain columns are [6, n].

    Stocks that only fade (gap, habit, experience) are kept in a unit that fades, as money is kept at constant prices:
    a month writes only the rows of those who went out.
    """

    cell: np.ndarray  # uint16, commune x 3 + mobility class
    agglomeration: np.ndarray  # uint8
    age: np.ndarray  # uint8, years; 0 in an empty row
    degree: np.ndarray  # uint8, number of ties to somebody: not to an empty row
    eligible: np.ndarray  # uint8, 1 from six years of age, else 0; 0 in an empty row
    education: np.ndarray  # uint8
    weight: np.ndarray  # int32, persons
    ties: np.ndarray  # uint32 [n, 8], n where there is none; those of the household change in January
    mates: np.ndarray  # uint8, ties with members of the household, which are the last ones
    base: np.ndarray  # float32 [6, n], taste anchor and life stage
    pull: np.ndarray  # float32 [6, n], base and what the cell offers this quarter: intercept, access, drivers
    latent: np.ndarray  # float32 [6, n], latent taste minus anchor
    origin: np.ndarray  # float32, symbolic distance of origin, S00
    gap: np.ndarray  # float32 [6, n], taste minus anchor
    habit: np.ndarray  # float32 [6, n]
    experience: np.ndarray  # float32 [6, n]
    awareness: np.ndarray  # float32 [6, n]
    symbolic: np.ndarray  # float32, symbolic distance, S
    habitus: np.ndarray  # float32, its anchor, S0
    practice: np.ndarray  # uint8, 1 for an amateur
    digital: np.ndarray  # uint8, 1 for who practises online this year
    past: np.ndarray  # uint8 [12, n], bit d: a visit in that calendar month
    before: np.ndarray  # uint8, last December's year as a code: a visit in domain d (bit d), amateur practice (bit 6)
    signal: np.ndarray  # uint16 [2, n + 1], what the ties see: domains visited last month (bits 0 to 5), in 12 months
    # (bits 6 to 11), practice (bit 12), somebody lives there (bit 13); side 0 is read in even months
    present: np.ndarray  # uint8, 1 where somebody lives
    sex: np.ndarray  # uint8
    occupation: np.ndarray  # uint8


class Rules(NamedTuple):
    """The parameters as the kernels need them."""

    logits: np.ndarray  # float64 [65536]
    log1p: np.ndarray  # float64, ln(1 + i / 64)
    tails: np.ndarray  # float64 [1589], normal quantiles of the lowest of 65,536 values
    inverse_degree: np.ndarray  # float64 [9], 1 / ties; 0 without ties
    counters: np.ndarray  # uint64 [16384], a signal as 14 counters of 4 bits, to be summed over eight ties
    unheard: np.ndarray  # float64 [162], e^-Pi by contact x 81 + ties x 9 + active ties
    norm_reference: np.ndarray  # float64 [6]
    symbolic_weight: np.ndarray  # float64 [6]
    practice_weight: np.ndarray  # float64 [6]
    extra_visits: np.ndarray  # float64 [6]
    habit_weight: float
    norm_weight: float
    company_floor: float
    forgetting: float
    practice_norm: float
    practice_reference: float
    relaxing: float
    following: float
    returning: float
    practice_effect: float
    contact_effect: float
    cocreation_effect: float
    company_effect: float
    school_effect: float
    school_anchor: float
    school_awareness: float
    school_today: np.ndarray  # float64 [18], chance of an action at school in the year, by age, without any lever
    family_visit: float
    practice_symbolic: float
    learning_delay: float
    surprise_spread: float
    visit_awareness: float
    refusal_taste: float
    refusal_effect: float
    invitation_chance: float
    invitation_pull: float
    digital_diploma: np.ndarray  # float64 [4], what a diploma adds to the logit of digital practice
    digital_symbolic: float
    digital_awareness: float
    digital_taste: float
    digital_staying: float  # chance that an outing of who practises online is not replaced


class Month(NamedTuple):
    """What differs from month to month; `..._before` are the units at the end of the month before.

    An outing adds one to a stock: in the stock's unit, one over the unit. Of two values, the first is for whom a lever
    is aimed at (everybody, unless the policy says whom), the second for the others.
    """

    month: int
    slot: int
    side: int  # of the signals that are read; the other side is written
    taste_before: float
    habit_before: float
    taste_one: float  # 1 / taste_before
    habit_one: float  # 1 / habit_before
    reach: np.ndarray  # float64 [3, 4], chance of being met, of creating, of being accompanied, by education
    school: np.ndarray  # float64 [2, 18], chance of an action at school in the year, by age: the aimed at, the others
    family: bool  # whether some of those whom school reaches beyond today's pupils take their family out
    meets: bool  # whether anybody is met, creates or is accompanied
    accompanies: bool
    teaches: bool
    start_logit: np.ndarray  # float64 [2], log of the chance of starting to practise, norm and symbolic distance apart
    stop: np.ndarray  # float64 [2], chance of stopping
    start_ceiling: float  # no chance of starting is above this
    digital: float  # logit of practising online, without diploma and symbolic distance
    aims: bool  # whether a lever on people is aimed at some of them
    aim: np.ndarray  # uint8 [n], bit by lever of AIMED: it is aimed at the place where this row lives; empty: at all
    aimed: np.ndarray  # uint8 [4, 3, 256], the same by diploma, mobility class and age
    keys: np.ndarray  # uint64, by stream number


class Months(NamedTuple):
    """Every month's `Month`, from the spin-up's first (index 0) to January 2041, for M months."""

    taste_before: np.ndarray  # float64 [M]
    habit_before: np.ndarray  # float64 [M]
    reach: np.ndarray  # float64 [M, 3, 4], chance of being met, of creating, of being accompanied, by education
    school: np.ndarray  # float64 [M, 2, 18], chance of an action at school in the year, by age; 0 but in June
    family: np.ndarray  # bool [M], whether school reaches more pupils than today, some of whom take their family out
    start_logit: np.ndarray  # float64 [M, 2]
    stop: np.ndarray  # float64 [M, 2]
    start_ceiling: np.ndarray  # float64 [M]
    digital: np.ndarray  # float64 [M]
    room: np.ndarray  # int64 [M, agglomerations], practitioners there is room for
    aim: np.ndarray  # uint8 [n], or empty
    aimed: np.ndarray  # uint8 [4, 3, 256]
    keys: np.ndarray  # uint64, by stream number


class Tables(NamedTuple):
    """Access of every cell to every venue; T columns, one per (domain, venue) pair, domain by domain."""

    offset: np.ndarray  # float64 [6, cells]: intercept, accessibility, drivers
    start: np.ndarray  # uint32 [7], first column of each domain
    venue: np.ndarray  # uint32 [T], venue row of a column
    reference: np.ndarray  # float32 [cells, T], weights without policy (q)
    current: np.ndarray  # float32 [cells, T], weights now (w)
    slots: np.ndarray  # uint64 [cells, T], alias table of q: threshold in 1/2^32, then the alias within the domain
    journeys: np.ndarray  # uint32 [cells, T]: minutes one way, then car-kilometres of a round trip, 16 bits each
    total: np.ndarray  # float64 [cells, 6], sum of q
    state: np.ndarray  # uint8 [cells, 6]: SAME, NEAR, HIGHER or SHUT
    racing: np.ndarray  # int64 [7], first of each domain in `grown`
    grown: np.ndarray  # uint32, columns past their headroom in some cell: the only ones that race
    pleasure: np.ndarray  # float64 [T], quality and mediation of the venue
    calm: np.ndarray  # float64 [T], factor of symbolic distance after a visit
    places: np.ndarray  # int64 [venues], of a month
    told_first: np.ndarray  # int32 [T + 1], where begins what a visit tells of partners' offers (S15)
    told_domain: np.ndarray  # uint8 [K], domain told of
    told_spill: np.ndarray  # float64 [K], share of the awareness lacking there that the visit gives


SAME, NEAR, HIGHER, SHUT = range(4)


class Events(NamedTuple):
    """Outings of a month, block by block of rows, a row's own in domain order."""

    row: np.ndarray  # uint32
    domain: np.ndarray  # uint8
    column: np.ndarray  # int16, column of the tables; -1 without a venue
    visits: np.ndarray  # uint8
    surprise: np.ndarray  # uint16, random bits
    status: np.ndarray  # uint8: SEATED, REFUSED, NO_VENUE; LEARNT once it has left its trace
    # ahead of the others; AGAIN while a second venue is asked
    other: np.ndarray  # uint32, who was asked along: NOBODY, a row, or COMING + a guest's outing; of a guest, the host


class Outings(NamedTuple):
    """All that is gone to, on two sides: even and odd months."""

    own: tuple[Events, Events]  # what residents decided
    guests: tuple[Events, Events]  # what others took them along to: rows in order, a row's own in domain order


SEATED, REFUSED, NO_VENUE, LEARNT, AGAIN = range(5)  # the last is the only one with its bit
COMING = np.uint32(1 << 31)
NOBODY = np.uint32((1 << 31) - 1)
"""Rows and outings are numbered below this."""


class Accounts(NamedTuple):
    """What a chunk of rows has done since the accounts were last taken, in persons or 1/64 of a unit."""

    trips: np.ndarray  # int64 [cells, 6, 3]: visits made, minutes, car-kilometres
    lost: np.ndarray  # int64 [3, 6]: person-outings refused (1) and without a venue (2)
    spread: np.ndarray  # int64 [6, BINS_OF_MINUTES]: visits by whole minutes one way, the last bin open
    demand: np.ndarray  # int64 [venues], visits asked for this month
    wishes: np.ndarray  # int64 [2, agglomerations], persons who wish this month to start practising, and who stop


class Shared(NamedTuple):
    """What the threads that play the months work with together; K chunks of rows, one a thread."""

    chunks: np.ndarray  # int64 [K, 2], first row and last (excluded)
    reached: np.ndarray  # int64 [K], next row of the month begun
    bounds: np.ndarray  # int64 [2, K, 2], outings of even and of odd months: first not learnt yet, last (excluded)
    room: np.ndarray  # int64 [K, 2], a chunk's part of the events
    guests: np.ndarray  # int64 [2, K, 2], guests' outings of even and of odd months, as bounds
    moves: np.ndarray  # uint8 [n], 1 wants to start practising, 2 stops
    willing: np.ndarray  # uint8 [n], bit d: does not go on their own this month, and would if somebody asked
    trips: np.ndarray  # int64 [K, cells, 6, 3], the chunks' Accounts
    lost: np.ndarray  # int64 [K, 3, 6]
    spread: np.ndarray  # int64 [K, 6, BINS_OF_MINUTES]
    demand: np.ndarray  # int64 [K, venues]
    wishes: np.ndarray  # int64 [K, 2, agglomerations]
    carried: np.ndarray  # int64 [venues], places left over (or overrun) by the month before
    left: np.ndarray  # int64 [venues], places left this month; below zero where households overran them
    seated: np.ndarray  # int64 [venues], visits made since they were last taken
    offered: np.ndarray  # int64 [venues], places offered since they were last taken
    practising: np.ndarray  # int64 [agglomerations], persons
    turned_away: np.ndarray  # int64 [1], persons without a place to practise since they were last taken
    by_commune: np.ndarray  # int64 [K, C, 128], a year's codes
    by_class: np.ndarray  # int32 [K, G and agglomerations, LINE], what is counted of a year; a billion persons at most
    distance: np.ndarray  # int64 [K, G and agglomerations], symbolic distance in 1/2^32
    lines: np.ndarray  # int32 [K, L, LINE], the same by three classes together; zero between years
    line_distance: np.ndarray  # int64 [K, L]
    classes: np.ndarray  # int64 [L, 3], the classes of each line
    steps: np.ndarray  # int64 [6], lines from a class to the next, by dimension of `groups`, then by agglomeration
    origins: np.ndarray  # int64 [2], added to a resident's steps in the first three, in the last three
    far: float  # symbolic distance above which a resident is counted as far
    digital_by_commune: np.ndarray  # int64 [K, C], persons who practise online this year
    came: np.ndarray  # int64 [K, agglomerations], practitioners come, less those gone, since the month began
    lived: np.ndarray  # int64 [K], last month whose births, deaths and moves were applied
    inhabitants: np.ndarray  # int64 [K, C], persons of every age
    pupils: np.ndarray  # int64 [K, 2, C], pupils and, of these, those whom an action was expected to reach, in 1/2^30
    groups: np.ndarray  # uint8 [5, n], rows' classes along G
    adult: np.ndarray  # bool [n]
    gate: np.ndarray  # int64, where the threads wait for each other


class Fates(NamedTuple):
    """Births, deaths and moves to come (S4), and what they need; without events when the population is frozen.

    Life stages are read by 0, or 1 for the retired, and age.
    """

    start: np.ndarray  # int64 [181], first event of each month
    kind: np.ndarray  # uint8
    row: np.ndarray  # int32
    source: np.ndarray  # int32, the mother's row or that of somebody alike
    turn: np.ndarray  # int64 [16], first January change of each year
    turn_row: np.ndarray  # int32
    turn_education: np.ndarray  # uint8
    turn_occupation: np.ndarray  # uint8
    turn_mobility: np.ndarray  # uint8
    bond: np.ndarray  # int64 [16], first January change of ties of each year
    bond_row: np.ndarray  # int32
    bond_ties: np.ndarray  # int32 [changes, 8], -1 where there is nobody
    bond_mates: np.ndarray  # uint8
    life: np.ndarray  # float64 [2, 256, 6], the life stage's term of eta
    stage: np.ndarray  # uint16 [2, 256], equal where the term is
    band: np.ndarray  # uint8 [256], class of an age along G
    diploma_taste: np.ndarray  # float64 [4, 6], by diploma
    work_taste: np.ndarray  # float64 [8, 6], by occupation
    distance: np.ndarray  # float64 [4], mean symbolic distance of origin, by diploma
    taste_spread: np.ndarray  # float64 [6]
    first: np.ndarray  # int64 [5], first class of each dimension along G
    shared: float  # of a deviation of taste, what all domains share
    own: float
    likeness: float  # of a child's deviation of taste to the mother's
    novelty: float  # its complement: a deviation keeps its spread from one generation to the next
    distance_likeness: float
    distance_novelty: float
    distance_spread: float
    latent_gap: float
    latent_origin: float
    latent_spread: float
    symbolic_settled: float
    habitus_settled: float
    newborn_key: int


class Desk(NamedTuple):
    """Working arrays for a block of rows (B) and its outings (at most 6 B)."""

    bits: np.ndarray  # int32 [6, B], the participation draw's 16 bits by domain
    practice_word: np.ndarray  # uint32 [B]
    shown: np.ndarray  # uint64 [B], what the ties show, as counters
    seen: np.ndarray  # uint32 [2, B], counters of the ties: last month's visits; 12 months' visits and practice
    met: np.ndarray  # uint8 [B], bits: met by a mediator, creates, is accompanied, asked along by a pupil
    place: np.ndarray  # uint32 [B], where a row's part of the table of awareness begins
    numbers: np.ndarray  # float32 [4, B]: 1 / ties, symbolic distance, practice, chance in bins that an outing is not
    # replaced by what is seen online, as high as it may be
    flags: np.ndarray  # uint8 [2, B]: yes or no by row, twice; at last the domains gone to
    marks: np.ndarray  # uint8 [6, B], what single precision tells of each domain and row
    willing: np.ndarray  # uint8 [B], domains that each row would go to if asked
    outings: np.ndarray  # uint32 [2, 6 B], row within the block, domain
    waiting: np.ndarray  # uint32 [2, 6 B], outings whose venue is still to be proposed, or to be chosen one by one
    drawn: np.ndarray  # uint64 [4, 6 B], words of the first proposals: venue, acceptance, clock, visits and surprise
    again: np.ndarray  # uint64 [4, 6 B], words of the later ones
    column: np.ndarray  # int32 [6 B], venue chosen
    visits: np.ndarray  # int32 [6 B]
    floats: np.ndarray  # float64 [3, 6 B]
    powers: np.ndarray  # int64 [6 B]
    many: np.ndarray  # uint8 [6 B], yes or no by outing
    year: np.ndarray  # uint8 [B], domains visited in twelve months
