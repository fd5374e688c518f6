"""All reports as a site: linked throughout, read without a script, written again only where it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from annotate.report import ArticleReport
from annotate.report.corpus import CorpusReport, as_json, corpus_report, html
from annotate.report.elsewhere import anchor
from annotate.report.folder import file_name, write
from annotate.report.site import Site, pages
from tests.support.scheme import the_scheme
from tests.support.sites import STORED, make_site, rows

Reports = Mapping[str, ArticleReport]


def links(page: Path) -> Iterator[str]:
    """What a page links to beyond itself."""
    yield from re.findall(r'(?:href|src)="([^"#]+)', page.read_text("utf-8"))


def test_every_link_leads_to_a_page_and_every_page_can_be_reached(folder: Path) -> None:
    every, reached, waiting = set(folder.rglob("*.html")), set[Path](), [folder / "index.html"]
    while waiting:
        page = waiting.pop().resolve()
        reached.add(page)
        waiting += [at for to in links(page) if (at := (page.parent / to).resolve()) not in reached]
    assert reached == {one.resolve() for one in every}


def test_one_changed_article_writes_its_page_and_those_that_list_it(
    site: Site, reports: Reports, tmp_path: Path
) -> None:
    write(pages(site, reports.values(), the_scheme()), tmp_path)
    changed = reports["wire-coal-piers"]
    other = replace(changed, score=replace(changed.score, score=99))
    now = dict(reports) | {"wire-coal-piers": other}
    newer = replace(site, corpus=corpus_report(rows(now), STORED, site.corpus.awaiting))
    done = write(pages(newer, now.values(), the_scheme()), tmp_path)
    assert done.written == 3  # the article, the index and the overview


def test_what_others_say_too_is_linked_from_its_articles_and_outlets(folder: Path, site: Site) -> None:
    assert site.echoing
    (echo,) = site.echoing.echoes
    address = f"../echoes.html#{anchor(echo)}"
    assert f'id="{anchor(echo)}"' in (folder / "echoes.html").read_text("utf-8")
    concerned = [f"articles/{file_name(name)}" for name in echo.articles]
    concerned += [f"outlets/{file_name(name)}" for name in echo.outlets]
    every = {str(one.relative_to(folder)): one.read_text("utf-8") for one in folder.rglob("*.html")}
    linking = {name for name, page in every.items() if address in page}
    assert linking == set(concerned)


def test_an_echo_more_writes_the_pages_that_it_is_on(site: Site, reports: Reports, tmp_path: Path) -> None:
    assert site.echoing
    write(pages(site, reports.values(), the_scheme()), tmp_path)
    echo = site.echoing.echoes[0]
    fewer = replace(echo, said=echo.said[:-1])
    newer = replace(site, echoing=replace(site.echoing, echoes=(fewer,)))
    concerned = len(echo.articles) + len(echo.outlets) + 1
    assert write(pages(newer, reports.values(), the_scheme()), tmp_path).written == concerned


def test_without_echoes_no_page_leads_to_any(site: Site, reports: Reports, tmp_path: Path) -> None:
    write(pages(site, reports.values(), the_scheme()), tmp_path)
    done = write(pages(replace(site, echoing=None), reports.values(), the_scheme()), tmp_path)
    assert (done.unchanged, done.removed) == (0, 1)
    assert not any("echoes.html" in one.read_text("utf-8") for one in tmp_path.rglob("*.html"))


def test_an_article_leads_to_what_changed_between_its_texts(folder: Path, site: Site) -> None:
    ((id_, _),) = site.revised.items()
    name = file_name(id_)
    assert f"../revisions/{name}" in set(links(folder / "articles" / name))
    assert f"revisions/{name}" in set(links(folder / "revisions.html"))
    assert "1 source removed, 1 claim added" in (folder / "revisions.html").read_text("utf-8")


def test_an_article_that_is_gone_leaves_no_page_behind(site: Site, reports: Reports, tmp_path: Path) -> None:
    write(pages(site, reports.values(), the_scheme()), tmp_path)
    left = {name: one for name, one in reports.items() if name != "wire-coal-piers"}
    done = write(pages(make_site(left), left.values(), the_scheme()), tmp_path)
    assert done.removed == 2
    assert not (tmp_path / "articles" / "wire-coal-piers.html").exists()
    assert not (tmp_path / "outlets" / file_name("Northline Wire")).exists()


def test_the_index_reads_without_its_script(folder: Path, reports: Reports) -> None:
    page = (folder / "index.html").read_text("utf-8")
    assert page.count("<script>") == 1
    body = page.split("<script>")[0]
    listed = body.split('id="awaiting"')[0]
    assert listed.count('<th scope="row">') == len(reports)
    assert re.search(r'<form[^>]* id="search"[^>]* hidden>', body)
    for other in folder.rglob("*.html"):
        assert other.name == "index.html" or "<script" not in other.read_text("utf-8")


def test_the_index_begins_with_the_newest_and_ends_with_what_has_no_date(folder: Path) -> None:
    listed = (folder / "index.html").read_text("utf-8").split('id="awaiting"')[0]
    days = re.findall(r'datetime="([^"]+)"', listed)
    assert days == sorted(days, reverse=True)
    assert len(days) == 13
    assert "Coralie and Dex" in listed.rpartition("<tr>")[2]


def test_what_nobody_has_read_is_listed_and_has_no_number(folder: Path) -> None:
    listed = (folder / "index.html").read_text("utf-8").partition('id="awaiting"')[2]
    assert "6 articles await a reading" in listed
    assert re.findall(r"revision \d+|And \d+ more", listed) == ["revision 1", "And 4 more"]
    assert not re.search(r"<td[^>]*>\d+</td>", listed)
    assert 'href="#awaiting"' in (folder / "index.html").read_text("utf-8")


def test_an_index_of_nothing_says_so_and_has_no_table(tmp_path: Path) -> None:
    write(pages(Site(corpus_report([], 3)), (), the_scheme()), tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert "Nobody has read an article yet" in page
    assert "<table" not in page
    assert "<script" not in page


def test_outlets_stand_by_the_alphabet_and_without_a_number_for_how_well(reports: Reports) -> None:
    report = corpus_report(rows(reports), STORED)
    names = [one["outlet"] for one in as_json(report)["outlets"]]
    assert names == sorted(names, key=str.casefold)
    assert all(one.keys() == {"outlet", "read"} for one in as_json(report)["outlets"])


def test_articles_are_counted_by_month_those_without_a_date_last(reports: Reports) -> None:
    report = corpus_report(rows(reports), STORED)
    months = list(report.months)
    assert months[-1] == "no date"
    assert months[:-1] == sorted(months[:-1])
    assert sum(report.months.values()) == len(reports)


def test_an_empty_corpus_says_so() -> None:
    empty: CorpusReport = corpus_report([], 3)
    assert "0 of 3 articles have been read" in html(empty, the_scheme())
