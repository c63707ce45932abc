/** The words of songs, from LRCLIB. It is asked only when a person asks. */
@NullMarked
package dev.muzon.extractor.lyrics;

import org.jspecify.annotations.NullMarked;
