// Reads whole numbers, one to a line, and says each in Vietnamese words by npm `read-vietnamese-number`, which lies in
// the folder that this runs in.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { ReadingConfig, doReadNumber } = createRequire(`${process.cwd()}/`)("read-vietnamese-number");
const config = new ReadingConfig();
config.unit = ["đồng"];
const numbers = readFileSync(0, "utf8").trim().split("\n");
process.stdout.write(numbers.map((number) => `${doReadNumber(number, config)}\n`).join(""));
