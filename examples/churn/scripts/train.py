"""Train releases of the model: python scripts/train.py [--version 1.1.0] [--into folder]."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from churn.release import MODELS
from churn.train import RECIPES, train


def main() -> None:
    """Train what was asked for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", choices=RECIPES, help="only this version")
    parser.add_argument("--into", type=Path, default=MODELS, help="the folder of models (default: models/)")
    asked = parser.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    for version in [asked.version] if asked.version else RECIPES:
        release = train(version, asked.into)
        print(f"{release.version}  {release.artifact}  sha256 {release.sha256}")


if __name__ == "__main__":
    main()
