"""Where each page and answer of a room is found."""

from __future__ import annotations

from simulator.serve import api, front_pages, pages
from simulator.serve.door import Door
from simulator.serve.stream import Stream

NOTEBOOKS = {"/exploration": "atelier.ipynb", "/table": "atelier.ipynb", "/animation": "animation.ipynb"}
"""Pages that start a kernel, and the notebook of each, beside the one that the server was given."""
LIGHT = {"/table", "/animation"}
"""Pages whose kernel plays nothing: they speak to the workshop's log, and need not wait for residents."""
ROUTES: tuple[tuple[str, type[Door]], ...] = (
    (r"/", pages.Landing),
    (r"/rejoindre(?:/([A-Za-z]{1,20}))?", pages.JoinPage),
    (r"/p", pages.PhonePage),
    (r"/operateur", pages.OperatorPage),
    (r"/projection", pages.ProjectorPage),
    (r"/ouvrir", pages.OpenPage),
    (r"/lien/([0-9a-f]{1,64})", pages.LinkPage),
    (r"/une/([a-z0-9-]{1,64})/([a-z0-9-]{1,64})/([0-9a-f]{64})\.(html|pdf|png)", front_pages.OneFrontPage),
    (r"/carte/([0-9a-f]{64})\.svg", front_pages.OneMap),
    (r"/limites", pages.LimitsPage),
    (r"/confidentialite", pages.PrivacyPage),
    (r"/accessibilite", pages.AccessibilityPage),
    (r"/api/open", api.Open),
    (r"/api/bundle/([0-9a-f]{1,64})", api.OneBundle),
    (r"/api/records/([0-9a-f]{1,64})", api.Records),
    (r"/api/join", api.Join),
    (r"/api/forget", api.Forget),
    (r"/api/erase", api.Erase),
    (r"/api/events", api.Events),
    (r"/api/view", api.View),
    (r"/api/stream", Stream),
    (r"/api/pack", api.Pack),
    (r"/api/tables/([A-Za-z]{1,20})", api.Tables),
    (r"/api/.*", api.Missing),
    (r"/.*", pages.MissingPage),
)
