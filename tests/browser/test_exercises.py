"""Exercises in a lesson's page: written in, judged, noted nowhere; homework is left to the notebook."""

import pytest

from hzlib.course.checking import exercises, rules_of
from hzlib.course.form import judged

pytestmark = pytest.mark.browser


@pytest.fixture
def lesson(visit, decks):
    """Return a lesson's page with an exercise that asks for one number, and that exercise."""
    for number, task in exercises().items():
        if task["kind"] == "number" and not task.get("graded") and not task.get("predict"):
            place = int(number.partition(".")[0])
            files = [one for one in sorted(decks.glob("第*.html")) if ".slides" not in one.name]
            return visit(files[place - 1], whole=False), number, task
    raise AssertionError


def _form(page, number):
    return page.locator(f'form[aria-label="练习 {number}"]')


def test_an_answer_is_judged_without_a_network_and_nothing_is_kept(lesson):
    watched, number, task = lesson
    page, form = watched.page, _form(watched.page, number)
    verdict = form.locator(".verdict")
    assert verdict.is_hidden() and verdict.get_attribute("aria-live") == "polite"
    form.locator("button").click()
    page.wait_for_selector('form[data-verdict="unread"]')
    assert "还没有作答" in verdict.text_content()
    form.locator("input").fill("-987654")
    page.keyboard.press("Enter")
    page.wait_for_selector('form[data-verdict="wrong"]')
    assert verdict.text_content().startswith("再想想")
    value, digits = rules_of(task)["slots"][0]["value"], task.get("digits", 0)
    unit = next((one for one, (base, _) in judged(task)["units"].items()
                 if one == task.get("unit") or base == task.get("unit")), "")  # fmt: skip
    form.locator("input").fill(f"{value:.{digits}f}{unit}")
    form.locator("button").click()
    page.wait_for_selector('form[data-verdict="right"]')
    assert verdict.text_content().startswith("对了")
    assert watched.requests == watched.complaints == []
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    assert _form(page, number).locator("input").input_value() == ""


def test_every_practice_exercise_of_the_lessons_has_its_form(visit, decks):
    found = []
    for file in sorted(decks.glob("第*.html")):
        if ".slides" not in file.name:
            page = visit(file, script=False).page
            names = page.locator("form.hz-exercise").evaluate_all(
                "(all) => all.map((one) => one.getAttribute('aria-label').split(' ')[1])"
            )
            found += names
            assert "在课程的笔记本里作答" not in page.content()
    assert found == [one for one, task in exercises().items() if not task.get("graded")]


def test_a_form_names_its_fields_and_fits_a_phone(visit, decks, axe):
    file = next(one for one in sorted(decks.glob("第*.html")) if ".slides" not in one.name)
    page = visit(file, width=390, height=844, whole=False).page
    script, _ = axe
    page.evaluate(script)
    faults = page.evaluate(
        "axe.run('form.hz-exercise').then((one) => one.violations.map(({ id }) => id))"
    )
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
