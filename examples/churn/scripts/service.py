"""Start, stop or restart the service on one machine: python scripts/service.py restart [--port 8000]."""

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PID_FILE = ROOT / ".run" / "api.pid"
PATIENCE = 30.0


def start(port: int) -> None:
    """Start it in the background and wait until it is healthy."""
    PID_FILE.parent.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "uvicorn", "--app-dir", "src", "churn.api:app"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    with (PID_FILE.parent / "api.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
    PID_FILE.write_text(str(process.pid))
    until = time.monotonic() + PATIENCE
    while not _healthy(port):
        if process.poll() is not None or time.monotonic() > until:
            sys.exit("the service did not become healthy; see .run/api.log")
        time.sleep(0.1)
    print(f"healthy on port {port}, process {process.pid}")


def stop() -> None:
    """Stop the one that was started here, and wait until it is gone."""
    pid = int(PID_FILE.read_text()) if PID_FILE.exists() else 0
    if pid and _is_ours(pid):
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while _is_ours(pid):
            if time.monotonic() > until:
                sys.exit(f"process {pid} does not stop")
            time.sleep(0.05)
    PID_FILE.unlink(missing_ok=True)


def _is_ours(pid: int) -> bool:
    try:
        return b"churn.api:app" in Path(f"/proc/{pid}/cmdline").read_bytes()  # empty for a zombie
    except OSError:
        return False


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1) as reply:
            return reply.status == 200
    except OSError:
        return False


def main() -> None:
    """Do what was asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "restart"])
    parser.add_argument("--port", type=int, default=8000)
    asked = parser.parse_args()
    if asked.action in ("stop", "restart"):
        stop()
    if asked.action in ("start", "restart"):
        start(asked.port)


if __name__ == "__main__":
    main()
