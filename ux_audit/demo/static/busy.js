// Works for as long as a large script would, and for nothing.
addEventListener("load", () => {
  for (let n = 0; n < 8; n += 1) {
    setTimeout(() => {
      const end = performance.now() + 260;
      while (performance.now() < end) Math.sqrt(Math.random());
    }, n * 60);
  }
});
