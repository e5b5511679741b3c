// Stands in for string-width in the build and in tests: cli-table3 then measures text as the rest of fleetq does.
import width = require('./width.js');

export = width.textWidth;
