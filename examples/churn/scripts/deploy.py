"""Put a trained release into service: python scripts/deploy.py --version 1.1.0, then restart the service."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from churn.release import MODELS, switch


def main() -> None:
    """Switch the pointer, or say why not and leave it as it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--version", required=True)
    parser.add_argument("--models", type=Path, default=MODELS, help="the folder of models (default: models/)")
    asked = parser.parse_args()
    try:
        release = switch(asked.version, asked.models)
    except (LookupError, ValueError, OSError) as problem:
        sys.exit(f"not deployed: {problem}")
    print(f"current is {release.version} ({release.artifact}); restart: python scripts/service.py restart")


if __name__ == "__main__":
    main()
