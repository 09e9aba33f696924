/* Runs axe-core, which was injected before, and returns each violated rule with its impact and elements. */
async (tags) => {
  const options = { runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"], iframes: false };
  const { violations } = await window.axe.run(document, options);
  return violations.map((v) => ({
    id: v.id, impact: v.impact, help: v.help, helpUrl: v.helpUrl, nodes: v.nodes.length,
    selectors: v.nodes.map((n) => n.target.flat().join(" ")).slice(0, 5),
  }));
}
