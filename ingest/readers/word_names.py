"""The names of WordprocessingML, and the few questions that every part of its reader asks."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_OFF = frozenset({"0", "false", "off", "none"})


def local(tag: object) -> str:
    """A tag or an attribute without its namespace; "" for a comment."""
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, then its first child of the next; None where there is none."""
    for name in path:
        if element is None:
            return None
        element = next((e for e in element if local(e.tag) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str:
    """An attribute, whatever its namespace; "" where there is none."""
    if element is None:
        return ""
    return next((v for k, v in element.attrib.items() if local(k) == name), "")


def number(element: Element | None, default: int = 0, name: str = "val") -> int:
    """An attribute as a number."""
    try:
        return int(value(element, name))
    except ValueError:
        return default


def is_on(properties: Element | None, name: str) -> bool | None:
    """Whether a property is set: None where nothing is said of it."""
    found = child(properties, name)
    return None if found is None else value(found).lower() not in _OFF
