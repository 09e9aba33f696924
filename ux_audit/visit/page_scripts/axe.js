/* Runs axe-core (already in the page) on the page and its same-origin frames; returns the violations in brief. */
async ({ tags, most }) => {
  const { violations } = await window.axe.run(document, {
    runOnly: { type: "tag", values: tags },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
    elementRef: false,
    ancestry: false,
  });
  return violations.map((v) => ({
    id: v.id,
    impact: v.impact,
    help: v.help,
    helpUrl: v.helpUrl,
    nodes: v.nodes.length,
    selectors: v.nodes.slice(0, most).map((n) => n.target.flat(2).join(" ")),
  }));
}
