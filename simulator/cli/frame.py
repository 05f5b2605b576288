"""What every command shares: its language, its faults in words, its exit code, its progress.

Exit codes: 0 done, 1 refused or found wrong, 2 badly typed command, 130 interrupted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from simulator.errors import Cancelled, SimulatorError
from simulator.typography import french
from simulator.wording import LANGUAGES, Translator, language, translator

REFUSED, MISUSED, INTERRUPTED = 1, 2, 130


def words(arguments: Sequence[str] | None = None) -> Translator:
    """The words of the language asked for by `--lang` in `arguments` (this process's by default), or of the system."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = next((a.partition("=")[2] for a in given if a.startswith("--lang=")), None)
    if chosen is None and "--lang" in given[:-1]:
        chosen = given[given.index("--lang") + 1]
    return translator(chosen if chosen in LANGUAGES else language())


class Command(TyperCommand):
    """A command whose help is looked up in the catalogue of the language asked for."""

    def get_help(self, ctx: Any) -> str:
        """The help page, in the language asked for."""
        return _translated(super().get_help(ctx), ctx.obj or words())


class Group(TyperGroup):
    """All commands: whatever goes wrong ends in one sentence and an exit code, never in a traceback."""

    def get_help(self, ctx: Any) -> str:
        """The help page, in the language asked for."""
        return _translated(super().get_help(ctx), ctx.obj or words())

    def main(self, args: Sequence[str] | None = None, **settings: Any) -> Any:
        """Run the command line; always leaves through SystemExit."""
        given = list(sys.argv[1:] if args is None else args)
        say = words(given)
        _localise(self, say)
        sys.exit(self._outcome(given, settings, say))

    def _outcome(self, given: list[str], settings: dict[str, Any], say: Translator) -> int:
        try:
            return super().main(given, **{**settings, "standalone_mode": False, "obj": say}) or 0
        except SimulatorError as error:
            _complain(error.message(say.language))
            return _CODES.get(type(error), REFUSED)
        except typer.Abort:
            _complain(say("cli.interrupted"))
            return INTERRUPTED
        except BrokenPipeError:
            sys.stderr.close()
            return REFUSED
        except FileNotFoundError as error:
            _complain(say("cli.no_file", file=error.filename or "-"))
            return REFUSED
        except OSError as error:
            _complain(say("cli.system", reason=error.strerror or error, file=error.filename or "-"))
            return REFUSED
        except Exception as error:
            if not hasattr(error, "format_message"):
                raise
            return _misused(error, say)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an interruption is said in words."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Cancelled from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first in `args`; a wrong name gets the nearest right one."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise _unknown("commande inconnue", "unknown command", args[0], list(self.commands))
        return super().resolve_command(ctx, args)


class CommandError(SimulatorError):
    """A command typed wrongly."""


_HEADINGS = {
    "Usage:": "cli.usage",
    "Arguments:": "cli.arguments",
    "Options:": "cli.options",
    "Commands:": "cli.commands",
    "[default:": "cli.default",
    "[required]": "cli.required",
    "Show this message and exit.": "cli.help",
}
_CODES = {CommandError: MISUSED, Cancelled: INTERRUPTED}


def _unknown(fr: str, en: str, name: str, known: list[str]) -> CommandError:
    from simulator.reading import nearest

    repair_fr, repair_en = nearest(name, known)
    return CommandError(french(f"{fr} « {name} » ; {repair_fr}."), f"{en} '{name}'; {repair_en}.")


def _misused(error: Any, say: Translator) -> int:
    """Say what was typed wrongly; every parser of this command line gives a catalogue key as its message."""
    kind, hint = type(error).__name__, _name(getattr(error, "param", None))
    if kind == "NoSuchOption":
        known = [option for parameter in error.ctx.command.params for option in parameter.opts] if error.ctx else []
        _complain(_unknown("option inconnue", "unknown option", error.option_name, known).message(say.language))
    elif kind == "MissingParameter":
        _complain(say("cli.missing", name=hint))
    elif error.message.startswith("cli."):
        _complain(say("cli.value", name=hint, reason=say(error.message)))
    else:
        _complain(say("cli.misused", reason=error.format_message()))
    return MISUSED


def _name(parameter: Any) -> str:
    if parameter is None:
        return "-"
    return parameter.opts[0] if parameter.opts[0].startswith("-") else parameter.metavar or parameter.name


def _complain(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _localise(command: Any, say: Translator) -> None:
    """Replace catalogue keys by words in the help of a command and of those under it."""
    for part in (command, *command.params, *getattr(command, "commands", {}).values()):
        text = getattr(part, "help", None)
        if text and text.startswith("cli."):
            part.help = say(text)
    for below in getattr(command, "commands", {}).values():
        _localise(below, say)


def _translated(page: str, say: Translator) -> str:
    """A help page with the framework's own English words replaced."""
    for english, key in _HEADINGS.items():
        page = page.replace(english, say(key))
    return re.sub(r"(?<=[A-Z.]) <[^>]+>|[{}]", "", page)
