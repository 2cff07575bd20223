import { beginDisplays } from "./displays.js";

beginDisplays();
