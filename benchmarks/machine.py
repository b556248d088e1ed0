"""What every benchmark prints first: the machine and the versions its ratios come from."""

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path


def heading(title: str, *packages: str) -> None:
    """Print the title, the machine and the versions."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("pytest", "pytest-prodready", *packages))
    print(f"\n{title}\n{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {versions}")


def seconds(words: Sequence[str], folder: Path) -> float:
    """Wall time of one run of this interpreter with `words`."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - started


def interleaved(runs: int, *makes: Callable[[], float]) -> list[float]:
    """The median of each, measured in turn so that a drifting machine hits all alike."""
    samples: list[list[float]] = [[] for _ in makes]
    for _ in range(runs):
        for times, make in zip(samples, makes, strict=True):
            times.append(make())
    return [statistics.median(times) for times in samples]
