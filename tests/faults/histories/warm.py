"""Imported once in the process that commands are forked from: what each of them would import or compile."""

from __future__ import annotations

import httpcore  # noqa: F401 - httpx imports it when a client is made
import psycopg  # noqa: F401
from sqlalchemy.orm import configure_mappers

import annotate.store.models  # noqa: F401
from annotate.cli.app import App
from annotate.detect import detect
from tests.faults.histories import commands, content  # noqa: F401
from tests.support.bench import the_detector, the_lexicon
from tests.support.scheme import the_scheme

configure_mappers()
detect(content.article("warm"), the_lexicon(), the_scheme())
App.lexicon = lambda self: the_lexicon()  # type: ignore[method-assign]
App.detector = lambda self, model="default": the_detector()  # type: ignore[method-assign]
