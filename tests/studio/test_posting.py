from threading import Event, Thread

from annotate.studio.ahead import ahead
from annotate.studio.posting import Posting


def test_batches_leave_in_order_each_once() -> None:
    sent: list[int] = []
    assert list(ahead(Posting(sent.append).each(iter([1, 2, 3])))) == sent == [1, 2, 3]


def test_halting_waits_for_what_is_under_way_and_lets_nothing_else_leave() -> None:
    sent: list[int] = []
    under_way, arrives = Event(), Event()

    def send(batch: int) -> None:
        if batch == 2:
            under_way.set()
            assert arrives.wait(60)
        sent.append(batch)

    posting = Posting(send)
    batches = ahead(posting.each(iter([1, 2, 3])))
    assert next(batches) == 1
    assert under_way.wait(60)
    halting = Thread(target=posting.halt)
    halting.start()
    assert sent == [1]
    arrives.set()
    halting.join(60)
    assert sent == [1, 2]
    assert list(batches) == [2]
    assert sent == [1, 2]
