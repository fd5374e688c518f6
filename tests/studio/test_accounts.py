"""Accounts without a browser, on the real server."""

from __future__ import annotations

import json

import httpx
import pytest

from annotate.core.errors import StudioError, UsageError
from annotate.studio import accounts, credentials
from annotate.studio.errors import StudioAnswered
from annotate.studio.web import sign_in, sign_up
from tests.support.studio import Served

pytestmark = pytest.mark.studio


def _made(studio: Served, email: str) -> accounts.Account:
    return accounts.ensure(studio.client, email, "Cy", credentials_file=studio.running.credentials_file)


def _emails(studio: Served) -> list[str]:
    return [user["email"] for user in studio.client.get("/api/users/")]


def test_an_account_is_made_once_whatever_the_capitals(studio: Served) -> None:
    first = _made(studio, "Once@Annotate.localhost")
    assert (first.made, first.email) == (True, "once@annotate.localhost")
    again = _made(studio, "once@annotate.localhost")
    assert (again.made, again.id) == (False, first.id)
    assert _emails(studio).count("once@annotate.localhost") == 1


def test_it_carries_the_name_and_belongs_to_the_organization(studio: Served) -> None:
    made = _made(studio, "named@annotate.localhost")
    record = studio.client.get(f"/api/users/{made.id}/")
    assert record["first_name"] == "Cy"
    assert record["active_organization"] == studio.client.account["active_organization"]


def test_the_password_in_the_credentials_file_signs_in(studio: Served) -> None:
    _made(studio, "signs-in@annotate.localhost")
    known = json.loads(studio.running.credentials_file.read_text())
    password = next(each["password"] for each in known if each["email"] == "signs-in@annotate.localhost")
    assert sign_in(studio.url, "signs-in@annotate.localhost", password)
    assert studio.running.credentials_file.stat().st_mode & 0o777 == 0o600


def test_a_given_password_is_used(studio: Served) -> None:
    known = studio.running.credentials_file
    accounts.ensure(
        studio.client, "own@annotate.localhost", "own", credentials_file=known, password="my-own-password-1"
    )
    assert sign_in(studio.url, "own@annotate.localhost", "my-own-password-1")


def test_speaking_as_an_account_is_being_that_account(studio: Served) -> None:
    made = _made(studio, "speaks@annotate.localhost")
    with accounts.speak_as(studio.client, made.email, studio.running.credentials_file) as speaker:
        assert speaker.account["id"] == made.id
        assert speaker.instance == studio.client.instance


def test_an_interrupted_sign_up_is_finished_with_the_password_that_was_written_down(studio: Served) -> None:
    known = studio.running.credentials_file
    credentials.remember(known, "half@annotate.localhost", "written-down-before")
    _made(studio, "half@annotate.localhost")
    assert sign_in(studio.url, "half@annotate.localhost", "written-down-before")


def test_a_reset_password_replaces_the_old_one_while_the_server_runs(
    studio: Served, studio_environment
) -> None:
    _made(studio, "forgets@annotate.localhost")
    old = credentials.load(studio.running.credentials_file)["forgets@annotate.localhost"]
    new = accounts.reset_password(studio.folder, studio_environment, "Forgets@annotate.localhost")
    assert credentials.load(studio.running.credentials_file)["forgets@annotate.localhost"] == new
    assert sign_in(studio.url, "forgets@annotate.localhost", new)
    with pytest.raises(StudioError, match="don't match"):
        sign_in(studio.url, "forgets@annotate.localhost", old)


def test_nobody_can_be_given_a_password_who_is_not_there(studio: Served, studio_environment) -> None:
    with pytest.raises(UsageError, match="no account nobody"):
        accounts.reset_password(studio.folder, studio_environment, "nobody@example.org")
    assert "nobody@example.org" not in credentials.load(studio.running.credentials_file)


def test_on_a_teams_server_people_sign_up_themselves(studio: Served) -> None:
    with pytest.raises(StudioError, match="has no account"):
        accounts.ensure(studio.client, "stranger@example.org", "stranger", credentials_file=None)
    assert "stranger@example.org" not in _emails(studio)


def test_without_the_invite_link_nobody_signs_up(studio: Served) -> None:
    with pytest.raises(StudioAnswered) as refused:
        sign_up(studio.url, "/user/signup/", "intruder@example.org", "a-long-password")
    assert refused.value.status == 403
    assert "intruder@example.org" not in _emails(studio)


@pytest.mark.parametrize(
    ("email", "password", "complaint"),
    [
        ("no-address", "a-long-password", "valid email"),
        ("short@annotate.localhost", "short", "8–128 characters"),
        ("owner@annotate.localhost", "a-long-password", "already exists"),
    ],
)
def test_what_label_studio_dislikes_about_a_sign_up_is_told(
    studio: Served, email: str, password: str, complaint: str
) -> None:
    invite = studio.client.get("/api/invite")["invite_url"]
    with pytest.raises(StudioError, match=complaint):
        sign_up(studio.url, invite, email, password)


def test_the_cookies_are_named_after_the_home(studio: Served) -> None:
    cookies = httpx.get(f"{studio.url}/user/login/", trust_env=False).cookies
    assert {name.split("_")[1] for name in cookies} == {studio.running.instance}
