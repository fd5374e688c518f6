"""Prints what the rules make of the sets labelled by hand (tests/detect/labelled), value by value.

python -m tests.measure_labelled
"""

from tests.detect.test_labelled import LINKED, PAIRS, counted
from tests.measure_effort import shipped_detector
from tests.support.labelled import by_value, linked, macro_f1


def main() -> None:
    for name, pairs in PAIRS.items():
        found = pairs()
        print(f"{name}: macro F1 {100 * macro_f1(found):.0f}, n {len(found)}")
        for value, (f1, rows) in by_value(found).items():
            print(f"    {value:<12} {100 * f1:4.0f}  n {rows}")
    shown = shipped_detector().premarks
    on_model = {f"{name}, shown": linked(*of, shown) for name, of in LINKED.items()}
    for name, total in {**counted(), **on_model}.items():
        shares = (total.f1, total.precision, total.recall)
        f1, precision, recall = (round(100 * share) for share in shares)
        print(f"{name}: F1 {f1}, precision {precision}, recall {recall}, n {total.wanted}")


if __name__ == "__main__":
    main()
