import pytest

from explorer.core.timeouts import TooSlowError, check_deadline, deadline, timed

NEXT_TO_NOTHING = 1e-9


def test_work_goes_on_until_its_time_is_up() -> None:
    with deadline(600):
        check_deadline()
    with deadline(NEXT_TO_NOTHING), pytest.raises(TooSlowError, match="longer than the 1e-09 seconds"):
        check_deadline()


def test_without_a_deadline_work_takes_what_it_takes() -> None:
    check_deadline()
    with deadline(0):
        check_deadline()
    assert list(timed(range(3))) == [0, 1, 2]


def test_many_things_are_stopped_between_two_of_them() -> None:
    work = timed(range(3))
    with deadline(600):
        assert next(work) == 0
    with deadline(NEXT_TO_NOTHING), pytest.raises(TooSlowError):
        next(work)


def test_after_the_block_the_time_before_it_counts_again() -> None:
    with deadline(600):
        with deadline(NEXT_TO_NOTHING):
            pass
        check_deadline()
    check_deadline()
