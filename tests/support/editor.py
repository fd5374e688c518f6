"""An annotator's hands: the labelling page, worked with mouse and keys alone."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page

_PLACE = """([words, nth]) => {
    const nodes = [], walker = document.createTreeWalker(
        document.querySelector('.lsf-htx-richtext'), NodeFilter.SHOW_TEXT)
    let text = ''
    while (walker.nextNode()) {
        nodes.push([walker.currentNode, text.length])
        text += walker.currentNode.data
    }
    let start = -1
    for (let seen = 0; seen <= nth; seen++) start = text.indexOf(words, start + 1)
    if (start < 0) throw new Error(`not in the text: ${words}`)
    const box = offset => {
        const [node, from] = nodes.findLast(([_, from]) => from <= offset)
        const range = document.createRange()
        range.setStart(node, offset - from)
        range.setEnd(node, offset - from + 1)
        return range.getBoundingClientRect()
    }
    nodes.findLast(([_, from]) => from <= start)[0].parentElement.scrollIntoViewIfNeeded()
    const first = box(start), last = box(start + words.length - 1)
    return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2]
}"""
# By a mark's own class: its number may be another's as well, once a mark was deleted.
_MADE = """() => new Set([...document.querySelectorAll('.htx-highlight')].map(
    e => [...e.classList].find(c => c.startsWith('htx-highlight-') && c !== 'htx-highlight-last'))).size"""
_ACTIVE = "() => [...document.querySelectorAll('.htx-highlight.__active')].map(e => e.textContent).join('')"


class Editor:
    """The labelling page of one article, with a count of what hands do on it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.hands: Counter[str] = Counter()
        """How many keys were pressed, clicks and drags made, since it was last cleared."""

    def open(self, desk: str) -> None:
        """Opens a desk and begins to label; the guidelines come first, and are closed."""
        self.page.goto(desk)
        self.page.get_by_role("button", name="Label All Tasks").click()
        expect(self.guidelines).to_be_visible()
        self._press("Escape")
        expect(self.guidelines).to_be_hidden()

    def open_from_list(self, desk: str, article: str) -> None:
        """Opens one article from a desk's list, where further readings of it are tabs."""
        self.page.goto(desk)
        self.page.get_by_text(article, exact=True).first.click()

    def readings(self) -> set[str]:
        """The names on the tabs of readings to look at."""
        tabs = self.page.locator(".lsf-annotation-button")
        expect(tabs.first).to_be_visible()
        return {line for words in tabs.all_inner_texts() for line in words.splitlines()}

    @property
    def differences(self) -> Locator:
        return self.page.locator(".an-differences")

    @property
    def guidelines(self) -> Locator:
        return self.page.locator(".an-guide")

    @property
    def text(self) -> Locator:
        return self.page.locator(".lsf-htx-richtext")

    @property
    def links(self) -> Locator:
        return self.page.locator(".relations-overlay g[id]")

    @property
    def marks(self) -> int:
        """How many marks the page shows."""
        return int(self.page.evaluate(_MADE))

    def wait_for(self, words: str, *, marks: int = 0) -> None:
        """Until the article with these words is there, and so many marks on it."""
        expect(self.text).to_contain_text(words)
        self.page.wait_for_function(f"many => ({_MADE})() === many", arg=marks)

    def mark(self, key: str, words: str, nth: int = 0) -> None:
        """Presses a label's key and drags over the words."""
        before = self.marks
        self.let_go()
        self._press(key)
        expect(self.page.locator(".lsf-label_selected")).to_have_count(1)
        self._drag(words, nth)
        self.page.wait_for_function(f"many => ({_MADE})() === many", arg=before + 1)

    def select(self, words: str, nth: int = 0) -> None:
        """Clicks a mark that covers exactly these words."""
        self.let_go()
        self._click(words, nth)
        self.page.wait_for_function(f"words => ({_ACTIVE})() === words", arg=words)

    def press(self, key: str, answer: str) -> None:
        """Presses a key and waits until the answer that it stands for is chosen."""
        self._press(key)
        expect(self.page.locator(f'.an-card:not(.an-article) input[name="{answer}"]')).to_be_checked()

    def link(self, one: str, other: str, nth: tuple[int, int] = (0, 0)) -> None:
        """Links two marks: click, L, click."""
        before = self.links.count()
        self.select(one, nth[0])
        self._press("l")
        self._click(other, nth[1])
        expect(self.links).to_have_count(before + 1)

    def label_last_link(self, label: str) -> None:
        """Chooses the label of the newest link, in the Relations tab."""
        self.hands["clicks"] += 4
        self.page.locator("#Relations-draggable").get_by_text("Relations").click()
        link = self.page.locator(".lsf-relations__item").last
        link.hover()
        link.get_by_role("button", name="Show Relation Labels").click()
        link.get_by_text("Select labels").click()
        self.page.get_by_role("option", name=label).click()
        expect(link).to_contain_text(label)

    def resize(self, words: str, *, left_edge_to: str) -> None:
        """Pulls a mark's left handle to the first of these words."""
        self.select(words)
        handle = self.page.locator(".htx-highlight.__active area.__resize_left").bounding_box()
        assert handle is not None
        left, top, _, _ = self.page.evaluate(_PLACE, [left_edge_to, 0])
        self._pull(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2, left + 2, top)
        self.page.wait_for_function(f"before => ({_ACTIVE})() !== before", arg=words)

    def delete(self, words: str, nth: int = 0) -> None:
        before = self.marks
        self.select(words, nth)
        self._press("Backspace")
        self.page.wait_for_function(f"many => ({_MADE})() === many", arg=before - 1)

    def answer(self, question: str, answer: str) -> None:
        """Answers a question about the whole article."""
        self.let_go()
        heading = self.page.locator(".an-article h4", has_text=question)
        choice = heading.locator("xpath=following-sibling::div[1]").locator(f'input[name="{answer}"]')
        choice.check(force=True)
        self.hands["clicks"] += 1
        expect(choice).to_be_checked()

    def write(self, question: str, words: str) -> None:
        """Answers a question about the whole article in words."""
        self.let_go()
        heading = self.page.locator(".an-article h4", has_text=question)
        field = heading.locator("xpath=following-sibling::*[1]//textarea")
        field.click()
        self.page.keyboard.type(words)
        self.hands.update(clicks=1, keys=len(words))
        expect(field).to_have_value(words)

    def reopen(self, desk: str, words: str) -> None:
        """Opens an article that was submitted, from the desk's list."""
        self.page.goto(desk)
        self.page.locator(".lsf-table__row-wrapper", has_text=words).first.click()

    def let_go(self) -> None:
        """Esc, where a mark is selected."""
        if self.page.evaluate(_ACTIVE):
            self._press("Escape")
        expect(self.page.locator(".an-article")).to_be_visible()

    @contextmanager
    def saving(self, method: str) -> Iterator[None]:
        """Waits until the server has taken the annotation."""

        def taken(response: Any) -> bool:
            return response.request.method == method and "/annotations" in response.url

        with self.page.expect_response(taken) as answered:
            yield
        assert answered.value.ok, answered.value.status

    def submit(self) -> None:
        self.let_go()
        with self.saving("POST"):
            self.page.get_by_role("button", name="Submit").first.click()
        self.hands["clicks"] += 1

    def update(self) -> None:
        self.let_go()
        with self.saving("PATCH"):
            self.page.locator("button", has_text="Update").click()
        self.hands["clicks"] += 1

    def _click(self, words: str, nth: int) -> None:
        left, top, _, _ = self.page.evaluate(_PLACE, [words, nth])
        self.page.mouse.click(left + 3, top)
        self.hands["clicks"] += 1

    def _drag(self, words: str, nth: int) -> None:
        left, top, right, bottom = self.page.evaluate(_PLACE, [words, nth])
        self._pull(left, top, right, bottom)

    def _pull(self, left: float, top: float, right: float, bottom: float) -> None:
        mouse = self.page.mouse
        mouse.move(left, top)
        mouse.down()
        mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
        mouse.move(right, bottom, steps=4)
        mouse.up()
        self.hands["drags"] += 1

    def _press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.hands["keys"] += 1


def sign_in(page: Page, url: str, email: str, password: str) -> None:
    """Signs in as a person does."""
    page.goto(f"{url}/user/login/")
    page.fill("input[name=email]", email)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")
    page.wait_for_url(lambda at: "/user/login" not in at)
