"""A gate that does not come back is unproven at its deadline, and takes nobody with it."""

import signal
import threading
from contextvars import ContextVar

import pytest

from conftest import WAIVED, House
from pytest_prodready.deadline import Interrupter, Overdue, Worker

FAILED = pytest.ExitCode.TESTS_FAILED
WORD: ContextVar[str] = ContextVar("WORD", default="nobody's")


@pytest.fixture
def hanging(house: House) -> House:
    """The small one is waited for without end; nothing but its deadline brings the run back."""
    house.edit("conftest.py", 'needs=["artifact"]', 'needs=["artifact"], deadline=0.2')
    wait = "        if path == 'small.txt':\n            import threading\n            threading.Event().wait()\n"
    house.edit("conftest.py", "        return int(content.text())", f"{wait}        return int(content.text())")
    return house


def test_a_gate_over_its_deadline_is_unproven_with_the_reason_and_the_others_still_run(hanging: House) -> None:
    result = hanging.run_apart("-v")
    assert result.ret == FAILED
    assert result.parseoutcomes() == {"passed": 2, "failed": 1, "waived": len(WAIVED)}
    result.stdout.fnmatch_lines(["unproven: timed out: no verdict within 0.2 s"])
    assert (hanging.outcomes[House.SMALL], hanging.outcomes[House.LARGE]) == ("unproven", "passed")
    small = next(one for one in hanging.report["verdicts"] if one["node"] == House.SMALL)
    assert [one["subject"] for one in small["evidence"]] == ["small.txt"]
    assert hanging.report["complete"] is True


def test_it_holds_on_an_xdist_worker(hanging: House) -> None:
    assert hanging.run_apart("-n1").ret == FAILED
    assert (hanging.outcomes[House.SMALL], hanging.outcomes[House.LARGE]) == ("unproven", "passed")


def test_a_measurement_that_was_broken_before_is_still_told(hanging: House) -> None:
    hanging.edit(
        "conftest.py",
        '    yield at_most("weight"',
        '    yield at_most("width", 3, 2, unit="metres")\n    yield at_most("weight"',
    )
    hanging.run_apart()
    small = next(one for one in hanging.report["verdicts"] if one["node"] == House.SMALL)
    assert (small["outcome"], small["details"]) == ("unproven", ["also broken: width: 3 > 2 metres"])


def test_a_job_that_ends_in_time_has_ended() -> None:
    done: list[str] = []
    assert Worker().run(lambda: done.append("here"), 30) is True
    assert done == ["here"]


def test_a_late_job_is_left_behind_and_the_next_one_does_not_wait_for_it() -> None:
    worker, free, done = Worker(), threading.Event(), threading.Event()

    def late() -> None:
        free.wait()
        done.set()

    assert worker.run(late, 0.01) is False
    assert worker.run(lambda: None, 30) is True
    assert not done.is_set()
    free.set()
    assert done.wait(30)


def test_a_job_sees_the_context_of_whoever_asked_and_leaves_it_alone() -> None:
    token = WORD.set("mine")
    seen: list[str] = []

    def job() -> None:
        seen.append(WORD.get())
        WORD.set("the job's")

    try:
        assert Worker().run(job, 30)
        assert (seen, WORD.get()) == (["mine"], "mine")
    finally:
        WORD.reset(token)


def test_a_job_runs_beside_the_main_thread_and_holds_no_process_back() -> None:
    threads: list[threading.Thread] = []
    Worker().run(lambda: threads.append(threading.current_thread()), 30)
    assert threads[0] is not threading.main_thread()
    assert threads[0].daemon


class Interrupted(Exception):
    """What pytest-timeout raises from its signal, in the middle of the waiting."""


def test_the_job_of_a_wait_that_was_interrupted_is_not_waited_for_either() -> None:
    def interrupt(number: int, frame: object) -> None:
        raise Interrupted

    worker, free, done = Worker(), threading.Event(), threading.Event()

    def late() -> None:
        signal.pthread_kill(main, signal.SIGUSR1)
        free.wait()

    main = threading.main_thread().ident
    assert main is not None
    before = signal.signal(signal.SIGUSR1, interrupt)
    try:
        with pytest.raises(Interrupted):
            worker.run(late, 30)
        assert worker.run(done.set, 1) is True
        assert done.is_set()
    finally:
        free.set()
        signal.signal(signal.SIGUSR1, before)


def endless() -> None:
    while True:
        pass


def test_a_loop_is_interrupted_where_it_runs_and_the_next_job_is_left_alone() -> None:
    interrupter, seen = Interrupter(), []
    assert interrupter.run(endless, 0.01) is False
    assert interrupter.run(lambda: seen.append(threading.current_thread()), 30) is True
    assert seen == [threading.main_thread()]


def test_a_gate_that_swallows_everything_is_interrupted_until_it_hears() -> None:
    heard: list[BaseException] = []

    def stubborn() -> None:
        while len(heard) < 2:
            try:
                endless()
            except BaseException as error:  # noqa: BLE001 - as a careless gate does
                heard.append(error)

    assert Interrupter().run(stubborn, 0.01) is False
    assert [type(error) for error in heard] == [Overdue, Overdue]


def test_what_a_job_raises_is_raised_and_nothing_comes_after_it() -> None:
    interrupter = Interrupter()

    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupter.run(interrupted, 0.01)
    counted: list[int] = []
    assert interrupter.run(lambda: counted.append(sum(range(10**6))), 30) is True
    assert counted == [499_999_500_000]


@pytest.fixture
def looping(house: House) -> House:
    """The small one computes without end, in an instrument that denies to wait."""
    house.edit("conftest.py", 'needs=["artifact"]', 'needs=["artifact"], deadline=0.2')
    house.edit("conftest.py", '    name = "scales"', '    name = "scales"\n    waits = False')
    loop = "        while path == 'small.txt':\n            pass\n"
    house.edit("conftest.py", "        return int(content.text())", f"{loop}        return int(content.text())")
    return house


@pytest.mark.parametrize("words", [(), ("-n1",)], ids=["alone", "xdist"])
def test_a_gate_that_computes_without_end_is_unproven_and_the_others_still_run(looping: House, words) -> None:
    result = looping.run_apart(*words)
    assert result.ret == FAILED
    result.stdout.fnmatch_lines(["unproven: timed out: no verdict within 0.2 s"])
    assert (looping.outcomes[House.SMALL], looping.outcomes[House.LARGE]) == ("unproven", "passed")


def test_ctrl_c_ends_a_gate_that_computes(house: House) -> None:
    house.edit("conftest.py", '    name = "scales"', '    name = "scales"\n    waits = False')
    interrupt = "        raise KeyboardInterrupt\n"
    house.edit("conftest.py", "        return int(content.text())", f"{interrupt}        return int(content.text())")
    result = house.run_apart()
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert house.report["complete"] is False
