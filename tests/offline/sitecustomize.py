"""Forbids the network beyond loopback to the Python process that imports this.

Python imports a module of this name by itself at start-up, so that a folder on PYTHONPATH carries
the ban into every process that a test starts. An audit hook sits below every library that uses
Python's sockets, and cannot be taken off again.
"""

from __future__ import annotations

import ipaddress
import sys

_EVENTS = {"socket.connect": 1, "socket.sendto": 1, "socket.getaddrinfo": 0}
_NAMES = {"", "localhost", "localhost.localdomain", "ip6-localhost"}


class ForbiddenNetworkError(RuntimeError):
    """A test tried to reach another machine."""


def is_local(host: object) -> bool:
    """Whether a host is this machine. No host at all means it too."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or host in _NAMES:
        return True
    try:
        address = ipaddress.ip_address(str(host).partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _forbid(event: str, arguments: tuple[object, ...]) -> None:
    if event not in _EVENTS:
        return
    target = arguments[_EVENTS[event]]
    # A Unix socket's address is a path, and an unconnected send has none: both stay at home.
    if event != "socket.getaddrinfo":
        if not isinstance(target, tuple):
            return
        target = target[0]
    if not is_local(target):
        raise ForbiddenNetworkError(f"{event} {target!r}: tests reach no other machine")


sys.addaudithook(_forbid)
