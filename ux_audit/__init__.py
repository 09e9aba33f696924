"""ux-audit walks an online store as a shopper does and says what will cost sales."""

__version__ = "0.1.0"
