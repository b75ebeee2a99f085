import pytest

from explorer.core.timeouts import RequestTimeoutError, check_timeout, timeout, with_timeout

NEXT_TO_NOTHING = 1e-9


def test_work_goes_on_until_its_time_is_up() -> None:
    with timeout(600):
        check_timeout()
    with timeout(NEXT_TO_NOTHING), pytest.raises(RequestTimeoutError, match="longer than the 1e-09 seconds"):
        check_timeout()


def test_without_a_timeout_work_is_not_limited() -> None:
    check_timeout()
    with timeout(0):
        check_timeout()
    assert list(with_timeout(range(3))) == [0, 1, 2]


def test_many_things_are_stopped_between_two_of_them() -> None:
    work = with_timeout(range(3))
    with timeout(600):
        assert next(work) == 0
    with timeout(NEXT_TO_NOTHING), pytest.raises(RequestTimeoutError):
        next(work)


def test_after_the_block_the_time_before_it_counts_again() -> None:
    with timeout(600):
        with timeout(NEXT_TO_NOTHING):
            pass
        check_timeout()
    check_timeout()
