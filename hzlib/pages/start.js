// The last file: everything is known, the page begins.
"use strict";
Hz.begin(Hz);
