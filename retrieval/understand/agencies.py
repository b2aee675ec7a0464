"""Which agency a question names, with or without tone marks, whole or in part."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.tokens import fold, folded, syllables

_KIND = (
    r"so|phong|ban|van phong|cong chuc|trung tam|dai|bao|uy ban|ubnd|huyen uy|tinh uy|dang uy|mat tran"
    r"|thanh tra|cong an|buu dien|kho bac|chi cuc|cuc|hoi|doan thanh nien|bi thu|cap uy|hoi dong"
)
_STOP = (
    r"(?=\s+(?:lam|duoc|phai|co|chiu|chu|phoi|o|cua|trong|thi|se|bao|giup|tham|theo|nhiem|trach|vai|nao|gi|va cac"
    r"|ra|den|de|khi|lo|phu|giao|can|dung|giam|voi|nua|viec|thuoc|nhu|la|ky|do)\b|\s*[?,.;:]|\s*$)"
)
_NAMED = re.compile(rf"(?<!\w)((?:{_KIND})(?:\s+(?:-\s+|&\s+)?\w+){{1,7}}?){_STOP}")
_NOT_NAMES = re.compile(r"^(?:so hoa|so ho|so lieu|phong ban|bao cao|bao nhieu|bao gio|bao dam|ban hanh|so ket|so voi|ban chi|hoi dong bo|so (?:may|bao|dien)|dai (?:hoc|hoi)|phong nao|so nao|phong chong|ban do|bao tri|so sanh|hoi nghi)\b")


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency of a document: its name as it stands there and its folded words."""

    doc: str
    name: str
    words: frozenset[str]


class Agencies:
    """The agencies of a corpus, to be found in questions."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._known = tuple(
            Agency(doc, name, frozenset(folded(syllables(name)))) for doc, name in names
        )

    def named(self, text: str) -> tuple[str, ...]:
        """The agencies that a question names, in its own words, each with its kind in front."""
        plain = fold(text)
        found = [m.group(1).strip() for m in _NAMED.finditer(plain)]
        return tuple(dict.fromkeys(f for f in found if not _NOT_NAMES.match(f)))

    def like(self, name: str, slugs: Iterable[str]) -> list[Agency]:
        """The agencies of these documents that a name may mean: all of its words are theirs."""
        wanted = set(folded(syllables(name)))
        allowed = set(slugs)
        return [a for a in self._known if a.doc in allowed and wanted <= a.words]
