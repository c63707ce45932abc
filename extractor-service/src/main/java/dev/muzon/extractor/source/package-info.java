/** The port that every source of music implements, and what it returns. */
@NullMarked
package dev.muzon.extractor.source;

import org.jspecify.annotations.NullMarked;
