/**
 * Run as a process of its own, with TMPDIR as the folder to fill: the package decompresses into the temporary folder
 * of its process and into no other. AWS_EXECUTION_ENV makes it unpack the libraries too that a bare system lacks.
 */
import chromium from "@sparticuz/chromium";

await chromium.executablePath();
