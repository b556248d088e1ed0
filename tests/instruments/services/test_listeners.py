import os
import socket
import subprocess
import sys

from pytest_prodready.instruments.services.listeners import listening

CHILD = """
import socket, sys
server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
sys.stdin.read()
"""


def test_sees_what_a_process_and_its_children_listen_on() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as ours,
        subprocess.Popen([sys.executable, "-c", CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child,
    ):
        port = int(child.stdout.readline())
        our_port = ours.getsockname()[1]
        everything, of_the_child = listening(os.getpid()), listening(child.pid)
        child.stdin.close()
    assert everything.on(port)
    assert everything.on(our_port)
    assert not of_the_child.on(our_port)
    assert str(of_the_child) == f"127.0.0.1:{port}"


def test_a_connection_is_no_listener() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert not listening(os.getpid()).on(client.getsockname()[1])


def test_a_process_that_is_gone_listens_on_nothing() -> None:
    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    assert str(listening(gone.pid)) == "nothing"
