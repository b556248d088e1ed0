"""What an ordinary pytest run pays for having the plugin installed."""

import tempfile
from pathlib import Path

from machine import heading, interleaved, seconds

RUNS = 15
OTHERS = [f"-pno:{name}" for name in ("hypothesispytest", "typeguard", "anyio", "html", "cov", "randomly")]


def main() -> None:
    """Print the medians with and without the plugin, and their ratio."""
    heading("start-up tax, switched off (pytest in an empty folder)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with_it, without = interleaved(
            RUNS,
            lambda: seconds(["-m", "pytest", "-q", *OTHERS], folder),
            lambda: seconds(["-m", "pytest", "-q", *OTHERS, "-p", "no:prodready"], folder),
        )
    ratio = f"ratio {with_it / without:.3f} over {RUNS} pairs"
    print(f"with {1000 * with_it:.0f} ms, without {1000 * without:.0f} ms: {ratio}")


if __name__ == "__main__":
    main()
