"""Refuse a changelog fragment whose name towncrier would pass over."""

import re
import sys
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "changelog.d"
NAME = re.compile(r"(\d+|\+[a-z0-9-]+)\.(added|changed|fixed|removed)(\.\d+)?\.md")


def main() -> int:
    """Exit 1 when a fragment is misnamed or empty."""
    wrong = [
        path.name
        for path in FOLDER.iterdir()
        if path.name != ".gitignore" and (not NAME.fullmatch(path.name) or not path.read_text("utf-8").strip())
    ]
    for name in wrong:
        print(f"changelog.d/{name}: write <issue>.<added|changed|fixed|removed>[.<number>].md with a sentence in it")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
