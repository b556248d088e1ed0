"""One question to a service: is it well?"""

import http.client
from dataclasses import dataclass

from pytest_prodready.core.hostile import clean

_READ = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a GET was answered: its status, or None with the reason why there was no answer."""

    status: int | None
    reason: str = ""

    @property
    def healthy(self) -> bool:
        """Whether it is 2xx; a redirect is not followed and is no answer."""
        return self.status is not None and 200 <= self.status < 300  # noqa: PLR2004 - the class of success in HTTP

    def __str__(self) -> str:
        if self.status is None:
            return f"got no answer ({self.reason})"
        redirects = 300 <= self.status < 400  # noqa: PLR2004 - the class of redirects in HTTP
        return f"answered {self.status}" + (" (redirects are not followed)" if redirects else "")


def ask(host: str, port: int, path: str, *, seconds: float) -> Answer:
    """GET a path over a connection of its own, without any proxy; `seconds` bounds each wait for the other side.

    Raises:
        ValueError: the path cannot stand in a request.

    """
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.request("GET", path, headers={"Connection": "close"})
        response = connection.getresponse()
        response.read(_READ)
        return Answer(response.status)
    except http.client.InvalidURL as error:
        raise ValueError(clean(error, width=200)) from None
    except (OSError, http.client.HTTPException) as error:
        return Answer(None, clean(str(error) or type(error).__name__, width=200))
    finally:
        connection.close()
