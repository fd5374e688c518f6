"""Several hosts at once, one request a host at a time, answers in order."""

from collections import Counter
from collections.abc import Iterator
from threading import Barrier, Event, Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.intake.ahead import AT_ONCE, WINDOW, ahead

PATIENT = 30
"""Seconds after which a test that hangs fails."""


def url(host: int, page: int) -> str:
    return f"https://h{host}.example/{page}"


def host_of(page: str) -> str:
    return page.split("/")[2]


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 99)), max_size=120))
def test_the_answers_come_in_the_order_of_the_addresses(wanted: list[tuple[int, int]]) -> None:
    """Whatever the hosts, each is asked for one page at a time, in the order of its pages."""
    lock, under_way, order = Lock(), Counter[str](), list[str]()

    def ask(page: str) -> str:
        with lock:
            under_way[host_of(page)] += 1
            order.append(page)
            alone = under_way[host_of(page)] == 1
        with lock:
            under_way[host_of(page)] -= 1
        return page if alone else "two at once"

    urls = [url(*one) for one in wanted]
    assert [answer.result() for answer in ahead(urls, ask)] == urls
    for host in map(host_of, urls):
        assert [one for one in order if host_of(one) == host] == [one for one in urls if host_of(one) == host]


def test_other_hosts_are_asked_while_one_takes_its_time() -> None:
    """Every page waits until as many hosts as may be are asked at once: one by one they would not end."""
    together = Barrier(AT_ONCE, timeout=PATIENT)
    urls = [url(host, page) for host in range(AT_ONCE * 2) for page in range(2)]
    assert len([answer.result() for answer in ahead(urls, lambda page: together.wait())]) == len(urls)


def test_a_slow_host_does_not_keep_the_others() -> None:
    others = [url(host, page) for host in range(1, 5) for page in range(8)]
    lock, left, all_done = Lock(), set(others), Event()

    def ask(page: str) -> bool:
        if page == url(0, 0):
            return all_done.wait(PATIENT)
        with lock:
            left.remove(page)
        if not left:
            all_done.set()
        return True

    assert all(answer.result() for answer in ahead([url(0, 0), *others], ask))


def test_what_fails_fails_where_it_stands() -> None:
    def ask(page: str) -> str:
        if page.endswith("/1"):
            raise ValueError(page)
        return page

    first, second, third = ahead([url(0, 0), url(0, 1), url(1, 0)], ask)
    assert (first.result(), third.result()) == (url(0, 0), url(1, 0))
    with pytest.raises(ValueError, match="/1"):
        second.result()


def test_no_more_answers_are_kept_than_there_is_room_for() -> None:
    asked: list[str] = []
    urls = [url(number % 50, number) for number in range(500)]

    def kept() -> Iterator[int]:
        for number, answer in enumerate(ahead(urls, asked.append)):
            answer.result()
            yield len(asked) - number

    assert max(kept()) <= WINDOW


def test_whoever_stops_listening_waits_for_nobody() -> None:
    asked, listened = Event(), Event()

    def ask(page: str) -> bool:
        if page == url(0, 0):
            return asked.wait(PATIENT)
        asked.set()
        return listened.wait(PATIENT)

    answers = ahead([url(host, 0) for host in range(3)], ask)
    assert next(answers).result()
    answers.close()
    assert not listened.is_set()
    listened.set()
