"""argparse in Vietnamese: usage, help and what it says of a wrong command line."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import NoReturn, TypeAlias

# What argparse says, and how it is put here. The first that matches the whole message is taken.
_MESSAGES = tuple(
    (re.compile(pattern, re.DOTALL), words)
    for pattern, words in (
        (r"the following arguments are required: (?P<a>.+)", "thiếu {a}"),
        (r"unrecognized arguments: (?P<a>.+)", "không có tham số {a}"),
        (r"argument (?P<a>.+): expected (?:one|at least one) argument", "{a} cần một giá trị"),
        (r"argument (?P<a>.+): invalid int value: (?P<b>.+)", "{a} cần một số, không phải {b}"),
        (
            r"argument (?P<a>.+): invalid choice: (?P<b>.+) \(choose from (?P<c>.+)\)",
            "{a} không có {b}; hãy chọn {c}",
        ),
        (r"argument (?P<a>.+): not allowed with argument (?P<b>.+)", "{a} không đi cùng {b}"),
        # The last resort: what one of our own converters says.
        (r"argument (?P<a>[^:]+): (?P<b>.+)", "{a} {b}"),
    )
)


def in_vietnamese(message: str) -> str:
    """An argparse message in Vietnamese; one that is not known stays as it is."""
    for pattern, words in _MESSAGES:
        if match := pattern.fullmatch(message):
            return words.format(**match.groupdict())
    return message


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)
        # argparse forgets that commands are indented once more, and breaks the longest one's line.
        self._action_max_length = 13

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        # argparse asks with "" for the bare words, to make a command's own name of them.
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A command's parser: `words` are its positional arguments, `options` its options."""

    def __init__(self, prog: str | None = None, description: str | None = None) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Formatter,
            add_help=False,
            allow_abbrev=False,
        )
        self.words = self.add_argument_group("Tham số")
        self.options = self.add_argument_group("Tùy chọn")
        self.options.add_argument("-h", "--help", action="help", help="in phần này rồi thôi")

    def error(self, message: str) -> NoReturn:
        """One line on standard error, and out with 2."""
        line = " ".join(in_vietnamese(message).split())
        print(f"{self.prog}: {line}. Xem {self.prog} --help.", file=sys.stderr)
        raise SystemExit(2)


# Where a command adds itself; a string, because the class is generic to type checkers only.
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"
