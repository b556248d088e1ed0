import sys

import pytest

from pytest_prodready.core.looking import CannotLook
from pytest_prodready.instruments.services.start_command import free_port, start_command


def test_placeholders_are_replaced_in_words_and_variables(workshop, tmp_path) -> None:
    service = workshop.service("{python}", "--bind=:{port}", "{tmp}/x", "{other}", env={"PORT": "{port}", "A": "{b}"})
    command = start_command(service, tmp_path)
    assert command.argv == (sys.executable, f"--bind=:{command.port}", f"{tmp_path}/x", "{other}")
    assert command.env == {"PORT": str(command.port), "A": "{b}"}


def test_what_was_put_in_is_not_replaced_again(workshop, tmp_path) -> None:
    command = start_command(workshop.service("{tmp}", "{port}"), tmp_path / "{port}")
    assert command.argv[0] == f"{tmp_path}/{{port}}"


def test_a_port_in_a_variable_is_enough(workshop, tmp_path) -> None:
    assert start_command(workshop.service("serve", env={"PORT": "{port}"}), tmp_path).argv == ("serve",)


def test_a_service_that_cannot_know_its_port_is_refused(workshop, tmp_path) -> None:
    with pytest.raises(CannotLook) as error:
        start_command(workshop.service("serve", "8000"), tmp_path)
    assert error.value.reason == (
        "prodready.yaml:4: neither start nor env says {port}, so the service cannot know where to listen"
    )
    assert '--port, "{port}"' in error.value.fix


def test_free_ports_are_not_the_system_s() -> None:
    assert all(1024 <= free_port() < 65536 for _ in range(20))
