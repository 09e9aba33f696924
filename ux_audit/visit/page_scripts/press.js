/* Presses an element through its own activation, for controls that something else lies over. */
(el) => el.click()
