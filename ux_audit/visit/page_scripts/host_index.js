/* Returns how fast this machine runs scripts now: rounds of string building a ms, times ten (more is faster). */
({ forMs }) => {
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < forMs) {
    let text = "";
    for (let i = 0; i < 10_000; i++) text += "a";
    if (text.length === 1) throw new Error("unreachable");
    rounds++;
  }
  return (rounds / (performance.now() - start)) * 1000;
}
