"""Why a command could not be started, in one line with the way out."""

import errno
import os
import shutil

from pytest_prodready.core.hostile import clean
from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.commands.order import Order


def cannot_start(order: Order, step: str, number: int | None, text: str) -> CannotLook:
    """What the system said while `step` was being done: `cwd` (enter the folder) or `execute`."""
    if step == "cwd":
        return CannotLook(f"{order.name}: its folder {clean(order.cwd, width=200)} cannot be entered: {_said(number)}")
    if number in (errno.ENOENT, errno.ENOTDIR):
        return _not_found(order)
    if number == errno.EACCES:
        return CannotLook(f"{order.name}: it may not be executed", fix="make it executable, or name its interpreter")
    return CannotLook(f"{order.name}: it cannot be executed: {_said(number) or clean(text, width=200)}")


def _not_found(order: Order) -> CannotLook:
    path = order.env.get("PATH", os.defpath)
    there = (order.cwd / order.argv[0]).exists() if "/" in order.argv[0] else shutil.which(order.argv[0], path=path)
    if there:
        return CannotLook(f"{order.name}: the interpreter in its first line is not there", fix="correct its first line")
    if "/" in order.argv[0]:
        return CannotLook(f"{order.name}: there is no such program", fix="correct the path; it counts from the root")
    places = tuple(f"looked in {clean(place, width=200)}" for place in dict.fromkeys(path.split(os.pathsep)))
    return CannotLook(
        f"{order.name}: there is no such program on PATH", fix="install it, or correct the name", details=places
    )


def _said(number: int | None) -> str:
    return os.strerror(number) if number else ""
