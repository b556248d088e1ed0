"""Files written where none was: what people wrote is never touched."""

from pathlib import Path


class Refused(Exception):
    """Something is there already, or cannot be written; the text says what, in one line."""


def write_new(path: Path, text: str) -> None:
    """Write a text file that is not there yet, its folder with it; raises Refused."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Exclusive: neither a file nor a link, leading wherever, is written over or through.
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise Refused(f"{path.name} is there already") from None
    except OSError as error:
        raise Refused(f"{path.name} cannot be written: {error.strerror}") from None
