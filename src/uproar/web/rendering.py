"""The dashboard's templates, beside those of the dossier, whose parts they print; every text is escaped by the engine."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import vl_convert
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import uproar.dossier
from uproar.charts.palette import dark_css

_HERE: Final = Path(__file__).parent
_DOSSIER: Final = Path(uproar.dossier.__path__[0]) / "templates"
_VEGA_LITE: Final = "6.4"  # the version that Altair 6 writes
_TYPES: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def _environment() -> Environment:
    loader = FileSystemLoader([_HERE / "templates", _DOSSIER])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.globals["asset"] = lambda name: f"/static/{name}?v={asset(name)[1]}"
    return made


def render(template: str, **values: Any) -> str:
    """A page."""
    return _environment().get_template(template).render(**values)


@cache
def asset(name: str) -> tuple[bytes, str, str]:
    """A style sheet, script or picture of the dashboard: its bytes, its ETag and its type.

    Raises:
        KeyError: There is none of this name.
    """
    body = _made(name).encode()
    return body, blake2b(body, digest_size=8).hexdigest(), _TYPES[Path(name).suffix]


def _made(name: str) -> str:
    if name == "style.css":
        own = (_DOSSIER / "dossier.css").read_text(encoding="utf-8").replace("/* chart colours in the dark */", dark_css(".picture"))
        return own + (_DOSSIER / "checked.css").read_text(encoding="utf-8") + (_HERE / "static" / name).read_text(encoding="utf-8")
    if name == "vega.js":
        # Two seconds of bundling, once a process, and only for who asks for a chart to be explored.
        return str(vl_convert.javascript_bundle("export default vegaEmbed;", vl_version=_VEGA_LITE))
    if name in {path.name for path in (_HERE / "static").iterdir()}:
        return (_HERE / "static" / name).read_text(encoding="utf-8")
    raise KeyError(name)
