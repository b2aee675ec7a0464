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
# "so", "ban", "bao" without marks are many words: an agency's name says its field.
_FIELD = re.compile(
    r"\b(?:noi vu|tu phap|tai chinh|ke hoach|y te|giao duc|van hoa|thong tin|truyen thong|kinh te"
    r"|ha tang|xay dung|giao thong|cong thuong|nong nghiep|tai nguyen|moi truong|lao dong|thuong binh"
    r"|khoa hoc|cong nghe|ngoai vu|dan toc|du lich|thanh tra|to chuc|tuyen giao|dan van|kiem tra"
    r"|van phong|thong ke|ke toan|ho tich|dia chinh|quan su|cong an|phat thanh|truyen hinh|truyen thanh"
    r"|mat tran|cap uy|bi thu|huyen uy|tinh uy|dang uy|thuong vu|bao hiem|kho bac|dau tu|chi dao"
    r"|hanh chinh cong|phu nu|thanh nien|cuu chien binh|nong dan|dien luc|thue|hai quan|ngan hang"
    r"|hoi dong nhan dan|uy ban|ubnd|hdnd|^dai|^bao)\b"
)


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
        """The agencies that a question names, folded, each with its kind in front."""
        plain = re.sub(r"[^\w&,.?;:]+", " ", fold(text))
        found = (m.group(1).strip() for m in _NAMED.finditer(plain))
        return tuple(dict.fromkeys(f for f in found if _FIELD.search(f)))

    def like(self, name: str, slugs: Iterable[str]) -> list[Agency]:
        """The agencies of these documents that a name may mean: all of its words are theirs."""
        wanted = set(folded(syllables(name)))
        allowed = set(slugs)
        return [a for a in self._known if a.doc in allowed and wanted <= a.words]
