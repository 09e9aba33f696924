/* Scrolls slowly to the end and back so that lazy pictures and lists load, as for a shopper who looks through the page. */
async ({ screens, pauseMs }) => {
  const step = window.innerHeight * 0.9;
  for (let i = 0; i < screens; i++) {
    const before = window.scrollY;
    window.scrollBy({ top: step, behavior: "instant" });
    await new Promise((done) => setTimeout(done, pauseMs));
    if (window.scrollY === before) break;
  }
  window.scrollTo({ top: 0, behavior: "instant" });
  await new Promise((done) => requestAnimationFrame(() => done()));
}
