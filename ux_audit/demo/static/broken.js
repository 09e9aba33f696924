// Calls what is not there, as a script does whose library was taken out.
window.recommendations.render(document.querySelector("main"));
