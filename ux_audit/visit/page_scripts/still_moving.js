/* Returns whether something is sliding or fading on the page that will come to rest; what turns for ever does not count. */
(longestMs) =>
  document.getAnimations().some((animation) => {
    const timing = animation.effect?.getComputedTiming();
    if (animation.playState !== "running" || !timing) return false;
    const left = timing.endTime - (timing.localTime ?? 0);
    return left > 0 && left <= longestMs;
  })
