"""Which form signs somebody in, and which opens an account."""

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.sign_in import find_sign_in

USER = "<label for=u>Email</label><input id=u type=email name=u>"
PASSWORD = "<label for=p>Password</label><input id=p type=password name=p>"
SIGN_IN = f"<form id=in>{USER}{PASSWORD}<button>Log in</button></form>"
REGISTER = "<form id=up><label for=e>Email</label><input id=e type=email><label for=q>Password</label><input id=q type=password>{}<button>Register</button></form>"
AGAIN = "<label for=r>Repeat</label><input id=r type=password>"
WORDS = choose_vocabulary("en", "")


def test_the_form_that_signs_in_is_told_from_the_one_that_registers() -> None:
    for register in (REGISTER.format(""), REGISTER.format(AGAIN)):
        found = find_sign_in(snapshot_of(register + SIGN_IN), WORDS)
        assert found is not None
        assert (found.user.name, found.password.name) == ("u", "p")
        assert found.submit is not None
        assert found.submit.text == "Log in"
        assert find_sign_in(snapshot_of(register), WORDS) is None


def test_a_form_without_a_form_element_is_read_too() -> None:
    found = find_sign_in(
        snapshot_of(f"<main><div><p>{USER}</p><p>{PASSWORD}</p><div role=button>Sign in</div></div></main>"),
        WORDS,
    )
    assert found is not None
    assert found.submit is not None


def test_a_password_to_choose_is_no_sign_in() -> None:
    page = snapshot_of(SIGN_IN.replace("type=password", "type=password autocomplete=new-password"))
    assert find_sign_in(page, WORDS) is None
