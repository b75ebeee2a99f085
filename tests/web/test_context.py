"""The corpus of an application."""

from flask import Flask

from explorer.web.context import corpus


def test_it_is_that_of_the_application_that_answers(app: Flask, grown_app: Flask) -> None:
    for each in (app, grown_app):
        with each.app_context():
            assert corpus() is each.extensions["corpus"]
