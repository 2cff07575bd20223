import { beginDisplays } from "./displays.js";
import { beginExercises } from "./exercise.js";

beginDisplays();
beginExercises();
