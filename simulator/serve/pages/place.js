// From the server's view of a participant to what the page shows, in the page's language.
import { language } from "./page_tools.js";

const inLanguage = (pair) => (pair && typeof pair === "object" ? pair[language] : pair);
