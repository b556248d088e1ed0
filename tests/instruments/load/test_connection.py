import subprocess
import sys

LIMITED = """
import resource, sys
from pytest_prodready.instruments.load.connection import allow_connections
resource.setrlimit(resource.RLIMIT_NOFILE, (256, 2000))
allow_connections(int(sys.argv[1]))
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


def limited(connections: int) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", LIMITED, str(connections)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_as_many_connections_as_planned_are_allowed() -> None:
    assert limited(1000).stdout == "1064 2000\n"


def test_what_is_allowed_already_is_left() -> None:
    assert limited(100).stdout == "256 2000\n"


def test_more_than_the_system_allows_is_no_measurement() -> None:
    done = limited(3000)
    assert done.returncode == 1
    assert "ValueError" in done.stderr
