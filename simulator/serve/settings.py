"""How the server is set: what the traps of serving notebooks ask for, each with its reason."""

from __future__ import annotations

import sys
from pathlib import Path

from traitlets.config import Config

from simulator.dashboard.words import WORDS

TEMPLATE = "bassin"
HERE = Path(__file__).parent
PAGES = HERE / "pages"
TEMPLATES = HERE / "templates"

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; "
    "base-uri 'self'; form-action 'self'"
)
"""Nothing from another host; `blob:` for the screen's own module, no `unsafe-eval`."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
EXTENSIONS = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8", "anywidget"]
"""Browser extensions that a page loads: the widgets' and no other."""
PATIENCE = 180
"""Seconds granted to a kernel to start on a busy machine."""
IDLE = 20 * 60
"""Seconds after which a kernel without a page is ended; phones close pages without saying so."""


def configuration(notebook: Path) -> Config:
    """Everything that the server, its kernels and its page are set to."""
    config = Config()
    config.VoilaConfiguration.template = TEMPLATE
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.strip_sources = True
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.extension_allowlist = EXTENSIONS
    config.VoilaConfiguration.extension_denylist = []
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.multi_kernel_manager_class = "simulator.serve.kernels.Kernels"
    config.VoilaConfiguration.resources = {"bassin": {"words": _page_words()}}
    config.VoilaExecutor.startup_timeout = PATIENCE
    config.VoilaExecutor.timeout = PATIENCE
    config.MappingKernelManager.kernel_info_timeout = PATIENCE
    config.MappingKernelManager.allow_tracebacks = False
    config.MappingKernelManager.kernel_manager_class = "simulator.serve.kernels.Kernel"
    config.MappingKernelManager.cull_idle_timeout = IDLE
    config.MappingKernelManager.cull_interval = 60
    config.MappingKernelManager.cull_connected = False
    config.MappingKernelManager.root_dir = str(notebook.parent)
    config.KernelManager.autorestart = False
    if sys.platform.startswith("linux"):
        config.KernelManager.transport = "ipc"
    return config


def _page_words() -> dict[str, dict[str, str]]:
    """The words that a page needs before and beside the screen."""
    return {lang: {k: v for k, v in words.items() if k.startswith("page.")} for lang, words in WORDS.items()}
