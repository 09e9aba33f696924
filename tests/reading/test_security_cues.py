"""Signs of security, and what is none."""

import pytest

from tests.snapshots import snapshot_of
from ux_audit.catalog import choose_vocabulary
from ux_audit.reading.security_cues import find_security_cue


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("<main><h2><i class='fa fa-lock'></i> Payment</h2></main>", "en"),
        ("<main><p>All transactions are secure and encrypted.</p></main>", "en"),
        ("<main><svg><use href='#icon-lock'></use></svg></main>", "en"),
        ("<main><img alt='Norton secured' src='seal.png'></main>", "en"),
        ("<main><p>Sichere Zahlung mit SSL-Verschlüsselung</p></main>", "de"),
        ("<main><p>安全支付</p></main>", "zh-CN"),
        ("<header><span>Secure checkout</span></header>", "en"),
    ],
)
def test_signs_of_security(body: str, language: str) -> None:
    assert (
        find_security_cue(snapshot_of(body, language=language), choose_vocabulary(language, "")) is not None
    )


@pytest.mark.parametrize(
    "body",
    [
        "<main><img alt='Visa' src='visa.svg'><img alt='Mastercard' src='mc.svg'></main>",
        "<footer><p>Secure payment</p></footer>",
        "<div class='site-footer'><i class='icon-lock'></i></div>",
        "<main><i class='fa fa-clock'></i><div class='block block-title'><p>Summary</p></div></main>",
        "<main><p>Your data is kept securely, as our privacy policy says.</p></main>",
        "<main><a href='/login'><i class='fa fa-lock'></i> Log in</a></main>",
        "<main><p>The security code is on the back of your card.</p></main>",
    ],
)
def test_no_signs_of_security(body: str) -> None:
    assert find_security_cue(snapshot_of(body), choose_vocabulary("en", "")) is None
