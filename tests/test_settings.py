import json
from pathlib import Path

import pytest

from ux_audit.errors import ConfigError, UsageError
from ux_audit.model import RuleSettings
from ux_audit.settings import (
    Judging,
    Settings,
    check_markets,
    check_profile,
    check_url,
    load_judging,
    load_settings,
    read_account,
    walk_level,
)

SHOP = "https://shop.example/"


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("shop.example", "https://shop.example/"),
        (" https://shop.example/de?a=b#top ", "https://shop.example/de?a=b"),
        ("shop.example:8443/x", "https://shop.example:8443/x"),
        ("localhost:8000", "http://localhost:8000/"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("https://müller.example", "https://müller.example/"),
        ("intranet:8080", "https://intranet:8080/"),
    ],
)
def test_addresses_are_completed(text: str, url: str) -> None:
    assert check_url(text) == url


@pytest.mark.parametrize(
    "text",
    [
        "", "shop", "ftp://shop.example", "http://", "shop example.com", "https://shop..example", "999.1.1.1",
        "mailto:a@b.example", "javascript:alert(1)", "http://[::1", "https://shop.example:99999", "https://sh^op.example",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        check_url(text)
    assert "\n" not in str(caught.value)
    assert "https://shop.example" in caught.value.remedy
    assert caught.value.exit_code == 2


def test_defaults() -> None:
    settings = load_settings({"url": "shop.example"})
    assert settings == Settings(url=SHOP)
    assert settings.devices == ("desktop", "mobile")
    assert (settings.runs, settings.lang, settings.consent) == (3, "en", "accept")


def test_flags_go_before_the_file_and_the_file_before_the_defaults(empty_folder: Path) -> None:
    (empty_folder / "ux-audit.yaml").write_text("url: shop.example\nruns: 5\nlang: zh\ndevices: [mobile]\n")
    settings = load_settings({"lang": "en"})
    assert (settings.url, settings.runs, settings.lang, settings.devices) == (SHOP, 5, "en", ("mobile",))
    other = empty_folder / "other.yaml"
    other.write_text("runs: 7\nbasic_auth: me:secret\npages: {cart: /basket}\n")
    told = load_settings({"url": SHOP}, other)
    assert (told.runs, told.basic_auth, told.pages) == (7, ("me", "secret"), {"cart": "/basket"})


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("url: shop.example\ndevises: [mobile]\n", 2, "unknown key “devises”. Did you mean “devices”?"),
        ("runs: 3\nruns: 4\n", 2, "duplicate key"),
        ("url: shop.example\n\nruns: many\n", 3, "runs:"),
        ("runs: 99\n", 1, "runs:"),
        ("devices: [desktop, tablet]\n", 1, "devices.1:"),
        ("devices: []\n", 1, "devices:"),
        ("walk: everything\n", 1, "walk:"),
        ("pages:\n  listing: /\n  basket: /b\n", 3, "unknown key “basket”."),
        ("pages: {prodct: /p}\n", 1, "unknown key “prodct”. Did you mean “product”?"),
        ("phone: 139 ...\n", 1, "phone: a phone number has 5 to 15 digits."),
        ("- url\n", 1, "must hold keys and values"),
    ],
)
def test_mistakes_in_the_file_are_answered_with_file_and_line(
    empty_folder: Path, text: str, line: int, words: str
) -> None:
    file = empty_folder / "audit.yaml"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_settings({"url": SHOP}, file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert words in str(caught.value)


def test_a_wrong_address_in_the_file_is_placed(empty_folder: Path) -> None:
    (empty_folder / "ux-audit.yaml").write_text("runs: 2\nurl: 'no address'\n")
    with pytest.raises(ConfigError, match=r"^ux-audit\.yaml:2: “no address” is no address"):
        load_settings({})


def test_no_address_and_no_file_are_said_so(empty_folder: Path) -> None:
    with pytest.raises(UsageError, match="No address was given"):
        load_settings({})
    with pytest.raises(ConfigError, match="cannot be read"):
        load_settings({"url": SHOP}, empty_folder / "none.yaml")
    (empty_folder / "ux-audit.yaml").write_text("# nothing yet\n")
    assert load_settings({"url": SHOP}).url == SHOP


@pytest.mark.parametrize(
    ("url", "own", "walk", "level"),
    [
        (SHOP, False, None, "cart"),
        (SHOP, True, None, "payment"),
        (SHOP, True, "entry", "entry"),
        (SHOP, False, "browse", "browse"),
        ("http://127.0.0.1:8000/", False, None, "payment"),
        ("http://shop.localhost/", False, None, "payment"),
        ("http://[::1]/", False, "address", "address"),
        ("http://127.0.0.1.evil.example/", False, None, "cart"),
    ],
)
def test_how_far_to_walk(url: str, own: bool, walk: str | None, level: str) -> None:
    settings = load_settings({"url": url, "own_store": own, **({"walk": walk} if walk else {})})
    assert walk_level(settings) == level


@pytest.mark.parametrize("walk", ["entry", "address", "payment"])
def test_the_checkout_of_others_is_not_walked(walk: str) -> None:
    with pytest.raises(UsageError, match="store of your own"):
        load_settings({"url": SHOP, "walk": walk})


def test_secrets_stay_out_of_the_result() -> None:
    settings = load_settings(
        {
            "url": "https://me:s3cret%21@shop.example/x",
            "headers": {"X-Token": "s3cret-h"},
            "cookies": {"session": "s3cret-c"},
            "phone": "+86 139 0000 0000",
        }
    )
    assert settings.basic_auth == ("me", "s3cret!")
    assert settings.url == "https://shop.example/x"
    public = settings.public()
    assert "s3cret" not in repr(public)
    assert public["headers"] == {"X-Token": "•••"}
    assert public["basic_auth"] == public["phone"] == "•••"
    assert "139" not in f"{settings} {public}"
    assert public["walk"] == "cart"
    assert load_settings({"url": SHOP}).public()["basic_auth"] is None


def test_admitted_addresses() -> None:
    only = Settings(url=SHOP, include=("*/shoes/*",), exclude=("*/sale/*",))
    assert only.admits(SHOP)
    assert only.admits("https://shop.example/shoes/1")
    assert not only.admits("https://shop.example/hats/1")
    assert not only.admits("https://shop.example/shoes/sale/1")
    assert Settings(url=SHOP).admits("https://shop.example/anything")


def test_a_test_account_is_read_from_the_environment_alone(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = "url: http://127.0.0.1:8000/\naccount: {user_from: SHOP_USER, password_from: SHOP_PASSWORD}\n"
    (empty_folder / "ux-audit.yaml").write_text(written)
    monkeypatch.delenv("SHOP_USER", raising=False)
    with pytest.raises(ConfigError, match="environment variable “SHOP_USER” is not set"):
        load_settings({})
    monkeypatch.setenv("SHOP_USER", "me@example.com")
    monkeypatch.setenv("SHOP_PASSWORD", "secret-7")
    settings = load_settings({})
    account = read_account(settings)
    assert account is not None
    assert (account.user, account.password) == ("me@example.com", "secret-7")
    assert "secret-7" not in f"{account} {settings} {settings.public()}"
    with pytest.raises(UsageError, match="in a store of your own only"):
        load_settings({"url": SHOP})


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("controls: {add_to_card: x}", "Did you mean “add_to_cart”"),
        ("account: {user_form: A, password_from: B}", "Did you mean “user_from”"),
        ("rules: {of: [product-video]}", "Did you mean “off”"),
        ("accepted: [{rule: cart-remove, resaon: x}]", "Did you mean “reason”"),
        ("accepted: [{rule: cart-remove, reason: x, owner: Ann}]", "accepted.0.until: Field required"),
    ],
)
def test_keys_within_keys_are_checked(empty_folder: Path, written: str, told: str) -> None:
    (empty_folder / "ux-audit.yaml").write_text(f"url: shop.example\n{written}\n")
    with pytest.raises(ConfigError, match=told):
        load_settings({})


@pytest.mark.parametrize(
    ("text", "told"), [(None, "Cannot read"), ("{", "no JSON"), ("[]", "holds no cookies")]
)
def test_a_storage_state_that_is_none_is_refused(empty_folder: Path, text: str | None, told: str) -> None:
    file = empty_folder / "state.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(UsageError, match=told):
        load_settings({"url": SHOP, "storage_state": file})


def test_what_is_said_about_rules_is_kept_for_judging_again(empty_folder: Path) -> None:
    (empty_folder / "shop-rules").mkdir()
    (empty_folder / "ux-audit.yaml").write_text(
        "url: https://shop.example\n"
        "rules: {folders: [shop-rules], off: [product-video], change: {cart-remove: {severity: 6}}}\n"
        "accepted: [{rule: product-reviews, reason: New, owner: Ann, until: 2027-01-31}]\n"
    )
    settings = load_settings({"rules": {"folders": [Path("more")]}})
    assert settings.rules.folders == (Path("shop-rules"), Path("more"))
    kept = Judging.of(json.loads(json.dumps(settings.public())))
    assert kept.rules == RuleSettings(off=("product-video",), change={"cart-remove": {"severity": 6}})
    assert kept.accepted == settings.accepted
    assert load_judging(Path("ux-audit.yaml")).accepted == settings.accepted
    assert "rules" not in Settings(url=SHOP).public()


def test_markets_and_profiles_are_named_in_lists_or_with_commas(tmp_path: Path) -> None:
    file = tmp_path / "ux-audit.yaml"
    file.write_text("url: https://shop.example\nmarket: [de, cn]\nprofile: seed-only\n", encoding="utf-8")
    settings = load_settings({}, file)
    assert (settings.market, settings.profile) == (("de", "cn"), "seed-only")
    assert load_settings({"market": ("eu, jp", "kr")}, file).market == ("eu", "jp", "kr")
    file.write_text("url: https://shop.example\nmarket: jp,kr\n", encoding="utf-8")
    assert load_settings({}, file).market == ("jp", "kr")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("market: [de, chn]", "there is no market “chn”. Did you mean “cn”?"),
        ("profile: seedonly", "there is no profile “seedonly”. Did you mean “seed-only”?"),
        ("profil: seed-only", "unknown key “profil”. Did you mean “profile”?"),
    ],
)
def test_an_unknown_market_or_profile_is_answered_by_place(tmp_path: Path, line: str, answer: str) -> None:
    file = tmp_path / "ux-audit.yaml"
    file.write_text(f"url: https://shop.example\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_settings({}, file)
    assert f"{file}:2" in str(caught.value)
    assert answer in str(caught.value)


def test_a_judge_is_told_of_an_unknown_market_or_profile() -> None:
    assert check_markets(["de,eu", "de"]) == ("de", "eu")
    assert check_profile(None) is None
    with pytest.raises(UsageError, match=r"There is no market “dee”\. Did you mean “de”\?"):
        check_markets(["dee"])
    with pytest.raises(UsageError, match=r"There is no profile “seed”\."):
        check_profile("seed")
