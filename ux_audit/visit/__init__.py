"""The only package that knows Playwright: looking at pages, walking them, timing them."""
