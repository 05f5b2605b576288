"""The few are real Mesa agents: communes, venues, organisations."""

from __future__ import annotations

import mesa


class CommuneAgent(mesa.Agent):
    """A commune: its row, code and name."""

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model)
        communes = model.territory.communes
        self.row, self.code, self.name = row, communes.code[row], communes.name[row]

    @property
    def residents(self):
        """Its residents, as a selection of columns."""
        return self.model.residents.select(commune=self.row)


class VenueAgent(mesa.Agent):
    """A venue: its row, name, kind and the places left after last month."""

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model)
        venues = model.territory.venues
        self.row, self.name, self.kind = row, venues.name[row], venues.kind[row]

    @property
    def places(self) -> int:
        """Places open to residents each month."""
        return int(self.model.tables.places[self.row])


class OrganisationAgent(mesa.Agent):
    """An organisation: its row and name."""

    def __init__(self, model: mesa.Model, row: int) -> None:
        super().__init__(model)
        self.row, self.name = row, model.territory.organisations.name[row]


def register_agents(model: mesa.Model) -> None:
    """Give the model its communes, venues and organisations."""
    for row in range(len(model.territory.communes.code)):
        CommuneAgent(model, row)
    for row in range(len(model.territory.venues.code)):
        VenueAgent(model, row)
    for row in range(len(model.territory.organisations.name)):
        OrganisationAgent(model, row)
