"""Organisations that work together (S15): what a graph of ties spreads, makes cheaper, adds, and costs.

A network is float64 [4 kinds, O, O], symmetric, 0 to 1, nothing on its diagonal. Effects on prices, sizes and costs are
taken against today's network, which today's figures hold already: with today's network each factor is exactly one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.domains import DOMAINS
from simulator.elementary import exp
from simulator.model.accounts import programming_of
from simulator.model.tie_order import TieOrder, homes_of, offers_of, order_ties
from simulator.parameters import ParameterSet
from simulator.territory.organisations import INFORMATION, MEDIATION, PROGRAMMING, TICKET, TIE_KINDS, Collaborations


@dataclass(frozen=True)
class Spill:
    """What a visit tells about partners' offers, by column of the access tables.

    Attributes:
        first: Where each column's entries begin, int32 [T + 1].
        domain: Domain of each entry, uint8 [K].
        spill: Share of the awareness still lacking in that domain that the visit gives, float64 [K], 0 to 1.
    """

    first: np.ndarray
    domain: np.ndarray
    spill: np.ndarray


@dataclass(frozen=True)
class Effects:
    """What a network does, ready for the month.

    Attributes:
        spill: What visits tell about partners.
        price: Factor of each venue's price, float64 [V].
        size: Factor of each venue's size, co-programming and budgets together, float64 [V].
        outreach: Factor of the cost of a contact.
        cost: Euros a year that the network's ties take to hold, those in excess included.
    """

    spill: Spill
    price: np.ndarray
    size: np.ndarray
    outreach: float
    cost: float


class Partnerships:
    """A territory's organisations: their network today, the ties that money adds, and what comes of them."""

    def __init__(self, territory, columns: tuple[np.ndarray, np.ndarray], parameters: ParameterSet) -> None:
        """Read today's network and set the order of the ties to come.

        Args:
            territory: The territory.
            columns: Venue's row and domain of each column of the access tables, [T] each.
            parameters: The model's parameters.
        """
        self.organisations = territory.organisations
        self.runs = territory.venues.organisation
        self._organisation = self.runs[columns[0]]
        self._domain = np.asarray(columns[1])
        self._parameters = parameters
        self.offers = offers_of(territory.venues, len(self.organisations))
        self.today = network_of(territory.collaborations, len(self.organisations))
        self.order: TieOrder = order_ties(territory, self.today, parameters)
        self._territory = territory

    def network(self, ties: float, where: bytes = b"") -> np.ndarray:
        """The network with `ties` more than today's (31.5, say: the last one partly); today's very array at zero.

        Args:
            ties: How many.
            where: float64 [C] as bytes, above 0 in the communes where one of a pair must be; empty: anywhere.
        """
        order = self.order
        if where:
            order = order.about(organisations_in(self._territory, np.frombuffer(where)))
        return with_ties(self.today, order, ties)

    def part(self, where: bytes) -> float:
        """Share of the organisations that are in the territory's communes which are in some of them."""
        every = np.ones(len(self._territory.communes.code))
        aimed, whole = (int(organisations_in(self._territory, p).sum()) for p in (np.frombuffer(where), every))
        return aimed / whole if whole else 0.0

    def effects(self, ties: float = 0.0, budget: float = 0.0, where: bytes = b"") -> Effects:
        """What comes of `ties` more ties (`where`: see `network`) and of a relative change of public budgets."""
        network, p = self.network(ties, where), self._parameters
        excess = crowding(network, p) - crowding(self.today, p)
        programming = programming_of(self.organisations, budget, p, excess)
        return Effects(
            spill=awareness_spill(network, self.offers, self._organisation, self._domain, p),
            price=ticket_price(network, self.today, self.runs, p),
            size=programme_size(network, self.today, self.runs, p) * by_venue(programming, self.runs),
            outreach=outreach_cost(network, self.today, self.offers.any(axis=1), p),
            cost=coordination_cost(network, p),
        )


def organisations_in(territory, places: np.ndarray) -> np.ndarray:
    """Which organisations are in communes whose share (float64 [C]) is above 0, by their seat or venues; bool [O]."""
    return np.append(places, 0.0)[homes_of(territory)] > 0.0


def network_of(ties: Collaborations, organisations: int) -> np.ndarray:
    """The network that a list of ties makes, float64 [4, O, O]."""
    network = np.zeros((len(TIE_KINDS), organisations, organisations))
    network[ties.kind, ties.a, ties.b] = ties.strength
    network[ties.kind, ties.b, ties.a] = ties.strength
    return network


def with_ties(today: np.ndarray, order: TieOrder, ties: float) -> np.ndarray:
    """Today's network with some ties more, in the declared order; each moves every kind that suits its pair.

    Args:
        today: float64 [4, O, O].
        order: The ties to add or strengthen, in order.
        ties: How many, 0 or more; a fraction gives the last one partly, more than there are gives them all.
    """
    if ties <= 0.0 or not len(order):
        return today
    share = np.clip((ties - order.before) / order.room, 0.0, 1.0)
    network = today.copy()
    for k in range(len(TIE_KINDS)):
        old = today[k][order.a, order.b]
        new = np.where(order.suits[:, k], old + share * (1.0 - old), old)
        network[k][order.a, order.b] = new
        network[k][order.b, order.a] = new
    return network


def strength_of(network: np.ndarray) -> np.ndarray:
    """How strong each pair's tie is: its strongest kind, float64 [O, O]."""
    return network.max(axis=0)


def bound(network: np.ndarray, kind: int) -> np.ndarray:
    """How far each organisation shares one kind with anybody, 1 - product (1 - W), float64 [O]."""
    alone = np.ones(network.shape[1])
    for partner in network[kind]:
        alone = alone * (1.0 - partner)
    return 1.0 - alone


def awareness_spill(
    network: np.ndarray, offers: np.ndarray, organisation: np.ndarray, domain: np.ndarray, p: ParameterSet
) -> Spill:
    """What visitors of an organisation learn of its partners' offers (S6, S15).

    The push in a domain is `information_spill` times the strengths of the ties with partners who offer it; the column's
    own domain is left out, as a visit gives all of that. A visit then does A <- A + (1 - A) spill.

    Args:
        network: float64 [4, O, O].
        offers: Domains that each organisation serves, bool [O, 6].
        organisation: Row of the organisation of each column, -1 for none, [T].
        domain: Domain of each column, [T].
        p: The parameters.
    """
    push = np.zeros(offers.shape)
    for partner, known in enumerate(network[INFORMATION]):
        push = push + known[:, None] * offers[partner]
    share = np.array([[1.0 - exp(-p.information_spill * x) for x in row] for row in push.tolist()])
    by_column = np.vstack([share.reshape(push.shape), np.zeros(len(DOMAINS))])[organisation]
    by_column[np.arange(len(organisation)), domain] = 0.0
    column, told = np.nonzero(by_column)
    first = np.searchsorted(column, np.arange(len(organisation) + 1)).astype(np.int32)
    return Spill(first, told.astype(np.uint8), by_column[column, told])


def by_venue(factor: np.ndarray, organisation: np.ndarray) -> np.ndarray:
    """Organisations' factors at their venues, float64 [V]; one at a venue that nobody is said to run."""
    return np.append(factor, 1.0)[organisation]


def ticket_price(network: np.ndarray, today: np.ndarray, organisation: np.ndarray, p: ParameterSet) -> np.ndarray:
    """Factor of each venue's price, float64 [V]: a shared ticket takes `ticket_discount` off, against today's."""
    now, then = (1.0 - p.ticket_discount * bound(ties, TICKET) for ties in (network, today))
    return by_venue(now / then, organisation)


def programme_size(network: np.ndarray, today: np.ndarray, organisation: np.ndarray, p: ParameterSet) -> np.ndarray:
    """Factor of each venue's size, float64 [V]: co-programming adds `programming_gain`, against today's."""
    now, then = (1.0 + p.programming_gain * bound(ties, PROGRAMMING) for ties in (network, today))
    return by_venue(now / then, organisation)


def outreach_cost(network: np.ndarray, today: np.ndarray, running: np.ndarray, p: ParameterSet) -> float:
    """Factor of the cost of a contact: mediation shared by those who run venues saves `mediation_saving` of it.

    Args:
        network: float64 [4, O, O].
        today: Today's network.
        running: Which organisations serve a domain, bool [O]; the saving is their mean.
        p: The parameters.
    """
    count = max(int(running.sum()), 1)
    now, then = (
        1.0 - p.mediation_saving * (sum(bound(ties, MEDIATION)[running].tolist()) / count) for ties in (network, today)
    )
    return now / then


def degrees(network: np.ndarray) -> np.ndarray:
    """Ties of each organisation, weighted by their strength, float64 [O]."""
    total = np.zeros(network.shape[1])
    for partner in strength_of(network):
        total = total + partner
    return total


def crowding(network: np.ndarray, p: ParameterSet) -> np.ndarray:
    """Euros a year that each organisation's ties above `crowding_degree` take, float64 [O]."""
    above = np.maximum(degrees(network) - p.crowding_degree, 0.0)
    return p.crowding_cost * above * above


def coordination_cost(network: np.ndarray, p: ParameterSet) -> float:
    """Euros a year to hold a network: `tie_cost` a tie, and what its crowded organisations spend on top (S15)."""
    ties = sum(degrees(network).tolist()) / 2.0
    return p.tie_cost * ties + sum(crowding(network, p).tolist())
