"""Bring an earlier release back: python scripts/rollback.py [--to 1.0.0], then restart the service."""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from churn.release import MODELS, current, previous_version, switch


def main() -> None:
    """Switch the pointer back, or say why not and leave it as it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", help="the version that comes back (default: the one before the current)")
    parser.add_argument("--models", type=Path, default=MODELS, help="the folder of models (default: models/)")
    parser.add_argument("--dry-run", action="store_true", help="only say what would be done")
    asked = parser.parse_args()
    try:
        before = current(asked.models).version
        target = asked.to or previous_version(asked.models)
        if target is None:
            sys.exit("not rolled back: no version was in service before this one; name one with --to")
        if not asked.dry_run:
            switch(target, asked.models)
    except (LookupError, ValueError, OSError) as problem:
        sys.exit(f"not rolled back: {problem}")
    print(f"{'would switch' if asked.dry_run else 'switched'} from {before} to {target}")


if __name__ == "__main__":
    main()
