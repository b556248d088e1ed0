"""Replay golden requests against a running service: python scripts/replay_golden.py --url U --golden FOLDER."""

import argparse
import json
import sys
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def answer_of(url: str, request: dict) -> dict:
    """Status and JSON of one request."""
    sent = urllib.request.Request(
        url + request["path"],
        data=json.dumps(request["json"]).encode(),
        method=request["method"],
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(sent, timeout=5) as reply:
            return {"status": reply.status, "json": json.load(reply)}
    except urllib.error.HTTPError as refused:
        return {"status": refused.code, "json": json.load(refused)}


def main() -> None:
    """Exit 1 when an answer differs, or when there is nothing to replay."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--golden", type=Path, default=ROOT / "contracts" / "golden")
    asked = parser.parse_args()
    wrong, files = 0, sorted(asked.golden.glob("*.json"))
    for path in files:
        case = json.loads(path.read_text())
        answer = answer_of(asked.url, case["request"])
        same = answer == case["response"]
        wrong += not same
        print(f"{'same  ' if same else 'DIFFERS'} {path.stem}" + ("" if same else f": {answer}"))
    print(f"{len(files) - wrong} of {len(files)} answers are the golden ones")
    sys.exit(1 if wrong or not files else 0)


if __name__ == "__main__":
    main()
