package dev.muzon.extractor.door;

import java.io.InputStream;

/** An answer and its body, of which the first bytes were looked at but not consumed. */
record Opened(OriginAnswer answer, InputStream body) {}
