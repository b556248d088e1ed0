"""What the load process can send on one core, and what it sees of a stall, beside wrk on the same server.

wrk is the Debian package of that name. It is a closed loop and cannot be set to a rate: for the rates it gives the
ceiling. Of a stall it guesses afterwards what it did not send (its `stats_correct`); the plain closed loop beside it,
which sends at the same rate and waits for each answer, does not.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from machine import heading

from pytest_prodready.instruments.load.offered import RATE_KEPT, at_share
from pytest_prodready.instruments.load.plan import Ask, HttpPlan, Samples

RATES = (1_000, 10_000, 20_000, 30_000, 40_000, 50_000, 60_000, 80_000)
HELD_S, LATE_S, TRIES = 2.0, 0.001, 3
RATE, SECONDS, STALL_S = 200, 8, 1
REQUEST = b"GET /score HTTP/1.1\r\nHost: x\r\n\r\n"
SERVER_CORE, CLIENT_CORE = 0, min(1, (os.cpu_count() or 1) - 1)

SERVER = """
import asyncio, sys, time
import uvloop

port, stall_at = int(sys.argv[1]), float(sys.argv[2])
ANSWER = b"HTTP/1.1 200 OK\\r\\nContent-Length: 14\\r\\n\\r\\n{\\"score\\": 0.5}"
stalls = []

class Server(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        if stall_at and not stalls:
            stalls.append(asyncio.get_running_loop().call_later(stall_at, time.sleep, 1))

    def data_received(self, data):
        self.transport.write(ANSWER * data.count(b"\\r\\n\\r\\n"))

async def main():
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", port, backlog=4096)
    print("ready", flush=True)
    await server.serve_forever()

uvloop.run(main())
"""


@contextmanager
def serving(stall_at: float = 0.0) -> Iterator[int]:
    """The port of a fresh server on a core of its own; `stall_at` seconds after it is first met it stalls for one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-c", SERVER, str(port), str(stall_at)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as server:
        os.sched_setaffinity(server.pid, {SERVER_CORE})
        assert server.stdout is not None
        server.stdout.readline()
        try:
            yield port
        finally:
            server.kill()


def on_client_core(words: list[str], stdin: bytes = b"") -> bytes:
    """What a command prints that runs on the client's core."""
    taskset = ["taskset", "-c", str(CLIENT_CORE)]
    return subprocess.run([*taskset, *words], input=stdin, stdout=subprocess.PIPE, check=True).stdout


def ours(port: int, rate: float, seconds: float) -> Samples:
    """The load process at a rate."""
    plan = HttpPlan(
        host="127.0.0.1",
        port=port,
        asks=[Ask(REQUEST, 200)],
        rate=rate,
        seconds=seconds,
        warm_up_s=min(0.5, 20 / rate),
        timeout_s=10.0,
    )
    module = "pytest_prodready.instruments.load.generator"
    return Samples.parse(on_client_core([sys.executable, "-I", "-m", module], plan.dump()))


def wrk(port: int, connections: int, seconds: float) -> dict[str, str]:
    """Its throughput and latencies, as it prints them."""
    words = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "--latency", f"http://127.0.0.1:{port}/score"]
    printed = on_client_core(words).decode()
    found = {f"p{percent}": time for percent, time in re.findall(r"^\s+(\d+)%\s+(\S+)$", printed, re.MULTILINE)}
    latency = re.search(r"Latency\s+\S+\s+\S+\s+(\S+)", printed)
    rate = re.search(r"Requests/sec:\s+(\S+)", printed)
    return {**found, "max": latency[1] if latency else "?", "rate": rate[1] if rate else "0"}


def milliseconds(seconds: float) -> str:
    """As the tables show it."""
    return f"{1000 * seconds:9.2f} ms"


def rates(has_wrk: bool) -> None:
    """The rates that are held with nearly every request on time, beside the ceiling that wrk finds."""
    print(f"\nRate held on one core for {HELD_S:g} s, server on another, constant answer of 14 bytes")
    print("    offered    answered/s   lateness p50      p99          max          response p50   p99")
    held = 0.0
    with serving() as port:
        for rate in RATES:
            if any(_held(port, rate) for _ in range(TRIES)):
                held = rate
        print(f"held with lateness p99 under {1000 * LATE_S:g} ms: {held:,.0f}/s")
        if has_wrk:
            ceiling = max(float(wrk(port, 64, HELD_S)["rate"]) for _ in range(TRIES))
            print(f"wrk, closed loop, 64 connections: {ceiling:,.0f}/s; ours held at {held / ceiling:.2f} of it")


def _held(port: int, rate: float) -> bool:
    """Print one try at a rate, and say whether it was held; neighbours disturb single tries."""
    samples = ours(port, rate, HELD_S)
    late, took = sorted(samples.lateness), sorted(samples.response)
    row = [at_share(late, 0.5), at_share(late, 0.99), late[-1], at_share(took, 0.5), at_share(took, 0.99)]
    reached = samples.answered / samples.seconds
    print(f"{rate:9,}/s  {reached:9,.0f}/s  {' '.join(map(milliseconds, row))}")
    return row[1] <= LATE_S and reached >= RATE_KEPT * rate


def plain_closed_loop(port: int) -> list[float]:
    """Times from the actual send, one request after the other, never more than the rate."""
    times: list[float] = []
    end = time.perf_counter() + SECONDS
    with socket.create_connection(("127.0.0.1", port)) as connection:
        while (sent := time.perf_counter()) < end:
            connection.sendall(REQUEST)
            connection.recv(1 << 16)
            times.append(time.perf_counter() - sent)
            time.sleep(max(0.0, sent + 1 / RATE - time.perf_counter()))
    return sorted(times)


def stall(has_wrk: bool) -> None:
    """One stall of a second, as theory, the load process and a closed loop see it."""
    total = RATE * SECONDS
    theory = sorted(max(0.0, STALL_S - number / RATE) for number in range(total))
    print(f"\nThe server stalls {STALL_S} s once in {SECONDS} s; requests at {RATE}/s, of wrk as many as it can")
    print(f"{'theory':18}{_percentiles(theory)}")
    with serving(SECONDS / 2) as port:
        print(f"{'ours':18}{_percentiles(sorted(ours(port, RATE, SECONDS).response))}")
    with serving(SECONDS / 2) as port:
        print(f"plain closed loop {_percentiles(plain_closed_loop(port))}")
    for connections in (1, 4) if has_wrk else ():
        with serving(SECONDS / 2) as port:
            seen = wrk(port, connections, SECONDS)
            told = f"p50 {seen['p50']:>12} p95        (none) p99 {seen['p99']:>12} max {seen['max']:>12}"
            print(f"{f'wrk -c{connections}':18}{told}")


def _percentiles(ordered: list[float]) -> str:
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return " ".join(f"{name} {milliseconds(at_share(ordered, share))}" for name, share in shares.items())


def main() -> None:
    """Print both tables; without wrk, ours alone."""
    heading("load: what is sent, and what is seen", "uvloop")
    has_wrk = shutil.which("wrk") is not None
    if has_wrk:
        said = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout
        print(said.partition("\n")[0])
    else:
        print("wrk is missing (apt-get install wrk): there is nothing to compare with, the figures stand alone")
    stall(has_wrk)
    rates(has_wrk)


if __name__ == "__main__":
    main()
