"""Reading a snapshot: page kind, controls, prices, forms, lists; no browser, no network, no clock."""
