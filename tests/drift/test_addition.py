from xlcheck.drift import addition
from xlcheck.model import Severity


def test_it_speaks_of_what_b_adds_and_not_of_what_b_leaves_out(told_by):
    a, b = "the guards opened the gate", "the armed guards opened the gate"
    (told,) = told_by(addition, a, b)
    assert (told.severity, told.a, told.b) == (Severity.MAJOR, None, "armed")
    assert told_by(addition, b, a) == []


def test_an_added_word_that_repeats_its_neighbour_is_minor(told_by):
    (told,) = told_by(addition, "there was no means to stop it", "there was no means or method to stop it")
    assert (told.severity, told.b) == (Severity.MINOR, "method")
