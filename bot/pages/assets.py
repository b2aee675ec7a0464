"""Style sheet, scripts, typefaces: read once, served under an address that names their content."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Response

from bot.web.problems import Problem

router = APIRouter(include_in_schema=False)

_HERE = Path(__file__).parent
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
# A changed file has a changed address, so that a browser may keep what it has.
_FOREVER = "public, max-age=31536000, immutable"
_ONCE = "no-cache"


@dataclass(frozen=True, slots=True)
class Assets:
    """Every file by its name, and the digest of them all."""

    files: dict[str, bytes]
    digest: str

    def url(self, name: str) -> str:
        """Where a file is served. KeyError for one that is not there."""
        self.files[name]
        return f"/tinh/{self.digest}/{name}"


@cache
def assets() -> Assets:
    """The files of `static/`, and one style sheet made of those of `styles/`, in order."""
    static = _HERE / "static"
    paths = (path for path in static.rglob("*") if path.suffix in _TYPES)
    files = {path.relative_to(static).as_posix(): path.read_bytes() for path in paths}
    sheets = sorted((_HERE / "styles").glob("*.css"))
    files["site.css"] = b"\n".join(sheet.read_bytes() for sheet in sheets)
    whole = sha256(b"".join(name.encode() + files[name] for name in sorted(files)))
    return Assets(files, whole.hexdigest()[:12])


@router.get("/tinh/{digest}/{name:path}")
def asset(digest: str, name: str) -> Response:
    """A file. One asked for under an earlier digest is answered with today's, not kept."""
    held = assets()
    if name not in held.files:
        raise Problem(404, "not-found", "Không có tệp này.")
    kept = _FOREVER if digest == held.digest else _ONCE
    kind = _TYPES[Path(name).suffix]
    return Response(held.files[name], media_type=kind, headers={"Cache-Control": kept})


@router.get("/favicon.ico")
def icon() -> Response:
    """The icon, for browsers that ask for it without being told where it is."""
    return Response(assets().files["icon.svg"], media_type=_TYPES[".svg"])
