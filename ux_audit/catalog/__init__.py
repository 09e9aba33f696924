"""The data folders read into values: words, platforms, shoppers, rules, markets."""

from ux_audit.catalog.fact_names import load_fact_specs
from ux_audit.catalog.languages import choose_vocabulary, detect_language
from ux_audit.catalog.markets import Profile, keep_rules, load_markets, load_profile
from ux_audit.catalog.own_rules import apply_settings, check_acceptances
from ux_audit.catalog.platforms import (
    KillRule,
    Platform,
    Recognised,
    load_allow_list,
    load_commit_selectors,
    load_kill_list,
    load_platforms,
    match_kill_rule,
    recognise_platform,
)
from ux_audit.catalog.recognition import read_recognition
from ux_audit.catalog.rules import load_rules, read_rule, rules_version
from ux_audit.catalog.shoppers import Shopper, find_country, load_shopper, load_shoppers
from ux_audit.catalog.words import Vocabulary, Words, load_brands, load_mobile_wallets, load_words, normalise

__all__ = [
    "KillRule",
    "Platform",
    "Profile",
    "Recognised",
    "Shopper",
    "Vocabulary",
    "Words",
    "apply_settings",
    "check_acceptances",
    "choose_vocabulary",
    "detect_language",
    "find_country",
    "keep_rules",
    "load_allow_list",
    "load_brands",
    "load_commit_selectors",
    "load_fact_specs",
    "load_kill_list",
    "load_markets",
    "load_mobile_wallets",
    "load_platforms",
    "load_profile",
    "load_rules",
    "load_shopper",
    "load_shoppers",
    "load_words",
    "match_kill_rule",
    "normalise",
    "read_recognition",
    "read_rule",
    "recognise_platform",
    "rules_version",
]
